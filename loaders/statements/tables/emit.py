"""A solved table -> records: one line per non-empty amount cell, zero included.

A figure without a reading (damaged, and no sum decides) is quarantined and noticed; columns that hold no money (增减 %)
give no lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from loaders.statements.tables.line_meaning import meaning_of, measure_and_kind
from loaders.statements.tables.line_records import Instance, Line, closing_columns, revenue_record, spending_record
from loaders.statements.tables.measures import NOT_MONEY
from loaders.statements.tables.model import Column, Figure, Reading, Rebound, RowHead, Table
from loaders.text import joined


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
    instance = Instance(table, meaning, key, about.document_key, about.fiscal_year, covers, view_of(table))
    rows = {row.index: row for row in table.rows}
    columns = {column.index: column for column in table.columns}
    records = _Records()
    lines: list[Line] = []
    for figure in table.figures:
        reading = readings.get(figure.place)
        column = columns[figure.column if reading is None else reading.column]
        if column.measure in NOT_MONEY:
            continue
        if reading is None or not is_money(reading.value, figure.amount.unit or table.money_unit):
            _take_unread(instance, figure, records)
        else:
            lines.append(_line(instance, figure, reading, rows[figure.row], column))
    closing = closing_columns(table, lines)
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


def _statement_record(instance: Instance) -> StatementRecord:
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


def _line(instance: Instance, figure: Figure, reading: Reading, row: RowHead, column: Column) -> Line:
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
    return Line(
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


def _take(instance: Instance, line: Line, closes: bool | None, records: _Records) -> None:
    if line.repair is not None:
        records.repair.append(_repair(instance, line, line.repair))
    if not is_whole_cents(line.reading.value, line.money_unit):
        text = line.figure.cell.text
        message = f"{text} prints more than cents; rounded to {line.amount_yuan} 元"
        notice = _notice(instance, line.figure, "below_cent", "info", message, str(line.amount_yuan), line.line_key)
        records.notice.append(notice)
    if instance.table.fact == "revenue":
        records.revenue.append(revenue_record(instance, line, closes))
    else:
        records.spending.append(spending_record(instance, line, closes))


def _take_unread(instance: Instance, figure: Figure, records: _Records) -> None:
    text, place = figure.cell.text, figure.place
    reason = "damaged amount: no sum decides between its readings"
    records.quarantine.append(QuarantineRecord(instance.document_key, *place[:3], [text], reason))
    records.outcomes[place] = QUARANTINED
    where = instance.table.title or instance.meaning.statement
    message = f"{joined(text)} in {where} is damaged and no sum decides what it was"
    records.notice.append(_notice(instance, figure, "damaged_amount", "error", message, None, None))


def _notice(
    instance: Instance,
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


def _undecided(instance: Instance, why: str) -> NoticeRecord:
    """The rows of a table could not be told apart: its lines are loaded, and nobody should add them up."""
    table = instance.table
    message = f"{table.title or instance.meaning.statement} (page {table.page}): {why}"
    return NoticeRecord(
        instance.document_key, "undecided_rows", "warning", "document", message, table.title or "", None, None,
        table.page, table.table_no, table.rows[0].row_no, None,
    )  # fmt: skip


def _repair(instance: Instance, line: Line, why: Rebound) -> RepairRecord:
    read_as = f"{line.amount_yuan} 元 ({line.reading.value} {line.money_unit}), {line.column.heading or line.measure}"
    return RepairRecord(
        instance.document_key, line.line_key, *line.figure.place, line.figure.cell.text, read_as,
        why.rule, why.evidence, why.confidence,
    )  # fmt: skip
