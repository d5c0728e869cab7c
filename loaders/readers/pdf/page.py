"""One page of a PDF as pdfium sees it: glyphs and rulings, in points from the top left corner of the page as shown.

Rules:

1. A glyph's box is its advance box (pdfium's "loose" box): all glyphs of a printed line have the same height there, and
   the glyphs of a number touch each other, so that a blank is a real gap.
2. Blanks of the text layer are kept only as a hint that a word ends; where words stand is told by geometry.
3. A glyph outside the clip of its text object is not printed on this page: it is hidden. Producers print a cell that is
   merged over a page end on both pages and let each page show its part; the clip tells to which cell such a text
   belongs. (The clip of a text inside a form is in the form's own space: pages with forms are taken as printed.)
4. Rulings are what is painted: strokes, thin filled boxes, and the outlines of stroked or coloured boxes. A white fill
   is the paper, not a ruling. Paths may be nested in forms.
5. A page whose text runs along another direction than the page is shown is turned until its text is upright; the boxes
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

#: a filled box at most this thick is a ruling
THIN = 3.0
#: forms in forms in forms: deeper than any producer nests, and a stop for a loop
MAX_NESTING = 8
#: a page with more drawn shapes is a drawing (a map, a chart), not a table
MAX_SHAPES = 60_000
_WHITE = 250
_MIN_EDGE = 0.5


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


class Edge(NamedTuple):
    """A straight ruling: `at` is its fixed coordinate, `start` and `end` bound the other one."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]
    #: degrees that the page was turned to make its text upright, beyond how it is shown
    turned: int = 0
    has_image: bool = False

    def shown_box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """The box on the page as it is shown."""
        if self.turned == 90:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        elif self.turned == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turned == 270:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


class _Frame:
    """Turns page space (origin bottom left, as written) into shown space (origin top left, after rotation)."""

    def __init__(self, page: pdfium.PdfPage, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = _visible_box(page)
        self.rotation = rotation % 360
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.rotation in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _visible_box(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """The crop box inside the media box; the media box where the two do not meet."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    if media is None:
        return (0.0, 0.0, *page.get_size())
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def read_page(page: pdfium.PdfPage) -> PageContent:
    """Everything on a page that a table can be made of."""
    text_page = page.get_textpage()
    try:
        shown = page.get_rotation()
        turn = _text_direction(text_page, shown)
        frame = _Frame(page, shown + turn)
        collector = _Rulings(frame)
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
        collector.has_image,
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


def _glyphs(text_page: pdfium.PdfTextPage, frame: _Frame, has_clips: bool) -> tuple[Glyph, ...]:
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
        character = chr(code)
        if code <= 32 or character.isspace() or code in (0xFFFE, 0xFEFF, 0x200B):
            after_blank = True
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, rectangle):
            continue
        x0, top, x1, bottom = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        hidden_by = clips.hiding(index, (x0 + x1) / 2, (top + bottom) / 2) if has_clips else None
        found.append(Glyph(character, x0, top, x1, bottom, index, after_blank, hidden_by))
        after_blank = False
    return tuple(found)


class _Clips:
    """The clip of the text object that an index of the text layer belongs to."""

    def __init__(self, text_page: pdfium.PdfTextPage, frame: _Frame) -> None:
        self.text_page, self.frame = text_page, frame
        self._object: int | None = None
        self._clip: tuple[float, float, float, float] | None = None
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def hiding(self, index: int, x: float, y: float) -> tuple[float, float, float, float] | None:
        """The clip, where it hides the point."""
        item = raw.FPDFText_GetTextObject(self.text_page, index)
        address = ctypes.cast(item, ctypes.c_void_p).value
        if address != self._object:
            self._object, self._clip = address, self._clip_of(item) if address else None
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


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _combine(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class _Rulings:
    """Walks the painted objects of a page and keeps their straight edges."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.horizontal: list[Edge] = []
        self.vertical: list[Edge] = []
        self.has_image = False
        self.has_form = False
        self.shapes = 0
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._fill_mode, self._stroke = ctypes.c_int(), raw.FPDF_BOOL()
        self._color = [ctypes.c_uint() for _ in range(4)]

    def collect_page(self, page: pdfium.PdfPage) -> None:
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._object(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)

    def _object(self, item: object, outer: Matrix, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self.shapes += 1
            if self.shapes <= MAX_SHAPES:
                self._path(item, outer)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.has_image = True
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            self.has_form = True
            inner = _combine(self._matrix_of(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _matrix_of(self, item: object) -> Matrix:
        matrix = self._matrix
        if not raw.FPDFPageObj_GetMatrix(item, matrix):
            return _IDENTITY
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _is_white(self, item: object) -> bool:
        red, green, blue, alpha = self._color
        if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            return False
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE

    def _path(self, item: object, outer: Matrix) -> None:
        if not raw.FPDFPath_GetDrawMode(item, self._fill_mode, self._stroke):
            return
        is_stroked = bool(self._stroke.value)
        is_filled = bool(self._fill_mode.value) and not self._is_white(item)
        if not is_stroked and not is_filled:
            return
        for points, is_straight in self._subpaths(item, _combine(self._matrix_of(item), outer)):
            if len(points) < 2:
                continue
            xs, ys = [x for x, _ in points], [y for _, y in points]
            x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
            if x1 - x0 <= THIN or bottom - top <= THIN:
                self._thin(x0, top, x1, bottom)
            elif is_straight and (is_stroked or _is_rectangle(points, x0, top, x1, bottom)):
                self._segments(points, closed=not is_stroked)

    def _subpaths(self, item: object, matrix: Matrix) -> list[tuple[list[tuple[float, float]], bool]]:
        a, b, c, d, e, f = matrix
        found: list[tuple[list[tuple[float, float]], bool]] = []
        points: list[tuple[float, float]] = []
        is_straight = True
        for index in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, self._x, self._y)
            x, y = self._x.value, self._y.value
            if kind == raw.FPDF_SEGMENT_MOVETO:
                found.append((points, is_straight))
                points, is_straight = [], True
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                is_straight = False
            points.append(self.frame.point(a * x + c * y + e, b * x + d * y + f))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        found.append((points, is_straight))
        return found

    def _thin(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A line, drawn as a stroke or as a thin box; a dot may be part of a dotted line in either direction."""
        width, height = x1 - x0, bottom - top
        if width >= height:
            self.horizontal.append(Edge((top + bottom) / 2, x0, x1))
        if height >= width:
            self.vertical.append(Edge((x0 + x1) / 2, top, bottom))

    def _segments(self, points: list[tuple[float, float]], closed: bool) -> None:
        ends = [*points[1:], points[0]] if closed else points[1:]
        for (ax, ay), (bx, by) in zip(points, ends, strict=False):
            if abs(ay - by) <= _MIN_EDGE < abs(ax - bx):
                self.horizontal.append(Edge((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) <= _MIN_EDGE < abs(ay - by):
                self.vertical.append(Edge((ax + bx) / 2, min(ay, by), max(ay, by)))


def _is_rectangle(points: list[tuple[float, float]], x0: float, top: float, x1: float, bottom: float) -> bool:
    return all(
        (abs(x - x0) <= 1 or abs(x - x1) <= 1) and (abs(y - top) <= 1 or abs(y - bottom) <= 1) for x, y in points
    )
