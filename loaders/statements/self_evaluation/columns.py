"""Headings of a form in a grid: which column holds what.

A heading is known by its words, without what stands in brackets or as a formula behind them (全年预算数（A）,
执行率（B/A）, 小计③=①+②). A cell belongs to the heading whose columns it overlaps most; on the next page, where the
grid may be cut into other columns, to the heading that stands above it by the lines of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.document import Box, Cell, Place
from loaders.statements.self_evaluation.words import vocabulary
from loaders.statements.spellings import spellings
from loaders.text import folded, joined

_BEHIND = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|\d(?:=[\d+*/×÷-]+)?|[:：。])+\Z")
#: a longer text is no label; of the shorter ones so many are remembered
LONGEST_LABEL = 80
_REMEMBERED = 65_536
_CHINESE_BLANK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A bound column of a grid."""

    name: str
    table_no: int
    first: int
    last: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A filled cell of a form with its place."""

    cell: Cell
    place: Place
    is_first_row: bool = False

    @property
    def text(self) -> str:
        return self.cell.text


def bare_label(text: str) -> str:
    """A label without blanks and without what explains it in brackets."""
    label = folded(text)
    return _BEHIND.sub("", label) or label


def readable(text: str) -> str:
    """One line of text; blanks between Chinese characters are typesetting."""
    return _CHINESE_BLANK.sub("", joined(text))


def heading_name(group: str, text: str) -> str | None:
    """The column of a group that a heading names; the longest word that fits wins."""
    if len(text) > LONGEST_LABEL:
        return None
    if name := _name_of(group, bare_label(text)):
        return name
    return next((known for word in spellings(text) if word and (known := _name_of(group, bare_label(word)))), None)


@lru_cache(maxsize=_REMEMBERED)
def _name_of(group: str, label: str) -> str | None:
    best: tuple[int, str] | None = None
    for entry in vocabulary()[group]:
        for word in entry["words"]:
            bare = folded(word)
            # A cell too narrow for its label loses the last character or two (其中：当年财政拨).
            clipped = len(label) >= 6 and bare.startswith(label) and len(bare) - len(label) <= 2
            if (clipped or label in (bare, bare_label(word))) and (best is None or len(bare) > best[0]):
                best = (len(bare), str(entry["name"]))
    return best[1] if best else None


def bind(cells: list[GridCell], group: str) -> list[Column]:
    """The columns that a row of headings names; of two headings with one name the first counts."""
    out: list[Column] = []
    for item in cells:
        name = heading_name(group, item.text)
        if name is not None and all(column.name != name for column in out):
            out.append(column_under(item, name))
    return out


def column_under(item: GridCell, name: str) -> Column:
    cell = item.cell
    return Column(name, item.place.table_no, cell.column_no, cell.column_no + cell.column_span - 1, cell.box)


def column_of(item: GridCell, columns: list[Column]) -> str | None:
    """The column that a cell stands in."""
    best: tuple[float, str] | None = None
    for column in columns:
        share = _overlap(item, column)
        if share > 0 and (best is None or share > best[0]):
            best = (share, column.name)
    return best[1] if best else None


def _overlap(item: GridCell, column: Column) -> float:
    cell = item.cell
    if item.place.table_no != column.table_no and cell.box is not None and column.box is not None:
        return min(cell.box.x1, column.box.x1) - max(cell.box.x0, column.box.x0)
    last = cell.column_no + cell.column_span - 1
    return min(last, column.last) - max(cell.column_no, column.first) + 1
