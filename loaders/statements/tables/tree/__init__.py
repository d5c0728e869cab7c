"""Rows as a tree: which row contains which, whose they are, and which are leaves. The door of this folder.

1. Codes tell first (`row_heads.with_kinds`); where the leaves then add up to the total, nothing else is asked.
2. Where they come to more, the list mixes levels. The trees that indent, names, units and sums allow are tried, and the
   one that the sums confirm is taken (`candidates`).
3. Where none is confirmed, the rows stay as they are, and the table says that its tree is undecided.
4. Where the rows of a unit are years, each year is such a tree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Column, Figure, RowHead
from loaders.statements.tables.tree.accounts import with_accounts
from loaders.statements.tables.tree.candidates import Grower, Tree
from loaders.statements.tables.tree.names import is_class_name
from loaders.statements.tables.tree.roles import with_roles
from loaders.statements.tables.tree.sums import adds_up, step_of
from loaders.text import folded

UNDECIDED = "its rows come to more than their total, and neither indent nor names nor sums tell which contain which"
#: fewer rows are no list that could mix levels
FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Grown:
    """The rows with their places in the tree, and why that is not decided, where it is not."""

    heads: list[RowHead]
    undecided: str | None = None


def grown(
    heads: list[RowHead],
    figures: Sequence[Figure],
    columns: Sequence[Column],
    statement: str,
    units: Collection[str],
) -> Grown:
    """The same rows as a tree."""
    years = sorted({head.fiscal_year for head in heads if head.fiscal_year is not None})
    if len(years) <= 1:
        one = _grown(heads, figures, columns, units)
        return Grown(with_accounts(with_roles(one.heads, statement, units)), one.undecided)
    nested = {
        head.index: head
        for year in years
        for head in _grown([head for head in heads if head.fiscal_year == year], figures, columns, units).heads
    }
    # What changed from year to year adds up as the years do: its row goes with those of its unit.
    kinds: dict[str, set[str]] = {}
    for head in nested.values():
        kinds.setdefault(head.unit_name or "", set()).add(head.line_kind)
    out: list[RowHead] = []
    for head in heads:
        same = kinds.get(head.unit_name or "", set()) if head.line_kind == LEAF else set()
        out.append(nested.get(head.index) or (replace(head, line_kind=min(same)) if len(same) == 1 else head))
    return Grown(out)


def _grown(heads: list[RowHead], figures: Sequence[Figure], columns: Sequence[Column], units: Collection[str]) -> Grown:
    """Rows of one year."""
    if not columns:
        return Grown(heads)
    heads = _with_blank_total(heads, figures, columns)
    sums = sorted((c for c in columns if c.is_sum), key=lambda column: column.parent is not None)
    main = next((c.index for c in sums), next((c.index for c in columns if c.measure == "total"), None))
    values = {f.row: f.amount.value for f in figures if f.column == main and f.amount.value is not None}
    step = step_of(figures)
    totals = [values[head.index] for head in heads if head.line_kind == TOTAL and head.index in values]
    leaves = [head for head in heads if head.line_kind == LEAF]
    amounts = [values[head.index] for head in leaves if head.index in values]
    if len(leaves) < FEWEST_ROWS or len(totals) > 1 or (not totals and not sums):
        return Grown(heads)
    total = totals[0] if totals else None
    if total is not None and (total <= 0 or adds_up(total, amounts, step) or sum(amounts, Decimal(0)) < total):
        return Grown(heads)
    tree = Grower(leaves, values, total, step, units).best(must_close=total is None)
    if tree is not None:
        return Grown(_with_kinds(heads, tree, has_total=total is not None))
    if total is None:
        return Grown(_under_first_row(heads, leaves, values, step, units))
    whole = _same_as_total(heads, figures)
    if whole is not None:
        return Grown([replace(head, line_kind=SUBTOTAL) if head.index == whole else head for head in heads])
    # Where codes tell the levels, sums that do not come out are no matter of the tree.
    is_coded = 2 * sum(head.codes.first() is not None for head in leaves) > len(leaves)
    return Grown(heads, None if is_coded else UNDECIDED)


def _with_kinds(heads: Sequence[RowHead], tree: Tree, *, has_total: bool) -> list[RowHead]:
    """Rows that hold others are subtotals; without a total, the one row that holds all others is it."""
    wholes = set(tree.parents.values())
    leaves = [head for head in heads if head.line_kind == LEAF]
    top = [head for head in leaves if head.index not in tree.parents]
    is_whole = not has_total and len(top) == 1 and not is_class_name(folded(top[0].printed.name or ""))
    out: list[RowHead] = []
    for head in heads:
        kind = SUBTOTAL if head.index in wholes else head.line_kind
        if is_whole and head.index == top[0].index:
            kind = TOTAL
        out.append(replace(head, parent=tree.parents.get(head.index, head.parent), line_kind=kind))
    return out


def _under_first_row(
    heads: list[RowHead],
    leaves: Sequence[RowHead],
    values: Mapping[int, Decimal],
    step: Decimal,
    units: Collection[str],
) -> list[RowHead]:
    """No row is called a total, but the first (the department, the unit) is what the others add up to: the total."""
    filled = [head for head in leaves if values.get(head.index)]
    if len(filled) <= FEWEST_ROWS or values[filled[0].index] <= 0:
        return heads
    first, rest = filled[0], filled[1:]
    total = values[first.index]
    if adds_up(total, [values[head.index] for head in rest], step):
        return [replace(head, line_kind=TOTAL) if head.index == first.index else head for head in heads]
    tree = Grower(rest, values, total, step, units).best(must_close=True)
    if tree is None:
        return heads
    nested = _with_kinds(heads, tree, has_total=True)
    return [replace(head, line_kind=TOTAL) if head.index == first.index else head for head in nested]


def _same_as_total(heads: Sequence[RowHead], figures: Sequence[Figure]) -> int | None:
    """The one row that prints the total again, figure by figure (the department above its units), where one does."""
    total = next(head.index for head in heads if head.line_kind == TOTAL)
    rows: dict[int, dict[int, Decimal | None]] = {}
    for figure in figures:
        rows.setdefault(figure.row, {})[figure.column] = figure.amount.value
    same = [head.index for head in heads if head.line_kind == LEAF and rows.get(head.index) == rows[total]]
    return same[0] if len(same) == 1 else None


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
