"""Indicator rows of a form -> indicator lines.

1. Levels are conformed (loaders.indicators); level 1 is what level 2 belongs to where the printed one is lost or was
   carried down over a missing label. The printed level 1 is kept only where it is the row's own.
2. A level 2 label that is no level (a stray number in its place) is read as the one level that the order of the printed
   form leaves open between its neighbours of the same group: a repair, with the printed text kept.
3. An empty cell is a line without text; 不涉及 and its kin are not applicable: two different things.
4. Where name, operator and unit have cells of their own they are read from these, else from the target text. A money
   total that a cost text states is its target value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.cost_texts import read_cost_text
from loaders.document import Place
from loaders.indicators import (
    QUALITATIVE,
    Levels,
    Target,
    bare_name,
    conform_level1,
    conform_levels,
    date_of_serial,
    is_not_applicable,
    measured,
    read_bound,
    read_operator,
    read_target,
    split_indicator,
)
from loaders.records import IndicatorRecord, RepairRecord, line_key_of
from loaders.section import About
from loaders.statements.declaration.form import FormIndicator
from loaders.statements.declaration.head import Head
from loaders.text import folded, joined, or_none, plain
from loaders.vocabulary import load_toml

_LIMIT = re.compile(r"控制|不超|不高于|上限|以内|≤")
_COST_LEVELS = ("成本", "经济成本")


@dataclass(frozen=True, slots=True)
class _Levelled:
    row: FormIndicator
    levels: Levels
    evidence: str | None = None


def indicator_lines(
    head: Head, about: About, statement: str, scope: str = "project"
) -> tuple[list[IndicatorRecord], list[RepairRecord]]:
    """The lines of one form, in printed order, and the labels that had to be repaired."""
    lines: list[IndicatorRecord] = []
    repairs: list[RepairRecord] = []
    used: dict[Place, int] = {}
    for seq, item in enumerate(_levelled(head.form.indicators), 1):
        place = item.row.place or head.form.place
        used[place] = used.get(place, 0) + 1
        suffix = "" if used[place] == 1 else str(used[place])
        line = _line(head, about, statement, scope, item, place, seq, suffix)
        lines.append(line)
        day = date_of_serial(item.row.target_text, line.level2) if not item.row.unit_text.strip() else None
        if day is not None:
            repairs.append(
                RepairRecord(
                    document_key=about.document_key,
                    line_key=line.line_key,
                    page=place.page,
                    table_no=place.table_no,
                    row_no=place.row_no,
                    column_no=place.column_no,
                    printed_text=plain(item.row.target_text),
                    read_as=day.isoformat(),
                    rule="date_serial",
                    evidence="a time indicator without a unit: the number is how a spreadsheet stores this day",
                    confidence="strong",
                )
            )
        if item.evidence is not None:
            at = item.row.level2_place or place
            repairs.append(
                RepairRecord(
                    document_key=about.document_key,
                    line_key=line.line_key,
                    page=at.page,
                    table_no=at.table_no,
                    row_no=at.row_no,
                    column_no=at.column_no,
                    printed_text=plain(item.row.level2_text),
                    read_as=item.levels.level2 or "",
                    rule="level2_by_order",
                    evidence=item.evidence,
                    confidence="strong",
                )
            )
    return lines, repairs


def _levelled(rows: Sequence[FormIndicator]) -> list[_Levelled]:
    found = [_Levelled(row, conform_levels(row.level1_text, row.level2_text, row.is_level1_ruled)) for row in rows]
    return [item if item.levels.level2 is not None else _by_order(found, index) for index, item in enumerate(found)]


def _by_order(items: Sequence[_Levelled], index: int) -> _Levelled:
    """The level that the printed order leaves open here, where there is exactly one."""
    item = items[index]
    if item.row.name:
        # The order of levels is that of forms with a row for each level, not of named indicators.
        return item
    order = tuple(load_toml("declaration.toml")["template"]["level2"])
    group = [other for other in items if _same_group(other, item)]
    taken = {other.levels.level2 for other in group}
    before = next(
        (other.levels.level2 for other in reversed(items[:index]) if other in group and other.levels.level2), None
    )
    after = next((other.levels.level2 for other in items[index + 1 :] if other in group and other.levels.level2), None)
    low = order.index(before) + 1 if before in order else 0
    high = order.index(after) if after in order else len(order)
    level1 = conform_level1(item.row.level1_text)
    open_levels = [
        level
        for level in order[low:high]
        if level not in taken and (level1 is None or conform_levels(level1, level).level1 == level1)
    ]
    if len(open_levels) != 1:
        return item
    read = open_levels[0]
    neighbours = " and ".join(name for name in (before, after) if name)
    evidence = f"the order of the form leaves only {read} open beside {neighbours or 'its group'}"
    return replace(item, levels=conform_levels(item.row.level1_text, read), evidence=evidence)


def _same_group(one: _Levelled, other: _Levelled) -> bool:
    return folded(one.row.level1_text) == folded(other.row.level1_text)


def _line(
    head: Head, about: About, statement: str, scope: str, item: _Levelled, place: Place, seq: int, suffix: str
) -> IndicatorRecord:
    row, levels = item.row, item.levels
    target_text, name = plain(row.target_text), bare_name(joined(row.name))
    not_applicable = is_not_applicable(target_text) or (not target_text and is_not_applicable(name))
    if name and not target_text and (parted := split_indicator(name))[1]:
        name, target_text = parted[0], parted[1] or ""
    target = _target(row, target_text, levels.level2)
    if not_applicable:
        target = Target(read_operator(row.operator_text), None, None)
    return IndicatorRecord(
        document_key=about.document_key,
        line_key=line_key_of(about.document_key, "indicator", place, suffix),
        statement_key=head.statement_key,
        statement=statement,
        project_key=head.project_key if scope == "project" else None,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        column_no=place.column_no,
        seq=seq,
        fiscal_year=head.fiscal_year,
        unit_code=head.unit_code,
        unit_name=head.unit_name,
        scope=scope,
        project_code=head.project_code,
        project_name=head.project_name,
        activity=or_none(joined(row.activity)),
        level1=levels.level1,
        level2=levels.level2,
        level1_text=or_none(joined(_own_level1(row, levels))),
        level2_text=or_none(joined(row.level2_text)),
        indicator_name=or_none(name),
        operator=target.operator,
        target_text=or_none(target_text),
        target_value=target.value,
        target_unit=target.unit,
        weight=number_of(row.weight_text),
        is_not_applicable=not_applicable,
        attribution="form",
        is_repaired=item.evidence is not None,
    )


def _own_level1(row: FormIndicator, levels: Levels) -> str:
    """The printed level 1 of a row, where it (and not one carried down over a missing label) is the row's own."""
    if row.is_level1_printed:
        return row.level1_text
    printed = conform_level1(row.level1_text)
    if printed is None or printed == levels.level1 or (levels.level1 == "满意度" and printed == "效益"):
        return row.level1_text
    return ""


def _target(row: FormIndicator, text: str, level2: str | None) -> Target:
    """Operator, value and unit: from their own cells where there are such, else from the text."""
    unit = joined(row.unit_text)
    read = read_target(text)
    operator = read_bound(row.operator_text, read.value)
    if operator == QUALITATIVE:
        return Target(operator, None, unit or None)
    if not unit and date_of_serial(text, level2):
        return Target(operator or read.operator, None, None)
    if operator or unit:
        return Target(operator or read.operator, read.value, unit or read.unit)
    if level2 in _COST_LEVELS and read.value is None and text:
        total = read_cost_text(text)
        if total.total is not None and total.total_from == "stated":
            return Target("≤" if _LIMIT.search(text) else "=", total.total, "元")
    return read


def number_of(text: str) -> Decimal | None:
    return measured(folded(text).rstrip("%分"))
