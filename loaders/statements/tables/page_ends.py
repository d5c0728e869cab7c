"""A row that a page end cut in two is one row again.

Names go on (`某某机动` / `车驾驶员考试中心`), and what stands in an amount column of the second half is only the last
digits that the first is missing (`12437.3` / `6`). Both must be there: two rows that merely follow one another are left
alone. A label of a subtotal may be cut as well; and where all rows of a table have figures, a row of words alone at the
top of a page is the rest of names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.amounts import Form, read_amount
from loaders.document import Cell
from loaders.statements.tables.headings import HeadRows
from loaders.statements.tables.labels import is_subtotal_label, is_total_label
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.numbering import level_of
from loaders.text import folded

_LAST_DIGITS = re.compile(r"\s*\d{1,2}\s*")
_NOTE = re.compile(r"(?:注|备注|说明|其中|附注)[:：]?")
#: share of the rows of a table that have figures, where a row without any is a rest
ALWAYS = 0.9
#: a longer text, alone at the top of a page, is more than the rest of a name
LONGEST_REST = 12
_CUT_DECIMALS = re.compile(r"\.\d?\s*$")


def joined_over_pages(bodies: Sequence[tuple[SheetRow, ...]]) -> list[tuple[SheetRow, ...]]:
    """The rows of each grid, where the first row of a grid may have gone to the last row of the grid before."""
    printed = [row for rows in bodies for at, row in enumerate(rows) if at and row.filled()]
    always_figures = bool(printed) and sum(_has_figures(row) for row in printed) >= ALWAYS * len(printed)
    out: list[tuple[SheetRow, ...]] = []
    for rows in bodies:
        if out and out[-1] and rows and len(out[-1][-1].cells) == len(rows[0].cells):
            whole = _join(out[-1][-1], rows[0], is_cut_name=always_figures and is_rest_of_names(out[-1][-1], rows[0]))
            if whole is not None:
                out[-1] = (*out[-1][:-1], whole)
                rows = rows[1:]
        out.append(rows)
    return out


def _join(first: SheetRow, second: SheetRow, *, is_cut_name: bool) -> SheetRow | None:
    tails = dict(second.filled())
    has_names = has_digits = False
    for column, cell in tails.items():
        above = first.begun(column)
        if above is None:
            return None
        if read_amount(cell.text).form is Form.NUMBER:
            if not (_LAST_DIGITS.fullmatch(cell.text) and _CUT_DECIMALS.search(above.text)):
                return None
            has_digits = True
        else:
            has_names = True
    if not (has_names and has_digits) and not _is_cut_label(first, tails) and not (has_names and is_cut_name):
        return None
    cells = tuple(
        replace(cell, text=f"{cell.text}\n{tails[column].text}") if cell is not None and column in tails else cell
        for column, cell in enumerate(first.cells)
    )
    return replace(first, cells=cells, tail=tuple(second.place(column) for column in tails))


def stand_over_no_figures(rows: Sequence[SheetRow], head: HeadRows) -> bool:
    """Do rows taken for headings leave all columns of figures uncovered? Then they are none."""
    below = rows[head.first_data :]
    if not head.headings or not below:
        return False
    covered = {
        column
        for index in head.headings
        for column, cell in enumerate(rows[index].cells)
        if cell is not None and not cell.is_blank
    }
    figures = {column for row in below for column, cell in row.filled() if read_amount(cell.text).form is Form.NUMBER}
    return bool(figures) and not covered & figures


def _has_figures(row: SheetRow) -> bool:
    return any(read_amount(cell.text).form in (Form.NUMBER, Form.DAMAGED, Form.DASH) for _, cell in row.filled())


def is_rest_of_names(first: SheetRow, second: SheetRow) -> bool:
    """A row without figures at the top of a page, in a table whose rows all have some: the rest of names that were cut.
    One that opens like a row of its own (a number, a code, a total, a note) is none."""
    if not _has_figures(first) or _has_figures(second) or len(first.cells) != len(second.cells):
        return False
    texts = [cell.text for _, cell in second.filled()]
    return all(
        level_of(text) is None
        and not folded(text)[:1].isdigit()
        and not is_total_label(text)
        and not is_subtotal_label(text)
        and not _NOTE.match(folded(text))
        and len(folded(text)) <= (LONGEST_REST if len(texts) == 1 else 2 * LONGEST_REST)
        for text in texts
    )


def _is_cut_label(first: SheetRow, tails: Mapping[int, Cell]) -> bool:
    """`当年收入` at the end of a page and `小计` alone at the top of the next are one label."""
    if len(tails) != 1:
        return False
    column, cell = next(iter(tails.items()))
    above = first.begun(column)
    return above is not None and not is_subtotal_label(above.text) and is_subtotal_label(above.text + cell.text)
