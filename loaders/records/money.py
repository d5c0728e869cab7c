"""Documents, their statements, and the amounts in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
    decimals: int | None = None
    covers: str | None = None
    view: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRecord:
    """What every line of money says of itself, whatever its fact (contract 4a)."""

    document_key: str
    line_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    function_code: str | None = None
    function_name: str | None = None
    #: the money's source as printed, without blanks, and its kind in one vocabulary
    fund_source: str | None = None
    fund_kind: str | None = None
    label: str | None = None
    stage: str
    measure: str
    #: the measure that changed, where `measure` is `change`
    change_of: str | None = None
    line_kind: str
    #: an 其中 or 扣除 row or column: never to be added
    is_of_which: bool = False
    is_carryover: bool = False
    #: all | appropriation | general_public | gov_fund | state_capital | other: whose money the table holds
    covers: str | None = None
    #: function | dept_economic | gov_economic | unit | project | item | source: what the rows of the table are
    view: str | None = None
    #: do the sums of the line's column hold (true), fail (false), or can they not be tried (null)?
    closes: bool | None = None
    amount_yuan: Decimal
    amount_text: str
    is_repaired: bool = False
    reading: str = "single"
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRecord(LineRecord):
    gov_economic_code: str | None = None
    gov_economic_name: str | None = None
    dept_economic_code: str | None = None
    dept_economic_name: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    service_level1: str | None = None
    service_level2: str | None = None
    service_level3: str | None = None
    service_field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueRecord(LineRecord):
    pass
