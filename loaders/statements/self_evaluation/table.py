"""The indicator table of a dumped form: where each row begins, found for the whole form at once.

A row opens with a level 2 label (before it, where a group begins, a level 1 label), or, where a level 2 has several
indicators, with nothing at all after the numbers of the row before. A label may be the name of the indicator as well,
so every place where one stands is only a candidate. All sequences of rows are weighed together: the reading of each row
(`cells.readings`), the order of the labels, and at the end the two sums that the form prints itself: Σ weights and Σ
scores.

The widths of the columns are not printed. The table is read once without them, measured, and read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.statements.self_evaluation.cells import Cells, Widths, bare, number, width
from loaders.statements.self_evaluation.openings import Opening, is_other_label, openings_at
from loaders.statements.self_evaluation.printed import Piece
from loaders.statements.self_evaluation.scorer import Scorer, closing_pairs, readings

_BEAM = 8
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
#: the cost of a line that no row takes
_SKIPPED = 6.0
#: no row has more pieces of text than this
_LONGEST_ROW = 150
_NAMED_LIKE_A_LEVEL = 3.0


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
    #: lines that no row takes
    passed_over: tuple[Piece, ...]
    weight: Decimal
    score: Decimal
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
    #: a line that no row takes
    passed_over: tuple[Piece, ...]
    before: _Path | None


def _group(order: int) -> str:
    return "产出" if order <= 4 else "成本" if order <= 7 else "效益" if order <= 11 else "满意"


def _order_cost(path: _Path, opening: Opening) -> float:
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
    for end in range(start + 1, min(len(pieces), start + _LONGEST_ROW) + 1):
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
    start = next((at for at in range(count) if opens[at]), count)
    paths: list[list[_Path]] = [[] for _ in range(count + 1)]
    paths[start].append(_Path(0.0, Decimal(0), Decimal(0), 0, None, None, False, None, (), None))
    for at in range(start, count):
        current = _keep(paths[at])
        if not current or not pieces[at].starts_line:
            continue
        following = next((end for end in range(at + 1, count) if pieces[end].starts_line), count)
        for path in current:
            skipped = replace(path, cost=path.cost + _SKIPPED, last_scored=False, row=None)
            paths[following].append(replace(skipped, passed_over=pieces[at:following], before=path))
        for opening in (*all_openings[at], Opening(None, None, at, 0.0)):
            followers = [path for path in current if opening.level2 is not None or path.last_scored]
            if not followers:
                continue
            for end in _ends(pieces, opening.end, opens, pairs):
                if end > at:
                    paths[end].extend(
                        _extended(followers, opening, readings(scorer, opening.end, end, pairs), pieces[at])
                    )
    finals = [(path.cost + _sum_cost(path, sums), path) for path in paths[count]]
    if start == count or not finals:
        return Table((), (), Decimal(0), Decimal(0), float("inf"))
    cost, best = min(finals, key=lambda item: item[0])
    rows: list[Row] = []
    passed_over: list[Piece] = []
    step: _Path | None = best
    while step is not None:
        if step.row is not None:
            rows.append(step.row)
        passed_over.extend(step.passed_over)
        step = step.before
    return Table(tuple(reversed(rows)), tuple(passed_over), best.weight, best.score, cost)


def _extended(followers: list[_Path], opening: Opening, ways: list[Cells], start: Piece) -> Iterator[_Path]:
    """The paths that go on with a row, for each way to read its cells."""
    for cells in ways:
        if opening.level2 is None and cells.score is None:
            continue
        own = opening.cost + cells.cost
        if not (cells.name or cells.target or cells.actual or cells.weight):
            own += _NO_CELLS
        if cells.name and is_other_label(bare(cells.name), opening.level2):
            own += _NAMED_LIKE_A_LEVEL
        for path in followers:
            level1 = opening.level1.text if opening.level1 else path.level1
            level2 = opening.level2.text if opening.level2 else path.level2
            order = opening.level2.order if opening.level2 else path.order
            if opening.level1 is None and path.order and _group(order) != _group(path.order):
                level1 = None
            yield _Path(
                cost=path.cost + own + _order_cost(path, opening),
                weight=path.weight + _value(cells.weight),
                score=path.score + _value(cells.score),
                order=order,
                level1=level1,
                level2=level2,
                last_scored=cells.score is not None,
                row=Row(level1, level2, cells, start),
                passed_over=(),
                before=path,
            )


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
