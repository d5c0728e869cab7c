"""Several damages in one table of a dump: taken together where just one explanation closes every column.

A wrong digit and a figure in the wrong column spoil the same total, so that neither is proved alone. Here each row that
does not add up, or lacks a figure, offers its explanations:

- one of its figures has one wrong digit;
- a figure is lost (its value is used to judge the columns, and is never added);

and the figures whose row adds up either way may stand in the wrong column: where 基本支出表 says so by its pairs of
codes (`crosswise.placements`), else where one set of rows only makes up the difference. A choice of one explanation for
each row is taken if every column closes with it, and with no other choice. Only where figures are printed to the cent:
sums of rounded figures close by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, product
from math import prod

from loaders.articulate.digits import one_digit_apart
from loaders.articulate.equations import by_row, rounding_of, sound_row_sums
from loaders.articulate.placement import only_subset
from loaders.document import Place
from loaders.statements.tables.model import LEAF, NOT_ADDED, TOTAL, Figure, Reading, Table

MAX_ROWS_TOGETHER = 6
MAX_CHOICES = 1024
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Option:
    """One explanation of a row: what it adds to its columns, and the figure that is read anew."""

    column: int
    change: Decimal
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one table that its totals add up."""

    rows: Mapping[int, Mapping[int, Figure]]
    #: by how much the rows of a column exceed its total
    over: Mapping[int, Decimal]
    row_sums: Mapping[int, tuple[int, ...]]
    readings: Mapping[Place, Reading]

    def value(self, figure: Figure) -> Decimal:
        return self.readings[figure.place].value


@dataclass(frozen=True, slots=True)
class _Solution:
    options: tuple[_Option, ...]
    #: figure -> the column where it belongs
    moves: Mapping[Place, int] = field(default_factory=dict)


def read_together(
    table: Table, readings: Mapping[Place, Reading], placements: Mapping[Place, int]
) -> dict[Place, Reading]:
    """New readings of the damaged figures of a table, where one explanation closes all its columns."""
    sheet = _sheet_of(table, readings)
    if sheet is None or not any(sheet.over.values()):
        return {}
    suspects: dict[int, list[_Option]] = {}
    for row, cells in sheet.rows.items():
        options = _options(sheet, cells)
        if options is None:
            return {}
        if options:
            suspects[row] = options
    if len(suspects) > MAX_ROWS_TOGETHER or prod(len(options) for options in suspects.values()) > MAX_CHOICES:
        return {}
    steady = {row: cells for row, cells in sheet.rows.items() if row not in suspects}
    there = {figure.place for cells in steady.values() for figure in cells.values()}
    placed = {place: column for place, column in placements.items() if place in there}
    found = (_solved(sheet, steady, options, placed) for options in product(*suspects.values()))
    solutions = list(islice((solution for solution in found if solution), 2))
    return _readings(sheet, solutions[0]) if len(solutions) == 1 else {}


def _sheet_of(table: Table, readings: Mapping[Place, Reading]) -> _Sheet | None:
    rows = by_row(table, readings)
    kinds = {head.index: head.line_kind for head in table.rows if head.measure not in NOT_ADDED}
    totals = [index for index, kind in kinds.items() if kind == TOTAL and index in rows]
    leaves = {index: rows[index] for index, kind in kinds.items() if kind == LEAF and index in rows}
    every = [figure for cells in (*leaves.values(), *(rows[index] for index in totals)) for figure in cells.values()]
    row_sums = sound_row_sums(table, readings)
    # Sums of sums (合计 of 基本 of 人员) would give each figure two explanations.
    nested = any(part in row_sums for parts in row_sums.values() for part in parts)
    if (
        rounding_of(table)
        or len(totals) != 1
        or not row_sums
        or nested
        or any(figure.place not in readings for figure in every)
    ):
        return None
    over = {
        column: sum((readings[cells[column].place].value for cells in leaves.values() if column in cells), ZERO)
        - readings[total.place].value
        for column, total in rows[totals[0]].items()
    }
    return _Sheet(leaves, over, row_sums, readings)


def _options(sheet: _Sheet, cells: Mapping[int, Figure]) -> list[_Option] | None:
    """The explanations of one row: none where it adds up, `None` where nothing explains it."""
    broken: list[list[_Option]] = []
    for whole, parts in sheet.row_sums.items():
        present = [part for part in parts if part in cells]
        total = sum((sheet.value(cells[part]) for part in present), ZERO)
        if whole not in cells:
            if total:
                broken.append([_Option(whole, total)])
            continue
        short = sheet.value(cells[whole]) - total
        if short:
            broken.append(list(_explained(sheet, cells, whole, parts, short)))
    if not broken:
        return []
    return broken[0] if len(broken) == 1 and broken[0] else None


def _explained(
    sheet: _Sheet, cells: Mapping[int, Figure], whole: int, parts: Sequence[int], short: Decimal
) -> Iterator[_Option]:
    present = [part for part in parts if part in cells]
    for column in (whole, *present) if present else ():
        change = -short if column == whole else short
        if one_digit_apart(cells[column], sheet.value(cells[column]) + change):
            yield _Option(column, change, cells[column])
    if short > 0:
        yield from (_Option(part, short) for part in parts if part not in cells and part in sheet.over)


def _solved(
    sheet: _Sheet,
    steady: Mapping[int, Mapping[int, Figure]],
    options: tuple[_Option, ...],
    placed: Mapping[Place, int],
) -> _Solution | None:
    """Do the columns close with these explanations, and with which figures in other columns?"""
    over = dict(sheet.over)
    for option in options:
        over[option.column] = over.get(option.column, ZERO) + option.change
    if not any(over.values()):
        return _Solution(options)
    after = dict(over)
    for cells in steady.values():
        for column, figure in cells.items():
            if target := placed.get(figure.place):
                after[column] -= sheet.value(figure)
                after[target] = after.get(target, ZERO) + sheet.value(figure)
    if placed and not any(after.values()):
        return _Solution(options, placed)
    wrong = {column: amount for column, amount in over.items() if amount}
    for parts in sheet.row_sums.values():
        if len(wrong) == 2 and set(wrong) <= set(parts) and not sum(wrong.values(), ZERO):
            source, target = sorted(wrong, key=lambda column: wrong[column], reverse=True)
            movable = [cells[source] for cells in steady.values() if source in cells and target not in cells]
            found = only_subset(movable, sheet.readings, wrong[source])
            if found:
                return _Solution(options, {figure.place: target for figure in found})
    return None


def _readings(sheet: _Sheet, solution: _Solution) -> dict[Place, Reading]:
    why = "every column of the table closes with this, and with no other explanation of its rows that do not add up"
    out: dict[Place, Reading] = {}
    for option in solution.options:
        if option.figure is not None:
            old = sheet.readings[option.figure.place]
            out[option.figure.place] = Reading(old.value + option.change, old.column, "digit", why, "proved")
    for place, column in solution.moves.items():
        old = sheet.readings[place]
        rule = f"{old.rule}+wrong_column" if old.rule else "wrong_column"
        evidence = f"{old.evidence}; {why}" if old.evidence else why
        out[place] = Reading(old.value, column, rule, evidence, "proved")
    return out
