"""The units that a document names: what its tables print in columns of units, and over its tables.

Collected once, before the tables are read, so that a row of a list is known as a unit's where another table names that
unit. A name counts where a column of units prints it (收入总表, 单位名称 beside 单位编码), where a code of a unit
stands before it, or where a line over a table names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.document import Grid
from loaders.issuer import BODY, issuer_of
from loaders.section import About, Section
from loaders.statements.tables.columns import text_role
from loaders.statements.tables.labels import is_subtotal_label, is_total_label
from loaders.statements.tables.sheet import read_sheet
from loaders.statements.tables.tree.evidence import unit_key
from loaders.text import folded
from loaders.titles import families

_UNIT = re.compile(r"^(?:\[?\d{6,12}\]?[-—:：.、]?)?([\u4e00-\u9fff][^，。；;!?？]{2,49})$")
_CODED = re.compile(r"^\[?\d{6}\]?[-—]([\u4e00-\u9fff].{3,40})$")
_CODE = re.compile(r"\d{6}(?:\d{3})?")
#: statements whose rows are units, whatever stands over their first column
_BY_UNIT = frozenset({"revenue"})


def with_units(about: About, sections: tuple[Section, ...]) -> About:
    """What is known of the document, with the units that it names."""
    names = {unit_key(about.unit_name)} if about.unit_name else set()
    for section in sections:
        if families().get(section.kind) in {"table", "balance"}:
            names.update(unit_key(name) for name in _named(section))
    return replace(about, units=frozenset(name for name in names if name))


def _named(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if not isinstance(block, Grid) and (named := issuer_of(block.text)):
            yield named[1]
    for panel in read_sheet(section).panels:
        roles = [text_role(path) for path in panel.paths]
        columns = [index for index, role in enumerate(roles) if role == "unit_name"]
        if not columns and section.kind in _BY_UNIT and None not in roles[:1] and roles[:1] != ["code"]:
            columns = [index for index, role in enumerate(roles) if role in {"label", "name"}][:1]
        coded = [index for index, role in enumerate(roles) if role == "unit_code"]
        for row in panel.rows:
            cells = {index: folded(cell.text) for index, cell in row.filled()}
            for index, text in cells.items():
                match = _CODED.match(text) or (_UNIT.match(text) if index in columns else None)
                if match is None and index - 1 in coded and _CODE.fullmatch(cells.get(index - 1, "")):
                    match = _UNIT.match(text)
                if match and not is_total_label(match[1]) and not is_subtotal_label(match[1]):
                    if index in columns and roles[index] != "unit_name" and not BODY.search(match[1]):
                        continue
                    yield match[1]
