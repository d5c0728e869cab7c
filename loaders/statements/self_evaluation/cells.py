"""One row of the indicator table, whose columns are told apart by nothing but blanks: what belongs into which cell.

A row is: level 2, indicator name, target, actual value, weight, score, reason. The numbers at its end are found first; the
pieces of text between the label and the numbers are then cut into name, target and actual value in every possible way,
and each way is weighed:

- the blank or line end at each cut, and inside each cell (`printed.Break`): two Chinese words with a blank between them
  stand in two cells, `2023 年` does not;
- what each cell says: a name repeats its level 2, an actual value says 达到目标 or repeats the target, a sentence with
  commas is a target;
- the shape of the columns: a line that is broken off inside a cell is about as wide as its column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.statements.self_evaluation.printed import Break, Piece, is_ascii
from loaders.statements.self_evaluation.words import (
    follows_number,
    is_echo,
    is_met,
    is_not_applicable_word,
    is_reason_word,
    leads_into_number,
)
from loaders.text import folded, is_dash

NAME, TARGET, ACTUAL = "name", "target", "actual"
#: the cost of putting both sides of a break into one cell, and of a cut between two cells there
_JOIN = {Break.LINE: 0.35, Break.ALIGNED: 0.0, Break.PARAGRAPH: 0.55, Break.JUMP: 3.0, Break.PAGE: 1.0}
_CUT = {Break.LINE: 0.35, Break.ALIGNED: 2.5, Break.PARAGRAPH: 0.25, Break.JUMP: 0.3, Break.PAGE: 0.3}
_SCORE = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?\Z")
_OPENING, _CLOSING = "（(“《【[「", "）)”》】]」"
_HANGING = ("，", "、", ",", "；", "：", ":", "（", "(", "“", "《", "和", "及", "与", "的", "≤", "≥", "<", ">")
_NOT_FIRST = tuple("，、,。；;：:）)”》】%％的")


@dataclass(frozen=True, slots=True)
class Widths:
    """How many characters a line of each column holds, as far as the form has shown; 0 where it has not."""

    name: float = 0.0
    target: float = 0.0
    actual: float = 0.0

    def of(self, column: str) -> float:
        return float(getattr(self, column))


@dataclass(frozen=True, slots=True)
class Cells:
    """One reading of a row. Each cell is a run of pieces."""

    name: tuple[Piece, ...]
    target: tuple[Piece, ...]
    actual: tuple[Piece, ...]
    weight: Piece | None
    score: Piece | None
    reason: tuple[Piece, ...]
    cost: float


def is_score(text: str) -> bool:
    return bool(_SCORE.match(folded(text)))


def width(text: str) -> float:
    """Width in Chinese characters: a Latin letter or digit takes half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@cache
def _blank_costs(left: str, right: str) -> tuple[float, float]:
    """(join, cut) for two pieces on one line."""
    if len(left) == 1 and len(right) == 1 and not (left.isascii() or right.isascii() or is_dash(left) or is_dash(right)):
        return 0.2, 1.0
    if is_dash(left) or is_dash(right):
        return 3.0, 0.0
    left_narrow, right_narrow = is_ascii(left[-1]), is_ascii(right[0])
    if left[-1] in "≤≥=＝<>" or right[0] in "，。、；）" or left[-1] in "，、（；。；":
        return 0.1, 2.0
    if left[-1].isdigit() and follows_number(right):
        return 0.1, 1.6
    if right[0].isdigit() and leads_into_number(left):
        return 0.1, 1.6
    if left[-1] in "%％":
        return (0.1, 1.6) if right.startswith(("以上", "以下", "以内")) else (1.6, 0.1)
    if left_narrow != right_narrow:
        return 0.8, 0.5
    if left_narrow and right_narrow:
        return 2.0, 0.2
    return 3.0, 0.0


def join_cost(left: Piece, right: Piece) -> float:
    if right.before is Break.BLANK:
        return _blank_costs(left.text, right.text)[0]
    return _JOIN[right.before]


def cut_cost(left: Piece, right: Piece) -> float:
    if right.before is Break.BLANK:
        return _blank_costs(left.text, right.text)[1]
    cost = _CUT[right.before]
    if left.text.endswith(_HANGING):
        cost += 1.0
    return cost


def text_of(pieces: tuple[Piece, ...]) -> str:
    """The text of a cell: pieces of one line keep their blank, a line end between Chinese characters disappears."""
    out = ""
    for piece in pieces:
        if out and (piece.before is Break.BLANK or (out[-1].isascii() and piece.text[0].isascii() and out[-1].isalpha())):
            lone = len(piece.text) == 1 and not piece.text.isascii() and not out[-1].isascii()
            out += "" if lone or (piece.before is Break.BLANK and _is_spaced(pieces)) else " "
        out += piece.text
    return out


def _is_spaced(pieces: tuple[Piece, ...]) -> bool:
    """Is the text set with a blank after every character (完 成 目 标)?"""
    return len(pieces) > 2 and all(len(piece.text) == 1 and not piece.text.isascii() for piece in pieces)


def bare(pieces: tuple[Piece, ...]) -> str:
    return folded("".join(piece.text for piece in pieces))


def _shape_cost(pieces: tuple[Piece, ...], known: float) -> float:
    """A line broken off inside a cell is about as wide as the column; no line is wider."""
    cost = 0.0
    run = ""
    for position, piece in enumerate(pieces):
        if position and piece.starts_line:
            missing = known - width(run)
            if missing > 1.6 and piece.before is not Break.PAGE:
                cost += min(2.5, 0.45 * (missing - 1.0))
            run = ""
        run += piece.text
    if known and width(run) > known + 1.5:
        cost += 0.5
    return cost


def _balance_cost(text: str) -> float:
    opened = sum(text.count(mark) for mark in "(《【[「") - sum(text.count(mark) for mark in ")》】]」")
    return 1.5 * min(2, abs(opened))


@cache
def _cell_cost(column: str, text: str) -> float:
    """How well a text suits its column."""
    cost = _balance_cost(text)
    if text.startswith(_NOT_FIRST):
        cost += 2.0
    if text.endswith(_HANGING[:8]):
        cost += 1.5
    met, echo = is_met(text), is_echo(text)
    if column == NAME:
        cost += 0.0 if not echo else -1.8
        cost += 2.5 if met else 0.0
        cost += 2.5 if is_not_applicable_word(text) or is_dash(text) else 0.0
        cost += 0.5 * min(3, sum(text.count(mark) for mark in ",;。"))
        cost += 0.12 * max(0, len(text) - 14)
    elif column == TARGET:
        cost += 2.0 if met else 0.0
        cost += 1.5 if echo else 0.0
    else:
        cost += -1.6 if met else 0.0
        cost += 1.5 if echo else 0.0
        cost += 0.06 * max(0, len(text) - 10)
        cost += 1.5 if is_not_applicable_word(text) else 0.0
    return cost


_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@cache
def _pair_cost(target: str, actual: str) -> float:
    """How an actual value answers its target: it repeats it, or gives a number for a number."""
    plain_target, plain_actual = target.strip("≤≥=<>。"), actual.strip("≤≥=<>。")
    if plain_target == plain_actual:
        return -2.2
    if len(plain_actual) > 3 and (plain_actual in plain_target or plain_target in plain_actual):
        return -1.0
    common = set(_DIGITS.findall(target)) & set(_DIGITS.findall(actual))
    if common:
        return -0.8
    if actual.isdigit() and not target[-1:].isdigit():
        return 1.0
    return 0.0


def _inside(pieces: tuple[Piece, ...]) -> float:
    return sum(join_cost(left, right) for left, right in zip(pieces, pieces[1:], strict=False))


def _column_cost(column: str, pieces: tuple[Piece, ...], widths: Widths) -> float:
    if not pieces:
        return 0.0
    return _inside(pieces) + _cell_cost(column, bare(pieces)) + _shape_cost(pieces, widths.of(column))


def split(pieces: tuple[Piece, ...], widths: Widths) -> list[tuple[float, int, int]]:
    """Every way to cut the text of a row into name, target and actual value: (cost, first cut, second cut)."""
    count = len(pieces)
    if count == 0:
        return [(1.0, 0, 0)]
    names = [_column_cost(NAME, pieces[:end], widths) for end in range(count + 1)]
    actuals = [_column_cost(ACTUAL, pieces[start:], widths) for start in range(count + 1)]
    cuts = [0.0] + [cut_cost(pieces[at - 1], pieces[at]) for at in range(1, count)] + [0.0]
    texts = bare(pieces)
    out = []
    for first in range(count + 1):
        for second in range(first, count + 1):
            if first == second and first not in (0, count):
                continue
            target = pieces[first:second]
            if not target:
                # A row with one text alone says its target (不适用); text without a target is no row.
                out.append((4.0 + (names[count] if first else actuals[0]), first, second))
                continue
            target_text = bare(target)
            cost = names[first] + actuals[second] + cuts[first] + cuts[second] + _column_cost(TARGET, target, widths)
            inapplicable = is_not_applicable_word(target_text)
            cost += 0.0 if first else (1.2 if not inapplicable else 0.3)
            if second < count:
                cost += _pair_cost(target_text, bare(pieces[second:]))
            else:
                cost += 0.0 if inapplicable else 0.9
            out.append((cost, first, second))
    del texts
    return out


def _tails(pieces: tuple[Piece, ...]) -> list[tuple[float, int, Piece | None, Piece | None, tuple[Piece, ...]]]:
    """Where the numbers of a row may stand: (cost, end of the text, weight, score, reason)."""
    out: list[tuple[float, int, Piece | None, Piece | None, tuple[Piece, ...]]] = []
    texts = "".join(piece.text for piece in pieces)
    out.append((0.3 if "不适用" in texts or not texts.strip("—-－") else 3.0, len(pieces), None, None, ()))
    for at, piece in enumerate(pieces):
        if not is_score(piece.text):
            continue
        if at + 1 < len(pieces) and is_score(pieces[at + 1].text):
            cost = 0.0 if pieces[at + 1].before is Break.BLANK else 0.8
            reason = pieces[at + 2 :]
            weight, score = float(folded(piece.text).rstrip("分")), float(folded(pieces[at + 1].text).rstrip("分"))
            cost += 1.5 if score > weight else 0.0
            cost += 1.0 if weight > 60 else 0.0
            cost += _reason_cost(reason, score < weight)
            cost += 0.4 if 0 < at and piece.before is Break.BLANK and is_score(pieces[at - 1].text) and False else 0.0
            out.append((cost, at, piece, pieces[at + 1], reason))
        reason = pieces[at + 1 :]
        if not reason or not is_score(reason[0].text):
            value = float(folded(piece.text).rstrip("分"))
            single = 0.6 if value == 0 or (reason and is_reason_word(bare(reason))) else 2.2
            out.append((single + _reason_cost(reason, True), at, piece, None, reason))
    return out


def _reason_cost(reason: tuple[Piece, ...], expected: bool) -> float:
    if not reason:
        return 0.0
    text = bare(reason)
    cost = sum(join_cost(left, right) for left, right in zip(reason, reason[1:], strict=False)) * 0.5
    if is_met(text):
        cost += 1.5
    return cost + (0.0 if is_reason_word(text) else 0.8) + (0.0 if expected else 2.5)


def readings(pieces: tuple[Piece, ...], widths: Widths, keep: int = 4) -> list[Cells]:
    """The best readings of one row (without its labels), one for each pair of numbers it may end with."""
    if pieces and all(is_dash(piece.text) for piece in pieces):
        return [Cells((), pieces, (), None, None, (), 0.0 if len(pieces) > 2 else 1.0)]
    dashes = 0
    while dashes < len(pieces) and is_dash(pieces[len(pieces) - 1 - dashes].text):
        dashes += 1
    if dashes >= 2:
        # The name alone is given, everything else is dashes: the indicator does not apply.
        name, rest = pieces[: len(pieces) - dashes], pieces[len(pieces) - dashes :]
        return [Cells(name, rest, (), None, None, (), 0.5 + _column_cost(NAME, name, widths))]
    out = []
    for tail_cost, end, weight, score, reason in _tails(pieces):
        text = pieces[:end]
        cost, first, second = min(split(text, widths))
        out.append(
            Cells(text[:first], text[first:second], text[second:], weight, score, reason, tail_cost + cost)
        )
    out.sort(key=lambda cells: cells.cost)
    return out[:keep]
