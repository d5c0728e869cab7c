"""Text that runs over the border of its cell goes back to its cell.

A glyph is first given to the cell that holds its middle. That is wrong where a text is too large for its cell:
the last glyphs of a line stand in the next column, the last line of a wrapped text in the next row. The text layer
prints a cell in one go, so that the order of printing tells where such glyphs belong.

Rules:

1. The end of a line in the cell to the right (or its start in the cell to the left) goes back, where it touches the
   rest of the line, was printed directly after (before) it, and nothing else of its cell was printed with it.
2. At most `MOST_ASIDE` glyphs and a third of the whole line go back: longer pieces are two texts that touch (a code
   and its name), and the ruling between them is believed.
3. A number is only put together where the result is a sound number.
4. A line that crosses the upper or lower border of its cell goes to the neighbour where it was printed together with
   the neighbour's text and not with its own cell's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from loaders.amounts import read_amount
from loaders.readers.pdf.lattice import Lattice
from loaders.readers.pdf.overprint import whole_again
from loaders.readers.pdf.page import Glyph
from loaders.readers.pdf.text import visual_lines

MOST_ASIDE = 3
#: glyphs nearer than this part of their height touch
_TOUCH = 0.2
#: places in the text layer between two lines of one text (the break between them counts two)
_NEXT_LINE = 4
#: a line crosses a border where more than this part of its height is on the other side
_CROSSING = 0.12

Cells = dict[int, list[Glyph]]


def settled(lattice: Lattice, cells: Cells) -> Cells:
    """The glyphs of each region, with overflowing text back in its own region."""
    if not _runs_over(lattice, cells):
        return cells
    cells = whole_again(lattice, cells)
    lines = {index: visual_lines(glyphs) for index, glyphs in cells.items()}
    moves = [*_sideways(lattice, lines), *_over_and_under(lattice, lines)]
    if not moves:
        return cells
    target = {glyph.order: index for piece, index in moves for glyph in piece}
    moved: Cells = defaultdict(list)
    for index, glyphs in cells.items():
        for glyph in glyphs:
            moved[target.get(glyph.order, index)].append(glyph)
    return moved


def _runs_over(lattice: Lattice, cells: Cells) -> bool:
    """Is there any glyph that rules 1 or 4 could move? Most tables have none."""
    last: dict[int, int] = {}
    for index, glyphs in cells.items():
        region = lattice.regions[index]
        top, bottom = lattice.ys[region.row], lattice.ys[region.last_row + 1]
        for glyph in glyphs:
            slack = _CROSSING * (glyph.bottom - glyph.top)
            if glyph.top < top - slack or glyph.bottom > bottom + slack:
                return True
            last[glyph.order] = index
    return any(
        not glyph.after_blank and last.get(glyph.order - 1, index) != index
        for index, glyphs in cells.items()
        for glyph in glyphs
    )


def _sideways(lattice: Lattice, lines: dict[int, list[list[Glyph]]]) -> Iterator[tuple[list[Glyph], int]]:
    first_orders: dict[int, tuple[int, list[Glyph]]] = {}
    for index, found in lines.items():
        for line in found:
            for piece in _printed_in_one_go(line):
                first_orders[piece[0].order] = (index, piece)
    for index, found in lines.items():
        for line in found:
            for left in _printed_in_one_go(line):
                following = first_orders.get(left[-1].order + 1)
                if following is None or following[0] == index:
                    continue
                other, right = following
                if right[0].after_blank or not _meet(left, right) or not _beside(lattice, index, other):
                    continue
                if len(right) < len(left):
                    if _may_go(right, left + right, lines[other]):
                        yield right, index
                elif _may_go(left, left + right, lines[index]):
                    yield left, other


def _printed_in_one_go(line: list[Glyph]) -> Iterator[list[Glyph]]:
    """The pieces of a line whose glyphs touch and follow each other in the text layer."""
    start = 0
    for index in range(1, len(line) + 1):
        if (
            index == len(line)
            or line[index].order != line[index - 1].order + 1
            or not _meet([line[index - 1]], [line[index]])
        ):
            yield line[start:index]
            start = index


def _meet(left: list[Glyph], right: list[Glyph]) -> bool:
    before, after = left[-1], right[0]
    height = max(after.bottom - after.top, 1.0)
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    return abs(after.x0 - before.x1) <= _TOUCH * height and shared > 0.5 * height


def _beside(lattice: Lattice, left: int, right: int) -> bool:
    first, second = lattice.regions[left], lattice.regions[right]
    return first.last_column + 1 == second.column


def _may_go(piece: list[Glyph], whole: list[Glyph], cell_lines: list[list[Glyph]]) -> bool:
    if len(piece) > MOST_ASIDE or 3 * len(piece) > len(whole):
        return False
    orders = {glyph.order for glyph in piece}
    first, last = min(orders), max(orders)
    for line in cell_lines:
        for glyph in line:
            if glyph.order not in orders and first - 1 <= glyph.order <= last + 1:
                return False
    text = "".join(glyph.text for glyph in whole)
    return not any(character.isdigit() for character in text) or read_amount(text).is_number or not text[-1].isdigit()


def _over_and_under(lattice: Lattice, lines: dict[int, list[list[Glyph]]]) -> Iterator[tuple[list[Glyph], int]]:
    above: dict[tuple[int, int], int] = {}
    for index in lines:
        region = lattice.regions[index]
        above[(region.last_row, region.column)] = index
    for index, found in lines.items():
        region = lattice.regions[index]
        upper = above.get((region.row - 1, region.column))
        if upper is None or not found or not lines[upper]:
            continue
        border = lattice.ys[region.row]
        first, last = found[0], lines[upper][-1]
        if _crosses(first, border) and _printed_with(first, lines[upper]) and not _printed_with(first, found[1:]):
            yield first, upper
        elif _crosses(last, border) and _printed_with(last, found) and not _printed_with(last, lines[upper][:-1]):
            yield last, index


def _crosses(line: list[Glyph], border: float) -> bool:
    top, bottom = min(glyph.top for glyph in line), max(glyph.bottom for glyph in line)
    return min(border - top, bottom - border) > _CROSSING * (bottom - top)


def _printed_with(line: list[Glyph], others: list[list[Glyph]]) -> bool:
    first, last = min(glyph.order for glyph in line), max(glyph.order for glyph in line)
    return any(first - _NEXT_LINE <= glyph.order <= last + _NEXT_LINE for other in others for glyph in other)
