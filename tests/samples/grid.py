"""A table to be printed, whatever the format: rows of cells with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: a code has no decimal point
_AMOUNT = re.compile(r"-?[\d,]+\.\d+\Z")


@dataclass(frozen=True)
class C:
    """One cell: its text, how many columns and rows it covers, and whether it is bold."""

    text: str = ""
    across: int = 1
    down: int = 1
    bold: bool = False

    @property
    def is_amount(self) -> bool:
        return bool(_AMOUNT.match(self.text))


@dataclass(frozen=True)
class Table:
    """A titled table. `widths` are relative; rows leave out what a cell above or left of them covers."""

    title: str
    note: str
    widths: tuple[int, ...]
    rows: tuple[tuple[C, ...], ...]
    head_rows: int = 1
    #: printed between title and table, e.g. the unit or the year of a form
    subtitle: str = ""

    def placed(self) -> Iterator[tuple[int, int, C]]:
        """Every cell with its row and leftmost column, from 0."""
        covered: dict[int, int] = {}
        for row_index, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while covered.get(column, -1) >= row_index:
                    column += 1
                for offset in range(cell.across):
                    covered[column + offset] = row_index + cell.down - 1
                yield row_index, column, cell
                column += cell.across

    def matrix(self) -> list[list[str]]:
        """The texts as a rectangle; covered places are blank."""
        out = [[""] * len(self.widths) for _ in self.rows]
        for row, column, cell in self.placed():
            out[row][column] = cell.text
        return out


def row(*texts: str, bold: bool = False) -> tuple[C, ...]:
    return tuple(C(text, bold=bold) for text in texts)
