"""A section of kind `project_targets` -> records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.section import About, Section, Tidy
from loaders.statements.project_targets.dump import read_dump
from loaders.statements.project_targets.money import amount_of, money_of
from loaders.statements.project_targets.records_of import Tied, build, notices_of, tied_by_runs
from loaders.statements.project_targets.runs import cut
from loaders.statements.project_targets.values import GoalPiece, ProjectRow, Run, TargetList
from loaders.titles import year_in


def read_project_targets(section: Section, about: About) -> Tidy:
    """Projects, indicators and amounts of one target table."""
    year = year_in(section.title or "") or about.fiscal_year
    return _read_dump(section, about, year)


def _read_dump(section: Section, about: About, year: int | None) -> Tidy:
    table = read_dump(section)
    if not table.rows and not table.projects:
        return Tidy()
    money = money_of(section, table)
    runs = cut(table, [amount_of(project, money) for project in table.projects])
    table = replace(table, projects=_with_goals(table, runs))
    tied: Sequence[Tied] = tied_by_runs(table, runs)
    tidy = build(section, about, table, tied, money, year)
    return replace(tidy, notice=(*tidy.notice, *notices_of(about, table, runs)))


def _with_goals(table: TargetList, runs: Sequence[Run]) -> tuple[ProjectRow, ...]:
    """Projects with the pieces of their goals that stand apart, in reading order."""
    projects = list(table.projects)
    for index, project in enumerate(projects):
        run = next((run for run in runs if run.project == index), None)
        pieces = [piece for piece in table.goal_pieces if run is not None and _belongs(piece, run, project)]
        before = "".join(piece.text for piece in pieces if piece.before + 0.5 < project.first)
        after = "".join(piece.text for piece in pieces if piece.before + 0.5 >= project.first)
        projects[index] = replace(project, goal=f"{before}{project.goal or ''}{after}" or None)
    return tuple(projects)


def _belongs(piece: GoalPiece, run: Run, project: ProjectRow) -> bool:
    return run.start <= piece.before < run.stop or (piece.before == run.stop and int(project.last) == run.stop)
