"""Charts of money and counts: every one has a title that states what it shows, and a unit on its axis.

A frame keeps exact decimals. For drawing, amounts are divided by the unit that suits the largest of them, labels are
written from the exact values, and the tooltip gives yuan to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import altair as alt
import polars as pl

from warehouse.notebook.money import MoneyUnit, money_unit
from warehouse.notebook.prose import say
from warehouse.notebook.renderer import to_png, to_svg
from warehouse.notebook.theme import BLUE, ORANGE, WIDTH
from warehouse.output import width_of

#: Altair's chart classes; their own annotations do not tell which of them a method gives.
Chart: TypeAlias = Any

#: columns that hold money end so; others are plain numbers.
MONEY_SUFFIX = "_yuan"
#: columns of a label; a Chinese character takes two.
_LABEL_LIMIT = 44
_FEW = 10


def short(text: object, limit: int = _LABEL_LIMIT) -> str:
    """A label that fits."""
    words = " ".join(str(text).split())
    if width_of(words) <= limit:
        return words
    while width_of(words) > limit - 1:
        words = words[:-1]
    return words + "…"


def drawable(frame: pl.DataFrame, value: str) -> tuple[pl.DataFrame, str, MoneyUnit | None]:
    """The frame with `_value` (to draw), `_label` and `_exact` (to read); what the axis says; the unit of money."""
    amounts: list[Any] = frame[value].to_list()
    unit = money_unit(amounts) if value.endswith(MONEY_SUFFIX) else None
    if unit is not None:
        values = [None if amount is None else float(unit.of(amount)) for amount in amounts]
        labels = ["—" if amount is None else unit.label(amount).removesuffix(f" {unit.name}") for amount in amounts]
        exact = ["—" if amount is None else f"{amount:,.2f} 元" for amount in amounts]
        title = unit.axis
    else:
        values = [None if amount is None else float(amount) for amount in amounts]
        labels = ["—" if amount is None else _plain(amount) for amount in amounts]
        exact = labels
        title = ""
    drawn = frame.with_columns(
        pl.Series("_value", values, dtype=pl.Float64),
        pl.Series("_label", labels, dtype=pl.String),
        pl.Series("_exact", exact, dtype=pl.String),
    )
    # Decimals would travel to the page as text and sort as such.
    decimals = [name for name, kind in drawn.schema.items() if isinstance(kind, pl.Decimal)]
    return drawn.with_columns(pl.col(name).cast(pl.Float64) for name in decimals), title, unit


def _ticks(frame: pl.DataFrame, value: str) -> alt.Axis:
    """Things that are counted get no ticks between them."""
    if not frame.schema[value].is_integer():
        return alt.Axis()
    largest = max((int(item) for item in frame[value].to_list() if item is not None), default=0)
    if 0 <= largest <= _FEW:
        return alt.Axis(values=list(range(largest + 1)), format="d")
    return alt.Axis(tickMinStep=1, format=",d")


def _plain(amount: object) -> str:
    if isinstance(amount, int):
        return f"{amount:,}"
    text = f"{Decimal(str(amount)):,.2f}"
    return text.rstrip("0").rstrip(".")


def _named(frame: pl.DataFrame, label: str, *, each_row: bool = False) -> pl.DataFrame:
    """`_name`: the label cut to fit; two long names (or, with `each_row`, two rows) never share a bar."""
    seen: dict[str, str] = {}
    names = []
    for text in frame[label].to_list():
        full = say("(not named)", "（未列名称）") if text is None else str(text)
        name = short(full)
        while name in seen and (each_row or seen[name] != full):
            name += "′"
        seen[name] = full
        names.append(name)
    return frame.with_columns(pl.Series("_name", names, dtype=pl.String))


def bars(
    frame: pl.DataFrame,
    label: str,
    value: str,
    *,
    title: str,
    subtitle: str = "",
    axis: str = "",
    highlight: object = None,
) -> Chart:
    """Horizontal bars in the order of the frame, each with its figure. `highlight` is the label to set off."""
    drawn, unit_title, _ = drawable(_named(frame, label, each_row=True), value)
    y = alt.Y("_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=340, domain=False, ticks=False))
    colour = (
        alt.condition(alt.datum[label] == highlight, alt.value(ORANGE), alt.value(BLUE))
        if highlight is not None
        else alt.value(BLUE)
    )
    base = alt.Chart(drawn).encode(y=y)
    drawing = base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X("_value:Q", title=axis or unit_title, scale=alt.Scale(zero=True, padding=0), axis=_ticks(frame, value)),
        color=colour,
        tooltip=[
            alt.Tooltip(f"{label}:N", title=say("name", "名称")),
            alt.Tooltip("_exact:N", title=axis or say("amount", "金额")),
        ],
    )
    text = base.mark_text(align="left", dx=4).encode(x="_value:Q", text="_label:N")
    return alt.layer(drawing, text).properties(
        title=_title(title, subtitle), width=WIDTH - 120, height=max(60, 26 * drawn["_name"].n_unique())
    )


def stacked(
    frame: pl.DataFrame,
    label: str,
    value: str,
    part: str,
    *,
    title: str,
    subtitle: str = "",
    axis: str = "",
    share: bool = False,
) -> Chart:
    """Bars made of parts; `share` stretches each to 100 %."""
    drawn, unit_title, _ = drawable(_named(frame, label), value)
    drawn = drawn.with_columns(pl.col(part).cast(pl.String).fill_null(say("(not named)", "（未列名称）")))
    x = alt.X(
        "_value:Q",
        stack="normalize" if share else "zero",
        title=say("share of the sum (%)", "占比（%）") if share else axis or unit_title,
        axis=alt.Axis(format="%") if share else _ticks(frame, value),
    )
    return (
        alt.Chart(drawn)
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=340, domain=False, ticks=False)),
            x=x,
            color=alt.Color(f"{part}:N", title=None, sort=None, legend=alt.Legend(columns=4)),
            order=alt.Order("_order:Q"),
            tooltip=[f"{label}:N", f"{part}:N", alt.Tooltip("_exact:N", title=say("amount", "金额"))],
        )
        .transform_window(_order="row_number()")
        .properties(title=_title(title, subtitle), width=WIDTH - 60, height=max(80, 28 * drawn["_name"].n_unique()))
    )


def lines(
    frame: pl.DataFrame,
    x: str,
    value: str,
    series: str | None = None,
    *,
    title: str,
    subtitle: str = "",
    axis: str = "",
    x_title: str = "",
) -> Chart:
    """A line for each series, with points; years are labels, never numbers with commas."""
    drawn, unit_title, _ = drawable(frame, value)
    encoding: dict[str, Any] = {
        "x": alt.X(f"{x}:O", title=x_title or None, axis=alt.Axis(labelAngle=0)),
        "y": alt.Y("_value:Q", title=axis or unit_title, scale=alt.Scale(zero=True), axis=_ticks(frame, value)),
        "tooltip": [
            f"{x}:O",
            *([f"{series}:N"] if series else []),
            alt.Tooltip("_exact:N", title=axis or say("amount", "金额")),
        ],
    }
    if series:
        encoding["color"] = alt.Color(f"{series}:N", title=None)
        encoding["shape"] = alt.Shape(f"{series}:N", legend=None)
    base = alt.Chart(drawn).encode(**encoding)
    return alt.layer(base.mark_line(), base.mark_point(size=80)).properties(
        title=_title(title, subtitle), width=WIDTH - 60, height=280
    )


def dots(
    frame: pl.DataFrame,
    x: str,
    y: str,
    *,
    title: str,
    x_title: str,
    y_title: str,
    label: str,
    subtitle: str = "",
    part: str | None = None,
) -> Chart:
    """One point a row: what stands where, and what stands apart."""
    decimals = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal)]
    drawn = frame.with_columns(pl.col(name).cast(pl.Float64) for name in decimals)
    encoding: dict[str, Any] = {
        "x": alt.X(f"{x}:Q", title=x_title, scale=alt.Scale(zero=False, nice=True)),
        "y": alt.Y(f"{y}:Q", title=y_title, scale=alt.Scale(zero=False, nice=True)),
        "tooltip": [f"{label}:N", alt.Tooltip(f"{x}:Q", title=x_title), alt.Tooltip(f"{y}:Q", title=y_title)],
    }
    if part:
        encoding["color"] = alt.Color(f"{part}:N", title=None)
        encoding["shape"] = alt.Shape(f"{part}:N", title=None)
    return (
        alt.Chart(drawn)
        .mark_point(opacity=0.65)
        .encode(**encoding)
        .properties(title=_title(title, subtitle), width=WIDTH - 60, height=320)
    )


def small_multiples(
    frame: pl.DataFrame,
    panel: str,
    label: str,
    value: str,
    *,
    title: str,
    subtitle: str = "",
    columns: int = 2,
    axis: str = "",
) -> Chart:
    """The same bars for each panel, on one scale."""
    drawn, unit_title, _ = drawable(_named(frame, label), value)
    names = [short(item, 36) for item in drawn[panel].to_list()]
    drawn = drawn.with_columns(pl.Series("_panel", names, dtype=pl.String))
    order = list(dict.fromkeys(names))
    base = alt.Chart(drawn).encode(
        y=alt.Y("_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=160, domain=False, ticks=False))
    )
    drawing = base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X("_value:Q", title=axis or unit_title, axis=alt.Axis(tickCount=3)),
        tooltip=[f"{panel}:N", f"{label}:N", alt.Tooltip("_exact:N", title=axis or say("amount", "金额"))],
    )
    text = base.mark_text(align="left", dx=3, fontSize=10).encode(x="_value:Q", text="_label:N")
    height = max(50, 22 * drawn["_name"].n_unique())
    return (
        alt.layer(drawing, text)
        .properties(width=(WIDTH - 140 * columns) // columns + 60, height=height)
        .facet(facet=alt.Facet("_panel:N", title=None, sort=order), columns=columns)
        .properties(title=_title(title, subtitle))
    )


def _title(title: str, subtitle: str) -> alt.TitleParams:
    return alt.TitleParams(text=_wrapped(title), subtitle=_wrapped(subtitle, 92) if subtitle else [])


def _wrapped(text: str, limit: int = 68) -> list[str]:
    """Lines of at most `limit` columns; a Chinese character takes two."""
    found: list[str] = []
    line = ""
    for word in _pieces(text):
        if line and width_of(line + word) > limit:
            found.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*found, line.rstrip()]


def _pieces(text: str) -> Sequence[str]:
    """Words with the blank before them; Chinese characters one by one."""
    pieces: list[str] = []
    for character in text:
        if character == " " or ord(character) > 0x2E80 or not pieces or ord(pieces[-1][-1]) > 0x2E80:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def save(chart: Any, path: str | Path) -> Path:
    """Write a chart as .png or .svg, with Chinese labels; .html is a page that needs no network."""
    from warehouse.errors import CallError

    target = Path(path)
    specification: dict[str, Any] = chart.to_dict()
    if target.suffix == ".png":
        target.write_bytes(to_png(specification))
    elif target.suffix == ".svg":
        target.write_text(to_svg(specification), encoding="utf-8")
    elif target.suffix == ".html":
        from warehouse.notebook.page import chart_page

        target.write_text(chart_page(specification), encoding="utf-8")
    else:
        raise CallError(f"{target.name}: a chart is written as .png, .svg or .html", "choose one of these endings")
    return target
