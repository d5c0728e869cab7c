"""A solved table -> records: one line per non-empty amount cell, zero included."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.amounts import is_whole_cents, to_yuan
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
from loaders.section import About, Tidy
from loaders.statements.tables.coded import measure_by_label, three_public_measure
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Column, Reading, RowHead, Table
from loaders.text import joined

#: columns whose figures are not money
NOT_MONEY = {"change_pct"}


def statement_kind(table: Table) -> str:
    """revenue_by_unit or revenue_by_function, by what its rows carry; every other kind is its own."""
    if table.statement != "revenue":
        return table.statement
    return "revenue_by_function" if any(row.codes.first() for row in table.rows) else "revenue_by_unit"


def statement_key(table: Table, about: About) -> str:
    return key_of(about.document_key, statement_kind(table), table.statement_no, table.page)


def emit(table: Table, about: About, readings: Mapping[Place, Reading]) -> Tidy:
    """The records of one table. Figures without a reading (damaged, unproved) are quarantined and noticed."""
    kind, key = statement_kind(table), statement_key(table, about)
    year = about.fiscal_year
    record = StatementRecord(
        about.document_key,
        key,
        table.statement_no,
        kind,
        table.title,
        table.page,
        table.table_no,
        table.unit_code,
        table.unit_name,
        year,
        table.stage,
        table.money_unit,
        table.money_unit_evidence,
        table.decimals,
    )
    spending: list[SpendingRecord] = []
    revenue: list[RevenueRecord] = []
    repairs: list[RepairRecord] = []
    quarantine: list[QuarantineRecord] = []
    notices: list[NoticeRecord] = []
    rows = {row.index: row for row in table.rows}
    columns = {column.index: column for column in table.columns}
    amount_columns = len(columns)
    has_total = any(row.line_kind == TOTAL for row in table.rows)
    for figure in table.figures:
        reading = readings.get(figure.place)
        row = rows[figure.row]
        if reading is None:
            if columns[figure.column].measure in NOT_MONEY:
                continue
            quarantine.append(
                QuarantineRecord(
                    about.document_key,
                    *figure.place[:3],
                    [figure.cell.text],
                    "damaged amount: no sum decides between its readings",
                )
            )
            notices.append(
                NoticeRecord(
                    about.document_key,
                    "damaged_amount",
                    "error",
                    "line",
                    f"{joined(figure.cell.text)} in {table.title or kind} is damaged and no sum decides what it was",
                    figure.cell.text,
                    None,
                    None,
                    figure.place.page,
                    figure.place.table_no,
                    figure.place.row_no,
                    None,
                )
            )
            continue
        column = columns[reading.column]
        if column.measure in NOT_MONEY:
            continue
        measure, line_kind = _measure_and_kind(table, kind, row, column, amount_columns, has_total)
        line_key = line_key_of(about.document_key, kind, figure.place, measure)
        amount = to_yuan(reading.value, figure.amount.unit or table.money_unit)
        is_repaired = reading.rule is not None or figure.place in table.rebound
        why = (reading.rule, reading.evidence, reading.confidence) if reading.rule else table.rebound.get(figure.place)
        if why and why[0]:
            repairs.append(
                RepairRecord(
                    about.document_key,
                    line_key,
                    *figure.place,
                    figure.cell.text,
                    f"{amount} 元 ({reading.value} {figure.amount.unit or table.money_unit}), {column.heading or measure}",
                    why[0],
                    why[1] or "",
                    why[2] or "strong",
                )
            )
        if not is_whole_cents(reading.value, figure.amount.unit or table.money_unit):
            notices.append(
                NoticeRecord(
                    about.document_key,
                    "below_cent",
                    "info",
                    "line",
                    f"{figure.cell.text} prints more than cents; rounded to {amount} 元",
                    figure.cell.text,
                    str(amount),
                    None,
                    figure.place.page,
                    figure.place.table_no,
                    figure.place.row_no,
                    line_key,
                )
            )
        fiscal_year = column.fiscal_year or year
        unit_code, unit_name = (
            (row.unit_code, row.unit_name) if row.unit_code or row.unit_name else (table.unit_code, table.unit_name)
        )
        stage = column.stage or table.stage
        common = {
            "document_key": about.document_key, "line_key": line_key, "statement_key": key, "statement": kind, "page": figure.place.page,
            "table_no": figure.place.table_no, "row_no": figure.place.row_no, "column_no": figure.place.column_no, "fiscal_year": fiscal_year,
            "unit_code": unit_code, "unit_name": unit_name, "function_code": row.codes.function_code, "function_name": row.codes.function_name,
            "label": row.label or _heading_label(kind, row, column), "stage": stage, "measure": measure, "line_kind": line_kind, "amount_yuan": amount, "amount_text": figure.cell.text,
            "is_repaired": is_repaired, "reading": figure.cell.reading, "confidence": figure.cell.confidence,
        }  # fmt: skip
        if table.fact == "revenue":
            revenue.append(
                RevenueRecord(
                    fund_source=column.fund_source or row.label,
                    is_carryover=row.is_carryover or column.is_carryover,
                    **common,  # type: ignore[arg-type]
                )
            )
        else:
            spending.append(
                SpendingRecord(
                    gov_economic_code=row.codes.gov_economic_code, gov_economic_name=row.codes.gov_economic_name,
                    dept_economic_code=row.codes.dept_economic_code, dept_economic_name=row.codes.dept_economic_name,
                    fund_source=row.fund_source or column.fund_source, project_code=row.project_code, project_name=row.project_name,
                    service_level1=row.service[0], service_level2=row.service[1], service_level3=row.service[2],
                    service_field=row.service[3], is_carryover=row.is_carryover or column.is_carryover,
                    **common,  # type: ignore[arg-type]
                )
            )  # fmt: skip
    return Tidy(
        statement=(record,), spending=tuple(spending), revenue=tuple(revenue), repair=tuple(repairs),
        quarantine=tuple(quarantine), notice=tuple(notices),
    )  # fmt: skip


def _measure_and_kind(
    table: Table, kind: str, row: RowHead, column: Column, amount_columns: int, has_total: bool
) -> tuple[str, str]:
    """The measure and line kind of a figure: what its row and its column say together."""
    if kind == "procurement" and amount_columns == 1 and (by_row := measure_by_label(row.label)):
        return by_row, row.line_kind
    if kind == "three_public":
        return _three_public(row, column, has_total)
    measure = row.measure or column.measure
    if table.fact == "revenue" and kind in {"revenue_by_unit", "revenue_by_function"}:
        if row.line_kind == LEAF and column.is_sum:
            is_grand = column.parent is None and not has_total and kind == "revenue_by_unit"
            return measure, TOTAL if is_grand else SUBTOTAL
        return measure, row.line_kind
    return measure, row.line_kind


def _three_public(row: RowHead, column: Column, has_total: bool) -> tuple[str, str]:
    """三公 prints its items as columns or as rows: either way the total is a total, the vehicles' sum a subtotal."""
    by_row = three_public_measure(row.label) if row.label and row.line_kind != TOTAL else None
    measure = by_row or column.measure
    if measure in {"fiscal", "general_public"} and row.label is None:
        measure = "total"
    if row.line_kind != LEAF:
        return measure, row.line_kind
    if measure in {"total", "total_with_meeting_training"}:
        return measure, SUBTOTAL if has_total and by_row is None else TOTAL
    if measure == "vehicle_total":
        return measure, SUBTOTAL
    if measure in {"meeting", "training", "agency_operation"}:
        return measure, TOTAL
    return measure, LEAF


def _heading_label(kind: str, row: RowHead, column: Column) -> str | None:
    """Where the items are columns (三公) the row has no label of its own: the line is called by its heading."""
    return column.heading.rsplit("/", 1)[-1] or None if kind == "three_public" and not row.codes.first() else None
