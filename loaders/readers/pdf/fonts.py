"""A stand-in for Chinese fonts that a PDF names without embedding them and that this machine does not have.

pdfium takes the size of a glyph from its font. Where there is no font, a piece of text that is a single glyph (a 个, a
≥, the last character of a wrapped name; every character, with some producers) has no extent, and pdfium leaves it out
of the text without a word. The stand-in gives every character some ink. It is a small box, so that it lies within the
place of any character: how wide and how high that is, is told by the PDF. A font of the machine is always preferred.
"""

from __future__ import annotations

import base64
import ctypes
from functools import cache

import pypdfium2 as pdfium

#: a TrueType font of one glyph, a box of 0.2 x 0.4 em, which its character map gives for U+0021 to U+FFFD
_FONT = base64.b64decode(
    "AAEAAAAKAIAAAwAgT1MvMkEZQykAAAEoAAAAYGNtYXAAEQBTAAABkAAAAChnbHlmbGbK8AAAAcAAAAAwaGVhZC6NvmoAAACsAAAANmhoZWEEngZg"
    "AAAA5AAAACRobXR4BBoAMgAAAYgAAAAGbG9jYQAYAAwAAAG4AAAABm1heHAABAAGAAABCAAAACBuYW1l8A8TigAAAfAAAABUcG9zdHB+A2IAAAJE"
    "AAAAKgABAAAAAQAAGpjIH18PPPUAAwPoAAAAAOclvf0AAAAA5yW9/QAyAAAA+gGQAAAAAwACAAAAAAAAAAEAAANw/4gAAAPoADIC7gD6AAEAAAAA"
    "AAAAAAAAAAAAAAABAAEAAAACAAQAAQAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAwPoAZAABQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAABAAAAAAAAAAAAAAAAPz8/PwAAACH//QAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAD6AAyADIAAAAAAAEAAwAKAAAADAANAAAAAAAc"
    "AAAAAAAAAAEAAAAhAAD//QAAAAEAAAAMABgAAAABADIAAAD6AZAAAwAAMxEzETLIAZD+cAABADIAAAD6AZAAAwAAMxEzETLIAZD+cAAAAAQANgAB"
    "AAAAAAABAAMAAAABAAAAAAACAAcAAwADAAEECQABAAYACgADAAEECQACAA4AEEJveFJlZ3VsYXIAQgBvAHgAUgBlAGcAdQBsAGEAcgACAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIAAAECA2JveAAA"
)
#: what pdfium gets for the stand-in; the machine's fonts are addresses, and none of them is this odd number
_HANDLE = 0x5EED
#: Windows' numbers for the scripts of Japan, Korea (two), the mainland and Taiwan
_EAST_ASIAN = frozenset({128, 129, 130, 134, 136})


class _StandIn(pdfium.PdfSysfontBase):  # type: ignore[misc]
    """The fonts of the machine, and the stand-in where there is none. The names are pdfium's."""

    def MapFont(self, _: object, weight: int, italic: int, charset: int, *rest: object) -> object:
        found = self.default.MapFont(self.default, weight, italic, charset, *rest)
        return found or (_HANDLE if charset in _EAST_ASIAN else None)

    def GetFontData(self, _: object, font: object, table: int, buffer: int, size: int) -> int:
        if font != _HANDLE:
            return int(self.default.GetFontData(self.default, font, table, buffer, size))
        if table != 0:
            return 0
        if buffer and size >= len(_FONT):
            ctypes.memmove(buffer, _FONT, len(_FONT))
        return len(_FONT)

    def GetFaceName(self, _: object, font: object, buffer: object, size: int) -> int:
        return 0 if font == _HANDLE else int(self.default.GetFaceName(self.default, font, buffer, size))

    def GetFontCharset(self, _: object, font: object) -> int:
        return 134 if font == _HANDLE else int(self.default.GetFontCharset(self.default, font))

    def DeleteFont(self, _: object, font: object) -> None:
        if font != _HANDLE:
            self.default.DeleteFont(self.default, font)


@cache
def provide_fonts() -> None:
    """Let pdfium find the stand-in; once for the process, before the first page is read."""
    try:
        _StandIn().setup()
    except pdfium.PdfiumError:
        # A platform where pdfium brings no fonts of its own to fall back on: it reads what it can.
        return
