"""What a line says of itself: a figure with its reading, its row, its column and its table -> a record of its fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from loaders.records import RevenueRecord, SpendingRecord
from loaders.statements.tables.line_meaning import TableMeaning, change_of, label_of
from loaders.statements.tables.measures import CHANGE
from loaders.statements.tables.model import LEAF, TOTAL, Column, Figure, Reading, Rebound, RowHead, Table
from loaders.statements.tables.tree.sums import step_of


@dataclass(frozen=True, slots=True)
class Instance:
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


@dataclass(frozen=True, slots=True)
class Line:
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


def closing_columns(table: Table, lines: Sequence[Line]) -> dict[int, bool]:
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


def spending_record(instance: Instance, line: Line, closes: bool | None) -> SpendingRecord:
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


def revenue_record(instance: Instance, line: Line, closes: bool | None) -> RevenueRecord:
    column = line.column
    return RevenueRecord(
        **_head(instance, line, closes),
        fiscal_year=instance.year_of(column),
        stage=column.stage or instance.table.stage,
    )


def _head(instance: Instance, line: Line, closes: bool | None) -> _Head:
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
