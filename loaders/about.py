"""What a document is about: title, fiscal year, issuing unit, budget or final account, department or government.

Read from the document, never from its name.
"""

from __future__ import annotations

import re

from loaders.cover import texts_of, title_of
from loaders.document import Document
from loaders.fiscal_year import fiscal_year_of
from loaders.government import GOVERNMENT, scope_of
from loaders.records import document_key_of
from loaders.section import About, Section
from loaders.text import folded
from loaders.titles import families
from loaders.unit_of_document import unit_of_document

_FUND_NAMES = re.compile(r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|预算单位|预算部门")
#: statements that budgets and final accounts consist of
_ACCOUNTS = frozenset(kind for kind, family in families().items() if family in {"table", "balance"})
HEADING_TEXTS = 40


def describe(document: Document, sections: tuple[Section, ...]) -> About:
    """The facts of the whole document."""
    texts = texts_of(document)
    titles = [folded(section.title or "") for section in sections]
    title = title_of(document, texts)
    kind = _kind({section.kind for section in sections}, " ".join(texts[:HEADING_TEXTS]) + " ".join(titles))
    scope = scope_of(title, sections, texts)
    unit_code, unit_name = (None, None) if scope == GOVERNMENT else unit_of_document(title, sections, texts)
    return About(
        document_key=document_key_of(document.sha256),
        file_name=document.file_name,
        format=document.format,
        kind=kind,
        scope=scope,
        fiscal_year=fiscal_year_of(title.text if title else None, kind == "final", titles, texts),
        unit_code=unit_code,
        unit_name=unit_name,
        title=title.text if title else None,
    )


def _kind(kinds: set[str], heading: str) -> str:
    """What sort of document this is, by its statements and the words of its titles and first lines."""
    if kinds & {"self_evaluation", "overall_evaluation"} and not kinds & {"summary", "expenditure", "general_public"}:
        return "self_evaluation"
    # The names of the funds (一般公共预算 …) say nothing of the sort of account.
    bare = _FUND_NAMES.sub("", heading)
    if bare.count("决算") * 2 > bare.count("预算"):
        return "final"
    if kinds & _ACCOUNTS:
        return "budget"
    return "targets" if kinds & {"project_targets", "project_declaration", "overall_targets"} else "other"
