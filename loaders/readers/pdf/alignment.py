"""Tables without rulings: columns told by alignment.

Rules:

1. Tabular lines that follow each other, with few other lines between them, are one table.
2. Columns are separated by rivers: strips from top to bottom of the table that hardly any tabular line crosses and
   that some lines show as a gap.
3. Lines above the headings that name the unit or the department are not part of the table.
4. What has neither figures nor at least three columns is not a table: lists, contents, prose in two columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.readers.pdf.aligned_rows import AlignedRow, rows_of
from loaders.readers.pdf.segments import Aligned, Segment, as_aligned
from loaders.readers.pdf.text import TextLine, text_lines

#: lines between two tabular lines of one table
MOST_BETWEEN = 2
#: distance between two lines of one table, in heights
FARTHEST = 3.5
FEWEST_ROWS = 3
#: part of the tabular lines that may cross a river (group headings)
CROSSING = 0.12
NARROWEST_RIVER = 1.5
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
    for group in _groups([as_aligned(line) for line in lines]):
        table = _table(group)
        if table is not None:
            found.append(table)
    return found


def _groups(lines: list[Aligned]) -> list[list[Aligned]]:
    """Rule 1, cut to begin and end with a tabular line."""
    groups: list[list[Aligned]] = []
    current: list[Aligned] = []
    between: list[Aligned] = []
    for line in lines:
        last = (between or current or [line])[-1]
        is_near = line.line.top - last.line.bottom <= FARTHEST * min(line.height, last.height)
        if current and (not is_near or (not line.is_tabular and len(between) >= MOST_BETWEEN)):
            groups.append(current)
            current, between = [], []
        if line.is_tabular:
            current += [*between, line] if current else [line]
            between = []
        elif current:
            between.append(line)
    if current:
        groups.append(current)
    return groups


def _rivers(lines: list[Aligned]) -> list[float]:
    """Rule 2: the middles of the rivers, from left to right."""
    tabular = [line for line in lines if line.is_tabular]
    allowed = int(CROSSING * len(tabular))
    events: list[tuple[float, int]] = []
    for line in tabular:
        for segment in line.segments:
            events += [(segment.x0, 1), (segment.x1, -1)]
    events.sort()
    rivers: list[tuple[float, float]] = []
    depth, since = 0, None  # type: int, float | None
    for place, change in events:
        depth += change
        if depth <= allowed and since is None:
            since = place
        elif depth > allowed and since is not None:
            if place - since >= NARROWEST_RIVER:
                rivers.append((since, place))
            since = None
    needed = max(2, round(0.25 * len(tabular)))
    return [
        (first + last) / 2
        for first, last in rivers
        if sum(_shows_gap(line, (first + last) / 2) for line in tabular) >= needed
    ]


def _shows_gap(line: Aligned, place: float) -> bool:
    return any(before.x1 <= place <= after.x0 for before, after in pairwise(line.segments))


def _without_furniture(group: list[Aligned]) -> list[Aligned]:
    """Rule 3."""
    first_figures = next((index for index, line in enumerate(group) if line.figures), 0)
    start = max((index + 1 for index in range(first_figures) if _FURNITURE.search(group[index].line.text)), default=0)
    return group[start:]


def _table(group: list[Aligned]) -> AlignedTable | None:
    group = _without_furniture(group)
    tabular = [line for line in group if line.is_tabular]
    if len(tabular) < FEWEST_ROWS:
        return None
    rivers = _rivers(group)
    if not rivers:
        return None
    rows = rows_of(group, rivers)
    if not _is_table(group, rows, len(rivers) + 1):
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


def _is_table(group: list[Aligned], rows: list[AlignedRow], column_count: int) -> bool:
    """Rule 4."""
    segments = [segment for line in group if line.is_tabular for segment in line.segments]
    figures = sum(segment.is_figure for segment in segments)
    crossing = sum(not line.is_tabular for line in group)
    if crossing > 0.5 * len(group) or len(rows) < FEWEST_ROWS:
        return False
    if figures >= 0.2 * len(segments) and figures >= FEWEST_ROWS:
        return True
    long = sum(len(segment.text) > LONG_TEXT for segment in segments)
    return column_count >= 3 and long < 0.3 * len(segments)
