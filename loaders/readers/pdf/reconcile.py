"""Two readings of one page -> one, cell by cell.

Rules:

1. The lattice of the geometry stands. A cell of tabula belongs to the cell that holds its middle, where it is not much
   larger than it (then tabula has missed a ruling, and says nothing about the single cell).
2. Texts are compared without blanks and in half-width forms: tabula turns （） into () and breaks lines elsewhere.
3. Agreement is `both`. Where they differ, the geometry is taken and tabula's text kept as the alternative; only where
   the geometry gives no sound number and tabula gives one from the same characters, it is the other way round.
4. Where the geometry has a blank cell, and tabula prints there what the geometry has nowhere in the table, the text was
   lost (pdfium leaves out text that has no extent), and tabula's is taken.
5. A cell that tabula does not see stays `single`. Where it agrees with less than a third of the cells of a table, it
   has read the page in another direction, and its reading is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace

from loaders.amounts import Form, read_amount
from loaders.document import Cell, Grid
from loaders.readers.pdf.second_reading import SecondCell
from loaders.text import folded

#: a cell of tabula up to this many times as large still speaks of one cell
_MUCH_LARGER = 1.6


def reconciled(grid: Grid, second: list[SecondCell]) -> Grid:
    """The grid with what the second reading says of each cell."""
    by_middle = sorted(((cell.box.top + cell.box.bottom) / 2, index) for index, cell in enumerate(second))
    middles = [middle for middle, _ in by_middle]

    def said_of(cell: Cell) -> list[SecondCell]:
        if cell.box is None:
            return []
        box = cell.box
        area = (box.x1 - box.x0) * (box.bottom - box.top)
        near = by_middle[bisect_left(middles, box.top) : bisect_right(middles, box.bottom)]
        found = []
        for _, index in near:
            other = second[index].box
            if (
                box.x0 <= (other.x0 + other.x1) / 2 <= box.x1
                and (other.x1 - other.x0) * (other.bottom - other.top) <= _MUCH_LARGER * area
            ):
                found.append(second[index])
        return found

    surplus = Counter(folded("".join(cell.text for cell in second)))
    surplus.subtract(folded("".join(cell.text + (cell.alternative or "") for _, cell in grid.cells())))
    rows = tuple(
        replace(row, cells=tuple(_judged(cell, said_of(cell), surplus) for cell in row.cells)) for row in grid.rows
    )
    read = [cell for row in rows for cell in row.cells if cell.text and cell.reading != "single"]
    if 3 * sum(cell.reading != "geometry" for cell in read) < len(read):
        return grid
    return replace(grid, rows=rows)


def _judged(cell: Cell, said: list[SecondCell], surplus: Counter[str]) -> Cell:
    if not said:
        return cell
    other = "\n".join(part.text for part in said if part.text)
    if cell.text == other or folded(cell.text) == folded(other):
        return replace(cell, reading="both")
    if cell.alternative is not None:
        # The cell is merged over a page end; its whole text is worth more than tabula's part of it.
        return replace(cell, reading="geometry")
    if (
        cell.is_blank
        and other
        and all(surplus[character] >= count for character, count in Counter(folded(other)).items())
    ):
        return replace(cell, text=other, reading="tabula", alternative=cell.text)
    if (
        read_amount(cell.text).form in (Form.DAMAGED, Form.OTHER)
        and read_amount(other).is_number
        and sorted(folded(cell.text)) == sorted(folded(other))
    ):
        return replace(cell, text=other, reading="tabula", alternative=cell.text)
    return replace(cell, reading="geometry", alternative=other)
