"""The look of the charts: few lines, large Chinese labels, colours that the colour-blind can tell apart.

The colours are those of Okabe and Ito (2008), darkest first so that they also differ in grey print.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt

from warehouse.notebook.fonts import STACK

BLUE = "#0072B2"
ORANGE = "#D55E00"
GREY = "#9AA0A6"
COLOURS = [BLUE, ORANGE, "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7A5195", "#666666"]
#: the colour of text on each of them, so that it can be read.
INKS = ["white", "white", "white", "#222", "#222", "#222", "white", "white"]
WIDTH = 640


def _theme() -> alt.theme.ThemeConfig:
    text: dict[str, Any] = {"labelFont": STACK, "titleFont": STACK, "labelFontSize": 12, "titleFontSize": 12}
    config: dict[str, Any] = {
        "config": {
            "font": STACK,
            "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 320},
            "background": "white",
            "padding": 8,
            "title": {
                "font": STACK,
                "fontSize": 16,
                "fontWeight": 600,
                "anchor": "start",
                "offset": 12,
                "subtitleFont": STACK,
                "subtitleFontSize": 12,
                "subtitleColor": "#555",
            },
            "axis": {
                **text,
                "labelLimit": 320,
                "titleFontWeight": 400,
                "titleColor": "#444",
                "labelColor": "#222",
                "gridColor": "#E5E7EB",
                "domainColor": "#888",
                "tickColor": "#888",
            },
            "axisY": {"labelPadding": 6},
            "header": {**text, "labelLimit": 260, "labelFontWeight": 600},
            "legend": {**text, "labelLimit": 260, "orient": "top", "titleFontWeight": 400},
            "text": {"font": STACK, "fontSize": 12, "color": "#222"},
            "bar": {"color": BLUE},
            "line": {"color": BLUE, "strokeWidth": 2.5},
            "point": {"color": BLUE, "filled": True, "size": 70},
            "range": {"category": COLOURS},
        }
    }
    return cast(alt.theme.ThemeConfig, config)


def use_theme() -> None:
    """Make it the theme of this session."""
    alt.theme.register("warehouse", enable=True)(_theme)
