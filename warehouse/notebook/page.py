"""A page with one chart that needs nothing outside itself."""

from __future__ import annotations

import json
from typing import Any

from warehouse.notebook.fonts import FAMILY, STACK, font_css
from warehouse.notebook.renderer import as_version_5, scripts


def embeddable(specification: dict[str, Any]) -> str:
    """A specification as it may stand inside a script element, without the schema address that nobody fetches."""
    bare = {name: value for name, value in as_version_5(specification).items() if name != "$schema"}
    return json.dumps(bare, ensure_ascii=False).replace("</", "<\\/")


def chart_page(specification: dict[str, Any]) -> str:
    drawn = embeddable(specification)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><style>{font_css(drawn)} body {{ font-family: {STACK}; }}'
        f'</style><script>{scripts()}</script></head><body><div id="chart"></div><script>'
        f'document.fonts.load("12px \'{FAMILY}\'", "预").finally(() => '
        f'vegaEmbed("#chart", {drawn}, {{ mode: "vega-lite", renderer: "svg", actions: false }}));'
        "</script></body></html>"
    )
