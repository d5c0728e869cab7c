"""The rest of figures that a narrow column of a table without rulings cuts: `1,952.8889` and `13` below it.

A line is the rest of the line above it if all of this holds:

1. each of its figures is a few bare digits, flush with the end of a text above it; at least one of these is a figure
   with a decimal point;
2. put together, the figures have one number of decimals, which whole figures of the page print, too;
3. it stands closer to the line above it than the next line to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.readers.pdf.segments import Aligned, Segment

#: lines of one cell stand closer than this, in heights
CLOSE = 0.55
#: ends of lines of one cell, in points
FLUSH = 1.5

_REST = re.compile(r"\d{1,5}")
_CUT = re.compile(r"-?\d[\d,]*\.(\d*)")


def with_rests(lines: Sequence[Aligned]) -> list[Aligned]:
    """The same lines; those that are the rest of the line above say so."""
    out = list(lines)
    for index in range(1, len(lines)):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if not out[index - 1].is_rest and _is_rest(lines[index - 1], lines[index], below, lines):
            out[index] = replace(lines[index], is_rest=True)
    return out


def _is_rest(above: Aligned, line: Aligned, below: Aligned | None, lines: Sequence[Aligned]) -> bool:
    gap = line.line.top - above.line.bottom
    if gap >= CLOSE * min(line.height, above.height):
        return False
    if below is not None and gap >= 0.8 * (below.line.top - line.line.bottom):
        return False
    rests = [segment for segment in line.segments if segment.is_figure]
    if not rests or not all(_REST.fullmatch(segment.text.strip()) for segment in rests):
        return False
    cuts = [(_over(segment, above), segment) for segment in rests]
    if any(over is None for over, _ in cuts):
        return False
    decimals = {
        len(found[1]) + len(segment.text.strip())
        for over, segment in cuts
        if over is not None and (found := _CUT.fullmatch(over.text.strip()))
    }
    return len(decimals) == 1 and decimals <= _decimals(lines, {over for over, _ in cuts})


def _over(segment: Segment, above: Aligned) -> Segment | None:
    """The text above a rest: it ends or begins where the rest does."""
    for over in above.segments:
        is_flush = abs(over.x1 - segment.x1) <= FLUSH or abs(over.x0 - segment.x0) <= FLUSH
        if is_flush and over.x1 - over.x0 > segment.x1 - segment.x0:
            return over
    return None


def _decimals(lines: Sequence[Aligned], without: set[Segment | None]) -> set[int]:
    return {
        len(found[1])
        for line in lines
        for segment in line.segments
        if segment not in without and (found := _CUT.fullmatch(segment.text.strip()))
    }
