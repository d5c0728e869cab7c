"""What a PDF that is no good gets: one plain line, or a problem of the page, and the rest is read."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.document import UnreadableDocument
from loaders.readers import ocr
from loaders.readers.pdf import read_pdf, reader
from loaders.readers.pdf.page import PageContent
from tests.unit.pdf_pages import pdf, ruled

ROWS = [["code", "total"], ["2010101", "1.50"]]


def table(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    ruled(canvas, ROWS)


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(buffer, "PNG")
    canvas.drawImage(ImageReader(buffer), 0, 0, 600, 400)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (pdf(table, password="secret"), "encrypted"),
        (pdf(table)[:-600], "damaged or cut off"),
        (b"%PDF-1.7\n", "damaged or cut off"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "damaged or cut off"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why_in_one_line(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableDocument, match=word) as caught:
        read_pdf(data, "bad.pdf", "")
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_page_with_too_many_characters_costs_that_page_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def dense(canvas: Canvas) -> None:
        for line in range(30):
            canvas.drawString(10, 380 - 10 * line, "1234567890" * 8)

    monkeypatch.setattr(reader, "MAX_GLYPHS", 1_000)
    document = read_pdf(pdf(table, dense, table), "dense.pdf", "")
    assert [grid.page for grid in document.grids()] == [1, 3]
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_too_dense", 2)]


def test_ten_thousand_empty_pages_are_counted_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 20)
    document = read_pdf(pdf(*[lambda canvas: None] * 50), "empty.pdf", "")
    assert document.page_count == 50
    assert document.blocks == ()
    assert [problem.code for problem in document.problems] == ["too_many_pages"]


def test_squared_paper_does_not_hang() -> None:
    def squared(canvas: Canvas) -> None:
        for step in range(150):
            canvas.line(2 + 4 * step, 0, 2 + 4 * step, 400)
        for step in range(98):
            canvas.line(0, 2 + 4 * step, 600, 2 + 4 * step)
        canvas.drawString(100, 200, "1.50")

    document = read_pdf(pdf(squared), "squared.pdf", "")
    assert "".join(cell.text for grid in document.grids() for _, cell in grid.cells()) == "1.50"


def test_pages_without_text_and_no_recogniser_are_one_line_for_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    document = read_pdf(pdf(table, picture, picture), "scan.pdf", "")
    assert [problem.code for problem in document.problems] == ["ocr_missing"]
    assert "2 pages" in document.problems[0].message
    assert "ocr" in document.problems[0].hint
    assert len(list(document.grids())) == 1


def test_the_time_for_recognition_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(reader, "SECONDS", -1.0)
    document = read_pdf(pdf(picture, picture), "scan.pdf", "")
    assert [problem.code for problem in document.problems] == ["ocr_time"]


def test_recognition_stops_before_a_page_that_would_not_be_done_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is kept: the worker would end the process, and all would be lost."""
    clock = iter(range(0, 100_000, 20))
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "page_of_picture", lambda _, scale: PageContent(600, 400, (), (), (), is_ocr=True))
    monkeypatch.setattr(reader.time, "monotonic", lambda: float(next(clock)))
    document = read_pdf(pdf(picture, picture, picture, picture), "scan.pdf", "", seconds=140.0)
    (problem,) = document.problems
    assert (problem.code, problem.page) == ("ocr_time", 3)
    assert "2 pages from 3" in problem.message
