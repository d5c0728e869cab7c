"""A flow (Sankey) of money from one grouping to another: the width of a band is its amount."""

from __future__ import annotations

from decimal import Decimal

import altair as alt
import polars as pl

from warehouse.notebook.charts import Chart, _title, short
from warehouse.notebook.money import MoneyUnit, money_unit
from warehouse.notebook.prose import say
from warehouse.notebook.theme import COLOURS, WIDTH

_HEIGHT = 430.0
_GAP = 12.0
_STEPS = 24
_LEFT, _RIGHT = 0.0, 1.0
_LABEL_ROOM = 200


def _kept(frame: pl.DataFrame, column: str, value: str, most: int) -> pl.DataFrame:
    """The largest groups by name; the others become one."""
    order = frame.group_by(column).agg(pl.col(value).sum()).sort(value, descending=True)[column].to_list()
    rest = say("others", "其他")
    names = {name: (name if place < most else rest) for place, name in enumerate(order)}
    return frame.with_columns(pl.col(column).replace_strict(names, default=rest))


def _nodes(frame: pl.DataFrame, column: str, value: str, scale: float) -> dict[str, list[float]]:
    """Top of each node, largest first, with a gap between; the second figure is where its next band begins."""
    totals = frame.group_by(column).agg(pl.col(value).sum()).sort(value, descending=True)
    rest = say("others", "其他")
    rows = sorted(totals.iter_rows(), key=lambda row: row[0] == rest)
    used = sum(float(row[1]) * scale for row in rows) + _GAP * (len(rows) - 1)
    top = (_HEIGHT - used) / 2
    nodes: dict[str, list[float]] = {}
    for name, amount in rows:
        height = float(amount) * scale
        nodes[name] = [top, top, top + height, float(amount)]
        top += height + _GAP
    return nodes


def flow(
    frame: pl.DataFrame, source: str, target: str, value: str, *, title: str, subtitle: str = "", most: int = 7
) -> Chart:
    """Bands from the `source` groups (left) to the `target` groups (right): at most `most` a side, and one rest."""
    named = frame.filter(pl.col(value) > 0).with_columns(
        pl.col(source, target).cast(pl.String).fill_null(say("not itemised", "未分经济科目"))
    )
    links = (
        _kept(_kept(named, source, value, most), target, value, most)
        .group_by(source, target)
        .agg(pl.col(value).sum())
        .sort(value, descending=True)
    )
    total = float(sum(links[value].to_list()))
    groups = max(links[source].n_unique(), links[target].n_unique(), 1)
    scale = (_HEIGHT - _GAP * (groups - 1)) / total if total else 0.0
    left, right = _nodes(links, source, value, scale), _nodes(links, target, value, scale)
    unit = money_unit(links[value].to_list())
    places = {name: place for place, name in enumerate(left)}
    bands = pl.DataFrame(_bands(links, source, target, value, scale, left, right, places))
    marks = pl.DataFrame([*_marks(left, _LEFT, unit), *_marks(right, _RIGHT, unit)])
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(left))]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[_LEFT, _RIGHT], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False))
    areas = (
        alt.Chart(bands)
        .mark_area(opacity=0.55, interpolate="linear")
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="band:N",
            color=alt.Color("source:N", legend=None, scale=alt.Scale(domain=list(left), range=colours)),
            tooltip=[
                alt.Tooltip("source:N"),
                alt.Tooltip("target:N"),
                alt.Tooltip("exact:N", title=say("amount", "金额")),
            ],
        )
    )
    base = alt.Chart(marks)
    ends = base.mark_rule(strokeWidth=7, color="#333").encode(x=x, y=y, y2="y2:Q")
    layers: list[Chart] = [areas, ends]
    for side, shift in ((_LEFT, -10), (_RIGHT, 10)):
        layers.append(
            base.transform_filter(alt.datum.x == side)
            .mark_text(
                align="right" if shift < 0 else "left", dx=shift, baseline="middle", clip=False, limit=_LABEL_ROOM
            )
            .encode(x=x, y=alt.Y("middle:Q", axis=None), text="text:N")
        )
    return alt.layer(*layers).properties(title=_title(title, subtitle), width=WIDTH - 240, height=_HEIGHT)


def _bands(
    links: pl.DataFrame,
    source: str,
    target: str,
    value: str,
    scale: float,
    left: dict[str, list[float]],
    right: dict[str, list[float]],
    places: dict[str, int],
) -> list[dict[str, object]]:
    """Points along the edges of each band; bands leave and arrive in the order of the other side, so that few cross."""
    order_right = {name: place for place, name in enumerate(right)}
    rows = list(links.select(source, target, value).iter_rows())
    starts: dict[tuple[str, str], float] = {}
    for name, other, amount in sorted(rows, key=lambda row: (places[row[0]], order_right[row[1]])):
        starts[name, other] = left[name][1]
        left[name][1] += float(amount) * scale
    found: list[dict[str, object]] = []
    for name, other, amount in sorted(rows, key=lambda row: (order_right[row[1]], places[row[0]])):
        height = float(amount) * scale
        begin, end = starts[name, other], right[other][1]
        right[other][1] += height
        for step in range(_STEPS + 1):
            at = step / _STEPS
            eased = at * at * (3 - 2 * at)
            y = begin + (end - begin) * eased
            found.append(
                {
                    "band": f"{name} → {other}",
                    "source": name,
                    "target": other,
                    "x": at,
                    "y": y,
                    "y2": y + max(height, 0.6),
                    "exact": f"{Decimal(str(amount)):,.2f} 元",
                }
            )
    return found


def _marks(nodes: dict[str, list[float]], x: float, unit: MoneyUnit) -> list[dict[str, object]]:
    return [
        {
            "x": x,
            "y": top,
            "y2": bottom,
            "middle": (top + bottom) / 2,
            "text": f"{short(name, 24)} {unit.label(Decimal(str(amount)))}",
        }
        for name, (top, _, bottom, amount) in nodes.items()
    ]
