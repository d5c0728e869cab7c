"""Glyphs -> printed lines of text.

Rules:

1. Glyphs whose boxes share more than half of their height stand on one line; a line is read from left to right.
2. A gap of more than `BLANK` of the height of the glyphs is a blank, a gap of more than `WIDE` two blanks; a blank of
   the text layer is believed where there is room for it.
3. The same glyph printed twice in (nearly) the same place is bold print: one glyph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.readers.pdf.page import Glyph

BLANK = 0.25
WIDE = 1.5
#: room for a blank that the text layer states
_ROOM = 0.08


@dataclass(frozen=True, slots=True)
class TextLine:
    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def visual_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Rule 1: the glyphs line by line from top to bottom, each line from left to right."""
    lines: list[list[Glyph]] = []
    tops: list[float] = []
    bottoms: list[float] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        height = glyph.bottom - glyph.top
        for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            shared = min(bottoms[index], glyph.bottom) - max(tops[index], glyph.top)
            if shared > 0.5 * min(height, bottoms[index] - tops[index]):
                lines[index].append(glyph)
                break
        else:
            lines.append([glyph])
            tops.append(glyph.top)
            bottoms.append(glyph.bottom)
    return [sorted(line, key=lambda glyph: glyph.x0) for line in lines]


def line_of(glyphs: list[Glyph]) -> TextLine:
    """Rules 2 and 3: one line of glyphs as text."""
    parts: list[str] = []
    kept: list[Glyph] = []
    for glyph in glyphs:
        if kept:
            before = kept[-1]
            height = max(glyph.bottom - glyph.top, 1.0)
            if glyph.text == before.text and glyph.x0 - before.x0 < 0.25 * min(max(glyph.x1 - glyph.x0, 0.5), height):
                continue
            gap = glyph.x0 - before.x1
            if gap > WIDE * height:
                parts.append("  ")
            elif gap > BLANK * height or (glyph.after_blank and gap > _ROOM * height):
                parts.append(" ")
        parts.append(glyph.text)
        kept.append(glyph)
    return TextLine(
        tuple(glyphs),
        "".join(parts),
        min(glyph.x0 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    return [line_of(line) for line in visual_lines(glyphs)]


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell as printed: its lines, separated by line breaks."""
    return "\n".join(line.text for line in text_lines(glyphs))
