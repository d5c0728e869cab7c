"""A Word table dumped as text: lines back to rows of cells.

The grammar of such a dump: a tab at the start of a line opens a cell; a line without it continues the cell above; a
blank line and then a tab opens a row. What breaks it, and how it is read:

1. Cells hold blank lines and tabs of their own: a line without a leading tab after a blank line still belongs to
   its cell, and only the first tab of a line separates.
2. The heading of the next form has no tab, so it looks like the tail of the last cell of the form before: where a row
   opens a form, a last short paragraph of the cell before it is taken off as its heading.
3. Blank lines inside a label cell tear its row in two: `glued` puts the halves together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document import Grid, Line, Place
from loaders.indicators import is_level_label
from loaders.section import Section
from loaders.statements.declaration.labels import label_of
from loaders.text import folded
from loaders.titles import title_kind, year_in

#: a heading is a name, not a sentence
MAX_HEADING_LENGTH = 60
MAX_HEADING_LINES = 4
#: a dump has many lines that open a cell
MIN_CELL_LINES = 6
#: a page number that stands alone between blank lines
_PAGE_NUMBER = re.compile(r"^\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$")


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a form with all the places its text stands at (a dump has one for each line)."""

    text: str
    places: tuple[Place, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class FormRow:
    cells: tuple[FormCell, ...]

    @property
    def place(self) -> Place | None:
        return next((place for cell in self.cells for place in cell.places), None)


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the text, as it was before the reader split it at its tabs."""

    line_no: int
    text: str
    places: tuple[Place, ...]
    has_gap: bool


def raw_lines(section: Section) -> Iterator[RawLine]:
    previous: int | None = None
    for block in section.blocks:
        if isinstance(block, Line):
            yield RawLine(
                block.line_no, block.text, (block.place,), previous is not None and block.line_no > previous + 1
            )
            previous = block.line_no
            continue
        for row in block.rows:
            places = tuple(
                Place(row.page, block.table_no, row.row_no, cell.column_no) for cell in row.cells if not cell.is_blank
            )
            text = "\t".join(cell.text for cell in row.cells)
            yield RawLine(row.row_no, text, places, previous is not None and row.row_no > previous + 1)
            previous = row.row_no


def is_dump(section: Section) -> bool:
    """Are the grids of the section lines of a dumped Word table (a leading tab and one cell), not rows of a table?"""
    opening = other = 0
    for block in section.blocks:
        if not isinstance(block, Grid):
            continue
        for row in block.rows:
            filled = [cell for cell in row.cells if not cell.is_blank]
            if row.cells and row.cells[0].text == "" and len(filled) <= 1 and row.cells[0].column_span == 1:
                opening += 1
            elif len(filled) > 1:
                other += 1
    return opening >= MIN_CELL_LINES and opening > 4 * other


def opens_form(text: str) -> bool:
    """Is the cell the label that a form begins with (its unit, or its project where that comes first)?"""
    label = label_of(text)
    return label is not None and label.kind in ("unit", "project_name", "department")


def dump_rows(section: Section) -> tuple[tuple[FormRow, ...], dict[Place, FormCell], tuple[FormCell, ...]]:
    """The rows of a dump; the headings (by the place of the row that they stand above); the lines outside any table."""
    rows: list[list[list[RawLine]]] = []
    outside: list[RawLine] = []
    lines = tuple(raw_lines(section))
    for index, line in enumerate(lines):
        following_gap = index + 1 == len(lines) or lines[index + 1].has_gap
        if line.has_gap and following_gap and _PAGE_NUMBER.match(line.text):
            outside.append(line)
        elif not line.text.startswith("\t"):
            if rows:
                rows[-1][-1].append(line)
            else:
                outside.append(line)
        else:
            cell = [RawLine(line.line_no, line.text[1:], line.places, line.has_gap)]
            if line.has_gap or not rows:
                rows.append([])
            rows[-1].append(cell)
    closed: list[FormRow] = []
    headings: dict[Place, FormCell] = {}
    last: list[RawLine] | None = None
    for row in rows:
        current: list[FormCell] = []
        for cell in row:
            made = _closed(cell)
            if last and opens_form(made.text):
                heading = _heading(last)
                if heading:
                    del last[-len(heading) :]
                    headings[made.places[0]] = _closed(heading)
                if heading and current:
                    current[-1] = _closed(last)
                elif heading and closed:
                    closed[-1] = FormRow((*closed[-1].cells[:-1], _closed(last)))
                if current:
                    # The label of a form always opens a row.
                    closed.append(FormRow(tuple(current)))
                    current = []
            current.append(made)
            last = cell
        if current:
            closed.append(FormRow(tuple(current)))
    return tuple(closed), headings, tuple(FormCell(line.text.strip(), line.places) for line in outside)


def _closed(lines: list[RawLine]) -> FormCell:
    text = "\n".join(line.text for line in lines)
    return FormCell(text.strip(), tuple(place for line in lines for place in line.places))


def _heading(lines: list[RawLine]) -> list[RawLine]:
    """The last lines of a cell that could stand above the next form: its heading, and a title or year above that.

    They follow a blank line, are names and no sentences, and leave the cell its own first line.
    """
    start = len(lines)
    while start > 1 and _is_name(lines[start - 1].text) and len(lines) - start < MAX_HEADING_LINES:
        start -= 1
        above = lines[start - 1].text
        if lines[start].has_gap and not (title_kind(above) or (year_in(above) and len(folded(above)) <= 12)):
            return lines[start:]
    return []


def _is_name(text: str) -> bool:
    bare = folded(text)
    return 2 <= len(bare) <= MAX_HEADING_LENGTH and not bare.endswith(("。", ";", ","))


def glued(rows: tuple[FormRow, ...], column_count: int) -> tuple[FormRow, ...]:
    """Indicator rows whose halves were torn apart by blank lines inside a label, put together again."""
    out: list[FormRow] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        following = rows[index + 1] if index + 1 < len(rows) else None
        if (
            following is not None
            and len(row.cells) < column_count
            and len(row.cells) + len(following.cells) == column_count
            and following.cells
            and is_level_label(following.cells[0].text)
            and is_level_label(row.cells[-1].text)
        ):
            out.append(FormRow((*row.cells, *following.cells)))
            index += 2
            continue
        out.append(row)
        index += 1
    return tuple(out)
