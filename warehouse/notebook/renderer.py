"""Charts in JupyterLab, in exported pages and in PNG or SVG, all without a network.

JupyterLab carries its own Vega-Lite 5, which wants a valid MIME type and a specification of version 5: Altair's own
renderers either load scripts from afar or give a type that JupyterLab does not know. What the charts of this kit use is
the same in both versions, so the schema is named again and nothing else changes.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from warehouse.notebook.fonts import register_fonts

MIME_TYPE = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
#: the version of Vega-Lite that pages and pictures are drawn with; the newest of the schema that JupyterLab speaks.
VEGA_LITE = "5.21"


def as_version_5(specification: dict[str, Any]) -> dict[str, Any]:
    return {**specification, "$schema": SCHEMA}


def _bundle(specification: dict[str, Any], **_options: Any) -> dict[str, Any]:
    return {MIME_TYPE: as_version_5(specification), "text/plain": "<chart>"}


def use_renderer() -> None:
    """Make it the renderer of this session; charts may have any number of rows."""
    alt.renderers.register("warehouse", _bundle)
    alt.renderers.enable("warehouse")
    alt.data_transformers.disable_max_rows()


def to_png(specification: dict[str, Any], scale: float = 2.0) -> bytes:
    """The chart as a picture, with Chinese labels."""
    import vl_convert

    register_fonts()
    picture: bytes = vl_convert.vegalite_to_png(as_version_5(specification), vl_version=VEGA_LITE, scale=scale)
    return picture


def to_svg(specification: dict[str, Any]) -> str:
    """The chart as SVG, with Chinese labels."""
    import vl_convert

    register_fonts()
    drawing: str = vl_convert.vegalite_to_svg(as_version_5(specification), vl_version=VEGA_LITE)
    return drawing


def scripts() -> str:
    """The scripts that draw charts in a page, in one piece: `vegaEmbed` stands in `window` once they ran."""
    import vl_convert

    bundler: Any = vl_convert.javascript_bundle
    bundle: str = bundler(vl_version=VEGA_LITE)
    return bundle
