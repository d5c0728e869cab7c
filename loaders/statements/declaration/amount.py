"""The budget amount of a form in yuan, and why.

People type it as they like: `3512730元`, `6，600，000.00元`, `129.6万`, `2718800`, `5万4千元`, `伍拾万元整`, and
`1,462,920.00` under a heading that says （万元）. Rules, in this order; the first that decides is kept in words as
the evidence:

1. A unit printed in the cell holds, also against the heading (and is applied once where both say 万元).
2. Another statement of the same sum in the form (a cost text, the goal, the sum of its parts) decides between 元
   and 万元.
3. A heading unit holds unless its reading is out of all proportion (over 100 亿, or far above the other amounts of
   the file) and the reading in 元 is not.
4. Without any unit: digit grouping, a size no project has in 万元, else the other amounts of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.amounts import YUAN_PER_UNIT, Form, normalised, point_readings, read_amount, to_yuan
from loaders.cost_texts import read_cost_text
from loaders.statements.declaration.money import cents, compound_yuan, numeral_yuan

#: hardly any project costs more: without a printed unit a reading above it is in the wrong unit
LARGEST_YUAN = Decimal(1_000_000_000)
#: no project costs more: a reading above it is in the wrong unit, whatever the heading says
IMPOSSIBLE_YUAN = Decimal(10_000_000_000)
SMALLEST_YUAN = Decimal(1_000)
#: a number with more digits before its point is no sum of money (18 are kept, 亿元 takes eight of them)
MAX_DIGITS = 12
#: how far above the typical amount of the file a reading may lie before its unit is doubted
FAR = Decimal(200)

_LEAD = re.compile(r"^(?:人民币|约为?|共计?|合计|总计|预计|总额|计|大写|预算|[:：])+")
_TAIL = re.compile(r"(?:左右|以内|整|\(人民币\)|人民币|/年|每年|正)+\Z")
_OF_WHICH = re.compile(r"[,;。(]?其中")
_SUM = re.compile(r"^[\d.,+×x*()]+=(?P<total>[\d.,]+(?:万元|亿元|元|万)?)$")
_TWICE = re.compile(r"^(?P<first>[\d.,]+(?:万元|亿元|元|万)?)\((?:合|即|约|小写|大写|计)?(?P<second>[^()]*)\)$")


@dataclass(frozen=True, slots=True)
class FormAmount:
    """One printed amount of a form and what it may mean, before the rest of the file is known."""

    text: str
    #: what is certain from the cell alone
    yuan: Decimal | None
    #: readings in yuan with their unit, where the cell leaves a choice
    candidates: tuple[tuple[Decimal, str], ...]
    header_unit: str | None
    unit: str | None
    evidence: str
    is_grouped: bool = False
    decimals: int = 0
    is_damaged: bool = False
    #: the number as printed, without its unit
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    yuan: Decimal | None
    unit: str | None
    evidence: str
    #: high | medium | low
    confidence: str
    is_repaired: bool = False


def read_form_amount(text: str, header_unit: str | None) -> FormAmount:
    """What the cell alone says. A figure longer than any sum of money is no amount."""
    bare = _TAIL.sub("", _LEAD.sub("", normalised(text)))
    runs = (run.partition(".")[0] for run in re.findall(r"[\d.,]+", bare))
    if any(sum(character.isdigit() for character in run) > MAX_DIGITS for run in runs):
        return FormAmount(text, None, (), header_unit, None, "")
    bare = re.sub(r"(?<=[万亿])圆", "元", bare).replace("圆", "元")
    bare = _LEAD.sub("", _OF_WHICH.split(bare)[0])
    if match := _SUM.match(bare):
        bare = match.group("total")
    if match := _TWICE.match(bare):
        only_unit = match.group("second") in YUAN_PER_UNIT and bare[match.end("first") - 1] not in "元万亿"
        bare = match.group("first") + (match.group("second") if only_unit else "")
    if (yuan := compound_yuan(bare)) is not None:
        return FormAmount(text, yuan, (), header_unit, "元", f"spelled out in the cell: {bare}")
    if (yuan := numeral_yuan(bare)) is not None:
        return FormAmount(text, yuan, (), header_unit, "元", f"written in Chinese numerals: {bare}")
    amount = read_amount(bare)
    if amount.form is Form.NUMBER and amount.value is not None:
        if amount.unit:
            again = ", once (the heading says so too)" if header_unit and header_unit[0] == amount.unit[0] else ""
            against = (
                f", against the heading ({header_unit})" if header_unit and header_unit[0] != amount.unit[0] else ""
            )
            evidence = f"unit {amount.unit} printed in the cell{again}{against}"
            yuan = to_yuan(amount.value, amount.unit)
            return FormAmount(text, yuan, (), header_unit, amount.unit, evidence, amount.is_grouped, amount.decimals)
        candidates = tuple((to_yuan(amount.value, unit), unit) for unit in ("元", "万元"))
        return FormAmount(
            text, None, candidates, header_unit, None, "", amount.is_grouped, amount.decimals, value=amount.value
        )
    if amount.form is Form.DAMAGED:
        units = (amount.unit,) if amount.unit else ("元", "万元")
        number = re.sub(r"[^\d.,+-]", "", bare)
        readings = tuple((to_yuan(value, unit), unit) for unit in units for value in point_readings(number))
        return FormAmount(text, None, readings, header_unit, amount.unit, "", True, 0, True)
    total = read_cost_text(text)
    # What would have to be calculated is not what the form prints, nor is a figure among others that mean nothing.
    if (
        total.total is not None
        and total.total_from in ("stated", "single")
        and not any(item.kind == "number" for item in total.expressions)
    ):
        return FormAmount(
            text,
            cents(total.total),
            (),
            header_unit,
            "元",
            f"the sum that the words of the cell state ({total.total_from})",
        )
    return FormAmount(text, None, (), header_unit, None, "")


def typical_yuan(amounts: list[FormAmount]) -> Decimal | None:
    """The middle of the amounts that are certain from their own cell; None where there are too few to say."""
    certain = sorted(amount.yuan for amount in amounts if amount.yuan)
    return certain[len(certain) // 2] if len(certain) >= 3 else None


def decide(
    amount: FormAmount, stated: tuple[Decimal, ...], typical: Decimal | None, is_department: bool = False
) -> DecidedAmount:
    """Choose one reading. `stated` are the sums that the form's own texts state, in yuan.

    The sum of a whole department may be of any size: there a heading unit always holds.
    """
    if amount.yuan is not None:
        if amount.yuan in stated:
            return DecidedAmount(
                amount.yuan, amount.unit, f"{amount.evidence}; a text of the form states the same sum", "high"
            )
        return DecidedAmount(amount.yuan, amount.unit, amount.evidence, "high")
    if not amount.candidates:
        return DecidedAmount(None, None, "no amount can be read", "low")
    agreeing = {
        candidate for candidate in amount.candidates if candidate[0] in stated and abs(candidate[0]) >= SMALLEST_YUAN
    }
    if len(agreeing) == 1:
        yuan, unit = agreeing.pop()
        source = "no unit in the cell"
        if amount.header_unit:
            source = (
                f"unit {unit} of the heading"
                if amount.header_unit == unit
                else f"against the heading ({amount.header_unit})"
            )
        return DecidedAmount(yuan, unit, f"{source}; a text of the form states {yuan} 元", "high", amount.is_damaged)
    if amount.is_damaged:
        return DecidedAmount(
            None, None, "the number is damaged and no other statement of the sum proves a reading", "low"
        )
    by_unit = {unit: yuan for yuan, unit in amount.candidates}
    if amount.header_unit in YUAN_PER_UNIT:
        value = by_unit["元"]
        reading = to_yuan(amount.value or Decimal(0), amount.header_unit)
        if (
            amount.header_unit == "元"
            or is_department
            or amount.decimals > 2
            or not _out_of_proportion(reading, typical)
        ):
            return DecidedAmount(reading, amount.header_unit, f"unit {amount.header_unit} of the heading", "high")
        if not _out_of_proportion(value, typical) and value >= SMALLEST_YUAN:
            printed = " with digit grouping and two decimals" if amount.is_grouped and amount.decimals == 2 else ""
            evidence = (
                f"the heading says {amount.header_unit}, but {amount.text.strip()}{printed} would be {reading} 元, "
                "out of all proportion: 元"
            )
            return DecidedAmount(value, "元", evidence, "medium")
        return DecidedAmount(
            reading, amount.header_unit, f"unit {amount.header_unit} of the heading; the size is unusual", "low"
        )
    return _without_unit(amount, by_unit["元"], by_unit["万元"], typical)


def _without_unit(amount: FormAmount, as_yuan: Decimal, as_wan: Decimal, typical: Decimal | None) -> DecidedAmount:
    if as_yuan < SMALLEST_YUAN and as_wan <= LARGEST_YUAN:
        return DecidedAmount(as_wan, "万元", "no unit; too small for a sum in 元: 万元", "medium")
    if as_wan > LARGEST_YUAN:
        return DecidedAmount(
            as_yuan, "元", f"no unit; in 万元 it would be {as_wan} 元, more than any project: 元", "medium"
        )
    if amount.is_grouped and amount.decimals == 2:
        return DecidedAmount(as_yuan, "元", "no unit; digit grouping and two decimals are how 元 is printed", "medium")
    if amount.decimals > 2:
        return DecidedAmount(as_wan, "万元", "no unit; more than two decimals cannot be 元", "medium")
    if typical:
        far_yuan, far_wan = _distance(as_yuan, typical), _distance(as_wan, typical)
        yuan, unit = (as_yuan, "元") if far_yuan <= far_wan else (as_wan, "万元")
        return DecidedAmount(
            yuan, unit, f"no unit; nearer to the other amounts of the file (about {typical} 元) in {unit}", "low"
        )
    unit = "元" if as_yuan >= 10_000 else "万元"
    return DecidedAmount(
        as_yuan if unit == "元" else as_wan, unit, f"no unit and nothing to compare with: {unit} by its size", "low"
    )


def _out_of_proportion(yuan: Decimal, typical: Decimal | None) -> bool:
    return abs(yuan) > IMPOSSIBLE_YUAN or (typical is not None and yuan > typical * FAR)


def _distance(yuan: Decimal, typical: Decimal) -> Decimal:
    if not yuan:
        return Decimal("Infinity")
    return max(yuan / typical, typical / yuan)
