"""A page -> its tables and the lines of text outside them, in reading order, each glyph in exactly one place.

1. A glyph belongs to the smallest lattice that holds its middle, and there to the cell that holds its middle.
2. The other glyphs are lines of text.
3. Tables and lines are ordered by their upper edge: a title stands before its table even where the text layer prints
   it later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from loaders.readers.pdf.lattice import Lattice, lattices
from loaders.readers.pdf.page import Glyph, PageContent
from loaders.readers.pdf.text import TextLine, cell_text, text_lines


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a table: 0-based first row and column, spans, its text and its rectangle in layout space."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedTable:
    cells: tuple[PlacedCell, ...]
    column_count: int
    x0: float
    top: float
    x1: float
    bottom: float
    is_ruled: bool = True


PlacedBlock = PlacedTable | TextLine


def lay_out(page: PageContent) -> list[PlacedBlock]:
    found = sorted(lattices(page), key=lambda lattice: lattice.area)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for index, lattice in enumerate(found):
            if lattice.holds(x, y):
                inside[index].append(glyph)
                break
        else:
            outside.append(glyph)
    blocks: list[PlacedBlock] = [_table(lattice, inside[index]) for index, lattice in enumerate(found) if inside[index]]
    blocks.extend(text_lines(outside))
    return sorted(blocks, key=lambda block: (block.top, block.x0))


def _table(lattice: Lattice, glyphs: list[Glyph]) -> PlacedTable:
    by_region: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_region[lattice.region_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)].append(glyph)
    cells = [
        PlacedCell(
            region.row,
            region.column,
            region.last_row - region.row + 1,
            region.last_column - region.column + 1,
            cell_text(by_region[index]) if index in by_region else "",
            lattice.xs[region.column],
            lattice.ys[region.row],
            lattice.xs[region.last_column + 1],
            lattice.ys[region.last_row + 1],
        )
        for index, region in enumerate(lattice.regions)
    ]
    return PlacedTable(
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        lattice.column_count,
        lattice.xs[0],
        lattice.ys[0],
        lattice.xs[-1],
        lattice.ys[-1],
    )
