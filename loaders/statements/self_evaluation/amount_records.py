"""The amounts of a form -> its project row and one spending line for each printed cell."""

from __future__ import annotations

from decimal import Decimal

from loaders.amounts import to_yuan
from loaders.records import ProjectRecord, SpendingRecord, StatementRecord
from loaders.statements.self_evaluation.form import FUNDS, STAGES, AmountCell, Form

STATEMENT = "self_evaluation"
_MEASURES = {
    "total": "total",
    "fiscal": "fiscal",
    "carryover": "carryover",
    "other": "other_income",
    "special_account": "special_account",
    "unit_funds": "unit_funds",
    "basic": "basic",
    "project": "project",
}
#: what is neither appropriation nor carry-over
_OTHER = ("other", "special_account", "unit_funds")
_STAGES = {"initial": "initial_budget", "adjusted": "adjusted_budget", "executed": "executed"}


def _yuan(value: Decimal | None, unit: str) -> Decimal | None:
    return None if value is None else to_yuan(value, unit)


def spending_line(
    cell: AmountCell, form: Form, statement: StatementRecord, line_key: str, unit: str, is_repaired: bool
) -> SpendingRecord:
    return SpendingRecord(
        document_key=statement.document_key,
        line_key=line_key,
        statement_key=statement.statement_key,
        statement=STATEMENT,
        page=cell.place.page,
        table_no=cell.place.table_no,
        row_no=cell.place.row_no,
        column_no=cell.place.column_no,
        fiscal_year=statement.fiscal_year,
        unit_code=statement.unit_code,
        unit_name=statement.unit_name,
        project_code=form.project_code,
        project_name=form.project_name if form.scope == "project" else None,
        label=cell.label or form.project_name,
        stage=_STAGES[cell.stage],
        view="project",
        measure=_MEASURES[cell.fund],
        line_kind=cell.line_kind,
        is_carryover=cell.fund == "carryover",
        amount_yuan=to_yuan(cell.value, unit),
        amount_text=cell.text,
        is_repaired=is_repaired,
        reading=cell.reading,
    )


def project_row(
    form: Form, statement: StatementRecord, key: str, unit: str, evidence: str, is_repaired: bool
) -> ProjectRecord:
    funds = form.funds
    amounts = {(fund, stage): _yuan(funds.amount(fund, stage), unit) for fund in FUNDS for stage in STAGES}
    for stage in STAGES:
        others = [yuan for fund in _OTHER if (yuan := _yuan(funds.amount(fund, stage), unit)) is not None]
        amounts["other", stage] = sum(others, Decimal(0)) if others else None
    reasons = [reason.evidence for reason in funds.reasoned if reason.subject and reason.subject[0] == "total"]
    return ProjectRecord(
        document_key=statement.document_key,
        project_key=key,
        statement_key=statement.statement_key,
        statement=STATEMENT,
        page=form.place.page,
        table_no=form.place.table_no,
        row_no=form.place.row_no,
        fiscal_year=statement.fiscal_year,
        unit_code=statement.unit_code,
        unit_name=statement.unit_name,
        department=form.department,
        implementing_unit=form.implementing_unit,
        project_code=form.project_code,
        project_name=form.project_name,
        category=None if form.scope == "project" else "部门整体",
        goal=form.goal,
        goal_actual=form.goal_actual,
        initial_yuan=amounts["total", "initial"],
        adjusted_yuan=amounts["total", "adjusted"],
        executed_yuan=amounts["total", "executed"],
        fiscal_initial_yuan=amounts["fiscal", "initial"],
        fiscal_adjusted_yuan=amounts["fiscal", "adjusted"],
        fiscal_executed_yuan=amounts["fiscal", "executed"],
        carryover_initial_yuan=amounts["carryover", "initial"],
        carryover_adjusted_yuan=amounts["carryover", "adjusted"],
        carryover_executed_yuan=amounts["carryover", "executed"],
        other_initial_yuan=amounts["other", "initial"],
        other_adjusted_yuan=amounts["other", "adjusted"],
        other_executed_yuan=amounts["other", "executed"],
        execution_rate=funds.rate,
        execution_weight=funds.weight,
        execution_score=funds.score,
        total_weight=form.total_weight,
        total_score=form.total_score,
        amount_text=" ".join(cell.text for cell in funds.cells if cell.fund == "total") or None,
        amount_evidence="; ".join([evidence, *reasons]),
        is_repaired=is_repaired,
    )
