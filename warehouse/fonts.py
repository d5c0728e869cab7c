"""The Chinese font of charts and pages: a subset of Noto Sans SC (SIL Open Font License); system fonts follow.

A browser that has none of the fonts gets the shipped one inside the page, reduced to the characters in use.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

FAMILY = "Warehouse Sans SC"
#: what most machines of Chinese readers have, then what Linux has, then anything.
STACK = (
    f"'{FAMILY}', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', "
    "'WenQuanYi Zen Hei', sans-serif"
)
FONT_FOLDER = Path(__file__).resolve().parent / "notebook" / "fonts"
FONT_FILE = FONT_FOLDER / "WarehouseSansSC-Regular.ttf"


def font_css(characters: Iterable[str]) -> str:
    """A `@font-face` rule that carries the shipped font, reduced to these characters."""
    from io import BytesIO

    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    font = TTFont(FONT_FILE)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(set(characters))))
    cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    data = base64.b64encode(out.getvalue()).decode("ascii")
    return (
        f"@font-face {{ font-family: '{FAMILY}'; font-display: swap; "
        f"src: url(data:font/woff2;base64,{data}) format('woff2'); }}"
    )
