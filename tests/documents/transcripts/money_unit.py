"""Changes of the money unit: 万元 for 元 with the figures scaled, and where it is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from loaders.amounts import read_amount
from tests.documents.transcripts.columns import Change, holds_money, paths
from tests.documents.transcripts.model import Sheet, Table, Transcript

_UNIT = re.compile(r"(?<![万亿千百])元|万元")


def _scaled(table: Table, factor: Decimal) -> Table:
    over = paths(table)
    money = {column for column in range(table.width) if holds_money(table, column, over[column])}
    cells = []
    for cell in table.cells:
        amount = read_amount(cell.text)
        is_money = cell.row >= table.head_height and cell.column in money and amount.value is not None
        cells.append(replace(cell, text=f"{(amount.value or Decimal(0)) * factor:,.6f}") if is_money else cell)
    return replace(table, cells=tuple(cells))


def in_yuan(transcript: Transcript) -> Transcript:
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


def unit_told(how: str) -> Change:
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
        named = [cell for cell in table.head() if re.search("[一-鿿]", cell.text) and "次" not in cell.text]
        lowest = {cell.column + by: cell for cell in named for by in range(cell.across)}
        over = paths(table)
        amounts = {lowest[c] for c in range(table.width) if holds_money(table, c, over[c]) and c in lowest}
        cells = (replace(c, text=f"{c.text}（{unit}）") if c in amounts else c for c in table.cells)
        tables.append(replace(table, cells=tuple(cells)))
    return replace(sheet, notes=bare, tables=tuple(tables))
