"""Tables that print each item of 三公 fund by fund: 公务接待费 (一般公共预算 | 政府性基金预算) | 因公出国（境）费 (…).

The item is what such a column measures, and the fund pays for it. So the headings are turned, 一般公共预算/公务接待费:
what stands under a fund is one table of 三公, with a total, items and a sum of the vehicles of its own.

Headings are left as they are where an item has a column of its own beside its funds (合计): those are parts of it.
"""

from __future__ import annotations

from loaders.statements.tables.headings import Paths
from loaders.statements.tables.measures import measure_of

_FUNDS = frozenset({"fiscal", "general_public", "gov_fund", "state_capital", "special_account", "unit_funds"})
_ITEMS = frozenset({"overseas", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation"})


def funds_first(paths: Paths, kind: str) -> Paths:
    """The same headings; where the items of 三公 stand over funds, with the funds over the items."""
    if kind != "three_public":
        return paths
    under = {path[:-1] for path in paths if _is_fund(path, kind)}
    is_alone = all(_is_fund(path, kind) for path in paths if path[:-1] in under)
    if not is_alone or not any(_item(path, kind) in _ITEMS for path in under):
        return paths
    return tuple((path[-1], *path[:-1]) if _is_fund(path, kind) else path for path in paths)


def _is_fund(path: tuple[str, ...], kind: str) -> bool:
    return len(path) > 1 and _item(path[-1:], kind) in _FUNDS


def _item(path: tuple[str, ...], kind: str) -> str | None:
    found = measure_of(path, kind)
    return found[0] if found else None
