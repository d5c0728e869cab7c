"""A page -> its tables and the lines of text outside them, in reading order, each glyph in exactly one place.

1. A glyph belongs to the smallest lattice that holds its middle, and there to the cell that holds its middle.
2. The other glyphs are lines of text.
3. A glyph that its clip hides belongs to the cell at the edge of the clip where it would be. Where the clip is the
   cell's own, the text is only too long for its cell and is taken whole. Where the clip is larger, the cell is merged
   over a page end: what this page prints is its text, the whole is kept beside it.
4. What runs out of the last column, printed in one go with the rest of its line, stays with it.
5. Tables and lines are ordered by their upper edge: a title stands before its table even where the text layer prints
   it later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from loaders.readers.pdf.alignment import aligned_tables
from loaders.readers.pdf.lattice import Lattice, lattices
from loaders.readers.pdf.overflow import settled
from loaders.readers.pdf.page import Glyph, PageContent
from loaders.readers.pdf.refine import refined
from loaders.readers.pdf.text import TextLine, cell_text, text_lines

#: a clip may be this much wider than its cell (padding, thick rulings)
CLIP_SLACK = 4.0
#: how far inside its clip a hidden glyph is looked for
CLIP_EDGE = 2.5


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
    #: the text with the part that another page prints, where the cell is merged over a page end
    whole_text: str | None = None
    #: the least confidence of its glyphs
    confidence: float = 1.0
    #: blank room before and behind its first line, in heights of that line
    spaces: tuple[float, float] | None = None


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


@dataclass(frozen=True, slots=True)
class Layout:
    blocks: tuple[PlacedBlock, ...]
    #: text that the page does not show and that belongs to no cell (a text box printed whole on each of its pages)
    hidden_lines: tuple[TextLine, ...] = ()


class _Filled:
    """A lattice with the glyphs of its cells."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.shown: dict[int, list[Glyph]] = defaultdict(list)
        self.hidden: dict[int, list[Glyph]] = defaultdict(list)

    def box(self, index: int) -> tuple[float, float, float, float]:
        region = self.lattice.regions[index]
        xs, ys = self.lattice.xs, self.lattice.ys
        return xs[region.column], ys[region.row], xs[region.last_column + 1], ys[region.last_row + 1]

    @property
    def is_box(self) -> bool:
        """Boxes in one column with text in one of them at most: a frame around words, not a table."""
        return self.lattice.column_count == 1 and len(self.shown) <= 1 and not self.hidden

    def glyphs(self) -> list[Glyph]:
        return [glyph for found in self.shown.values() for glyph in found]

    def put(self, glyph: Glyph, x: float, y: float) -> None:
        index = self.lattice.region_at(x, y)
        is_shown = glyph.hidden_by is None or _is_inside(glyph.hidden_by, self.box(index))
        (self.shown if is_shown else self.hidden)[index].append(glyph)


def _is_inside(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> bool:
    return (
        inner[0] >= outer[0] - CLIP_SLACK
        and inner[1] >= outer[1] - CLIP_SLACK
        and inner[2] <= outer[2] + CLIP_SLACK
        and inner[3] <= outer[3] + CLIP_SLACK
    )


def _middle(glyph: Glyph) -> tuple[float, float]:
    """The middle of a glyph; of a hidden one, the nearest point inside its clip."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    if glyph.hidden_by is None:
        return x, y
    x0, top, x1, bottom = glyph.hidden_by
    return min(max(x, x0 + CLIP_EDGE), x1 - CLIP_EDGE), min(max(y, top + CLIP_EDGE), bottom - CLIP_EDGE)


def _filled(page: PageContent, found: list[Lattice]) -> tuple[list[_Filled], list[Glyph], list[Glyph]]:
    """The lattices with their glyphs, the glyphs outside of them, and the hidden ones outside of them."""
    filled = [_Filled(lattice) for lattice in sorted(found, key=lambda lattice: lattice.area)]
    outside: list[Glyph] = []
    hidden: list[Glyph] = []
    before: tuple[Glyph, _Filled, tuple[float, float]] | None = None
    for glyph in page.glyphs:
        x, y = _middle(glyph)
        for table in filled:
            if table.lattice.holds(x, y):
                table.put(glyph, x, y)
                before = glyph, table, (x, y)
                break
        else:
            if before is not None and _runs_out(glyph, before[0], before[1].lattice):
                before[1].put(glyph, *before[2])
                before = glyph, before[1], before[2]
            else:
                (outside if glyph.hidden_by is None else hidden).append(glyph)
    return filled, outside, hidden


def _runs_out(glyph: Glyph, before: Glyph, lattice: Lattice) -> bool:
    """Does a glyph just right of the table go on with the text of the last cell?"""
    height = glyph.bottom - glyph.top
    return (
        glyph.order == before.order + 1
        and not glyph.after_blank
        and glyph.hidden_by is None
        and abs(glyph.x0 - before.x1) < 0.2 * height
        and abs(glyph.bottom - before.bottom) < 0.2 * height
        and lattice.xs[-1] < glyph.x1 < lattice.xs[-1] + 2 * height
    )


def lay_out(page: PageContent) -> Layout:
    filled, outside, hidden = _filled(page, lattices(page))
    sound = [None if table.is_box else refined(table.lattice, table.glyphs()) for table in filled]
    if any(new is not table.lattice for new, table in zip(sound, filled, strict=True)):
        filled, outside, hidden = _filled(page, [lattice for lattice in sound if lattice is not None])
    blocks: list[PlacedBlock] = [_table(table) for table in filled if table.shown]
    blocks.extend(_unruled(text_lines(outside)))
    ordered = sorted(blocks, key=lambda block: (block.top, block.x0))
    return Layout(tuple(ordered), tuple(text_lines(hidden)))


def _unruled(lines: list[TextLine]) -> list[PlacedBlock]:
    """Lines of text, and the tables that stand among them without rulings."""
    tables = aligned_tables(lines)
    taken = {id(line) for table in tables for line in table.lines}
    blocks: list[PlacedBlock] = [line for line in lines if id(line) not in taken]
    for table in tables:
        # Without rulings a column begins where its leftmost text does.
        starts: dict[int, float] = {}
        for cell in table.cells:
            starts[cell.column] = min(cell.x0, starts.get(cell.column, cell.x0))
        cells = tuple(
            PlacedCell(
                cell.row,
                cell.column,
                1,
                cell.column_span,
                cell.text,
                cell.x0,
                cell.top,
                cell.x1,
                cell.bottom,
                confidence=cell.confidence,
                spaces=(round((cell.x0 - starts[cell.column]) / max(cell.bottom - cell.top, 1.0), 2), 0.0),
            )
            for cell in table.cells
        )
        blocks.append(
            PlacedTable(
                cells,
                table.column_count,
                min(line.x0 for line in table.lines),
                min(line.top for line in table.lines),
                max(line.x1 for line in table.lines),
                max(line.bottom for line in table.lines),
                is_ruled=False,
            )
        )
    return blocks


def _spaces(glyphs: list[Glyph], left: float, right: float) -> tuple[float, float] | None:
    """The blank room before and behind the first line of a cell, in heights of the line (the width of a character)."""
    if not glyphs:
        return None
    first = min(glyphs, key=lambda glyph: glyph.top + glyph.bottom)
    height = max(first.bottom - first.top, 1.0)
    middle = (first.top + first.bottom) / 2
    line = [glyph for glyph in glyphs if glyph.top <= middle <= glyph.bottom]
    before, behind = min(glyph.x0 for glyph in line) - left, right - max(glyph.x1 for glyph in line)
    return round(before / height, 2), round(behind / height, 2)


def _table(table: _Filled) -> PlacedTable:
    lattice = table.lattice
    settled_cells = settled(lattice, table.shown)
    cells: list[PlacedCell] = []
    for index, region in enumerate(lattice.regions):
        shown, hidden = settled_cells.get(index, []), table.hidden.get(index, [])
        box = table.box(index)
        cells.append(
            PlacedCell(
                region.row,
                region.column,
                region.last_row - region.row + 1,
                region.last_column - region.column + 1,
                cell_text(shown),
                *box,
                whole_text=cell_text([*shown, *hidden]) if hidden else None,
                confidence=min((glyph.confidence for glyph in shown), default=1.0),
                spaces=_spaces(shown, box[0], box[2]),
            )
        )
    return PlacedTable(
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        lattice.column_count,
        lattice.xs[0],
        lattice.ys[0],
        lattice.xs[-1],
        lattice.ys[-1],
    )
