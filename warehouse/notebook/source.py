"""`trace(line_key)`: the cell that a line was read from, and for a PDF its page with the cell framed.

The page is drawn from the source file. Where that file is gone or has changed since, the place and the row as text are
shown, and the reason why there is no picture.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from io import BytesIO
from pathlib import Path

from warehouse.notebook.desk import current
from warehouse.notebook.prose import put, say
from warehouse.trace import Traced, TracedCell
from warehouse.trace import trace as trace_line

_SCALE = 1.6
#: points of the page that are kept above and below the cell.
_MARGIN = 120.0


def trace(line_key: str, *, picture: bool = True, whole_page: bool = False) -> None:
    """Show where a line comes from."""
    home = current().home
    traced = trace_line(home, line_key)
    parts = [_facts(traced), _row(traced)]
    if picture and traced.source_path and traced.source_path.lower().endswith(".pdf"):
        parts.append(_picture(traced, _sha256_of(traced), whole_page))
    put("".join(parts))


def _sha256_of(traced: Traced) -> str:
    found = current().value(
        "select sha256 from main.dim_document where document_key = $key", key=str(traced.value("document_key"))
    )
    return str(found)


def _facts(traced: Traced) -> str:
    place = say(
        f"page {traced.page}, table {traced.table_no}, row {traced.row_no}, column {traced.column_no}",
        f"第 {traced.page} 页，表 {traced.table_no}，行 {traced.row_no}，列 {traced.column_no}",
    )
    rows = [
        (say("document", "文件"), traced.file_name),
        (say("place", "位置"), place),
        (say("printed", "原文"), traced.printed_text or "—"),
    ]
    amount = traced.value("amount_yuan")
    if amount is not None:
        rows.append((say("read as", "读作"), f"{amount:,} 元"))
    for repair in traced.repairs:
        rows.append(
            (say("repair", "修复"), f"{repair.printed_text} → {repair.read_as} ({repair.rule}, {repair.confidence})")
        )
        rows.append((say("evidence", "依据"), repair.evidence))
    body = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(text)}</td></tr>"
        for name, text in rows
    )
    return f"<table>{body}</table>"


def _row(traced: Traced) -> str:
    if not traced.cells:
        return _note(say("The extract store is not here, so the row cannot be shown.", "没有抽取库，无法显示该行。"))
    cells = "".join(_cell(cell) for cell in traced.cells)
    return f'<div style="overflow-x:auto"><table><tr>{cells}</tr></table></div>'


def _cell(cell: TracedCell) -> str:
    frame = "outline:3px solid #D55E00;font-weight:600" if cell.is_source else "outline:1px solid #ddd"
    return f'<td style="{frame};text-align:left;white-space:pre-wrap;max-width:16em">{escape(cell.text)}</td>'


def _picture(traced: Traced, sha256: str, whole_page: bool) -> str:
    path = Path(str(traced.source_path))
    box = next((cell.box for cell in traced.cells if cell.is_source and cell.box), None)
    if not path.is_file():
        return _note(
            say(f"The source file is not at its place any more: {path.name}", f"源文件已不在原处：{path.name}")
        )
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        return _note(say(f"{path.name} has changed since it was loaded", f"{path.name} 载入后已改动"))
    data = base64.b64encode(page_png(path, traced.page, box, whole_page=whole_page)).decode("ascii")
    name = escape(say(f"page {traced.page} of {traced.file_name}", f"{traced.file_name} 第 {traced.page} 页"))
    return f'<img alt="{name}" style="max-width:100%;border:1px solid #ccc" src="data:image/png;base64,{data}">'


def _note(text: str) -> str:
    return f'<p style="color:#777">{escape(text)}</p>'


def page_png(
    path: Path, page_no: int, box: tuple[float, float, float, float] | None, *, whole_page: bool = False
) -> bytes:
    """A page of a PDF as a picture, the box (points from the top left of the shown page) framed."""
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(str(path))
    try:
        image = document[page_no - 1].render(scale=_SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    if box is not None:
        left, top, right, bottom = (side * _SCALE for side in box)
        ImageDraw.Draw(image).rectangle((left - 3, top - 3, right + 3, bottom + 3), outline=(213, 94, 0), width=4)
        if not whole_page:
            margin = _MARGIN * _SCALE
            image = image.crop((0, max(0, int(top - margin)), image.width, min(image.height, int(bottom + margin))))
    out = BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()
