"""Small PDF pages for the tests of the PDF reader, drawn where the tests can see them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from loaders.document import Document, Grid
from loaders.readers.pdf import read_pdf

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

WIDTH, HEIGHT = 600, 400
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, rotation: int = 0, password: str | None = None) -> bytes:
    """A PDF with one page for each function. The origin is at the bottom left, as in PDF itself."""
    buffer = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    for page in pages:
        canvas.setPageRotation(rotation)
        canvas.setFont("STSong-Light", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Draw, rotation: int = 0) -> Document:
    return read_pdf(pdf(*pages, rotation=rotation), "sample.pdf", "0" * 64)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def ruled(
    canvas: Canvas, rows: list[list[str]], x: float = 50, y: float = 350, width: float = 100, height: float = 20
) -> None:
    """A plain ruled table; `x`, `y` is its upper left corner."""
    columns = len(rows[0])
    for line in range(len(rows) + 1):
        canvas.line(x, y - line * height, x + columns * width, y - line * height)
    for line in range(columns + 1):
        canvas.line(x + line * width, y, x + line * width, y - len(rows) * height)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            canvas.drawString(x + column * width + 4, y - row * height - 14, text)
