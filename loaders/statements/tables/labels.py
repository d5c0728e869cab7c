"""What a row is by its label alone: a total, a subtotal, carry-over, an item of 三公 or of procurement."""

from __future__ import annotations

import re

from loaders.statements.tables.measures import measure_of, stage_of
from loaders.statements.tables.numbering import without_mark
from loaders.statements.tables.words import pattern
from loaders.text import folded
from loaders.titles import year_in

_ITEM_NUMBER = re.compile(r"^(?:其中:?)?[\d一二三四五()（）、.:]*")


def is_total_label(text: str) -> bool:
    return bool(pattern("totals").search(folded(text)))


def is_subtotal_label(text: str) -> bool:
    return bool(pattern("subtotals").search(folded(text)))


def is_carryover_label(text: str) -> bool:
    """Money that comes from the year before."""
    return bool(pattern("carryover").search(folded(text))) and not is_closing_label(text)


def is_closing_label(text: str) -> bool:
    """Money that goes to the next year."""
    return bool(pattern("closing").search(folded(text)))


def is_count_label(text: str) -> bool:
    """A row that counts things (公务用车保有量（辆）): no money."""
    return bool(pattern("counts").search(folded(text)))


def stage_by_label(text: str) -> tuple[str | None, int | None]:
    """(stage, fiscal year) of a row that is called 预算数, 决算数, 2031年预算数 or 2031年 and nothing else."""
    bare = folded(text)
    return (stage_of((bare,)), year_in(bare)) if pattern("row_stage").search(bare) else (None, None)


def measure_by_label(label: str | None) -> str | None:
    """`A-货物`, `B-工程`, `C-服务`: a procurement table that measures one thing measures them by row."""
    bare = without_mark(label or "")
    for measure, words in (("procurement_small_micro", "(?:小型|微型|小微)企业"), ("procurement_sme", "中小企业")):
        if re.search(words, bare):
            return measure
    for measure, word in (("goods", "货物"), ("works", "工程"), ("services", "服务")):
        if re.fullmatch(rf"[ABC]?[-—]?(?:政府采购)?{word}(?:类|采购)?(?:支出|预算)?(?:金额)?", bare):
            return measure
    return None


def three_public_measure(label: str | None) -> str | None:
    """The item of 三公 that a row's label names, where the items are rows."""
    found = measure_of((_ITEM_NUMBER.sub("", folded(label or "")),), "three_public")
    return found[0] if found else None
