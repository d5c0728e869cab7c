"""The shipped Chinese font, for the renderer of PNG and SVG; `warehouse.fonts` says more of it."""

from __future__ import annotations

from functools import cache

from warehouse.fonts import FAMILY, FONT_FILE, FONT_FOLDER, STACK, font_css

__all__ = ["FAMILY", "FONT_FILE", "STACK", "font_css", "register_fonts"]


@cache
def register_fonts() -> None:
    """Let the renderer of PNG and SVG find the shipped font. Once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONT_FOLDER))
