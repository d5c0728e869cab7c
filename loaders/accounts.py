"""Accounting for every cell: what became of it, and that no person's name or number leaves the restricted table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from loaders.document import Cell, Grid, Line, Place
from loaders.records import CellRecord, ContactRecord, QuarantineRecord, StatementRecord
from loaders.section import FURNITURE, HEADING, QUARANTINED, READ, About, Section, Tidy

NOT_UNDERSTOOD = "stands inside a recognised statement, but no rule reads it"
NOT_A_STATEMENT = "table is no known statement"
MASK = "＊"
#: a contact's cells stand at most so many rows from where its record says
CONTACT_ROWS = 4


def account(
    sections: list[Section], tidies: list[Tidy], about: About, told: Collection[Place] = frozenset()
) -> tuple[list[CellRecord], list[QuarantineRecord]]:
    """The cell records of a document, and the quarantine with every cell in it that nobody accounted for. `told` are
    the places of figures in prose."""
    cells: list[CellRecord] = []
    quarantine = [record for tidy in tidies for record in tidy.quarantine]
    quarantined = {(record.page, record.table_no, record.row_no) for record in quarantine}
    for section, tidy in zip(sections, tidies, strict=True):
        reason = NOT_UNDERSTOOD if tidy.statement else NOT_A_STATEMENT
        leftovers: dict[tuple[int, int, int], list[str]] = {}
        for place, text, cell, line in _printed(section):
            outcome = _outcome(place, section, tidy, cell)
            if place in told and outcome != HEADING:
                outcome = READ
            if outcome == QUARANTINED and place not in tidy.outcomes:
                leftovers.setdefault(place[:3], []).append(text)
            statement = tidy.statement[0] if tidy.statement else None
            cells.append(_cell_record(about, place, text, outcome, statement, cell, line))
        quarantine.extend(
            QuarantineRecord(about.document_key, *row, texts, reason)
            for row, texts in leftovers.items()
            if row not in quarantined
        )
    contacts = [contact for tidy in tidies for contact in tidy.contact]
    return _masked_cells(cells, contacts), _masked_quarantine(quarantine, contacts)


def _printed(section: Section) -> Iterable[tuple[Place, str, Cell | None, Line | None]]:
    for block in section.blocks:
        if isinstance(block, Grid):
            for place, cell in block.cells():
                if not cell.is_blank:
                    yield place, cell.text, cell, None
        elif block.text.strip():
            yield block.place, block.text, None, block


def _outcome(place: Place, section: Section, tidy: Tidy, cell: Cell | None) -> str:
    if place in tidy.outcomes:
        return tidy.outcomes[place]
    if place in section.title_places:
        return HEADING
    return FURNITURE if cell is None else QUARANTINED


def _cell_record(
    about: About,
    place: Place,
    text: str,
    outcome: str,
    statement: StatementRecord | None,
    cell: Cell | None,
    line: Line | None,
) -> CellRecord:
    box = cell.box if cell is not None else line.box if line is not None else None
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


def _words(contact: ContactRecord) -> list[str]:
    return [word for word in (contact.person_name, contact.telephone) if word and len(word) >= 2]


def hidden(text: str, words: Iterable[str]) -> str:
    """The text with the names and telephone numbers of persons masked."""
    for word in words:
        text = text.replace(word, MASK * len(word))
    return text


def _near(page: int, row_no: int, by_page: dict[int, list[ContactRecord]]) -> list[str]:
    return [
        word
        for contact in by_page.get(page, [])
        if abs(contact.row_no - row_no) <= CONTACT_ROWS
        for word in _words(contact)
    ]


def _by_page(contacts: list[ContactRecord]) -> dict[int, list[ContactRecord]]:
    pages: dict[int, list[ContactRecord]] = {}
    for contact in contacts:
        pages.setdefault(contact.page, []).append(contact)
    return pages


def _masked_cells(cells: list[CellRecord], contacts: list[ContactRecord]) -> list[CellRecord]:
    """The same cells with names and telephone numbers of persons hidden: those stand in the contact table alone."""
    pages = _by_page(contacts)
    if not pages:
        return cells
    out = []
    for cell in cells:
        words = _near(cell.page, cell.row_no, pages)
        if words:
            alternative = hidden(cell.alternative, words) if cell.alternative else cell.alternative
            cell = replace(cell, text=hidden(cell.text, words), alternative=alternative)
        out.append(cell)
    return out


def _masked_quarantine(quarantine: list[QuarantineRecord], contacts: list[ContactRecord]) -> list[QuarantineRecord]:
    pages = _by_page(contacts)
    return [
        replace(record, cells=[hidden(text, words) for text in record.cells])
        if (words := _near(record.page, record.row_no, pages))
        else record
        for record in quarantine
    ]
