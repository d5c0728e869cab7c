"""Figures in the wrong column: a page, a row or a part of a row that an extraction moved by a cell or two.

Rules:

1. A row whose row sums fail as it stands, and close when a run of neighbouring figures is moved by one or two columns,
   is moved, if there is one such move only, or one that the rows around it share.
2. A row whose row sums close either way (its one figure stands under 基本 but may belong under 项目) is moved only
   where the column totals fail by just that much, and another statement of the document contradicts where it stands or
   no other set of rows makes up the difference.
3. A figure inside the rulings of a column stays there: what does not add up on a ruled page is the publication's.
4. A move is proved only where no other column of the same sum would do as well: a figure that may as well stand under
   another fund is moved only where its whole moved with it, or where the rows around it share the move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, product

from loaders.articulate.crosswise import Contradiction
from loaders.articulate.equations import by_row
from loaders.document import Place
from loaders.statements.tables.model import LEAF, TOTAL, Figure, Reading, Table

MAX_SUBSET_ROWS = 18
MAX_TAIL = 4
MAX_TAIL_SHIFT = 4
CONTRADICTED = "; another table of the document contradicts where it is printed"


@dataclass(frozen=True, slots=True)
class Move:
    place: Place
    column: int
    evidence: str
    rule: str
    confidence: str


def _row_violations(
    cells: Mapping[int, Decimal],
    row_sums: Mapping[int, tuple[int, ...]],
    of_which: Mapping[int, int],
    unnamed: frozenset[int],
) -> int:
    """How many row sums a placement breaks. A part without its whole, an 'of which' above its whole, and a figure under
    no heading each break one."""
    broken = sum(column in unnamed for column in cells)
    for whole, parts in row_sums.items():
        present = [cells[part] for part in parts if part in cells]
        if whole in cells:
            broken += bool(present) and sum(present, Decimal(0)) != cells[whole]
            broken += not present and cells[whole] != 0
        else:
            broken += bool(present) and any(present)
    for part, whole in of_which.items():
        if part in cells and cells[part] != 0:
            broken += whole not in cells or abs(cells[part]) > abs(cells[whole])
    return broken


def _moves(named: frozenset[int], taken: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Placements in which one run of neighbouring figures stands one or two columns further left or right."""
    for start in range(len(taken)):
        for end in range(start + 1, len(taken) + 1):
            for shift in (-1, 1, -2, 2):
                moved = tuple(c + shift if start <= i < end else c for i, c in enumerate(taken))
                if _is_placement(moved, named, taken):
                    yield moved


def _tail_moves(named: frozenset[int], taken: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Placements in which the last few figures each moved on their own: an extraction that adds blank cells displaces
    every figure after them, and by ever more."""
    for length in range(1, min(MAX_TAIL, len(taken)) + 1):
        head, tail = tuple(taken[:-length]), taken[-length:]
        targets = [
            [
                target
                for target in range(column - MAX_TAIL_SHIFT, column + MAX_TAIL_SHIFT + 1)
                if target == column or target in named
            ]
            for column in tail
        ]
        for moved_tail in product(*targets):
            moved = (*head, *moved_tail)
            if _is_placement(moved, named, taken):
                yield moved


def _is_placement(moved: Sequence[int], named: frozenset[int], taken: Sequence[int]) -> bool:
    return all(left < right for left, right in pairwise(moved)) and all(
        target in named for target, column in zip(moved, taken, strict=True) if target != column
    )


def shifted_rows(
    table: Table, readings: Mapping[Place, Reading], row_sums: Mapping[int, tuple[int, ...]], least_broken: int = 1
) -> list[Move]:
    """Rule 1, over the rows of one table: those that break at least so many sums as printed."""
    if not row_sums:
        return []
    headings = {column.index: column.heading for column in table.columns}
    named = frozenset(index for index, heading in headings.items() if heading)
    unnamed = frozenset(headings) - named if named else frozenset()
    of_which = _of_which(table)
    options: dict[int, list[tuple[tuple[int, ...], list[Figure]]]] = {}
    for row, cells in by_row(table, readings).items():
        taken = sorted(cells)
        if not all(cells[column].place in readings for column in taken) or _is_ruled(table, cells.values()):
            continue
        values = [readings[cells[column].place].value for column in taken]
        if _row_violations(dict(zip(taken, values, strict=True)), row_sums, of_which, unnamed) < least_broken:
            continue
        closing: list[tuple[int, ...]] = []
        for trial in (_moves, _tail_moves):
            closing = closing or [
                moved
                for moved in dict.fromkeys(trial(named, taken))
                if not _row_violations(dict(zip(moved, values, strict=True)), row_sums, of_which, unnamed)
            ]
        if closing:
            options[row] = [(moved, [cells[column] for column in taken]) for moved in closing]
    shared: dict[tuple[int, ...], int] = {}
    for found in options.values():
        if len(found) == 1:
            signature = _signature(found[0])
            shared[signature] = shared.get(signature, 0) + 1
    siblings = _siblings(row_sums, named)
    out: list[Move] = []
    for found in options.values():
        chosen = found[0] if len(found) == 1 else None
        if chosen is None:
            agreeing = [option for option in found if _signature(option) in shared]
            chosen = agreeing[0] if len(agreeing) == 1 else _least(found)
        if chosen is None:
            continue
        moved, figures = chosen
        if shared.get(_signature(chosen), 0) < 2 and _may_stand_elsewhere(chosen, siblings):
            continue
        for target, figure in zip(moved, figures, strict=True):
            if target != figure.column:
                out.append(
                    Move(
                        figure.place, target,
                        f"the row's sums fail as printed and close only with the figure under {headings[target]} "
                        f"(printed under {headings[figure.column] or 'no heading'})",
                        "shifted_column", "proved",
                    )
                )  # fmt: skip
    return out


def _is_ruled(table: Table, figures: Iterable[Figure]) -> bool:
    return any(figure.place.table_no in table.ruled for figure in figures)


def _siblings(row_sums: Mapping[int, tuple[int, ...]], named: frozenset[int]) -> dict[int, frozenset[int]]:
    """Part column -> the other parts of its sum."""
    return {
        part: frozenset(other for other in parts if other != part and other in named)
        for parts in row_sums.values()
        for part in parts
    }


def _may_stand_elsewhere(chosen: tuple[tuple[int, ...], list[Figure]], siblings: Mapping[int, frozenset[int]]) -> bool:
    """Does one figure move alone, to a column beside others of the same sum that are empty in its row?"""
    moved, figures = chosen
    steps = {target - figure.column for target, figure in zip(moved, figures, strict=True) if target != figure.column}
    alone = [target for target, figure in zip(moved, figures, strict=True) if target != figure.column]
    return (
        len(alone) == 1
        and len(steps) == 1
        and bool(siblings.get(alone[0], frozenset()) - set(moved) - {figure.column for figure in figures})
    )


def _least(found: list[tuple[tuple[int, ...], list[Figure]]]) -> tuple[tuple[int, ...], list[Figure]] | None:
    """The option in which the displacement changes least often along the row (an extraction moves all that follows a
    blank cell), then the one that displaces the fewest columns; None where two are equal."""

    def cost(option: tuple[tuple[int, ...], list[Figure]]) -> tuple[int, int]:
        moved, figures = option
        steps = [target - figure.column for target, figure in zip(moved, figures, strict=True)]
        changes = sum(before != after for before, after in pairwise(steps))
        return changes, sum(abs(step) for step in steps)

    costs = [cost(option) for option in found]
    return found[costs.index(min(costs))] if costs.count(min(costs)) == 1 else None


def _signature(option: tuple[tuple[int, ...], list[Figure]]) -> tuple[int, ...]:
    """Which columns a placement moves, and how far: rows of one shifted page share it."""
    moved, figures = option
    return tuple(
        value
        for target, figure in zip(moved, figures, strict=True)
        if target != figure.column
        for value in (figure.column, target)
    )


def _of_which(table: Table) -> dict[int, int]:
    """'of which' column -> the column it is a part of: the money column before it."""
    out: dict[int, int] = {}
    last: int | None = None
    for column in sorted(table.columns, key=lambda column: column.index):
        if column.is_of_which:
            if last is not None and column.measure == "project_ex_infrastructure":
                out[column.index] = last
        elif column.measure == "project":
            last = column.index
    return out


def misplaced_by_totals(table: Table, readings: Mapping[Place, Reading], contradicted: Contradiction) -> list[Move]:
    """Rule 2: two columns whose totals fail by the same amount, in opposite directions."""
    rows = by_row(table, readings)
    heads = {head.index: head for head in table.rows}
    totals = [index for index, head in heads.items() if head.line_kind == TOTAL and index in rows]
    if len(totals) != 1:
        return []
    wrong: dict[int, Decimal] = {}
    for column, figure in rows[totals[0]].items():
        leaves = [rows[i][column] for i, head in heads.items() if head.line_kind == LEAF and column in rows.get(i, {})]
        if figure.place not in readings or any(leaf.place not in readings for leaf in leaves):
            return []
        over = sum((readings[leaf.place].value for leaf in leaves), Decimal(0)) - readings[figure.place].value
        if over:
            wrong[column] = over
    columns = {column.index: column for column in table.columns}
    out: list[Move] = []
    for source, over in wrong.items():
        for target, under in wrong.items():
            if over <= 0 or under != -over or columns[source].parent != columns[target].parent:
                continue
            movable = [
                rows[i][source]
                for i, head in heads.items()
                if head.line_kind == LEAF and source in rows.get(i, {}) and target not in rows[i]
                if not _is_ruled(table, (rows[i][source],))
            ]
            evidence = (
                f"column totals: {columns[source].heading} is over and {columns[target].heading} short by {over}, "
                "which these rows make up"
            )
            for figure in _subset(movable, readings, over, contradicted):
                also = CONTRADICTED if figure.place in contradicted.places else ""
                out.append(Move(figure.place, target, evidence + also, "wrong_column", "proved"))
    return out


def _subset(
    movable: list[Figure], readings: Mapping[Place, Reading], wanted: Decimal, contradicted: Contradiction
) -> list[Figure]:
    """The rows that make up the difference: those another table contradicts (less what that table itself has lost),
    else the only set of rows that does."""
    marked = [figure for figure in movable if figure.place in contradicted.places]
    over = sum((readings[f.place].value for f in marked), Decimal(0)) - wanted
    if marked and over == 0:
        return marked
    if marked and over == contradicted.shortage:
        forgiven = only_subset(marked, readings, over)
        if forgiven:
            return [figure for figure in marked if figure not in forgiven]
    return only_subset(marked if len(marked) >= 2 else movable, readings, wanted)


def only_subset(pool: list[Figure], readings: Mapping[Place, Reading], wanted: Decimal) -> list[Figure]:
    """The one set of figures that adds up to an amount; empty where there is none, more than one, or too many rows."""
    if len(pool) > MAX_SUBSET_ROWS:
        return []
    solutions = [
        subset
        for size in range(1, len(pool) + 1)
        for subset in combinations(pool, size)
        if sum((readings[f.place].value for f in subset), Decimal(0)) == wanted
    ]
    return list(solutions[0]) if len(solutions) == 1 else []
