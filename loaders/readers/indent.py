"""How far the format sets a paragraph in, in widths of a Chinese character (blanks in its text come on top)."""

from __future__ import annotations

import re

_CSS = re.compile(r"(?:^|;)\s*(?:text-indent|padding-left|margin-left)\s*:\s*([\d.]+)\s*(px|pt|em|rem)", re.IGNORECASE)
_CSS_WIDTHS = {"px": 1 / 14, "pt": 1 / 10.5, "em": 1.0, "rem": 1.0}
#: twentieths of a point in a character of the usual size
_TWIPS = 210
_HUNDREDTHS = 100


def css_indent(style: str) -> float:
    """The indent that an inline style gives."""
    return sum(float(size) * _CSS_WIDTHS[unit.lower()] for size, unit in _CSS.findall(style))


def word_indent(left: str, left_characters: str, first: str, first_characters: str) -> float:
    """The indent of the first line of a paragraph of a Word file: in hundredths of a character where it says so."""
    width = 0.0
    for twips, hundredths in ((left, left_characters), (first, first_characters)):
        if hundredths.isdecimal() and int(hundredths):
            width += int(hundredths) / _HUNDREDTHS
        elif twips.isdecimal():
            width += int(twips) / _TWIPS
    return width
