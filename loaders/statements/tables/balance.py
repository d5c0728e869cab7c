"""Balances: two or more lists of (label, amounts) side by side (收支总表, 财政拨款收支总表, 收入支出决算总表).

Rules:

1. Columns are told apart by what stands in them: labels or amounts. A label column and the amount columns after it are a
   band; a band is revenue or spending by its labels.
2. A row whose labels and amounts stand in the wrong columns is moved by as many columns as make all its cells fit; an
   amount without a label belongs to the neighbouring label without an amount. Both are repairs and are recorded; where
   more than one place is possible, the one that makes 本年合计 + 结转 = 总计 close is taken.
3. Outline numbers (一、（一）1、（1）) and 其中 give the parents. Unnumbered rows below a numbered one (款 and 项 by name
   only) are parents where the rows after them add up to them.
4. Numbered rows are leaves, a row with filled rows below it a subtotal, 本年…合计 a subtotal, 总计 the total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.amounts import Form, read_amount
from loaders.document import Cell, Place
from loaders.section import FURNITURE, HEADING, READ, About, Section
from loaders.statements.tables.coded import Reading, _is_repeated_heading, make_table
from loaders.statements.tables.columns import (
    common_parts,
    content_share,
    is_carryover_label,
    is_closing_label,
    is_subtotal_label,
    is_total_label,
    measure_of,
    stage_of,
)
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Codes, Column, Figure, RowHead, Table
from loaders.statements.tables.outline import step_of, tree_of, tree_of_names
from loaders.statements.tables.sheet import SheetRow, read_sheet
from loaders.text import folded, joined
from loaders.titles import year_in

_LEVELS = (
    (re.compile(r"^[一二三四五六七八九十]+[、.]"), 1.0),
    (re.compile(r"^\([一二三四五六七八九十]+\)"), 2.0),
    (re.compile(r"^\d{1,2}[、.](?!\d)"), 3.0),
    (re.compile(r"^\(\d{1,2}\)"), 4.0),
)


@dataclass(slots=True)
class _Item:
    """One label of a band with the amounts found beside it."""

    row: SheetRow
    label_cell: Cell | None
    label: str
    amounts: dict[int, tuple[Place, Cell]]


@dataclass(slots=True)
class _Band:
    label_column: int
    amount_columns: list[int]
    items: list[_Item]

    def side(self) -> str:
        text = "".join(item.label for item in self.items)
        return "revenue" if text.count("收入") + text.count("拨款") * 0.5 > text.count("支出") else "spending"

    def classification(self) -> str:
        text = "".join(item.label for item in self.items)
        if "一般公共服务" in text or "外交" in text or "社会保障和就业" in text:
            return "function"
        if "机关工资福利" in text or "机关商品和服务" in text:
            return "gov_economic"
        if "工资福利" in text or "商品和服务" in text:
            return "dept_economic"
        return "nature"


def read_balance(section: Section, about: About, kind: str) -> Reading:
    sheet = read_sheet(section)
    outcomes: dict[Place, str] = dict.fromkeys(sheet.heading_places, HEADING)
    outcomes.update(dict.fromkeys(sheet.furniture_places, FURNITURE))
    rows: list[SheetRow] = []
    paths: tuple[tuple[str, ...], ...] = ()
    for panel in sheet.panels:
        paths = paths or panel.paths
        for row in panel.rows:
            if _is_repeated_heading(row, panel.paths):
                outcomes.update({row.place(column): HEADING for column, _ in row.filled()})
            else:
                rows.append(row)
    rebound: dict[Place, tuple[str, str, str]] = {}
    bands = _bands(rows, paths, outcomes, rebound)
    tables: list[Table] = []
    spending_bands = [band for band in bands if band.side() == "spending"]
    main = next((band for band in spending_bands if band.classification() == "function"), None) or next(
        iter(spending_bands), None
    )
    for band in bands:
        fact = band.side()
        by = band.classification()
        suffix = "" if fact == "revenue" or band is main else f"_by_{by}"
        columns = _columns(band, paths, kind, fact, suffix)
        heads, figures = _rows_of(band, columns, fact, by)
        outcomes.update({figure.place: READ for figure in figures})
        statement = f"{kind}_{'revenue' if fact == 'revenue' else 'expenditure'}"
        tables.append(
            replace(
                make_table(section, about, sheet, statement, fact, columns, heads, figures),
                rebound={place: why for place, why in rebound.items() if any(f.place == place for f in figures)},
            )
        )
    return Reading(tables, outcomes, kind)


def _bands(
    rows: Sequence[SheetRow],
    paths: tuple[tuple[str, ...], ...],
    outcomes: dict[Place, str],
    rebound: dict[Place, tuple[str, str, str]],
) -> list[_Band]:
    width = max((len(row.cells) for row in rows), default=0)
    bands: list[_Band] = []
    kinds: dict[int, str] = {}
    for column in range(width):
        amounts, codes, words = content_share(rows, column)
        heading = paths[column][-1] if column < len(paths) and paths[column] else ""
        if re.fullmatch("行次|栏次|序号", heading):
            kinds[column] = "ordinal"
        elif words > amounts:
            kinds[column] = "label"
            bands.append(_Band(column, [], []))
        elif amounts + codes > 0 and bands:
            kinds[column] = "amount"
            bands[-1].amount_columns.append(column)
    band_of = {column: band for band in bands for column in [band.label_column, *band.amount_columns]}
    previous_shift = 0
    for row in rows:
        cells = dict(row.filled())
        for column in [c for c in cells if kinds.get(c) == "ordinal"]:
            outcomes[row.place(column)] = FURNITURE
            del cells[column]
        shift = _shift(cells, kinds, previous_shift)
        if shift is None:
            continue  # left unaccounted: quarantined
        previous_shift = shift
        new: dict[int, _Item] = {}
        for column, cell in sorted(cells.items()):
            target = column - shift
            band = band_of[target]
            place = row.place(column)
            if kinds[target] == "label":
                outcomes[place] = READ
                item = _Item(row, cell, re.sub(r"\s+", "", joined(cell.text)), {})
                band.items.append(item)
                new[band.label_column] = item
            else:
                holder = new.get(band.label_column)
                spanning = _label_over(row, band, bands)
                if holder is None and spanning is not None and spanning.amount_columns and spanning.label_column in new:
                    # 支出合计 merged over two lists is the total of the first, though its amount stands in the second.
                    holder, target = new[spanning.label_column], spanning.amount_columns[0]
                if read_amount(cell.text).form is Form.DASH:
                    outcomes[place] = READ
                elif holder is not None:
                    holder.amounts[target] = (place, cell)
                else:
                    item = _Item(row, None, "", {target: (place, cell)})
                    band.items.append(item)
                    new[band.label_column] = item
                if shift:
                    rebound[place] = (
                        "shifted_row",
                        f"the row's labels and amounts fit the table's columns only {abs(shift)} to the {'left' if shift > 0 else 'right'}",
                        "strong",
                    )
    for band in bands:
        _settle_lone_amounts(band, rebound)
    return [band for band in bands if band.items]


def _label_over(row: SheetRow, band: _Band, bands: Sequence[_Band]) -> _Band | None:
    """The band to the left whose label is merged over this band's label column in this row."""
    cell = row.cells[band.label_column] if band.label_column < len(row.cells) else None
    if cell is None or cell.is_blank or row.origin[band.label_column]:
        return None
    return next((other for other in bands if other.label_column == cell.column_no - 1), None)


def _shift(cells: dict[int, Cell], kinds: dict[int, str], previous: int) -> int | None:
    """By how many columns a row is displaced: 0 where every cell fits its column."""

    def fits(shift: int) -> bool:
        for column, cell in cells.items():
            form = read_amount(cell.text).form
            wanted = kinds.get(column - shift)
            is_amount = form in (Form.NUMBER, Form.DAMAGED, Form.DASH)
            if wanted is None or (wanted == "amount") != is_amount:
                return False
        return True

    for shift in dict.fromkeys((0, previous, 1, -1, 2, -2)):
        if fits(shift):
            return shift
    return None


def _settle_lone_amounts(band: _Band, rebound: dict[Place, tuple[str, str, str]]) -> None:
    """An amount that stands on a line without a label goes to the label above or below that has none."""
    for item in list(band.items):
        if item.label or not item.amounts:
            continue
        index = band.items.index(item)
        neighbours = [
            band.items[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(band.items) and band.items[other].label and not band.items[other].amounts
        ]
        if not neighbours:
            continue
        target = neighbours[0] if len(neighbours) == 1 else _closing_choice(band, item, neighbours)
        if target is None:
            continue
        target.amounts.update(item.amounts)
        band.items.remove(item)
        for place, _ in item.amounts.values():
            rebound[place] = (
                "value_on_neighbouring_line",
                f"the amount stands alone on its line; {target.label} beside it has none",
                "strong",
            )


def _closing_choice(band: _Band, item: _Item, neighbours: list[_Item]) -> _Item | None:
    """Of two labels, the one with which the total closes; the label above where neither tells."""
    closing: list[_Item] = []
    for neighbour in neighbours:
        neighbour.amounts.update(item.amounts)
        if _closes(band, next(iter(item.amounts))):
            closing.append(neighbour)
        for column in item.amounts:
            neighbour.amounts.pop(column, None)
    return closing[0] if len(closing) == 1 else neighbours[0]


def _closes(band: _Band, column: int) -> bool:
    value = {"this": Decimal(0), "carry": Decimal(0), "total": Decimal(0)}
    for item in band.items:
        if column not in item.amounts:
            continue
        amount = read_amount(item.amounts[column][1].text).value
        if amount is None:
            return False
        if is_subtotal_label(item.label):
            value["this"] = amount
        elif is_total_label(item.label):
            value["total"] = amount
        elif is_carryover_label(item.label) or is_closing_label(item.label):
            value["carry"] += amount
    return bool(value["total"]) and value["this"] + value["carry"] == value["total"]


def _columns(band: _Band, paths: tuple[tuple[str, ...], ...], kind: str, fact: str, suffix: str) -> tuple[Column, ...]:
    out = []
    common = common_parts(
        [paths[column] for column in [band.label_column, *band.amount_columns] if column < len(paths)]
    )
    for column in band.amount_columns:
        path = tuple(part for part in (paths[column] if column < len(paths) else ()) if part not in common)
        found = measure_of(path, kind) if len(band.amount_columns) > 1 else None
        measure = found[0] if found else "total"
        out.append(
            Column(
                column,
                "/".join(path),
                measure + suffix,
                None,
                stage_of(path),
                year_in("/".join(path)),
                is_sum=measure == "total",
            )
        )
    total = next((c.index for c in out if c.is_sum), None)
    return tuple(replace(c, parent=None if c.index == total or len(out) == 1 else total) for c in out)


def level_of(label: str) -> float | None:
    bare = folded(label)
    bare = re.sub(r"^其中[:：]?", "", bare)
    for pattern, level in _LEVELS:
        if pattern.match(bare):
            return level
    return None


def _rows_of(
    band: _Band, columns: tuple[Column, ...], fact: str, by: str
) -> tuple[tuple[RowHead, ...], tuple[Figure, ...]]:
    heads: list[RowHead] = []
    figures: list[Figure] = []
    stack: list[tuple[float, int]] = []
    ordinals: list[int] = []
    numbered = any(level_of(item.label) is not None for item in band.items)
    has_grand = any(re.search("总计", item.label) for item in band.items)
    values: list[dict[int, Decimal]] = []
    for item in band.items:
        index = len(heads)
        label = item.label
        bare = folded(label)
        level = level_of(label)
        kind = LEAF
        if is_total_label(bare) and not (has_grand and bare.endswith("合计")):
            kind, level = TOTAL, 0.0
        elif is_total_label(bare) or is_subtotal_label(bare):
            if level is None:
                kind, level = SUBTOTAL, 0.0
        elif level is None and (is_carryover_label(bare) or is_closing_label(bare)):
            level = 0.5
        elif bare.startswith("其中"):
            level = (stack[-1][0] if stack else 1.0) + 0.25
        elif level is None:
            level = _level_of_unnumbered(stack, heads) if numbered else 1.0
        elif level == 1.0:
            level += _restart(ordinals, ordinal_of(bare)) / 10
        if kind != LEAF or level == 0.5:
            ordinals.clear()
        while stack and stack[-1][0] >= level:
            stack.pop()
        parent = stack[-1][1] if stack and kind == LEAF and stack[-1][0] > 0 else None
        if kind == LEAF:
            stack.append((level, index))
        else:
            stack.clear()
        heads.append(
            RowHead(
                index,
                item.row.page,
                item.row.table_no,
                item.row.row_no,
                label or None,
                _codes_of(label, fact, by),
                line_kind=kind,
                parent=parent,
                is_carryover=is_carryover_label(bare) or (parent is not None and heads[parent].is_carryover),
            )
        )
        found: dict[int, Decimal] = {}
        for column, (place, cell) in item.amounts.items():
            amount = read_amount(cell.text)
            if amount.form in (Form.NUMBER, Form.DAMAGED):
                figures.append(Figure(place, cell, amount, index, column))
                found[column] = amount.value if amount.value is not None else Decimal(0)
        values.append(found)
    return tuple(_kinds(_nested_by_sums(heads, values, columns, step_of(figures)), values)), tuple(figures)


def _codes_of(label: str, fact: str, by: str) -> Codes:
    if fact != "spending" or by != "function" or level_of(label) is None:
        return Codes()
    name = re.sub(
        r"^(?:其中:?)?(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.])", "", folded(label)
    )
    return Codes(function_name=name or None)


def _level_of_unnumbered(stack: list[tuple[float, int]], heads: list[RowHead]) -> float:
    """A row without a number stands below the numbered row before it, and beside the unnumbered one."""
    if not stack or stack[-1][0] < 1.0:
        return 1.0
    level, index = stack[-1]
    return 9.0 if level_of(heads[index].label or "") is not None else level


def _restart(ordinals: list[int], ordinal: int) -> int:
    """How deep a numbered row is when the numbering starts again: 一、本年支出 is followed by 一、一般公共服务支出 …, and
    二、年终结转 takes up the outer numbering."""
    if ordinal == 1 and ordinals:
        ordinals.append(1)
    elif not ordinals:
        ordinals.append(ordinal)
    else:
        while len(ordinals) > 1 and ordinal != ordinals[-1] + 1 and ordinal == ordinals[-2] + 1:
            ordinals.pop()
        ordinals[-1] = ordinal
    return len(ordinals) - 1


def ordinal_of(label: str) -> int:
    """The number of an outline mark: 一 is 1, 二十三 is 23."""
    match = re.match(r"^(?:其中:?)?([一二三四五六七八九十]+)[、.]", label)
    if not match:
        return 0
    tens, _, ones = match.group(1).rpartition("十")
    digits = "一二三四五六七八九"
    value = digits.find(ones) + 1 if ones else 0
    return value + (10 * (digits.find(tens) + 1 if tens else 1) if "十" in match.group(1) else 0)


def _nested_by_sums(
    heads: list[RowHead], values: list[dict[int, Decimal]], columns: tuple[Column, ...], step: Decimal
) -> list[RowHead]:
    """款 and 项 printed by name only: a row is a parent where the rows right after it add up to it."""
    main = next((column.index for column in columns if column.is_sum), columns[0].index if columns else 0)
    out = list(heads)
    groups: dict[int | None, list[int]] = {}
    for head in heads:
        if head.line_kind == LEAF and level_of(head.label or "") is None and values[head.index].get(main):
            if not (is_carryover_label(head.label or "") or is_closing_label(head.label or "")):
                groups.setdefault(head.parent, []).append(head.index)
    for parent, members in groups.items():
        target = values[parent].get(main) if parent is not None else _year_total(heads, values, main)
        amounts = [values[index][main] for index in members]
        if not target or sum(amounts, Decimal(0)) <= target + step * len(amounts):
            continue
        nesting = tree_of(amounts, target, step)
        if nesting is None:
            nesting = tree_of_names([heads[index].label or "" for index in members])
        for child, owner in (nesting or {}).items():
            out[members[child]] = replace(out[members[child]], parent=members[owner])
    return out


def _year_total(heads: list[RowHead], values: list[dict[int, Decimal]], main: int) -> Decimal | None:
    """本年…合计 of a band, else its total."""
    found = [
        values[head.index][main]
        for kind in (SUBTOTAL, TOTAL)
        for head in heads
        if head.line_kind == kind and main in values[head.index]
    ]
    return found[0] if found else None


def _kinds(heads: list[RowHead], values: list[dict[int, Decimal]]) -> list[RowHead]:
    """A row is a subtotal where a row below it is filled. A lone 其中 that does not add up is an 'of which' line."""
    out = list(heads)
    for head in reversed(heads):
        children = [other.index for other in heads if other.parent == head.index and values[other.index]]
        if not children or head.line_kind != LEAF:
            continue
        of_which = [child for child in children if folded(heads[child].label or "").startswith("其中")]
        if of_which and values[head.index]:
            column = next(iter(values[head.index]))
            added = sum((values[child].get(column, Decimal(0)) for child in children), Decimal(0))
            if added != values[head.index][column]:
                for child in of_which:
                    out[child] = replace(out[child], measure="of_which")
                if len(of_which) == len(children):
                    continue
        out[head.index] = replace(out[head.index], line_kind=SUBTOTAL)
    return out
