"""What a row is by its label alone: a total, a subtotal, carry-over, an item of 三公 or of procurement."""

from __future__ import annotations

import re

from loaders.statements.tables.columns import measure_of
from loaders.statements.tables.words import pattern
from loaders.text import folded

_ITEM_NUMBER = re.compile(r"^(?:其中:?)?[\d一二三四五()（）、.:]*")


def is_total_label(text: str) -> bool:
    return bool(pattern("totals").search(folded(text)))


def is_subtotal_label(text: str) -> bool:
    return bool(pattern("subtotals").search(folded(text)))


def is_carryover_label(text: str) -> bool:
    """Money that comes from the year before."""
    return bool(pattern("carryover").search(folded(text)))


def is_closing_label(text: str) -> bool:
    """Money that goes to the next year."""
    return bool(pattern("closing").search(folded(text)))


def measure_by_label(label: str | None) -> str | None:
    """`A-货物`, `B-工程`, `C-服务`: a procurement table of one amount column measures them by row."""
    bare = folded(label or "")
    for measure, word in (("goods", "货物"), ("works", "工程"), ("services", "服务")):
        if re.fullmatch(rf"[ABC]?[-—]?{word}(?:类|采购)?", bare):
            return measure
    return None


def three_public_measure(label: str | None) -> str | None:
    """The item of 三公 that a row's label names, where the items are rows."""
    found = measure_of((_ITEM_NUMBER.sub("", folded(label or "")),), "three_public")
    return found[0] if found else None
