"""One page of a PDF as pdfium sees it: glyphs and rulings, in points from the top left corner of the page as shown.

Rules:

1. A glyph's box is its advance box (pdfium's "loose" box): all glyphs of a printed line have the same height there, and
   the glyphs of a number touch each other, so that a blank is a real gap.
2. Blanks of the text layer are kept only as a hint that a word ends; where words stand is told by geometry.
3. A glyph outside the clip of its text object is not printed on this page: it is hidden. Producers print a cell that is
   merged over a page end on both pages and let each page show its part; the clip tells to which cell such a text
   belongs. (The clip of a text inside a form is in the form's own space: pages with forms are taken as printed.)
4. A page whose text runs along another direction than the page is shown is turned until its text is upright; the boxes
   that leave the reader are turned back.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.document import Box
from loaders.readers.pdf.frame import Frame
from loaders.readers.pdf.rulings import Edge, Rulings

#: glyphs of one text are no further apart than this part of their height
_STEP = 0.1
#: clips that begin within so many points of each other are those of one column
_SAME_CLIP = 3.0


class Glyph(NamedTuple):
    """One printed character. `order` is its place in the text layer."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    #: the text layer has a blank or a break before it
    after_blank: bool
    #: the clip (x0, top, x1, bottom) that hides it; None for what is printed
    hidden_by: tuple[float, float, float, float] | None = None
    #: 0 to 1; less than 1 only for what a recogniser has read from a picture
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageContent:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]
    #: degrees that the page was turned to make its text upright, beyond how it is shown
    turned: int = 0
    #: part of the page that its largest image covers
    image_share: float = 0.0
    #: the glyphs were read from a picture
    is_ocr: bool = False

    def shown_box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """The box on the page as it is shown."""
        if self.turned == 90:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        elif self.turned == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turned == 270:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


class TooDense(Exception):
    """The page has more characters than anyone prints on a page."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} characters")
        self.count = count


def read_page(page: pdfium.PdfPage, most_glyphs: int) -> PageContent:
    """Everything on a page that a table can be made of. Raises `TooDense`."""
    text_page = page.get_textpage()
    try:
        if (count := text_page.count_chars()) > most_glyphs:
            raise TooDense(count)
        shown = page.get_rotation()
        turn = _text_direction(text_page, shown)
        frame = Frame(page, shown + turn)
        collector = Rulings(frame)
        collector.collect_page(page)
        glyphs = _glyphs(text_page, frame, has_clips=not collector.has_form)
    finally:
        text_page.close()
    return PageContent(
        frame.width,
        frame.height,
        glyphs,
        tuple(collector.horizontal),
        tuple(collector.vertical),
        turn,
        collector.image_share,
    )


def _text_direction(text_page: pdfium.PdfTextPage, shown: int) -> int:
    """How far the shown page must be turned so that most of its text is upright: 0, 90, 180 or 270."""
    count = text_page.count_chars()
    step = max(1, count // 200)
    votes: Counter[int] = Counter()
    for index in range(0, count, step):
        if raw.FPDFText_GetUnicode(text_page, index) > 32 and not raw.FPDFText_IsGenerated(text_page, index):
            angle = math.degrees(raw.FPDFText_GetCharAngle(text_page, index))
            votes[round(angle / 90) * 90 % 360] += 1
    if not votes:
        return 0
    # pdfium's angle grows clockwise on the page as written; turning the page by 360 - angle makes the text upright.
    upright = (360 - votes.most_common(1)[0][0]) % 360
    return (upright - shown) % 360


def _glyphs(text_page: pdfium.PdfTextPage, frame: Frame, has_clips: bool) -> tuple[Glyph, ...]:
    found: list[Glyph] = []
    rectangle = raw.FS_RECTF()
    after_blank = True
    high_surrogate = 0
    clips = _Clips(text_page, frame)
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code <= 0xDBFF:
            high_surrogate = code
            continue
        if 0xDC00 <= code <= 0xDFFF and high_surrogate:
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
        high_surrogate = 0
        if code in (2, 0xFFFE) and raw.FPDFText_IsHyphen(text_page, index):
            # pdfium marks a hyphen at the end of a line, because prose would be joined there.
            code = 0x2D
        character = chr(code)
        if code <= 32 or character.isspace() or code in (0xFFFE, 0xFEFF, 0x200B):
            after_blank = True
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, rectangle):
            continue
        x0, top, x1, bottom = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if has_clips and (after_blank or _may_be_another(found[-1], character, x0)):
            # A text that runs up to its neighbour is followed by that without a blank: the clip tells them apart.
            after_blank = clips.look(index) or after_blank
        hidden_by = clips.hiding((x0 + x1) / 2, (top + bottom) / 2) if has_clips else None
        found.append(Glyph(character, x0, top, x1, bottom, index, after_blank, hidden_by))
        after_blank = False
    return tuple(found)


def _may_be_another(before: Glyph, character: str, x0: float) -> bool:
    """May a glyph without a blank before it begin another text? Figures after words, or a step across the line."""
    is_jump = abs(x0 - before.x1) > _STEP * (before.bottom - before.top)
    return is_jump or character.isdigit() != before.text.isdigit()


class _Clips:
    """The clip of a piece of text. Glyphs that are printed in one go without a blank have the same one."""

    def __init__(self, text_page: pdfium.PdfTextPage, frame: Frame) -> None:
        self.text_page, self.frame = text_page, frame
        self._clip: tuple[float, float, float, float] | None = None
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def look(self, index: int) -> bool:
        """Take the clip of the glyph's text. Is it another cell's than that of the text before?"""
        item = raw.FPDFText_GetTextObject(self.text_page, index)
        before, self._clip = self._clip, self._clip_of(item) if item else None
        return before is not None and self._clip is not None and abs(before[0] - self._clip[0]) > _SAME_CLIP

    def hiding(self, x: float, y: float) -> tuple[float, float, float, float] | None:
        """The clip, where it hides the point."""
        clip = self._clip
        if clip is None or (clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1):
            return None
        return clip

    def _clip_of(self, item: object) -> tuple[float, float, float, float] | None:
        path = raw.FPDFPageObj_GetClipPath(item)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        clip: tuple[float, float, float, float] | None = None
        for index in range(max(count, 0)):
            points = []
            segment_count = raw.FPDFClipPath_CountPathSegments(path, index)
            # A clip is nearly always a rectangle, and two opposite corners tell a rectangle.
            for segment_index in (0, 2) if segment_count in (4, 5) else range(segment_count):
                segment = raw.FPDFClipPath_GetPathSegment(path, index, segment_index)
                raw.FPDFPathSegment_GetPoint(segment, self._x, self._y)
                points.append((self._x.value, self._y.value))
            if len(points) < 2:
                continue
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = self.frame.box(min(xs), min(ys), max(xs), max(ys))
            clip = box if clip is None else _overlap(clip, box)
        return clip


def _overlap(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])
