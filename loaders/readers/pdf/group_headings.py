"""Which columns a heading without rulings spans.

Rules:

1. A column that has a heading in a later row and none in this one stands under a group heading of this row, left or
   right of it.
2. A group heading stands in the middle of its columns. Of all ways to share the columns out, the one is taken in which
   the headings stand nearest to their middles; a column may also be left out (the heading of a column of its own may
   be printed lower than the group headings beside it).
"""

from __future__ import annotations

from collections.abc import Iterable

from loaders.readers.pdf.segments import Aligned, Segment

Parts = dict[tuple[int, int], list[Segment]]
Extents = dict[int, tuple[float, float]]

#: a group heading is this far above the headings below it, in heights
APART = 0.25
#: what it costs to leave a column out, in widths of a column
LEFT_OUT = 0.3


def spread(rows: list[tuple[Aligned, Parts]], rivers: list[float], first_body: int) -> None:
    """Widen the parts of the heading rows to the columns that they span."""
    edges = _edges([parts for _, parts in rows], rivers)
    estimates = [edges, _extents(parts for _, parts in rows[1:first_body]), _extents(parts for _, parts in rows)]
    for index, (line, parts) in enumerate(rows[:first_body]):
        later = [parts_below for below, parts_below in rows[index + 1 : first_body] if _is_apart(line, below)]
        covered = {column for below in later for first, last in below for column in range(first, last + 1)}
        for run in _runs(covered):
            groups = sorted(key for key in parts if run[0] <= key[0] and key[1] <= run[-1])
            for key, new in zip(groups, _shared_out(groups, parts, run, estimates), strict=True):
                if new != key:
                    parts[new] = parts.pop(key)


def _is_apart(line: Aligned, below: Aligned) -> bool:
    return below.line.top - line.line.bottom >= APART * line.height


def _runs(columns: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _edges(rows: list[Parts], rivers: list[float]) -> Extents:
    """From river to river."""
    places = [segment for parts in rows for segments in parts.values() for segment in segments]
    borders = [min(place.x0 for place in places), *rivers, max(place.x1 for place in places)]
    return {column: (borders[column], borders[column + 1]) for column in range(len(rivers) + 1)}


def _extents(rows: Iterable[Parts]) -> Extents:
    """From where to where each column is printed on."""
    extents: Extents = {}
    for parts in rows:
        for (first, last), segments in parts.items():
            if first == last:
                x0, x1 = min(segment.x0 for segment in segments), max(segment.x1 for segment in segments)
                before = extents.get(first, (x0, x1))
                extents[first] = min(before[0], x0), max(before[1], x1)
    return extents


def _shared_out(
    groups: list[tuple[int, int]], parts: Parts, run: list[int], estimates: list[Extents]
) -> list[tuple[int, int]]:
    """Rule 2, group by group from left to right: the cheapest way that ends before each column."""
    edges = estimates[0]
    width = (edges[run[-1]][1] - edges[run[0]][0]) / len(run)
    # (cost, spans) of the groups so far, by the first column that is still free
    ways: dict[int, tuple[float, list[tuple[int, int]]]] = {run[0]: (0.0, [])}
    for position, key in enumerate(groups):
        segments = parts[key]
        middle = (min(segment.x0 for segment in segments) + max(segment.x1 for segment in segments)) / 2
        limit = groups[position + 1][0] if position + 1 < len(groups) else run[-1] + 1
        following: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for free, (cost, spans) in ways.items():
            for first in range(free, key[0] + 1):
                for last in range(key[1], limit):
                    new = cost + _off(first, last, middle, estimates) + LEFT_OUT * width * (first - free)
                    if last + 1 not in following or new < following[last + 1][0]:
                        following[last + 1] = (new, [*spans, (first, last)])
        ways = following
    return min((cost + LEFT_OUT * width * (run[-1] + 1 - free), spans) for free, (cost, spans) in ways.items())[1]


def _off(first: int, last: int, middle: float, estimates: list[Extents]) -> float:
    """How far the middle of the columns is from where the heading stands."""
    off: list[float] = []
    for extents in estimates:
        if first in extents and last in extents:
            outer = (extents[first][0] + extents[last][1]) / 2
            inner = sum(extents[first] + extents[last]) / 4
            off += [abs(outer - middle), abs(inner - middle)]
    return min(off)
