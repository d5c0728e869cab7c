"""The bands of a balance: a label column with the amount columns after it, and which amount belongs to which label.

Rules:

1. Columns are told apart by what stands in them: labels or amounts. A band is revenue or spending by its labels.
2. A row whose labels and amounts stand in the wrong columns is moved by as many columns as make all its cells fit; an
   amount without a label belongs to the neighbouring label without an amount. Both are repairs and are recorded; where
   more than one place is possible, the one that makes 本年合计 + 结转 = 总计 close is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loaders.amounts import Form, read_amount
from loaders.codes import known_names, scheme_of_code
from loaders.document import Cell, Place
from loaders.section import FURNITURE, READ
from loaders.statements.tables.columns import content_share
from loaders.statements.tables.headings import Paths
from loaders.statements.tables.items import CLASS_LENGTH
from loaders.statements.tables.labels import (
    is_carryover_label,
    is_closing_label,
    is_subtotal_label,
    is_total_label,
)
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import NOT_MONEY, measure_of
from loaders.statements.tables.model import Rebound
from loaders.statements.tables.numbering import without_mark
from loaders.statements.tables.words import classifications, pattern
from loaders.text import folded, squeeze

ASIDE, LABEL, AMOUNT = "aside", "label", "amount"


@dataclass(slots=True)
class Item:
    """One label of a band with the amounts found beside it, by column."""

    row: SheetRow
    label: str
    amounts: dict[int, tuple[Place, Cell]]


@dataclass(slots=True)
class Band:
    label_column: int
    amount_columns: list[int]
    items: list[Item]

    def fact(self) -> str:
        """revenue | spending"""
        text = self._labels()
        return "revenue" if text.count("收入") + text.count("拨款") * 0.5 > text.count("支出") else "spending"

    def classification(self) -> str:
        """function | gov_economic | dept_economic | nature"""
        text = self._labels()
        if found := next((name for name, words in classifications() if any(word in text for word in words)), None):
            return found
        # A small department prints the classes that it has, and no other.
        names = {without_mark(item.label) for item in self.items}
        return "function" if names & _function_classes() else "nature"

    def _labels(self) -> str:
        return "".join(item.label for item in self.items)


@cache
def _function_classes() -> frozenset[str]:
    """Folded names of the classes of 功能分类 that no economic class bears (其他支出)."""
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for code, found in known_names().items():
        names[scheme_of_code(code) == "function"] |= set(found) if len(code) == CLASS_LENGTH else set()
    return frozenset(names[True] - names[False])


@dataclass(slots=True)
class Layout:
    """What each column of a balance holds, and what became of its cells."""

    kinds: dict[int, str]
    band_of: dict[int, Band]
    outcomes: dict[Place, str]
    rebound: dict[Place, Rebound]


def bands_of(
    rows: Sequence[SheetRow], paths: Paths, outcomes: dict[Place, str]
) -> tuple[list[Band], dict[Place, Rebound]]:
    """The bands of a balance with their items, and the repairs that binding them took. Adds to `outcomes`; the cells of
    a row that fits nowhere are left out of it."""
    bands, kinds = _columns(rows, paths)
    band_of = {column: band for band in bands for column in [band.label_column, *band.amount_columns]}
    layout = Layout(kinds, band_of, outcomes, {})
    last_shift = 0
    for row in rows:
        cells = dict(row.filled())
        for column in [c for c in cells if kinds.get(c) == ASIDE]:
            is_ordinal = read_amount(cells[column].text).is_number
            outcomes[row.place(column)] = FURNITURE if is_ordinal else READ
            del cells[column]
        shift = _shift(cells, kinds, last_shift)
        if shift is not None:
            last_shift = shift
            _bind(row, cells, shift, layout)
    for band in bands:
        _settle_lone_amounts(band, layout.rebound)
    parts = [part for band in bands for part in _by_classification(band)]
    return [band for band in parts if band.items], layout.rebound


def _by_classification(band: Band) -> list[Band]:
    """A list that is broken down twice: by nature, and below 支出经济分类合计 again by economic items."""
    labels = [item.label for item in band.items]
    start = next((at for at, label in enumerate(labels) if pattern("second_list").search(folded(label))), None)
    if start is None:
        return [band]
    sums = (at for at in range(start + 1, len(labels)) if is_subtotal_label(labels[at]) or is_total_label(labels[at]))
    end = next(sums, len(labels))
    first = Band(band.label_column, band.amount_columns, [*band.items[:start], *band.items[end:]])
    return [first, Band(band.label_column, band.amount_columns, band.items[start:end])]


def _columns(rows: Sequence[SheetRow], paths: Paths) -> tuple[list[Band], dict[int, str]]:
    """The empty bands, and what each column holds."""
    bands: list[Band] = []
    kinds: dict[int, str] = {}
    for column in range(max((len(row.cells) for row in rows), default=0)):
        share = content_share(rows, column)
        heading = paths[column][-1] if column < len(paths) and paths[column] else ""
        found = measure_of((heading,), "summary") if heading else None
        if pattern("aside").search(heading) or (found and found[0] in NOT_MONEY):
            kinds[column] = ASIDE
        elif share.words > share.amounts:
            kinds[column] = LABEL
            bands.append(Band(column, [], []))
        elif share.amounts + share.codes > 0 and bands:
            kinds[column] = AMOUNT
            bands[-1].amount_columns.append(column)
    return bands, kinds


def _shift(cells: Mapping[int, Cell], kinds: Mapping[int, str], previous: int) -> int | None:
    """By how many columns a row is displaced: 0 where every cell fits its column, None where none does."""
    amounts = {
        column: read_amount(cell.text).form in (Form.NUMBER, Form.DAMAGED, Form.DASH) for column, cell in cells.items()
    }

    def fits(shift: int) -> bool:
        return all(
            kinds.get(column - shift) == (AMOUNT if is_amount else LABEL) for column, is_amount in amounts.items()
        )

    return next((shift for shift in dict.fromkeys((0, previous, 1, -1, 2, -2)) if fits(shift)), None)


def _bind(row: SheetRow, cells: Mapping[int, Cell], shift: int, layout: Layout) -> None:
    """The labels of a row become items of their bands, and its amounts belong to them."""
    new: dict[int, Item] = {}
    for column, cell in sorted(cells.items()):
        target = column - shift
        band, place = layout.band_of[target], row.place(column)
        if layout.kinds[target] == LABEL:
            layout.outcomes[place] = READ
            new[band.label_column] = Item(row, squeeze(cell.text), {})
            band.items.append(new[band.label_column])
            continue
        if read_amount(cell.text).form is Form.DASH:
            layout.outcomes[place] = READ
        else:
            _bind_amount(row, target, (place, cell), new, layout)
        if shift:
            layout.rebound[place] = Rebound(
                "shifted_row",
                "the row's labels and amounts fit the table's columns only "
                f"{abs(shift)} to the {'left' if shift > 0 else 'right'}",
            )


def _bind_amount(row: SheetRow, target: int, amount: tuple[Place, Cell], new: dict[int, Item], layout: Layout) -> None:
    band = layout.band_of[target]
    holder = new.get(band.label_column)
    if holder is None:
        spanning = _band_over(row, band, layout)
        if spanning is not None and spanning.amount_columns and spanning.label_column in new:
            # 支出合计 merged over two lists is the total of the first, though its amount stands in the second.
            holder, target = new[spanning.label_column], spanning.amount_columns[0]
    if holder is None:
        holder = new[band.label_column] = Item(row, "", {})
        band.items.append(holder)
    holder.amounts[target] = amount


def _band_over(row: SheetRow, band: Band, layout: Layout) -> Band | None:
    """The band to the left whose label is merged over this band's label column in this row."""
    cell = row.cells[band.label_column] if band.label_column < len(row.cells) else None
    if cell is None or cell.is_blank:
        return _sum_without_amount(row, band, layout)
    if row.origin[band.label_column]:
        return None
    column = cell.column_no - 1
    return layout.band_of.get(column) if layout.kinds.get(column) == LABEL else None


def _sum_without_amount(row: SheetRow, band: Band, layout: Layout) -> Band | None:
    """The same where the format keeps no merged cells: the next band to the left names a sum and prints no amount."""
    before = [other for column, other in sorted(layout.band_of.items()) if column < band.label_column]
    if not before or not before[-1].amount_columns:
        return None
    label = row.begun(before[-1].label_column)
    names_sum = label is not None and (is_total_label(label.text) or is_subtotal_label(label.text))
    has_amount = any(row.begun(column) for column in before[-1].amount_columns)
    return before[-1] if names_sum and not has_amount else None


def _settle_lone_amounts(band: Band, rebound: dict[Place, Rebound]) -> None:
    """An amount that stands on a line without a label goes to the label above or below that has none."""
    index = 0
    while index < len(band.items):
        item = band.items[index]
        target = _neighbour_of(band, index) if item.amounts and not item.label else None
        if target is None:
            index += 1
            continue
        target.amounts.update(item.amounts)
        del band.items[index]
        for place, _ in item.amounts.values():
            rebound[place] = Rebound(
                "value_on_neighbouring_line",
                f"the amount stands alone on its line; {target.label} beside it has none",
            )


def _neighbour_of(band: Band, index: int) -> Item | None:
    """The label that a lone amount belongs to: the one beside it without an amount; of two, the one with which the
    total closes, and the one above where neither or both do."""
    item = band.items[index]
    neighbours = [
        band.items[other]
        for other in (index - 1, index + 1)
        if 0 <= other < len(band.items) and band.items[other].label and not band.items[other].amounts
    ]
    if len(neighbours) < 2:
        return neighbours[0] if neighbours else None
    closing: list[Item] = []
    for neighbour in neighbours:
        neighbour.amounts = dict(item.amounts)
        if _closes(band, next(iter(item.amounts))):
            closing.append(neighbour)
        neighbour.amounts = {}
    return closing[0] if len(closing) == 1 else neighbours[0]


def _closes(band: Band, column: int) -> bool:
    """本年合计 + 结转 = 总计"""
    this_year = carryover = total = Decimal(0)
    for item in band.items:
        if column not in item.amounts:
            continue
        amount = read_amount(item.amounts[column][1].text).value
        if amount is None:
            return False
        if is_subtotal_label(item.label):
            this_year = amount
        elif is_total_label(item.label):
            total = amount
        elif is_carryover_label(item.label) or is_closing_label(item.label):
            carryover += amount
    return bool(total) and this_year + carryover == total
