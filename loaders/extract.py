"""The one door of the loaders: a path goes in, an `Extract` comes out.

    read (readers/) -> recognise -> describe -> tidy (statements/) -> articulate -> account for every cell
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from loaders.about import describe
from loaders.articulate import articulate
from loaders.document import Document, Grid, Place
from loaders.expression_records import expressions_of
from loaders.families import CLAIMS, READERS
from loaders.readers import read
from loaders.recognise import sections_of
from loaders.records import (
    LOADER_VERSION,
    CellRecord,
    DocumentRecord,
    Extract,
    QuarantineRecord,
)
from loaders.section import FURNITURE, HEADING, QUARANTINED, About, Section, Tidy
from loaders.text import or_none
from loaders.titles import families

NOT_UNDERSTOOD = "stands inside a recognised statement, but no rule reads it"
NOT_A_STATEMENT = "table is no known statement"


def extract(path: Path) -> Extract:
    """Read one file and say all that is in it. Raises `UnreadableDocument` with one plain line where it cannot."""
    document = read(path)
    return understand(document, source_path=str(path), byte_count=path.stat().st_size)


def understand(document: Document, source_path: str = "", byte_count: int = 0) -> Extract:
    """Everything after reading: pure, and the same for every format."""
    sections = next((claimed for claim in CLAIMS if (claimed := claim(document)) is not None), None) or sections_of(
        document
    )
    about = describe(document, sections)
    tidied = [(section, _tidy(section, about)) for section in sections]
    tidies = articulate([tidy for _, tidy in tidied], about)
    extract = _assemble(document, about, [section for section, _ in tidied], tidies, source_path, byte_count)
    return replace(extract, expression=expressions_of(extract))


def _tidy(section: Section, about: About) -> Tidy:
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
    cells: list[CellRecord] = []
    quarantine: list[QuarantineRecord] = [record for tidy in tidies for record in tidy.quarantine]
    quarantined_rows = {(record.page, record.table_no, record.row_no) for record in quarantine}
    for section, tidy in zip(sections, tidies, strict=True):
        leftovers = _account(section, tidy, about, cells)
        reason = NOT_UNDERSTOOD if tidy.statement else NOT_A_STATEMENT
        quarantine.extend(
            QuarantineRecord(about.document_key, *row, texts, reason)
            for row, texts in leftovers.items()
            if row not in quarantined_rows
        )
    statements = tuple(record for tidy in tidies for record in tidy.statement)
    outcome = "loaded" if statements else "no_statement"
    reason_text = None if statements else _why_nothing(document, sections)
    return Extract(
        document=DocumentRecord(
            document_key=about.document_key,
            sha256=document.sha256,
            file_name=document.file_name,
            source_path=source_path,
            format=document.format,
            byte_count=byte_count,
            page_count=document.page_count,
            kind=about.kind,
            fiscal_year=about.fiscal_year,
            unit_code=about.unit_code,
            unit_name=about.unit_name,
            title=or_none(about.title),
            outcome=outcome,
            outcome_reason=reason_text,
            loader_version=LOADER_VERSION,
        ),
        statement=statements,
        spending=_all(tidies, "spending"),
        revenue=_all(tidies, "revenue"),
        project=_all(tidies, "project"),
        indicator=_all(tidies, "indicator"),
        repair=_all(tidies, "repair"),
        quarantine=tuple(quarantine),
        notice=_all(tidies, "notice"),
        cell=tuple(cells),
        contact=_all(tidies, "contact"),
    )


def _all(tidies: Iterable[Tidy], name: str) -> tuple:  # type: ignore[type-arg]
    return tuple(record for tidy in tidies for record in getattr(tidy, name))


def _account(
    section: Section, tidy: Tidy, about: About, cells: list[CellRecord]
) -> dict[tuple[int, int, int], list[str]]:
    """Add the cell records of one section; give back the rows with cells that nobody accounted for."""
    leftovers: dict[tuple[int, int, int], list[str]] = {}
    statement = tidy.statement[0] if tidy.statement else None
    titles = set(section.title_places)
    for block in section.blocks:
        placed = block.cells() if isinstance(block, Grid) else [(block.place, None)]
        for place, cell in placed:
            text = cell.text if cell is not None else block.text  # type: ignore[union-attr]
            if not text.strip():
                continue
            outcome = tidy.outcomes.get(place)
            if outcome is None:
                if place in titles:
                    outcome = HEADING
                elif cell is None:
                    outcome = FURNITURE
                else:
                    outcome = QUARANTINED
                    leftovers.setdefault(place[:3], []).append(text)
            cells.append(_cell_record(about, place, text, outcome, statement, cell, block))
    return leftovers


def _cell_record(about, place: Place, text, outcome, statement, cell, block) -> CellRecord:  # type: ignore[no-untyped-def]
    box = cell.box if cell is not None else block.box
    return CellRecord(
        document_key=about.document_key,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        column_no=place.column_no,
        text=text,
        outcome=outcome,
        statement=statement.statement if statement else None,
        statement_key=statement.statement_key if statement else None,
        box_x0=box.x0 if box else None,
        box_top=box.top if box else None,
        box_x1=box.x1 if box else None,
        box_bottom=box.bottom if box else None,
        reading=cell.reading if cell is not None else "single",
        alternative=cell.alternative if cell is not None else None,
        confidence=cell.confidence if cell is not None else None,
    )


def _why_nothing(document: Document, sections: list[Section]) -> str:
    if document.problems:
        return "; ".join(problem.message for problem in document.problems)
    if not any(True for _ in document.grids()):
        return "text only: no table and no known form in it"
    named = sorted({section.kind for section in sections} - {"prose"})
    if named:
        return f"titles of {', '.join(named)} found, but no table under them could be read"
    return "has tables, but none is a known statement (title and headings match nothing in the vocabulary)"
