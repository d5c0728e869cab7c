"""Section -> panels: each grid of a section as a matrix, with its headings found and its columns named.

Rules:

1. Heading rows stand at the top of a grid: no amount and no account code in them, at least one word of the headings'
   vocabulary. A row of column numbers (`**`, 1, 2, 3; 栏次) closes them.
2. The heading of a column is the path of the heading cells above it. Where the format keeps merged cells (PDF, Excel,
   Word, HTML) their spans are used; in plain text a group title covers the blank cells to its right, as long as there
   are titles below them.
3. A grid without headings continues the last one that had some: by the same number of columns, else by the position
   of its columns on the page, else by their number once columns without any text are left out.
4. A row that only repeats the headings is a page break, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.amounts import Form, read_amount
from loaders.document import Cell, Grid, Line, Place
from loaders.issuer import issuer_of
from loaders.section import Section
from loaders.text import compact, folded
from loaders.titles import title_kind
from loaders.vocabulary import load_toml

_COLUMN_NUMBER = re.compile(
    r"\*+|栏次|行次|序号|合计栏|\(?\d{1,2}\)?(?:[=+\-*/×÷()（）\d]+)?|[甲乙丙丁ABCD]|[①-⑳](?:=.*)?|—+|-+"
)
_CODE_START = re.compile(r"^\[?[235]\d\d(?:\d\d){0,3}(?:\D|$)")
_OUTLINE = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.]\D|其中:.)")
_TOTAL_LABEL = re.compile(r"^(?:本年|当年)?(?:收入|支出)?(?:合计|总计|小计)$")
_UNIT_MARK = re.compile(
    r"(?:金额)?单位[:：]?\(?(?:人民币)?(亿元|百万元|千元|万元|元)\)?|[(（](?:单位[:：])?(亿元|百万元|千元|万元|元)[)）]"
)
MAX_HEADING_ROWS = 8


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as a matrix row: `cells[c]` is the cell that covers column c (0-based), with its place; None where blank."""

    page: int
    table_no: int
    row_no: int
    cells: tuple[Cell | None, ...]
    #: True where the cell begins in this row and column (and not in one to the left or above)
    origin: tuple[bool, ...]
    #: cells of the next page that were joined to this row
    tail: tuple[Place, ...] = ()

    def place(self, column: int) -> Place:
        cell = self.cells[column]
        return Place(self.page, self.table_no, self.row_no, cell.column_no if cell else column + 1)

    def filled(self) -> list[tuple[int, Cell]]:
        """The cells that begin here and print something."""
        return [
            (column, cell)
            for column, (cell, begins) in enumerate(zip(self.cells, self.origin, strict=True))
            if cell is not None and begins and not cell.is_blank
        ]

    def text(self, column: int) -> str:
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One grid: heading path of each column, and the rows below the headings."""

    paths: tuple[tuple[str, ...], ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All grids of a section, and what its heading lines say."""

    panels: tuple[Panel, ...]
    money_unit: str | None
    issuer: tuple[str | None, str] | None
    heading_places: tuple[Place, ...]
    furniture_places: tuple[Place, ...]
    #: rows of one cell between the grids (plain text dumps break cells over lines)
    loose: tuple[tuple[Place, str], ...]


def heading_words() -> tuple[str, ...]:
    return tuple(load_toml("columns.toml")["heading_words"])


def is_heading_word(text: str) -> bool:
    bare = folded(text)
    return bool(bare) and any(word in bare for word in heading_words())


def matrix(grid: Grid) -> list[SheetRow]:
    """The grid with spans filled in."""
    width = max(
        [grid.column_count, *(cell.column_no + cell.column_span - 1 for row in grid.rows for cell in row.cells)]
    )
    height = len(grid.rows)
    cells: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    origin = [[False] * width for _ in range(height)]
    for index, row in enumerate(grid.rows):
        for cell in row.cells:
            for down in range(min(cell.row_span, height - index)):
                for across in range(cell.column_span):
                    column = cell.column_no - 1 + across
                    if cells[index + down][column] is None or not cell.is_blank:
                        cells[index + down][column] = cell
            origin[index][cell.column_no - 1] = True
    return [
        SheetRow(row.page, grid.table_no, row.row_no, tuple(cells[index]), tuple(origin[index]))
        for index, row in enumerate(grid.rows)
    ]


def _is_column_numbers(row: SheetRow) -> bool:
    texts = [folded(cell.text) for _, cell in row.filled()]
    return (
        len(texts) >= 2
        and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)
        and not any("." in text for text in texts)
    )


def _is_data(row: SheetRow) -> bool:
    """Does the row hold an amount, an account code, an outline label or a total label?"""
    for _, cell in row.filled():
        bare = folded(cell.text)
        amount = read_amount(cell.text)
        if amount.form in (Form.NUMBER, Form.DAMAGED) and not re.fullmatch(r"20\d\d", bare):
            return True
        if _CODE_START.match(bare) and not bare.endswith("年"):
            return True
        if _OUTLINE.match(bare) and not is_heading_word(re.sub(r"^其中:", "", bare)):
            return True
    first = row.filled()
    return bool(first) and bool(_TOTAL_LABEL.fullmatch(folded(first[0][1].text))) and len(first) == 1


def _heading_rows(rows: Sequence[SheetRow]) -> tuple[list[int], list[int], int]:
    """Indices of heading rows, of rows above them that carry titles and units, and of the first data row."""
    headings: list[int] = []
    above: list[int] = []
    for index, row in enumerate(rows[: MAX_HEADING_ROWS + 6]):
        filled = row.filled()
        if not filled:
            continue
        if headings and _is_column_numbers(row):
            headings.append(index)
            continue
        if (
            not headings
            and len(filled) <= 3
            and any(
                title_kind(cell.text)
                or _UNIT_MARK.search(folded(cell.text))
                or issuer_of(cell.text)
                or _is_table_number(cell.text)
                for _, cell in filled
            )
            and not _is_data(row)
        ):
            above.append(index)
            continue
        if _is_data(row):
            return headings, above, index
        if (
            any(is_heading_word(cell.text) for _, cell in filled)
            and max(len(folded(cell.text)) for _, cell in filled) <= 60
        ):
            headings.append(index)
            if len(headings) > MAX_HEADING_ROWS:
                return headings, above, index + 1
        elif headings:
            return headings, above, index
        else:
            above.append(index)
    last = max(headings, default=-1)
    return headings, above, last + 1 if headings else len(rows)


def _is_table_number(text: str) -> bool:
    return bool(
        re.fullmatch(r"(?:附?表|预算|公开|财决|批复表|决算)*[一二三四五六七八九十\d-]{1,6}(?:表)?", folded(text))
    )


def _paths(rows: Sequence[SheetRow], headings: Sequence[int], width: int) -> tuple[tuple[str, ...], ...]:
    """The path of heading texts over each column, from the top; group titles spread over the columns they cover."""
    layers: list[list[str]] = []
    heading_rows = [rows[index] for index in headings if not _is_column_numbers(rows[index])]
    has_spans = any(cell.column_span > 1 or cell.row_span > 1 for row in heading_rows for _, cell in row.filled())
    for position, row in enumerate(heading_rows):
        texts = [compact(row.text(column)) for column in range(width)]
        if not has_spans and position + 1 < len(heading_rows):
            below = [[folded(lower.text(column)) for column in range(width)] for lower in heading_rows[position + 1 :]]
            texts = _spread(texts, below)
        layers.append(texts)
    paths: list[tuple[str, ...]] = []
    for column in range(width):
        path: list[str] = []
        for layer in layers:
            text = layer[column]
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def _spread(texts: list[str], below: list[list[str]]) -> list[str]:
    """Plain text has no spans: a title with a title below it is a group, and covers the blank cells on its right.

    A group opens with its 小计: where the 小计 stands one column after the group's title, the title slipped to the left.
    """
    out = list(texts)
    group = ""
    for column, text in enumerate(texts):
        under = any(layer[column] for layer in below)
        if text:
            sums = [layer[column + 1] if column + 1 < len(texts) else "" for layer in below]
            slipped = group and under and "小计" in sums and not texts[min(column + 1, len(texts) - 1)]
            if slipped and not any(layer[column] == "小计" for layer in below):
                out[column], out[column + 1] = group, text
                group = text
                continue
            group = text if under else ""
        elif out[column]:
            continue
        elif under and group:
            out[column] = group
        else:
            group = ""
    return out


def _columns_by_box(rows: Sequence[SheetRow], width: int) -> list[tuple[float, float] | None]:
    """The horizontal extent of each column, from the cells that cover just it."""
    extents: list[tuple[float, float] | None] = [None] * width
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.box is not None and cell.column_span == 1 and extents[column] is None:
                extents[column] = (cell.box.x0, cell.box.x1)
    return extents


def read_sheet(section: Section) -> Sheet:
    """The panels of a section in reading order."""
    panels: list[Panel] = []
    heading_places: list[Place] = []
    furniture: list[Place] = []
    loose: list[tuple[Place, str]] = []
    money_unit: str | None = None
    issuer: tuple[str | None, str] | None = None
    previous: tuple[tuple[tuple[str, ...], ...], list[tuple[float, float] | None]] | None = None

    def note(text: str) -> bool:
        nonlocal money_unit, issuer
        named = issuer_of(text)
        issuer = issuer or named
        match = _UNIT_MARK.search(folded(text))
        if match:
            money_unit = money_unit or match.group(1) or match.group(2)
        return bool(named or match)

    for title_place in section.title_places:
        heading_places.append(title_place)
    if section.title:
        note(section.title)
    for block in section.blocks:
        if isinstance(block, Line):
            if note(block.text):
                heading_places.append(block.place)
            elif block.place not in section.title_places:
                loose.append((block.place, block.text))
            continue
        rows = matrix(block)
        width = len(rows[0].cells) if rows else 0
        headings, above, first = _heading_rows(rows)
        for index in above:
            for _, cell in rows[index].filled():
                place = Place(rows[index].page, rows[index].table_no, rows[index].row_no, cell.column_no)
                (
                    heading_places
                    if note(cell.text) or title_kind(cell.text) or _is_table_number(cell.text)
                    else furniture
                ).append(place)
        for index in headings:
            for _, cell in rows[index].filled():
                note(cell.text)
                heading_places.append(Place(rows[index].page, rows[index].table_no, rows[index].row_no, cell.column_no))
        body = rows[first:] if headings else [row for index, row in enumerate(rows) if index not in above]
        extents = _columns_by_box(rows, width)
        if headings:
            paths = _paths(rows, headings, width)
            previous = (paths, extents)
        elif previous is not None:
            paths = _continue(previous, rows, extents, width)
        else:
            paths = ((),) * width
        panels.append(Panel(paths, tuple(body)))
    return Sheet(
        tuple(_joined_over_pages(panels)), money_unit, issuer, tuple(heading_places), tuple(furniture), tuple(loose)
    )


def _joined_over_pages(panels: list[Panel]) -> list[Panel]:
    """A row that a page end cut in two is one row again: names go on (`某某机动` / `车驾驶员考试中心`), and what stands in
    an amount column of the second half is only the missing last digits of the first (`12437.3` / `6`)."""
    out: list[Panel] = []
    for panel in panels:
        if out and out[-1].rows and panel.rows and len(out[-1].rows[-1].cells) == len(panel.rows[0].cells):
            joined_row = _join(out[-1].rows[-1], panel.rows[0])
            if joined_row is not None:
                out[-1] = Panel(out[-1].paths, (*out[-1].rows[:-1], joined_row))
                panel = Panel(panel.paths, panel.rows[1:])
        out.append(panel)
    return out


def _join(first: SheetRow, second: SheetRow) -> SheetRow | None:
    tails = dict(second.filled())
    names = digits = 0
    for column, cell in tails.items():
        above = first.cells[column]
        if above is None or above.is_blank or not first.origin[column]:
            return None
        if read_amount(cell.text).form is Form.NUMBER:
            if not (re.fullmatch(r"\s*\d{1,2}\s*", cell.text) and re.search(r"\.\d?\s*$", above.text)):
                return None
            digits += 1
        else:
            names += 1
    if not (names and digits):
        return None
    cells = tuple(
        replace(cell, text=f"{cell.text}\n{tails[column].text}") if cell is not None and column in tails else cell
        for column, cell in enumerate(first.cells)
    )
    return replace(first, cells=cells, tail=tuple((second.place(column)) for column in tails))


def _continue(
    previous: tuple[tuple[tuple[str, ...], ...], list[tuple[float, float] | None]],
    rows: Sequence[SheetRow],
    extents: list[tuple[float, float] | None],
    width: int,
) -> tuple[tuple[str, ...], ...]:
    """Heading paths for a grid that prints none: those of the grid before it."""
    paths, boxes = previous
    if width == len(paths):
        return paths
    known = [(index, box) for index, box in enumerate(boxes) if box is not None]
    if known and any(extents):
        out: list[tuple[str, ...]] = []
        for extent in extents:
            if extent is None:
                out.append(())
                continue
            middle = (extent[0] + extent[1]) / 2
            index, _ = min(known, key=lambda item: abs((item[1][0] + item[1][1]) / 2 - middle))
            out.append(paths[index])
        return tuple(out)
    if width < len(paths):
        return paths[:width]
    return (*paths, *([()] * (width - len(paths))))
