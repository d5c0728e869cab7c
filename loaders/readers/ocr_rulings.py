"""The rulings of a picture of a page, and the picture set straight by them.

1. Rulings are the long straight dark runs of the picture, horizontal and vertical.
2. Beside a bold figure a pale ruling is no darker than its surroundings: it goes on where it is the darkest once the
   characters are taken away. That alone does not begin a ruling: lines of text look like it.
3. A picture that is askew is turned by the angle of its long lines first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loaders.readers.pdf.rulings import Edge

if TYPE_CHECKING:
    import numpy

    Picture = numpy.ndarray[Any, numpy.dtype[Any]]

#: shortest ruling in pixels: longer than any stroke of a character
SHORTEST_RULING = 48
THICKEST_RULING = 9
#: the tangent of the angle by which a straightened picture may still lean
STILL_LEANING = 0.006
#: the noise of a scan is evened out over this many pixels along a ruling
GRAIN = 9
_LEAST_SKEW, _MOST_SKEW = 0.15, 8.0
#: a page this wide tells its angle as well as a larger one, in a tenth of the time
SKEW_PIXELS = 1_000
LONGEST_LINES = 9


def _dark(picture: Picture) -> Any:
    import cv2

    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(255 - gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -8)


def straightened(picture: Picture) -> Picture:
    import cv2

    height, width = picture.shape[:2]
    scale = min(1.0, SKEW_PIXELS / width)
    small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    across = small.shape[1]
    lines = cv2.HoughLinesP(_dark(small), 1, math.pi / 1800, across // 6, None, across // 3, 4)
    if lines is None:
        return picture
    # The longer a line, the less a pixel at its end changes its angle.
    level = sorted(
        (math.hypot(x1 - x0, y1 - y0), angle)
        for x0, y0, x1, y1 in lines.reshape(-1, 4).astype(float)
        if abs(angle := math.degrees(math.atan2(y1 - y0, x1 - x0))) <= _MOST_SKEW
    )
    angles = sorted(angle for _, angle in level[-LONGEST_LINES:])
    if not angles or abs(angles[len(angles) // 2]) < _LEAST_SKEW:
        return picture
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angles[len(angles) // 2], 1.0)
    return cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255))


def rulings(picture: Picture) -> tuple[list[Edge], list[Edge]]:
    """Rule 2. Beside a bold figure a pale ruling is no darker than its surroundings: it goes on where it is
    the darkest once the characters are taken away. That alone does not begin a ruling: lines of text look like it."""
    import cv2

    ink = 255 - cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = _dark(picture)
    found: list[list[Edge]] = []
    for is_horizontal in (True, False):
        length, grain = ((SHORTEST_RULING, 1), (GRAIN, 1)) if is_horizontal else ((1, SHORTEST_RULING), (1, GRAIN))
        run = cv2.getStructuringElement(cv2.MORPH_RECT, length)
        certain = cv2.morphologyEx(dark, cv2.MORPH_OPEN, run)
        bare = cv2.morphologyEx(cv2.blur(ink, grain), cv2.MORPH_OPEN, run)
        likely = cv2.adaptiveThreshold(bare, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -8)
        edges: list[Edge] = []
        for part in _parts(cv2.bitwise_or(cv2.morphologyEx(likely, cv2.MORPH_OPEN, run), certain), certain):
            if not part.is_certain:
                continue
            edge = part.edge(is_horizontal)
            if edge is not None:
                edges.append(edge)
            else:
                inside = certain[part.y : part.y + part.height, part.x : part.x + part.width]
                edges.extend(e for one in _parts(inside, inside, part.x, part.y) if (e := one.edge(is_horizontal)))
        found.append(edges)
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class _Part:
    """A connected part of a mask."""

    x: int
    y: int
    width: int
    height: int
    pixels: int
    is_certain: bool

    def edge(self, is_horizontal: bool) -> Edge | None:
        length, across = (self.width, self.height) if is_horizontal else (self.height, self.width)
        # A long ruling may still lean by a few pixels: its thickness is what it has of pixels for its length.
        if self.pixels > THICKEST_RULING * length or across > THICKEST_RULING + STILL_LEANING * length:
            return None
        if is_horizontal:
            return Edge(self.y + self.height / 2, self.x, self.x + self.width)
        return Edge(self.x + self.width / 2, self.y, self.y + self.height)


def _parts(mask: Picture, certain: Picture, left: int = 0, top: int = 0) -> list[_Part]:
    import cv2
    import numpy

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    held = numpy.zeros(count, dtype=bool)
    held[labels[certain > 0]] = True
    return [
        _Part(int(x) + left, int(y) + top, int(width), int(height), int(pixels), bool(is_certain))
        for (x, y, width, height, pixels), is_certain in zip(stats[1:], held[1:], strict=True)
    ]
