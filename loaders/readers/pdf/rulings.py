"""What a page paints, as straight rulings.

Rules:

1. Rulings are what is painted: strokes, thin filled boxes, and the outlines of stroked or coloured boxes. A white fill
   is the paper, not a ruling. Paths may be nested in forms.
2. A dot may be part of a dotted line in either direction, and counts for both.
"""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.readers.pdf.frame import Frame

#: a filled box at most this thick is a ruling
THIN = 3.0
#: forms in forms in forms: deeper than any producer nests, and a stop for a loop
MAX_NESTING = 8
#: a page with more drawn shapes is a drawing (a map, a chart), not a table
MAX_SHAPES = 60_000
_WHITE = 250
_MIN_EDGE = 0.5


class Edge(NamedTuple):
    """A straight ruling: `at` is its fixed coordinate, `start` and `end` bound the other one."""

    at: float
    start: float
    end: float


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _combine(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class Rulings:
    """Walks the painted objects of a page and keeps their straight edges."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.horizontal: list[Edge] = []
        self.vertical: list[Edge] = []
        self.image_share = 0.0
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
            self._image(item)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            self.has_form = True
            inner = _combine(self._matrix_of(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _image(self, item: object) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            area = (right.value - left.value) * (top.value - bottom.value)
            self.image_share = max(self.image_share, area / max(self.frame.width * self.frame.height, 1.0))

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
