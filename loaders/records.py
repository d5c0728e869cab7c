"""What leaves the loaders: tidy records, one frozen dataclass a table, all amounts in yuan as `Decimal`.

The field order of each dataclass is the column order of its Delta table. `schema_of` gives the Arrow schema, derived
from the annotations, so that there is one place to change. A record never holds '' (empty is None).
"""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from loaders.document import Place

if TYPE_CHECKING:
    import pyarrow as pa

#: Raise by one whenever what the loaders give for the same bytes changes: stored documents are then extracted again.
LOADER_VERSION = 1


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


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    document_key: str
    project_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    department: str | None
    implementing_unit: str | None
    project_code: str | None
    project_name: str | None
    category: str | None
    goal: str | None
    goal_actual: str | None
    amount_yuan: Decimal | None
    fiscal_yuan: Decimal | None
    other_yuan: Decimal | None
    initial_yuan: Decimal | None
    adjusted_yuan: Decimal | None
    executed_yuan: Decimal | None
    fiscal_initial_yuan: Decimal | None
    fiscal_adjusted_yuan: Decimal | None
    fiscal_executed_yuan: Decimal | None
    carryover_initial_yuan: Decimal | None
    carryover_adjusted_yuan: Decimal | None
    carryover_executed_yuan: Decimal | None
    other_initial_yuan: Decimal | None
    other_adjusted_yuan: Decimal | None
    other_executed_yuan: Decimal | None
    #: as printed in per cent (98.5 for 98.5 %)
    execution_rate: Decimal | None
    execution_weight: Decimal | None
    execution_score: Decimal | None
    total_weight: Decimal | None
    total_score: Decimal | None
    amount_text: str | None
    #: how the money unit and the columns were decided, in words
    amount_evidence: str | None
    is_repaired: bool


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    document_key: str
    line_key: str
    statement_key: str
    statement: str
    #: the project of this document that the line belongs to; None for department-wide lines and for lost projects
    project_key: str | None
    page: int
    table_no: int
    row_no: int
    column_no: int
    seq: int
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    #: project | department
    scope: str
    project_code: str | None
    project_name: str | None
    activity: str | None
    #: 产出 | 效益 | 满意度 | 成本 | 预算执行 (conformed; None where it cannot be told)
    level1: str | None
    level2: str | None
    level1_text: str | None
    level2_text: str | None
    indicator_name: str | None
    #: ≥ ≤ = > < 定性
    operator: str | None
    target_text: str | None
    target_value: Decimal | None
    target_unit: str | None
    actual_text: str | None
    actual_value: Decimal | None
    weight: Decimal | None
    score: Decimal | None
    deviation_reason: str | None
    is_not_applicable: bool
    #: row | position | cost_sum | form | contiguity | service_amount
    attribution: str | None
    is_repaired: bool


@dataclass(frozen=True, slots=True)
class RepairRecord:
    """A reading that differs from the printed text, with its proof."""

    document_key: str
    line_key: str | None
    page: int
    table_no: int
    row_no: int
    column_no: int
    printed_text: str
    read_as: str
    rule: str
    evidence: str
    #: proved (independent sums single it out) | strong (form of the neighbours and one sum) | form
    confidence: str


@dataclass(frozen=True, slots=True)
class QuarantineRecord:
    document_key: str
    page: int
    table_no: int
    row_no: int
    cells: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A finding of the extraction itself (lost row, missing section, unproved damage), for mart.finding."""

    document_key: str
    rule_code: str
    #: error | warning | info
    severity: str
    #: document | unit | project | line
    subject: str
    message: str
    stated: str | None
    computed: str | None
    project_name: str | None
    page: int | None
    table_no: int | None
    row_no: int | None
    line_key: str | None


@dataclass(frozen=True, slots=True)
class CellRecord:
    """Every non-empty cell of a document and what became of it: coverage and tracing are read from here."""

    document_key: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    text: str
    #: read | heading | furniture | quarantined
    outcome: str
    statement: str | None
    statement_key: str | None
    box_x0: float | None
    box_top: float | None
    box_x1: float | None
    box_bottom: float | None
    reading: str
    alternative: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Names and telephone numbers of persons: goes to restricted.contact and nowhere else."""

    document_key: str
    project_key: str | None
    page: int
    row_no: int
    role: str
    person_name: str | None
    telephone: str | None
    address: str | None
    postcode: str | None


@dataclass(frozen=True, slots=True)
class ExpressionRecord:
    """A figure or a calculation in the text of a project or an indicator (loaders.expressions)."""

    document_key: str
    expression_key: str
    #: the indicator line, or None where the text is the project's own
    line_key: str | None
    project_key: str | None
    #: the field of the record that holds the text: goal, indicator_name, target_text …
    field: str
    #: the span in that text, counted from 0
    span_start: int
    span_end: int
    text: str
    #: money | rate | quantity | range | year | product | sum | total (what a whole text comes to)
    kind: str
    #: yuan for money, rates, and for products and sums of money
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    stated: Decimal | None
    computed: Decimal | None
    #: does what is stated hold at its printed precision; None where nothing is stated or nothing can be proved
    holds: bool | None
    is_approximate: bool
    #: how a total is known: stated | parts | single
    evidence: str | None


#: table name in the store -> record class. `document` is last: a document counts once its row there is committed.
TABLES: dict[str, type] = {
    "statement": StatementRecord,
    "spending": SpendingRecord,
    "revenue": RevenueRecord,
    "project": ProjectRecord,
    "indicator": IndicatorRecord,
    "repair": RepairRecord,
    "quarantine": QuarantineRecord,
    "notice": NoticeRecord,
    "cell": CellRecord,
    "expression": ExpressionRecord,
    "contact": ContactRecord,
    "document": DocumentRecord,
}


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything one document gives."""

    document: DocumentRecord
    statement: tuple[StatementRecord, ...] = ()
    spending: tuple[SpendingRecord, ...] = ()
    revenue: tuple[RevenueRecord, ...] = ()
    project: tuple[ProjectRecord, ...] = ()
    indicator: tuple[IndicatorRecord, ...] = ()
    repair: tuple[RepairRecord, ...] = ()
    quarantine: tuple[QuarantineRecord, ...] = ()
    notice: tuple[NoticeRecord, ...] = ()
    cell: tuple[CellRecord, ...] = ()
    contact: tuple[ContactRecord, ...] = ()
    expression: tuple[ExpressionRecord, ...] = ()

    def rows(self, table: str) -> tuple[Any, ...]:
        return (self.document,) if table == "document" else tuple(getattr(self, table))


def key_of(*parts: object) -> str:
    """A stable 16-digit key: the same document always gives the same keys, whatever the order of loading."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def document_key_of(sha256: str) -> str:
    return sha256[:16]


def line_key_of(document_key: str, fact: str, place: Place, suffix: str = "") -> str:
    """The key of a fact line: its document, its fact and its cell (and a suffix where one cell gives several lines)."""
    return key_of(document_key, fact, *place, suffix)


def _arrow_type(annotation: Any) -> pa.DataType:
    import pyarrow as pa

    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not type(None))
    if typing.get_origin(annotation) is list:
        return pa.list_(_arrow_type(typing.get_args(annotation)[0]))
    return {
        str: pa.string(),
        int: pa.int32(),
        bool: pa.bool_(),
        float: pa.float64(),
        Decimal: pa.decimal128(20, 2),
    }[annotation]


#: decimals that are not money: indicator values and scores keep six places.
_VALUE_FIELDS = {"value", "upper", "stated", "computed", "target_value", "actual_value", "weight", "score"} | {
    "execution_rate",
    *(f"{part}_{what}" for part in ("execution", "total") for what in ("weight", "score")),
}


def schema_of(record: type) -> pa.Schema:
    """The Arrow schema of a record class. Money is decimal(20,2); other measured values decimal(28,6)."""
    import pyarrow as pa

    hints = typing.get_type_hints(record)
    return pa.schema(
        [
            pa.field(
                item.name,
                pa.decimal128(28, 6)
                if item.name in _VALUE_FIELDS and pa.types.is_decimal(_arrow_type(hints[item.name]))
                else _arrow_type(hints[item.name]),
            )
            for item in fields(record)
        ]
    )


def arrow_table(record: type, rows: Iterable[Any]) -> pa.Table:
    """Records as an Arrow table with their declared schema."""
    import pyarrow as pa

    listed = list(rows)
    schema = schema_of(record)
    columns = [pa.array([getattr(row, name) for row in listed], type=schema.field(name).type) for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)
