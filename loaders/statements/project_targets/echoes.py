"""Indicator rows that a text dump prints twice (an HTML table and the same rows flattened, a page printed again).

1. A run of three or more rows that copies an earlier run in the same order, not far behind it, is an echo.
2. Rows right beside such a run that copy rows of the same neighbourhood belong to the echo.
3. A single row that copies a near one is only a candidate: whether it is an echo is decided where runs are cut
   (two projects may well have the same indicator).
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.statements.project_targets.values import IndicatorRow
from loaders.text import folded

NEAR = 15
TWIN_DISTANCE = 6
SHORTEST_ECHO = 3


def signature(row: IndicatorRow) -> tuple[str, ...]:
    parts = (row.level1, row.level2, row.name, row.operator, row.target, row.unit)
    return tuple(folded(part or "") for part in parts)


def echoes_of(rows: Sequence[IndicatorRow]) -> frozenset[int]:
    """The rows that are surely printed for the second time."""
    signatures = [signature(row) for row in rows]
    marked: dict[int, int] = {}
    for later in range(len(rows)):
        if later in marked:
            continue
        best = (0, 0)
        for back in range(1, min(NEAR, later) + 1):
            length = 0
            while (
                later + length < len(rows)
                and length < back
                and signatures[later + length] == signatures[later - back + length]
                and later - back + length not in marked
            ):
                length += 1
            best = max(best, (length, back))
        length, back = best
        if length >= SHORTEST_ECHO and len(set(signatures[later : later + length])) >= SHORTEST_ECHO:
            marked.update((later + step, later - back + step) for step in range(length))
    _widen(signatures, marked)
    return frozenset(marked)


def _widen(signatures: Sequence[tuple[str, ...]], marked: dict[int, int]) -> None:
    changed = True
    while changed:
        changed = False
        for row in sorted(marked):
            for beside in (row - 1, row + 1):
                if beside in marked or not 0 <= beside < len(signatures):
                    continue
                sources = [
                    source
                    for source in range(max(0, row - NEAR), row)
                    if source != beside
                    and source not in marked
                    and source < beside
                    and abs(source - marked[row]) <= TWIN_DISTANCE
                ]
                twin = next((source for source in sources if signatures[source] == signatures[beside]), None)
                if twin is not None:
                    marked[beside] = twin
                    changed = True


def twins_of(rows: Sequence[IndicatorRow], echoes: frozenset[int]) -> frozenset[int]:
    """Rows that have an identical row near by, where neither is known to be the echo."""
    signatures = [signature(row) for row in rows]
    found: set[int] = set()
    for here in range(len(rows)):
        for there in range(here + 1, min(here + TWIN_DISTANCE + 1, len(rows))):
            if signatures[here] == signatures[there] and not {here, there} & echoes:
                found.update((here, there))
    return frozenset(found)
