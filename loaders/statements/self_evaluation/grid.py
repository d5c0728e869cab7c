"""Section with grids -> Forms: the same form printed with real cells (PDF, Word, Excel).

The rows are read in order; each is one of: a labelled field, the headings of the funds, a fund, the headings of
the goal, the goal, the headings of the indicators, an indicator, the total. A form begins with the name of its project
(or of its department), and goes on over page ends; a row cut by a page end is put back together.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.document import Grid, Place
from loaders.section import Section
from loaders.statements.self_evaluation.columns import GridCell, heading_name
from loaders.statements.self_evaluation.form import Form
from loaders.statements.self_evaluation.grid_form import Cells, FormReader
from loaders.statements.self_evaluation.grid_values import field_of
from loaders.statements.self_evaluation.words import vocabulary
from loaders.statements.title_names import names_in
from loaders.text import folded

#: a longer text names no column
LONGEST_HEADING = 24


def read_grids(section: Section) -> Iterator[tuple[Form, dict[Place, str]]]:
    """The forms of a section, each with what became of its cells."""
    scope = "department" if section.kind == "overall_evaluation" else "project"
    reader: FormReader | None = None
    is_titled = scope == "project" and names_in(section.title) is not None
    for row in _rows(section):
        if (_starts(row) or (reader is None and is_titled and field_of(row[0].text))) and (
            reader is None or reader.has_body
        ):
            if reader is not None:
                yield reader.form(), reader.outcomes
            reader = FormReader(scope, section.title)
        if reader is not None:
            reader.take(row)
    if reader is not None:
        yield reader.form(), reader.outcomes


def has_form(section: Section) -> bool:
    """Does a section hold a self-evaluation form in a grid, whatever its title says?"""
    rows = list(_rows(section))
    if not any(_starts(row) and "level1" not in _headings(row) for row in rows):
        return False
    names = {name for row in rows for name in _headings(row)}
    return bool(names & {"executed", "rate"}) and {"score", "level1"} <= names


def _headings(row: Cells) -> set[str]:
    """The columns of funds and of indicators that the cells of a row name."""
    texts = [item.text for item in row if len(item.text) < LONGEST_HEADING]
    found = {heading_name(group, text) for text in texts for group in ("amount_column", "indicator_column")}
    return {name for name in found if name is not None}


def _rows(section: Section) -> Iterator[Cells]:
    for block in section.blocks:
        if isinstance(block, Grid):
            for number, row in enumerate(block.rows):
                cells = [
                    GridCell(cell, Place(row.page, block.table_no, row.row_no, cell.column_no), number == 0)
                    for cell in row.cells
                    if not cell.is_blank
                ]
                if cells:
                    yield cells


def _starts(row: Cells) -> bool:
    starts = {folded(word) for word in vocabulary()["start_in_grid"]}
    return folded(row[0].text).rstrip(":") in starts and len(row) > 1
