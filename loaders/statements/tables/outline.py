"""Rows without codes that are sums of the rows below them: told by arithmetic alone.

A table by unit, category and item prints 合计, then 服务, then a unit, then its items, with nothing but the sums to say
which row contains which. Where the leaves of such a table add up to more than its total, the rows are read as a tree:
a row is a parent where the run of rows after it adds up to it, and the topmost rows must add up to the total. The tree
is used only if it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Column, Figure, RowHead

MAX_ROWS = 400
MAX_DEPTH = 6


def nest_by_sums(heads: list[RowHead], figures: Sequence[Figure], columns: Sequence[Column]) -> list[RowHead]:
    """The same rows, with subtotals and parents where the sums of an uncoded table tell them."""
    if any(head.codes.first() for head in heads) or not columns:
        return heads
    main = next((c.index for c in columns if c.is_sum), next((c.index for c in columns if c.measure == "total"), None))
    values = {f.row: f.amount.value for f in figures if f.column == main and f.amount.value is not None}
    totals = [head.index for head in heads if head.line_kind == TOTAL and head.index in values]
    leaves = [head.index for head in heads if head.line_kind == LEAF and values.get(head.index)]
    if len(totals) != 1 or not 1 < len(leaves) <= MAX_ROWS:
        return heads
    total = values[totals[0]]
    amounts = [values[index] for index in leaves]
    if total <= 0 or sum(amounts, Decimal(0)) <= total or any(amount < 0 for amount in amounts):
        return heads
    parents = tree_of(amounts, total, step_of(figures))
    if parents is None:
        return heads
    parent_of = {leaves[child]: leaves[parent] for child, parent in parents.items()}
    with_children = set(parent_of.values())
    return [
        replace(
            head,
            parent=parent_of.get(head.index, head.parent),
            line_kind=SUBTOTAL if head.index in with_children else head.line_kind,
        )
        for head in heads
    ]


def tree_of(amounts: Sequence[Decimal], total: Decimal, step: Decimal) -> dict[int, int] | None:
    """child -> parent for the whole run, or None where no nesting adds up to the total.

    Exact sums first; where a table is printed rounded (`step` is its last decimal), a sum of n figures may be off by
    n halves of a step.
    """
    exact = _tree(amounts, total, Decimal(0))
    return exact if exact is not None or step == 0 else _tree(amounts, total, step / 2)


def _tree(amounts: Sequence[Decimal], total: Decimal, slack: Decimal) -> dict[int, int] | None:
    memo: dict[tuple[int, Decimal, int, int], tuple[int, dict[int, int]] | None] = {}

    def fill(start: int, target: Decimal, depth: int, count: int) -> tuple[int, dict[int, int]] | None:
        """The rows from `start` on that make up `target`: where they end, and their nesting."""
        if count and abs(target) <= slack * (count + 1):
            return start, {}
        if start >= len(amounts) or amounts[start] > target + slack * (count + 2) or depth > MAX_DEPTH:
            return None
        key = (start, target, depth, count)
        if key not in memo:
            memo[key] = None
            memo[key] = either(start, target, depth, count)
        return memo[key]

    def either(start: int, target: Decimal, depth: int, count: int) -> tuple[int, dict[int, int]] | None:
        below = fill(start + 1, amounts[start], depth + 1, 0)
        if below is not None:
            rest = fill(below[0], target - amounts[start], depth, count + 1)
            if rest is not None:
                owned = {child: start for child in range(start + 1, below[0]) if child not in below[1]}
                return rest[0], {**rest[1], **below[1], **owned}
        return fill(start + 1, target - amounts[start], depth, count + 1)

    found = fill(0, total, 0, 0)
    return found[1] if found is not None and found[0] == len(amounts) else None


def step_of(figures: Sequence[Figure], money_unit_is_yuan: bool = False) -> Decimal:
    """The last printed decimal of a table that is printed rounded; 0 where it prints cents or whole yuan exactly."""
    decimals = max((f.amount.decimals for f in figures if f.amount.is_number), default=0)
    return Decimal(0) if decimals >= 6 or money_unit_is_yuan else Decimal(1).scaleb(-decimals)
