"""The page as it is shown: its visible box and its rotation."""

from __future__ import annotations

import pypdfium2 as pdfium


class Frame:
    """Turns page space (origin bottom left, as written) into shown space (origin top left, after rotation)."""

    def __init__(self, page: pdfium.PdfPage, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top = visible_box(page)
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


def visible_box(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """The crop box inside the media box; the media box where the two do not meet."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    if media is None:
        return (0.0, 0.0, *page.get_size())
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media
