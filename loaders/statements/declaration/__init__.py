"""项目支出绩效目标申报表 and every other labelled form of one project, from a text dump or from grids.

    section -> rows of cells (dump, grid) -> forms -> records

A form is known by its labels (loaders/vocabulary/declaration.toml), not by its title: `is_form_section` tells labelled
forms from a table of many projects that bears the same title.
"""

from __future__ import annotations

from loaders.document import Document, Place
from loaders.section import FURNITURE, HEADING, About, Section, Tidy
from loaders.statements.declaration.dump import dump_rows, is_dump
from loaders.statements.declaration.dump_forms import read_dump_forms
from loaders.statements.declaration.form import Form
from loaders.statements.declaration.grid import is_form
from loaders.statements.declaration.grid_forms import read_grid_forms
from loaders.statements.declaration.records import tidy_forms
from loaders.text import folded
from loaders.titles import title_kind

__all__ = ["claim_untitled_forms", "is_form_section", "read_declaration", "read_forms"]

#: so many indicators make a form; fewer may be a list that merely looks like one
_ENOUGH_INDICATORS = 3


def is_form_section(section: Section) -> bool:
    """Does the section hold labelled forms of single projects (and not a table of many)?"""
    return is_dump(section) or is_form(section)


def read_forms(section: Section) -> tuple[tuple[Form, ...], dict[Place, str]]:
    """The forms of a section, from a dumped Word table or from grids, and what became of its cells."""
    if not is_dump(section):
        grids = read_grid_forms(section)
        return grids.forms, grids.outcomes
    rows, headings, outside = dump_rows(section)
    read = read_dump_forms(rows, headings, section.title)
    outcomes = dict(read.outcomes)
    for cell in outside:
        for place in cell.places:
            outcomes[place] = FURNITURE if folded(cell.text).isdigit() else HEADING
    return read.forms, outcomes


def read_declaration(section: Section, about: About) -> Tidy:
    """All forms of a section."""
    forms, outcomes = read_forms(section)
    if not forms:
        return Tidy()
    return tidy_forms(forms, outcomes, about, section.kind, section.section_no)


def claim_untitled_forms(document: Document) -> tuple[Section, ...] | None:
    """Forms dumped as text without any title above them: one section, if they read as forms.

    A form of a project has the project's name, one of a whole department does not.
    """
    if document.format != "text" or any(title_kind(line.text) for line in document.lines()):
        return None
    section = Section(1, "project_declaration", None, (), document.blocks)
    if not is_dump(section):
        return None
    forms, _ = read_forms(section)
    if any(form.text("project_name") and len(form.indicators) >= _ENOUGH_INDICATORS for form in forms):
        return (section,)
    if any(form.text("unit") and len(form.indicators) >= _ENOUGH_INDICATORS for form in forms):
        return (Section(1, "overall_targets", None, (), document.blocks),)
    return None
