"""Accounts of lists that print names without codes: 教育支出 > 职业教育 > 中等职业教育.

A name alone may be that of several accounts; inside its class it is that of one. So the codes are read down the tree:
a class by its name, what stands under it by its name among the accounts of that class. Where more than one account
fits, the row keeps its name and gets no code. A list is by a classification where most of its rows are called like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from loaders.codes import known_names, scheme_of_code
from loaders.statements.tables.model import TOTAL, Codes, RowHead
from loaders.text import folded

#: share of the names of a list that its classification must know
KNOWN = 0.6
#: names without which a list is not by 部门经济分类 (政府经济分类 has other classes)
_OF_DEPARTMENTS = frozenset({"工资福利支出", "商品和服务支出"})
_ROLES = frozenset({"label", "name", "unit_or_name"})


def with_accounts(heads: Sequence[RowHead]) -> list[RowHead]:
    """The same rows, with the accounts that their names tell."""
    named = {
        head.index: folded(head.printed.name)
        for head in heads
        if head.printed.name and head.line_kind != TOTAL and head.printed.role in _ROLES and not head.printed.beside
    }
    if any(head.codes.first() or head.codes.function_name for head in heads) or not named:
        return list(heads)
    of_units = {head.index for head in heads if head.label is None and head.unit_name}
    names = [name for index, name in named.items() if index not in of_units]
    scheme = next((scheme for scheme in ("function", "dept_economic") if _is_by(scheme, names)), None)
    if scheme is None:
        return list(heads)
    codes: dict[int, str] = {}
    out: list[RowHead] = []
    parents = {head.index: head.parent for head in heads}
    for head in heads:
        name = named.get(head.index)
        fitting = _fitting(scheme, name, _code_above(head.index, parents, codes)) if name else ()
        if name and fitting and head.index not in of_units:
            code = fitting[0] if len(fitting) == 1 else None
            if code:
                codes[head.index] = code
            head = replace(head, codes=_codes(scheme, code, head.label or name))
        out.append(head)
    return out


def _is_by(scheme: str, names: Sequence[str]) -> bool:
    known = [name for name in names if name in _by_name(scheme)]
    is_typical = scheme == "function" or bool(_OF_DEPARTMENTS & set(names))
    return bool(names) and is_typical and len(known) >= KNOWN * len(names)


def _code_above(index: int, parents: Mapping[int, int | None], codes: Mapping[int, str]) -> str:
    """The code of the nearest row that holds a row."""
    above = parents.get(index)
    while above is not None and above not in codes:
        above = parents.get(above)
    return codes.get(above, "") if above is not None else ""


def _fitting(scheme: str, name: str, above: str) -> tuple[str, ...]:
    """The accounts that a name may mean: one level below the account above it, where there is one; else any, classes
    first."""
    known = _by_name(scheme).get(name, ())
    if above:
        return tuple(code for code in known if code.startswith(above) and len(code) == len(above) + 2)
    classes = tuple(code for code in known if len(code) == 3)
    return classes or known


def _codes(scheme: str, code: str | None, name: str) -> Codes:
    if scheme == "function":
        return Codes(function_code=code, function_name=name)
    return Codes(dept_economic_code=code, dept_economic_name=name)


@cache
def _by_name(scheme: str) -> Mapping[str, tuple[str, ...]]:
    """Folded name -> codes of a classification that bear it."""
    found: dict[str, list[str]] = {}
    for code, names in known_names().items():
        for name in names if scheme_of_code(code) == scheme else ():
            found.setdefault(name, []).append(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}
