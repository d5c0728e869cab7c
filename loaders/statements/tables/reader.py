"""Section of the families `table` and `balance` -> tables. The door of this folder for `loaders.families`."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.recognise import has_table
from loaders.section import About, Section, Tidy
from loaders.statements.tables.balance import FUND_BALANCES, read_balance
from loaders.statements.tables.coded import read_coded
from loaders.statements.tables.columns import text_role
from loaders.statements.tables.headings import MAX_HEADING_LENGTH, MAX_HEADING_ROWS
from loaders.statements.tables.operation import is_operation_list, read_operation_list, without_agency_operation
from loaders.statements.tables.sheet import read_sheet
from loaders.text import folded
from loaders.titles import families
from loaders.vocabulary import load_toml

#: families of statements that are tables of amounts
AMOUNT_TABLES = frozenset({"table", "balance"})
#: kind of a title that announces a list of projects or the project column of the general public budget
PROJECTS_OF_GENERAL_PUBLIC = "general_public_projects"
_EXECUTED = re.compile(r"^(实际|累计|资金|预算)?(执行|支出|使用)(数|金额|情况)?$|执行率")
_GRANTED = re.compile(r"批复|到位|下达")
_ONE_BUDGET = re.compile(r"一般公共预算|公共财政预算|公共预算")
_ACCOUNTS = re.compile(r"(经济|功能)分类|科目")


def kind_by_headings(section: Section, among: frozenset[str] | None = None) -> str | None:
    """The kind of a table whose title tells none, by headings that no other statement has; of some families only,
    where those are given."""
    headings = "".join(
        folded(cell.text)
        for grid in section.grids()
        for row in grid.rows[:MAX_HEADING_ROWS]
        for cell in row.cells
        if len(folded(cell.text)) <= MAX_HEADING_LENGTH
    )
    return next(
        (
            str(rule["kind"])
            for rule in load_toml("headings.toml")["headings"]
            if (among is None or families()[rule["kind"]] in among)
            and all(re.search(pattern, headings) for pattern in rule["all"])
            and not any(re.search(pattern, headings) for pattern in rule.get("none", []))
        ),
        None,
    )


def has_code_columns(section: Section) -> bool:
    """Do account codes stand in a column of their own, under a heading that says so?"""
    sheet = read_sheet(section)
    roles = {text_role(path) for panel in sheet.panels for path in panel.paths}
    return bool(roles & {"code", "segment_1"})


def has_two_sides(section: Section) -> bool:
    """收入 beside 支出 in the topmost headings, and no codes: lists side by side."""
    tops = {folded(path[0]) for panel in read_sheet(section).panels for path in panel.paths if path}
    return {"收入", "支出"} <= tops and not has_code_columns(section)


def read_unnamed_section(section: Section, about: About) -> Tidy:
    """A table with a number but no title we know: read if its headings tell what it is."""
    if is_operation_list(section):
        return read_operation_list(section, about)
    kind = kind_by_headings(section, AMOUNT_TABLES)
    if kind is None:
        return Tidy()
    named = replace(section, kind=kind)
    return read_balance_section(named, about) if families()[kind] == "balance" else read_table_section(named, about)


def read_table_section(section: Section, about: About) -> Tidy:
    """A table of codes, units, projects or labels with amount columns."""
    if not has_table(section):
        return Tidy()
    if is_operation_list(section):
        return read_operation_list(section, about)
    if section.kind in FUND_BALANCES and has_two_sides(section):
        reading = read_balance(section, about, section.kind)
        return Tidy(outcomes=reading.outcomes, tables=tuple(reading.tables))
    fact = "revenue" if section.kind == "revenue" else "spending"
    reading = read_coded(section, about, _kind_of_table(section), fact)
    tables = [part for table in reading.tables for part in without_agency_operation(table)]
    return Tidy(outcomes=reading.outcomes, tables=tuple(tables))


def _kind_of_table(section: Section) -> str:
    """The statement that a table is, where its title leaves that to its columns."""
    if section.kind not in {PROJECTS_OF_GENERAL_PUBLIC, "project_budget"}:
        return section.kind
    paths = [path for panel in read_sheet(section).panels for path in panel.paths if path]
    headings = {folded(part) for path in paths for part in path}
    if any(_EXECUTED.search(part) for part in headings) and any(_GRANTED.search(part) for part in headings):
        # What was granted, received, spent and left of each project: an evaluation, whatever its title.
        return "self_evaluation"
    if section.kind == "project_budget":
        return section.kind
    roles = {text_role(path) for path in paths}
    is_by_account = bool(roles & {"code", "segment_1"}) or any(_ACCOUNTS.search(part) for part in headings)
    return "general_public" if is_by_account and "project_name" not in roles else "project_budget"


def read_balance_section(section: Section, about: About) -> Tidy:
    """Lists side by side: revenue on the left, spending on the right. A table of codes under the title of a balance
    (一般公共预算财政拨款收入支出决算表) is read as what it is."""
    if not has_table(section):
        return Tidy()
    kind = load_toml("headings.toml")["coded_balance"].get(section.kind)
    if kind is not None and _ONE_BUDGET.search(section.title or ""):
        kind = "general_public"
    if kind is not None and has_code_columns(section):
        return read_table_section(replace(section, kind=kind), about)
    reading = read_balance(section, about, section.kind)
    return Tidy(outcomes=reading.outcomes, tables=tuple(reading.tables))
