"""Rows of a grid with their merged cells: what stands in which column of a row, printed there or reaching down into
it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document import Cell, Grid, Line, Place, Row
from loaders.section import Section
from loaders.statements.declaration.labels import heading_of, label_of


@dataclass(frozen=True, slots=True)
class GridCell:
    cell: Cell
    place: Place
    #: printed on this row, or a merged cell from above
    is_own: bool

    @property
    def text(self) -> str:
        return self.cell.text

    @property
    def is_blank(self) -> bool:
        return self.cell.is_blank

    @property
    def first_column(self) -> int:
        return self.cell.column_no

    @property
    def last_column(self) -> int:
        return self.cell.column_no + self.cell.column_span - 1


@dataclass(frozen=True, slots=True)
class GridRow:
    place: Place
    cells: tuple[GridCell, ...]
    column_count: int
    #: does the grid print merged cells at all? A text dump has none: blank cells stand for them
    has_spans: bool

    @property
    def own(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.is_own)

    @property
    def filled(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.is_own and not cell.is_blank)

    def between(self, first: int, last: int) -> tuple[GridCell, ...]:
        """The cells that begin in these columns, or the one that covers the first of them."""
        starting = tuple(cell for cell in self.cells if first <= cell.first_column <= last)
        if starting:
            return starting
        return tuple(cell for cell in self.cells if cell.first_column <= first <= cell.last_column)


def grid_rows(grid: Grid) -> Iterator[GridRow]:
    """The rows of one grid with the cells that reach down into them."""
    reaching: list[tuple[Cell, Place, int]] = []
    has_spans = any(cell.column_span > 1 or cell.row_span > 1 for row in grid.rows for cell in row.cells)
    for row in grid.rows:
        own = [GridCell(cell, _place(row, grid, cell), True) for cell in row.cells]
        carried = [GridCell(cell, place, False) for cell, place, left in reaching if left > 0]
        cells = sorted((*own, *carried), key=lambda item: (item.first_column, not item.is_own))
        yield GridRow(_place(row, grid, None), tuple(cells), grid.column_count, has_spans)
        reaching = [(cell, place, left - 1) for cell, place, left in reaching if left > 1]
        reaching += [(item.cell, item.place, item.cell.row_span - 1) for item in own if item.cell.row_span > 1]


def _place(row: Row, grid: Grid, cell: Cell | None) -> Place:
    return Place(row.page, grid.table_no, row.row_no, cell.column_no if cell else 1)


def section_rows(section: Section) -> Iterator[GridRow | Line]:
    for block in section.blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from grid_rows(block)


def is_form(section: Section) -> bool:
    """A labelled form, not a table: a project or unit has its value beside its label, at least one more row begins with
    a label, and no column headings (一级指标, 三级指标 …) stand before that."""
    labelled_rows = 0
    has_value = False
    for row in section_rows(section):
        if isinstance(row, Line):
            continue
        filled = row.filled
        if any(heading_of(cell.text) in ("level1", "level2", "operator") for cell in filled) or len(filled) > 6:
            return has_value
        if filled and label_of(filled[0].text) is not None:
            labelled_rows += 1
        has_value = has_value or _has_value_beside_label(row)
        if has_value and labelled_rows >= 2:
            return True
    return False


def _has_value_beside_label(row: GridRow) -> bool:
    for index, cell in enumerate(row.own[:-1]):
        label = label_of(cell.text)
        if label is None or (cell.cell.row_span > 1 and label.kind != "funds_block"):
            # A label over several rows heads a column of a table.
            continue
        if label.kind in ("project_name", "unit", "department", "amount", "funds_block"):
            following = row.own[index + 1]
            return label_of(following.text) is None and heading_of(following.text) is None
    return False
