"""The rows of one band of a balance: kinds, parents and figures.

Rules:

1. Outline numbers (一、（一）1、（1）) and 其中 give the parents. Unnumbered rows below a numbered one (款 and 项 by
   name only) are parents where the rows after them add up to them.
2. Numbered rows are leaves, a row with filled rows below it a subtotal, 本年…合计 a subtotal, 总计 the total.
3. Rows of a list of spending by its nature (基本支出, 项目支出) say what they and the rows below them measure; what is
   carried over to the next year is no expenditure of this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders.amounts import Form, read_amount
from loaders.statements.tables.bands import Band, Item
from loaders.statements.tables.extent import FUND_MEASURES
from loaders.statements.tables.labels import (
    is_carryover_label,
    is_closing_label,
    is_subtotal_label,
    is_total_label,
)
from loaders.statements.tables.measures import measure_of
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Codes, Column, Figure, RowHead
from loaders.statements.tables.numbering import depth_after, level_of, ordinal_of, without_mark
from loaders.statements.tables.tree.names import tree_of_names
from loaders.statements.tables.tree.sums import step_of, tree_of
from loaders.statements.tables.words import nature_rules
from loaders.text import folded

#: depths beside those of the outline marks (1 to 4)
_SUM_LEVEL, _CARRYOVER_LEVEL, _FIRST_LEVEL, _NAME_LEVEL = 0.0, 0.5, 1.0, 9.0
#: literal amounts of a row by column; a damaged one counts as 0
Values = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a label says of its row, with its outline depth."""

    kind: str
    level: float


@dataclass(slots=True)
class _Outline:
    """The open rows above the current one, and the numberings they belong to."""

    is_numbered: bool
    #: does the band print a 总计, beside which a 合计 is only a subtotal?
    has_grand_total: bool
    #: (depth, row index, does it have an outline mark)
    open_rows: list[tuple[float, int, bool]] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)

    def take(self, label: str, index: int) -> tuple[str, int | None]:
        """The kind and the parent of the next row."""
        mark = level_of(label)
        meaning = self._meaning(folded(label), mark)
        if meaning.kind != LEAF or meaning.level == _CARRYOVER_LEVEL:
            self.ordinals.clear()
        if meaning.kind != LEAF:
            self.open_rows.clear()
            return meaning.kind, None
        while self.open_rows and self.open_rows[-1][0] >= meaning.level:
            self.open_rows.pop()
        parent = self.open_rows[-1][1] if self.open_rows else None
        self.open_rows.append((meaning.level, index, mark is not None))
        return LEAF, parent

    def _meaning(self, label: str, mark: float | None) -> _Meaning:
        if is_total_label(label) and not (self.has_grand_total and label.endswith("合计")):
            return _Meaning(TOTAL, _SUM_LEVEL)
        if is_total_label(label) or is_subtotal_label(label):
            return _Meaning(SUBTOTAL, _SUM_LEVEL) if mark is None else _Meaning(LEAF, mark)
        if mark is None and (is_carryover_label(label) or is_closing_label(label)):
            return _Meaning(LEAF, _CARRYOVER_LEVEL)
        if label.startswith("其中"):
            return _Meaning(LEAF, (self.open_rows[-1][0] if self.open_rows else _FIRST_LEVEL) + 0.25)
        if mark is None:
            return _Meaning(LEAF, self._level_of_unnumbered() if self.is_numbered else _FIRST_LEVEL)
        if mark == _FIRST_LEVEL:
            return _Meaning(LEAF, mark + depth_after(self.ordinals, ordinal_of(label)) / 10)
        return _Meaning(LEAF, mark)

    def _level_of_unnumbered(self) -> float:
        """A row without a number stands below the numbered row before it, and beside the unnumbered one."""
        if not self.open_rows or self.open_rows[-1][0] < _FIRST_LEVEL:
            return _FIRST_LEVEL
        level, _, is_marked = self.open_rows[-1]
        return _NAME_LEVEL if is_marked else level


def rows_of(
    band: Band, columns: tuple[Column, ...], fact: str, classification: str
) -> tuple[tuple[RowHead, ...], tuple[Figure, ...]]:
    """The row heads and figures of a band."""
    outline = _Outline(
        is_numbered=any(level_of(item.label) is not None for item in band.items),
        has_grand_total=any("总计" in item.label and is_total_label(item.label) for item in band.items),
    )
    is_by_function = fact == "spending" and classification == "function"
    heads: list[RowHead] = []
    figures: list[Figure] = []
    for index, item in enumerate(band.items):
        kind, parent = outline.take(item.label, index)
        measure = _measure_of(item.label, is_by_function) if fact == "spending" and kind == LEAF else None
        if measure is None and parent is not None:
            measure = heads[parent].measure
        is_carryover = (
            measure == "carryover"
            or is_carryover_label(item.label)
            or (parent is not None and heads[parent].is_carryover)
        )
        heads.append(
            RowHead(
                index,
                item.row.page,
                item.row.table_no,
                item.row.row_no,
                item.label or None,
                _codes_of(item.label) if is_by_function else Codes(),
                fund_source=_fund_above(item.label, heads, parent) if fact == "revenue" else None,
                measure=measure,
                line_kind=kind,
                parent=parent,
                is_carryover=is_carryover,
            )
        )
        figures.extend(_figures_of(item, index))
    values: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for figure in figures:
        values[figure.row][figure.column] = figure.amount.value if figure.amount.value is not None else Decimal(0)
    nested = _nested_by_sums(_with_totals(heads, values), values, columns, step_of(figures))
    return tuple(_with_kinds(nested, values)), tuple(figures)


def _fund_above(label: str, heads: Sequence[RowHead], parent: int | None) -> str | None:
    """The fund of 其中：专项资金列入部门预算的项目, named like a column below another: that of the row above, and then
    the label; None where the label names a fund of its own."""
    if parent is None or not folded(label).startswith("其中"):
        return None
    found = measure_of((without_mark(label),), "revenue")
    above = heads[parent].fund_source or heads[parent].label
    return None if above is None or (found and found[0] in FUND_MEASURES) else f"{above}/{label}"


def _measure_of(label: str, is_by_function: bool) -> str | None:
    """What the label of a row of spending says that its figures measure."""
    bare = folded(without_mark(label)).removeprefix("其中:").removeprefix("其中")
    if is_closing_label(bare):
        # 结转下年支出 is printed as an expenditure like the others; 结余分配 goes to no other year.
        return None if bare.endswith(("支出", "分配")) else "carryover"
    return None if is_by_function else next((rule.name for rule in nature_rules() if rule.pattern.search(bare)), None)


def _with_totals(heads: list[RowHead], values: Mapping[int, Values]) -> list[RowHead]:
    """A row without a label that prints the total again (in yuan and cents, say) is a sum like it; where no row is
    called 总计, the last 本年…合计 is the total."""
    filled = [head for head in heads if _at(values, head.index)]
    total = next((head for head in filled if head.line_kind == TOTAL), None)
    kinds: dict[int, str] = {}
    if total is None:
        sums = [head for head in filled if head.line_kind == SUBTOTAL]
        if sums and sums[-1] is filled[-1]:
            kinds[sums[-1].index] = TOTAL
    for head in filled:
        if head.label is None and total is not None and _is_nearly(values[head.index], values[total.index]):
            kinds[head.index] = SUBTOTAL
    return [replace(head, line_kind=kinds.get(head.index, head.line_kind)) for head in heads]


def _is_nearly(first: Values, second: Values) -> bool:
    """Do two rows print the same but for decimals that one of them leaves out?"""
    return all(abs(value - second.get(column, Decimal(0))) < 1 for column, value in first.items())


def _figures_of(item: Item, index: int) -> list[Figure]:
    read = [(column, place, cell, read_amount(cell.text)) for column, (place, cell) in item.amounts.items()]
    return [
        Figure(place, cell, amount, index, column)
        for column, place, cell, amount in read
        if amount.form in (Form.NUMBER, Form.DAMAGED)
    ]


def _codes_of(label: str) -> Codes:
    """Numbered rows of a list by 功能分类 name a class; their codes are not printed."""
    return Codes(function_name=without_mark(label) or None) if level_of(label) is not None else Codes()


def _nested_by_sums(
    heads: list[RowHead], values: Mapping[int, Values], columns: tuple[Column, ...], step: Decimal
) -> list[RowHead]:
    """款 and 项 printed by name only: a row is a parent where the rows right after it add up to it."""
    main = next((column.index for column in columns if column.is_sum), columns[0].index if columns else 0)
    out = list(heads)
    groups: dict[int | None, list[int]] = {}
    for head in heads:
        label = head.label or ""
        if head.line_kind != LEAF or not _at(values, head.index).get(main) or level_of(label) is not None:
            continue
        if not (is_carryover_label(label) or is_closing_label(label)):
            groups.setdefault(head.parent, []).append(head.index)
    for parent, members in groups.items():
        target = _at(values, parent).get(main) if parent is not None else _year_total(heads, values, main)
        amounts = [values[index][main] for index in members]
        if not target or sum(amounts, Decimal(0)) <= target + step * len(amounts):
            continue
        nesting = tree_of(amounts, target, step)
        if nesting is None:
            nesting = tree_of_names([heads[index].label or "" for index in members])
        for child, owner in nesting.items():
            out[members[child]] = replace(out[members[child]], parent=members[owner])
    return out


def _year_total(heads: Sequence[RowHead], values: Mapping[int, Values], main: int) -> Decimal | None:
    """本年…合计 of a band, else its total."""
    sums = [head for kind in (SUBTOTAL, TOTAL) for head in heads if head.line_kind == kind]
    return next((values[head.index][main] for head in sums if main in _at(values, head.index)), None)


def _with_kinds(heads: Sequence[RowHead], values: Mapping[int, Values]) -> list[RowHead]:
    """A row is a subtotal where a row below it is filled. A lone 其中 that does not add up is an 'of which' line."""
    out = list(heads)
    children_of: dict[int, list[int]] = defaultdict(list)
    for head in heads:
        if head.parent is not None and _at(values, head.index):
            children_of[head.parent].append(head.index)
    for head in reversed(heads):
        children = children_of[head.index]
        if not children or head.line_kind != LEAF:
            continue
        of_which = [child for child in children if folded(heads[child].label or "").startswith("其中")]
        if of_which and not _adds_up(head.index, children, values):
            for child in of_which:
                # No leaf: what it is a part of counts it already.
                out[child] = replace(out[child], measure="of_which", line_kind=SUBTOTAL, is_of_which=True)
            if len(of_which) == len(children):
                continue
        out[head.index] = replace(out[head.index], line_kind=SUBTOTAL)
    return out


def _adds_up(parent: int, children: Sequence[int], values: Mapping[int, Values]) -> bool:
    """Do the rows below make up their parent (in its first column)? A parent without a figure is not contradicted."""
    own = _at(values, parent)
    if not own:
        return True
    column, whole = next(iter(own.items()))
    return sum((_at(values, child).get(column, Decimal(0)) for child in children), Decimal(0)) == whole


def _at(values: Mapping[int, Values], row: int) -> Values:
    return values.get(row, {})
