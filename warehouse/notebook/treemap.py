"""A treemap: areas in proportion to amounts, in groups, as square as possible (Bruls, Huizing, van Wijk 2000)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import altair as alt
import polars as pl

from warehouse.notebook.charts import Chart, _title, drawable, short
from warehouse.notebook.money import money_unit
from warehouse.notebook.prose import say
from warehouse.notebook.theme import COLOURS, INKS, WIDTH

_HEIGHT = 420.0
_WIDTH = float(WIDTH + 60)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the drawing, from the top left corner."""

    x: float
    y: float
    width: float
    height: float


def squarified(weights: list[float], area: Area) -> list[Area]:
    """A rectangle for each weight (largest first), together filling the area."""
    total = sum(weights)
    if not weights or total <= 0:
        return [Area(area.x, area.y, 0.0, 0.0) for _ in weights]
    scale = area.width * area.height / total
    sizes = [weight * scale for weight in weights]
    placed: list[Area] = []
    rest = area
    row: list[float] = []
    for size in sizes:
        side = min(rest.width, rest.height)
        if row and _worst([*row, size], side) > _worst(row, side):
            placed, rest = _laid(row, rest, placed)
            row = []
        row.append(size)
    return _laid(row, rest, placed)[0]


def _worst(row: list[float], side: float) -> float:
    total = sum(row)
    smallest, largest = min(row), max(row)
    if smallest <= 0 or side <= 0:
        return float("inf")
    return max(side * side * largest / (total * total), total * total / (side * side * smallest))


def _laid(row: list[float], rest: Area, placed: list[Area]) -> tuple[list[Area], Area]:
    total = sum(row)
    areas = list(placed)
    if rest.width >= rest.height:
        depth = total / rest.height if rest.height else 0.0
        y = rest.y
        for size in row:
            height = size / depth if depth else 0.0
            areas.append(Area(rest.x, y, depth, height))
            y += height
        return areas, Area(rest.x + depth, rest.y, max(0.0, rest.width - depth), rest.height)
    depth = total / rest.width if rest.width else 0.0
    x = rest.x
    for size in row:
        width = size / depth if depth else 0.0
        areas.append(Area(x, rest.y, width, depth))
        x += width
    return areas, Area(rest.x, rest.y + depth, rest.width, max(0.0, rest.height - depth))


def treemap(frame: pl.DataFrame, group: str, label: str, value: str, *, title: str, subtitle: str = "") -> Chart:
    """Areas of `label` inside areas of `group`. Amounts of zero or below take no area and are left out."""
    kept = frame.filter(pl.col(value) > 0).with_columns(
        pl.col(group, label).cast(pl.String).fill_null(say("not itemised", "未分经济科目"))
    )
    groups = kept.group_by(group, maintain_order=True).agg(pl.col(value).sum()).sort(value, descending=True)
    outer = squarified([float(item) for item in groups[value].to_list()], Area(0.0, 0.0, _WIDTH, _HEIGHT))
    unit = money_unit(kept[value].to_list())
    rows = []
    for place, (name, area) in enumerate(zip(groups[group].to_list(), outer, strict=True)):
        inside = kept.filter(pl.col(group) == name).sort(value, descending=True)
        weights = [float(item) for item in inside[value].to_list()]
        for line, box in zip(inside.iter_rows(named=True), squarified(weights, area), strict=True):
            rows.append(
                {
                    "group": short(name, 32) if place < len(COLOURS) - 1 else say("others", "其他"),
                    "label": line[label],
                    "x": box.x,
                    "x2": box.x + box.width,
                    "y": box.y,
                    "y2": box.y + box.height,
                    "text": _fitting(str(line[label]), box),
                    "figure": unit.label(Decimal(str(line[value]))) if box.width > 78 and box.height > 40 else "",
                    "ink": INKS[min(place, len(COLOURS) - 1)],
                    "amount_yuan": line[value],
                }
            )
    drawn, _, _ = drawable(pl.DataFrame(rows), "amount_yuan")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False))
    base = alt.Chart(drawn)
    boxes = base.mark_rect(stroke="white", strokeWidth=1.5).encode(
        x=x,
        x2="x2:Q",
        y=y,
        y2="y2:Q",
        color=alt.Color("group:N", title=None, sort=None, legend=alt.Legend(columns=4)),
        tooltip=["group:N", "label:N", alt.Tooltip("_exact:N", title=say("amount", "金额"))],
    )
    corner = {"x": alt.X("x:Q", axis=None), "y": alt.Y("y:Q", axis=None)}
    ink = alt.Color("ink:N", scale=None)
    names = base.mark_text(align="left", baseline="top", dx=5, dy=5, fontWeight=600).encode(
        **corner, text="text:N", color=ink
    )
    figures = base.mark_text(align="left", baseline="top", dx=5, dy=22, fontSize=11).encode(
        **corner, text="figure:N", color=ink
    )
    return alt.layer(boxes, names, figures).properties(title=_title(title, subtitle), width=_WIDTH, height=_HEIGHT)


def _fitting(text: str, box: Area) -> str:
    """What of a label fits into its box: nothing where it would be two characters."""
    room = int((box.width - 8) / 12.5)
    if box.height < 20 or room < 3:
        return ""
    return short(text, 2 * room)
