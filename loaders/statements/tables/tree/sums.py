"""Which rows are sums of the rows below them, told by arithmetic alone.

A row is a parent where the run of rows after it adds up to it; the topmost rows must add up to the total. There may be
more than one such nesting: where other evidence tells the levels, sums only confirm it (`candidates`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from loaders.statements.tables.model import Figure

MAX_ROWS = 300
MAX_DEPTH = 6
MAX_STEPS = 100_000


def tree_of(amounts: Sequence[Decimal], total: Decimal, step: Decimal) -> dict[int, int] | None:
    """child -> parent for the whole run, or None where no nesting adds up to the total.

    Exact sums first; where a table is printed rounded (`step` is its last decimal), a sum of n figures may be off by
    n halves of a step.
    """
    exact = _tree(amounts, total, Decimal(0))
    return exact if exact is not None or step == 0 else _tree(amounts, total, step / 2)


def _tree(amounts: Sequence[Decimal], total: Decimal, slack: Decimal) -> dict[int, int] | None:
    """The first nesting that uses every row, deeper nestings first; gives up after `MAX_STEPS` trials."""
    steps = 0

    def fill(start: int, target: Decimal, depth: int, count: int) -> Iterator[tuple[int, dict[int, int]]]:
        """All ways to make up `target` from the rows at `start` on: where each ends, and its nesting."""
        nonlocal steps
        steps += 1
        if steps > MAX_STEPS:
            return
        if count and abs(target) <= slack * (count + 1):
            yield start, {}
            if slack == 0:
                return
        if start >= len(amounts) or amounts[start] > target + slack * (count + 2) or depth > MAX_DEPTH:
            return
        for end, nested in fill(start + 1, amounts[start], depth + 1, 0):
            owned = {child: start for child in range(start + 1, end) if child not in nested}
            for last, rest in fill(end, target - amounts[start], depth, count + 1):
                yield last, {**rest, **nested, **owned}
        yield from fill(start + 1, target - amounts[start], depth, count + 1)

    return next((nested for end, nested in fill(0, total, 0, 0) if end == len(amounts)), None)


def step_of(figures: Sequence[Figure]) -> Decimal:
    """The last printed decimal of a table that is printed rounded; 0 where it prints cents exactly."""
    decimals = max((f.amount.decimals for f in figures if f.amount.is_number), default=0)
    return Decimal(0) if decimals >= 6 else Decimal(1).scaleb(-decimals)


def adds_up(whole: Decimal, parts: Sequence[Decimal], step: Decimal) -> bool:
    """Is a figure the sum of others, but for what their rounding explains?"""
    return abs(whole - sum(parts, Decimal(0))) <= step / 2 * (len(parts) + 1)
