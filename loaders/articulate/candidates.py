"""What a figure may mean: its literal reading, and others where its form is damaged or foreign among its neighbours.

Rules:

1. A table prints one number of decimals (Beijing six, most others two). A figure with another number of decimals, and
   with more digits than that, is suspicious: `12,599,200` between figures of six decimals is 12.599200 with a comma for
   its point, and nothing in the cell itself says so.
2. A figure whose separators are no number at all (`11,262,466491`, `1,000,000000`) is damaged: it has no literal
   reading.
3. The readings offered are those with the table's decimals; what decides between them is in `solve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.amounts import Form, normalised, point_readings
from loaders.statements.tables.model import Figure


@dataclass(frozen=True, slots=True)
class Candidates:
    """The possible values of a suspicious figure; `literal` is None where the cell is no number as it stands."""

    figure: Figure
    literal: Decimal | None
    others: tuple[Decimal, ...]
    #: is its form odd enough among its neighbours that the literal reading is not taken for granted?
    is_foreign: bool = True


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", normalised(text))


def candidates_of(figure: Figure, decimals: int | None) -> Candidates | None:
    """None where the figure is sound among figures with `decimals` decimals."""
    amount = figure.amount
    if amount.form is Form.NUMBER and amount.value is not None:
        if decimals is None or decimals < 2 or amount.decimals == decimals or amount.unit is not None:
            return None
        digits = digits_of(amount.text)
        odd = amount.decimals > decimals or amount.decimals == 0
        if not odd or amount.value == 0:
            return None
        # An integer among figures of two decimals, and a short one among six, is common in print: it stays what it says
        # unless a sum denies it.
        is_foreign = decimals >= 4 and len(digits) > decimals
        return Candidates(figure, amount.value, _readings(amount.text, decimals), is_foreign)
    return Candidates(figure, amount.value, _readings(amount.text, decimals))


def _readings(text: str, decimals: int | None) -> tuple[Decimal, ...]:
    bare = normalised(text)
    sign = Decimal(-1) if bare.startswith("-") else Decimal(1)
    digits = digits_of(text)
    found = [value for value in point_readings(text) if decimals is None or -exponent_of(value) == decimals]
    if decimals and digits:
        found.append(sign * Decimal(int(digits)).scaleb(-decimals))
    return tuple(dict.fromkeys(found))


def exponent_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
