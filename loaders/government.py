"""Whose money a document holds: a department's (with its units) or a whole government's.

A government's budget or account (政府预算, 总决算, a report on the execution and the draft) has no unit: it is the
money of a city, and departments are inside it. It is known by its title; where no title says whose it is, by two tables
that only governments have (社会保险基金, 债务限额, 税收返还 …).

Some tables beside them are no statement at all: debt, bonds, statistics. They are refused with a reason that says what
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from loaders.cover import Title, texts_of
from loaders.document import Document, Grid
from loaders.records import QuarantineRecord
from loaders.section import Section, Tidy
from loaders.text import folded
from loaders.titles import UNNAMED, looks_like_title
from loaders.vocabulary import load_toml

DEPARTMENT, GOVERNMENT = "department", "government"
#: tables of a government that together say whose document it is
TABLES = 2
#: texts before which a document says what it is
FIRST_TEXTS = 12
#: lists of projects and tables that no title explains
_MAY_BE_REFUSED = frozenset({UNNAMED, "project_budget"})
_REMARK = re.compile(r"\([^()]*\)")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_toml("government.toml")[name])


@cache
def _refusals() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(item["title"]), item["reason"]) for item in load_toml("government.toml")["refused"])


def scope_of(title: Title | None, sections: tuple[Section, ...], texts: list[str]) -> str:
    named = title.text if title is not None else ""
    if _pattern("department").search(named):
        return DEPARTMENT
    if _pattern("title").search(named) and not looks_like_title(named):
        return GOVERNMENT
    titles = {folded(section.title) for section in sections if section.title}
    titles |= {text for text in texts if looks_like_title(text)}
    if any(re.search(r"部门|单位", text) for text in titles):
        return DEPARTMENT
    told = {_REMARK.sub("", text) for text in titles if _pattern("tables").search(text)}
    return GOVERNMENT if len(told) >= TABLES else DEPARTMENT


def refusal_of(section: Section) -> str | None:
    """Why the tables of a section are refused, where its title says that they are no statement. A title that names a
    statement (政府性基金预算支出表) or a form is believed."""
    if section.title is None or section.kind not in _MAY_BE_REFUSED:
        return None
    if not any(isinstance(block, Grid) for block in section.blocks):
        return None
    return refusal_of_title(section.title)


def refusal_of_title(title: str) -> str | None:
    bare = _REMARK.sub("", folded(title))
    return next((reason for pattern, reason in _refusals() if pattern.search(bare)), None)


def refusals_of(document: Document, sections: Sequence[Section]) -> list[str]:
    """Why the tables of a document that holds no statement are refused: by the titles of its sections, else by its
    first lines."""
    reasons = [reason for section in sections if (reason := refusal_of(section))]
    first = islice(texts_of(document), FIRST_TEXTS)
    return list(dict.fromkeys(reasons or filter(None, map(refusal_of_title, first))))


def refused(section: Section, document_key: str, reason: str) -> Tidy:
    """Every row of the section in quarantine, with the reason."""
    rows = []
    for grid in section.grids():
        for row in grid.rows:
            texts = [cell.text for cell in row.cells if not cell.is_blank]
            if texts:
                rows.append(QuarantineRecord(document_key, row.page, grid.table_no, row.row_no, texts, reason))
    return Tidy(quarantine=tuple(rows))
