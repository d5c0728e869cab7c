"""Frames as tables for people: money right-aligned and exact, long texts cut, how many rows there are."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from html import escape

import polars as pl

from warehouse.notebook.prose import put, say

_TEXT_LIMIT = 70
_LONG = 24


def _shown(value: object) -> str:
    if value is None:
        return '<span style="color:#aaa">—</span>'
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        # Money has its two decimals; what has more of them is no money, and its zeros say nothing.
        whole, point, decimals = text.partition(".")
        return text if len(decimals) <= 2 else (whole + point + decimals.rstrip("0")).rstrip(".")
    if isinstance(value, float):
        return f"{value:,.4g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    text = " ".join(str(value).split())
    if len(text) > _TEXT_LIMIT:
        return f'<span title="{escape(text)}">{escape(text[:_TEXT_LIMIT])}…</span>'
    return escape(text)


def _room(value: object) -> str:
    """Long texts get some width, so that they do not become towers of single words."""
    return ";min-width:13em" if isinstance(value, str) and len(value) > _LONG else ""


def table_html(frame: pl.DataFrame, rows: int = 10) -> str:
    """The first rows as an HTML table."""
    right = {name for name, kind in frame.schema.items() if kind.is_numeric()}
    style = {
        name: "text-align:right;font-variant-numeric:tabular-nums" if name in right else "text-align:left"
        for name in frame.columns
    }
    head = "".join(f'<th style="{style[name]}">{escape(name)}</th>' for name in frame.columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{style[name]}{_room(value)}">{_shown(value)}</td>'
            for name, value in zip(frame.columns, row, strict=True)
        )
        + "</tr>"
        for row in frame.head(rows).iter_rows()
    )
    left_out = frame.height - min(rows, frame.height)
    if frame.height == 0:
        note = say("no rows", "没有数据")
    elif left_out:
        note = say(f"{rows} of {frame.height:,} rows", f"共 {frame.height:,} 行，显示前 {rows} 行")
    else:
        note = say(f"{frame.height:,} row{'s' * (frame.height > 1)}", f"共 {frame.height:,} 行")
    return (
        f'<div class="rows" style="overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f'<p style="color:#777;font-size:.85em;margin:.2em 0">{note}</p></div>'
    )


def show(frame: pl.DataFrame, rows: int = 10) -> None:
    put(table_html(frame, rows))
