"""Rows that are sums of the rows below them without a code or a number to say so: told by arithmetic alone.

A table by unit, category and item prints 合计, then 服务, then a unit, then its items, with nothing but the sums to say
which row contains which. Where the leaves of such a table add up to more than its total, the rows are read as a tree:
a row is a parent where the run of rows after it adds up to it, and the topmost rows must add up to the total. The tree
is used only if it exists. Where the rows of a unit are years, each year is such a tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from loaders.codes import known_names
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Column, Figure, RowHead
from loaders.statements.tables.named_levels import nest_by_names
from loaders.text import folded

MAX_ROWS = 300
MAX_DEPTH = 6
MAX_STEPS = 100_000


def nest_by_sums(heads: list[RowHead], figures: Sequence[Figure], columns: Sequence[Column]) -> list[RowHead]:
    """The same rows, with subtotals and parents where the sums of the table tell them: year by year, where the rows of
    a unit are its years."""
    years = sorted({head.fiscal_year for head in heads if head.fiscal_year is not None})
    if len(years) <= 1:
        return _nested(heads, figures, columns)
    nested = {
        head.index: head
        for year in years
        for head in _nested([head for head in heads if head.fiscal_year == year], figures, columns)
    }
    # What changed from year to year adds up as the years do: its row goes with those of its unit.
    kinds: dict[str, set[str]] = {}
    for head in nested.values():
        kinds.setdefault(head.unit_name or "", set()).add(head.line_kind)
    out: list[RowHead] = []
    for head in heads:
        same = kinds.get(head.unit_name or "", set()) if head.line_kind == LEAF else set()
        out.append(nested.get(head.index) or (replace(head, line_kind=min(same)) if len(same) == 1 else head))
    return out


def _nested(heads: list[RowHead], figures: Sequence[Figure], columns: Sequence[Column]) -> list[RowHead]:
    """Rows of one year."""
    if not columns:
        return heads
    heads = _with_blank_total(heads, figures, columns)
    sums = sorted((c for c in columns if c.is_sum), key=lambda column: column.parent is not None)
    main = next((c.index for c in sums), next((c.index for c in columns if c.measure == "total"), None))
    values = {f.row: f.amount.value for f in figures if f.column == main and f.amount.value is not None}
    named = nest_by_names(heads, values, step_of(figures))
    if named is not None:
        return named
    totals = [head.index for head in heads if head.line_kind == TOTAL and head.index in values]
    leaves = [head.index for head in heads if head.line_kind == LEAF and values.get(head.index)]
    if not totals and 2 < len(leaves) <= MAX_ROWS and any(c.is_sum for c in columns):
        return _under_first_row(heads, leaves, values, step_of(figures))
    if len(totals) != 1 or not 1 < len(leaves) <= MAX_ROWS:
        return heads
    total = values[totals[0]]
    amounts = [values[index] for index in leaves]
    if total <= 0 or sum(amounts, Decimal(0)) <= total or any(amount < 0 for amount in amounts):
        return heads
    parents = tree_of(amounts, total, step_of(figures))
    if parents is None:
        whole = _same_as_total(heads, figures, totals[0])
        return [replace(head, line_kind=SUBTOTAL) if head.index == whole else head for head in heads]
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


def _with_blank_total(heads: list[RowHead], figures: Sequence[Figure], columns: Sequence[Column]) -> list[RowHead]:
    """A row that says nothing of itself, first or last, is the total where the leaves add up to it."""
    if not heads or any(head.line_kind == TOTAL and head.label for head in heads):
        return heads
    for blank in (heads[0], heads[-1]):
        if blank.label or blank.unit_code or blank.unit_name or blank.project_name or blank.codes.first():
            continue
        sums: dict[int, Decimal] = {}
        own: dict[int, Decimal] = {}
        leaves = {head.index for head in heads if head.line_kind == LEAF and head is not blank}
        for figure in figures:
            value = figure.amount.value or Decimal(0)
            if figure.row == blank.index:
                own[figure.column] = value
            elif figure.row in leaves:
                sums[figure.column] = sums.get(figure.column, Decimal(0)) + value
        slack = step_of(figures) / 2 * (len(leaves) + 1)
        if any(own.values()) and all(
            abs(value - sums.get(column, Decimal(0))) <= slack for column, value in own.items()
        ):
            # The department itself, taken for the total so far, is a subtotal beside it.
            kinds = {head.index: SUBTOTAL for head in heads if head.line_kind == TOTAL} | {blank.index: TOTAL}
            return [replace(head, line_kind=kinds.get(head.index, head.line_kind)) for head in heads]
    return heads


def _under_first_row(
    heads: list[RowHead], leaves: list[int], values: Mapping[int, Decimal], step: Decimal
) -> list[RowHead]:
    """No row is called a total, but the first (the department, the unit) is what the others add up to: the total."""
    first, rest = leaves[0], leaves[1:]
    amounts = [values[index] for index in rest]
    if values[first] <= 0 or any(amount < 0 for amount in amounts):
        return heads
    parents = tree_of(amounts, values[first], step)
    if parents is None:
        return heads
    parent_of = {rest[child]: rest[parent] for child, parent in parents.items()}
    kinds = {**dict.fromkeys(parent_of.values(), SUBTOTAL), first: TOTAL}
    return [
        replace(head, parent=parent_of.get(head.index, head.parent), line_kind=kinds.get(head.index, head.line_kind))
        for head in heads
    ]


def _same_as_total(heads: Sequence[RowHead], figures: Sequence[Figure], total: int) -> int | None:
    """The one row that prints the total again, figure by figure (the department above its units), where one does."""
    rows: dict[int, dict[int, Decimal | None]] = {}
    for figure in figures:
        rows.setdefault(figure.row, {})[figure.column] = figure.amount.value
    same = [head.index for head in heads if head.line_kind == LEAF and rows.get(head.index) == rows[total]]
    return same[0] if len(same) == 1 else None


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


def tree_of_names(labels: Sequence[str]) -> dict[int, int]:
    """child -> parent by the classification: 类, its 款, their 项, all printed by name. For lists whose sums do not
    close."""
    codes = codes_by_name()
    open_rows: list[tuple[str, int]] = []
    parents: dict[int, int] = {}
    for index, label in enumerate(labels):
        known = codes.get(folded(label), ())
        while True:
            above = open_rows[-1][0] if open_rows else ""
            fitting = [code for code in known if code.startswith(above) and len(code) == max(3, len(above) + 2)]
            if fitting or not open_rows:
                break
            open_rows.pop()
        if not fitting:
            continue
        if open_rows:
            parents[index] = open_rows[-1][1]
        open_rows.append((fitting[0], index))
    return parents


@cache
def codes_by_name() -> dict[str, tuple[str, ...]]:
    """Folded name -> codes of 支出功能分类 that bear it."""
    names: dict[str, list[str]] = {}
    for code, known in known_names().items():
        for name in known if code.startswith("2") else ():
            names.setdefault(name, []).append(code)
    return {name: tuple(sorted(codes)) for name, codes in names.items()}


def step_of(figures: Sequence[Figure]) -> Decimal:
    """The last printed decimal of a table that is printed rounded; 0 where it prints cents exactly."""
    decimals = max((f.amount.decimals for f in figures if f.amount.is_number), default=0)
    return Decimal(0) if decimals >= 6 else Decimal(1).scaleb(-decimals)
