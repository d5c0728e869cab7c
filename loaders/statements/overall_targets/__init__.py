"""部门整体支出绩效目标表 and 部门整体支出绩效目标申报表: what a whole department is to achieve, and with what money.

1. The form is read like any labelled form (loaders.statements.declaration); its lines have scope `department`.
2. The funds are one project record without a name (预算支出总额, 财政拨款, 其他资金), so that rules can hold them
   against the budget tables. 基本支出 + 项目支出 must come to the total at printed precision, else there is a notice.
3. Its tasks with sums of their own (年度主要任务) are projects of that name.
4. A cell that holds numbered text becomes one line an item (see `items`): `activity` is the section path. An item with
   several quantities gets a further line for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.amounts import YUAN_PER_UNIT
from loaders.document import Place
from loaders.indicators import QUALITATIVE, conform_level1, conform_level2
from loaders.records import (
    IndicatorRecord,
    NoticeRecord,
    ProjectRecord,
    RepairRecord,
    key_of,
    line_key_of,
)
from loaders.section import About, Section, Tidy
from loaders.statements.declaration import read_forms
from loaders.statements.declaration.amount import decide, read_form_amount
from loaders.statements.declaration.chosen import outcomes_of
from loaders.statements.declaration.dump import is_dump
from loaders.statements.declaration.form import Field, FormIndicator
from loaders.statements.declaration.grid_forms import read_grid_forms
from loaders.statements.declaration.head import Head
from loaders.statements.declaration.lines import indicator_lines
from loaders.statements.declaration.records import (
    contact_record,
    head_of,
    name_of,
    printed_amounts,
    project_record,
    statement_record,
    tidy_forms,
)
from loaders.statements.declaration.tasks import Task
from loaders.statements.overall_targets.items import Item, Quantity, items_of
from loaders.text import folded, joined, or_none, plain

__all__ = ["read_overall_targets"]

STATEMENT = "overall_targets"


def read_overall_targets(section: Section, about: About) -> Tidy:
    """The form of a whole department."""
    forms, outcomes = read_forms(section)
    forms = tuple(form for form in forms if form.indicators or form.fields)
    if not forms:
        return Tidy()
    if all(form.text("project_name") for form in forms):
        # 专项资金整体绩效目标表: the whole of one fund, which is a project and no department.
        return tidy_forms(forms, outcomes, about, "project_targets", section.section_no)
    heads = [
        head_of(form, printed_amounts(form), None, about, STATEMENT, section.section_no, is_department=True)
        for form in forms
    ]
    lines: list[IndicatorRecord] = []
    repairs: list[RepairRecord] = []
    for head in heads:
        made, mended = indicator_lines(head, about, STATEMENT, scope="department")
        lines.extend(_itemised(head, about, made))
        repairs.extend(mended)
    tasks = () if is_dump(section) else read_grid_forms(section).tasks
    return Tidy(
        statement=tuple(statement_record(head, about, STATEMENT, number) for number, head in enumerate(heads, 1)),
        project=(
            *(_funds(head, about) for head in heads if head.amounts or head.form.text("goal")),
            *(_task(heads, about, task) for task in tasks),
        ),
        indicator=tuple(lines),
        repair=tuple(repairs),
        notice=tuple(notice for head in heads if (notice := _contradiction(head, about))),
        contact=tuple(contact for head in heads if (contact := contact_record(head, about))),
        outcomes=outcomes_of(forms, outcomes),
    )


def _funds(head: Head, about: About) -> ProjectRecord:
    """The department's money as one project record without a name."""
    record = project_record(head, about, STATEMENT)
    evidence = record.amount_evidence
    parts = [
        f"{joined(field.label_text).rstrip(':：')} {plain(field.text)}"
        for kind in ("basic", "project_spending")
        for field in head.form.all(kind)
        if not field.is_blank
    ]
    if parts:
        evidence = f"{evidence or 'no total printed'}; {' + '.join(parts)}"
    return replace(record, project_code=None, project_name=None, amount_evidence=evidence)


def _contradiction(head: Head, about: About) -> NoticeRecord | None:
    """基本支出 + 项目支出 against the stated total, at the precision that is printed."""
    stated = head.amounts.get("amount")
    fields = [field for kind in ("basic", "project_spending") for field in head.form.all(kind) if not field.is_blank]
    readings = [decide(read_form_amount(field.text, field.unit), (), None, is_department=True) for field in fields]
    kinds = {field.kind for field in fields}
    if stated is None or stated.yuan is None or kinds != {"basic", "project_spending"}:
        return None
    if any(reading.yuan is None for reading in readings):
        return None
    computed = sum((reading.yuan for reading in readings if reading.yuan is not None), Decimal(0))
    last_digit = min((_last_digit(field) for field in fields), default=Decimal(0))
    if abs(computed - stated.yuan) <= last_digit * len(fields):
        return None
    place = head.form.place
    return NoticeRecord(
        document_key=about.document_key,
        rule_code="overall_funds_sum",
        severity="warning",
        subject="unit",
        message=(
            f"基本支出 and 项目支出 of {head.unit_name or 'the department'} come to {computed} 元, "
            f"its total is {stated.yuan} 元."
        ),
        stated=str(stated.yuan),
        computed=str(computed),
        project_name=None,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        line_key=None,
    )


def _last_digit(field: Field) -> Decimal:
    """What one step of the last printed digit is worth, in yuan."""
    bare = plain(field.text)
    decimals = len(bare.partition(".")[2]) if "." in bare else 0
    return YUAN_PER_UNIT.get(field.unit or "元", Decimal(1)).scaleb(-decimals) if decimals < 6 else Decimal(0)


def _itemised(head: Head, about: About, lines: Sequence[IndicatorRecord]) -> list[IndicatorRecord]:
    """Lines that hold a numbered text, cut into its items; the others as they are. `seq` is numbered anew."""
    out: list[IndicatorRecord] = []
    for line, row in zip(lines, head.form.indicators, strict=True):
        if line.indicator_name is not None or line.target_text is None or line.is_not_applicable:
            out.append(line)
            continue
        out.extend(_items(about, line, row))
    return [replace(line, seq=seq) for seq, line in enumerate(out, 1)]


def _items(about: About, line: IndicatorRecord, row: FormIndicator) -> list[IndicatorRecord]:
    group = _group(row)
    out: list[IndicatorRecord] = []
    for number, item in enumerate(items_of(line.target_text or ""), 1):
        if item.is_heading:
            continue
        place = row.lines[item.line_no] if item.line_no < len(row.lines) else row.place
        path = "/".join(part for part in (group, item.path) if part)
        out.append(_item_line(about, line, item.text, path, place, str(number), item))
        if len(item.quantities) > 1:
            out.extend(
                _quantity_line(about, line, quantity, path, place, f"{number}.{index}")
                for index, quantity in enumerate(item.quantities, 1)
            )
    return out


def _group(row: FormIndicator) -> str:
    """The printed name of the group, without the level 1 that is joined to it (`产出指标-产出数量指标`)."""
    label = folded(row.level2_text)
    parts = [part for part in label.split("-") if part]
    return next((part for part in reversed(parts) if conform_level2(part) or conform_level1(part)), label)


def _item_line(
    about: About, line: IndicatorRecord, text: str, path: str, place: Place | None, suffix: str, item: Item
) -> IndicatorRecord:
    only = item.quantities[0] if len(item.quantities) == 1 else None
    return replace(
        _at(about, line, place, suffix),
        activity=or_none(path),
        target_text=or_none(plain(text)),
        target_value=only.value if only else None,
        target_unit=only.unit if only else None,
        operator=only.operator if only else QUALITATIVE,
    )


def _quantity_line(
    about: About, line: IndicatorRecord, quantity: Quantity, path: str, place: Place | None, suffix: str
) -> IndicatorRecord:
    return replace(
        _at(about, line, place, suffix),
        activity=or_none(path),
        indicator_name=or_none(quantity.clause),
        target_text=quantity.text,
        target_value=quantity.value,
        target_unit=quantity.unit,
        operator=quantity.operator,
    )


def _at(about: About, line: IndicatorRecord, place: Place | None, suffix: str) -> IndicatorRecord:
    at = place or Place(line.page, line.table_no, line.row_no, line.column_no)
    return replace(
        line,
        line_key=line_key_of(about.document_key, "indicator", at, suffix),
        page=at.page,
        table_no=at.table_no,
        row_no=at.row_no,
        column_no=at.column_no,
    )


def _task(heads: Sequence[Head], about: About, task: Task) -> ProjectRecord:
    """A task of the department with its own sum, as a project of that name; its goal, else its content."""
    head = next((head for head in reversed(heads) if head.form.place <= task.place), heads[0])
    decided = {
        role: decide(read_form_amount(field.text, field.unit), (), None, is_department=True)
        for role, field in task.amounts.items()
    }
    amount, text = decided.get("amount"), task.goal or task.content
    return replace(
        project_record(replace(head, amounts=decided), about, STATEMENT),
        project_key=key_of(about.document_key, "project", *task.place),
        page=task.place.page,
        table_no=task.place.table_no,
        row_no=task.place.row_no,
        project_code=None,
        project_name=name_of(task.name),
        goal=or_none(plain(text)) if text else None,
        amount_text=or_none(plain(task.amounts["amount"].text)) if "amount" in task.amounts else None,
        amount_evidence=amount.evidence if amount else None,
    )
