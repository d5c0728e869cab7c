"""The one door of the loaders: a path goes in, an `Extract` comes out.

read (readers/) -> recognise -> describe -> tidy (statements/) -> articulate -> account for every cell
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from loaders.about import describe
from loaders.accounts import account
from loaders.articulate import articulate
from loaders.document import Document
from loaders.expression_records import expressions_of
from loaders.families import CLAIMS, READERS
from loaders.government import refusal_of, refusals_of, refused
from loaders.list_goals import with_list_goals
from loaders.named_units import with_units
from loaders.prose.records import prose_of
from loaders.readers import read
from loaders.recognise import DIRECTORY, PROSE, sections_of
from loaders.records import (
    DocumentRecord,
    Extract,
    loader_version,
)
from loaders.section import HEADING, READ, About, Section, Tidy
from loaders.text import or_none
from loaders.titles import UNNAMED, families
from loaders.unit_names import units_of_document

#: kinds of sections whose titles announce no statement
_NO_STATEMENT = frozenset({PROSE, DIRECTORY, UNNAMED})


def extract(path: Path, seconds: float | None = None) -> Extract:
    """Read one file and say all that is in it. Raises `UnreadableDocument` with one plain line where it cannot.
    `seconds`: what the document may cost."""
    document = read(path, seconds)
    return understand(document, source_path=str(path), byte_count=path.stat().st_size)


def understand(document: Document, source_path: str = "", byte_count: int = 0) -> Extract:
    """Everything after reading: pure, and the same for every format."""
    sections = next((claimed for claim in CLAIMS if (claimed := claim(document)) is not None), None) or sections_of(
        document
    )
    about = with_units(describe(document, sections), sections)
    tidied = [(section, _tidy(section, about)) for section in sections]
    tidies = with_list_goals(sections, articulate([tidy for _, tidy in tidied], about))
    extract = _assemble(document, about, [section for section, _ in tidied], tidies, source_path, byte_count)
    return replace(extract, expression=expressions_of(extract))


def _tidy(section: Section, about: About) -> Tidy:
    reason = refusal_of(section)
    if reason is not None:
        return refused(section, about.document_key, reason)
    reader = READERS.get(section.kind) or READERS.get(families().get(section.kind, ""))
    return reader(section, about) if reader else Tidy()


def _assemble(
    document: Document,
    about: About,
    sections: list[Section],
    tidies: list[Tidy],
    source_path: str,
    byte_count: int,
) -> Extract:
    contacts = _all(tidies, "contact")
    read = {place for tidy in tidies for place, outcome in tidy.outcomes.items() if outcome in (READ, HEADING)}
    prose = prose_of(document, about, read, contacts)
    cells, quarantine = account(sections, tidies, about, prose.places)
    statements = _all(tidies, "statement")
    is_loaded = bool(statements) or prose.is_account
    outcome = "loaded" if is_loaded else "no_statement"
    reason_text = None if is_loaded else _why_nothing(document, sections)
    record = DocumentRecord(
        document_key=about.document_key,
        sha256=document.sha256,
        file_name=document.file_name,
        source_path=source_path,
        format=document.format,
        byte_count=byte_count,
        page_count=document.page_count,
        kind=prose.kind if about.kind == "other" and prose.is_account else about.kind,
        fiscal_year=about.fiscal_year,
        unit_code=about.unit_code,
        unit_name=about.unit_name,
        title=or_none(about.title),
        outcome=outcome,
        outcome_reason=reason_text,
        loader_version=loader_version(),
        scope=about.scope,
    )
    facts = {name: _all(tidies, name) for name in ("statement", "spending", "revenue", "project", "indicator")}
    units = units_of_document(record, (fact for records in facts.values() for fact in records))
    checked = {
        name: tuple(map(units.checked if name in {"project", "indicator"} else units.of_money, records))
        for name, records in facts.items()
    }
    return Extract(
        document=record,
        statement=checked["statement"],
        spending=checked["spending"],
        revenue=checked["revenue"],
        project=checked["project"],
        indicator=checked["indicator"],
        repair=_all(tidies, "repair"),
        quarantine=tuple(quarantine),
        notice=_all(tidies, "notice"),
        cell=tuple(cells),
        contact=contacts,
        prose=prose.records,
    )


def _all(tidies: Iterable[Tidy], name: str) -> tuple:  # type: ignore[type-arg]
    return tuple(record for tidy in tidies for record in getattr(tidy, name))


def _why_nothing(document: Document, sections: list[Section]) -> str:
    if document.problems:
        return "; ".join(problem.message for problem in document.problems)
    if not any(True for _ in document.grids()):
        return _why_no_table(document)
    reasons = refusals_of(document, sections)
    if reasons:
        return "; ".join(reasons)
    named = sorted({section.kind for section in sections} - _NO_STATEMENT)
    if named:
        return f"titles of {', '.join(named)} found, but no table under them could be read"
    if {section.kind for section in sections} <= _NO_STATEMENT:
        return (
            "has tables, but no title over them and no known headings: a table is known by the title printed over it"
            " (such as 支出预算总表); load the page or sheet that has it"
        )
    return "has tables, but none is a known statement (title and headings match nothing in the vocabulary)"


def _why_no_table(document: Document) -> str:
    text = "\n".join(line.text for line in document.lines()).strip()
    if document.format == "image":
        found = (
            "some text was recognised in the picture, but no table" if text else "nothing was recognised in the picture"
        )
        return f"{found}: scan the page anew, upright and sharp, or load the document that it was made from"
    if not text:
        return "empty: neither text nor a table in it"
    if _is_json(text):
        return "JSON, in which no tables are looked for: save the table as CSV or Excel, or load the published document"
    return "text only: no table and no known form in it"


def _is_json(text: str) -> bool:
    if text[0] not in "{[":
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
