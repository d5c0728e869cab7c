"""Pictures of pages: the rulings of the picture and the recognised characters make the same cells as a digital page."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from loaders.document import Grid
from loaders.extract import extract
from loaders.readers import ocr
from loaders.readers.pdf import read_pdf
from tests.unit.pdf_pages import pdf, ruled, texts

ROWS = [["CODE", "BASIC", "TOTAL"], ["2010101", "120.50", "1,234.56"], ["2010102", "7.25", "88.00"]]

needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="the extra `ocr` is not installed")


def drawn(angle: float = 0) -> Image.Image:
    """A page with a ruled table as a picture."""
    import pypdfium2

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        ruled(canvas, ROWS, x=60, y=330, width=150, height=30)

    image = pypdfium2.PdfDocument(pdf(page))[0].render(scale=2).to_pil().convert("RGB")
    return image.rotate(angle, fillcolor="white", expand=True) if angle else image


def scanned(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(buffer), 0, 0, 600, 400)

    return pdf(page)


@needs_ocr
@pytest.mark.parametrize("angle", [0, 1.2])
def test_a_scanned_table_has_the_cells_of_its_rulings_also_when_it_is_askew(angle: float) -> None:
    document = read_pdf(scanned(drawn(angle)), "scan.pdf", "")
    (grid,) = document.grids()
    assert texts(grid) == ROWS
    cells = [cell for _, cell in grid.cells()]
    assert {cell.reading for cell in cells} == {"ocr"}
    assert all(cell.confidence is not None and cell.confidence > 0.5 for cell in cells)


@needs_ocr
def test_a_line_of_a_scan_carries_its_confidence_and_a_printed_one_none() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        canvas.drawString(60, 300, "DEPARTMENT BUDGET 2026")

    import pypdfium2

    image = pypdfium2.PdfDocument(pdf(page))[0].render(scale=2).to_pil().convert("RGB")
    (read,) = read_pdf(scanned(image), "scan.pdf", "").lines()
    (printed,) = read_pdf(pdf(page), "printed.pdf", "").lines()
    assert read.confidence is not None
    assert 0.5 < read.confidence <= 1
    assert printed.confidence is None


@needs_ocr
def test_a_picture_on_its_side_is_turned_upright() -> None:
    buffer = io.BytesIO()
    drawn(90).save(buffer, "PNG")
    document = ocr.read_image(buffer.getvalue(), "photo.png", "")
    assert (document.format, document.page_count) == ("image", 1)
    assert [texts(grid) for grid in document.blocks if isinstance(grid, Grid)] == [ROWS]


@needs_ocr
def test_pale_rulings_beside_bold_figures_that_touch_them() -> None:
    """Figures stand flush right, the total is bold, the cells on the right are empty, the scan is grainy."""
    rows = [["2010801", "6.000000", ""], ["2010850", "128.859324", ""], ["TOTAL", "32,852.053832", "7,633.516247"]]
    edges = [60, 160, 230, 300]

    def page(canvas: Canvas) -> None:
        canvas.setStrokeGray(0.78)
        for x in edges:
            canvas.line(x, 300, x, 300 + 12 * len(rows))
        for y in range(len(rows) + 1):
            canvas.line(edges[0], 300 + 12 * y, edges[-1], 300 + 12 * y)
        for number, row in enumerate(rows):
            bottom = 300 + 12 * (len(rows) - 1 - number) + 2.5
            canvas.setFont("Helvetica-Bold" if row[0] == "TOTAL" else "Helvetica", 8)
            canvas.drawString(edges[0] + 2, bottom, row[0])
            for right, text in zip(edges[2:], row[1:], strict=True):
                canvas.drawRightString(right - 0.5, bottom, text)

    import numpy
    import pypdfium2

    picture = pypdfium2.PdfDocument(pdf(page))[0].render(scale=2).to_numpy().astype(int)
    grainy = picture + numpy.random.default_rng(1).normal(0, 8, picture.shape)
    image = Image.fromarray(grainy.clip(0, 255).astype("uint8")[:, :, :3]).convert("RGB")
    (grid,) = read_pdf(scanned(image), "scan.pdf", "").grids()
    figures = [[Decimal(text.replace(",", "")) if text[:1].isdigit() else text for text in row] for row in texts(grid)]
    assert [row[1:] for row in figures] == [
        [Decimal("6"), ""], [Decimal("128.859324"), ""], [Decimal("32852.053832"), Decimal("7633.516247")]
    ]  # fmt: skip


@needs_ocr
def test_a_picture_without_anything_is_not_called_text(tmp_path):
    Image.new("RGB", (400, 300), "white").save(tmp_path / "blank.png")
    reason = extract(tmp_path / "blank.png").document.outcome_reason
    assert "nothing was recognised in the picture" in reason
    assert "text only" not in reason
