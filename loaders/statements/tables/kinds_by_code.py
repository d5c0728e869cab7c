"""Kinds of rows that their codes tell: subtotals by the beginnings of longer codes, units above their accounts.

A coded row is `subtotal` where a longer code of the same unit starts with its own. A row that names a unit and no code
is that unit's subtotal; it is the total where it stands over all and no row is called one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, RowHead

_SCHEMES = ("function", "gov_economic", "dept_economic")


def with_kinds(heads: Sequence[RowHead]) -> list[RowHead]:
    """Subtotals by code prefix within a unit; rows that name only a unit; the department above its units."""
    has_total = any(head.line_kind == TOTAL for head in heads)
    keys = {head.index: _codes_by_scheme(head) for head in heads}
    by_scope: dict[tuple[str | None, str], set[str]] = {}
    for head in heads:
        for scheme, code in keys[head.index]:
            by_scope.setdefault((head.unit_code or head.unit_name, scheme), set()).add(code)
    beginnings = {scope: _beginnings(codes) for scope, codes in by_scope.items()}
    parent_units = _beginnings(head.unit_code for head in heads if head.unit_code)
    named = [head for head in heads if not keys[head.index] and _names_only_a_unit(head)]
    overall = None if has_total else _overall_unit(named)
    out: list[RowHead] = []
    for head in heads:
        kind, own = head.line_kind, keys[head.index]
        is_only_unit = not own and _names_only_a_unit(head)
        if kind == LEAF and len(own) == 1:
            scheme, code = own[0]
            kind = SUBTOTAL if code in beginnings[head.unit_code or head.unit_name, scheme] else LEAF
        elif kind == LEAF and is_only_unit:
            if by_scope:
                kind = TOTAL if head.index == overall else SUBTOTAL
            elif head.unit_code in parent_units:
                kind = SUBTOTAL
        out.append(replace(head, line_kind=kind))
    return out


def _names_only_a_unit(head: RowHead) -> bool:
    return bool(head.unit_code or head.unit_name) and not head.label and not head.project_name


def _overall_unit(named: Sequence[RowHead]) -> int | None:
    """Without a row called total: the only row of a unit, or the first (the department) if another follows at once."""
    if not named:
        return None
    first = named[0].index
    return first if len(named) == 1 or named[1].index == first + 1 else None


def _codes_by_scheme(head: RowHead) -> list[tuple[str, str]]:
    return [(scheme, code) for scheme, code in zip(_SCHEMES, head.codes.key(), strict=True) if code]


def _beginnings(codes: Iterable[str]) -> frozenset[str]:
    """Everything that a longer code starts with."""
    return frozenset(code[:length] for code in set(codes) for length in range(1, len(code)))
