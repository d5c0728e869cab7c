"""Document -> Transcript: the amount tables of a document as somebody would type them again, one table a sheet.

Page ends, page numbers and repeated headings are gone; title, unit line and notes stand above the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.amounts import read_amount
from loaders.document import Document, Line
from loaders.section import Section
from loaders.statements.self_evaluation import has_form
from loaders.statements.tables.headings import heading_rows, is_repeated_heading
from loaders.statements.tables.matrix import SheetRow, matrix
from loaders.statements.tables.panels import Panel
from loaders.statements.tables.reader import AMOUNT_TABLES, kind_by_headings
from loaders.statements.tables.sheet import read_sheet
from loaders.text import joined, squeeze
from loaders.titles import UNNAMED, families

COVER_LINES = 12
_FOOTNOTE = re.compile(r"^(?:注|备注|说明)[:：]")


@dataclass(frozen=True)
class Typed:
    """A cell of a typed table, at its row and column from 0."""

    row: int
    column: int
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """Headings and body of one table; rows are counted through both."""

    width: int
    head_height: int
    height: int
    cells: tuple[Typed, ...]

    def head(self) -> list[Typed]:
        return [cell for cell in self.cells if cell.row < self.head_height]

    def body(self) -> list[Typed]:
        return [cell for cell in self.cells if cell.row >= self.head_height]


@dataclass(frozen=True)
class Sheet:
    """One statement: its title, the lines over its table, the table (or several with headings of their own)."""

    section_no: int
    kind: str
    title: str
    notes: tuple[tuple[str, ...], ...]
    tables: tuple[Table, ...]
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transcript:
    cover: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    #: sections that cannot be typed as one table (a page goes on with other columns and prints no headings)
    left_out: tuple[int, ...] = field(default=())


def transcript_of(document: Document, sections: Sequence[Section]) -> Transcript:
    cover: list[str] = []
    for block in document.blocks[:COVER_LINES]:
        if not isinstance(block, Line) or any(block.place in section.title_places for section in sections):
            break
        cover.append(joined(block.text))
    sheets: list[Sheet] = []
    left_out: list[int] = []
    for section in sections:
        if section.title is None:
            continue
        kind = kind_by_headings(section, AMOUNT_TABLES) if section.kind == UNNAMED else section.kind
        if families().get(kind or "") not in AMOUNT_TABLES or (section.kind == UNNAMED and has_form(section)):
            continue
        tables = _tables(section)
        if tables:
            title = joined(section.title or "")
            sheets.append(Sheet(section.section_no, section.kind, title, _notes(section), tables, _footnotes(section)))
        elif tables is None:
            left_out.append(section.section_no)
    return Transcript(tuple(cover), tuple(sheets), tuple(left_out))


def _notes(section: Section) -> tuple[tuple[str, ...], ...]:
    """The lines and rows between the title and the headings, without the title."""
    notes: list[tuple[str, ...]] = []
    for block in section.blocks:
        if isinstance(block, Line):
            if block.place not in section.title_places:
                notes.append((joined(block.text),))
            continue
        rows = matrix(block)
        for index in heading_rows(rows).above:
            filled = rows[index].filled()
            texts = [joined(c.text) for column, c in filled if rows[index].place(column) not in section.title_places]
            if texts:
                notes.append(tuple(texts))
        break
    return tuple(notes)


def _footnotes(section: Section) -> tuple[str, ...]:
    last = max((at for at, block in enumerate(section.blocks) if not isinstance(block, Line)), default=0)
    lines = [joined(block.text) for block in section.blocks[last + 1 :] if isinstance(block, Line)]
    return tuple(text for text in lines if _FOOTNOTE.match(text))


@dataclass
class _Open:
    """A table while its pages are put together."""

    paths: tuple[tuple[str, ...], ...]
    head: list[Typed]
    head_height: int
    rows: list[tuple[SheetRow, dict[int, int]]]


def _tables(section: Section) -> tuple[Table, ...] | None:
    """The tables of a section, pages joined; None where a page cannot be joined to the one before."""
    opened: list[_Open] = []
    for grid, panel in zip(section.grids(), read_sheet(section).panels, strict=True):
        rows = matrix(grid)
        head = heading_rows(rows)
        typed, height = _headings(rows, head.headings)
        columns = _same_columns(panel, opened[-1]) if opened else None
        body = [row for row in panel.rows if row.filled() and not is_repeated_heading(row, panel.paths)]
        if columns is None and not typed:
            if not body:
                continue
            return None
        if columns is None:
            opened.append(_Open(panel.paths, typed, height, []))
            columns = {column: column for column in range(len(panel.paths))}
        opened[-1].rows.extend((row, columns) for row in body)
    return tuple(_joined(one) for one in opened if one.rows)


def _same_columns(panel: Panel, before: _Open) -> dict[int, int] | None:
    """Column of this page -> column of the table, where the headings are the same."""
    if panel.paths == before.paths:
        return {column: column for column in range(len(panel.paths))}
    if not set(panel.paths) <= set(before.paths):
        return None
    columns: dict[int, int] = {}
    free = 0
    for column, path in enumerate(panel.paths):
        found = next((at for at in range(free, len(before.paths)) if before.paths[at] == path), None)
        if found is None:
            return None
        columns[column] = found
        free = found + 1
    return columns


def _headings(rows: Sequence[SheetRow], headings: Sequence[int]) -> tuple[list[Typed], int]:
    cells: list[Typed] = []
    number = {index: at for at, index in enumerate(headings)}
    for index in headings:
        for column, cell in rows[index].filled():
            down = sum(1 for later in range(index, index + cell.row_span) if later in number)
            cells.append(Typed(number[index], column, joined(cell.text), cell.column_span, down))
    return cells, len(headings)


def _joined(one: _Open) -> Table:
    cells = list(one.head)
    width = len(one.paths)
    for at, (row, columns) in enumerate(one.rows):
        for column, cell in row.filled():
            across = len({columns[c] for c in range(column, column + cell.column_span) if c in columns})
            down = _depth(one.rows, at, column, cell.row_span)
            cells.append(Typed(one.head_height + at, columns[column], _text(cell.text), max(1, across), down))
    return Table(width, one.head_height, one.head_height + len(one.rows), tuple(_apart(cells, width)))


def _depth(rows: Sequence[tuple[SheetRow, dict[int, int]]], at: int, column: int, span: int) -> int:
    """How many of the rows that are kept a merged cell covers."""
    row = rows[at][0]
    covered = 1
    for later, _ in rows[at + 1 : at + span]:
        same = column < len(later.cells) and later.cells[column] is row.cells[column]
        if not same or later.page != row.page or later.table_no != row.table_no:
            break
        covered += 1
    return covered


def _apart(cells: Sequence[Typed], width: int) -> Iterator[Typed]:
    """The cells without overlaps: a span is cut where another cell stands."""
    taken: set[tuple[int, int]] = {(cell.row, cell.column) for cell in cells}
    for cell in cells:
        across, down = min(cell.across, width - cell.column), cell.down
        own = (cell.row, cell.column)
        while across > 1 and any((cell.row, cell.column + by) in taken for by in range(1, across)):
            across -= 1
        while down > 1 and any(
            (cell.row + by, cell.column + side) in taken for by in range(1, down) for side in range(across)
        ):
            down -= 1
        taken |= {(cell.row + by, cell.column + side) for by in range(down) for side in range(across)} - {own}
        yield replace(cell, across=across, down=down)


def _text(text: str) -> str:
    """As somebody types it: a figure or a code without the blanks that wrapping put in, words on one line."""
    return squeeze(text) if read_amount(text).is_number else joined(text)
