"""项目支出绩效自评结果一览表: a table of the projects with what they were given, what they spent, and their scores.

The headings name the columns (loaders/vocabulary/self_evaluation.toml, `list_column`): a project and its score at
least, and nothing of indicators. Each row is a form without goals and indicators; a 合计 row is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from loaders.amounts import MONEY_UNITS, read_amount
from loaders.document import Grid, Place
from loaders.section import HEADING, READ, Section
from loaders.statements.self_evaluation.columns import (
    Column,
    GridCell,
    bare_label,
    bind,
    column_of,
    heading_name,
    readable,
)
from loaders.statements.self_evaluation.form import STAGES, AmountCell, Form, Funds
from loaders.statements.self_evaluation.grid_values import decimal_of
from loaders.statements.self_evaluation.words import vocabulary
from loaders.text import folded

_UNIT = re.compile(rf"({MONEY_UNITS})\)?$")
_TEXTS = ("project_name", "project_code", "department", "implementing_unit")


def is_listing(section: Section) -> bool:
    """Does a grid of the section list projects with their scores?"""
    return any(_headings(row) for grid in section.grids() for row in _rows(grid))


def read_listing(section: Section) -> Iterator[tuple[Form, dict[Place, str]]]:
    """A form for each project of the list, with what became of its cells."""
    columns: list[Column] = []
    unit: str | None = section.money_unit
    for grid in section.grids():
        for row in _rows(grid):
            found = _headings(row)
            if found:
                columns = found
                unit = next((unit for item in row if (unit := _unit_in(item.text))), unit)
                yield Form(row[0].place), dict.fromkeys((item.place for item in row), HEADING)
            elif columns:
                yield _form(row, columns, unit, section.title)


def _rows(grid: Grid) -> Iterator[list[GridCell]]:
    for row in grid.rows:
        cells = [
            GridCell(cell, Place(row.page, grid.table_no, row.row_no, cell.column_no))
            for cell in row.cells
            if not cell.is_blank
        ]
        if cells:
            yield cells


def _headings(row: list[GridCell]) -> list[Column]:
    """The columns that a row of headings names; nothing where the row is none of a list."""
    columns = bind(row, "list_column")
    names = {column.name for column in columns}
    is_form = any(heading_name("indicator_column", item.text) in {"level1", "level2"} for item in row)
    return columns if {"project_name", "score"} <= names and not is_form else []


def _unit_in(text: str) -> str | None:
    match = _UNIT.search(folded(text))
    return match.group(1) if match else None


def _form(
    row: Sequence[GridCell], columns: list[Column], unit: str | None, title: str | None
) -> tuple[Form, dict[Place, str]]:
    values: dict[str, GridCell] = {}
    outcomes: dict[Place, str] = {}
    for item in row:
        name = column_of(item, columns)
        if name is not None:
            values.setdefault(name, item)
            outcomes[item.place] = READ
    texts = {name: readable(values[name].text) for name in _TEXTS if name in values}
    named = texts.get("project_name")
    if named is None or bare_label(named) in {folded(word) for word in vocabulary()["total"]}:
        return Form(row[0].place), outcomes
    cells = tuple(
        AmountCell("total", stage, amount.value, readable(values[stage].text), values[stage].place)
        for stage in STAGES
        if stage in values and (amount := read_amount(values[stage].text)).value is not None
    )
    return (
        Form(
            place=row[0].place,
            title=title,
            project_name=named,
            project_code=texts.get("project_code"),
            department=texts.get("department"),
            implementing_unit=texts.get("implementing_unit"),
            funds=Funds(cells, rate=_number(values, "rate"), unit=unit),
            total_score=_number(values, "score"),
        ),
        outcomes,
    )


def _number(values: dict[str, GridCell], name: str) -> Decimal | None:
    return decimal_of(values[name].text) if name in values else None
