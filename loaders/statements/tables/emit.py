"""A solved table -> records: one line per non-empty amount cell, zero included.

A figure without a reading (damaged, and no sum decides) is quarantined and noticed; columns that hold no money (增减 %)
give no lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypedDict

from loaders.amounts import is_money, is_whole_cents, to_yuan
from loaders.document import Place
from loaders.records import (
    NoticeRecord,
    QuarantineRecord,
    RepairRecord,
    RevenueRecord,
    SpendingRecord,
    StatementRecord,
    key_of,
    line_key_of,
)
from loaders.section import QUARANTINED, About, Tidy
from loaders.statements.tables.extent import covers_of, fund_kind_of, view_of
from loaders.statements.tables.line_meaning import TableMeaning, change_of, label_of, meaning_of, measure_and_kind
from loaders.statements.tables.measures import CHANGE, NOT_MONEY
from loaders.statements.tables.model import LEAF, TOTAL, Column, Figure, Reading, Rebound, RowHead, Table
from loaders.statements.tables.tree.sums import step_of
from loaders.text import joined


@dataclass(frozen=True, slots=True)
class _Instance:
    """One table as the statement that its lines belong to."""

    table: Table
    meaning: TableMeaning
    statement_key: str
    document_key: str
    fiscal_year: int | None
    covers: str
    view: str

    def year_of(self, column: Column) -> int | None:
        if column.fiscal_year is not None or self.fiscal_year is None:
            return column.fiscal_year
        return self.fiscal_year - column.years_before


class _Head(TypedDict):
    """The attributes that lines of both facts share."""

    document_key: str
    line_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    unit_code: str | None
    unit_name: str | None
    function_code: str | None
    function_name: str | None
    fund_source: str | None
    fund_kind: str | None
    label: str | None
    measure: str
    change_of: str | None
    line_kind: str
    is_of_which: bool
    is_carryover: bool
    covers: str
    view: str
    closes: bool | None
    amount_yuan: Decimal
    amount_text: str
    is_repaired: bool
    reading: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One figure with its reading, ready to be written down."""

    figure: Figure
    reading: Reading
    row: RowHead
    column: Column
    line_key: str
    measure: str
    line_kind: str
    money_unit: str
    amount_yuan: Decimal
    unit_code: str | None
    unit_name: str | None
    fund_source: str | None
    fund_kind: str | None
    is_of_which: bool
    #: why the reading is not the literal one
    repair: Rebound | None


@dataclass(slots=True)
class _Records:
    spending: list[SpendingRecord] = field(default_factory=list)
    revenue: list[RevenueRecord] = field(default_factory=list)
    repair: list[RepairRecord] = field(default_factory=list)
    quarantine: list[QuarantineRecord] = field(default_factory=list)
    notice: list[NoticeRecord] = field(default_factory=list)
    #: cells that nobody could read after all
    outcomes: dict[Place, str] = field(default_factory=dict)


def emit(table: Table, about: About, readings: Mapping[Place, Reading]) -> Tidy:
    """The records of one table."""
    meaning = meaning_of(table)
    # The same money by another classification is the same statement, and a table of its own.
    again = (table.view,) if table.is_again else ()
    key = key_of(about.document_key, meaning.statement, table.statement_no, table.page, *again)
    covers = covers_of(meaning.statement, table.title, table.columns)
    instance = _Instance(table, meaning, key, about.document_key, about.fiscal_year, covers, view_of(table))
    rows = {row.index: row for row in table.rows}
    columns = {column.index: column for column in table.columns}
    records = _Records()
    lines: list[_Line] = []
    for figure in table.figures:
        reading = readings.get(figure.place)
        column = columns[figure.column if reading is None else reading.column]
        if column.measure in NOT_MONEY:
            continue
        if reading is None or not is_money(reading.value, figure.amount.unit or table.money_unit):
            _take_unread(instance, figure, records)
        else:
            lines.append(_line(instance, figure, reading, rows[figure.row], column))
    closing = _closing_columns(table, lines)
    # A repaired figure may have settled what the printed ones left open.
    undecided = None if any(closing.values()) else table.undecided
    for line in lines:
        _take(instance, line, closing.get(line.column.index, False if undecided else None), records)
    if undecided and table.rows:
        records.notice.append(_undecided(instance, undecided))
    return Tidy(
        statement=(_statement_record(instance),),
        spending=tuple(records.spending),
        revenue=tuple(records.revenue),
        repair=tuple(records.repair),
        quarantine=tuple(records.quarantine),
        notice=tuple(records.notice),
        outcomes=records.outcomes,
    )


def _statement_record(instance: _Instance) -> StatementRecord:
    table = instance.table
    return StatementRecord(
        document_key=instance.document_key,
        statement_key=instance.statement_key,
        statement_no=table.statement_no,
        statement=instance.meaning.statement,
        title=table.title,
        page=table.page,
        table_no=table.table_no,
        unit_code=table.unit_code,
        unit_name=table.unit_name,
        fiscal_year=instance.fiscal_year,
        stage=table.stage,
        money_unit=table.money_unit,
        money_unit_evidence=table.money_unit_evidence,
        decimals=table.decimals,
        covers=instance.covers,
        view=instance.view,
    )


def _closing_columns(table: Table, lines: Sequence[_Line]) -> dict[int, bool]:
    """Column -> whether its leaves add up to its total; columns without both are left out, since nothing can be tried.
    A table that is printed rounded may be off by half of its last decimal for each of its figures."""
    totals: dict[int, list[Decimal]] = {}
    leaves: dict[int, list[Decimal]] = {}
    for line in lines:
        if line.is_of_which:
            continue
        kept = totals if line.line_kind == TOTAL else leaves if line.line_kind == LEAF else None
        if kept is not None:
            kept.setdefault(line.column.index, []).append(line.reading.value)
    half = step_of(table.figures) / 2
    return {
        column: abs(sum(leaves[column], Decimal(0)) - max(values, key=abs)) <= half * (len(leaves[column]) + 1)
        for column, values in totals.items()
        if column in leaves
    }


def _line(instance: _Instance, figure: Figure, reading: Reading, row: RowHead, column: Column) -> _Line:
    table = instance.table
    measure, line_kind = measure_and_kind(instance.meaning, row, column)
    money_unit = figure.amount.unit or table.money_unit
    about = row if row.unit_code or row.unit_name else table
    fund_source = row.fund_source or column.fund_source
    if table.fact == "revenue":
        fund_source = column.fund_source or row.fund_source or row.label
    repair = table.rebound.get(figure.place)
    if reading.rule:
        repair = Rebound(reading.rule, reading.evidence or "", reading.confidence or "strong")
    return _Line(
        figure=figure,
        reading=reading,
        row=row,
        column=column,
        line_key=line_key_of(instance.document_key, instance.meaning.statement, figure.place, measure),
        measure=measure,
        line_kind=line_kind,
        money_unit=money_unit,
        amount_yuan=to_yuan(reading.value, money_unit),
        unit_code=about.unit_code,
        unit_name=about.unit_name,
        fund_source=fund_source,
        fund_kind=fund_kind_of(column, instance.covers),
        is_of_which=column.is_of_which or row.is_of_which or row.measure == "of_which",
        repair=repair,
    )


def _take(instance: _Instance, line: _Line, closes: bool | None, records: _Records) -> None:
    if line.repair is not None:
        records.repair.append(_repair(instance, line, line.repair))
    if not is_whole_cents(line.reading.value, line.money_unit):
        text = line.figure.cell.text
        message = f"{text} prints more than cents; rounded to {line.amount_yuan} 元"
        notice = _notice(instance, line.figure, "below_cent", "info", message, str(line.amount_yuan), line.line_key)
        records.notice.append(notice)
    if instance.table.fact == "revenue":
        records.revenue.append(_revenue(instance, line, closes))
    else:
        records.spending.append(_spending(instance, line, closes))


def _take_unread(instance: _Instance, figure: Figure, records: _Records) -> None:
    text, place = figure.cell.text, figure.place
    reason = "damaged amount: no sum decides between its readings"
    records.quarantine.append(QuarantineRecord(instance.document_key, *place[:3], [text], reason))
    records.outcomes[place] = QUARANTINED
    where = instance.table.title or instance.meaning.statement
    message = f"{joined(text)} in {where} is damaged and no sum decides what it was"
    records.notice.append(_notice(instance, figure, "damaged_amount", "error", message, None, None))


def _notice(
    instance: _Instance,
    figure: Figure,
    rule: str,
    severity: str,
    message: str,
    computed: str | None,
    line_key: str | None,
) -> NoticeRecord:
    return NoticeRecord(
        instance.document_key, rule, severity, "line", message, figure.cell.text, computed, None,
        figure.place.page, figure.place.table_no, figure.place.row_no, line_key,
    )  # fmt: skip


def _undecided(instance: _Instance, why: str) -> NoticeRecord:
    """The rows of a table could not be told apart: its lines are loaded, and nobody should add them up."""
    table = instance.table
    message = f"{table.title or instance.meaning.statement} (page {table.page}): {why}"
    return NoticeRecord(
        instance.document_key, "undecided_rows", "warning", "document", message, table.title or "", None, None,
        table.page, table.table_no, table.rows[0].row_no, None,
    )  # fmt: skip


def _repair(instance: _Instance, line: _Line, why: Rebound) -> RepairRecord:
    read_as = f"{line.amount_yuan} 元 ({line.reading.value} {line.money_unit}), {line.column.heading or line.measure}"
    return RepairRecord(
        instance.document_key, line.line_key, *line.figure.place, line.figure.cell.text, read_as,
        why.rule, why.evidence, why.confidence,
    )  # fmt: skip


def _spending(instance: _Instance, line: _Line, closes: bool | None) -> SpendingRecord:
    row, column = line.row, line.column
    level1, level2, level3, service_field = row.service
    return SpendingRecord(
        **_head(instance, line, closes),
        fiscal_year=row.fiscal_year or instance.year_of(column),
        stage=row.stage or column.stage or instance.table.stage,
        gov_economic_code=row.codes.gov_economic_code,
        gov_economic_name=row.codes.gov_economic_name,
        dept_economic_code=row.codes.dept_economic_code or column.dept_economic_code,
        dept_economic_name=row.codes.dept_economic_name or column.dept_economic_name,
        project_code=row.project_code,
        project_name=row.project_name,
        service_level1=level1,
        service_level2=level2,
        service_level3=level3,
        service_field=service_field,
    )


def _revenue(instance: _Instance, line: _Line, closes: bool | None) -> RevenueRecord:
    column = line.column
    return RevenueRecord(
        **_head(instance, line, closes),
        fiscal_year=instance.year_of(column),
        stage=column.stage or instance.table.stage,
    )


def _head(instance: _Instance, line: _Line, closes: bool | None) -> _Head:
    """What a line of either fact says of itself."""
    row, column, figure = line.row, line.column, line.figure
    return {
        "document_key": instance.document_key,
        "line_key": line.line_key,
        "statement_key": instance.statement_key,
        "statement": instance.meaning.statement,
        "page": figure.place.page,
        "table_no": figure.place.table_no,
        "row_no": figure.place.row_no,
        "column_no": figure.place.column_no,
        "unit_code": line.unit_code,
        "unit_name": line.unit_name,
        "function_code": row.codes.function_code,
        "function_name": row.codes.function_name,
        "fund_source": line.fund_source,
        "fund_kind": line.fund_kind,
        "label": label_of(instance.meaning, row, column),
        "measure": line.measure,
        "change_of": change_of(instance.meaning, row, column) if line.measure == CHANGE else None,
        "line_kind": line.line_kind,
        "is_of_which": line.is_of_which,
        "is_carryover": row.is_carryover or column.is_carryover,
        "covers": instance.covers,
        "view": instance.view,
        "closes": closes,
        "amount_yuan": line.amount_yuan,
        "amount_text": figure.cell.text,
        "is_repaired": line.repair is not None,
        "reading": figure.cell.reading,
        "confidence": figure.cell.confidence,
    }
