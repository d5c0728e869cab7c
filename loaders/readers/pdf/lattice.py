"""Rulings -> lattices: where the cells of ruled tables are.

Rules:

1. Rulings closer than `SNAP` to each other are one ruling (double lines, borders drawn cell by cell); pieces of one
   ruling with a gap up to `JOIN` are one piece.
2. Rulings that touch belong to one lattice. A lattice without a single inner ruling is a box around text, not a table.
3. The columns of a lattice are the spaces between all its vertical rulings (the full column lattice), its rows the
   spaces between all horizontal ones. Where the rulings of one direction reach further than the outermost ruling of
   the other, the table has an open side there, and the missing border is where they end.
4. On a page in the middle of large merged cells, columns have no horizontal ruling at all. Vertical rulings that touch
   nothing but run beside a lattice are columns of it; several that start and end together are a lattice of one row.
5. Unit squares that no ruling separates are one cell. What is not a rectangle is cut into rectangles row by row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from loaders.readers.pdf.page import PageContent
from loaders.readers.pdf.rulings import Edge

SNAP = 2.3
JOIN = 3.0
#: shorter rulings are ornaments or parts of glyphs drawn as shapes
SHORTEST = 5.0
#: vertical rulings that touch nothing are looked at from this length
LONG = 60.0
FEWEST_LOOSE = 3
#: rulings this near each other touch
TOUCH = 3.0
#: no table has more rulings in one direction: beyond, the page is a drawing or squared paper
MAX_RULINGS = 2_000


@dataclass(frozen=True, slots=True)
class Region:
    """One cell of a lattice: first and last row and column, counted from 0."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Lattice:
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    #: region index of each unit square, row by row
    squares: tuple[tuple[int, ...], ...]

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def region_at(self, x: float, y: float) -> int:
        row = min(max(bisect_right(self.ys, y) - 1, 0), self.row_count - 1)
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.column_count - 1)
        return self.squares[row][column]


def clusters(values: list[float], tolerance: float) -> dict[float, float]:
    """Each value -> the middle of its cluster. A cluster is never wider than twice the tolerance."""
    middle: dict[float, float] = {}
    group: list[float] = []
    for value in sorted(values):
        if group and (value - group[-1] > tolerance or value - group[0] > 2 * tolerance):
            middle.update(dict.fromkeys(group, sum(group) / len(group)))
            group = []
        group.append(value)
    if group:
        middle.update(dict.fromkeys(group, sum(group) / len(group)))
    return middle


def _tidied(edges: tuple[Edge, ...]) -> list[Edge]:
    """Rule 1: snapped together, joined, without scraps."""
    middle = clusters([edge.at for edge in edges], SNAP)
    by_place: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for edge in edges:
        by_place[middle[edge.at]].append((edge.start, edge.end))
    tidied: list[Edge] = []
    for at, spans in by_place.items():
        spans.sort()
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start - end <= JOIN:
                end = max(end, next_end)
            else:
                tidied.append(Edge(at, start, end))
                start, end = next_start, next_end
        tidied.append(Edge(at, start, end))
    return [edge for edge in tidied if edge.end - edge.start >= SHORTEST]


def lattices(page: PageContent) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom and left to right."""
    horizontal, vertical = _tidied(page.horizontal), _tidied(page.vertical)
    if len(horizontal) > MAX_RULINGS or len(vertical) > MAX_RULINGS:
        return []
    found = [
        lattice
        for across, down in _components(horizontal, vertical)
        if (lattice := _lattice(across, down)) is not None and len(lattice.regions) > 1
    ]
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _components(horizontal: list[Edge], vertical: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Rule 2: which rulings hang together."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for v, down in enumerate(vertical, len(horizontal)):
        for h, across in enumerate(horizontal):
            if (
                across.start - TOUCH <= down.at <= across.end + TOUCH
                and down.start - TOUCH <= across.at <= down.end + TOUCH
            ):
                parent[root(h)] = root(v)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for h, across in enumerate(horizontal):
        groups[root(h)][0].append(across)
    for v, down in enumerate(vertical, len(horizontal)):
        groups[root(v)][1].append(down)
    whole = [group for group in groups.values() if group[0] and group[1]]
    loose = [edge for across, down in groups.values() if not across for edge in down if edge.end - edge.start >= LONG]
    return [*whole, *_with_loose(whole, loose)]


def _with_loose(whole: list[tuple[list[Edge], list[Edge]]], loose: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Rule 4: loose vertical rulings go to the lattice that they run beside; several alike are one of their own."""
    ranges = [
        (min(edge.start for edge in down), max(edge.end for edge in down), down) for _, down in whole if len(down) > 1
    ]
    left: list[Edge] = []
    for edge in loose:
        for start, end, down in ranges:
            is_beside = start - 2 * TOUCH <= edge.start and edge.end <= end + 2 * TOUCH
            if is_beside and 2 * (edge.end - edge.start) >= end - start:
                down.append(edge)
                break
        else:
            left.append(edge)
    together: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in left:
        together[(round(edge.start / TOUCH), round(edge.end / TOUCH))].append(edge)
    return [
        ([Edge(at, down[0].at, down[-1].at) for at in (down[0].start, down[0].end)], down)
        for down in (sorted(edges) for edges in together.values())
        if len(down) >= FEWEST_LOOSE
    ]


def _borders(edges: list[Edge], others: list[Edge]) -> list[float]:
    """Rule 3: the places of the rulings of one direction, with the open sides that the others show."""
    places = sorted({edge.at for edge in edges})
    first, last = min(edge.start for edge in others), max(edge.end for edge in others)
    if not places or first < places[0] - 2 * TOUCH:
        places.insert(0, first)
    if last > places[-1] + 2 * TOUCH:
        places.append(last)
    return places


def _covers(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(last, end) - max(first, start)) for first, last in spans)
    return covered >= 0.5 * (end - start)


def _lattice(across: list[Edge], down: list[Edge]) -> Lattice | None:
    xs, ys = _borders(down, across), _borders(across, down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    row_count, column_count = len(ys) - 1, len(xs) - 1
    at_x: dict[float, list[tuple[float, float]]] = defaultdict(list)
    at_y: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for edge in down:
        at_x[edge.at].append((edge.start, edge.end))
    for edge in across:
        at_y[edge.at].append((edge.start, edge.end))
    parent = list(range(row_count * column_count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row in range(row_count):
        for column in range(column_count):
            square = row * column_count + column
            if column + 1 < column_count and not _covers(at_x[xs[column + 1]], ys[row], ys[row + 1]):
                parent[root(square + 1)] = root(square)
            if row + 1 < row_count and not _covers(at_y[ys[row + 1]], xs[column], xs[column + 1]):
                parent[root(square + column_count)] = root(square)
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in range(row_count):
        for column in range(column_count):
            members[root(row * column_count + column)].append((row, column))
    regions: list[Region] = []
    squares = [[0] * column_count for _ in range(row_count)]
    for places in members.values():
        for region in _rectangles(places):
            for row in range(region.row, region.last_row + 1):
                for column in range(region.column, region.last_column + 1):
                    squares[row][column] = len(regions)
            regions.append(region)
    return Lattice(tuple(xs), tuple(ys), tuple(regions), tuple(tuple(row) for row in squares))


def _rectangles(places: list[tuple[int, int]]) -> list[Region]:
    """Rule 5: one rectangle where the squares form one, else runs of each row, joined with equal runs below."""
    rows, columns = [row for row, _ in places], [column for _, column in places]
    whole = Region(min(rows), min(columns), max(rows), max(columns))
    if len(places) == (whole.last_row - whole.row + 1) * (whole.last_column - whole.column + 1):
        return [whole]
    by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in places:
        by_row[row].append(column)
    open_runs: dict[tuple[int, int], Region] = {}
    done: list[Region] = []
    for row in range(whole.row, whole.last_row + 2):
        runs: dict[tuple[int, int], Region] = {}
        ordered = sorted(by_row.get(row, []))
        start = 0
        for index in range(1, len(ordered) + 1):
            if index == len(ordered) or ordered[index] != ordered[index - 1] + 1:
                first, last = ordered[start], ordered[index - 1]
                above = open_runs.pop((first, last), None)
                runs[(first, last)] = Region(above.row if above else row, first, row, last)
                start = index
        done.extend(open_runs.values())
        open_runs = runs
    return done
