"""Forms -> records: projects, indicators, spending lines, contacts, and what is missing.

- Amounts are decided over all forms of a section together (see `amount`): the certain ones say what is usual.
- A level 2 label that is no level (a stray number in its place) is read as the one level that the printed order of the
  form leaves open between its neighbours; that is a repair.
- A label with an empty cell is a line without text; a label with 不涉及 is a line that is not applicable; a missing
  label is a finding, never a line.
- Persons go to contacts and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.amounts import read_amount
from loaders.cost_texts import read_cost_text
from loaders.document import Place
from loaders.records import (
    ContactRecord,
    IndicatorRecord,
    ProjectRecord,
    RepairRecord,
    SpendingRecord,
    StatementRecord,
    key_of,
    line_key_of,
)
from loaders.section import About, Tidy
from loaders.statements.declaration.amount import FormAmount, decide, read_form_amount, typical_yuan
from loaders.statements.declaration.chosen import MONEY_KINDS, department_of, goal_field_of, outcomes_of
from loaders.statements.declaration.form import Field, Form
from loaders.statements.declaration.head import Head
from loaders.statements.declaration.labels import read_options, unit_in_label
from loaders.statements.declaration.lines import indicator_lines, number_of
from loaders.statements.declaration.money import cents
from loaders.statements.declaration.notices import notices_of, usual_levels
from loaders.statements.title_names import names_in
from loaders.text import joined, or_none, plain, squeeze
from loaders.titles import year_in

_UNIT_CODE = re.compile(r"^[\[(（【]?(\d{3}(?:\d{3})?)(?:[\])）】][-_—－]?|[-_—－])(.+)$", re.DOTALL)
_PROJECT_CODE = re.compile(r"^([0-9A-Z]{15,24})[-—－](.+)$", re.DOTALL)
_NAME_AND_NUMBER = re.compile(r"^(\D{2,12}?)[\s:：,，]*([\d-]{7,13})$")
_LOOSE_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_TELLING_KINDS = ("project_name", "amount", "period_amount", "fiscal", "goal")


def tidy_forms(
    forms: Sequence[Form], outcomes: dict[Place, str], about: About, statement: str, section_no: int
) -> Tidy:
    """All records of the forms of one section. A form that is printed empty is no project."""
    forms = [form for form in forms if form.indicators or any(form.text(kind) for kind in _TELLING_KINDS)]
    printed = [printed_amounts(form) for form in forms]
    typical = typical_yuan([amount for amounts in printed for kind, amount in amounts.items() if kind == "amount"])
    heads = [
        head_of(form, amounts, typical, about, statement, section_no)
        for form, amounts in zip(forms, printed, strict=True)
    ]
    lines: list[IndicatorRecord] = []
    repairs: list[RepairRecord] = []
    for head in heads:
        made, mended = indicator_lines(head, about, statement)
        lines.extend(made)
        repairs.extend(mended)
    usual = usual_levels(lines)
    by_project: dict[str | None, list[IndicatorRecord]] = {}
    for line in lines:
        by_project.setdefault(line.project_key, []).append(line)
    return Tidy(
        statement=tuple(statement_record(head, about, statement, number) for number, head in enumerate(heads, 1)),
        project=tuple(project_record(head, about, statement) for head in heads),
        indicator=tuple(lines),
        spending=tuple(line for head in heads for line in _spending(head, about)),
        repair=tuple(repairs),
        notice=tuple(
            notice for head in heads for notice in notices_of(head, about, by_project.get(head.project_key, []), usual)
        ),
        contact=tuple(contact for head in heads if (contact := contact_record(head, about))),
        outcomes=outcomes_of(forms, outcomes),
    )


def printed_amounts(form: Form) -> dict[str, FormAmount]:
    """The money fields of a form: the first filled one of each kind."""
    fields = {kind: field for kind in MONEY_KINDS if (field := form.first(kind)) is not None and not field.is_blank}
    fields = in_one_unit(fields)
    out = {kind: read_form_amount(field.text, field.unit) for kind, field in fields.items()}
    if "amount" not in out and "period_amount" in out:
        out["amount"] = out["period_amount"]
    return out


def in_one_unit(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The parts and the total of one block have one unit: where they add up as they are printed, the unit that a label
    of theirs prints is that of all, whatever stands over the page."""
    total = fields.get("amount")
    for kinds in (("fiscal", "carryover", "other_funds"), ("basic", "project_spending")):
        parts = [fields[kind] for kind in kinds if kind in fields]
        if total is None or not parts or len({field.unit for field in (total, *parts)}) < 2:
            continue
        values = [read_amount(field.text) for field in (total, *parts)]
        numbers = [value.value for value in values if value.value is not None and value.unit is None]
        labelled = {unit for field in (total, *parts) if (unit := unit_in_label(field.label_text))}
        if len(numbers) == len(values) and numbers[0] and numbers[0] == sum(numbers[1:]) and len(labelled) == 1:
            unit = labelled.pop()
            block = {"amount", *kinds}
            return {kind: replace(field, unit=unit) if kind in block else field for kind, field in fields.items()}
    return dict(fields)


def stated_yuan(form: Form) -> tuple[Decimal, ...]:
    """The sums that the texts of a form state: each, each text's total, and what the totals come to together."""
    texts = [field.text for field in form.fields if field.kind in ("goal", "background")]
    texts += [indicator.target_text for indicator in form.indicators]
    found: list[Decimal] = []
    totals: list[Decimal] = []
    for text in texts:
        if not any(character.isdigit() for character in text):
            continue
        read = read_cost_text(text)
        for item in (*read.expressions, *read.sums):
            if item.is_money and item.kind != "rate":
                found.extend(value for value in (item.value, item.stated) if value is not None)
        if read.total is not None:
            totals.append(read.total)
    if len(totals) > 1:
        found.append(sum(totals, Decimal(0)))
    return tuple(dict.fromkeys(yuan for value in (*found, *totals) if (yuan := cents(value)) is not None))


def head_of(
    form: Form,
    printed: dict[str, FormAmount],
    typical: Decimal | None,
    about: About,
    statement: str,
    section_no: int,
    is_department: bool = False,
) -> Head:
    stated = stated_yuan(form)
    name = name_of(form.text("project_name"))
    code = name_of(form.text("project_code"))
    if name and (match := _PROJECT_CODE.match(name)):
        code, name = match.group(1), match.group(2)
    titled = names_in(form.title) if name is None and not is_department else None
    if titled is not None:
        name = name_of(titled.project_name)
    unit = name_of(form.text("implementing_unit")) or name_of(form.text("unit")) or name_of(department_of(form))
    unit_code, unit_name = about.unit_code, unit or about.unit_name
    if unit and (coded := _UNIT_CODE.match(unit)):
        unit_code, unit_name = coded.group(1), coded.group(2)
    elif unit is None and titled is not None and titled.unit_name:
        unit_code, unit_name = titled.unit_code, titled.unit_name
    statement_key = key_of(about.document_key, statement, section_no, *form.place)
    return Head(
        form=form,
        statement_key=statement_key,
        project_key=key_of(about.document_key, "project", *form.place),
        fiscal_year=year_in(form.title or "") or about.fiscal_year,
        unit_code=unit_code,
        unit_name=unit_name,
        project_code=code,
        project_name=name,
        amounts={kind: decide(amount, stated, typical, is_department) for kind, amount in printed.items()},
    )


def name_of(text: str | None) -> str | None:
    """A name without the breaks and blanks that its cell put into it (blanks between Latin words stay)."""
    return or_none(_LOOSE_BLANK.sub("", joined(text))) if text else None


def _without_code(name: str | None) -> str | None:
    match = _UNIT_CODE.match(name or "")
    return match.group(2) if match else name


def statement_record(head: Head, about: About, statement: str, number: int) -> StatementRecord:
    amount = head.amounts.get("amount")
    field = head.form.first("amount")
    return StatementRecord(
        document_key=about.document_key,
        statement_key=head.statement_key,
        statement_no=number,
        statement=statement,
        title=or_none(joined(head.form.title or "")),
        page=head.form.place.page,
        table_no=head.form.place.table_no,
        unit_code=head.unit_code,
        unit_name=head.unit_name,
        fiscal_year=head.fiscal_year,
        stage=about.stage,
        money_unit=_unit_name(amount.unit) if amount else None,
        money_unit_evidence=amount.evidence if amount else None,
        decimals=_decimals(field.text) if field else None,
    )


def _unit_name(unit: str | None) -> str | None:
    return {"万": "万元", "亿": "亿元"}.get(unit or "", unit)


def _decimals(text: str) -> int:
    match = re.search(r"\.(\d+)", squeeze(text))
    return len(match.group(1)) if match else 0


def _yuan(head: Head, kind: str) -> Decimal | None:
    return head.amounts[kind].yuan if kind in head.amounts else None


def project_record(head: Head, about: About, statement: str) -> ProjectRecord:
    form = head.form
    amount = head.amounts.get("amount")
    amount_field = form.first("amount") or form.first("period_amount")
    type_field = form.first("type")
    options = read_options(type_field.text) if type_field else None
    goal_field = goal_field_of(form)
    return ProjectRecord(
        document_key=about.document_key,
        project_key=head.project_key,
        statement_key=head.statement_key,
        statement=statement,
        page=form.place.page,
        table_no=form.place.table_no,
        row_no=form.place.row_no,
        fiscal_year=head.fiscal_year,
        unit_code=head.unit_code,
        unit_name=head.unit_name,
        department=_without_code(name_of(department_of(form))),
        implementing_unit=_without_code(name_of(form.text("implementing_unit"))),
        project_code=head.project_code,
        project_name=head.project_name,
        category=or_none("、".join(options.ticked)) if options else None,
        goal=plain(goal_field.text) if goal_field else None,
        amount_yuan=amount.yuan if amount else None,
        fiscal_yuan=_yuan(head, "fiscal"),
        other_yuan=_yuan(head, "other_funds"),
        carryover_initial_yuan=_yuan(head, "carryover"),
        execution_weight=number_of(form.text("execution_weight") or ""),
        amount_text=or_none(plain(amount_field.text)) if amount_field else None,
        amount_evidence=amount.evidence if amount else None,
        is_repaired=bool(amount and amount.is_repaired),
    )


#: what each money field of a form of one project measures; 总额 is the total of the others
_MEASURES = {"amount": "total", "fiscal": "fiscal", "carryover": "carryover", "other_funds": "other_income"}


def _spending(head: Head, about: About) -> Iterator[SpendingRecord]:
    """The amounts of a form: its total, and each source of it. Each is a measure of the same project."""
    for kind, measure in _MEASURES.items():
        field = head.form.first(kind)
        if field is None and kind == "amount":
            field = head.form.first("period_amount")
        amount = head.amounts.get(kind)
        if field is None or amount is None or amount.yuan is None or field.place is None:
            continue
        yield SpendingRecord(
            document_key=about.document_key,
            line_key=line_key_of(about.document_key, "spending", field.place),
            statement_key=head.statement_key,
            statement="project_budget",
            page=field.place.page,
            table_no=field.place.table_no,
            row_no=field.place.row_no,
            column_no=field.place.column_no,
            fiscal_year=head.fiscal_year,
            unit_code=head.unit_code,
            unit_name=head.unit_name,
            project_code=head.project_code,
            project_name=head.project_name,
            stage="budget",
            covers="all",
            view="project",
            measure=measure,
            fund_kind=None if measure == "total" else measure,
            is_carryover=measure == "carryover",
            line_kind="leaf",
            amount_yuan=amount.yuan,
            amount_text=plain(field.text),
            is_repaired=amount.is_repaired,
        )


def contact_record(head: Head, about: About) -> ContactRecord | None:
    form = head.form
    person, telephone = form.first("person"), form.first("telephone")
    address, postcode = form.first("address"), form.first("postcode")
    if not any(field is not None and not field.is_blank for field in (person, telephone, address, postcode)):
        return None
    person_name = name_of(person.text) if person else None
    number = name_of(telephone.text) if telephone else None
    if number is None and (match := _NAME_AND_NUMBER.match(person_name or "")):
        person_name, number = match.group(1), match.group(2)
    return ContactRecord(
        document_key=about.document_key,
        project_key=head.project_key,
        page=form.place.page,
        row_no=person.place.row_no if person and person.place else form.place.row_no,
        role=squeeze(person.label_text) if person else "单位",
        person_name=person_name,
        telephone=number,
        address=name_of(address.text) if address else None,
        postcode=name_of(postcode.text) if postcode else None,
    )
