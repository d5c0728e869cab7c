"""The rows of a table without rulings: which lines are one row, and which columns a heading spans.

Rules:

1. A segment that lies over several columns is a cell with a span (a group heading).
2. A heading centred over several columns that it does not share with another heading of its line spans them.
3. Lines of a heading (above the first row of figures) that stand close and do not contradict each other's columns are
   one row; so is a line without figures that stands closer to its neighbour than rows of figures do to each other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.readers.pdf.segments import Aligned, Segment

#: lines of one heading stand closer than this, in heights
CLOSE = 0.55
#: a heading is centred where its middle is this near to that of its columns, in heights
CENTRED = 0.75
#: a group heading is this far above the headings below it, in heights
APART = 0.25


@dataclass(slots=True)
class AlignedRow:
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


def _extents(rows: list[AlignedRow]) -> dict[int, tuple[float, float]]:
    """From where to where each column is printed on."""
    extents: dict[int, tuple[float, float]] = {}
    for row in rows:
        for (left, right), segments in row.parts.items():
            if left == right:
                x0, x1 = min(segment.x0 for segment in segments), max(segment.x1 for segment in segments)
                before = extents.get(left, (x0, x1))
                extents[left] = min(before[0], x0), max(before[1], x1)
    return extents


def _spread(rows: list[AlignedRow], first_figures: int) -> None:
    """Rule 2: headings over their columns. Lines of one heading stand closer than a group heading to what is below."""
    by_heading = _extents(rows[1:first_figures])
    by_figures = _extents(rows[max(first_figures - 1, 0) :])
    for index, row in enumerate(rows[: max(first_figures - 1, 0)]):
        line = row.lines[0]
        below = [
            column
            for later in rows[index + 1 : first_figures]
            if later.lines[0].line.top - line.line.bottom >= APART * line.height
            for left, right in later.parts
            for column in range(left, right + 1)
        ]
        taken = {column for left, right in row.parts for column in range(left, right + 1)}
        free = {column for column in below if column in by_heading and column not in taken}
        for (left, right), segments in list(row.parts.items()):
            if left not in below:
                continue
            middle = (min(segment.x0 for segment in segments) + max(segment.x1 for segment in segments)) / 2
            low, high, best = left, right, (left, right)
            while low - 1 in free and high + 1 in free:
                low, high = low - 1, high + 1
                if any(
                    low in extents
                    and high in extents
                    and abs((extents[low][0] + extents[high][1]) / 2 - middle) <= CENTRED * line.height
                    for extents in (by_heading, by_figures)
                ):
                    best = (low, high)
            if best != (left, right):
                row.parts[best] = row.parts.pop((left, right))
                free -= set(range(best[0], best[1] + 1))


def rows_of(group: list[Aligned], rivers: list[float]) -> list[AlignedRow]:
    """Rule 3."""
    first_figures = next((index for index, line in enumerate(group) if line.figures >= 2), len(group))
    pitches = [
        after.line.top - before.line.top for before, after in pairwise(group) if before.figures and after.figures
    ]
    pitch = median(pitches) if pitches else 0.0
    singles = [AlignedRow(_placed(line, rivers), [line]) for line in group]
    _spread(singles, first_figures)
    rows: list[AlignedRow] = []
    for index, single in enumerate(singles):
        if (
            rows
            and index != first_figures
            and _continues(rows[-1], single.lines[0], single.parts, index < first_figures, pitch)
        ):
            for key, segments in single.parts.items():
                rows[-1].parts.setdefault(key, []).extend(segments)
            rows[-1].lines.append(single.lines[0])
        else:
            rows.append(single)
    return rows


def _continues(
    row: AlignedRow, line: Aligned, parts: dict[tuple[int, int], list[Segment]], is_heading: bool, pitch: float
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
