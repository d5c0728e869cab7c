"""机构运行信息表: what an agency costs, as one list of chapters (“三公”经费, 机关运行经费, 国有资产, 政府采购).

Each chapter is a statement of its own. The list may be printed in two bands side by side; it goes on from the foot of
the left band to the head of the right one. Chapters that count things (国有资产占用情况) hold no money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.document import Cell, Grid, Place, Row
from loaders.section import FURNITURE, About, Section, Tidy
from loaders.statements.tables.coded import read_coded
from loaders.statements.tables.extent import FUND_MEASURES
from loaders.statements.tables.headings import heading_rows
from loaders.statements.tables.labels import three_public_measure
from loaders.statements.tables.matrix import matrix
from loaders.statements.tables.model import LEAF, TOTAL, Table
from loaders.statements.tables.numbering import level_of, without_mark
from loaders.text import folded
from loaders.vocabulary import load_toml

_LABEL_HEADING = re.compile(r"^项目(名称)?$")
FEWEST_CHAPTERS = 2


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter of one band of a grid: the statement it belongs to (None: it counts things), and its rows."""

    kind: str | None
    grid: Grid
    rows: tuple[Row, ...]


@cache
def _openers() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    rules = load_toml("headings.toml")["chapter"]
    return tuple((re.compile(rule["pattern"]), rule.get("kind")) for rule in rules)


def is_operation_list(section: Section) -> bool:
    """Do numbered rows of the section open chapters of different statements?"""
    kinds = {
        found[1]
        for grid in section.grids()
        for row in grid.rows
        for cell in row.cells
        if (found := _opened(cell.text)) is not None
    }
    return len(kinds) >= FEWEST_CHAPTERS


def _opened(label: str) -> tuple[str, str | None] | None:
    """(label, statement) of a row that opens a chapter."""
    if level_of(label) != 1.0:
        return None
    bare = without_mark(label).replace('"', "").replace("“", "").replace("”", "")
    return next(((bare, kind) for pattern, kind in _openers() if pattern.search(bare)), None)


def read_operation_list(section: Section, about: About) -> Tidy:
    """The chapters of the list, each as its own statement."""
    outcomes: dict[Place, str] = {}
    tables: list[Table] = []
    for kind, part in _parts(section):
        if kind is None:
            outcomes.update(
                {place: FURNITURE for grid in part.grids() for place, cell in grid.cells() if not cell.is_blank}
            )
            continue
        reading = read_coded(part, about, kind, "spending")
        outcomes.update(reading.outcomes)
        tables.extend(_with_total(table) for table in reading.tables if table.figures)
    return Tidy(outcomes=outcomes, tables=tuple(tables))


def _with_total(table: Table) -> Table:
    """The row that opens a chapter is its total, where it has an amount and no other row is called one."""
    if any(row.line_kind == TOTAL for row in table.rows) or not table.rows:
        return table
    first = table.rows[0]
    if first.line_kind != LEAF or not any(figure.row == first.index for figure in table.figures):
        return table
    return replace(table, rows=(replace(first, line_kind=TOTAL), *table.rows[1:]))


def without_agency_operation(table: Table) -> list[Table]:
    """A table of 三公, and the rows 行政经费 or 机关运行经费 of it as a table of their own: they are no part of it."""
    apart = {
        row.index
        for row in table.rows
        if table.statement == "three_public" and row.label and three_public_measure(row.label) == "agency_operation"
    }
    if not apart or len(apart) == len(table.rows):
        return [table]
    places = {figure.place for figure in table.figures if figure.row in apart}
    operation = replace(
        table,
        statement="agency_operation",
        rows=tuple(replace(row, line_kind=TOTAL) for row in table.rows if row.index in apart),
        figures=tuple(figure for figure in table.figures if figure.row in apart),
        columns=tuple(replace(c, measure="total") if c.measure in FUND_MEASURES else c for c in table.columns),
        rebound={place: why for place, why in table.rebound.items() if place in places},
    )
    rest = replace(
        table,
        rows=tuple(row for row in table.rows if row.index not in apart),
        figures=tuple(figure for figure in table.figures if figure.row not in apart),
        rebound={place: why for place, why in table.rebound.items() if place not in places},
    )
    return [rest, operation]


def _parts(section: Section) -> Iterator[tuple[str | None, Section]]:
    """(statement, section of its rows) for each chapter, with the lines of the section for its unit and money."""
    lines = tuple(block for block in section.blocks if not isinstance(block, Grid))
    merged: list[tuple[str | None, list[Grid]]] = []
    for chapter in _chapters(section):
        grid = replace(chapter.grid, rows=chapter.rows)
        if merged and merged[-1][0] == chapter.kind:
            merged[-1][1].append(grid)
        else:
            merged.append((chapter.kind, [grid]))
    for kind, grids in merged:
        yield kind, replace(section, kind=kind or section.kind, blocks=(*lines, *grids))


def _chapters(section: Section) -> Iterator[_Chapter]:
    kind: str | None = None
    for grid in section.grids():
        rows = matrix(grid)
        head = heading_rows(rows)
        heading = {rows[index].row_no for index in (*head.above, *head.headings)}
        for first, last in _bands(grid.rows, heading):
            band = [replace(row, cells=_within(row.cells, first, last)) for row in grid.rows]
            top = [row for row in band if row.row_no in heading]
            run: list[Row] = []
            for row in band:
                if row.row_no in heading:
                    continue
                opened = next((found for cell in row.cells if (found := _opened(cell.text))), None)
                if opened is not None and opened[1] != kind:
                    if run:
                        yield _Chapter(kind, grid, (*top, *run))
                    kind, run = opened[1], []
                run.append(row)
            if run:
                yield _Chapter(kind, grid, (*top, *run))


def _within(cells: Sequence[Cell], first: int, last: int) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if first <= cell.column_no <= last)


def _bands(rows: Sequence[Row], heading: set[int]) -> list[tuple[int, int]]:
    """First and last column of each band: a band begins at a heading 项目."""
    starts = sorted(
        {
            cell.column_no
            for row in rows
            if row.row_no in heading
            for cell in row.cells
            if _LABEL_HEADING.match(folded(cell.text))
        }
    )
    width = max((cell.column_no for row in rows for cell in row.cells), default=1)
    starts = [1, *starts[1:]] if starts else [1]
    return [(first, following - 1) for first, following in zip(starts, [*starts[1:], width + 1], strict=True)]
