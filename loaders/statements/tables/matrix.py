"""A grid as a matrix: every column of every row has the cell that covers it, merged cells included."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document import Cell, Grid, Place


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

    def place(self, column: int) -> Place:
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
    return [
        SheetRow(row.page, grid.table_no, row.row_no, tuple(cells[index]), tuple(origin[index]))
        for index, row in enumerate(grid.rows)
    ]
