"""A target table with its indicators tied to projects -> the records that leave the loaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.document import Place
from loaders.indicators import is_not_applicable, read_bound, read_target
from loaders.records import IndicatorRecord, NoticeRecord, key_of, line_key_of
from loaders.section import FURNITURE, QUARANTINED, Tidy
from loaders.statements.project_targets.evidence import cost_yuan
from loaders.statements.project_targets.frame import Frame
from loaders.statements.project_targets.project_records import project_part, total_part
from loaders.statements.project_targets.values import IndicatorRow, ProjectRow, Run, TargetList
from loaders.text import or_none


@dataclass(frozen=True, slots=True)
class Tied:
    """An indicator row, its project (index, or None for a lost one) and what tied them."""

    row: int
    project: int | None
    attribution: str | None


def tied_by_runs(table: TargetList, runs: Sequence[Run]) -> list[Tied]:
    """Each row that is counted, with the evidence that decided it."""
    out = [Tied(at, run.project, _decided_by(table, run, at)) for run in runs for at in run.kept]
    return sorted(out, key=lambda tied: tied.row)


def _decided_by(table: TargetList, run: Run, at: int) -> str | None:
    if run.project is None:
        return None
    project = table.projects[run.project]
    if at + 0.5 in (project.first, project.last):
        return "row"
    if run.has_cost_sum and table.rows[at].conformed1 == "成本":
        return "cost_sum"
    if project.first <= at and not any(int(project.first) < gap <= at for gap in table.breaks):
        return "position"
    return "contiguity"


def build(frame: Frame, table: TargetList, tied: Sequence[Tied]) -> Tidy:
    """All records of one table."""
    keys = [key_of(frame.about.document_key, "project", *project.place) for project in table.projects]
    costs = _costs(table, tied)
    projects = each_amount_once(table.projects)
    parts = [project_part(frame, project, keys[index], costs.get(index)) for index, project in enumerate(projects)]
    parts.extend(total_part(frame, total) for total in table.totals)
    has_operators = any(row.operator for row in table.rows)
    indicators = []
    for seq, item in enumerate(tied, 1):
        owner = table.projects[item.project] if item.project is not None else None
        key = keys[item.project] if item.project is not None else None
        indicators.append(_indicator(frame, table.rows[item.row], owner, key, item.attribution, seq, has_operators))
    outcomes = dict(table.outcomes)
    counted = {place for item in tied for place in table.rows[item.row].places}
    for row in table.rows:
        outcomes.update((place, FURNITURE) for place in row.places if place not in counted)
    outcomes.update((cell.place, QUARANTINED) for part in parts for cell in part.unread)
    spending = tuple(record for part in parts for record in part.spending)
    return Tidy(
        statement=(frame.statement, frame.amounts) if spending else (frame.statement,),
        spending=spending,
        project=tuple(record for part in parts for record in part.project),
        indicator=tuple(indicators),
        repair=tuple(record for part in parts for record in part.repair),
        quarantine=tuple(record for part in parts for record in part.quarantine),
        notice=tuple(record for part in parts for record in part.notice),
        outcomes=outcomes,
    )


def each_amount_once(projects: Sequence[ProjectRow]) -> list[ProjectRow]:
    """The projects with each printed amount in the first of them that has it: a name in the wrong column makes several
    of one row, and its money would count as often."""
    taken: set[Place] = set()
    out = []
    for project in projects:
        own = tuple((measure, cell) for measure, cell in project.amounts if cell.place not in taken)
        taken.update(cell.place for _, cell in own)
        out.append(project if len(own) == len(project.amounts) else replace(project, amounts=own))
    return out


def _costs(table: TargetList, tied: Sequence[Tied]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    for item in tied:
        row = table.rows[item.row]
        if item.project is not None and row.conformed1 == "成本" and (money := cost_yuan(row)) is not None:
            sums[item.project] = sums.get(item.project, Decimal(0)) + money
    return sums


def _indicator(
    frame: Frame,
    row: IndicatorRow,
    project: ProjectRow | None,
    project_key: str | None,
    attribution: str | None,
    seq: int,
    has_operators: bool,
) -> IndicatorRecord:
    target = read_target(row.target)
    operator = read_bound(row.operator, target.value)
    # Where other rows print an operator, a number without one says nothing about more or less.
    is_silent = has_operators and target.value is not None and target.operator == "="
    if row.operator is None and not is_silent:
        operator = target.operator
    return IndicatorRecord(
        document_key=frame.about.document_key,
        line_key=line_key_of(frame.about.document_key, "indicator", row.place, str(seq)),
        statement_key=frame.statement.statement_key,
        statement=frame.statement.statement,
        project_key=project_key,
        page=row.place.page,
        table_no=row.place.table_no,
        row_no=row.place.row_no,
        column_no=row.place.column_no,
        seq=seq,
        fiscal_year=frame.year,
        unit_code=(project.unit_code if project else None) or frame.statement.unit_code,
        unit_name=(project.unit_name if project else None) or frame.statement.unit_name,
        scope="project",
        project_code=project.code.value if project and project.code else None,
        project_name=or_none(project.name) if project else None,
        level1=row.conformed1,
        level2=row.conformed2,
        level1_text=or_none(row.level1),
        level2_text=or_none(row.level2),
        indicator_name=or_none(row.name),
        operator=operator,
        target_text=or_none(row.target),
        target_value=target.value if operator != "定性" else None,
        target_unit=or_none(row.unit) or target.unit,
        weight=read_target(row.weight).value if row.weight else None,
        is_not_applicable=is_not_applicable(row.target) or is_not_applicable(row.name),
        attribution=attribution,
    )


def notices_of(frame: Frame, table: TargetList, runs: Sequence[Run]) -> tuple[NoticeRecord, ...]:
    """What the table itself shows to be missing or doubled: projects whose row is lost, rows printed twice."""
    out: list[NoticeRecord] = []
    for run in runs:
        if run.project is None and run.kept:
            count = len(run.kept)
            trace = next((piece.text for piece in table.fragments if run.start <= piece.before <= run.stop), None)
            words = f", of whose name only the end is left ({trace})" if trace else ""
            message = f"{count} indicators belong to a project whose own row is not in the text{words}"
            place = table.rows[run.kept[0]].place
            out.append(frame.notice("lost_project", "warning", message, place, str(count)))
    counted = {at for run in runs for at in run.kept}
    echoes = [at for at in range(len(table.rows)) if at not in counted]
    if echoes:
        message = f"{len(echoes)} indicator rows are printed a second time and are counted once"
        out.append(frame.notice("echoed_rows", "info", message, table.rows[echoes[0]].place, str(len(echoes))))
    return tuple(out)
