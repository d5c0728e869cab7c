"""Money for the eye: the unit in which people read it, and labels with it. Exact until the last step.

1. The unit is chosen once a chart or a table, by its largest amount: 亿元 from 1 亿元, 万元 from 1 万元, else 元.
2. A label has two decimals, with thousands separated; an amount that is not zero is never shown as 0.00.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from warehouse.notebook.prose import say

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit of money and how many yuan it is."""

    name: str
    yuan: Decimal

    @property
    def axis(self) -> str:
        """What an axis says."""
        english = {"元": "yuan", "万元": "10,000 yuan", "亿元": "100 million yuan"}[self.name]
        return say(f"{self.name} ({english})", self.name)

    def of(self, amount: Decimal | int) -> Decimal:
        return Decimal(amount) / self.yuan

    def label(self, amount: Decimal | int | None) -> str:
        """An amount of yuan, written in this unit."""
        if amount is None:
            return "—"
        value = self.of(amount)
        rounded = value.quantize(_CENT, ROUND_HALF_UP)
        if rounded == 0 and value != 0:
            return f"{'-' if value < 0 else ''}<0.01 {self.name}"
        return f"{rounded:,.2f} {self.name}"


YUAN = MoneyUnit("元", Decimal(1))
WAN = MoneyUnit("万元", Decimal(10_000))
YI = MoneyUnit("亿元", Decimal(100_000_000))


def money_unit(amounts: Iterable[Decimal | int | None]) -> MoneyUnit:
    """The unit in which the largest of the amounts is easy to read."""
    largest = max((abs(Decimal(amount)) for amount in amounts if amount is not None), default=Decimal(0))
    return next((unit for unit in (YI, WAN) if largest >= unit.yuan), YUAN)


def money(amount: Decimal | int | None) -> str:
    """One amount of yuan as people read it: `3.09 亿元`."""
    return money_unit([amount]).label(amount)


def percent(part: Decimal | int | None, whole: Decimal | int | None = None, decimals: int = 1) -> str:
    """`part` of `whole` in per cent; with one argument, that many per cent."""
    if part is None or (whole is not None and whole == 0):
        return "—"
    value = Decimal(part) if whole is None else Decimal(part) * 100 / Decimal(whole)
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}%"


def count(number: Decimal | int | None) -> str:
    """A number of things, thousands separated."""
    return "—" if number is None else f"{int(number):,}"
