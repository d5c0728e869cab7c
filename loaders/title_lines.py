"""Titles over several lines, and pages that list titles without their tables.

1. A line that is nothing but a remark in brackets （按支出功能分类科目） below a title belongs to it: tables of one
   statement by two classifications differ in nothing else.
2. A title that goes on in the next line is set in the same size and around the same middle; the second line alone says
   nothing, or another thing than both together; or the last characters (…预算 / 表) alone went to the next line.
3. A grid in which at least every other row is a title is a list of the tables that follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document import Block, Box, Grid, Line, Row
from loaders.issuer import issuer_of
from loaders.text import folded
from loaders.titles import SENTENCE, title_kind
from loaders.wrapped_titles import LONGEST_TITLE, wrapped_title

__all__ = ["LONGEST_TITLE", "is_directory", "is_remark", "remark_below", "title_over_lines"]

SHORT_REST = 10
#: so few characters (支出预算表) may be the rest of any title, though they are one
SHORTEST_TITLE = 6
#: a remark below a title has no more characters
LONGEST_REMARK = 40
FEWEST_LISTED = 3
#: the lines of a title differ by no more in the height of their characters, and in their middle by no more heights
SAME_HEIGHT, SAME_MIDDLE, NEAR = 0.2, 1.0, 1.5
_REMARK = re.compile(r"\([^()]+\)")
_MONEY_UNIT = re.compile(r"单位|[^款经费]元\)$")
_CUT = re.compile(r"[(、和及与]$")
_TITLE_WORD = re.compile(r"预算|决算|经费|收支|支出|收入|采购|绩效")


def title_over_lines(blocks: Sequence[Block]) -> tuple[str, int] | None:
    """(title, number of lines) of the title that begins with the first block; None where none does."""
    first = blocks[0]
    if not isinstance(first, Line):
        return None
    lines = [first]
    kind = title_kind(first.text)
    following = blocks[1] if len(blocks) > 1 else None
    if kind is None and (wrapped := wrapped_title(blocks)) and (kind := title_kind(wrapped[0])):
        return wrapped
    if kind is None and isinstance(following, Line) and _goes_on(first, following):
        lines.append(following)
        kind = title_kind(first.text + following.text)
    if kind is None:
        return None
    below = blocks[len(lines)] if len(blocks) > len(lines) else None
    if isinstance(below, Line) and below.page == first.page and is_remark(below.text):
        lines.append(below)
    return "".join(line.text.strip() for line in lines), len(lines)


def is_remark(text: str) -> bool:
    """（按支出经济分类科目）, and not （单位：万元）."""
    bare = folded(text)
    return len(bare) <= LONGEST_REMARK and bool(_REMARK.fullmatch(bare)) and not _MONEY_UNIT.search(bare)


def _goes_on(first: Line, second: Line) -> bool:
    """Is the second line the rest of the title that the first one begins?"""
    together = title_kind(first.text + second.text)
    begin, rest = folded(first.text), folded(second.text)
    if together is None or first.page != second.page or SENTENCE.search(begin):
        return False
    if issuer_of(first.text) is not None:
        # 编制单位：某某局 over a title of its own begins none.
        return False
    is_title = title_kind(second.text) is not None and len(rest) > SHORTEST_TITLE
    if 0 < len(rest) <= SHORT_REST and rest.endswith(("表", "表)")) and len(begin) > len(rest) and not is_title:
        return True
    if not _TITLE_WORD.search(begin) or title_kind(second.text) == together:
        return False
    is_cut = bool(_CUT.search(begin)) or begin.count("(") > begin.count(")")
    if first.box is None or second.box is None:
        return is_cut
    return _is_one_style(first.box, second.box)


def _is_one_style(first: Box, second: Box) -> bool:
    height, other = first.bottom - first.top, second.bottom - second.top
    middle = abs((first.x0 + first.x1) - (second.x0 + second.x1)) / 2
    return (
        abs(height - other) <= SAME_HEIGHT * height
        and middle <= SAME_MIDDLE * height
        and -SAME_HEIGHT * height <= second.top - first.bottom <= NEAR * height
    )


def is_directory(grid: Grid) -> bool:
    """Does a grid list the titles of tables instead of being one?"""
    titled = sum(any(title_kind(cell.text) for cell in row.cells) for row in grid.rows)
    filled = sum(any(not cell.is_blank for cell in row.cells) for row in grid.rows)
    return titled >= FEWEST_LISTED and 2 * titled >= filled


def remark_below(rows: Sequence[Row]) -> str:
    """The remark in brackets that the row below a title in a grid is nothing but; empty where it is something else."""
    filled = [cell for row in rows[:1] for cell in row.cells if not cell.is_blank]
    return filled[0].text if len(filled) == 1 and is_remark(filled[0].text) else ""
