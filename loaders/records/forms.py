"""Projects, indicators and what their texts say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord:
    document_key: str
    project_key: str
    statement_key: str
    statement: str
    page: int
    table_no: int
    row_no: int
    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    department: str | None = None
    implementing_unit: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    category: str | None = None
    goal: str | None = None
    goal_actual: str | None = None
    amount_yuan: Decimal | None = None
    fiscal_yuan: Decimal | None = None
    other_yuan: Decimal | None = None
    initial_yuan: Decimal | None = None
    adjusted_yuan: Decimal | None = None
    executed_yuan: Decimal | None = None
    fiscal_initial_yuan: Decimal | None = None
    fiscal_adjusted_yuan: Decimal | None = None
    fiscal_executed_yuan: Decimal | None = None
    carryover_initial_yuan: Decimal | None = None
    carryover_adjusted_yuan: Decimal | None = None
    carryover_executed_yuan: Decimal | None = None
    other_initial_yuan: Decimal | None = None
    other_adjusted_yuan: Decimal | None = None
    other_executed_yuan: Decimal | None = None
    #: as printed in per cent (98.5 for 98.5 %)
    execution_rate: Decimal | None = None
    execution_weight: Decimal | None = None
    execution_score: Decimal | None = None
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    amount_text: str | None = None
    #: how the money unit and the columns were decided, in words
    amount_evidence: str | None = None
    is_repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRecord:
    document_key: str
    line_key: str
    statement_key: str
    statement: str
    #: the project of this document that the line belongs to; None for department-wide lines and for lost projects
    project_key: str | None = None
    page: int
    table_no: int
    row_no: int
    column_no: int
    seq: int
    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    #: project | department
    scope: str
    project_code: str | None = None
    project_name: str | None = None
    activity: str | None = None
    #: 产出 | 效益 | 满意度 | 成本 | 预算执行 (conformed; None where it cannot be told)
    level1: str | None = None
    level2: str | None = None
    level1_text: str | None = None
    level2_text: str | None = None
    indicator_name: str | None = None
    #: ≥ ≤ = > < 定性
    operator: str | None = None
    target_text: str | None = None
    target_value: Decimal | None = None
    target_unit: str | None = None
    actual_text: str | None = None
    actual_value: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    deviation_reason: str | None = None
    is_not_applicable: bool = False
    #: row | position | cost_sum | form | contiguity | service_amount
    attribution: str | None = None
    is_repaired: bool = False


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
    #: how a total is known: stated | parts | single | computed
    evidence: str | None
