"""What the records of one table have in common."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document import Place
from loaders.records import NoticeRecord, StatementRecord, key_of
from loaders.section import About, Section
from loaders.statements.project_targets.values import Money, TargetList
from loaders.text import or_none

#: the statement that the amounts of projects belong to, whatever table prints them
AMOUNTS = "project_budget"
STAGE = "budget"


@dataclass(frozen=True, slots=True)
class Frame:
    """One table: its document, its two statements (targets, and the amounts of its projects), unit and year."""

    about: About
    statement: StatementRecord
    amounts: StatementRecord
    money: Money
    year: int | None

    def notice(self, rule: str, severity: str, message: str, place: Place, computed: str | None = None) -> NoticeRecord:
        return NoticeRecord(
            document_key=self.about.document_key,
            rule_code=rule,
            severity=severity,
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


def frame_of(section: Section, about: About, table: TargetList, money: Money, year: int | None) -> Frame:
    return Frame(
        about,
        _statement(section, about, table, money, year, section.kind),
        _statement(section, about, table, money, year, AMOUNTS),
        money,
        year,
    )


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
