"""Titles of forms that break over lines: 301007_某某局某某分局_全国民航反 | 电诈中心建设项目绩效目标表.

A title wraps where its line is full: the line is as wide as any text of its page may be, the next one stands
close below it and inside its width, and the last one ends like a title of a form. A line that closes a sentence
is prose, and a line that is a title of its own wraps nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document import Block, Line
from loaders.text import folded
from loaders.titles import title_kind

#: lines of one title
LONGEST_TITLE = 3
SHORTEST_LINE = 14
#: of the height of a line: how far below it the rest of its title may stand
FARTHEST = 1.6
_ENDS = re.compile(r"(?:绩效|目标|自评|申报|评价).{0,8}表\Z")
_PROSE = re.compile(r"[。；;！？!?，:：]")
#: a unit and a project behind a code: the line itself says that it is the title of a form
_CODED = re.compile(r"^\d{3,9}_[^_]{2,40}_")


def wrapped_title(blocks: Sequence[Block]) -> tuple[str, int] | None:
    """The title that begins with the first of these lines and goes on in the next, with the number of its lines."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Line) or not _may_wrap(first):
        return None
    text, last = first.text.strip(), first
    for count, line in enumerate(blocks[1:], 2):
        if not isinstance(line, Line) or not _is_below(last, line) or _PROSE.search(folded(line.text)):
            return None
        text, last = text + line.text.strip(), line
        if _ENDS.search(folded(text)):
            return text, count
        if not _may_wrap(line):
            return None
    return None


def _may_wrap(line: Line) -> bool:
    bare = folded(line.text)
    return len(bare) >= SHORTEST_LINE and not _PROSE.search(bare) and title_kind(line.text) is None


def _is_below(upper: Line, lower: Line) -> bool:
    if lower.page != upper.page:
        return False
    if upper.box is None or lower.box is None:
        return bool(_CODED.match(folded(upper.text)))
    height = upper.box.bottom - upper.box.top
    is_inside = lower.box.x0 >= upper.box.x0 - height and lower.box.x1 <= upper.box.x1 + height
    return is_inside and lower.box.top - upper.box.bottom <= FARTHEST * height
