"""Workbooks (.xlsx, .xls) -> Document.

- Every visible sheet with content is a page and a grid; its name is the grid's caption. A sheet whose name alone says
  which statement it holds (no row of its own does) is preceded by a line with that name.
- `row_no` and `column_no` are those of the sheet. A merged range is one cell with its spans; blank cells are left out.
- Numbers become the text a person sees (see `number_format`).
- A sheet with never more than one filled cell in a row is prose: its cells are lines, with the row as their number.
- Hidden sheets hold lists for the input form, not what is published: passed over, and said so.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from loaders.document import Block, Cell, Document, Grid, Line, Problem, Row, UnreadableDocument
from loaders.readers import limits
from loaders.readers.archive import open_archive
from loaders.readers.number_format import CellValue, shown
from loaders.readers.sheet_xml import SheetFacts, facts_by_sheet
from loaders.text import leading_width
from loaders.titles import title_kind

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_SAVE_AGAIN = "open it in a spreadsheet program and save it again as .xlsx"
#: a sheet tells its statement itself where one of its first rows does
_TITLE_ROWS = 8
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?")


def read_excel(data: bytes, file_name: str, sha256: str, format_name: str) -> Document:
    """Read a workbook whose container has already been recognised."""
    facts = _facts(data, format_name)
    workbook = _opened(data)
    blocks: list[Block] = []
    problems: list[Problem] = []
    cells = 0
    visible = _visible(workbook)
    for index, name in enumerate(workbook.sheet_names):
        if index not in visible:
            problems.append(Problem("hidden_sheet", f"sheet {name!r} is hidden and was passed over", index + 1))
            continue
        page = index + 1
        rows = _rows(_sheet(workbook, index, name), page, facts[index] if index < len(facts) else SheetFacts(0))
        if not rows:
            continue
        cells += sum(len(row.cells) for row in rows)
        limits.check_cells(cells)
        if all(len(row.cells) == 1 for row in rows):
            blocks.extend(_lines(rows))
            continue
        if title_kind(name) and not _has_title(rows):
            blocks.append(Line(page, 1, name))
        for part in [below for beside in _side_by_side(rows) for below in _one_below_another(beside)]:
            table_no = sum(isinstance(block, Grid) for block in blocks) + 1
            width = max(cell.column_no for row in part for cell in row.cells)
            blocks.append(Grid(table_no, tuple(part), width, caption=name))
    if not blocks:
        raise UnreadableDocument("the workbook has no cell with content", "check that it is the right file")
    return Document(sha256, file_name, format_name, len(workbook.sheet_names), tuple(blocks), tuple(problems))


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with _quiet_panics():
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, ValueError, OSError) as problem:
        raise UnreadableDocument(f"the workbook cannot be opened ({_first_line(problem)})", _SAVE_AGAIN) from problem
    except BaseException as problem:
        raise _panic(problem, "the workbook") from problem


def _sheet(workbook: CalamineWorkbook, index: int, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        with _quiet_panics():
            return workbook.get_sheet_by_index(index)
    except (CalamineError, ValueError, OSError) as problem:
        raise UnreadableDocument(f"sheet {name!r} is damaged ({_first_line(problem)})", _SAVE_AGAIN) from problem
    except BaseException as problem:
        raise _panic(problem, f"sheet {name!r}") from problem


@contextmanager
def _quiet_panics() -> Iterator[None]:
    """The parser writes its panics with their traces straight to the error stream, before they can be caught."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _panic(problem: BaseException, what: str) -> BaseException:
    """The parser's own panics are no `Exception`; everything else of that kind (Ctrl-C) goes on as it is."""
    if type(problem).__name__ != "PanicException":
        return problem
    return UnreadableDocument(f"{what} is damaged: its parser gave up", _SAVE_AGAIN)


def _first_line(problem: BaseException) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def _visible(workbook: CalamineWorkbook) -> set[int]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet)
    return {
        index
        for index, sheet in enumerate(workbook.sheets_metadata)
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ in tables
    }


def _facts(data: bytes, format_name: str) -> list[SheetFacts]:
    """Size and formats, sheet by sheet; refuses what is encrypted or too large to be held."""
    facts = _facts_of_xls(data) if format_name == "xls" else facts_by_sheet(open_archive(data))
    for number, sheet in enumerate(facts, 1):
        if sheet.area > limits.MAX_SHEET_CELLS:
            raise UnreadableDocument(
                f"sheet {number} spreads over {sheet.area:,} cells, the limit is {limits.MAX_SHEET_CELLS:,}",
                "delete the stray cells far below or right of its tables",
            )
    return facts


def _facts_of_xls(data: bytes) -> list[SheetFacts]:
    from loaders.readers import biff
    from loaders.readers.compound import CompoundFile

    file = CompoundFile(data)
    stream = file.stream("Workbook") or file.stream("Book") or b""
    if biff.is_encrypted(stream):
        raise UnreadableDocument("the workbook is encrypted", "open it with its password and save it without one")
    return biff.facts_by_sheet(stream)


def _rows(sheet: CalamineSheet, page: int, facts: SheetFacts) -> list[Row]:
    """The rows of a sheet that hold something."""
    if sheet.start is None:
        return []
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    }
    rows: list[Row] = []
    # The iterator counts rows from the sheet's first row, but columns from its first filled column.
    first_column = sheet.start[1]
    for row_index, values in enumerate(islice(sheet.iter_rows(), limits.MAX_LINES)):
        cells = tuple(
            _cell(value, row_index, column, spans.get((row_index, column), (1, 1)), facts)
            for column, value in enumerate(values, first_column)
            if value != "" and not (isinstance(value, str) and not value.strip())
        )
        if cells:
            rows.append(Row(page, row_index + 1, cells))
    return rows


def _side_by_side(rows: list[Row]) -> list[list[Row]]:
    """The tables of a sheet that stand beside each other: an empty column between them, and a title over each."""
    covered = {
        column
        for row in rows
        for cell in row.cells
        for column in range(cell.column_no, cell.column_no + cell.column_span)
    }
    starts = [column for column in sorted(covered) if column - 1 not in covered]
    parts = [
        _columns_of(rows, first, last) for first, last in zip(starts, [*starts[1:], max(covered) + 1], strict=True)
    ]
    return parts if len(parts) > 1 and all(_has_title(part) for part in parts) else [rows]


def _one_below_another(rows: list[Row]) -> list[list[Row]]:
    """The tables of a sheet that stand below each other: an empty row, then headings that were not there before."""
    parts: list[list[Row]] = []
    for row in rows:
        is_apart = bool(parts) and row.row_no > parts[-1][-1].row_no + max(c.row_span for c in parts[-1][-1].cells)
        if not parts or (is_apart and _opens_a_table(row, parts[-1])):
            parts.append([])
        parts[-1].append(row)
    return parts


def _opens_a_table(row: Row, before: list[Row]) -> bool:
    """Nothing but words, some of them new, below rows with figures."""
    texts = {cell.text for cell in row.cells}
    known = {cell.text for earlier in before for cell in earlier.cells}
    has_figures = any(_FIGURE.fullmatch(cell.text) for earlier in before for cell in earlier.cells)
    are_words = len(row.cells) > 2 and not any(character.isdigit() for text in texts for character in text)
    return has_figures and are_words and len(texts - known) * 2 >= len(texts)


def _columns_of(rows: list[Row], first: int, last: int) -> list[Row]:
    """The part of the rows in some columns."""
    cut = ((row, tuple(cell for cell in row.cells if first <= cell.column_no < last)) for row in rows)
    return [Row(row.page, row.row_no, cells) for row, cells in cut if cells]


def _cell(value: CellValue, row: int, column: int, span: tuple[int, int], facts: SheetFacts) -> Cell:
    text = shown(value, facts.formats.get((row, column)))
    indent = facts.indents.get((row, column), 0) + leading_width(text)
    return Cell(text, column + 1, column_span=span[1], row_span=span[0], space_before=indent)


def _lines(rows: list[Row]) -> list[Line]:
    return [Line(row.page, row.row_no, row.cells[0].text) for row in rows]


def _has_title(rows: list[Row]) -> bool:
    return any(title_kind(cell.text) for row in rows[:_TITLE_ROWS] for cell in row.cells)
