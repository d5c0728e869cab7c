"""HTML pages -> Document (and HTML fragments left inside a text dump -> rows).

- A table becomes a grid, its spans respected: a cell stands at its leftmost grid column.
- A table that only lays out the page does not: one that has a single column, or holds tables with more cells than it
  has itself. Its text becomes lines, the tables inside it are looked at in their turn.
- Text outside becomes lines, one for each block of the page. Scripts, styles and comments are dropped; white space is
  what a browser shows: runs of it are one blank, `<br>` and block ends break the line.
- No entity but HTML's own is known, nothing is fetched, and spans are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from loaders.document import Block, Cell, Document, Grid, Line, Row, UnreadableDocument
from loaders.readers import limits
from loaders.readers.encoding import decoded
from loaders.readers.indent import css_indent
from loaders.text import leading_width

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = {"script", "style", "noscript", "template", "head", "iframe", "svg", "select", "textarea", "object"}
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 "
        "h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption legend option",
    )
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CELL_START = re.compile(r"<t[dh]\b", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_CHINESE_CHARSETS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"}


def read_html(data: bytes, file_name: str, sha256: str) -> Document:
    """Read a page. The table cells are numbered within their table, lines within the page."""
    import lxml.html
    from lxml.etree import LxmlError

    text = _XML_HEAD.sub("", _page_text(data)).replace("\x00", "")
    limits.check_cells(len(_CELL_START.findall(text)))
    try:
        tree = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(no_network=True, huge_tree=False))
    except (LxmlError, ValueError) as problem:
        raise UnreadableDocument("an HTML page without any content", "download it again") from problem
    blocks = tuple(_numbered(_parts(tree)))
    if not blocks:
        raise UnreadableDocument("an HTML page without any text", "it may need a browser: save what it shows as a PDF")
    return Document(sha256, file_name, "html", 1, blocks)


def rows_of_fragment(markup: str, page: int) -> tuple[Row, ...]:
    """The rows of one `<table>`, spans respected: a cell stands at its leftmost grid column."""
    import lxml.html

    table = lxml.html.fragment_fromstring(markup, create_parent="div").find(".//table")
    return _rows(table, page) if table is not None else ()


def _page_text(data: bytes) -> str:
    """The page decoded: by its mark, by what it declares if that fits, else by its bytes."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        try:
            return data.decode("gb18030" if name in _CHINESE_CHARSETS else name)
        except (UnicodeDecodeError, LookupError):
            return decoded(data).text
    return decoded(data).text


def _numbered(parts: Iterator[str | HtmlElement]) -> Iterator[Block]:
    line_no = table_no = 0
    for part in parts:
        if isinstance(part, str):
            line_no += 1
            yield Line(1, line_no, part)
        elif rows := _rows(part, page=1):
            table_no += 1
            caption = part.find("caption")
            width = max(cell.column_no for row in rows for cell in row.cells)
            yield Grid(table_no, rows, width, _text(caption) if caption is not None else "")


def _parts(tree: HtmlElement) -> Iterator[str | HtmlElement]:
    """Lines of text and data tables in reading order."""
    waiting: list[str] = []
    for piece in _pieces(tree):
        if isinstance(piece, str) and piece != "\n":
            waiting.append(piece)
            continue
        line = _BLANKS.sub(" ", "".join(waiting)).strip()
        waiting = []
        if line:
            yield line
        if not isinstance(piece, str):
            yield piece
    line = _BLANKS.sub(" ", "".join(waiting)).strip()
    if line:
        yield line


def _pieces(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Text, "\\n" where a line ends, and data tables whole."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return
    if tag == "table" and _is_data(element):
        yield "\n"
        yield element
        return
    breaks = tag in _BLOCKS or tag == "br"
    if breaks:
        yield "\n"
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail
    if breaks:
        yield "\n"


def _is_data(table: HtmlElement) -> bool:
    """Does a table hold data, rather than lay out the page?"""
    if table.get("role") == "presentation":
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _own_rows(table)]
    own = [cell for row in rows for cell in row]
    nested = sum(1 for cell in own for inner in cell.iter("table") for _ in inner.iter("td", "th"))
    return any(len(row) > 1 for row in rows) and len(own) > nested


def _own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table without those of the tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _rows(table: HtmlElement, page: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    #: column -> last row that a cell from above covers
    covered: dict[int, int] = {}
    for row_no, table_row in enumerate(_own_rows(table), 1):
        cells: list[Cell] = []
        column = 1
        for table_cell in table_row:
            if table_cell.tag not in ("td", "th"):
                continue
            while covered.get(column, 0) >= row_no:
                column += 1
            span, height = _span(table_cell, "colspan"), _span(table_cell, "rowspan")
            if height > 1:
                covered.update(dict.fromkeys(range(column, column + span), row_no + height - 1))
            cells.append(Cell(_text(table_cell), column, span, height, space_before=_indent(table_cell)))
            column += span
        if cells:
            rows.append(Row(page, row_no, tuple(cells)))
    return tuple(rows)


def _text(element: HtmlElement) -> str:
    """The text as a browser shows it: blanks run together, lines broken at `<br>` and block ends."""
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(_cell_pieces(element)).split("\x1e"))
    return "\n".join(line for line in lines if line)


def _indent(table_cell: HtmlElement) -> float | None:
    """How far the text of a cell is set in: by blanks that do not run together, and by its inline styles."""
    styles = "".join(element.get("style") or "" for element in table_cell.iter() if isinstance(element.tag, str))
    if "center" in styles or table_cell.get("align") == "center":
        return None
    width = sum(css_indent(element.get("style") or "") for element in table_cell.iter() if isinstance(element.tag, str))
    return width + leading_width("".join(_cell_pieces(table_cell)).lstrip(" \t\r\n\f\x1e"))


def _cell_pieces(element: HtmlElement) -> Iterator[str]:
    """Text in order, with U+001E where a line ends: line ends of the source are only blanks."""
    yield element.text or ""
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _DROPPED:
            breaks = tag in _BLOCKS or tag == "br"
            yield "\x1e" if breaks else ""
            yield from _cell_pieces(child)
            yield "\x1e" if breaks else ""
        yield child.tail or ""


def _span(table_cell: HtmlElement, name: str) -> int:
    value = (table_cell.get(name) or "1").strip()
    return max(1, min(int(value), limits.MAX_SPAN)) if value.isascii() and value.isdecimal() else 1
