"""Two readings of one page: what their agreement and their differences become."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.document import Box, Cell, Grid, Row
from loaders.readers.pdf import read_pdf, second_reading
from loaders.readers.pdf.reconcile import reconciled
from loaders.readers.pdf.second_reading import NoSecondReading, SecondCell
from tests.unit.pdf_pages import pdf, read, ruled, texts

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
EXPECTED = SHARED / "expected" / "pdf_spending.csv"


def one_row(*cells: str) -> Grid:
    row = Row(1, 1, tuple(Cell(text, 1 + i, box=Box(100 * i, 0, 100 * i + 100, 20)) for i, text in enumerate(cells)))
    return Grid(1, (row,), len(cells))


def said(*cells: str) -> list[SecondCell]:
    return [SecondCell(Box(100 * i + 1, 1, 100 * i + 99, 19), text) for i, text in enumerate(cells)]


def judged(ours: list[str], theirs: list[str]) -> list[tuple[str, str, str | None]]:
    grid = reconciled(one_row(*ours), said(*theirs))
    return [(cell.text, cell.reading, cell.alternative) for cell in grid.rows[0].cells]


def test_agreement_does_not_depend_on_blanks_line_breaks_and_width_of_brackets() -> None:
    ours = ["行政运行（本级）", "1,234.\n567890", ""]
    assert judged(ours, ["行政运行(本级)", "1,234.567890", ""]) == [(text, "both", None) for text in ours]


def test_where_they_differ_the_geometry_stands_and_the_other_is_kept() -> None:
    found = judged(["编码", "合计", "57.000000"], ["编码", "合计", "7.000000"])
    assert found[2] == ("57.000000", "geometry", "7.000000")


def test_a_number_that_only_the_second_reading_puts_in_order_is_taken() -> None:
    assert judged(["编码", "合计", "1,2.534"], ["编码", "合计", "1,253.4"])[2] == ("1,253.4", "tabula", "1,2.534")


def test_text_that_the_geometry_has_nowhere_is_taken_from_the_second_reading() -> None:
    assert judged(["编码", "合计", ""], ["编码", "合计", "8.50"])[2] == ("8.50", "tabula", "")


def test_text_that_the_geometry_has_in_another_cell_is_not_taken_twice() -> None:
    assert judged(["编码8.50", "合计", "科目", ""], ["编码", "合计", "科目", "8.50"])[3] == ("", "geometry", "8.50")


def test_a_reading_of_the_page_in_another_direction_is_left_out() -> None:
    found = judged(["一", "二", "三", "四"], ["5", "6", "7", "8"])
    assert {reading for _, reading, _ in found} == {"single"}


def test_both_readings_of_a_plain_table_agree() -> None:
    rows = [["code", "total"], ["2010101", "1,234.567890"], ["2010102", "10.000000"]]
    document = read(lambda canvas: _plain(canvas, rows))
    (grid,) = document.grids()
    assert texts(grid) == rows
    assert {cell.reading for _, cell in grid.cells()} == {"both"}


def _plain(canvas: Canvas, rows: list[list[str]]) -> None:
    canvas.setFont("Helvetica", 10)
    ruled(canvas, rows)


def test_without_java_the_table_is_read_and_the_document_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_java() -> None:
        raise NoSecondReading("there is none")

    monkeypatch.setattr(second_reading, "_started", no_java)
    rows = [["code", "total"], ["2010101", "1.50"]]
    document = read_pdf(pdf(*[lambda canvas: _plain(canvas, rows)] * 3), "sample.pdf", "")
    assert [texts(grid) for grid in document.grids()] == [rows] * 3
    assert [problem.code for problem in document.problems] == ["no_second_reading"]


@cache
def _rows_by_page(file_name: str) -> dict[int, list[set[str]]]:
    """The rows of each page as sets of texts; a cell that spans rows belongs to each of them."""
    path = SHARED / "realdocs" / "with-expected" / file_name
    rows: dict[int, list[set[str]]] = defaultdict(list)
    for grid in read_pdf(path, file_name, "").grids():
        cells = [(row.row_no, cell) for row in grid.rows for cell in row.cells]
        for row in grid.rows:
            covering = {_bare(cell.text) for first, cell in cells if first <= row.row_no < first + cell.row_span}
            rows[row.page].append(covering)
    return rows


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_expected_amount_of_the_real_documents_stands_in_a_row_with_its_code() -> None:
    if not EXPECTED.exists():
        pytest.skip("the shared documents are not here")
    missing = []
    with EXPECTED.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            code = line["dept_econ_code"] or line["function_code"]
            rows = [row for row in _rows_by_page(line["file_name"])[int(line["page"])] if _bare(line["raw"]) in row]
            if not any(any(code in text or text == code[-2:] for text in row) for row in rows):
                missing.append((line["file_name"], line["page"], code, line["raw"]))
    assert not missing
