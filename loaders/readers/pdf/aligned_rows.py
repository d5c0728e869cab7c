"""The rows of a table without rulings: which lines are one row, and which columns a heading spans.

Rules:

1. A segment that lies over several columns is a cell with a span (a group heading).
2. Group headings span their columns (group_headings.py).
3. Lines of a heading (above the first row of figures) that stand close and do not contradict each other's columns are
   one row; so is a line without figures that stands closer to its neighbour than rows of figures do to each other.
   So is the rest of cut figures (cut_figures.py).
   That distance is told by rows that stand next to each other; where every row has such lines, by the nearest rows.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.readers.pdf.group_headings import spread
from loaders.readers.pdf.rivers import first_body_line
from loaders.readers.pdf.segments import Aligned, Segment

#: lines of one heading stand closer than this, in heights
CLOSE = 0.55
#: lines of one row stand closer than this part of the distance of two rows
SAME_ROW = 0.88


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


def rows_of(group: list[Aligned], rivers: list[float]) -> list[AlignedRow]:
    """Rule 3."""
    first_figures = next((index for index, line in enumerate(group) if line.figures >= 2), len(group))
    pitch = pitch_of(group)
    singles = [AlignedRow(_placed(line, rivers), [line]) for line in group]
    spread([(single.lines[0], single.parts) for single in singles], rivers, first_body_line(group))
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


def pitch_of(group: list[Aligned]) -> float:
    """How far rows of figures are apart."""
    adjacent = [
        after.line.top - before.line.top for before, after in pairwise(group) if before.figures and after.figures
    ]
    if adjacent:
        return median(adjacent)
    figures = [line for line in group if line.figures]
    return min((after.line.top - before.line.top for before, after in pairwise(figures)), default=0.0)


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
    if line.is_rest:
        return True
    if is_heading:
        return gap < CLOSE * min(line.height, last.height)
    is_close = line.line.top - last.line.top < SAME_ROW * pitch
    return is_close and (line.figures == 0 or not row.has_figures)
