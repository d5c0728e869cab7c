"""Weights under a heading that does not say so (备注).

A column of remarks holds the weights of indicators where all that it prints are numbers, and these add up in every form
(or for every project of a list) to what weights add up to: 100, or 90 beside 10 for the execution of the budget. Where
most add up so, a slip of some is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from loaders.indicators import is_not_applicable
from loaders.text import folded

#: all points, without those for the execution of the budget (10, or 20), give or take a slip of whoever filled it in
LEAST, MOST = Decimal(60), Decimal(120)
#: all points exactly, or without those for the execution
WHOLES = frozenset({Decimal(100), Decimal(90), Decimal(80)})
FEWEST = 3
_POINTS = re.compile(r"\d{1,2}(?:\.\d{1,2})?分?")


def are_points(groups: Sequence[Sequence[str]]) -> bool:
    """Are the texts of a column points? One group for each form or project."""
    printed = [[text for text in group if folded(text) and not is_not_applicable(text)] for group in groups]
    printed = [group for group in printed if group]
    if not printed or not all(_POINTS.fullmatch(folded(text)) for group in printed for text in group):
        return False
    sums = [sum((Decimal(folded(text).rstrip("分")) for text in group), Decimal(0)) for group in printed]
    whole = sum(total in WHOLES for total in sums)
    return (
        whole * 2 >= len(sums)
        and all(len(group) >= FEWEST for group in printed)
        and all(LEAST <= s <= MOST for s in sums)
    )
