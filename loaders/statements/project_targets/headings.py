"""Headings of a target table -> the role of each column.

1. A row of headings has three known headings or more; a second row under it names the parts of a heading that spans
   several columns (其中： 财政资金 | 其他资金; 绩效指标: 一级指标 | 二级指标). The lowest heading of a column counts.
2. A table is a list of projects when it has a project column and columns of indicators (or one that packs them all), or
   at least an amount and a goal; a labelled form of one project is not.
3. On following pages without headings the columns are the same; where their number differs, a column takes the role of
   the heading above or below which it stands on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from loaders.document import Grid, Row
from loaders.statements.spellings import spellings
from loaders.text import folded
from loaders.vocabulary import load_toml

FEWEST_HEADINGS = 3
SHORTEST_PIECE = 4
#: a longer text is no heading
LONGEST = 20
HEADING_ROWS = 8
_INDICATOR_ROLES = {"level1", "name", "packed"}


@cache
def _roles() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    openings: list[tuple[str, str]] = []
    for entry in load_toml("project_targets.toml")["column"]:
        for heading in entry["headings"]:
            if heading.endswith("*"):
                openings.append((heading[:-1], entry["role"]))
            else:
                exact[heading] = entry["role"]
    return exact, tuple(openings)


def role_of(text: str) -> str | None:
    """The role that a heading gives its column."""
    bare = folded(text).rstrip(":")
    exact, _ = _roles()
    if bare in exact:
        return exact[bare]
    role = _opened_by(bare)
    if role is None and len(bare) >= SHORTEST_PIECE:
        # The last character of a heading in a narrow column may be cut off.
        cut = {known for heading, known in exact.items() if heading[:-1] == bare}
        role = cut.pop() if len(cut) == 1 else None
    if role is None:
        role = next((known for word in spellings(text) if (known := exact.get(word) or _opened_by(word))), None)
    return role


def _opened_by(bare: str) -> str | None:
    """The role of a heading that begins like one of those that go on in many ways (金额*)."""
    _, openings = _roles()
    return next((role for opening, role in openings if bare.startswith(opening) and len(bare) <= LONGEST), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a target table."""

    roles: Mapping[int, str]
    column_count: int
    #: rows of the grid that are headings (row_no)
    rows: frozenset[int] = frozenset()
    #: where each column stands on the page
    spans: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    def columns(self, role: str) -> tuple[int, ...]:
        return tuple(sorted(column for column, known in self.roles.items() if known == role))

    @property
    def is_list(self) -> bool:
        found = set(self.roles.values())
        return "project" in found and (bool(found & _INDICATOR_ROLES) or {"total", "goal"} <= found)


def headings_of(grid: Grid) -> Headings | None:
    """The headings that a grid prints, or None."""
    lowest: dict[int, str] = {}
    spans: dict[int, tuple[float, float]] = {}
    rows: set[int] = set()
    for row in grid.rows[:HEADING_ROWS]:
        known = [cell for cell in row.cells if role_of(cell.text)]
        is_second = bool(rows) and len(known) >= 2 and not _has_other(row)
        if len(known) < FEWEST_HEADINGS and not is_second:
            if rows and row.cells:
                break
            continue
        rows.add(row.row_no)
        for cell in row.cells:
            role = role_of(cell.text)
            for column in range(cell.column_no, cell.column_no + cell.column_span):
                if role and (cell.column_span == 1 or column == cell.column_no):
                    lowest[column] = role
            if cell.box is not None and cell.column_span == 1:
                spans[cell.column_no] = (cell.box.x0, cell.box.x1)
    if not rows:
        return None
    group = "ignored" if "project" in lowest.values() else "project"
    lowest = {column: group if role == "project_group" else role for column, role in lowest.items()}
    return Headings(lowest, grid.column_count, frozenset(rows), spans)


def _has_other(row: Row) -> bool:
    return any(not cell.is_blank and role_of(cell.text) is None for cell in row.cells)


def on_grid(headings: Headings, grid: Grid) -> Headings:
    """The same columns on a following page that prints no headings."""
    if grid.column_count == headings.column_count or not headings.spans:
        return Headings(headings.roles, headings.column_count, frozenset(), headings.spans)
    roles: dict[int, str] = {}
    for row in grid.rows:
        for cell in row.cells:
            if cell.box is None or cell.column_span != 1 or cell.column_no in roles:
                continue
            middle = (cell.box.x0 + cell.box.x1) / 2
            found = next((column for column, (x0, x1) in headings.spans.items() if x0 <= middle <= x1), None)
            if found in headings.roles and found is not None:
                roles[cell.column_no] = headings.roles[found]
    return Headings(roles, grid.column_count, frozenset(), headings.spans)
