"""Changes of layout that change no fact: each takes a transcript and gives it laid out differently.

A sheet that a change does not apply to (no code column, no total) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from loaders.text import folded
from tests.documents.transcripts.code_columns import all_pairs, code_joined, code_split, codes_absent, name_first
from tests.documents.transcripts.columns import Change, each_table, is_amounts, is_plain, paths, rearranged, texts
from tests.documents.transcripts.model import Sheet, Table, Typed
from tests.documents.transcripts.money_unit import in_yuan, unit_told
from tests.documents.transcripts.wording import (
    blanks_in_labels,
    chinese,
    headings_renamed,
    is_figure,
    number_below,
    texts_changed,
    titled,
    wide_digits,
)


def groups_turned(table: Table, sheet: Sheet) -> Table:
    """The groups of amount columns right of the texts in reverse order."""
    over = paths(table)
    first = next((c for c in range(table.width) if is_amounts(table, c)), table.width)
    rest = range(first, table.width)
    if sheet.kind in {"summary", "appropriation"} or not all(is_amounts(table, c) or not texts(table, c) for c in rest):
        return table
    if not over or any(text.startswith("其中") for path in over for text in path) or not all(over[c] for c in rest):
        return table
    if any(cell.across > 1 for cell in table.body()):
        return table
    groups: list[list[int]] = []
    for column in rest:
        if groups and over[groups[-1][0]][0] == over[column][0] and len(over[column]) > 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return rearranged(table, [*range(first), *(column for group in reversed(groups) for column in group)])


def total_moved(table: Table, sheet: Sheet) -> Table:
    """The row of the total at the other end of the table."""
    if sheet.kind in {"summary", "appropriation"} or any(cell.down > 1 for cell in table.body()):
        return table
    rows = range(table.head_height, table.height)
    totals = [
        row for row in rows if any(c.row == row and re.fullmatch("合计|总计", folded(c.text)) for c in table.body())
    ]
    if len(totals) != 1 or len(rows) < 2 or totals[0] not in (rows[0], rows[-1]):
        return table
    total = totals[0]
    by = -1 if total == rows[0] else 1
    target = rows[-1] if total == rows[0] else rows[0]
    cells = [
        cell if cell.row < table.head_height else replace(cell, row=target if cell.row == total else cell.row + by)
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def extra_column(at_front: bool, heading: str, value: Callable[[int], str]) -> Change:
    def change(table: Table, sheet: Sheet) -> Table:
        if not table.head_height:
            return table
        column = 0 if at_front else table.width
        order: list[int | None] = [*range(table.width)]
        order.insert(column, None)
        wide = rearranged(table, order)
        cells = [*wide.cells, Typed(0, column, heading, 1, table.head_height)]
        for row in range(table.head_height, table.height):
            if text := value(row - table.head_height):
                cells.append(Typed(row, column, text))
        return replace(wide, cells=tuple(cells))

    return each_table(change)


def blank_rows(table: Table, sheet: Sheet) -> Table:
    """An empty row after every third one, where no merged cell is cut."""
    covered = {cell.row + by for cell in table.body() for by in range(1, cell.down)}
    moved: dict[int, int] = {}
    extra = 0
    for row in range(table.height):
        if row > table.head_height and (row - table.head_height) % 3 == 0 and row not in covered:
            extra += 1
        moved[row] = row + extra
    return replace(table, height=table.height + extra, cells=tuple(replace(c, row=moved[c.row]) for c in table.cells))


def noted(table: Table, sheet: Sheet) -> Table:
    """Signatures and a note that speaks of totals in the rows below."""
    last = table.height
    extra = (
        Typed(last, 0, "注：本表合计与分项之和因四舍五入可能略有差异，总计以汇总数为准。", max(1, table.width)),
        Typed(last + 1, 0, "单位负责人："),
        Typed(last + 1, max(1, table.width - 1), "填表人："),
    )
    return replace(table, height=last + 2, cells=(*table.cells, *extra)) if table.width > 1 else table


def dashed(table: Table, sheet: Sheet) -> Table:
    """A dash where an amount is blank."""
    filled = {
        (cell.row + down, cell.column + across)
        for cell in table.cells
        for down in range(cell.down)
        for across in range(cell.across)
    }
    columns = [column for column in range(table.width) if is_amounts(table, column)]
    extra = [
        Typed(row, column, "-")
        for row in range(table.head_height, table.height)
        for column in columns
        if (row, column) not in filled
    ]
    return replace(table, cells=(*table.cells, *extra))


def lines_numbered(table: Table, sheet: Sheet) -> Table:
    """行次 beside every list of a balance, counted through, as the system for final accounts prints it."""
    if sheet.kind not in {"summary", "appropriation"} or table.head_height < 2 or not is_plain(table):
        return table
    if len(sheet.tables) > 1:
        return table
    labels = [
        c
        for c in range(table.width - 1)
        if not is_amounts(table, c) and is_amounts(table, c + 1) and not any("次" in text for text in paths(table)[c])
    ]
    order: list[int | None] = []
    for column in range(table.width):
        order += [column, None] if column in labels else [column]
    if len(labels) != 2:
        return table
    wide = rearranged(table, order)
    cells = list(wide.cells)
    rows = range(table.head_height, table.height)
    for side, column in enumerate(at for at, old in enumerate(order) if old is None):
        group = next((c for c in wide.cells if c.row == 0 and c.column <= column - 1 < c.column + c.across), None)
        if (
            group is not None
            and group.column + group.across == column
            and any(c.row == 0 and c.column == column + 1 and c.text == group.text for c in wide.cells)
        ):
            other = next(c for c in cells if c.row == 0 and c.column == column + 1)
            cells = [c for c in cells if c not in (group, other)]
            cells.append(replace(group, across=group.across + 1 + other.across))
        cells.append(Typed(table.head_height - 1, column, "行次"))
        cells += [Typed(row, column, str(side * len(rows) + at)) for at, row in enumerate(rows, 1)]
    return replace(wide, cells=tuple(cells))


CHANGES: Mapping[str, Change] = {
    "groups_turned": each_table(groups_turned),
    "name_first": each_table(all_pairs(name_first)),
    "other_unit": in_yuan,
    "joined_blank": code_joined("{code} {name}"),
    "joined_dash": code_joined("{code}-{name}"),
    "joined_bracket": code_joined("[{code}]{name}"),
    "segments": each_table(all_pairs(code_split)),
    "codes_absent": each_table(all_pairs(codes_absent)),
    "total_moved": each_table(total_moved),
    "title_表一": titled(lambda bare, number: f"表{chinese(number)} {bare}"),
    "title_附表1": titled(lambda bare, number: f"附表{number}：{bare}"),
    "title_部门公开表1": titled(lambda bare, number: f"部门公开表{number} {bare}"),
    "number_below": number_below,
    "ordinals": extra_column(True, "序号", lambda row: str(row + 1)),
    "remarks": extra_column(False, "备注", lambda row: "详见说明" if row == 1 else ""),
    "blank_rows": each_table(blank_rows),
    "headings_renamed": each_table(headings_renamed),
    "notes_below": each_table(noted),
    "dashes": each_table(dashed),
    "wide_digits": texts_changed(wide_digits),
    "currency": texts_changed(lambda text: f"￥{text}" if is_figure(text) else text),
    "blanks_in_labels": texts_changed(blanks_in_labels),
    "blanks_in_headings": texts_changed(blanks_in_labels, head=True),
    "unit_in_two_cells": unit_told("cells"),
    "unit_in_title": unit_told("title"),
    "unit_in_headings": unit_told("headings"),
    "line_numbers": each_table(lines_numbered),
}
#: what a change takes from a fact: fields of `Fact` that are not compared
NOT_COMPARED: Mapping[str, tuple[str, ...]] = {
    "codes_absent": ("codes", "label"),
    "headings_renamed": ("fund_source", "label"),
    "unit_in_headings": ("fund_source", "label"),
}
