"""Form -> records. The same for a dump and for a grid.

Amounts go out twice: in the project's row, and one spending line for each printed amount cell. The money unit is the
one the head prints, unless the form itself says the same sum in another unit, or the sum would be out of all
proportion. Persons go to the contacts and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from loaders.document import Place
from loaders.indicators import Target, conform_levels, read_bound, read_target
from loaders.records import (
    ContactRecord,
    IndicatorRecord,
    NoticeRecord,
    QuarantineRecord,
    RepairRecord,
    StatementRecord,
    key_of,
    line_key_of,
)
from loaders.section import About, Section, Tidy
from loaders.statements.self_evaluation.amount_records import STATEMENT, project_row, spending_line
from loaders.statements.self_evaluation.form import Form, Indicator, Reasoned
from loaders.text import folded
from loaders.titles import year_in

_MISSING = {
    "funds": "the funds block (项目资金)",
    "goal": "the goal (年度总体目标)",
    "indicators": "the indicators (绩效指标)",
    "total": "the total (总分)",
}
#: one project of ten thousand million yuan is no project of a department: the cell is in yuan
_OUT_OF_PROPORTION = Decimal(1_000_000)
_POINTS = re.compile(r"[（(]?\d+(?:\.\d+)?分?[)）]?\Z")
_BOUNDS = ("≥", "≤", ">", "<")


def tidy_of(form: Form, section: Section, about: About, outcomes: Mapping[Place, str]) -> Tidy:
    """All records of one form."""
    statement_key = key_of(about.document_key, STATEMENT, *form.place)
    project_key = key_of(about.document_key, "project", *form.place)
    year = year_in(form.title or "") or year_in(section.title or "") or about.fiscal_year
    unit, evidence, unit_reason = _money_unit(form)
    reasoned = form.reasoned + form.funds.reasoned + ((unit_reason,) if unit_reason else ())
    keys = {
        cell: line_key_of(about.document_key, "spending", cell.place, f"{cell.fund}-{cell.stage}")
        for cell in form.funds.cells
    }
    unit_name = about.unit_name or form.department
    statement = StatementRecord(
        document_key=about.document_key,
        statement_key=statement_key,
        statement_no=section.section_no,
        statement=STATEMENT,
        title=section.title,
        page=form.place.page,
        table_no=form.place.table_no,
        unit_code=about.unit_code,
        unit_name=unit_name,
        fiscal_year=year,
        stage="final",
        money_unit=unit,
        money_unit_evidence=evidence,
        decimals=max((_decimals(cell.text) for cell in form.funds.cells), default=None),
    )
    subjects = {(cell.fund, cell.stage): key for cell, key in keys.items() if cell.label is None}
    repaired_rows = {reason.subject[0] for reason in form.funds.reasoned if reason.subject}
    return Tidy(
        statement=(statement,),
        spending=tuple(
            spending_line(cell, form, statement, keys[cell], unit, cell.fund in repaired_rows)
            for cell in form.funds.cells
        ),
        project=(project_row(form, statement, project_key, unit, evidence, bool(reasoned)),),
        indicator=tuple(
            _indicator(number, indicator, form, statement, project_key)
            for number, indicator in enumerate(form.indicators, 1)
        ),
        repair=tuple(_repair(reason, about, subjects) for reason in reasoned),
        quarantine=tuple(
            QuarantineRecord(about.document_key, *place[:3], [text], "stands in a form, but fits no row of it")
            for place, text in form.unread
        ),
        notice=_notices(form, about),
        contact=tuple(
            ContactRecord(
                about.document_key,
                project_key,
                contact.place.page,
                contact.place.row_no,
                "项目负责人",
                contact.name,
                contact.telephone,
                None,
                None,
            )
            for contact in form.contacts
        ),
        outcomes=outcomes,
    )


def merged(tidies: Iterable[Tidy]) -> Tidy:
    """Several forms of one section as one."""
    every = list(tidies)
    outcomes: dict[Place, str] = {}
    for tidy in every:
        outcomes.update(tidy.outcomes)
    return Tidy(
        statement=tuple(record for tidy in every for record in tidy.statement),
        spending=tuple(record for tidy in every for record in tidy.spending),
        project=tuple(record for tidy in every for record in tidy.project),
        indicator=tuple(record for tidy in every for record in tidy.indicator),
        repair=tuple(record for tidy in every for record in tidy.repair),
        quarantine=tuple(record for tidy in every for record in tidy.quarantine),
        notice=tuple(record for tidy in every for record in tidy.notice),
        contact=tuple(record for tidy in every for record in tidy.contact),
        outcomes=outcomes,
    )


def _decimals(text: str) -> int:
    return len(text.rpartition(".")[2]) if "." in text else 0


def _money_unit(form: Form) -> tuple[str, str, Reasoned | None]:
    """The unit of the amounts, why, and the repair where it is not the printed one."""
    printed = form.funds.unit
    printed_cells = [cell for cell in form.funds.cells if cell.label is None]
    largest = max(printed_cells, key=lambda cell: cell.value, default=None)
    unit, why = printed or "万元", form.funds.unit_evidence or "no unit printed; the form is in 万元 as published"
    if largest is None or largest.value == 0:
        return unit, why, None
    other = "元" if unit == "万元" else "万元"
    said = _said_with_unit(form, {cell.value for cell in printed_cells if cell.value})
    if said == {other}:
        evidence = f"the text of the form names the sum in {other}, the head prints {printed or 'nothing'}"
    elif unit == "万元" and form.scope == "project" and largest.value >= _OUT_OF_PROPORTION:
        evidence = f"{largest.text} 万元 is out of proportion for one project; read as 元"
    else:
        return unit, why, None
    subject, confidence = (largest.fund, largest.stage), "strong" if said else "form"
    read_as = f"{largest.text} {other}"
    return other, evidence, Reasoned(largest.place, largest.text, read_as, "money_unit", evidence, confidence, subject)


def _said_with_unit(form: Form, values: set[Decimal]) -> set[str]:
    """The units with which the texts of a form name exactly one of its sums."""
    texts = [form.goal, form.goal_actual]
    for indicator in form.indicators:
        texts += [indicator.name, indicator.target, indicator.actual]
    found = set()
    for text in texts:
        for number, unit in re.findall(r"(?<![\d.])(\d+(?:,\d{3})*(?:\.\d+)?)(万元|元)", folded(text or "")):
            if Decimal(number.replace(",", "")) in values:
                found.add(unit)
    return found


def _target(indicator: Indicator) -> Target:
    """The target as a value; a bound that stands in the name (≤1年) belongs to the number that the target repeats."""
    target = read_target(f"{indicator.target}{indicator.unit or ''}" if indicator.target else None)
    bound = read_target(indicator.name)
    if bound.operator in _BOUNDS and bound.value is not None and target.value in (bound.value, None):
        return Target(bound.operator, bound.value, bound.unit or target.unit)
    if indicator.operator:
        return Target(read_bound(indicator.operator, target.value) or indicator.operator, target.value, target.unit)
    return target


def _label(text: str | None) -> str | None:
    """A level without the points it is worth (产出指标（50分））."""
    return _POINTS.sub("", text) if text else None


def _indicator(
    number: int, indicator: Indicator, form: Form, statement: StatementRecord, project_key: str
) -> IndicatorRecord:
    level1, level2 = conform_levels(_label(indicator.level1), _label(indicator.level2))
    silent = indicator.is_not_applicable or not indicator.target
    target = Target(None, None, None) if silent else _target(indicator)
    return IndicatorRecord(
        document_key=statement.document_key,
        line_key=line_key_of(statement.document_key, "indicator", indicator.place, f"{STATEMENT}-{number}"),
        statement_key=statement.statement_key,
        statement=STATEMENT,
        project_key=project_key,
        page=indicator.place.page,
        table_no=indicator.place.table_no,
        row_no=indicator.place.row_no,
        column_no=indicator.place.column_no,
        seq=number,
        fiscal_year=statement.fiscal_year,
        unit_code=statement.unit_code,
        unit_name=statement.unit_name,
        scope=form.scope,
        project_code=form.project_code,
        project_name=form.project_name,
        level1=level1,
        level2=level2,
        level1_text=indicator.level1,
        level2_text=indicator.level2,
        indicator_name=indicator.name,
        operator=target.operator,
        target_text=indicator.target,
        target_value=target.value,
        target_unit=target.unit,
        actual_text=indicator.actual,
        actual_value=read_target(indicator.actual).value if indicator.actual else None,
        weight=indicator.weight,
        score=indicator.score,
        deviation_reason=indicator.reason,
        is_not_applicable=indicator.is_not_applicable,
        attribution="form",
        is_repaired=indicator.is_reasoned,
    )


def _repair(reason: Reasoned, about: About, keys: Mapping[tuple[str, str], str]) -> RepairRecord:
    return RepairRecord(
        document_key=about.document_key,
        line_key=keys.get(reason.subject) if reason.subject else None,
        page=reason.place.page,
        table_no=reason.place.table_no,
        row_no=reason.place.row_no,
        column_no=reason.place.column_no,
        printed_text=reason.printed_text,
        read_as=reason.read_as,
        rule=reason.rule,
        evidence=reason.evidence,
        confidence=reason.confidence,
    )


def _notices(form: Form, about: About) -> tuple[NoticeRecord, ...]:
    missing = (
        ("missing_section", "warning", f"the form has no {_MISSING.get(name, name)}", None, None)
        for name in form.missing
    )
    return tuple(
        NoticeRecord(
            document_key=about.document_key,
            rule_code=rule,
            severity=severity,
            subject="project",
            message=message,
            stated=stated,
            computed=computed,
            project_name=form.project_name,
            page=form.place.page,
            table_no=form.place.table_no,
            row_no=form.place.row_no,
            line_key=None,
        )
        for rule, severity, message, stated, computed in (*missing, *form.remarks)
    )
