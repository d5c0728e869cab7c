"""Tables without rulings: columns told by alignment.

Rules:

1. Tabular lines that follow each other, with few other lines between them, are one table. A line that keeps to one
   column and to the distance of the rows is a row of it (the left half of a balance has ended, a name has no amounts):
   any number of them may stand between; above and below, in another column than the first, or closer than a row (the
   rest of a name).
2. Columns are separated by rivers (rivers.py).
3. Lines above the headings that name the unit or the department are not part of the table.
4. What has neither figures nor at least three columns is not a table: lists, contents, prose in two columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.readers.pdf.aligned_rows import SAME_ROW, AlignedRow, pitch_of, rows_of
from loaders.readers.pdf.cut_figures import with_rests
from loaders.readers.pdf.rivers import CROSSING, first_body_line, rivers_of
from loaders.readers.pdf.segments import Aligned, Segment, as_aligned
from loaders.readers.pdf.text import TextLine, text_lines

#: lines between two tabular lines of one table
MOST_BETWEEN = 2
#: distance between two lines of one table, in heights
FARTHEST = 3.5
FEWEST_ROWS = 3
#: a line without figures is at most this many usual distances away from its row
FARTHEST_ROW = 1.6
#: texts that begin, end or are centred within this many points of each other keep to one column
SAME_PLACE = 2.0
#: so many texts make a column that a line can keep to
FEWEST_BELOW = 2
LONG_TEXT = 25


#: what is printed above a table beside its title
_FURNITURE = re.compile(r"(?:单位|部门|机构|日期)[^：:]{0,8}[：:]")


@dataclass(frozen=True, slots=True)
class AlignedCell:
    row: int
    column: int
    column_span: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class AlignedTable:
    cells: tuple[AlignedCell, ...]
    column_count: int
    lines: tuple[TextLine, ...]


def aligned_tables(lines: list[TextLine]) -> list[AlignedTable]:
    """The tables among lines of text, from top to bottom. Lines that are in none stay lines."""
    found: list[AlignedTable] = []
    aligned = with_rests([as_aligned(line) for line in lines])
    last = 0
    for start, end in _groups(aligned):
        start, end = _grown(aligned, max(start, last), end)
        table = _table(aligned[start:end])
        if table is not None:
            found.append(table)
            last = end
    return found


def _groups(lines: list[Aligned]) -> list[tuple[int, int]]:
    """Rule 1, cut to begin and end with a tabular line."""
    groups: list[tuple[int, int]] = []
    start, end, strangers = -1, -1, 0
    for index, line in enumerate(lines):
        if start >= 0:
            is_near = _is_near(lines[index - 1], line)
            is_row = line.is_tabular or (is_near and _keeps_column(line, lines[index - 1], lines[start:end]))
            if not is_near or (not is_row and strangers >= MOST_BETWEEN):
                groups.append((start, end))
                start = -1
            elif not is_row:
                strangers += 1
        if line.is_tabular:
            start, end, strangers = start if start >= 0 else index, index + 1, 0
    if start >= 0:
        groups.append((start, end))
    return groups


def _is_near(before: Aligned, line: Aligned) -> bool:
    return line.line.top - before.line.bottom <= FARTHEST * min(line.height, before.height)


def _grown(lines: list[Aligned], start: int, end: int) -> tuple[int, int]:
    """The group with the lines above and below it that are rows of it, or parts of its first and last row."""
    group = lines[start:end]
    close = SAME_ROW * pitch_of(group)
    second = min((line.segments[1].x0 for line in group if len(line.segments) > 1), default=0.0)

    def belongs(index: int, neighbour: int) -> bool:
        if not 0 <= index < len(lines) or lines[index].is_tabular:
            return False
        line = lines[index]
        if line.line.x0 < second - SAME_PLACE and abs(line.line.top - lines[neighbour].line.top) >= close:
            return False
        return _keeps_column(line, lines[neighbour], group) and not _FURNITURE.search(line.line.text)

    while belongs(end, end - 1):
        end += 1
    while belongs(start - 1, start):
        start -= 1
    return start, end


def _keeps_column(line: Aligned, neighbour: Aligned, group: list[Aligned]) -> bool:
    """Does the line stand in one column of the group, at the distance of its rows?"""
    distances = [after.line.top - before.line.top for before, after in pairwise(group)]
    pitch = median(distances) if distances else 2.0 * line.height
    if abs(line.line.top - neighbour.line.top) > FARTHEST_ROW * pitch:
        return False
    x0, x1 = line.line.x0, line.line.x1
    tabular = [other for other in group if other.is_tabular]
    crossed = sum(sum(x0 < part.x1 and part.x0 < x1 for part in other.segments) > 1 for other in tabular)
    if crossed > CROSSING * len(tabular):
        return False
    below = sum(any(_same_place(part, x0, x1) for part in other.segments) for other in tabular)
    return below >= FEWEST_BELOW


def _same_place(part: Segment, x0: float, x1: float) -> bool:
    return (
        abs(part.x0 - x0) <= SAME_PLACE
        or abs(part.x1 - x1) <= SAME_PLACE
        or abs(part.x0 + part.x1 - x0 - x1) <= SAME_PLACE
    )


def _without_furniture(group: list[Aligned]) -> list[Aligned]:
    """Rule 3."""
    first_figures = first_body_line(group) % len(group)
    start = max((index + 1 for index in range(first_figures) if _FURNITURE.search(group[index].line.text)), default=0)
    return group[start:]


def _table(group: list[Aligned]) -> AlignedTable | None:
    group = _without_furniture(group)
    tabular = [line for line in group if line.is_tabular]
    if len(tabular) < FEWEST_ROWS:
        return None
    rivers = rivers_of(group)
    if not rivers:
        return None
    rows = rows_of(group, rivers)
    if not _is_table(group, rows, rivers):
        return None
    edges = [min(line.line.x0 for line in group), *rivers, max(line.line.x1 for line in group)]
    cells: list[AlignedCell] = []
    for number, row in enumerate(rows):
        top, bottom = min(line.line.top for line in row.lines), max(line.line.bottom for line in row.lines)
        for (first, last), segments in sorted(row.parts.items()):
            text = "\n".join(line.text for line in _by_line(segments))
            confidence = min(glyph.confidence for segment in segments for glyph in segment.glyphs)
            span = last - first + 1
            cells.append(AlignedCell(number, first, span, text, edges[first], top, edges[last + 1], bottom, confidence))
    return AlignedTable(tuple(cells), len(rivers) + 1, tuple(line.line for line in group))


def _by_line(segments: list[Segment]) -> list[TextLine]:
    return text_lines([glyph for segment in segments for glyph in segment.glyphs])


def _is_table(group: list[Aligned], rows: list[AlignedRow], rivers: list[float]) -> bool:
    """Rule 4."""
    segments = [segment for line in group if line.is_tabular for segment in line.segments]
    figures = sum(segment.is_figure for segment in segments)
    crossing = sum(
        not line.is_tabular and any(line.line.x0 < river < line.line.x1 for river in rivers) for line in group
    )
    if crossing > 0.5 * len(group) or len(rows) < FEWEST_ROWS:
        return False
    if figures >= 0.2 * len(segments) and figures >= FEWEST_ROWS:
        return True
    long = sum(len(segment.text) > LONG_TEXT for segment in segments)
    return len(rivers) >= 2 and long < 0.3 * len(segments)
