"""Where rulings are missing inside a lattice, the figures tell the cells.

Rules:

1. A line with at least three segments, two of them figures, inside one cell is several cells glued together: shaded
   rows, or rows without vertical rulings below a ruled heading. Where its gaps lie on columns of the lattice, the cell
   is cut there. A merged cell that prints `合  计` has no figures and is left alone.
2. A row of the lattice whose columns hold `FEWEST_LINES` or more lines of figures at the same heights is that many rows
   (only the vertical rulings are drawn). Digits that wrap inside a cell do not come to that.
3. A lattice in which glued lines remain is a frame around a table without rulings; alignment reads it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from loaders.readers.pdf.lattice import Lattice, Region
from loaders.readers.pdf.page import Glyph
from loaders.readers.pdf.segments import Aligned, as_aligned
from loaders.readers.pdf.text import line_of, visual_lines

FEWEST_LINES = 4
FEWEST_COLUMNS = 2
#: pieces of text in a cell that may be several cells
FEWEST_PIECES = 3
#: glued lines that make a lattice a mere frame
GLUED_SHARE = 0.25


def refined(lattice: Lattice, glyphs: list[Glyph]) -> Lattice | None:
    """The lattice with missing rulings drawn, or None where it is only a frame."""
    by_region: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_region[lattice.region_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)].append(glyph)
    glued, total = 0, 0
    cuts: dict[int, tuple[int, ...]] = {}
    counts: dict[int, list[Aligned]] = {}
    for index, found in by_region.items():
        if sum(glyph.after_blank for glyph in found) < FEWEST_PIECES:
            total += 1
            continue
        lines = [as_aligned(line_of(line)) for line in visual_lines(found)]
        total += len(lines)
        counts[index] = [line for line in lines if line.figures]
        sticky = [line for line in lines if line.figures >= 2 and len(line.segments) >= 3]
        if not sticky:
            continue
        columns = _columns_between(lattice, lattice.regions[index], sticky)
        if columns:
            cuts[index] = columns
        else:
            glued += len(sticky)
    if glued >= 2 and glued >= GLUED_SHARE * total:
        return None
    if cuts:
        lattice = _cut(lattice, cuts)
    return _rows_drawn(lattice, glyphs, counts)


def _columns_between(lattice: Lattice, region: Region, lines: list[Aligned]) -> tuple[int, ...]:
    """The columns of the lattice that start inside the region where no segment of the glued lines is crossed."""
    free = [
        column
        for column in range(region.column + 1, region.last_column + 1)
        if not any(segment.x0 + 1 < lattice.xs[column] < segment.x1 - 1 for line in lines for segment in line.segments)
    ]
    if not free:
        return ()
    # Each gap of a glued line must be explained, or the columns of the lattice are not those of the figures.
    for line in lines:
        for before, after in pairwise(line.segments):
            if after.is_figure and not any(before.x1 - 1 <= lattice.xs[column] <= after.x0 + 1 for column in free):
                return ()
    return tuple(free)


def _cut(lattice: Lattice, cuts: dict[int, tuple[int, ...]]) -> Lattice:
    regions: list[Region] = []
    for index, region in enumerate(lattice.regions):
        starts = [region.column, *cuts.get(index, ())]
        ends = [start - 1 for start in starts[1:]] + [region.last_column]
        regions += [replace(region, column=start, last_column=end) for start, end in zip(starts, ends, strict=True)]
    return _with_regions(lattice, lattice.ys, regions)


def _with_regions(lattice: Lattice, ys: tuple[float, ...], regions: list[Region]) -> Lattice:
    squares = [[0] * lattice.column_count for _ in range(len(ys) - 1)]
    for index, region in enumerate(regions):
        for row in range(region.row, region.last_row + 1):
            for column in range(region.column, region.last_column + 1):
                squares[row][column] = index
    return Lattice(lattice.xs, ys, tuple(regions), tuple(tuple(row) for row in squares))


def _rows_drawn(lattice: Lattice, glyphs: list[Glyph], figures: dict[int, list[Aligned]]) -> Lattice:
    """Rule 2."""
    if not any(len(lines) >= FEWEST_LINES for lines in figures.values()):
        return lattice
    borders: dict[int, list[float]] = {}
    for row in range(lattice.row_count):
        top, bottom = lattice.ys[row], lattice.ys[row + 1]
        members = {lattice.squares[row][column] for column in range(lattice.column_count)}
        if any(lattice.regions[index].row != lattice.regions[index].last_row for index in members):
            continue
        inside = [glyph for glyph in glyphs if top <= (glyph.top + glyph.bottom) / 2 <= bottom]
        if not inside:
            continue
        lines = [as_aligned(line_of(line)) for line in visual_lines(inside)]
        with_figures = [line for line in lines if line.figures >= FEWEST_COLUMNS]
        if len(with_figures) < FEWEST_LINES or 2 * len(with_figures) < len(lines):
            continue
        borders[row] = [(before.line.bottom + after.line.top) / 2 for before, after in pairwise(lines)]
    if not borders:
        return lattice
    ys: list[float] = []
    first_of: list[int] = []
    for row in range(lattice.row_count):
        first_of.append(len(ys))
        ys += [lattice.ys[row], *(place for place in borders.get(row, []) if place > lattice.ys[row])]
    first_of.append(len(ys))
    ys.append(lattice.ys[-1])
    regions: list[Region] = []
    for region in lattice.regions:
        first, last = first_of[region.row], first_of[region.last_row + 1] - 1
        if region.row == region.last_row and region.row in borders:
            regions += [replace(region, row=row, last_row=row) for row in range(first, last + 1)]
        else:
            regions.append(replace(region, row=first, last_row=last))
    return _with_regions(lattice, tuple(ys), regions)
