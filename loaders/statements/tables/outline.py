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
    parents = _tree(amounts, total)
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


def _tree(amounts: Sequence[Decimal], total: Decimal) -> dict[int, int] | None:
    """child -> parent for the whole run, or None where no nesting adds up to the total."""
    memo: dict[tuple[int, Decimal, int], tuple[int, dict[int, int]] | None] = {}

    def fill(start: int, target: Decimal, depth: int) -> tuple[int, dict[int, int]] | None:
        """The rows from `start` on that make up `target`: where they end, and their nesting."""
        if target == 0:
            return start, {}
        if start >= len(amounts) or amounts[start] > target or depth > MAX_DEPTH:
            return None
        key = (start, target, depth)
        if key not in memo:
            memo[key] = _either(start, target, depth)
        return memo[key]

    def _either(start: int, target: Decimal, depth: int) -> tuple[int, dict[int, int]] | None:
        below = fill(start + 1, amounts[start], depth + 1)
        if below is not None:
            rest = fill(below[0], target - amounts[start], depth)
            if rest is not None:
                owned = {child: start for child in range(start + 1, below[0]) if child not in below[1]}
                return rest[0], {**rest[1], **below[1], **owned}
        rest = fill(start + 1, target - amounts[start], depth)
        return rest

    found = fill(0, total, 0)
    return found[1] if found is not None and found[0] == len(amounts) else None
