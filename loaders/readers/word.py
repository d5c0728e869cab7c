"""Word files (.docx; .doc and .rtf through LibreOffice) -> Document.

- The body in its order: a paragraph is a line (a break inside it starts another), a table is a grid. All is page 1:
  a Word file knows no pages before it is laid out.
- A merged cell appears once, with its spans (`gridSpan`, `vMerge`). The paragraphs of a cell are separated by "\\n".
- A table of a single column is a frame around text: its cells are lines.
- A table inside a cell becomes a grid of its own after the outer one. Text boxes are lines after their paragraph.
- Deleted text, field codes and the fallback copies of drawings are left out.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.document import Block, Cell, Document, Grid, Line, MissingExtra, Row, UnreadableDocument
from loaders.readers import limits
from loaders.readers.archive import open_archive
from loaders.readers.indent import word_indent
from loaders.text import leading_width

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SAVE_AGAIN = "open it in a word processor and save it again as .docx"
_NOT_SHOWN = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"}
_WRAPPERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml", f"{_W}moveTo"}
_OFFICE_NAMES = ("soffice", "libreoffice")


def read_docx(data: bytes, file_name: str, sha256: str) -> Document:
    """Read a .docx whose container has already been recognised."""
    return Document(sha256, file_name, "docx", 1, _blocks(data))


def read_doc(data: bytes, file_name: str, sha256: str, suffix: str = ".doc") -> Document:
    """Read a file of Word 97 (or RTF) through LibreOffice, where that is installed."""
    office = next((found for name in _OFFICE_NAMES if (found := shutil.which(name))), None)
    if office is None:
        raise MissingExtra(
            f"an old Word file ({suffix}): reading it needs LibreOffice, which is not installed",
            "install LibreOffice, or save the file as .docx",
        )
    return replace(read_docx(_converted(data, office, suffix), file_name, sha256), format="doc")


def _converted(data: bytes, office: str, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="warehouse-doc-") as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        # A profile of its own: two conversions at a time would otherwise share one and the second would do nothing.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=limits.CONVERT_SECONDS)
            return (Path(folder) / "document.docx").read_bytes()
        except subprocess.TimeoutExpired as problem:
            raise UnreadableDocument(
                f"LibreOffice did not finish converting it within {limits.CONVERT_SECONDS} s", _SAVE_AGAIN
            ) from problem
        except (subprocess.CalledProcessError, OSError) as problem:
            raise UnreadableDocument("LibreOffice could not convert it: damaged or encrypted", _SAVE_AGAIN) from problem


def _blocks(data: bytes) -> tuple[Block, ...]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    with open_archive(data) as archive:
        size = max((entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")), default=0)
    if size > limits.MAX_WORD_XML_BYTES:
        limit = limits.MAX_WORD_XML_BYTES // 1024 // 1024
        raise UnreadableDocument(
            f"its text takes {size // 1024 // 1024} MB, the limit is {limit} MB", "split the document"
        )
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError) as problem:
        raise UnreadableDocument("the Word file is damaged: its main part cannot be read", _SAVE_AGAIN) from problem
    collected = _Collected()
    for element in _content(body):
        if element.tag == f"{_W}p":
            collected.add_lines(_paragraph(element))
        elif element.tag == f"{_W}tbl":
            collected.add_table(element)
    if not collected.blocks:
        raise UnreadableDocument("the Word file has no text", "check that it is the right file")
    return tuple(collected.blocks)


class _Collected:
    """The blocks so far, with their running numbers."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line_no = 0
        self._table_no = 0

    def add_lines(self, text: str) -> None:
        for part in text.split("\n"):
            if part.strip():
                self._line_no += 1
                self.blocks.append(Line(1, self._line_no, part))

    def add_table(self, table: Element) -> None:
        rows, nested = _table_rows(table)
        if all(len(row.cells) == 1 for row in rows):
            # A frame around text: one cell, or one below the other.
            self.add_lines("\n".join(cell.text for row in rows for cell in row.cells))
        else:
            self._table_no += 1
            width = max(cell.column_no + cell.column_span - 1 for row in rows for cell in row.cells)
            self.blocks.append(Grid(self._table_no, rows, width))
        for inner in nested:
            self.add_table(inner)


def _content(parent: Element) -> Iterator[Element]:
    """Children in order; content controls and accepted insertions are looked through."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _content(child)
        elif child.tag not in _NOT_SHOWN:
            yield child


def _paragraph(paragraph: Element) -> str:
    """The text of a paragraph; text boxes anchored in it follow as lines of their own."""
    boxes: list[str] = []
    text = "".join(_runs(paragraph, boxes))
    return "\n".join([text, *boxes]) if boxes else text


def _runs(element: Element, boxes: list[str]) -> Iterator[str]:
    for child in element:
        tag: Any = child.tag
        if tag in _NOT_SHOWN:
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}sym":
            yield _symbol(child)
        elif tag == f"{_W}txbxContent":
            boxes.extend(_paragraph(inner) for inner in child.iter(f"{_W}p"))
        elif tag not in (f"{_W}pPr", f"{_W}rPr"):
            yield from _runs(child, boxes)


def _symbol(element: Element) -> str:
    """A character of a symbol font: the ticks of a form are printed so."""
    code = element.get(f"{_W}char", "")
    font = (element.get(f"{_W}font") or "").lower()
    if font.startswith("wingdings"):
        known = {"F0FC": "√", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FB": "×"}
        return known.get(code.upper(), "")
    return chr(int(code, 16)) if code else ""


def _table_rows(table: Element) -> tuple[tuple[Row, ...], list[Element]]:
    """The rows of a table, and the tables that stand inside its cells."""
    rows: list[list[Cell]] = []
    nested: list[Element] = []
    #: first grid column of a vertically merged cell -> (row index, position in that row) of its top
    open_merges: dict[int, tuple[int, int]] = {}
    for table_row in (element for element in _content(table) if element.tag == f"{_W}tr"):
        cells: list[Cell] = []
        column = 1 + _number(table_row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for table_cell in (element for element in _content(table_row) if element.tag == f"{_W}tc"):
            span = max(1, min(_number(table_cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), limits.MAX_SPAN))
            merge = table_cell.find(f"{_W}tcPr/{_W}vMerge")
            text, inner = _cell_text(table_cell)
            indent = _indent(table_cell, text)
            nested.extend(inner)
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if continues and column in open_merges and not text.strip():
                at_row, at = open_merges[column]
                top = rows[at_row][at]
                rows[at_row][at] = replace(top, row_span=len(rows) - at_row + 1)
            else:
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = (len(rows), len(cells))
                cells.append(Cell(text, column, span, space_before=indent))
            column += span
        rows.append(cells)
    return tuple(Row(1, row_no, tuple(cells)) for row_no, cells in enumerate(rows, 1) if cells), nested


def _cell_text(table_cell: Element) -> tuple[str, list[Element]]:
    parts: list[str] = []
    nested: list[Element] = []
    for element in _content(table_cell):
        if element.tag == f"{_W}p":
            parts.append(_paragraph(element))
        elif element.tag == f"{_W}tbl":
            nested.append(element)
    return "\n".join(parts), nested


def _indent(table_cell: Element, text: str) -> float | None:
    """How far the first paragraph of a cell is set in: its own indent and the blanks it begins with."""
    properties = table_cell.find(f"{_W}p/{_W}pPr")
    if properties is None:
        return leading_width(text)
    alignment, indent = properties.find(f"{_W}jc"), properties.find(f"{_W}ind")
    if alignment is not None and alignment.get(f"{_W}val") in ("center", "right", "end", "distribute"):
        return None
    names = ("left", "leftChars", "firstLine", "firstLineChars")
    if indent is None:
        return leading_width(text)
    return leading_width(text) + word_indent(*(indent.get(f"{_W}{name}") or "" for name in names))


def _number(element: Element | None, otherwise: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdecimal() else otherwise
