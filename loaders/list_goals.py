"""Project lists that print a goal beside each project's money -> projects, so that no goal is read and kept nowhere.

    序号 | 项目 | 2031年预算数 | 项目设立依据及绩效目标

The reader of amount tables decides what a row is (project, unit, total) and what it costs; here its goal is added. A
project that a target form of the same document tells in full is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.document import Grid, Place
from loaders.records import ProjectRecord, SpendingRecord, key_of
from loaders.section import READ, Section, Tidy
from loaders.text import folded, joined, plain

STATEMENT = "project_budget"
HEADING_ROWS = 8
_GOAL = re.compile(
    r"^(?:[^,，。;；]{0,10}?(?:及|和|与|、))?(?:项目|年度|总体|主要|预期|当年|本年)*绩效目标(?:\(.{1,8}\))?\Z"
)
#: what a sum of the whole project is called
_WHOLE = ("total", "project")
SHORTEST_GOAL = 6


def with_list_goals(sections: Sequence[Section], tidies: Sequence[Tidy]) -> list[Tidy]:
    """The same tidies, with the projects of lists that print goals."""
    told = {folded(project.project_name or "") for tidy in tidies for project in tidy.project}
    return [_with_projects(section, tidy, told) for section, tidy in zip(sections, tidies, strict=True)]


def _with_projects(section: Section, tidy: Tidy, told: set[str]) -> Tidy:
    rows: dict[tuple[int, int, int], list[SpendingRecord]] = {}
    for line in tidy.spending:
        if line.statement == STATEMENT and _name(line) and line.line_kind == "leaf":
            rows.setdefault((line.page, line.table_no, line.row_no), []).append(line)
    if not rows:
        return tidy
    projects: list[ProjectRecord] = []
    outcomes = dict(tidy.outcomes)
    for place, goal in _goals(section):
        lines = rows.get((place.page, place.table_no, place.row_no))
        if lines and folded(_name(lines[0]) or "") not in told:
            projects.append(_project(lines, goal))
            outcomes[place] = READ
    return replace(tidy, project=(*tidy.project, *projects), outcomes=outcomes) if projects else tidy


def _name(line: SpendingRecord) -> str | None:
    """The project of a row. A list that calls its column 项目 has the name as the first text of the row."""
    return line.project_name or (line.label or "").partition("|")[0] or None


def _goals(section: Section) -> list[tuple[Place, str]]:
    """The cells under a heading of goals, on following pages too where their columns are the same."""
    found: list[tuple[Place, str]] = []
    column, width = 0, 0
    for grid in section.grids():
        heading = _goal_column(grid)
        if heading is not None:
            column, width = heading, grid.column_count
        if not column or grid.column_count != width:
            continue
        for row in grid.rows:
            for cell in row.cells:
                text = plain(cell.text)
                if cell.column_no == column and len(folded(text)) >= SHORTEST_GOAL and not _GOAL.match(folded(text)):
                    found.append((Place(row.page, grid.table_no, row.row_no, cell.column_no), text))
    return found


def _goal_column(grid: Grid) -> int | None:
    headings = (cell for row in grid.rows[:HEADING_ROWS] for cell in row.cells)
    return next((cell.column_no for cell in headings if _GOAL.match(folded(cell.text))), None)


def _project(lines: Sequence[SpendingRecord], goal: str) -> ProjectRecord:
    line = next((line for line in lines if line.measure in _WHOLE), lines[0])
    return ProjectRecord(
        document_key=line.document_key,
        project_key=key_of(line.document_key, "project", line.page, line.table_no, line.row_no, line.column_no),
        statement_key=line.statement_key,
        statement=STATEMENT,
        page=line.page,
        table_no=line.table_no,
        row_no=line.row_no,
        fiscal_year=line.fiscal_year,
        unit_code=line.unit_code,
        unit_name=line.unit_name,
        project_code=line.project_code,
        project_name=_name(line),
        goal=joined(goal),
        amount_yuan=line.amount_yuan if line.measure in _WHOLE else None,
        amount_text=line.amount_text,
        amount_evidence="the row of the list of projects",
        is_repaired=line.is_repaired,
    )
