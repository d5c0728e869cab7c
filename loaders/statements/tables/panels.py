"""Grids of a table with their headings; and tables that are cut sideways over pages, whose columns go on on the next.

The right half of a wide table names no rows: it prints figures under headings that the left half has not, row for row
beside it. The rows of both are one row, each cell with the place where it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.amounts import Form, read_amount
from loaders.statements.tables.headings import Paths
from loaders.statements.tables.matrix import SheetRow


@dataclass(frozen=True, slots=True)
class Panel:
    """One grid: heading path of each column, and the rows below the headings."""

    paths: Paths
    rows: tuple[SheetRow, ...]


def joined_sideways(panels: Sequence[Panel]) -> list[Panel]:
    """The same panels; the right half of a table joined to its left half."""
    out: list[Panel] = []
    for panel in panels:
        if out and _is_right_half(out[-1], panel):
            out[-1] = _beside(out[-1], panel)
        else:
            out.append(panel)
    return out


def _is_right_half(left: Panel, right: Panel) -> bool:
    """Figures only, on a later page, under headings of their own, in as many rows?"""
    first, second = _filled(left), _filled(right)
    if not first or len(first) != len(second) or first[-1].page >= second[0].page:
        return False
    new = {path for path in right.paths if path}
    is_headed = bool(new) and not {path[-1:] for path in left.paths if path} >= {path[-1:] for path in new}
    only_figures = all(
        read_amount(cell.text).form in (Form.NUMBER, Form.DAMAGED, Form.DASH)
        for row in second
        for _, cell in row.filled()
    )
    return is_headed and only_figures and left.paths != right.paths


def _filled(panel: Panel) -> list[SheetRow]:
    return [row for row in panel.rows if row.filled()]


def _beside(left: Panel, right: Panel) -> Panel:
    width = max(len(left.paths), *(len(row.cells) for row in left.rows))
    paths = (*left.paths, *([()] * (width - len(left.paths))), *right.paths)
    rows = [_one_row(row, other, width) for row, other in zip(_filled(left), _filled(right), strict=True)]
    return Panel(paths, tuple(rows))


def _one_row(left: SheetRow, right: SheetRow, width: int) -> SheetRow:
    missing = width - len(left.cells)
    aside = {width + column: right.place(column) for column in range(len(right.cells))}
    return replace(
        left,
        cells=(*left.cells, *([None] * missing), *right.cells),
        origin=(*left.origin, *([False] * missing), *right.origin),
        aside={**left.aside, **aside},
    )
