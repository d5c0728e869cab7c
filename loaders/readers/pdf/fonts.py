"""The fonts that pdfium is given for a PDF that names fonts without embedding them: never those of the machine.

pdfium takes the size of a glyph from its font. Where there is no font, a piece of text that is a single glyph (a 个, a
≥, the last character of a wrapped name; every character, with some producers) has no extent, and pdfium leaves it out
of the text without a word. The stand-in gives every character some ink. It is a small box, so that it lies within the
place of any character: how wide and how high that is, is told by the PDF. A real font would say something else: its
ascent and descent take the place of the PDF's, and the same bytes would be read into other boxes on a machine that has
Chinese fonts. So the machine is not asked. Latin fonts come from pdfium itself, which carries the fourteen of PDF.
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
#: what pdfium gets for the stand-in: any number but 0, which means none
_HANDLE = 0x5EED
#: Windows' numbers for the scripts of Japan, Korea (two), the mainland and Taiwan
_EAST_ASIAN = frozenset({128, 129, 130, 134, 136})


class _StandIn(pdfium.PdfSysfontBase):  # type: ignore[misc]
    """The stand-in for East Asian fonts, and no other. The names are pdfium's."""

    def EnumFonts(self, _: object, mapper: object) -> None:
        """No font of the machine is listed: pdfium would take one whose name a PDF mentions."""

    def MapFont(self, _: object, weight: int, italic: int, charset: int, *rest: object) -> object:
        return _HANDLE if charset in _EAST_ASIAN else None

    def GetFont(self, _: object, face: object) -> object:
        return None

    def GetFontData(self, _: object, font: object, table: int, buffer: int, size: int) -> int:
        if font != _HANDLE or table != 0:
            return 0
        if buffer and size >= len(_FONT):
            ctypes.memmove(buffer, _FONT, len(_FONT))
        return len(_FONT)

    def GetFaceName(self, _: object, font: object, buffer: object, size: int) -> int:
        return 0

    def GetFontCharset(self, _: object, font: object) -> int:
        return 134

    def DeleteFont(self, _: object, font: object) -> None:
        """The stand-in is part of the program: there is nothing to free."""


@cache
def provide_fonts() -> None:
    """Let pdfium find the stand-in; once for the process, before the first page is read."""
    try:
        _StandIn().setup()
    except pdfium.PdfiumError:
        # A platform where pdfium brings no fonts of its own to fall back on: it reads what it can.
        return
