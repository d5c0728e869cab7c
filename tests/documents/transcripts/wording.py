"""Changes of wording and typing: titles, headings, digits, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.amounts import Form, read_amount
from loaders.text import folded
from loaders.titles import bare_title
from tests.documents.transcripts.columns import Change, each_table, paths
from tests.documents.transcripts.model import Sheet, Table, Transcript

_CHINESE_NUMBERS = "一二三四五六七八九十"


def titled(change: Callable[[str, int], str]) -> Change:
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


def number_below(transcript: Transcript) -> Transcript:
    sheets = tuple(
        replace(sheet, title=_bare(sheet.title), notes=((f"公开{number:02}表",), *sheet.notes))
        for number, sheet in enumerate(transcript.sheets, 1)
    )
    return replace(transcript, sheets=sheets)


def chinese(number: int) -> str:
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


def headings_renamed(table: Table, sheet: Sheet) -> Table:
    """Each heading by another name; code columns of the economic classification keep theirs."""
    cells = [
        replace(cell, text=SYNONYMS.get(folded(cell.text), cell.text)) if cell.row < table.head_height else cell
        for cell in table.cells
    ]
    economic = any(re.search("经济", text) for path in paths(table) for text in path) or sheet.kind == "basic"
    return table if economic else replace(table, cells=tuple(cells))


def texts_changed(change: Callable[[str], str], *, head: bool = False) -> Change:
    """Every cell of the body (or of the headings) printed another way."""

    def changed(table: Table, sheet: Sheet) -> Table:
        cells = (
            replace(cell, text=change(cell.text)) if (cell.row < table.head_height) == head else cell
            for cell in table.cells
        )
        return replace(table, cells=tuple(cells))

    return each_table(changed)


def is_figure(text: str) -> bool:
    return "." in text and read_amount(text).form is Form.NUMBER


def wide_digits(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"}) if is_figure(text) else text


def blanks_in_labels(text: str) -> str:
    return "　　".join(text) if len(text) == 2 and re.fullmatch(r"[一-鿿]{2}", text) else text
