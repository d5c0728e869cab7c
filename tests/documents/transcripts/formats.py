"""Transcript -> files: workbooks (figures as numbers, as text; several tables in a sheet), HTML, Word, CSV."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from loaders.amounts import Form, read_amount
from loaders.titles import bare_title
from tests.documents.transcripts.model import Sheet, Table, Transcript

Files = dict[str, bytes]
#: a spreadsheet keeps fifteen digits
MAX_DIGITS = 15
_SHEET_NAME = re.compile(r"[\[\]:*?/\\'：]")
_PERCENT = re.compile(r"-?[\d,]+(?:\.\d+)?%")


def number_of(text: str) -> Decimal | None:
    """The number that a cell holds if it is typed as one; None for words and for more digits than a number keeps."""
    amount = read_amount(text)
    if amount.form is not Form.NUMBER or amount.unit or amount.value is None:
        return None
    return amount.value if len(amount.value.as_tuple().digits) <= MAX_DIGITS else None


def workbook(transcript: Transcript, *, numbers: bool, named: bool = False, together: bool = False) -> bytes:
    """One sheet a table with a title row, or `named` after the title without one, or all tables `together`."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book_formats = {"amount": book.add_format({"num_format": "#,##0.00"}), "%": book.add_format({"num_format": 10})}
        cover = book.add_worksheet("封面")
        for row, text in enumerate(transcript.cover):
            cover.write_string(row, 0, text)
        at, page = 0, None
        for number, sheet in enumerate(transcript.sheets, 1):
            if page is None or not together:
                name = _SHEET_NAME.sub("", bare_title(sheet.title))[-27:] + f" {number}" if named else f"Sheet{number}"
                page, at = book.add_worksheet(name), 0
            if not named:
                width = max((table.width for table in sheet.tables), default=1)
                if width > 1:
                    page.merge_range(at, 0, at, width - 1, sheet.title)
                else:
                    page.write_string(at, 0, sheet.title)
                at += 1
            for note in sheet.notes:
                for column, text in enumerate(note):
                    page.write_string(at, column * 2, text)
                at += 1
            for table in sheet.tables:
                _write_table(page, at, table, book_formats, numbers=numbers)
                at += table.height
            for text in sheet.footnotes:
                page.write_string(at, 0, text)
                at += 1
            at += 1
    return file.getvalue()


def _write_table(page: object, at: int, table: Table, formats: Mapping[str, object], *, numbers: bool) -> None:
    for cell in table.cells:
        where = (at + cell.row, cell.column)
        if cell.across > 1 or cell.down > 1:
            page.merge_range(*where, where[0] + cell.down - 1, cell.column + cell.across - 1, "")  # type: ignore[attr-defined]
        value = number_of(cell.text) if numbers and cell.row >= table.head_height else None
        if numbers and value is None and _PERCENT.fullmatch(cell.text):
            share = Decimal(cell.text.replace(",", "")[:-1]) / 100
            page.write_number(*where, float(share), formats["%"])  # type: ignore[attr-defined]
        elif value is not None:
            is_code = "." not in cell.text and "," not in cell.text
            page.write_number(*where, float(value), None if is_code else formats["amount"])  # type: ignore[attr-defined]
        else:
            page.write_string(*where, cell.text)  # type: ignore[attr-defined]


def web_page(transcript: Transcript) -> bytes:
    parts = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>公开</title></head><body>']
    parts += [f"<p>{html.escape(text)}</p>" for text in transcript.cover]
    for sheet in transcript.sheets:
        parts.append(f"<p>{html.escape(sheet.title)}</p>")
        parts += [f"<p>{html.escape('　　'.join(note))}</p>" for note in sheet.notes]
        for table in sheet.tables:
            parts.append("<table border=1>")
            for cells in _placed_rows(table):
                parts.append("<tr>" + "".join(_web_cell(*cell) for cell in cells) + "</tr>")
            parts.append("</table>")
        parts += [f"<p>{html.escape(text)}</p>" for text in sheet.footnotes]
    return "\n".join([*parts, "</body></html>"]).encode("utf-8")


def _web_cell(text: str, across: int, down: int) -> str:
    spans = f' colspan="{across}"' if across > 1 else ""
    spans += f' rowspan="{down}"' if down > 1 else ""
    return f"<td{spans}>{html.escape(text)}</td>"


def _placed_rows(table: Table) -> Iterator[list[tuple[str, int, int]]]:
    """(text, across, down) of each row, blank cells where nothing else covers the place."""
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    covered = {
        (cell.row + down, cell.column + across)
        for cell in table.cells
        for down in range(cell.down)
        for across in range(cell.across)
    }
    for row in range(table.height):
        out: list[tuple[str, int, int]] = []
        for column in range(table.width):
            cell = cells.get((row, column))
            if cell is not None:
                out.append((cell.text, cell.across, cell.down))
            elif (row, column) not in covered:
                out.append(("", 1, 1))
        yield out


def word(transcript: Transcript) -> bytes:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for text in transcript.cover:
        document.add_paragraph(text)
    for sheet in transcript.sheets:
        document.add_paragraph(sheet.title)
        for note in sheet.notes:
            document.add_paragraph("    ".join(note))
        for table in sheet.tables:
            document.element.body.insert(len(document.element.body) - 1, parse_xml(_word_table(table)))
            document.add_paragraph("")
        for text in sheet.footnotes:
            document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(table: Table) -> str:
    """The mark-up of a table: python-docx is too slow at merging thousands of cells."""
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    above = {
        (cell.row + down, cell.column): cell for cell in table.cells if cell.down > 1 for down in range(1, cell.down)
    }
    rows: list[str] = []
    for row in range(table.height):
        parts: list[str] = []
        column = 0
        while column < table.width:
            cell, cover = cells.get((row, column)), above.get((row, column))
            if cover is not None:
                parts.append(_word_cell("", cover.across, '<w:vMerge w:val="continue"/>'))
                column += cover.across
            elif cell is not None:
                merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
                parts.append(_word_cell(cell.text, cell.across, merge))
                column += cell.across
            else:
                parts.append(_word_cell("", 1, ""))
                column += 1
        rows.append(f"<w:tr>{''.join(parts)}</w:tr>")
    columns = "<w:gridCol/>" * table.width
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:tbl xmlns:w="{name}"><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _word_cell(text: str, across: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    words = html.escape(text, quote=False)
    return f'<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'


def delimited(sheet: Sheet, encoding: str) -> bytes:
    """One table as CSV: title and notes as records over it; merged cells leave blanks."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([sheet.title])
    writer.writerows(sheet.notes)
    for table in sheet.tables:
        matrix = [[""] * table.width for _ in range(table.height)]
        for cell in table.cells:
            matrix[cell.row][cell.column] = cell.text
        writer.writerows(matrix)
    writer.writerows([text] for text in sheet.footnotes)
    return file.getvalue().encode(encoding, "replace")


def _csv_files(transcript: Transcript) -> Files:
    encodings = ("gb18030", "utf-8-sig")
    return {
        f"{number:02}.csv": delimited(sheet, encodings[number % 2]) for number, sheet in enumerate(transcript.sheets, 1)
    }


FORMATS: Mapping[str, Callable[[Transcript], Files]] = {
    "xlsx_numbers": lambda one: {"a.xlsx": workbook(one, numbers=True)},
    "xlsx_text": lambda one: {"a.xlsx": workbook(one, numbers=False)},
    "xlsx_named": lambda one: {"a.xlsx": workbook(one, numbers=True, named=True)},
    "xlsx_together": lambda one: {"a.xlsx": workbook(one, numbers=True, together=True)},
    "html": lambda one: {"a.html": web_page(one)},
    "docx": lambda one: {"a.docx": word(one)},
    "csv": _csv_files,
}
