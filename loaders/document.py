"""What a reader hands over: a document as an ordered run of text lines and grids of cells, each with its place.

Standard library only. Every value is frozen, and the text of a cell is never changed after a reader has made it:
what a cell *means* is decided later and kept beside it.

Places. A cell is known by (page, table_no, row_no, column_no), all counted from 1:

- `table_no` numbers the grids of a document in reading order. A line of text that stands outside any grid is a cell
  of table 0, column 1.
- `row_no` is unique within a page and table. In a plain-text file, where a grid is a run of tab-separated lines, it is
  the number of the line in the file, so that a person can find it; an HTML fragment that stands in a single line
  becomes a grid of its own with rows 1, 2, 3 ...
- `column_no` is the leftmost grid column that the cell covers. Merged cells appear once, at their top left place, with
  their spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where a cell stands in its document."""

    page: int
    table_no: int
    row_no: int
    column_no: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page as it is shown (after rotation), in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. `text` is exactly what the reader found, blanks and line breaks included."""

    text: str
    column_no: int
    column_span: int = 1
    row_span: int = 1
    box: Box | None = None
    #: which reading gave the text: `single` (the format has one reading), `both` (two independent readings agree),
    #: `geometry` or `tabula` (they differ and this one was taken), `ocr`.
    reading: str = "single"
    #: what the other reading says, where the two differ; the solver may choose it with proof.
    alternative: str | None = None
    #: 0 to 1, for OCR only.
    confidence: float | None = None
    #: blank room in the cell before the first line of its text, and behind it, in widths of a Chinese character: what
    #: an indent looks like in any format. None where the format does not tell.
    space_before: float | None = None
    space_behind: float | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid. `cells` are in column order; blank cells may be left out."""

    page: int
    row_no: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a document on one page (or one unbroken run of tab-separated lines)."""

    table_no: int
    rows: tuple[Row, ...]
    column_count: int
    #: the sheet of a workbook or the caption of an HTML table, where there is one.
    caption: str = ""
    #: drawn with rulings: in which column a text stands is printed, not reasoned
    is_ruled: bool = False

    @property
    def page(self) -> int:
        return self.rows[0].page if self.rows else 1

    def cells(self) -> Iterator[tuple[Place, Cell]]:
        for row in self.rows:
            for cell in row.cells:
                yield Place(row.page, self.table_no, row.row_no, cell.column_no), cell


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any grid."""

    page: int
    line_no: int
    text: str
    box: Box | None = None
    #: 0 to 1, for OCR only.
    confidence: float | None = None

    @property
    def place(self) -> Place:
        return Place(self.page, 0, self.line_no, 1)


Block = Grid | Line


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader has to say about a document: what, where, and what the user can do."""

    code: str
    message: str
    page: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as its reader sees it."""

    sha256: str
    file_name: str
    #: pdf, xlsx, xls, docx, doc, html, csv, text, image
    format: str
    page_count: int
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())

    def lines(self) -> Iterator[Line]:
        return (block for block in self.blocks if isinstance(block, Line))

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))


class LoaderError(Exception):
    """Base of everything the loaders raise on purpose.

    - `UnreadableDocument`: the file cannot be read at all (empty, encrypted, another kind, damaged, too large).
      Its message is one plain line: what is wrong and what to do.
    - `MissingExtra`: reading it needs an optional part (OCR, LibreOffice) that is not installed.
    """


class UnreadableDocument(LoaderError):
    """The file cannot be read: the message says what is wrong, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MissingExtra(UnreadableDocument):
    """Reading the file needs an optional part that is not installed."""
