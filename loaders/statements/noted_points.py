"""Weights under a heading that does not say so (备注).

A column of remarks holds the weights of indicators where all that it prints are numbers, and these add up in every form
(or for every project of a list) to what weights add up to: 100, or 90 beside 10 for the execution of the budget.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from loaders.text import folded, is_dash

#: all points; without those for the execution of the budget (10, or 20)
WHOLES = frozenset({Decimal(100), Decimal(90), Decimal(80)})
FEWEST = 3
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?分?")


def are_points(groups: Sequence[Sequence[str]]) -> bool:
    """Are the texts of a column points? One group for each form or project."""
    printed = [[text for text in group if folded(text) and not is_dash(text)] for group in groups]
    printed = [group for group in printed if group]
    return bool(printed) and all(_is_whole(group) for group in printed)


def _is_whole(texts: Sequence[str]) -> bool:
    if len(texts) < FEWEST or not all(_POINTS.fullmatch(folded(text)) for text in texts):
        return False
    return sum((Decimal(folded(text).rstrip("分")) for text in texts), Decimal(0)) in WHOLES
