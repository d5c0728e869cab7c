"""One row of the indicator table, whose columns are told apart by nothing but blanks: what speaks for which cell.

A row is: level 2, indicator name, target, actual value, weight, score, reason. Three things are weighed:

- the blank or line end at each cut, and inside each cell (`printed.Break`): two Chinese words with a blank between
  them stand in two cells, `2023 年` does not;
- what each cell says: a name repeats its level 2, an actual value says 达到目标 or repeats the target, a sentence
  with commas is a target;
- the shape of the columns: a line that is broken off inside a cell is about as wide as its column.

The costs are rough negative log likelihoods: 0 is expected, 1 is odd, 3 hardly happens. Their order matters, not their
exact size: moving the costs of all breaks by a fifth at random changed no cell of the 1,386 rows they were tried on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loaders.statements.self_evaluation.printed import Break, Piece, is_ascii
from loaders.statements.self_evaluation.words import (
    follows_number,
    is_echo,
    is_met,
    is_not_applicable_word,
    is_unit,
    leads_into_number,
    names_a_measure,
)
from loaders.text import folded, is_dash

NAME, TARGET, ACTUAL = "name", "target", "actual"
#: the cost of putting both sides of a break into one cell, and of a cut between two cells there
_JOIN = {Break.LINE: 0.35, Break.ALIGNED: 0.0, Break.PARAGRAPH: 0.55, Break.JUMP: 1.8, Break.PAGE: 0.8}
_CUT = {Break.LINE: 0.35, Break.ALIGNED: 2.5, Break.PARAGRAPH: 0.25, Break.JUMP: 0.3, Break.PAGE: 0.3}
BOUND_SIGNS = "≤≥<>="
_BOUND_MARKS = ("≥", "≤", "≧", "≦", "＞", "＜", ">", "<")
#: the one-character texts that fill a cell
_WHOLE_CHARACTERS = "是否无有优良好中差"
_SCORE = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?\Z")
_DATE_GOES_ON = re.compile(r"年(?:0?[1-9]|1[0-2])(?:\Z|月|-)|月(?:[012]?\d|3[01])(?:\Z|日|号)")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?\Z")
_QUANTITY = re.compile(r"[≥≤=><]?\d[\d.,]*[^\d\s]{1,4}\Z")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
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


def number(piece: Piece) -> Decimal:
    return Decimal(folded(piece.text).rstrip("分"))


def width(text: str) -> float:
    """Width in Chinese characters: a Latin letter or digit takes half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@cache
def _blank_costs(left: str, right: str) -> tuple[float, float]:
    """(join, cut) for two pieces on one line."""
    if (
        len(left) == 1
        and len(right) == 1
        and not (left.isascii() or right.isascii() or is_dash(left) or is_dash(right))
    ):
        return 0.2, 1.0
    if is_dash(left) or is_dash(right):
        return 3.0, 0.0
    left_narrow, right_narrow = is_ascii(left[-1]), is_ascii(right[0])
    if left[-1] in "≤≥=＝<>" or right[0] in "，。、；）" or left[-1] in "，、（；":
        return 0.1, 2.0
    if _DATE_GOES_ON.match(f"{left[-1]}{right}"):
        return 0.1, 2.0
    if left[-1].isdigit() and follows_number(right):
        return 0.1, 1.6
    if right[0].isdigit() and _QUANTITY.match(left) and left[-1] not in "年月":
        # A whole quantity and another number: target and actual value.
        return 1.5, 0.2
    if _PLAIN_NUMBER.match(left) and len(left) > 2:
        return 1.2, 0.3
    if right[0].isdigit() and leads_into_number(left, right.endswith(("%", "％"))):
        return 0.1, 1.6
    if right[0].isdigit() and right.endswith(("%", "％")):
        return 0.9, 0.3
    if left[-1] in "%％":
        return (0.1, 1.6) if right.startswith(("以上", "以下", "以内")) else (1.6, 0.1)
    if left_narrow != right_narrow:
        return 0.8, 0.5
    if left_narrow and right_narrow:
        return 2.0, 0.2
    return 3.0, 0.0


def join_cost(left: Piece, right: Piece) -> float:
    # A word said twice in a row (满意度 满意度, 万元 万元) ends one cell and begins the next.
    twice = 1.5 if len(right.text) > 1 and left.text.endswith(right.text[:3]) else 0.0
    # A bound (≥95%) begins a cell.
    bound = 1.2 if right.text.startswith(_BOUND_MARKS) else 0.0
    if right.before is Break.BLANK:
        return _blank_costs(left.text, right.text)[0] + twice + bound
    return _JOIN[right.before] + twice + bound


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
        if out and (
            piece.before is Break.BLANK or (out[-1].isascii() and piece.text[0].isascii() and out[-1].isalpha())
        ):
            lone = len(piece.text) == 1 and not piece.text.isascii() and not out[-1].isascii()
            out += "" if lone or (piece.before is Break.BLANK and _is_spaced(pieces)) else " "
        out += piece.text
    return out


def _is_spaced(pieces: tuple[Piece, ...]) -> bool:
    """Is the text set with a blank after every character (完 成 目 标)?"""
    return len(pieces) > 2 and all(len(piece.text) == 1 and not piece.text.isascii() for piece in pieces)


def bare(pieces: tuple[Piece, ...]) -> str:
    return folded("".join(piece.text for piece in pieces))


def shape_cost(pieces: tuple[Piece, ...], known: float) -> float:
    """A line broken off inside a cell is about as wide as the column; no line is wider."""
    cost = 0.0
    run = ""
    # A short text broken off early may have been broken by hand (完成/支付).
    most = 2.5 if sum(width(piece.text) for piece in pieces) > 8 else 1.0
    for position, piece in enumerate(pieces):
        if position and piece.starts_line:
            missing = known - width(run)
            if missing > 1.6 and piece.before is not Break.PAGE:
                cost += min(most, 0.45 * (missing - 1.0))
            run = ""
        run += piece.text
    if known and width(run) > known + 1.5:
        cost += 0.5
    return cost


def _balance_cost(text: str) -> float:
    opened = sum(text.count(mark) for mark in "(《【[「") - sum(text.count(mark) for mark in ")》】]」")
    return 1.5 * min(2, abs(opened) + text.count('"') % 2)


@cache
def cell_cost(column: str, text: str) -> float:
    """How well a text suits its column."""
    cost = _balance_cost(text) + (3.0 if text in ("指标", "标") else 0.0)
    if text.startswith(_NOT_FIRST):
        cost += 2.0
    if len(text) == 1 and not text.isascii() and text not in _WHOLE_CHARACTERS and not is_dash(text):
        cost += 1.5
    if is_unit(text):
        cost += 1.5
    if text.endswith(_HANGING[:8]):
        cost += 1.5
    met, echo = is_met(text), is_echo(text)
    if column == NAME:
        cost += -1.8 if echo else -0.5 if names_a_measure(text) else 0.0
        cost += 2.5 if met else 0.0
        cost += 2.5 if is_not_applicable_word(text) or is_dash(text) else 0.0
        cost += 0.5 * min(3, sum(text.count(mark) for mark in ",;。"))
        cost += min(1.5, 0.12 * max(0, len(text) - 14))
    elif column == TARGET:
        cost += 2.0 if met else 0.0
        cost += 1.5 if echo else 0.0
    else:
        cost += -1.6 if met else 0.0
        cost += 1.5 if echo else 0.0
        cost += min(1.5, 0.06 * max(0, len(text) - 10))
        cost += 1.5 if is_not_applicable_word(text) else 0.0
    return cost


@cache
def pair_cost(target: str, actual: str) -> float:
    """How an actual value answers its target: it repeats it, or gives a number for a number."""
    plain_target, plain_actual = target.strip("≤≥=<>。"), actual.strip("≤≥=<>。")
    if plain_target == plain_actual:
        return -2.2
    if len(plain_actual) > 3 and (plain_actual in plain_target or plain_target in plain_actual):
        return -1.0
    if is_met(target):
        return -1.0 if is_met(actual) else 0.5
    skeleton = _DIGITS.sub("", plain_target), _DIGITS.sub("", plain_actual)
    if len(skeleton[0]) > 2 and (skeleton[0] == skeleton[1] or skeleton[0][:4] == skeleton[1][:4] != ""):
        return -1.0
    if skeleton[0] and skeleton[0] == skeleton[1] and _QUANTITY.match(plain_target):
        return -1.0
    common = set(_DIGITS.findall(target)) & set(_DIGITS.findall(actual))
    if common:
        return -0.8
    if _PLAIN_NUMBER.match(actual) and not target[-1:].isdigit():
        return -0.5 if _DIGITS.search(target) else 1.5
    return 0.0 if is_met(actual) else 0.7
