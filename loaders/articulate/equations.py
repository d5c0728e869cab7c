"""The sums that a document prints: which figures must add up to which.

Three kinds, all exact at the printed precision:

- `row`: a sum column equals its part columns within one row (合计 = 基本 + 项目; 小计 = its funds);
- `column`: a total row equals its leaf rows within one column;
- `outline`: a row equals the rows below it (类 = its 款; 一、 = its （一）…).

A kind of row sum is used for a table only where it holds on most of the rows that are sound: many published tables have
columns that are no parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.document import Place
from loaders.statements.tables.model import LEAF, NOT_ADDED, SUBTOTAL, TOTAL, Figure, Reading, Table


@dataclass(frozen=True, slots=True)
class Equation:
    kind: str
    name: str
    whole: Place
    parts: tuple[Place, ...]
    #: by how much the sum may fail from the rounding of its figures alone
    slack: Decimal = Decimal(0)

    def over(self, values: Mapping[Place, Decimal]) -> Decimal:
        """By how much the whole exceeds its parts: 0 where the sum holds."""
        return values[self.whole] - sum((values[place] for place in self.parts), Decimal(0))

    def holds(self, values: Mapping[Place, Decimal]) -> bool:
        return not self.over(values)

    def is_rounding(self, values: Mapping[Place, Decimal]) -> bool:
        """Does the sum hold, or fail by no more than the rounding of its figures explains?"""
        return abs(self.over(values)) <= self.slack

    def places(self) -> tuple[Place, ...]:
        return (self.whole, *self.parts)


def column_parts(table: Table) -> dict[int, tuple[int, ...]]:
    """Sum column -> its part columns."""
    parts: dict[int, list[int]] = defaultdict(list)
    for column in table.columns:
        if column.parent is not None and not column.is_of_which:
            parts[column.parent].append(column.index)
    return {whole: tuple(found) for whole, found in parts.items() if found}


def by_row(table: Table, readings: Mapping[Place, Reading]) -> dict[int, dict[int, Figure]]:
    rows: dict[int, dict[int, Figure]] = defaultdict(dict)
    for figure in table.figures:
        reading = readings.get(figure.place)
        rows[figure.row][reading.column if reading else figure.column] = figure
    return rows


def sound_row_sums(table: Table, readings: Mapping[Place, Reading]) -> dict[int, tuple[int, ...]]:
    """The row sums that hold on most rows where all their figures have a reading."""
    kept: dict[int, tuple[int, ...]] = {}
    rows = by_row(table, readings)
    for whole, parts in column_parts(table).items():
        held = failed = 0
        for cells in rows.values():
            present = [cells[part] for part in parts if part in cells]
            if whole not in cells or not present:
                continue
            try:
                total = sum((readings[figure.place].value for figure in present), Decimal(0))
                same = readings[cells[whole].place].value == total
            except KeyError:
                continue
            held, failed = held + same, failed + (not same)
        if held > failed:
            kept[whole] = parts
    return kept


#: how many decimals of a unit name one fen: nothing is rounded there
_EXACT_DECIMALS = {"元": 2, "千元": 5, "万元": 6, "百万元": 8, "亿元": 10}


def rounding_of(table: Table) -> Decimal:
    """Half of the last printed decimal of a table; 0 where it prints every fen, or integers in 元."""
    decimals = max((figure.amount.decimals for figure in table.figures if figure.amount.value), default=0)
    if table.money_unit == "元" or decimals >= _EXACT_DECIMALS.get(table.money_unit, 6):
        return Decimal(0)
    return Decimal(5).scaleb(-decimals - 1)


def equations_of(
    table: Table, readings: Mapping[Place, Reading], row_sums: Mapping[int, tuple[int, ...]]
) -> list[Equation]:
    """All sums of one table."""
    out: list[Equation] = []
    rounding = rounding_of(table)
    rows = by_row(table, readings)
    name = table.title or table.statement
    for cells in rows.values():
        for whole, parts in row_sums.items():
            present = tuple(cells[part].place for part in parts if part in cells)
            if whole in cells and present:
                out.append(
                    Equation("row", f"row sum in {name}, row {cells[whole].place.row_no}", cells[whole].place, present)
                )
    heads = {head.index: head for head in table.rows}
    columns = sorted({column for cells in rows.values() for column in cells})
    totals = [index for index, head in heads.items() if head.line_kind == TOTAL and index in rows]
    leaves = [index for index, head in heads.items() if head.line_kind == LEAF and head.measure not in NOT_ADDED]
    for column in columns:
        leaf_places = tuple(rows[index][column].place for index in leaves if column in rows.get(index, {}))
        for total in totals:
            if column in rows[total] and leaves:
                out.append(Equation("column", f"column total in {name}", rows[total][column].place, leaf_places))
    out.extend(_outline(table, rows, columns))
    return [replace(equation, slack=rounding * len(equation.places())) for equation in out]


def _outline(table: Table, rows: Mapping[int, Mapping[int, Figure]], columns: Iterable[int]) -> list[Equation]:
    children: dict[int, list[int]] = defaultdict(list)
    previous: list[tuple[str, int]] = []
    for head in table.rows:
        if head.parent is not None:
            children[head.parent].append(head.index)
        codes = [code for code in head.codes.key() if code]
        if len(codes) != 1 or head.line_kind == TOTAL:
            continue
        code = codes[0]
        while previous and not (code.startswith(previous[-1][0]) and code != previous[-1][0]):
            previous.pop()
        if previous:
            children[previous[-1][1]].append(head.index)
        previous.append((code, head.index))
    kinds = {head.index: head.line_kind for head in table.rows}
    out = []
    for parent, below in children.items():
        if kinds.get(parent) != SUBTOTAL:
            continue
        for column in columns:
            parts = tuple(rows[child][column].place for child in below if column in rows.get(child, {}))
            if column in rows.get(parent, {}) and parts:
                whole = rows[parent][column].place
                out.append(
                    Equation(
                        "outline", f"rows below row {whole.row_no} of {table.title or table.statement}", whole, parts
                    )
                )
    return out
