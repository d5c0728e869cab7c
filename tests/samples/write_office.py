"""Tables as workbook, Word file, web page, delimited file and text dump."""

from __future__ import annotations

import csv
import datetime
import html
import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from tests.samples.grid import Table

_DAY = datetime.datetime(2026, 2, 3, 9, 0, 0)


def workbook(tables: Sequence[Table], cover: str) -> bytes:
    """A cover, and a sheet for each table; amounts are numbers, codes are text, titles and headings merged."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": _DAY})
        amount = book.add_format({"num_format": "#,##0.000000"})
        book.add_worksheet("封面").merge_range(5, 0, 5, 8, cover)
        for table in tables:
            sheet = book.add_worksheet(table.title.split(" ")[-1][:31])
            width = len(table.widths)
            sheet.merge_range(0, 0, 0, width - 1, table.title)
            sheet.write(1, width - 1, table.note)
            for row, column, cell in table.placed():
                at = (row + 2, column)
                if cell.across > 1 or cell.down > 1:
                    sheet.merge_range(*at, at[0] + cell.down - 1, at[1] + cell.across - 1, cell.text)
                elif cell.is_amount and "." in cell.text:
                    sheet.write_number(*at, float(Decimal(cell.text.replace(",", ""))), amount)
                elif cell.text:
                    sheet.write_string(*at, cell.text)
    return file.getvalue()


def word(tables: Sequence[Table]) -> bytes:
    """A heading, a subtitle and a table of the form for each; the same bytes every time."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = _DAY
    document.core_properties.author = document.core_properties.last_modified_by = "sample"
    for table in tables:
        document.add_paragraph(table.title)
        if table.subtitle:
            document.add_paragraph(table.subtitle)
        if table.note:
            document.add_paragraph(table.note)
        form = document.add_table(len(table.rows), len(table.widths))
        form.style = "Table Grid"
        for row, column, cell in table.placed():
            target = form.cell(row, column)
            if cell.across > 1 or cell.down > 1:
                target = target.merge(form.cell(row + cell.down - 1, column + cell.across - 1))
            target.text = cell.text
        document.add_page_break()
    file = io.BytesIO()
    document.save(file)
    return _same_dates(file.getvalue())


def _same_dates(data: bytes) -> bytes:
    """The archive again with one date for all entries: python-docx writes the present one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, (2026, 2, 3, 9, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stamped, source.read(entry))
    return out.getvalue()


def web_page(tables: Sequence[Table], title: str, unit: str) -> bytes:
    """A page as a portal publishes it: navigation around, the content inside a layout table."""
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh"><head><meta charset="utf-8"><title>{html.escape(title)}</title>',
        "<style>td{border:1px solid #999}</style>",
        "<script>var page = '<table><tr><td>0</td></tr></table>';</script></head>",
        '<body><div class="nav"><a href="#">首页</a> <a href="#">政务公开</a> <a href="#">财政信息</a></div>',
        f"<h1>{html.escape(title)}</h1><table class='layout'><tr><td>",
    ]
    for table in tables:
        parts.append(
            f"<p>{html.escape(table.title)}</p><p>公开部门：{html.escape(unit)}&nbsp;&nbsp;{table.note}</p><table>"
        )
        rows: list[list[str]] = [[] for _ in table.rows]
        for row, _, cell in table.placed():
            spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
            spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
            text = html.escape(cell.text).replace("\n", "<br>")
            rows[row].append(f"<td{spans}>{f'<b>{text}</b>' if cell.bold else text}</td>")
        parts.extend(f"<tr>{''.join(cells)}</tr>" for cells in rows)
        parts.append("</table>")
    parts.append("</td></tr></table><div>版权所有 青禾市（示例）</div></body></html>")
    return "\n".join(parts).encode("utf-8")


def delimited(rows: Sequence[Sequence[str]]) -> bytes:
    """A CSV file as a budget office exports it: GB18030, CRLF."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("gb18030")


def dump(tables: Sequence[Table], *, as_html: frozenset[str] = frozenset()) -> list[str]:
    """The lines of a text extracted from a PDF: cells between tabs, bold cells in <b>, page numbers in between."""
    lines: list[str] = []
    for number, table in enumerate(tables, 1):
        lines += ["", table.title, "", table.note, ""]
        if table.title in as_html:
            lines.append(_fragment(table))
            continue
        cells: list[list[str]] = [[""] * len(table.widths) for _ in table.rows]
        for row, column, cell in table.placed():
            cells[row][column] = f"<b>{cell.text}</b>" if cell.bold and cell.text else cell.text
        lines.extend("\t".join(row) for row in cells)
        lines += ["", str(number)]
    return lines


def _fragment(table: Table) -> str:
    rows: list[list[str]] = [[] for _ in table.rows]
    for row, _, cell in table.placed():
        spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
        spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
        rows[row].append(f"<td{spans}>{html.escape(cell.text)}</td>")
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"
