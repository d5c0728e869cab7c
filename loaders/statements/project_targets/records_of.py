"""A target table with its indicators tied to projects -> the records that leave the loaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.document import Place
from loaders.indicators import is_not_applicable, read_operator, read_target
from loaders.records import (
    IndicatorRecord,
    NoticeRecord,
    ProjectRecord,
    QuarantineRecord,
    RepairRecord,
    SpendingRecord,
    StatementRecord,
    key_of,
    line_key_of,
)
from loaders.section import FURNITURE, About, Section, Tidy
from loaders.statements.project_targets.evidence import cost_yuan
from loaders.statements.project_targets.money import readings_of
from loaders.statements.project_targets.values import IndicatorRow, Money, Printed, ProjectRow, Run, TargetList
from loaders.text import or_none

AMOUNTS = "project_budget"
STAGE = "budget"


@dataclass(frozen=True, slots=True)
class Tied:
    """An indicator row, its project (index, or None for a lost one) and what tied them."""

    row: int
    project: int | None
    attribution: str | None


@dataclass
class _Out:
    projects: list[ProjectRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    spending: list[SpendingRecord] = field(default_factory=list)
    repairs: list[RepairRecord] = field(default_factory=list)
    quarantine: list[QuarantineRecord] = field(default_factory=list)
    notices: list[NoticeRecord] = field(default_factory=list)


def tied_by_runs(table: TargetList, runs: Sequence[Run]) -> list[Tied]:
    """Each row that is counted, with the evidence that decided it."""
    out: list[Tied] = []
    for run in runs:
        for at in run.kept:
            out.append(Tied(at, run.project, _decided_by(table, run, at)))
    return sorted(out, key=lambda tied: tied.row)


def _decided_by(table: TargetList, run: Run, at: int) -> str | None:
    if run.project is None:
        return None
    project = table.projects[run.project]
    if project.first in (at, at + 0.5) or project.last in (at, at + 0.5):
        return "row"
    if run.has_cost_sum and table.rows[at].conformed1 == "成本":
        return "cost_sum"
    if project.first <= at and not any(int(project.first) < gap <= at for gap in table.breaks):
        return "position"
    return "contiguity"


def build(
    section: Section, about: About, table: TargetList, tied: Sequence[Tied], money: Money, year: int | None
) -> Tidy:
    """All records of one table."""
    keys = [key_of(about.document_key, "project", *project.place) for project in table.projects]
    statement = _statement(section, about, table, money, year, section.kind)
    amounts = _statement(section, about, table, money, year, AMOUNTS)
    out = _Out()
    costs = _costs(table, tied)
    for index, project in enumerate(table.projects):
        _project(out, about, statement, amounts, project, keys[index], money, costs.get(index), year)
    for total in table.totals:
        for measure, cell in total.amounts:
            _total(out, about, amounts, measure, cell, money, year)
    for seq, item in enumerate(tied, 1):
        owner = table.projects[item.project] if item.project is not None else None
        key = keys[item.project] if item.project is not None else None
        out.indicators.append(
            _indicator(about, statement, table.rows[item.row], owner, key, item.attribution, seq, year)
        )
    outcomes = dict(table.outcomes)
    counted = {item.row for item in tied}
    for at, row in enumerate(table.rows):
        if at not in counted:
            outcomes.update((place, FURNITURE) for place in row.places)
    return Tidy(
        statement=(statement, amounts) if out.spending else (statement,),
        spending=tuple(out.spending),
        project=tuple(out.projects),
        indicator=tuple(out.indicators),
        repair=tuple(out.repairs),
        quarantine=tuple(out.quarantine),
        notice=tuple(out.notices),
        outcomes=outcomes,
    )


def _costs(table: TargetList, tied: Sequence[Tied]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for item in tied:
        row = table.rows[item.row]
        if item.project is not None and row.conformed1 == "成本" and (money := cost_yuan(row)) is not None:
            sums[item.project] = sums.get(item.project, Decimal(0)) + money
    return sums


def _statement(
    section: Section, about: About, table: TargetList, money: Money, year: int | None, kind: str
) -> StatementRecord:
    grid = next(section.grids(), None)
    named = next((project for project in table.projects if project.unit_code or project.unit_name), None)
    return StatementRecord(
        document_key=about.document_key,
        statement_key=key_of(about.document_key, section.section_no, kind),
        statement_no=section.section_no,
        statement=kind,
        title=or_none((section.title or "").strip()),
        page=section.title_places[0].page if section.title_places else (grid.page if grid else 1),
        table_no=grid.table_no if grid else 0,
        unit_code=(named.unit_code if named else None) or about.unit_code,
        unit_name=(named.unit_name if named else None) or about.unit_name,
        fiscal_year=year,
        stage=STAGE,
        money_unit=money.unit,
        money_unit_evidence=money.evidence,
        decimals=money.decimals,
    )


def _project(
    out: _Out,
    about: About,
    statement: StatementRecord,
    amounts: StatementRecord,
    project: ProjectRow,
    key: str,
    money: Money,
    cost: Decimal | None,
    year: int | None,
) -> None:
    readings = readings_of(project, money, cost)
    yuan: dict[str, Decimal] = {}
    evidence = f"unit {money.unit} ({money.evidence})"
    is_repaired = project.code is not None and project.code.rule is not None
    unit = (project.unit_code or statement.unit_code, project.unit_name or statement.unit_name)
    code = project.code.value if project.code else None
    for measure, (cell, reading) in readings.items():
        if reading is None:
            out.quarantine.append(
                QuarantineRecord(about.document_key, *cell.place[:3], [cell.text], f"amount of {measure} cannot be read")
            )
            continue
        yuan[measure] = reading.yuan
        line_key = line_key_of(about.document_key, "spending", cell.place)
        if reading.rule:
            is_repaired = True
            evidence = f"{evidence}; {reading.evidence}"
            out.repairs.append(
                RepairRecord(
                    about.document_key, line_key, *cell.place, cell.text, f"{reading.yuan} 元",
                    reading.rule, reading.evidence, reading.confidence,
                )  # fmt: skip
            )
        kind = "subtotal" if project.is_subtotal else "leaf"
        out.spending.append(
            _spending(about, amounts, cell, line_key, measure, kind, reading.yuan, bool(reading.rule), unit, code,
                      None if project.is_subtotal else project.name, project.name if project.is_subtotal else None, year)
        )  # fmt: skip
    if project.is_subtotal:
        return
    if project.code is not None and project.code.rule:
        out.repairs.append(
            RepairRecord(
                about.document_key, None, *project.place, project.code.printed, project.code.value,
                project.code.rule, project.code.evidence, "strong",
            )  # fmt: skip
        )
    if project.code is None and project.name is None:
        out.notices.append(
            _notice(about, "lost_project", f"a project's row is cut off: neither its code nor its name is in the text "
                    f"(goal: {(project.goal or '')[:30]})", project.place, None)
        )  # fmt: skip
    printed = [cell.text for _, cell in project.amounts]
    blank = dict.fromkeys(_LATER)
    out.projects.append(
        ProjectRecord(
            document_key=about.document_key,
            project_key=key,
            statement_key=statement.statement_key,
            statement=statement.statement,
            page=project.place.page,
            table_no=project.place.table_no,
            row_no=project.place.row_no,
            fiscal_year=year,
            unit_code=unit[0],
            unit_name=unit[1],
            department=None,
            implementing_unit=None,
            project_code=code,
            project_name=or_none(project.name),
            category=or_none(project.category),
            goal=or_none(project.goal),
            goal_actual=None,
            amount_yuan=yuan.get("total", yuan.get("fiscal")),
            fiscal_yuan=yuan.get("fiscal"),
            other_yuan=yuan.get("other_income"),
            amount_text=printed[0] if printed else None,
            amount_evidence=evidence if printed else None,
            is_repaired=is_repaired,
            **blank,  # type: ignore[arg-type]
        )
    )


#: fields of a project that only evaluations have
_LATER = (
    "initial_yuan", "adjusted_yuan", "executed_yuan", "fiscal_initial_yuan", "fiscal_adjusted_yuan",
    "fiscal_executed_yuan", "carryover_initial_yuan", "carryover_adjusted_yuan", "carryover_executed_yuan",
    "other_initial_yuan", "other_adjusted_yuan", "other_executed_yuan", "execution_rate", "execution_weight",
    "execution_score", "total_weight", "total_score",
)  # fmt: skip


def _total(
    out: _Out, about: About, amounts: StatementRecord, measure: str, cell: Printed, money: Money, year: int | None
) -> None:
    from loaders.statements.project_targets.money import read_cell

    reading = read_cell(cell, Money(money.unit, money.evidence, None))
    if reading is None:
        return
    key = line_key_of(about.document_key, "spending", cell.place)
    unit = (amounts.unit_code, amounts.unit_name)
    out.spending.append(
        _spending(about, amounts, cell, key, measure, "total", reading.yuan, False, unit, None, None, "合计", year)
    )


def _spending(
    about: About,
    statement: StatementRecord,
    cell: Printed,
    line_key: str,
    measure: str,
    line_kind: str,
    yuan: Decimal,
    is_repaired: bool,
    unit: tuple[str | None, str | None],
    code: str | None,
    name: str | None,
    label: str | None,
    year: int | None,
) -> SpendingRecord:
    return SpendingRecord(
        document_key=about.document_key,
        line_key=line_key,
        statement_key=statement.statement_key,
        statement=AMOUNTS,
        page=cell.place.page,
        table_no=cell.place.table_no,
        row_no=cell.place.row_no,
        column_no=cell.place.column_no,
        fiscal_year=year,
        unit_code=unit[0],
        unit_name=unit[1],
        function_code=None,
        function_name=None,
        gov_economic_code=None,
        gov_economic_name=None,
        dept_economic_code=None,
        dept_economic_name=None,
        fund_source=None,
        project_code=code,
        project_name=or_none(name),
        label=label,
        service_level1=None,
        service_level2=None,
        service_level3=None,
        service_field=None,
        stage=STAGE,
        measure=measure,
        line_kind=line_kind,
        is_carryover=False,
        amount_yuan=yuan,
        amount_text=cell.text.strip(),
        is_repaired=is_repaired,
        reading="single",
        confidence=None,
    )


def _indicator(
    about: About,
    statement: StatementRecord,
    row: IndicatorRow,
    project: ProjectRow | None,
    project_key: str | None,
    attribution: str | None,
    seq: int,
    year: int | None,
) -> IndicatorRecord:
    operator = read_operator(row.operator)
    target = read_target(row.target)
    weight = read_target(row.weight).value if row.weight else None
    return IndicatorRecord(
        document_key=about.document_key,
        line_key=line_key_of(about.document_key, "indicator", row.place, str(seq)),
        statement_key=statement.statement_key,
        statement=statement.statement,
        project_key=project_key,
        page=row.place.page,
        table_no=row.place.table_no,
        row_no=row.place.row_no,
        column_no=row.place.column_no,
        seq=seq,
        fiscal_year=year,
        unit_code=(project.unit_code if project else None) or statement.unit_code,
        unit_name=(project.unit_name if project else None) or statement.unit_name,
        scope="project",
        project_code=project.code.value if project and project.code else None,
        project_name=or_none(project.name) if project else None,
        activity=None,
        level1=row.conformed1,
        level2=row.conformed2,
        level1_text=or_none(row.level1),
        level2_text=or_none(row.level2),
        indicator_name=or_none(row.name),
        operator=operator or (target.operator if row.operator is None else None),
        target_text=or_none(row.target),
        target_value=target.value if operator != "定性" else None,
        target_unit=or_none(row.unit) or target.unit,
        actual_text=None,
        actual_value=None,
        weight=weight,
        score=None,
        deviation_reason=None,
        is_not_applicable=is_not_applicable(row.target) or is_not_applicable(row.name),
        attribution=attribution,
        is_repaired=False,
    )


def _notice(about: About, rule: str, message: str, place: Place, computed: str | None) -> NoticeRecord:
    return NoticeRecord(
        document_key=about.document_key,
        rule_code=rule,
        severity="warning" if rule == "lost_project" else "info",
        subject="project",
        message=message,
        stated=None,
        computed=computed,
        project_name=None,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        line_key=None,
    )


def notices_of(about: About, table: TargetList, runs: Sequence[Run]) -> tuple[NoticeRecord, ...]:
    """What the table itself shows to be missing: projects whose row is lost."""
    out: list[NoticeRecord] = []
    for run in runs:
        if run.project is None and run.kept:
            count = len(run.kept)
            trace = next((piece.text for piece in table.fragments if run.start <= piece.before <= run.stop), None)
            words = f", of whose name only {trace!r} is left" if trace else ""
            message = f"{count} indicators belong to a project whose own row is not in the text{words}"
            out.append(_notice(about, "lost_project", message, table.rows[run.kept[0]].place, str(count)))
    counted = {at for run in runs for at in run.kept}
    echoes = [at for at in range(len(table.rows)) if at not in counted]
    if echoes:
        message = f"{len(echoes)} indicator rows are printed a second time and are counted once"
        out.append(_notice(about, "echoed_rows", message, table.rows[echoes[0]].place, str(len(echoes))))
    return tuple(out)
