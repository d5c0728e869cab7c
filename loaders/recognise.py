"""Document -> sections: which blocks belong to which statement.

1. A title (a line of text, or a row of a grid with one filled cell) opens a section; everything up to the next title
   belongs to it, over page ends, page numbers and blank lines.
2. A grid with a title in its middle is cut there.
3. What stands before the first title, and titles that announce prose, are sections of kind "prose".
4. A family of forms that is dumped as running text may claim a whole document first (see `loaders.families`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from loaders.amounts import MONEY_UNITS
from loaders.document import Block, Cell, Document, Grid, Line, Place, Row
from loaders.issuer import issuer_of
from loaders.section import Section
from loaders.text import folded
from loaders.title_lines import LONGEST_TITLE, is_directory, remark_below, title_over_lines
from loaders.titles import UNNAMED, families, is_strange_title, title_kind

PROSE = "prose"
#: a list of the tables that follow, and what stands behind it up to the first of them
DIRECTORY = "directory"
#: formats whose grids are sheets, each a table of its own
SHEETS = frozenset({"xlsx", "xls"})
HEAD_OF_SHEET = 8
SHORT_REST = 10
LONG_LINE = 18
PROSE_LINES = 4
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
#: 公开01表 above the title belongs to its table
_TABLE_NUMBER = re.compile(r"(?:附?表|预算|公开|财决|决算)*[一二三四五六七八九十\d-]{1,6}表?")
_MONEY_UNIT = re.compile(rf"单位[:：]?\(?(?:人民币)?\)?({MONEY_UNITS})")


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
    blocks = document.blocks
    rest_of_title = 0
    for position, block in enumerate(blocks):
        if rest_of_title:
            rest_of_title -= 1
            yield None, None, None, block
            continue
        if isinstance(block, Line):
            found_title = title_over_lines(blocks[position : position + LONGEST_TITLE + 1])
            title, lines = found_title or (block.text, 1)
            kind = title_kind(title) or title_kind(block.text) if found_title else None
            rest_of_title = lines - 1
            if kind is None and document.format != "text" and is_strange_title(block.text):
                # A title that names no statement we know ends the one before it, if a table of its own follows.
                kind = UNNAMED if any(isinstance(near, Grid) for near in blocks[position + 1 : position + 4]) else None
            yield (kind, title if kind else None, block.place if kind else None, block)
            continue
        if is_directory(block):
            first = block.rows[0]
            yield DIRECTORY, None, Place(first.page, block.table_no, first.row_no, 1), block
            continue
        start, is_titled = 0, False
        opened: tuple[str | None, str | None, Place | None] = (None, None, None)
        if document.format in SHEETS and position and (place := _own_headings(block, blocks[position - 1])):
            opened = (UNNAMED, None, place)
        for index, row in enumerate(block.rows):
            found = _title_in_row(row)
            if found is None:
                continue
            above = block.rows[start:index]
            if is_titled or not all(_is_over_title(row, document.format) for row in above):
                yield (*opened, replace(block, rows=above))
                start = index
            is_titled = True
            cell, kind = found
            title = cell.text + remark_below(block.rows[index + 1 : index + 2])
            opened = (kind, title, Place(row.page, block.table_no, row.row_no, cell.column_no))
        if start < len(block.rows):
            yield (*opened, replace(block, rows=block.rows[start:]))


def _is_over_title(row: Row, format_name: str) -> bool:
    """A row that may stand over the title of its table: 公开01表; in a sheet also 附件3 or the name of the unit."""
    texts = [folded(cell.text) for cell in row.cells if not cell.is_blank]
    is_short = format_name in SHEETS and len(texts) <= 2 and all(len(text) <= SHORT_REST for text in texts)
    return is_short or all(_TABLE_NUMBER.fullmatch(text) for text in texts)


def _own_headings(grid: Grid, before: Block) -> Place | None:
    """Where a table without a title prints headings that the one before it has not: it does not go on with that."""
    first = next((row for row in grid.rows if sum(not cell.is_blank for cell in row.cells) > 1), None)
    if first is None or not isinstance(before, Grid):
        return None
    texts = {folded(cell.text) for cell in first.cells if not cell.is_blank}
    known = {folded(cell.text) for row in before.rows[:HEAD_OF_SHEET] for cell in row.cells}
    are_words = not any(character.isdigit() for text in texts for character in text)
    return (
        Place(first.page, grid.table_no, first.row_no, first.cells[0].column_no)
        if are_words and texts - known
        else None
    )


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a document in reading order. Every block is in exactly one of them."""
    opened: list[tuple[Section, list[Block]]] = []
    for kind, title, place, block in _pieces(document):
        if kind is not None and place is not None:
            opened.append((Section(0, kind, title, (place,), ()), []))
        elif not opened:
            opened.append((Section(0, PROSE, None, (), ()), []))
        opened[-1][1].append(block)
    merged: list[Section] = []
    for section in [replace(section, blocks=tuple(blocks)) for section, blocks in opened]:
        if merged and _continues(merged[-1], section):
            merged[-1] = replace(
                merged[-1],
                title=merged[-1].title if has_table(merged[-1]) else section.title,
                title_places=(*merged[-1].title_places, *section.title_places),
                blocks=(*merged[-1].blocks, *section.blocks),
            )
        else:
            merged.append(section)
    if document.format != "text":
        merged = [part for section in merged for part in _without_prose(section)]
    unit = _document_money_unit(document)
    return tuple(replace(section, section_no=number, money_unit=unit) for number, section in enumerate(merged, 1))


def _continues(earlier: Section, later: Section) -> bool:
    """A title printed again is a page heading, unless it is about another unit; two titles of one kind with no table
    between them (a chapter heading and the title itself) announce one table."""
    if earlier.kind != later.kind or later.kind == PROSE:
        return False
    if not has_table(earlier):
        return True
    if folded(earlier.title or "") != folded(later.title or ""):
        return False
    before, after = _issuer(earlier), _issuer(later)
    return after is None or before is None or before == after


def _without_prose(section: Section) -> list[Section]:
    """A table ends where the report goes on in prose: 第三部分 …, or several long lines that are no note. What follows
    is a section of its own, whose tables must tell by their headings what they are. Where prose comes before any table,
    the title was an entry of the contents."""
    if families().get(section.kind) not in {"table", "balance"}:
        return [section]
    seen_table, run = False, 0
    for position, block in enumerate(section.blocks):
        if isinstance(block, Grid):
            seen_table, run = True, 0
            continue
        text = folded(block.text)
        is_note = text.startswith(("注", "备注", "说明")) or run < 0
        run = -1 if is_note and run <= 0 else run + 1 if len(text) >= LONG_LINE else run
        is_part = seen_table and _PART.match(text)
        if is_part or run >= (PROSE_LINES if seen_table else 2 * PROSE_LINES):
            start = position if is_part else position - max(run - 1, 0)
            rest = section.blocks[start:]
            kind = UNNAMED if any(isinstance(later, Grid) for later in rest) else PROSE
            return [replace(section, blocks=section.blocks[:start]), Section(0, kind, None, (), rest)]
    return [section]


def _issuer(section: Section) -> tuple[str | None, str] | None:
    """The unit that the head of a section names: in the lines around its title, or in the first rows of its grid."""
    for block in section.blocks[:6]:
        texts = [block.text] if isinstance(block, Line) else [c.text for row in block.rows[:4] for c in row.cells]
        named = next((found for text in texts if (found := issuer_of(text))), None)
        if named:
            return named
        if isinstance(block, Grid):
            return None
    return None


def _document_money_unit(document: Document) -> str | None:
    """The money unit that most tables of the document print, for those that print none."""
    counts = Counter(
        match.group(1)
        for block in document.blocks
        for text in ([block.text] if isinstance(block, Line) else [c.text for row in block.rows[:4] for c in row.cells])
        if (match := _MONEY_UNIT.search(folded(text)))
    )
    return counts.most_common(1)[0][0] if counts else None


def has_table(section: Section) -> bool:
    return any(isinstance(block, Grid) for block in section.blocks)
