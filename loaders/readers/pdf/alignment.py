"""Tables without rulings: columns told by alignment.

Rules:

1. A line of text falls into segments at gaps wider than a blank. A line with a gap much wider than a blank, or with
   several figures, is tabular.
2. Tabular lines that follow each other, with few other lines between them, are one table.
3. Columns are separated by rivers: strips from top to bottom of the table that hardly any tabular line crosses and
   that some lines show as a gap. A segment that lies over several columns is a cell with a span (a group heading).
4. Lines of a heading (above the first row of figures) that stand close and do not contradict each other's columns are
   one row; so is a line without figures that stands closer to its neighbour than rows of figures do to each other.
5. What has neither figures nor at least three columns is not a table: lists, contents, prose in two columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.readers.pdf.page import Glyph
from loaders.readers.pdf.text import TextLine, line_of

#: gaps, in heights of the line
SPLIT = 0.45
WIDE_GAP = 0.9
#: lines between two tabular lines of one table
MOST_BETWEEN = 2
#: distance between two lines of one table, in heights
FARTHEST = 3.5
FEWEST_ROWS = 3
#: part of the tabular lines that may cross a river (group headings)
CROSSING = 0.12
NARROWEST_RIVER = 1.5
#: lines of one heading stand closer than this, in heights
CLOSE = 0.55
LONG_TEXT = 25

_FIGURE = re.compile(
    r"[(\[<>≥≤=+\-–—−$€£¥￥]*\d[\d.,  ]*%?[)\]]?[*†‡a-z]?\d?\Z|[-–—−]+\Z|\.{2,}\Z|N/?A\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text.strip()))


@dataclass(frozen=True, slots=True)
class Aligned:
    """One line of a table: its segments."""

    line: TextLine
    segments: tuple[Segment, ...]

    @property
    def height(self) -> float:
        return self.line.bottom - self.line.top

    @property
    def figures(self) -> int:
        return sum(segment.is_figure for segment in self.segments)

    @property
    def is_tabular(self) -> bool:
        wide = any(after.x0 - before.x1 > WIDE_GAP * self.height for before, after in pairwise(self.segments))
        return wide or self.figures >= 3


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


def as_aligned(line: TextLine) -> Aligned:
    height = max(line.bottom - line.top, 1.0)
    pieces: list[list[Glyph]] = [[]]
    end = line.x0
    for glyph in line.glyphs:
        if pieces[-1] and glyph.x0 - end > SPLIT * height:
            pieces.append([])
        pieces[-1].append(glyph)
        end = max(end, glyph.x1) if len(pieces[-1]) > 1 else glyph.x1
    segments = []
    for piece in pieces:
        part = line_of(piece)
        segments.append(Segment(part.text, part.x0, part.x1, part.glyphs))
    return Aligned(line, tuple(segments))


def _groups(lines: list[Aligned]) -> list[list[Aligned]]:
    """Rule 2, cut to begin and end with a tabular line."""
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
    """Rule 3: the middles of the rivers, from left to right."""
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


@dataclass(slots=True)
class _Row:
    """A row while it is put together: texts by (first column, last column)."""

    parts: dict[tuple[int, int], list[Segment]]
    lines: list[Aligned]

    @property
    def has_figures(self) -> bool:
        return any(line.figures for line in self.lines)


def _placed(line: Aligned, rivers: list[float]) -> dict[tuple[int, int], list[Segment]]:
    placed: dict[tuple[int, int], list[Segment]] = {}
    for segment in line.segments:
        slack = min(2.0, (segment.x1 - segment.x0) / 4)
        first, last = bisect_right(rivers, segment.x0 + slack), bisect_right(rivers, segment.x1 - slack)
        for key in list(placed):
            if key[1] >= first:
                first, last = key[0], max(key[1], last)
                placed[(first, last)] = [*placed.pop(key), segment]
                break
        else:
            placed[(first, last)] = [segment]
    return placed


def _table(group: list[Aligned]) -> AlignedTable | None:
    tabular = [line for line in group if line.is_tabular]
    if len(tabular) < FEWEST_ROWS:
        return None
    rivers = _rivers(group)
    if not rivers:
        return None
    rows = _rows(group, rivers)
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
    from loaders.readers.pdf.text import text_lines

    return text_lines([glyph for segment in segments for glyph in segment.glyphs])


def _rows(group: list[Aligned], rivers: list[float]) -> list[_Row]:
    """Rule 4."""
    first_figures = next((index for index, line in enumerate(group) if line.figures >= 2), len(group))
    pitches = [
        after.line.top - before.line.top for before, after in pairwise(group) if before.figures and after.figures
    ]
    pitch = median(pitches) if pitches else 0.0
    rows: list[_Row] = []
    for index, line in enumerate(group):
        parts = _placed(line, rivers)
        if rows and _continues(rows[-1], line, parts, index < first_figures, pitch):
            for key, segments in parts.items():
                rows[-1].parts.setdefault(key, []).extend(segments)
            rows[-1].lines.append(line)
        else:
            rows.append(_Row(parts, [line]))
    return rows


def _continues(
    row: _Row, line: Aligned, parts: dict[tuple[int, int], list[Segment]], is_heading: bool, pitch: float
) -> bool:
    last = row.lines[-1]
    gap = line.line.top - last.line.bottom
    agrees = all(
        key in row.parts or all(key[1] < other[0] or other[1] < key[0] for other in row.parts) for key in parts
    )
    if not agrees:
        return False
    if is_heading:
        return gap < CLOSE * min(line.height, last.height)
    is_close = bool(pitch) and line.line.top - last.line.top < 0.88 * pitch
    return is_close and (line.figures == 0 or not row.has_figures)


def _is_table(group: list[Aligned], rows: list[_Row], column_count: int) -> bool:
    """Rule 5."""
    segments = [segment for line in group if line.is_tabular for segment in line.segments]
    figures = sum(segment.is_figure for segment in segments)
    crossing = sum(not line.is_tabular for line in group)
    if crossing > 0.5 * len(group) or len(rows) < FEWEST_ROWS:
        return False
    if figures >= 0.2 * len(segments) and figures >= FEWEST_ROWS:
        return True
    long = sum(len(segment.text) > LONG_TEXT for segment in segments)
    return column_count >= 3 and long < 0.3 * len(segments)
