"""A grid as a matrix: every column of every row has the cell that covers it, merged cells included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.amounts import Form, read_amount
from loaders.document import Cell, Grid, Place

#: a figure ends within so many characters of the right edge of its cell
FLUSH = 0.6


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the matrix: `cells[c]` is the cell that covers column c (0-based); None where there is none."""

    page: int
    table_no: int
    row_no: int
    cells: tuple[Cell | None, ...]
    #: True where the cell begins in this row and column (and not in one to the left or above)
    origin: tuple[bool, ...]
    #: cells of the next page that were joined to this row
    tail: tuple[Place, ...] = ()
    #: places of the columns that stand on another page (a table cut sideways)
    aside: Mapping[int, Place] = field(default_factory=dict)

    def place(self, column: int) -> Place:
        if column in self.aside:
            return self.aside[column]
        cell = self.cells[column]
        return Place(self.page, self.table_no, self.row_no, cell.column_no if cell else column + 1)

    def filled(self) -> list[tuple[int, Cell]]:
        """The cells that begin here and print something."""
        return [
            (column, cell)
            for column, (cell, begins) in enumerate(zip(self.cells, self.origin, strict=True))
            if cell is not None and begins and not cell.is_blank
        ]

    def begun(self, column: int) -> Cell | None:
        """The cell of a column, where it begins here and prints something."""
        if column >= len(self.cells) or not self.origin[column]:
            return None
        cell = self.cells[column]
        return None if cell is None or cell.is_blank else cell

    def text(self, column: int) -> str:
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.text if cell else ""


def matrix(grid: Grid) -> list[SheetRow]:
    """The grid with spans filled in."""
    width = max(
        [grid.column_count, *(cell.column_no + cell.column_span - 1 for row in grid.rows for cell in row.cells)]
    )
    height = len(grid.rows)
    cells: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    origin = [[False] * width for _ in range(height)]
    for index, row in enumerate(grid.rows):
        for cell in row.cells:
            for down in range(min(cell.row_span, height - index)):
                for across in range(cell.column_span):
                    column = cell.column_no - 1 + across
                    if cells[index + down][column] is None or not cell.is_blank:
                        cells[index + down][column] = cell
            origin[index][cell.column_no - 1] = True
    _set_to_the_right(cells, origin)
    return [
        SheetRow(row.page, grid.table_no, row.row_no, tuple(cells[index]), tuple(origin[index]))
        for index, row in enumerate(grid.rows)
    ]


def _set_to_the_right(cells: list[list[Cell | None]], origin: list[list[bool]]) -> None:
    """A figure in a cell merged over a column of words and one of figures is one of these: a wide total spills to the
    left, and its page draws no ruling through it."""
    wide = [
        (index, column, cell)
        for index, row in enumerate(cells)
        for column, cell in enumerate(row)
        if cell is not None and origin[index][column] and cell.column_span > 1 and _is_flush_right(cell)
    ]
    for index, first, cell in wide:
        columns = range(first, min(first + cell.column_span, len(cells[index])))
        figures = {column: _figures_in(cells, origin, column) for column in columns}
        with_figures = [column for column in columns if figures[column]]
        if len(with_figures) == 1 and with_figures[0] != first:
            for column in columns:
                cells[index][column] = cell if column == with_figures[0] else None
                origin[index][column] = column == with_figures[0]


def _is_flush_right(cell: Cell) -> bool:
    is_figure = "." in cell.text and read_amount(cell.text).form is Form.NUMBER
    return is_figure and cell.space_behind is not None and cell.space_behind <= FLUSH


def _figures_in(cells: list[list[Cell | None]], origin: list[list[bool]], column: int) -> int:
    """How many cells of just this column hold figures; none where more hold words."""
    own = [
        cell
        for row, begins in zip(cells, origin, strict=True)
        if (cell := row[column]) is not None and begins[column] and cell.column_span == 1 and not cell.is_blank
    ]
    figures = sum(read_amount(cell.text).form is Form.NUMBER and "." in cell.text for cell in own)
    return figures if 2 * figures >= len(own) else 0
