"""A line of text as segments: the pieces between its gaps.

A line falls into segments at gaps wider than a blank. A line with a gap much wider than a blank, or with several
figures, is tabular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.readers.pdf.page import Glyph
from loaders.readers.pdf.text import TextLine, line_of

#: gaps, in heights of the line
SPLIT = 0.45
WIDE_GAP = 0.9

_FIGURE = re.compile(
    r"[(\[<>≥≤=+\-–—−$€£¥￥]*\d[\d.,  ]*%?[)\]]?[*†‡a-z]?\d?\Z|[-–—−]+\Z|\.{2,}\Z|N/?A\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text.strip()))


@dataclass(frozen=True, slots=True)
class Aligned:
    """One line of a table: its segments."""

    line: TextLine
    segments: tuple[Segment, ...]
    #: the line holds what its columns cut off the figures above it (cut_figures.py)
    is_rest: bool = False

    @property
    def height(self) -> float:
        return self.line.bottom - self.line.top

    @property
    def figures(self) -> int:
        return 0 if self.is_rest else sum(segment.is_figure for segment in self.segments)

    @property
    def is_tabular(self) -> bool:
        wide = any(after.x0 - before.x1 > WIDE_GAP * self.height for before, after in pairwise(self.segments))
        return wide or self.figures >= 3


def as_aligned(line: TextLine) -> Aligned:
    height = max(line.bottom - line.top, 1.0)
    pieces: list[list[Glyph]] = [[]]
    end = line.x0
    for glyph in line.glyphs:
        if pieces[-1] and glyph.x0 - end > SPLIT * height:
            pieces.append([])
        pieces[-1].append(glyph)
        end = max(end, glyph.x1) if len(pieces[-1]) > 1 else glyph.x1
    segments = []
    for piece in pieces:
        part = line_of(piece)
        segments.append(Segment(part.text, part.x0, part.x1, part.glyphs))
    return Aligned(line, tuple(segments))
