"""Which amount column is the sum of which: by its group of headings first, else by what the columns measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.statements.tables.measures import ALONE, CHANGE
from loaders.statements.tables.model import Column
from loaders.statements.tables.words import whole_of

_ALL = "total_with_meeting_training"


def with_parents(columns: tuple[Column, ...], paths: tuple[tuple[str, ...], ...], kind: str) -> tuple[Column, ...]:
    """The same columns, each tied to the column that sums it up."""
    columns = _with_meetings(columns, paths) if kind == "three_public" else columns
    known = {column.measure for column in columns}
    named: list[Column] = []
    for position, column in enumerate(columns):
        before = columns[position - 1] if position else None
        if before is not None and paths[column.index][-1:] and paths[column.index][-1].startswith("其中"):
            # 财政拨款/金额 | 财政拨款/其中:经费拨款 is not two amounts but one and a part of it.
            # An item of 三公 is one of its own, whatever it is a part of.
            is_lone = kind != "three_public" and _is_lone_part(column, columns[position + 1 :], paths)
            again = before.measure == column.measure or is_lone
            column = replace(column, is_of_which=column.is_of_which or again)
        titled = _with_lost_title(column, columns[position + 1 : position + 3], known, paths, kind)
        named.append(replace(titled, parent=_sum_over(column, columns, paths)))
    single = {column.measure: column.index for column in named if sum(c.measure == column.measure for c in named) == 1}
    grand = _grand_sum(named)
    any_heading = any(column.heading for column in named)
    out: list[Column] = []
    for column in named:
        by_group = next((other for other in named if other.index == column.parent), None)
        if by_group is not None and by_group.measure == column.measure:
            parent = column.parent
        else:
            parent = single.get(whole_of().get(column.measure, ""), column.parent)
        if parent is None and column.heading and column.index != grand:
            parent = grand
        is_free = (
            column.is_of_which
            or column.measure == CHANGE
            or parent == column.index
            or (any_heading and not column.heading)
        )
        out.append(replace(column, parent=None if is_free else parent))
    return tuple(out)


def _is_lone_part(column: Column, following: Sequence[Column], paths: tuple[tuple[str, ...], ...]) -> bool:
    """Does 其中：… name one part only, without the others beside it (其中：购置费 | 运行费 are all parts)?"""
    group = paths[column.index][:-1]
    beside = [other for other in following if paths[other.index][:-1] == group and not other.is_sum]
    return not any(other.measure != column.measure and other.measure not in ALONE for other in beside)


def _with_lost_title(
    column: Column, following: Sequence[Column], known: set[str], paths: tuple[tuple[str, ...], ...], kind: str
) -> Column:
    """A lost group title: 小计 | 人员经费 | 公用经费 is the basic expenditure."""
    is_bare_sum = column.measure == "total" and column.is_sum and "小计" in paths[column.index][-1:]
    is_possible = (
        is_bare_sum and kind in {"general_public", "expenditure", "appropriation_expenditure"} and "basic" not in known
    )
    if is_possible and [other.measure for other in following] == ["personnel", "public"]:
        return replace(column, measure="basic")
    return column


def _sum_over(column: Column, columns: Sequence[Column], paths: tuple[tuple[str, ...], ...]) -> int | None:
    """The sum column of the nearest group of headings that a column stands in; for a sum, of the group around it."""
    group = paths[column.index][:-1]
    best: tuple[int, int] | None = None
    for other in columns:
        if other.index == column.index or not other.is_sum or other.is_of_which:
            continue
        around = paths[other.index][:-1]
        inside = group[: len(around)] == around and (not column.is_sum or len(around) < len(group))
        if inside and (best is None or len(around) > best[0]):
            best = (len(around), other.index)
    return best[1] if best else None


def _grand_sum(columns: Sequence[Column]) -> int | None:
    """The column of the row's grand total: a sum column outside any group, else the only 'total'."""
    outside = [column for column in columns if column.is_sum and "/" not in column.heading]
    if len(outside) == 1:
        return outside[0].index
    totals = [column for column in columns if column.measure == "total"]
    return totals[0].index if len(totals) == 1 else None


def _with_meetings(columns: tuple[Column, ...], paths: tuple[tuple[str, ...], ...]) -> tuple[Column, ...]:
    """合计 over a group of 三公 with 会议费 and 培训费 beside it is the total of them all, in each block of years."""
    out: list[Column] = []
    for column in columns:
        around = paths[column.index][:-1]
        block = [other for other in columns if paths[other.index][: len(around)] == around]
        measured = {other.change_of or other.measure for other in block}
        of_items = [other for other in block if _measured(other) == "total" and other.index != column.index]
        is_over_all = (
            _measured(column) == "total"
            and bool(measured & {"meeting", "training"})
            and any(len(paths[other.index]) > len(around) + 1 for other in of_items)
            and not any("三公" in part for part in paths[column.index])
        )
        if not is_over_all:
            out.append(column)
        elif column.measure == CHANGE:
            out.append(replace(column, change_of=_ALL))
        else:
            out.append(replace(column, measure=_ALL))
    return tuple(out)


def _measured(column: Column) -> str:
    return column.change_of or column.measure
