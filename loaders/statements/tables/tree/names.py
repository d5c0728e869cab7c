"""Levels told by what rows are called: names of the classifications, and words for kinds of rows.

Many tables print the classes of 功能分类 and 部门经济分类 by name only: a row is a part of the nearest row above it
whose class contains its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from loaders.codes import known_names, scheme_of_code
from loaders.text import folded

CLASS_LENGTH, ITEM_LENGTH = 3, 5


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


def tree_of_items(labels: Sequence[str]) -> dict[int, int]:
    """child -> parent by 部门经济分类: a class (工资福利支出) and what follows it. A name that is both a class and an
    item of the open class (其他支出) is the item."""
    parents: dict[int, int] = {}
    open_class: tuple[int, str] | None = None
    for index, label in enumerate(labels):
        name = folded(label)
        is_item = open_class is not None and name in _items().get(open_class[1], frozenset())
        code = None if is_item else _classes().get(name)
        if code is not None:
            open_class = index, code
        elif open_class is not None:
            parents[index] = open_class[0]
    return parents


def is_class_name(name: str) -> bool:
    """Is a row called like an account of a classification?"""
    return name in codes_by_name() or name in _classes() or any(name in items for items in _items().values())


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
