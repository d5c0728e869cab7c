"""Where the columns of a table without rulings part.

Rules:

1. A river is a strip from top to bottom of the table that hardly any line crosses and that some lines show as a gap.
2. A heading printed over several headings of a later line, or over the gap between two of them, is a group heading:
   it may stand in a river.
3. A column without figures shows itself in the headings only: a heading that stands in a river, between two columns
   that have headings of their own, is a column. It is the heading of its neighbour where that has none (figures stand
   at the right of their column, their heading in its middle).
"""

from __future__ import annotations

from itertools import pairwise

from loaders.readers.pdf.segments import Aligned

#: part of the tabular lines that may cross a river
CROSSING = 0.12
NARROWEST_RIVER = 1.5

Span = tuple[float, float]


def first_body_line(lines: list[Aligned]) -> int:
    """The lines above are headings."""
    return next((index for index, line in enumerate(lines) if line.figures), len(lines))


def rivers_of(lines: list[Aligned]) -> list[float]:
    """The middles of the rivers, from left to right."""
    first_body = first_body_line(lines)
    tabular = [line for line in lines if line.is_tabular]
    heads = [line for line in lines[:first_body] if line.is_tabular]
    body = [line for line in lines[first_body:] if line.is_tabular]
    if not body:
        heads, body = [], tabular
    leaves = _leaves(heads)
    strips, columns = _strips(body)
    headed = [[leaf for leaf in leaves if _overlap(leaf, column)] for column in columns]
    needed = max(2, round(0.25 * len(tabular)))
    rivers: list[float] = []
    # Left of the first column and right of the last one there may be columns that have a heading only.
    outermost = min(line.line.x0 for line in tabular) - 1, max(line.line.x1 for line in tabular) + 1
    everywhere = [(outermost[0], columns[0][0]), *strips, (columns[-1][1], outermost[1])]
    for index, strip in enumerate(everywhere):
        left = headed[index - 1] if index > 0 else None
        right = headed[index] if index < len(columns) else None
        inside = _merged([leaf for leaf in leaves if strip[0] <= leaf[0] and leaf[1] <= strip[1]])
        if inside and right == [] and (left != [] or len(inside) > 1 or _is_nearer_end(inside[-1], strip)):
            right.append(inside.pop())
        if inside and left == []:
            left.append(inside.pop(0))
        start = max([strip[0], *(leaf[1] for leaf in left or [] if leaf[1] < strip[1])])
        end = min([strip[1], *(leaf[0] for leaf in right or [] if leaf[0] > start)])
        places = _parting(start, inside, end, [line for line in body if left is not None and right is not None])
        if left is None:
            places = places[1:]
        if right is None:
            places = places[:-1]
        if inside or sum(_shows_gap(line, place) for line in tabular for place in places) >= needed:
            rivers += places
    return rivers


def _is_nearer_end(leaf: Span, strip: Span) -> bool:
    return strip[1] - leaf[1] <= leaf[0] - strip[0]


def _parting(start: float, inside: list[Span], end: float, body: list[Aligned]) -> list[float]:
    """Where to part: between the headings; where there are none, in the widest gap that the fewest lines cross."""
    if inside:
        edges = [start, *(edge for leaf in inside for edge in leaf), end]
        return [(first + last) / 2 for first, last in zip(edges[::2], edges[1::2], strict=True)]
    events = [event for line in body for part in line.segments for event in ((part.x0, 1), (part.x1, -1))]
    places = sorted({start, end, *(place for place, _ in events if start < place < end)})
    gaps: list[tuple[int, float, float]] = []
    for first, last in pairwise(places):
        middle = (first + last) / 2
        crossing = sum(part.x0 < middle < part.x1 for line in body for part in line.segments)
        gaps.append((crossing, first - last, middle))
    return [min(gaps)[2]] if gaps else [(start + end) / 2]


def _leaves(heads: list[Aligned]) -> list[Span]:
    """Rule 2: the headings that are no group headings. Of a heading in several lines, the last stands for all."""
    spans = [((segment.x0, segment.x1), index) for index, line in enumerate(heads) for segment in line.segments]
    return [span for span, index in spans if not _is_group(span, index, spans)]


def _is_group(span: Span, index: int, spans: list[tuple[Span, int]]) -> bool:
    if any(line > index and _overlap(span, other) for other, line in spans):
        return True
    left = max(((other[1], line) for other, line in spans if other[1] <= span[0] + 1), default=None)
    right = min(((other[0], -line) for other, line in spans if other[0] >= span[1] - 1), default=None)
    return left is not None and right is not None and left[1] > index and -right[1] > index


def _overlap(first: Span, second: Span) -> bool:
    return min(first[1], second[1]) - max(first[0], second[0]) > 1.0


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _strips(lines: list[Aligned]) -> tuple[list[Span], list[Span]]:
    """Rule 1: the strips, and the columns between them."""
    allowed = int(CROSSING * len(lines))
    events: list[tuple[float, int]] = []
    for line in lines:
        for segment in line.segments:
            events += [(segment.x0, 1), (segment.x1, -1)]
    events.sort()
    strips: list[Span] = []
    columns: list[Span] = []
    depth, start, since = 0, None, None  # type: int, float | None, float | None
    for place, change in events:
        depth += change
        if depth <= allowed and since is None:
            since = place
        elif depth > allowed:
            if start is None:
                start = place
            elif since is not None and place - since >= NARROWEST_RIVER:
                columns.append((start, since))
                strips.append((since, place))
                start = place
            since = None
    columns.append((events[0][0] if start is None else start, events[-1][0] if since is None else since))
    return strips, columns


def _shows_gap(line: Aligned, place: float) -> bool:
    return any(before.x1 <= place <= after.x0 for before, after in pairwise(line.segments))
