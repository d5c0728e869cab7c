"""The indicator table of a dumped form: where each row begins, found for the whole form at once.

A row opens with a level 2 label (before it, where a group begins, a level 1 label), or, where a level 2 has several
indicators, with nothing at all after the numbers of the row before. A label may be the name of the indicator as well,
so every place where one stands is only a candidate. All sequences of rows are weighed together: the reading of each row
(`cells.readings`), the order of the labels, and at the end the two sums that the form prints itself: Σ weights and Σ
scores.

The widths of the columns are not printed. The table is read once without them, measured, and read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.statements.self_evaluation.cells import Cells, Widths, bare, number, width
from loaders.statements.self_evaluation.printed import Break, Piece
from loaders.statements.self_evaluation.scorer import Scorer, closing_pairs, readings
from loaders.statements.self_evaluation.words import (
    Label,
    cost_children,
    label_beginnings,
    level_labels,
)
from loaders.text import folded

_BEAM = 8
_POINTS = re.compile(r"\(?(?:\d{1,3}(?:\.\d+)?)?分?\)?\Z")
_WHOLE_POINTS = re.compile(r"(?:\(\d{1,3}(?:\.\d+)?分?\)|\d{1,3}(?:\.\d+)?分?)\Z")
_SIDE_LABEL = frozenset("绩效指标")
_INSIDE_LABEL = {
    Break.BLANK: 2.5,
    Break.LINE: 0.05,
    Break.ALIGNED: 0.05,
    Break.PARAGRAPH: 0.15,
    Break.JUMP: 2.0,
    Break.PAGE: 0.5,
}
#: costs of what a sound form does not do
_CONTINUED, _NO_CELLS, _BACKWARD, _REPEATED, _LEVEL1_MISSING, _LEVEL1_AGAIN, _LEVEL1_WRONG = (
    2.2,
    2.0,
    3.0,
    1.0,
    1.5,
    2.0,
    3.0,
)
_SUM_OFF = 1.5
_NAMED_LIKE_A_LEVEL = 3.0
_TWO_LABELS = 2.5


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a dumped form."""

    level1: str | None
    level2: str | None
    cells: Cells
    start: Piece


@dataclass(frozen=True, slots=True)
class Sums:
    """What the weights and scores of the indicators may add up to; empty where the form does not say."""

    weights: frozenset[Decimal]
    scores: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    left_over: tuple[Piece, ...]
    weight: Decimal
    score: Decimal
    cost: float


@dataclass(frozen=True, slots=True)
class _Opening:
    level1: Label | None
    level2: Label | None
    end: int
    cost: float


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    weight: Decimal
    score: Decimal
    order: int
    level1: str | None
    level2: str | None
    last_scored: bool
    row: Row | None
    before: _Path | None


def _labels_at(pieces: tuple[Piece, ...], at: int) -> list[tuple[Label, int, float]]:
    """The level labels that begin at a piece: (label, end, cost of the breaks inside it)."""
    found: list[tuple[Label, int, float]] = []
    text, cost = "", 0.0
    for end in range(at, min(len(pieces), at + 8)):
        piece = pieces[end]
        if end > at:
            single = piece.before is Break.BLANK and len(piece.text) == 1
            cost += 0.1 if single else _INSIDE_LABEL[piece.before]
        text += folded(piece.text)
        points = _POINTS.search(text)
        core = text[: points.start()] if points else text
        if core not in label_beginnings():
            break
        for label in level_labels().get(core, ()):
            # The points that a level 1 is worth stand under its name: 产出指标（50分）.
            if text == core or (label.level == 1 and _WHOLE_POINTS.match(text[len(core) :])):
                found.append((label, end + 1, cost))
    return found


def _beside(pieces: tuple[Piece, ...], at: int) -> int:
    """Where a row really begins: behind what stands at the height of its line but belongs to the cells left of it (a
    character of the side label 绩效指标, the points of a level 1)."""
    while at + 1 < len(pieces) and pieces[at + 1].before is Break.BLANK:
        text = folded(pieces[at].text)
        if not (text in _SIDE_LABEL or _WHOLE_POINTS.match(text)):
            break
        at += 1
    return at


def openings_at(pieces: tuple[Piece, ...], at: int) -> list[_Opening]:
    if at >= len(pieces) or not pieces[at].starts_line:
        return []
    out = []
    at = _beside(pieces, at)
    for label, end, cost in _labels_at(pieces, at):
        if label.level == 2:
            out.append(_Opening(None, label, end, cost + label.cost))
            continue
        for second, second_end, second_cost in _labels_at(pieces, end):
            if second.level != 2 or (label.text.startswith("成本") and not second.text.startswith(cost_children())):
                continue
            out.append(_Opening(label, second, second_end, cost + label.cost + second_cost + second.cost))
    for opening in tuple(out):
        # Two level 2 labels in one cell (质量指标 / 时效指标): the first counts.
        for other, end, inside in _labels_at(pieces, opening.end):
            first = opening.level2
            if (
                other.level == 2
                and first is not None
                and other.order != first.order
                and pieces[opening.end].starts_line
            ):
                both = replace(first, text=first.text + other.text)
                out.append(_Opening(opening.level1, both, end, opening.cost + inside + other.cost + _TWO_LABELS))
    return out


def _is_other_label(name: str, level2: Label | None) -> bool:
    """Is an indicator named like a level 2 that is not its own?"""
    orders = {label.order for label in level_labels().get(name, ()) if label.level == 2 and name.endswith(("标", "指"))}
    return bool(orders) and (level2 is None or level2.order not in orders)


def _group(order: int) -> str:
    return "产出" if order <= 4 else "成本" if order <= 7 else "效益" if order <= 11 else "满意"


def _order_cost(path: _Path, opening: _Opening) -> float:
    if opening.level2 is None:
        return _CONTINUED
    order, cost = opening.level2.order, 0.0
    if path.order:
        cost += _BACKWARD if order < path.order else _REPEATED if order == path.order else 0.0
    entered = path.order == 0 or _group(order) != _group(path.order)
    if opening.level1 is None:
        cost += _LEVEL1_MISSING if entered else 0.0
    else:
        cost += 0.0 if entered else _LEVEL1_AGAIN
        cost += 0.0 if opening.level1.text.startswith(_group(order)) else _LEVEL1_WRONG
    return cost


def _ends(pieces: tuple[Piece, ...], start: int, opens: list[bool], pairs: frozenset[int]) -> list[int]:
    """Where a row whose cells begin at `start` may end: before a label, or at a line start after its numbers."""
    out = [start] if start == len(pieces) or opens[start] else []
    seen, labels, whole = 0, 0, False
    for end in range(start + 1, len(pieces) + 1):
        if end - 2 in pairs and end - 2 >= start:
            seen += 1
            if seen > 1:
                break
            whole = number(pieces[end - 2]) <= number(pieces[end - 1])
        if end == len(pieces):
            out.append(end)
        elif opens[end]:
            out.append(end)
            labels += 1
            if labels > 4:
                break
        elif seen == 1 and pieces[end].starts_line and (not whole or end - 2 in pairs):
            # A full score needs no reason: behind it a row ends at once, or where the next label stands.
            out.append(end)
    return out


def _value(piece: Piece | None) -> Decimal:
    return number(piece) if piece is not None else Decimal(0)


def _keep(paths: list[_Path]) -> list[_Path]:
    """The best paths that differ in what the sums can tell apart."""
    best: dict[tuple[Decimal, Decimal, int, str | None], _Path] = {}
    for path in sorted(paths, key=lambda item: item.cost):
        best.setdefault((path.weight, path.score, path.order, path.level2), path)
        if len(best) >= _BEAM:
            break
    return list(best.values())


def read_table(pieces: tuple[Piece, ...], sums: Sums, widths: Widths) -> Table:
    """The rows of one form, read with known (or unknown) column widths."""
    count = len(pieces)
    all_openings = [openings_at(pieces, at) for at in range(count)]
    opens = [bool(found) for found in all_openings]
    pairs = closing_pairs(pieces)
    scorer = Scorer(pieces, widths)
    memo: dict[tuple[int, int], list[Cells]] = {}
    start = next((at for at in range(count) if opens[at]), count)
    paths: list[list[_Path]] = [[] for _ in range(count + 1)]
    paths[start].append(_Path(0.0, Decimal(0), Decimal(0), 0, None, None, False, None, None))
    for at in range(start, count):
        current = _keep(paths[at])
        if not current:
            continue
        openings = list(all_openings[at])
        if pieces[at].starts_line:
            openings.append(_Opening(None, None, at, 0.0))
        for opening in openings:
            followers = [path for path in current if opening.level2 is not None or path.last_scored]
            if not followers:
                continue
            for end in _ends(pieces, opening.end, opens, pairs):
                if end <= at:
                    continue
                if (opening.end, end) not in memo:
                    memo[opening.end, end] = readings(scorer, opening.end, end, pairs)
                for cells in memo[opening.end, end]:
                    if opening.level2 is None and cells.score is None:
                        continue
                    own = opening.cost + cells.cost + (_NO_CELLS if end == opening.end else 0.0)
                    if cells.name and _is_other_label(bare(cells.name), opening.level2):
                        own += _NAMED_LIKE_A_LEVEL
                    for path in followers:
                        level1 = opening.level1.text if opening.level1 else path.level1
                        level2 = opening.level2.text if opening.level2 else path.level2
                        if (
                            opening.level2
                            and not opening.level1
                            and path.order
                            and _group(opening.level2.order) != _group(path.order)
                        ):
                            level1 = None
                        paths[end].append(
                            _Path(
                                path.cost + own + _order_cost(path, opening),
                                path.weight + _value(cells.weight),
                                path.score + _value(cells.score),
                                opening.level2.order if opening.level2 else path.order,
                                level1,
                                level2,
                                cells.score is not None,
                                Row(level1, level2, cells, pieces[at]),
                                path,
                            )
                        )
    finals = [(path.cost + _sum_cost(path, sums), path) for path in paths[count] if path.row is not None]
    if not finals:
        return Table((), pieces, Decimal(0), Decimal(0), float("inf"))
    cost, best = min(finals, key=lambda item: item[0])
    rows: list[Row] = []
    step: _Path | None = best
    while step is not None and step.row is not None:
        rows.append(step.row)
        step = step.before
    return Table(tuple(reversed(rows)), pieces[:start], best.weight, best.score, cost)


def _sum_cost(path: _Path, sums: Sums) -> float:
    cost = 0.0
    if sums.weights and path.weight not in sums.weights:
        cost += _SUM_OFF
    if sums.scores and path.score not in sums.scores:
        cost += _SUM_OFF
    return cost


def _widest(cells: list[tuple[Piece, ...]]) -> float:
    widest = 0.0
    for pieces in cells:
        run = ""
        for position, piece in enumerate(pieces):
            run = piece.text if position and piece.starts_line else run + piece.text
            widest = max(widest, width(run))
    return widest


def measure(table: Table) -> Widths:
    """The widths of the columns as one reading of the table shows them."""
    return Widths(
        _widest([row.cells.name for row in table.rows]),
        _widest([row.cells.target for row in table.rows]),
        _widest([row.cells.actual for row in table.rows]),
    )


def read_measured(pieces: tuple[Piece, ...], sums: Sums) -> Table:
    """Read, measure, and read again until the widths stay."""
    widths = Widths()
    table = read_table(pieces, sums, widths)
    for _ in range(2):
        measured = measure(table)
        if measured == widths:
            break
        widths = measured
        table = read_table(pieces, sums, widths)
    return table
