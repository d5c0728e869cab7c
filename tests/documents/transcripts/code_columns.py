"""Changes of the columns of account codes: before or after their names, in one cell with them, in segments, absent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.amounts import read_amount
from loaders.codes import scheme_of_code
from loaders.statements.tables.labels import is_total_label
from tests.documents.transcripts.columns import Change, each_table, is_plain, paths, rearranged, texts
from tests.documents.transcripts.model import Sheet, Table, Typed


def code_and_name(table: Table, before: int | None = None) -> tuple[int, int] | None:
    """The last column of account codes (left of `before`) with the column of their names beside it."""
    over = paths(table)
    for column in reversed(range((table.width if before is None else before) - 1)):
        codes = [text for text in texts(table, column) if not is_total_label(text)]
        if not over[column] or not over[column + 1] or len(codes) < 1:
            continue
        is_code = all(re.fullmatch(r"\d{3}|\d{5}|\d{7}", text) and scheme_of_code(text) for text in codes)
        names = texts(table, column + 1)
        has_names = bool(names) and not any(read_amount(text).is_number for text in names)
        if is_code and has_names and re.search("名称|科目", over[column + 1][-1]):
            return column, column + 1
    return None


def all_pairs(change: Callable[[Table, int], Table | None]) -> Callable[[Table, Sheet], Table]:
    """The change made to every pair of code and name; all or none, as nobody would mix them."""

    def changed(table: Table, sheet: Sheet) -> Table:
        out, found = table, code_and_name(table)
        while found is not None:
            once = change(out, found[0])
            if once is None:
                return table
            out, found = once, code_and_name(out, found[0])
        return out

    return changed


def name_first(table: Table, code: int) -> Table | None:
    if any(cell.across > 1 for cell in table.body()):
        return None
    return rearranged(table, [*range(code), code + 1, code, *range(code + 2, table.width)])


def code_joined(form: str) -> Change:
    """Code and name in one cell: `form` says how."""

    def change(table: Table, code: int) -> Table | None:
        if not is_plain(table):
            return None
        name = code + 1
        names = {cell.row: cell.text for cell in table.body() if cell.column == name}
        codes = {cell.row: cell.text for cell in table.body() if cell.column == code}
        cells: list[Typed] = [
            cell for cell in table.cells if not (cell.row >= table.head_height and cell.column == code)
        ]
        joined: list[Typed] = []
        for cell in cells:
            if cell.row >= table.head_height and cell.column == name and cell.row in codes:
                cell = replace(cell, text=form.format(code=codes[cell.row], name=cell.text))
            joined.append(cell)
        joined += [Typed(row, name, text) for row, text in codes.items() if row not in names]
        return rearranged(replace(table, cells=tuple(joined)), [c for c in range(table.width) if c != code])

    return each_table(all_pairs(change))


def code_split(table: Table, code: int) -> Table | None:
    """类 | 款 | 项 in columns of their own."""
    if not is_plain(table):
        return None
    order: list[int | None] = [*range(code + 1), None, None, *range(code + 1, table.width)]
    wide = rearranged(table, order)
    head_cells = [cell for cell in wide.cells if cell.row < table.head_height and cell.column == code]
    lowest = max(head_cells, key=lambda cell: cell.row)
    if lowest.across > 1:
        return None
    # A new row of headings below the old ones: all others reach one row further down.
    bottom = table.head_height
    cells: list[Typed] = []
    for cell in wide.cells:
        moved = replace(cell, row=cell.row + 1) if cell.row >= bottom else cell
        if cell is lowest:
            moved = replace(cell, across=3)
        elif cell in head_cells:
            moved = replace(cell, across=cell.across + 2) if cell.across > 1 else replace(cell, across=3)
        elif cell.row < bottom and cell.row + cell.down == bottom:
            moved = replace(cell, down=cell.down + 1)
        elif cell.row < bottom and cell.column < code < cell.column + cell.across:
            moved = replace(cell, across=cell.across + 2)
        if cell.row >= bottom and cell.column == code:
            parts = (cell.text[:3], cell.text[3:5], cell.text[5:7])
            if is_total_label(cell.text):
                parts = (cell.text, "", "")
            cells += [replace(moved, column=code + at, text=part) for at, part in enumerate(parts) if part]
            continue
        cells.append(moved)
    cells += [Typed(bottom, code + at, text) for at, text in enumerate("类款项")]
    return replace(wide, head_height=bottom + 1, height=table.height + 1, cells=tuple(cells))


def codes_absent(table: Table, code: int) -> Table | None:
    """Names alone, indented by their level."""
    name = code + 1
    codes = {cell.row: cell.text for cell in table.body() if cell.column == code}
    if not is_plain(table) or any(is_total_label(text) for text in codes.values()):
        return None
    cells = [
        replace(cell, text="　" * (len(codes[cell.row]) - 3) + cell.text)
        if cell.row >= table.head_height and cell.column == name and cell.row in codes
        else cell
        for cell in table.cells
        if not (cell.row >= table.head_height and cell.column == code)
    ]
    return rearranged(replace(table, cells=tuple(cells)), [c for c in range(table.width) if c != code])
