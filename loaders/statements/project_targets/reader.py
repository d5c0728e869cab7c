"""A section that lists projects with their targets -> records.

text dump        cells told by their form, rows tied to projects by all evidence at once (dump.py, runs.py)
table            columns told by their headings, rows tied by the cells that span them (blocks.py, table.py)
labelled forms   one project a form: handed on to the reader of forms
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loaders.section import About, Section, Tidy
from loaders.statements.declaration import read_declaration
from loaders.statements.project_targets.cells import is_clean_category
from loaders.statements.project_targets.dump import read_dump
from loaders.statements.project_targets.frame import frame_of
from loaders.statements.project_targets.money import amount_of, money_of
from loaders.statements.project_targets.records_of import build, notices_of, tied_by_runs
from loaders.statements.project_targets.runs import cut
from loaders.statements.project_targets.table import is_list_table, read_table
from loaders.statements.project_targets.values import GoalPiece, ProjectRow, Run, TargetList
from loaders.titles import year_in


def read_project_targets(section: Section, about: About) -> Tidy:
    """Projects, indicators and amounts of one target table."""
    if not any(True for _ in section.grids()):
        return Tidy()
    year = year_in(section.title or "") or about.fiscal_year
    if about.format == "text":
        return _read_dump(section, about, year)
    if is_list_table(section):
        table, tied = read_table(section)
        if not table.rows and not table.projects:
            return Tidy()
        return build(frame_of(section, about, table, money_of(section, table), year), table, tied)
    return read_declaration(section, about)


def _read_dump(section: Section, about: About, year: int | None) -> Tidy:
    table = read_dump(section)
    if not table.projects:
        forms = read_declaration(section, about)
        if forms.statement or not table.rows:
            return forms
    money = money_of(section, table)
    runs = cut(table, [amount_of(project, money) for project in table.projects])
    table = replace(table, projects=_with_categories(_with_goals(table, runs)))
    frame = frame_of(section, about, table, money, year)
    tidy = build(frame, table, tied_by_runs(table, runs))
    return replace(tidy, notice=(*tidy.notice, *notices_of(frame, table, runs)))


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


def _with_categories(projects: Sequence[ProjectRow]) -> tuple[ProjectRow, ...]:
    """A damaged category is the one that most projects of the table have."""
    sound = Counter(project.category for project in projects if is_clean_category(project.category))
    usual = sound.most_common(1)[0][0] if sound else None
    return tuple(
        replace(project, category=usual)
        if usual and project.category and not is_clean_category(project.category)
        else project
        for project in projects
    )
