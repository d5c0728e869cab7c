"""Tables that print the items of spending as columns: 工资福利支出 (小计 | 基本工资 | 津贴补贴 …) | 商品和服务支出 (…).

A column is for an item where a group over it is called like a class of 部门经济分类 and its own heading like an item of
that class; a 小计 in such a group, and a class without a group in such a table, is for the class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.codes import known_names, scheme_of_code
from loaders.statements.tables.measures import measure_of
from loaders.statements.tables.model import Column
from loaders.text import folded

CLASS_LENGTH, ITEM_LENGTH = 3, 5


@cache
def _codes() -> dict[tuple[str, str], str]:
    """(code of the class or '', folded name) -> code of 部门经济分类."""
    found: dict[tuple[str, str], str] = {}
    for code, names in known_names().items():
        if scheme_of_code(code) != "dept_economic" or len(code) not in (CLASS_LENGTH, ITEM_LENGTH):
            continue
        for name in names:
            found[code[:CLASS_LENGTH] if len(code) == ITEM_LENGTH else "", name] = code
    return found


def with_items(columns: Sequence[Column], paths: Sequence[tuple[str, ...]], kind: str) -> tuple[Column, ...]:
    """The same columns, with the items that they are for."""
    found = {column.index: _item_of(paths[column.index]) for column in columns}
    if not any(code and len(code) == ITEM_LENGTH for code in found.values()):
        return tuple(columns)
    return tuple(_for_item(column, found[column.index], paths[column.index], kind) for column in columns)


def _item_of(path: tuple[str, ...]) -> str | None:
    """The code that the headings of a column name."""
    above: str | None = None
    for part in path:
        name = folded(part)
        above = _codes().get(("", name), above) if above is None else _codes().get((above, name), above)
    return above


def _for_item(column: Column, code: str | None, path: tuple[str, ...], kind: str) -> Column:
    if code is None:
        return column
    names = [folded(part) for part in path]
    start = next(index for index, name in enumerate(names) if ("", name) in _codes())
    measure = measure_of(path[:start], kind) if start else None
    name = path[-1] if len(code) == ITEM_LENGTH else path[start]
    return replace(
        column,
        measure=measure[0] if measure else "total",
        is_of_which=False,
        dept_economic_code=code,
        dept_economic_name=name,
    )
