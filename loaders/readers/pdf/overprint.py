"""Text that is wider than its cell and runs under or into its neighbour.

A piece of text is printed in one go: its glyphs follow each other in the text layer and touch. Where such a run crosses
a ruling, it belongs to one cell as a whole:

1. A run of words belongs to the cell it begins in, where the cell that it runs into prints something of its own over
   it: two texts cannot stand in one place.
2. A run that is one number belongs to the cell it ends in: numbers are set to the right, and a wide one (a bold total)
   spills to the left. The digits before the ruling must be no figure of their own, but the start of one.

Runs of words into an empty cell are left to the rulings (`overflow`): a code and its name may touch there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from loaders.amounts import read_amount
from loaders.readers.pdf.lattice import Lattice
from loaders.readers.pdf.page import Glyph

Cells = dict[int, list[Glyph]]

#: glyphs nearer than this part of their height touch
_TOUCH = 0.25
#: glyphs that share more of their width than this are printed over each other
_OVER = 0.3
_WHOLE_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+\.\d+")
_FIGURES = frozenset("0123456789.,-")


def whole_again(lattice: Lattice, cells: Cells) -> Cells:
    """The glyphs of each region, with runs that cross a ruling in the one region they belong to."""
    region_of = {glyph.order: index for index, glyphs in cells.items() for glyph in glyphs}
    target: dict[int, int] = {}
    for run in _crossing(cells, region_of):
        owner = _owner(lattice, cells, run, region_of)
        if owner is not None:
            target.update({glyph.order: owner for glyph in run})
    if not target:
        return cells
    moved: Cells = defaultdict(list)
    for index, glyphs in cells.items():
        for glyph in glyphs:
            moved[target.get(glyph.order, index)].append(glyph)
    return moved


def _crossing(cells: Cells, region_of: dict[int, int]) -> Iterator[list[Glyph]]:
    """Runs whose glyphs lie in more than one region."""
    run: list[Glyph] = []
    for glyph in sorted((glyph for glyphs in cells.values() for glyph in glyphs), key=lambda glyph: glyph.order):
        if run and not _goes_on(run[-1], glyph):
            if region_of[run[0].order] != region_of[run[-1].order]:
                yield run
            run = []
        run.append(glyph)
    if run and region_of[run[0].order] != region_of[run[-1].order]:
        yield run


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    height = max(glyph.bottom - glyph.top, 1.0)
    shared = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    return (
        glyph.order == before.order + 1
        and not glyph.after_blank
        and abs(glyph.x0 - before.x1) <= _TOUCH * height
        and shared > 0.5 * height
    )


def _owner(lattice: Lattice, cells: Cells, run: list[Glyph], region_of: dict[int, int]) -> int | None:
    first, last = region_of[run[0].order], region_of[run[-1].order]
    left, right = lattice.regions[first], lattice.regions[last]
    if left.last_row < right.row or right.last_row < left.row or left.last_column >= right.column:
        return None
    text = "".join(glyph.text for glyph in run)
    if set(text) <= _FIGURES:
        before = "".join(glyph.text for glyph in run if region_of[glyph.order] == first)
        is_part = bool(_WHOLE_NUMBER.fullmatch(text)) and not ("." in before and read_amount(before).is_number)
        return last if is_part and ("," in text or "." in text) else None
    orders = {glyph.order for glyph in run}
    others = [glyph for glyph in cells[last] if glyph.order not in orders]
    inside = [glyph for glyph in run if region_of[glyph.order] != first]
    return first if any(_is_over(glyph, other) for glyph in inside for other in others) else None


def _is_over(glyph: Glyph, other: Glyph) -> bool:
    """Are two glyphs printed in one place, one not simply the other again (bold print)?"""
    across = min(glyph.x1, other.x1) - max(glyph.x0, other.x0)
    down = min(glyph.bottom, other.bottom) - max(glyph.top, other.top)
    narrower = min(glyph.x1 - glyph.x0, other.x1 - other.x0)
    return glyph.text != other.text and across > _OVER * narrower and down > 0.5 * (glyph.bottom - glyph.top)
