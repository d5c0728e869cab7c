"""项目支出绩效目标申报表 and every other labelled form of one project, from a text dump or from grids.

    section -> rows of cells (dump, grid) -> forms -> records

A form is known by its labels (loaders/vocabulary/declaration.toml), not by its title: `is_form` tells a labelled
form from a table of many projects that bears the same title.
"""

from __future__ import annotations

from loaders.section import FURNITURE, HEADING, About, Section, Tidy
from loaders.statements.declaration.dump import dump_rows, is_dump
from loaders.statements.declaration.dump_forms import read_dump_forms
from loaders.statements.declaration.records import tidy_forms
from loaders.text import folded

__all__ = ["read_declaration"]


def read_declaration(section: Section, about: About) -> Tidy:
    """All forms of a section."""
    if not is_dump(section):
        return Tidy()
    rows, headings, outside = dump_rows(section)
    read = read_dump_forms(rows, headings, section.title)
    if not read.forms:
        return Tidy()
    outcomes = dict(read.outcomes)
    for cell in outside:
        for place in cell.places:
            outcomes[place] = FURNITURE if folded(cell.text).isdigit() else HEADING
    return tidy_forms(read.forms, outcomes, about, section.kind, section.section_no)
