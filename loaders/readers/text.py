"""Plain text (an extraction dump) -> Document.

- Tab-separated lines are rows of a grid; a run of them is one grid. Lines without a tab are lines.
- A `<table>` that an extraction left in a line becomes a grid of its own; the cells before it in that line stay a row.
- `row_no` of a row is its line number in the file. The whole file is page 1: a dump has lost its pages.
"""

from __future__ import annotations

import re

from loaders.document import Block, Cell, Document, Grid, Line, Problem, Row, UnreadableDocument
from loaders.readers import limits
from loaders.readers.encoding import decoded, is_binary

_TABLE = re.compile(r"<table\b.*?</table>", re.IGNORECASE | re.DOTALL)


def read_text(data: bytes, file_name: str, sha256: str) -> Document:
    source = decoded(data)
    text = source.text
    if is_binary(text):
        raise UnreadableDocument("a binary file of an unknown kind", "give a PDF, Word, Excel, HTML, CSV or text file")
    limits.check_cells(text.count("\t"))
    problems: tuple[Problem, ...] = ()
    if source.broken:
        message = f"{source.broken} characters are not {source.encoding} and could not be read"
        problems = (Problem("broken_text", message, hint="save the file as UTF-8"),)
    blocks: list[Block] = []
    rows: list[Row] = []
    table_no = 0

    def close_grid() -> None:
        nonlocal rows, table_no
        if rows:
            table_no += 1
            blocks.append(Grid(table_no, tuple(rows), max(row.cells[-1].column_no for row in rows)))
            rows = []

    for line_no, line in enumerate(text.splitlines(), 1):
        fragment = _TABLE.search(line)
        lead = line[: fragment.start()] if fragment else line
        if "\t" in lead:
            cells = tuple(Cell(part, column) for column, part in enumerate(lead.split("\t"), 1))
            rows.append(Row(1, line_no, cells))
        elif lead.strip() or not fragment:
            close_grid()
            if lead.strip():
                blocks.append(Line(1, line_no, lead))
        if fragment:
            from loaders.readers.html import rows_of_fragment

            close_grid()
            table_no += 1
            grid_rows = rows_of_fragment(fragment.group(0), page=1)
            if grid_rows:
                blocks.append(Grid(table_no, grid_rows, max(row.cells[-1].column_no for row in grid_rows)))
            tail = line[fragment.end() :]
            if tail.strip():
                blocks.append(Line(1, line_no, tail))
    close_grid()
    return Document(sha256, file_name, "text", 1, tuple(blocks), problems)
