"""One project of a target table -> its record, its amounts as spending lines, and what was repaired or not readable."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from loaders.records import (
    NoticeRecord,
    ProjectRecord,
    QuarantineRecord,
    RepairRecord,
    SpendingRecord,
    line_key_of,
)
from loaders.statements.project_targets.frame import AMOUNTS, STAGE, Frame
from loaders.statements.project_targets.money import read_cell, readings_of, under_one_heading
from loaders.statements.project_targets.values import AmountReading, Money, Printed, ProjectRow, TotalRow
from loaders.text import or_none


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """What one project (or one printed sum) gives."""

    project: tuple[ProjectRecord, ...] = ()
    spending: tuple[SpendingRecord, ...] = ()
    repair: tuple[RepairRecord, ...] = ()
    quarantine: tuple[QuarantineRecord, ...] = ()
    notice: tuple[NoticeRecord, ...] = ()
    unread: tuple[Printed, ...] = ()


def project_part(frame: Frame, project: ProjectRow, key: str, cost: Decimal | None) -> ProjectPart:
    """`cost`: the sum of the cost limits among the project's indicators, for settling a torn amount."""
    readings = readings_of(project, frame.money, cost)
    read = {measure: (cell, reading) for measure, (cell, reading) in readings.items() if reading is not None}
    unread = tuple(cell for cell, reading in readings.values() if reading is None)
    repairs = [_amount_repair(frame, cell, reading) for cell, reading in read.values() if reading.rule]
    if project.code is not None and project.code.rule:
        repairs.append(
            RepairRecord(
                frame.about.document_key,
                None,
                *project.place,
                project.code.printed,
                project.code.value,
                project.code.rule,
                project.code.evidence,
                "strong",
            )
        )
    return ProjectPart(
        project=() if project.is_subtotal else (_record(frame, project, key, read),),
        spending=tuple(_line(frame, project, measure, cell, reading) for measure, (cell, reading) in read.items()),
        repair=tuple(repairs),
        quarantine=tuple(
            QuarantineRecord(
                frame.about.document_key, *cell.place[:3], [cell.text], "the amount of a project is damaged"
            )
            for cell in unread
        ),
        notice=_cut_off(frame, project),
        unread=unread,
    )


def total_part(frame: Frame, total: TotalRow) -> ProjectPart:
    """A printed total of the whole table."""
    plain = Money(frame.money.unit, frame.money.evidence, None)
    read = [
        (measure, cell, read_cell(cell, plain) if is_clear else None)
        for measure, cell, is_clear in under_one_heading(total.amounts)
    ]
    return ProjectPart(
        spending=tuple(
            _spending(frame, measure, cell, reading, "total", label="合计")
            for measure, cell, reading in read
            if reading is not None
        ),
        unread=tuple(cell for _, cell, reading in read if reading is None),
    )


def _amount_repair(frame: Frame, cell: Printed, reading: AmountReading) -> RepairRecord:
    return RepairRecord(
        frame.about.document_key,
        line_key_of(frame.about.document_key, "spending", cell.place),
        *cell.place,
        cell.text,
        f"{reading.yuan} 元",
        reading.rule or "",
        reading.evidence,
        reading.confidence,
    )


def _cut_off(frame: Frame, project: ProjectRow) -> tuple[NoticeRecord, ...]:
    if project.code is not None or project.name is not None:
        return ()
    known = f" (its goal begins {project.goal[:20]})" if project.goal else ""
    message = f"a project's row is cut off: neither its code nor its name is in the text{known}"
    return (frame.notice("lost_project", "warning", message, project.place),)


def _record(
    frame: Frame, project: ProjectRow, key: str, read: dict[str, tuple[Printed, AmountReading]]
) -> ProjectRecord:
    yuan = {measure: reading.yuan for measure, (_, reading) in read.items()}
    evidence = [f"unit {frame.money.unit} ({frame.money.evidence})"]
    evidence.extend(dict.fromkeys(reading.evidence for _, reading in read.values() if reading.evidence))
    printed = [cell.text.strip() for _, cell in project.amounts]
    is_repaired = any(reading.rule for _, reading in read.values()) or bool(project.code and project.code.rule)
    return ProjectRecord(
        document_key=frame.about.document_key,
        project_key=key,
        statement_key=frame.statement.statement_key,
        statement=frame.statement.statement,
        page=project.place.page,
        table_no=project.place.table_no,
        row_no=project.place.row_no,
        fiscal_year=frame.year,
        unit_code=project.unit_code or frame.statement.unit_code,
        unit_name=project.unit_name or frame.statement.unit_name,
        project_code=project.code.value if project.code else None,
        project_name=or_none(project.name),
        category=or_none(project.category),
        goal=or_none(project.goal),
        amount_yuan=yuan.get("total", yuan.get("fiscal")),
        fiscal_yuan=yuan.get("fiscal"),
        other_yuan=yuan.get("other_income"),
        amount_text=printed[0] if printed else None,
        amount_evidence="; ".join(evidence) if printed else None,
        is_repaired=is_repaired,
    )


def _line(frame: Frame, project: ProjectRow, measure: str, cell: Printed, reading: AmountReading) -> SpendingRecord:
    if project.is_subtotal:
        return _spending(frame, measure, cell, reading, "subtotal", label=project.name, project=project)
    return _spending(frame, measure, cell, reading, "leaf", name=project.name, project=project)


def _spending(
    frame: Frame,
    measure: str,
    cell: Printed,
    reading: AmountReading,
    line_kind: str,
    label: str | None = None,
    name: str | None = None,
    project: ProjectRow | None = None,
) -> SpendingRecord:
    return SpendingRecord(
        document_key=frame.about.document_key,
        line_key=line_key_of(frame.about.document_key, "spending", cell.place),
        statement_key=frame.amounts.statement_key,
        statement=AMOUNTS,
        page=cell.place.page,
        table_no=cell.place.table_no,
        row_no=cell.place.row_no,
        column_no=cell.place.column_no,
        fiscal_year=frame.year,
        unit_code=(project.unit_code if project else None) or frame.amounts.unit_code,
        unit_name=(project.unit_name if project else None) or frame.amounts.unit_name,
        project_code=project.code.value if project and project.code else None,
        project_name=or_none(name),
        label=or_none(label),
        stage=STAGE,
        view="project",
        measure=measure,
        line_kind=line_kind,
        amount_yuan=reading.yuan,
        amount_text=cell.text.strip(),
        is_repaired=reading.rule is not None,
        reading=cell.reading,
        confidence=cell.confidence,
    )
