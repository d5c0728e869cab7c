"""Which reader takes which section. A new statement goes here: one line, and one module in loaders/statements/.

`READERS` maps a kind (or a family) of loaders/vocabulary/statements.toml to a function (section, about) -> Tidy.
`CLAIMS` are families that may take a whole document before it is cut at titles (forms dumped as running text): a
function document -> sections, or None where the document is not theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loaders.document import Document, Line
from loaders.recognise import DIRECTORY, PROSE
from loaders.section import HEADING, About, Section, Tidy
from loaders.statements.declaration import claim_untitled_forms, is_form_section, read_declaration
from loaders.statements.overall_targets import read_overall_targets
from loaders.statements.project_targets.reader import read_project_targets
from loaders.statements.self_evaluation import claim_dump, has_form, is_listing, read_self_evaluation
from loaders.statements.tables.reader import (
    kind_by_headings,
    read_balance_section,
    read_table_section,
    read_unnamed_section,
)
from loaders.title_lines import is_directory
from loaders.titles import UNNAMED, families

Reader = Callable[[Section, About], Tidy]
Claim = Callable[[Document], tuple[Section, ...] | None]


def _targets(section: Section, about: About) -> Tidy:
    """Targets are printed as a table of all projects or as a form for each, whatever the title says."""
    if has_form(section):
        return read_self_evaluation(section, about)
    return read_declaration(section, about) if is_form_section(section) else read_project_targets(section, about)


def _form_in_prose(section: Section, about: About) -> Tidy:
    """Prose before any title: a form, or a list of projects with their targets, is known by its headings. Amounts that
    a report prints again are left to the statements."""
    if has_form(section) or is_listing(section):
        return read_self_evaluation(section, about)
    kind = kind_by_headings(section)
    return _targets(replace(section, kind=kind), about) if kind is not None and families()[kind] == "form" else Tidy()


def _directory(section: Section, about: About) -> Tidy:
    """A list of titles is read, and is no table; what follows it is looked at like prose."""
    listed = {
        place: HEADING
        for grid in section.grids()
        if is_directory(grid)
        for place, cell in grid.cells()
        if not cell.is_blank
    }
    rest = tuple(block for block in section.blocks if isinstance(block, Line) or not is_directory(block))
    tidy = _form_in_prose(replace(section, blocks=rest), about)
    return replace(tidy, outcomes={**listed, **tidy.outcomes})


def _unnamed(section: Section, about: About) -> Tidy:
    """A table whose title says nothing is known by its headings."""
    tidy = _form_in_prose(section, about)
    return tidy if tidy.statement or tidy.project else read_unnamed_section(section, about)


READERS: dict[str, Reader] = {
    "project_declaration": _targets,
    "project_targets": _targets,
    "transfer_targets": _targets,
    "overall_targets": read_overall_targets,
    "self_evaluation": read_self_evaluation,
    "overall_evaluation": read_self_evaluation,
    "table": read_table_section,
    "balance": read_balance_section,
    UNNAMED: _unnamed,
    PROSE: _form_in_prose,
    DIRECTORY: _directory,
}
CLAIMS: tuple[Claim, ...] = (claim_dump, claim_untitled_forms)
