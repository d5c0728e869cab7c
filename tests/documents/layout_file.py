"""Layouts of other places as files: a table of our own, and what the loaders must say of it.

    # a line of text above the table
    项目{c2}|合计{r2}|基本支出{r2}     cells between bars; {c2} spans two columns, {r2} two rows, ⏎ is a break
    科目编码|科目名称
    201|一般公共服务支出|95.00|70.00
    ====
    general_public 201 subtotal total 95     the lines that are read: statement, who or what, kind, measure, 万元

What a line says beyond that (stage, year, fund, what changed, that it is a part) stands behind it where it is not the
usual.
"""

from __future__ import annotations

import hashlib
import html
import re
from decimal import Decimal
from pathlib import Path

from loaders.document import Block, Cell, Document, Grid, Line, Row
from loaders.extract import understand
from loaders.records import Extract, RevenueRecord, SpendingRecord

FOLDER = Path(__file__).parent / "layouts"
_SPAN = re.compile(r"^(.*?)\{(?:c(\d+))?(?:r(\d+))?\}$")


def parts(path: Path) -> tuple[str, list[str]]:
    """The layout and the expected lines of a file."""
    layout, _, expected = path.read_text(encoding="utf-8").partition("\n====\n")
    return layout, [line for line in expected.splitlines() if line.strip()]


def document(layout: str) -> Document:
    """The document that a layout prints."""
    blocks: list[Block] = []
    table: list[str] = []
    for number, line in enumerate([*layout.splitlines(), "#"], 1):
        if not line.startswith("#"):
            table.append(line)
            continue
        if table:
            blocks.append(_grid(len(blocks) + 1, table))
            table = []
        if line[1:].strip():
            blocks.append(Line(1, number, line[1:].strip()))
    return Document(hashlib.sha256(layout.encode()).hexdigest(), "layout.html", "html", 1, tuple(blocks))


def _grid(table_no: int, lines: list[str]) -> Grid:
    taken: set[tuple[int, int]] = set()
    rows: list[Row] = []
    width = 0
    for index, line in enumerate(lines):
        column, cells = 1, []
        for text in line.split("|"):
            match = _SPAN.match(text)
            bare, across, down = (match[1], int(match[2] or 1), int(match[3] or 1)) if match else (text, 1, 1)
            while (index, column) in taken:
                column += 1
            taken |= {(index + i, column + j) for i in range(down) for j in range(across)}
            cells.append(Cell(bare.replace("⏎", "\n"), column, across, down))
            column += across
        width = max(width, column - 1)
        rows.append(Row(1, index + 1, tuple(cells)))
    return Grid(table_no, tuple(rows), width)


def read(layout: str) -> Extract:
    return understand(document(layout))


def lines_of(one: Extract) -> list[str]:
    """The amounts of an extract, a line each."""
    return [_line(one, line) for line in (*one.spending, *one.revenue)]


def _line(one: Extract, line: SpendingRecord | RevenueRecord) -> str:
    gov = dept = project = None
    if isinstance(line, SpendingRecord):
        gov, dept, project = line.gov_economic_code, line.dept_economic_code, line.project_name
    codes = "/".join(code for code in (line.function_code, gov, dept) if code)
    about = " ".join(part for part in (line.unit_code, codes, project, line.label) if part) or "-"
    usual_stage = "final" if one.document.kind == "final" else "budget"
    fund = line.fund_source if line.fund_source != line.label else None
    beyond = [
        line.stage if line.stage != usual_stage else None,
        str(line.fiscal_year) if line.fiscal_year != one.document.fiscal_year else None,
        "carryover" if line.is_carryover else None,
        f"[{fund}]" if fund else None,
        f"of {line.change_of}" if isinstance(line, SpendingRecord) and line.change_of else None,
        "of which" if line.is_of_which else None,
    ]
    amount = f"{line.amount_yuan / Decimal(10_000):f}".rstrip("0").rstrip(".")
    return " ".join(
        [
            line.statement,
            about.replace("\n", ""),
            line.line_kind,
            line.measure,
            amount,
            *[part for part in beyond if part],
        ]
    )


def web_page(layout: str) -> str:
    """The layout as HTML."""
    body: list[str] = []
    for block in document(layout).blocks:
        if isinstance(block, Line):
            body.append(f"<p>{html.escape(block.text)}</p>")
            continue
        rows = (
            "".join(
                f'<td colspan="{cell.column_span}" rowspan="{cell.row_span}">'
                f"{html.escape(cell.text).replace(chr(10), '<br>')}</td>"
                for cell in row.cells
            )
            for row in block.rows
        )
        body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(body)}</body></html>'
