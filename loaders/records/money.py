"""Documents, their statements, and the amounts in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One source file. The row that makes a document count: it is written last."""

    document_key: str
    sha256: str
    file_name: str
    source_path: str
    format: str
    byte_count: int
    page_count: int
    #: budget | final | targets | self_evaluation | other
    kind: str
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    title: str | None
    #: loaded | no_statement (readable, but nothing we know) | refused
    outcome: str
    outcome_reason: str | None
    loader_version: int
    #: department | government: a whole government's money (政府预算, 总决算) has no unit, and departments inside it
    scope: str = "department"


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One recognised table or form of a document: the instance that lines belong to and that rules are applied to."""

    document_key: str
    statement_key: str
    statement_no: int
    statement: str
    title: str | None
    page: int
    table_no: int
    unit_code: str | None
    unit_name: str | None
    fiscal_year: int | None
    stage: str
    #: printed money unit: 元 | 万元 | 亿元, and where that was read (cell, table, document, reasoned)
    money_unit: str | None
    money_unit_evidence: str | None
    #: number of decimals the table prints (6 in Beijing, 2 elsewhere): its precision is 10^-decimals of the unit
    decimals: int | None


@dataclass(frozen=True, slots=True)
class SpendingRecord:
    document_key: str
    line_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    function_code: str | None
    function_name: str | None
    gov_economic_code: str | None
    gov_economic_name: str | None
    dept_economic_code: str | None
    dept_economic_name: str | None
    fund_source: str | None
    project_code: str | None
    project_name: str | None
    label: str | None
    service_level1: str | None
    service_level2: str | None
    service_level3: str | None
    service_field: str | None
    stage: str
    measure: str
    line_kind: str
    is_carryover: bool
    amount_yuan: Decimal
    amount_text: str
    is_repaired: bool
    reading: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class RevenueRecord:
    document_key: str
    line_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    function_code: str | None
    function_name: str | None
    fund_source: str | None
    label: str | None
    measure: str
    is_carryover: bool
    stage: str
    line_kind: str
    amount_yuan: Decimal
    amount_text: str
    is_repaired: bool
    reading: str
    confidence: float | None
