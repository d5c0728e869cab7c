"""Document -> sections: which blocks belong to which statement.

1. A title (a line of text, or a row of a grid with one filled cell) opens a section; everything up to the next title
   belongs to it, over page ends, page numbers and blank lines.
2. A grid with a title in its middle is cut there.
3. What stands before the first title, and titles that announce prose, are sections of kind "prose".
4. A family of forms that is dumped as running text may claim a whole document first (see `loaders.families`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.document import Block, Cell, Document, Grid, Line, Place, Row
from loaders.section import Section
from loaders.text import folded
from loaders.titles import title_kind

PROSE = "prose"


def _title_in_row(row: Row) -> tuple[Cell, str] | None:
    """The title that a row of a grid prints, where the row has hardly anything else (a unit, a table number)."""
    filled = [cell for cell in row.cells if not cell.is_blank]
    if not filled or len(filled) > 3:
        return None
    for cell in filled:
        kind = title_kind(cell.text)
        others = [other for other in filled if other is not cell]
        if kind and all(len(folded(other.text)) <= 40 and not folded(other.text)[:1].isdigit() for other in others):
            return cell, kind
    return None


def _pieces(document: Document) -> Iterator[tuple[str | None, str | None, Place | None, Block]]:
    """Each block, cut where a title opens inside it: (kind or None for a continuation, title, its place, block)."""
    for block in document.blocks:
        if isinstance(block, Line):
            kind = title_kind(block.text)
            yield (kind, block.text if kind else None, block.place if kind else None, block)
            continue
        start = 0
        opened: tuple[str | None, str | None, Place | None] = (None, None, None)
        for index, row in enumerate(block.rows):
            found = _title_in_row(row)
            if found is None:
                continue
            if index > start and any(not cell.is_blank for earlier in block.rows[start:index] for cell in earlier.cells):
                yield (*opened, replace(block, rows=block.rows[start:index]))
            cell, kind = found
            opened = (kind, cell.text, Place(row.page, block.table_no, row.row_no, cell.column_no))
            start = index
        if start < len(block.rows):
            yield (*opened, replace(block, rows=block.rows[start:]))


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a document in reading order. Every block is in exactly one of them."""
    sections: list[Section] = []
    kind, title, places, blocks = PROSE, None, (), []  # type: str, str | None, tuple[Place, ...], list[Block]
    for piece_kind, piece_title, place, block in _pieces(document):
        if piece_kind is not None and place is not None:
            repeated = piece_kind == kind and title is not None and folded(title) == folded(piece_title or "")
            doubled = piece_kind == kind and not any(isinstance(earlier, Grid) for earlier in blocks)
            if repeated or doubled:
                # The same title again is a repeated page heading, not a second table; two titles of one kind with no
                # table between them (a chapter heading and the title itself) announce one table.
                title = piece_title if doubled else title
                places = (*places, place)
                blocks.append(block)
                continue
            if blocks:
                sections.append(Section(len(sections) + 1, kind, title, places, tuple(blocks)))
            kind, title, places, blocks = piece_kind, piece_title, (place,), [block]
        else:
            blocks.append(block)
    if blocks:
        sections.append(Section(len(sections) + 1, kind, title, places, tuple(blocks)))
    return tuple(sections)


def has_table(section: Section) -> bool:
    return any(isinstance(block, Grid) for block in section.blocks)
