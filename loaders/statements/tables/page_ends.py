"""A row that a page end cut in two is one row again.

Names go on (`某某机动` / `车驾驶员考试中心`), and what stands in an amount column of the second half is only the last
digits that the first is missing (`12437.3` / `6`). Both must be there: two rows that merely follow one another are left
alone. A label of a subtotal may be cut as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.amounts import Form, read_amount
from loaders.document import Cell
from loaders.statements.tables.labels import is_subtotal_label
from loaders.statements.tables.matrix import SheetRow

_LAST_DIGITS = re.compile(r"\s*\d{1,2}\s*")
_CUT_DECIMALS = re.compile(r"\.\d?\s*$")


def joined_over_pages(bodies: Sequence[tuple[SheetRow, ...]]) -> list[tuple[SheetRow, ...]]:
    """The rows of each grid, where the first row of a grid may have gone to the last row of the grid before."""
    out: list[tuple[SheetRow, ...]] = []
    for rows in bodies:
        if out and out[-1] and rows and len(out[-1][-1].cells) == len(rows[0].cells):
            whole = _join(out[-1][-1], rows[0])
            if whole is not None:
                out[-1] = (*out[-1][:-1], whole)
                rows = rows[1:]
        out.append(rows)
    return out


def _join(first: SheetRow, second: SheetRow) -> SheetRow | None:
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
    if not (has_names and has_digits) and not _is_cut_label(first, tails):
        return None
    cells = tuple(
        replace(cell, text=f"{cell.text}\n{tails[column].text}") if cell is not None and column in tails else cell
        for column, cell in enumerate(first.cells)
    )
    return replace(first, cells=cells, tail=tuple(second.place(column) for column in tails))


def _is_cut_label(first: SheetRow, tails: Mapping[int, Cell]) -> bool:
    """`当年收入` at the end of a page and `小计` alone at the top of the next are one label."""
    if len(tails) != 1:
        return False
    column, cell = next(iter(tails.items()))
    above = first.begun(column)
    return above is not None and not is_subtotal_label(above.text) and is_subtotal_label(above.text + cell.text)
