"""Lists of a department, its units, the classes of spending and their items, told apart by what the rows are called.

A 基本支出总表 without codes prints in one column the department, then each unit, under it 工资福利支出, and under that
基本工资 … A class is called like one of 部门经济分类, a unit like a body, and what follows a class is an item of it.
A long table that is printed rounded has too many sums for `outline` to find the right ones; by the names there is one
nesting, and it is used only if all its sums come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from loaders.codes import known_names, scheme_of_code
from loaders.issuer import BODY
from loaders.statements.tables.items import CLASS_LENGTH, ITEM_LENGTH
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, RowHead
from loaders.text import folded

#: the first row is the department where at least so many others are units below it
FEWEST_UNITS = 2


@dataclass(slots=True)
class _Nesting:
    """child -> parent, and the rows that are units or the department above them."""

    parents: dict[int, int] = field(default_factory=dict)
    bodies: list[int] = field(default_factory=list)
    unit_of: dict[int, int] = field(default_factory=dict)


def nest_by_names(heads: Sequence[RowHead], values: Mapping[int, Decimal], step: Decimal) -> list[RowHead] | None:
    """The same rows with their levels and their units; None where names do not tell them or sums deny them."""
    rows = [head for head in heads if head.line_kind == LEAF]
    if any(head.codes.first() or head.unit_code or head.unit_name or head.project_name for head in heads):
        return None
    nesting = _nesting(rows)
    if nesting is None:
        return None
    first, *others = nesting.bodies
    # The department is the first body, with units but no classes of its own; it may stand below a row called total.
    department = None if first in nesting.parents.values() else first
    total = next((head.index for head in heads if head.line_kind == TOTAL), department)
    if total is None:
        return None
    nesting.parents.update(dict.fromkeys(others, total if department is None else department))
    if first != total:
        nesting.parents[first] = total
    if not _comes_out(nesting.parents, values, step / 2):
        return None
    wholes = set(nesting.parents.values())
    names = {head.index: head.label for head in rows}
    out: list[RowHead] = []
    for head in heads:
        kind = TOTAL if head.index == total else SUBTOTAL if head.index in wholes else head.line_kind
        unit = names[nesting.unit_of[head.index]] if head.index in nesting.unit_of else None
        parent = nesting.parents.get(head.index, head.parent)
        out.append(replace(head, line_kind=kind, parent=parent, unit_name=unit))
    return out


def _nesting(rows: Sequence[RowHead]) -> _Nesting | None:
    """The levels that the names tell. None where there are not several units with classes and items under them."""
    found = _Nesting()
    unit: int | None = None
    row_of_class: int | None = None
    open_class = ""
    for head in rows:
        name = folded(head.label or "")
        code = _classes().get(name)
        is_item = row_of_class is not None and name in _items().get(open_class, frozenset())
        if code is not None and not is_item and unit is not None:
            row_of_class, open_class = head.index, code
            found.parents[head.index] = unit
        elif not is_item and BODY.search(name):
            unit, row_of_class = head.index, None
            found.bodies.append(unit)
        elif row_of_class is not None:
            found.parents[head.index] = row_of_class
        else:
            return None
        if unit is not None:
            found.unit_of[head.index] = unit
    with_classes = set(found.parents.values()) & set(found.bodies)
    return found if len(with_classes) >= FEWEST_UNITS else None


def _comes_out(parents: Mapping[int, int], values: Mapping[int, Decimal], half: Decimal) -> bool:
    """Is every whole the sum of its parts, but for what their rounding explains?"""
    parts: dict[int, list[Decimal]] = {}
    for part, whole in parents.items():
        parts.setdefault(whole, []).append(values.get(part, Decimal(0)))
    return all(
        abs(values.get(whole, Decimal(0)) - sum(amounts, Decimal(0))) <= half * (len(amounts) + 1)
        for whole, amounts in parts.items()
    )


@cache
def _classes() -> Mapping[str, str]:
    """Folded name -> code of a class of 部门经济分类."""
    return {name: code for code, names in _names(CLASS_LENGTH).items() for name in names}


@cache
def _items() -> Mapping[str, frozenset[str]]:
    """Code of a class -> the folded names of its items."""
    items: dict[str, set[str]] = {}
    for code, names in _names(ITEM_LENGTH).items():
        items.setdefault(code[:CLASS_LENGTH], set()).update(names)
    return {code: frozenset(names) for code, names in items.items()}


def _names(length: int) -> dict[str, frozenset[str]]:
    return {
        code: names
        for code, names in known_names().items()
        if len(code) == length and scheme_of_code(code) == "dept_economic"
    }
