"""Rows that a dump has lost: what is missing can often be proved, and is told as a finding. No row is ever invented.

A total that is more than the rows above it is short of something. What it was is known where

1. a numbered list skips a number (一 is missing before 二), or
2. another table of the document prints a coded item of just that amount that this table has not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from loaders.amounts import to_yuan
from loaders.document import Place
from loaders.records import NoticeRecord
from loaders.section import About
from loaders.statements.tables.model import LEAF, TOTAL, Reading, Table
from loaders.statements.tables.numbering import ordinal_of
from loaders.text import folded


def lost_rows(tables: Sequence[Table], readings: Mapping[Place, Reading], about: About) -> list[NoticeRecord]:
    """One notice for each table whose leaf rows fall short of its total."""
    notices = []
    for table in tables:
        found = _shortage(table, readings)
        if found is None or found[1] <= 0:
            continue
        total, missing, leaves = found
        why = _skipped_number(table) or _item_elsewhere(table, tables, readings, missing)
        yuan = to_yuan(missing, table.money_unit)
        message = (
            f"{table.title or table.statement}: its rows add up to {leaves} {table.money_unit}, its total is {total}; "
            f"rows worth {yuan} 元 are missing" + (f": {why}" if why else "")
        )
        notices.append(
            NoticeRecord(
                about.document_key, "lost_row", "warning", "document", message, str(to_yuan(total, table.money_unit)),
                str(to_yuan(leaves, table.money_unit)), None, table.page, table.table_no, None, None,
            )
        )  # fmt: skip
    return notices


def _shortage(table: Table, readings: Mapping[Place, Reading]) -> tuple[Decimal, Decimal, Decimal] | None:
    """(total, what is missing, sum of the leaves) of the table's main column, where it has one total and leaves."""
    main = next((c.index for c in table.columns if c.is_sum and c.parent is None), None)
    main = main if main is not None else next((c.index for c in table.columns if c.measure == "total"), None)
    kinds = {head.index: head.line_kind for head in table.rows}
    totals, leaves, count = [], Decimal(0), 0
    for figure in table.figures:
        reading = readings.get(figure.place)
        if reading is None or reading.column != main:
            continue
        if kinds[figure.row] == TOTAL:
            totals.append(reading.value)
        elif kinds[figure.row] == LEAF:
            leaves, count = leaves + reading.value, count + 1
    if len(totals) != 1 or not count:
        return None
    return totals[0], totals[0] - leaves, leaves


def _skipped_number(table: Table) -> str | None:
    """The first number that an outline of 一、二、三 … skips."""
    numbers = [ordinal_of(folded(head.label or "")) for head in table.rows if head.parent is None]
    numbers = [number for number in numbers if number]
    for before, after in zip([0, *numbers], numbers, strict=False):
        if after == before + 2:
            return f"the row numbered {before + 1} is not in the text"
    return None


def _item_elsewhere(
    table: Table, tables: Sequence[Table], readings: Mapping[Place, Reading], missing: Decimal
) -> str | None:
    """A coded item of another table that has just the missing amount and does not stand in this one."""
    here = {code for head in table.rows for code in head.codes.key() if code}
    pattern = re.compile(r"^[235]")
    for other in tables:
        if other is table:
            continue
        heads = {head.index: head for head in other.rows}
        for figure in other.figures:
            reading = readings.get(figure.place)
            if reading is None or reading.value != missing or heads[figure.row].line_kind != LEAF:
                continue
            codes = [code for code in heads[figure.row].codes.key() if code and pattern.match(code)]
            if codes and not set(codes) <= here:
                where = f"{other.title or other.statement}, row {figure.place.row_no}"
                return f"{'/'.join(codes)} has just that amount in {where}"
    return None
