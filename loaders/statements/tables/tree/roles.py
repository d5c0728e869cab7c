"""What the rows of a list name, once it is known how they contain each other: units, categories, projects.

- A row is a unit's where its code or its name says so and rows stand under it, or where its rank among such rows is
  the same. The unit goes on over the rows below it, and over page ends.
- In a list of projects a row that holds no others is a project; what holds others and is no unit is a category.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from loaders.statements.tables.model import LEAF, TOTAL, RowHead
from loaders.statements.tables.tree.evidence import DEPARTMENT, FUND, KIND, UNIT, ranks
from loaders.statements.tables.tree.names import is_class_name
from loaders.text import folded, squeeze

#: roles of a column of names that may name units and projects
_MIXED = frozenset({"label", "unit_or_project", "project_name"})
PROJECT_LISTS = frozenset({"project_budget"})


def with_roles(heads: Sequence[RowHead], statement: str, units: Collection[str]) -> list[RowHead]:
    """The same rows, with the units and projects that their names tell."""
    listed = [head for head in heads if head.line_kind != TOTAL and head.printed.role in _MIXED]
    with_parts = {head.parent for head in heads if head.parent is not None}
    rank = dict(zip((head.index for head in listed), ranks(listed, units, by_ending=True), strict=True))
    own = {
        head.index
        for head in listed
        if rank[head.index] in {DEPARTMENT, UNIT} and (head.index in with_parts or head.printed.unit_cell)
    }
    accounts = sum(is_class_name(folded(head.printed.name or "")) for head in listed)
    is_list = statement in PROJECT_LISTS and 2 * accounts <= len(listed)
    names_projects = is_list or any(head.printed.role == "unit_or_project" for head in listed)
    out: list[RowHead] = []
    open_unit: RowHead | None = None
    for head in heads:
        if head.index in own:
            head = _unit_row(head)
            open_unit = head
        elif head.index in rank:
            if rank[head.index] in {KIND, FUND}:
                open_unit = None
            if open_unit is not None and not (head.unit_name and not head.printed.unit_cell):
                head = replace(head, unit_code=open_unit.unit_code, unit_name=open_unit.unit_name)
            if names_projects:
                head = _project_or_category(head, with_parts)
        out.append(head)
    return out


def _unit_row(head: RowHead) -> RowHead:
    """The row as that of its unit, whose name is no label."""
    code = head.printed.unit_cell or None
    return replace(head, unit_code=code, unit_name=squeeze(head.printed.name or ""), label=None, project_name=None)


def _project_or_category(head: RowHead, with_parts: Collection[int | None]) -> RowHead:
    name = head.printed.name
    if name is None or (head.codes.first() and head.printed.role != "unit_or_project"):
        return head
    if head.printed.role == "label" and head.project_name:
        # The project stands in a column of its own, the name before it is its category.
        return head
    if head.line_kind != LEAF or head.index in with_parts:
        return replace(head, project_name=None, label=squeeze(name))
    label = None if head.printed.role == "label" and not head.printed.beside else head.label
    return replace(head, project_name=squeeze(name), label=label)
