"""Changes of layout that change no fact: each takes a transcript and gives it laid out differently.

A sheet that a change does not apply to (no code column, no total) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.amounts import Form, read_amount
from loaders.codes import scheme_of_code
from loaders.statements.tables.labels import is_total_label
from loaders.text import folded
from loaders.titles import bare_title
from tests.documents.transcripts.model import Sheet, Table, Transcript, Typed

Change = Callable[[Transcript], Transcript]
_UNIT = re.compile(r"(?<![万亿千百])元|万元")
_NO_MONEY = re.compile(r"%|率|比例|幅度|数量|序号|行次|栏次|单价|备注|台|人数|面积|编码|代码|^[类款项]$")
_CHINESE_NUMBERS = "一二三四五六七八九十"


# ---------------------------------------------------------------- columns of a table


def paths(table: Table) -> list[list[str]]:
    """The heading texts over each column, from the top."""
    out: list[list[str]] = [[] for _ in range(table.width)]
    for cell in sorted(table.head(), key=lambda cell: cell.row):
        for column in range(cell.column, cell.column + cell.across):
            out[column].append(folded(cell.text))
    return out


def texts(table: Table, column: int) -> list[str]:
    return [cell.text for cell in table.body() if cell.column == column]


def is_amounts(table: Table, column: int) -> bool:
    """Do figures with decimals stand in the column?"""
    found = texts(table, column)
    amounts = sum("." in text and read_amount(text).form is Form.NUMBER for text in found)
    return amounts > 0 and amounts * 2 > len(found)


def is_plain(table: Table) -> bool:
    """No cell of the body covers others."""
    return all(cell.across == cell.down == 1 for cell in table.body())


def code_and_name(table: Table, before: int | None = None) -> tuple[int, int] | None:
    """The last column of account codes (left of `before`) with the column of their names beside it."""
    over = paths(table)
    for column in reversed(range((table.width if before is None else before) - 1)):
        codes = [text for text in texts(table, column) if not is_total_label(text)]
        if not over[column] or not over[column + 1] or len(codes) < 1:
            continue
        is_code = all(re.fullmatch(r"\d{3}|\d{5}|\d{7}", text) and scheme_of_code(text) for text in codes)
        names = texts(table, column + 1)
        has_names = bool(names) and not any(read_amount(text).is_number for text in names)
        if is_code and has_names and re.search("名称|科目", over[column + 1][-1]):
            return column, column + 1
    return None


def rearranged(table: Table, order: Sequence[int | None]) -> Table:
    """The table with its columns in another order; None is a new blank column. Heads over columns that were apart are
    printed once for each run."""
    cells: list[Typed] = []
    at = {old: new for new, old in enumerate(order) if old is not None}
    for cell in table.cells:
        columns = sorted(at[c] for c in range(cell.column, cell.column + cell.across) if c in at)
        runs: list[list[int]] = []
        for column in columns:
            if runs and runs[-1][-1] == column - 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        cells += [replace(cell, column=run[0], across=len(run)) for run in runs]
    return replace(table, width=len(order), cells=tuple(cells))


def _each_table(change: Callable[[Table, Sheet], Table]) -> Change:
    def changed(transcript: Transcript) -> Transcript:
        sheets = (
            replace(sheet, tables=tuple(change(table, sheet) for table in sheet.tables)) for sheet in transcript.sheets
        )
        return replace(transcript, sheets=tuple(sheets))

    return changed


# ---------------------------------------------------------------- what is changed


def _groups_turned(table: Table, sheet: Sheet) -> Table:
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


def _all_pairs(change: Callable[[Table, int], Table | None]) -> Callable[[Table, Sheet], Table]:
    """The change made to every pair of code and name; all or none, as nobody would mix them."""

    def changed(table: Table, sheet: Sheet) -> Table:
        out, found = table, code_and_name(table)
        while found is not None:
            once = change(out, found[0])
            if once is None:
                return table
            out, found = once, code_and_name(out, found[0])
        return out

    return changed


def _name_first(table: Table, code: int) -> Table | None:
    if any(cell.across > 1 for cell in table.body()):
        return None
    return rearranged(table, [*range(code), code + 1, code, *range(code + 2, table.width)])


def _scaled(table: Table, factor: Decimal) -> Table:
    over = paths(table)
    money = {column for column in range(table.width) if holds_money(table, column, over[column])}
    cells = []
    for cell in table.cells:
        amount = read_amount(cell.text)
        is_money = cell.row >= table.head_height and cell.column in money and amount.value is not None
        cells.append(replace(cell, text=f"{(amount.value or Decimal(0)) * factor:,.6f}") if is_money else cell)
    return replace(table, cells=tuple(cells))


def holds_money(table: Table, column: int, over: Sequence[str]) -> bool:
    """Do figures stand in the column, that are no codes, counts, shares or ordinals?"""
    found = [read_amount(text) for text in texts(table, column)]
    numbers = sum(amount.is_number for amount in found)
    return numbers * 2 > len(found) and not any(_NO_MONEY.search(text) for text in over)


def _in_yuan(transcript: Transcript) -> Transcript:
    """万元 with six decimals where 元 was printed and the other way round. Sheets that print neither stay, and so do
    those printed rounded: in 元 their sums would be off by more than their figures show."""
    return replace(transcript, sheets=tuple(_sheet_in_yuan(sheet) for sheet in transcript.sheets))


def _sheet_in_yuan(sheet: Sheet) -> Sheet:
    printed = [*(text for note in sheet.notes for text in note), sheet.title]
    printed += [cell.text for table in sheet.tables for cell in table.head()]
    units = {match for text in printed for match in _UNIT.findall(text)}
    decimals = {read_amount(cell.text).decimals for table in sheet.tables for cell in table.body()}
    if units == {"万元"} and max(decimals, default=0) == 6:
        to_unit, factor = "元", Decimal(10_000)
    elif units == {"元"}:
        to_unit, factor = "万元", Decimal(1) / 10_000
    else:
        return sheet
    tables = []
    for table in sheet.tables:
        scaled = _scaled(table, factor)
        cells = (replace(c, text=_UNIT.sub(to_unit, c.text)) if c.row < table.head_height else c for c in scaled.cells)
        tables.append(replace(scaled, cells=tuple(cells)))
    notes = tuple(tuple(_UNIT.sub(to_unit, text) for text in note) for note in sheet.notes)
    return replace(sheet, title=_UNIT.sub(to_unit, sheet.title), notes=notes, tables=tuple(tables))


def _code_joined(form: str) -> Change:
    """Code and name in one cell: `form` says how."""

    def change(table: Table, code: int) -> Table | None:
        if not is_plain(table):
            return None
        name = code + 1
        names = {cell.row: cell.text for cell in table.body() if cell.column == name}
        codes = {cell.row: cell.text for cell in table.body() if cell.column == code}
        cells: list[Typed] = [
            cell for cell in table.cells if not (cell.row >= table.head_height and cell.column == code)
        ]
        joined: list[Typed] = []
        for cell in cells:
            if cell.row >= table.head_height and cell.column == name and cell.row in codes:
                cell = replace(cell, text=form.format(code=codes[cell.row], name=cell.text))
            joined.append(cell)
        joined += [Typed(row, name, text) for row, text in codes.items() if row not in names]
        return rearranged(replace(table, cells=tuple(joined)), [c for c in range(table.width) if c != code])

    return _each_table(_all_pairs(change))


def _code_split(table: Table, code: int) -> Table | None:
    """类 | 款 | 项 in columns of their own."""
    if not is_plain(table):
        return None
    order: list[int | None] = [*range(code + 1), None, None, *range(code + 1, table.width)]
    wide = rearranged(table, order)
    head_cells = [cell for cell in wide.cells if cell.row < table.head_height and cell.column == code]
    lowest = max(head_cells, key=lambda cell: cell.row)
    if lowest.across > 1:
        return None
    # A new row of headings below the old ones: all others reach one row further down.
    bottom = table.head_height
    cells: list[Typed] = []
    for cell in wide.cells:
        moved = replace(cell, row=cell.row + 1) if cell.row >= bottom else cell
        if cell is lowest:
            moved = replace(cell, across=3)
        elif cell in head_cells:
            moved = replace(cell, across=cell.across + 2) if cell.across > 1 else replace(cell, across=3)
        elif cell.row < bottom and cell.row + cell.down == bottom:
            moved = replace(cell, down=cell.down + 1)
        elif cell.row < bottom and cell.column < code < cell.column + cell.across:
            moved = replace(cell, across=cell.across + 2)
        if cell.row >= bottom and cell.column == code:
            parts = (cell.text[:3], cell.text[3:5], cell.text[5:7])
            if is_total_label(cell.text):
                parts = (cell.text, "", "")
            cells += [replace(moved, column=code + at, text=part) for at, part in enumerate(parts) if part]
            continue
        cells.append(moved)
    cells += [Typed(bottom, code + at, text) for at, text in enumerate("类款项")]
    return replace(wide, head_height=bottom + 1, height=table.height + 1, cells=tuple(cells))


def _codes_absent(table: Table, code: int) -> Table | None:
    """Names alone, indented by their level."""
    name = code + 1
    codes = {cell.row: cell.text for cell in table.body() if cell.column == code}
    if not is_plain(table) or any(is_total_label(text) for text in codes.values()):
        return None
    cells = [
        replace(cell, text="　" * (len(codes[cell.row]) - 3) + cell.text)
        if cell.row >= table.head_height and cell.column == name and cell.row in codes
        else cell
        for cell in table.cells
        if not (cell.row >= table.head_height and cell.column == code)
    ]
    return rearranged(replace(table, cells=tuple(cells)), [c for c in range(table.width) if c != code])


def _total_moved(table: Table, sheet: Sheet) -> Table:
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


def _extra_column(at_front: bool, heading: str, value: Callable[[int], str]) -> Change:
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

    return _each_table(change)


def _blank_rows(table: Table, sheet: Sheet) -> Table:
    """An empty row after every third one, where no merged cell is cut."""
    covered = {cell.row + by for cell in table.body() for by in range(1, cell.down)}
    moved: dict[int, int] = {}
    extra = 0
    for row in range(table.height):
        if row > table.head_height and (row - table.head_height) % 3 == 0 and row not in covered:
            extra += 1
        moved[row] = row + extra
    return replace(table, height=table.height + extra, cells=tuple(replace(c, row=moved[c.row]) for c in table.cells))


def _title(change: Callable[[str, int], str]) -> Change:
    def changed(transcript: Transcript) -> Transcript:
        sheets = tuple(
            replace(sheet, title=change(_bare(sheet.title), number))
            for number, sheet in enumerate(transcript.sheets, 1)
        )
        return replace(transcript, sheets=sheets)

    return changed


def _bare(title: str) -> str:
    """The title as printed, without its number."""
    bare = bare_title(title)
    start = next((at for at in range(len(title)) if folded(title[at:]).replace('"', "").replace("'", "") == bare), 0)
    return title[start:].strip()


def _number_below(transcript: Transcript) -> Transcript:
    sheets = tuple(
        replace(sheet, title=_bare(sheet.title), notes=((f"公开{number:02}表",), *sheet.notes))
        for number, sheet in enumerate(transcript.sheets, 1)
    )
    return replace(transcript, sheets=sheets)


def _chinese(number: int) -> str:
    return (
        _CHINESE_NUMBERS[number - 1]
        if number <= 10
        else f"十{_CHINESE_NUMBERS[number - 11]}"
        if number < 20
        else "二十"
    )


#: headings of other places for the same columns
SYNONYMS = {
    "科目编码": "功能科目代码",
    "科目代码": "科目编码",
    "科目名称": "功能科目名称",
    "单位代码": "单位编码",
    "单位编码": "单位代码",
    "单位名称": "部门（单位）名称",
    "合计": "总计",
    "总计": "合计",
    "基本支出": "基本支出预算",
    "项目支出": "项目支出预算",
    "人员经费": "人员支出",
    "公用经费": "日常公用经费",
    "预算数": "本年预算",
    "本年预算": "预算数",
    "决算数": "金额",
    "一般公共预算": "一般公共预算拨款",
    "政府性基金预算": "政府性基金预算拨款",
    "国有资本经营预算": "国有资本经营预算拨款",
    "小计": "合计",
}


def _headings_renamed(table: Table, sheet: Sheet) -> Table:
    """Each heading by another name; code columns of the economic classification keep theirs."""
    cells = [
        replace(cell, text=SYNONYMS.get(folded(cell.text), cell.text)) if cell.row < table.head_height else cell
        for cell in table.cells
    ]
    economic = any(re.search("经济", text) for path in paths(table) for text in path) or sheet.kind == "basic"
    return table if economic else replace(table, cells=tuple(cells))


def _noted(table: Table, sheet: Sheet) -> Table:
    """Signatures and a note that speaks of totals in the rows below."""
    last = table.height
    extra = (
        Typed(last, 0, "注：本表合计与分项之和因四舍五入可能略有差异，总计以汇总数为准。", max(1, table.width)),
        Typed(last + 1, 0, "单位负责人："),
        Typed(last + 1, max(1, table.width - 1), "填表人："),
    )
    return replace(table, height=last + 2, cells=(*table.cells, *extra)) if table.width > 1 else table


def _texts_changed(change: Callable[[str], str], *, head: bool = False) -> Change:
    """Every cell of the body (or of the headings) printed another way."""

    def changed(table: Table, sheet: Sheet) -> Table:
        cells = (
            replace(cell, text=change(cell.text)) if (cell.row < table.head_height) == head else cell
            for cell in table.cells
        )
        return replace(table, cells=tuple(cells))

    return _each_table(changed)


def _is_figure(text: str) -> bool:
    return "." in text and read_amount(text).form is Form.NUMBER


def _wide_digits(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"}) if _is_figure(text) else text


def _blanks_in_labels(text: str) -> str:
    return "　　".join(text) if len(text) == 2 and re.fullmatch(r"[一-鿿]{2}", text) else text


def _dashed(table: Table, sheet: Sheet) -> Table:
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


def _unit_told(how: str) -> Change:
    """Where the money unit is printed: `cells` (unit and its value apart), `title`, `headings`."""

    def changed(transcript: Transcript) -> Transcript:
        return replace(transcript, sheets=tuple(_unit_moved(sheet, how) for sheet in transcript.sheets))

    return changed


def _unit_moved(sheet: Sheet, how: str) -> Sheet:
    notes = [text for note in sheet.notes for text in note]
    units = {match for text in notes for match in _UNIT.findall(text)}
    if len(units) != 1:
        return sheet
    unit = units.pop()
    bare = tuple(
        kept
        for note in sheet.notes
        if (
            kept := tuple(
                t for text in note if (t := re.sub(r"(金额)?单位[:：]\s*(人民币)?(万元|元)", "", text).strip())
            )
        )
    )
    if how == "cells":
        return replace(sheet, notes=(*bare, ("单位：", unit)))
    if how == "title":
        return replace(sheet, title=f"{sheet.title}（单位：{unit}）", notes=bare)
    tables = []
    for table in sheet.tables:
        lowest = {cell.column + by: cell for cell in table.head() for by in range(cell.across)}
        over = paths(table)
        amounts = {lowest[c] for c in range(table.width) if holds_money(table, c, over[c]) and c in lowest}
        cells = (replace(c, text=f"{c.text}（{unit}）") if c in amounts else c for c in table.cells)
        tables.append(replace(table, cells=tuple(cells)))
    return replace(sheet, notes=bare, tables=tuple(tables))


def _lines_numbered(table: Table, sheet: Sheet) -> Table:
    """行次 beside every list of a balance, counted through, as the system for final accounts prints it."""
    if sheet.kind not in {"summary", "appropriation"} or table.head_height < 2 or not is_plain(table):
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
    "groups_turned": _each_table(_groups_turned),
    "name_first": _each_table(_all_pairs(_name_first)),
    "other_unit": _in_yuan,
    "joined_blank": _code_joined("{code} {name}"),
    "joined_dash": _code_joined("{code}-{name}"),
    "joined_bracket": _code_joined("[{code}]{name}"),
    "segments": _each_table(_all_pairs(_code_split)),
    "codes_absent": _each_table(_all_pairs(_codes_absent)),
    "total_moved": _each_table(_total_moved),
    "title_表一": _title(lambda title, number: f"表{_chinese(number)} {title}"),
    "title_附表1": _title(lambda title, number: f"附表{number}：{title}"),
    "title_部门公开表1": _title(lambda title, number: f"部门公开表{number} {title}"),
    "number_below": _number_below,
    "ordinals": _extra_column(True, "序号", lambda row: str(row + 1)),
    "remarks": _extra_column(False, "备注", lambda row: "详见说明" if row == 1 else ""),
    "blank_rows": _each_table(_blank_rows),
    "headings_renamed": _each_table(_headings_renamed),
    "notes_below": _each_table(_noted),
    "dashes": _each_table(_dashed),
    "wide_digits": _texts_changed(_wide_digits),
    "currency": _texts_changed(lambda text: f"￥{text}" if _is_figure(text) else text),
    "blanks_in_labels": _texts_changed(_blanks_in_labels),
    "blanks_in_headings": _texts_changed(_blanks_in_labels, head=True),
    "unit_in_two_cells": _unit_told("cells"),
    "unit_in_title": _unit_told("title"),
    "unit_in_headings": _unit_told("headings"),
    "line_numbers": _each_table(_lines_numbered),
}
#: what a change takes from a fact: fields of `Fact` that are not compared
NOT_COMPARED: Mapping[str, tuple[str, ...]] = {
    "codes_absent": ("codes", "label"),
    "headings_renamed": ("fund_source", "label"),
    "unit_in_headings": ("fund_source", "label"),
}
