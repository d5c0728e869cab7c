"""Tables as PDF: ruled, unruled (columns by alignment only), and as the picture of a page."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as RuledTable

from tests.samples.grid import C, Table

#: the font of the charts; what a document uses of it is inside the document, so that its pages show on any machine
FONT = "WarehouseSansSC"
FONT_FILE = Path(__file__).resolve().parents[2] / "warehouse" / "notebook" / "fonts" / "WarehouseSansSC-Regular.ttf"
MARGIN = 36
pdfmetrics.registerFont(TTFont(FONT, FONT_FILE))


def ruled(tables: Sequence[Table], title: str, *, upright: bool = False) -> bytes:
    """Every table with all its rulings, each beginning a page; page numbers at the foot."""
    file = io.BytesIO()
    size = A4 if upright else landscape(A4)
    document = SimpleDocTemplate(
        file,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=title,
        invariant=1,
    )
    story: list[object] = []
    for table in tables:
        story.extend(_heading(table))
        story.append(_ruled_table(table, size[0] - 2 * MARGIN))
        story.append(PageBreak())
    document.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return file.getvalue()


def _heading(table: Table) -> list[object]:
    parts: list[object] = [Paragraph(table.title, ParagraphStyle("t", fontName=FONT, fontSize=14, alignment=TA_CENTER))]
    parts.append(Spacer(1, 8))
    if table.subtitle:
        parts.append(Paragraph(table.subtitle, ParagraphStyle("s", fontName=FONT, fontSize=10, alignment=TA_CENTER)))
    if table.note:
        parts.append(Paragraph(table.note, ParagraphStyle("n", fontName=FONT, fontSize=8, alignment=TA_RIGHT)))
    parts.append(Spacer(1, 6))
    return parts


def _ruled_table(table: Table, width: float) -> RuledTable:
    size = 5.6 if len(table.widths) > 14 else 7.5
    cells: list[list[object]] = [[""] * len(table.widths) for _ in table.rows]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1.5),
    ]
    for row, column, cell in table.placed():
        cells[row][column] = Paragraph(_markup(cell), _style(cell, size, row < table.head_rows))
        if cell.across > 1 or cell.down > 1:
            style.append(("SPAN", (column, row), (column + cell.across - 1, row + cell.down - 1)))
    unit = width / sum(table.widths)
    return RuledTable(cells, colWidths=[unit * part for part in table.widths], style=style)


def _markup(cell: C) -> str:
    return cell.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def _style(cell: C, size: float, is_head: bool) -> ParagraphStyle:
    alignment = TA_CENTER if is_head else TA_RIGHT if cell.is_amount else TA_LEFT
    return ParagraphStyle(
        "c", fontName=FONT, fontSize=size, leading=size * 1.25, alignment=alignment, wordWrap="CJK", splitLongWords=1
    )


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawCentredString(document.pagesize[0] / 2, 20, str(document.page))


def unruled(tables: Sequence[Table], title: str) -> bytes:
    """No line anywhere: texts begin at the left of their column, amounts end at its right."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=landscape(A4), invariant=1)
    canvas.setTitle(title)
    canvas.setFont(FONT, 22)
    canvas.drawCentredString(landscape(A4)[0] / 2, landscape(A4)[1] / 2, title)
    canvas.showPage()
    page = 1
    for table in tables:
        size = landscape(A3) if len(table.widths) > 14 else landscape(A4)
        bands = _bands(table, (size[0] - 2 * MARGIN) / sum(table.widths))
        while bands:
            page += 1
            canvas.setPageSize(size)
            top = size[1] - MARGIN
            if bands[0][0] == 0:
                canvas.setFont(FONT, 14)
                canvas.drawCentredString(size[0] / 2, top - 14, table.title)
                canvas.setFont(FONT, 9)
                canvas.drawRightString(size[0] - MARGIN, top - 34, table.note)
                top -= 46
            while bands and top - bands[0][1] > MARGIN + 12:
                _, height, pieces = bands.pop(0)
                canvas.setFont(FONT, 8)
                draw = {"l": canvas.drawString, "c": canvas.drawCentredString, "r": canvas.drawRightString}
                for x, side, down, text in pieces:
                    draw[side](x, top - 9 - down, text)
                top -= height
            canvas.setFont(FONT, 8)
            canvas.drawCentredString(size[0] / 2, 20, str(page))
            canvas.showPage()
    canvas.save()
    return file.getvalue()


#: left, middle or right of a text, which of them ("l", "c", "r"), how far below the top of its row, and the text
Piece = tuple[float, str, float, str]


def _bands(table: Table, unit: float) -> list[tuple[int, float, list[Piece]]]:
    """(row, height, pieces of text) for each row; headings stand in the middle, as spreadsheets print them."""
    edges = [MARGIN + unit * sum(table.widths[:index]) for index in range(len(table.widths) + 1)]
    bands: list[tuple[int, float, list[Piece]]] = [(index, 16.0, []) for index in range(len(table.rows))]
    for row, column, cell in table.placed():
        left, right = edges[column], edges[column + cell.across] - 6
        if row < table.head_rows:
            at, side = (left + right) / 2, "c"
        elif cell.is_amount:
            at, side = right, "r"
        else:
            at, side = left, "l"
        lines = _fitting(cell.text, right - left - 8, lambda part: pdfmetrics.stringWidth(part, FONT, 8))
        index, height, pieces = bands[row]
        pieces.extend((at, side, line_no * 10.0, line) for line_no, line in enumerate(lines))
        bands[row] = (index, max(height, 6 + 10.0 * len(lines)), pieces)
    return bands


def _fitting(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """The text broken into lines that are no longer than the width."""
    lines, line = [], ""
    for character in text:
        if line and length(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line or not lines else lines


def scanned(table: Table, heading: str) -> bytes:
    """One page that is only a picture: the table drawn with a font, slightly grey, as a JPEG inside a PDF."""
    from PIL import Image, ImageDraw, ImageFont

    width, height, left, top, step = 1650, 900, 90, 220, 64
    picture = Image.new("L", (width, height), 247)
    draw = ImageDraw.Draw(picture)
    face, large = ImageFont.truetype(str(FONT_FILE), 26), ImageFont.truetype(str(FONT_FILE), 38)
    draw.text((width / 2, 90), table.title, font=large, fill=25, anchor="mm")
    draw.text((left, 170), heading, font=face, fill=25, anchor="lm")
    draw.text((width - left, 170), table.note, font=face, fill=25, anchor="rm")
    unit = (width - 2 * left) / sum(table.widths)
    edges = [left + unit * sum(table.widths[:index]) for index in range(len(table.widths) + 1)]
    for row, column, cell in table.placed():
        box = (edges[column], top + row * step, edges[column + cell.across], top + (row + cell.down) * step)
        draw.rectangle(box, outline=40, width=2)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        lines = _fitting(cell.text, box[2] - box[0] - 16, face.getlength)
        for line_no, line in enumerate(lines):
            draw.text((x, y + (line_no - (len(lines) - 1) / 2) * 34), line, font=face, fill=25, anchor="mm")
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=60)
    from reportlab.lib.utils import ImageReader

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width * 0.48, height * 0.48), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(jpeg.getvalue())), 0, 0, width * 0.48, height * 0.48)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
