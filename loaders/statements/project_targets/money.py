"""The amounts of a target table in yuan.

1. The money unit is the one that the table prints (金额单位：万元, or behind a heading); without any it is 万元, and
   the statement says that this was reasoned.
2. Where nearly all amounts of the table have the same number of decimals, a cell with another number of them, or with
   misplaced separators, is read with the usual number of decimals.
3. A damaged cell without such a habit is read like the other amount of its row that has the same digits.
4. Two pieces of one project's cell that contradict each other are settled by its cost limits (a proof), else the first
   piece stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from loaders.amounts import MONEY_UNITS, Form, point_readings, read_amount, to_yuan
from loaders.document import Place
from loaders.section import Section
from loaders.statements.project_targets.values import AmountReading, Money, Printed, ProjectRow, TargetList
from loaders.text import folded

_PRINTED_UNIT = re.compile(rf"单位[:：]?\(?(?:人民币)?({MONEY_UNITS})")
_HEADING_UNIT = re.compile(rf"\(({MONEY_UNITS})\)")
UNIFORM_SHARE = 0.8
LEAST_FOR_HABIT = 5


def money_of(section: Section, table: TargetList) -> Money:
    """The unit the table prints, and its usual number of decimals."""
    decimals = _usual_decimals(cell.text for _, cell in _cells(table))
    for pattern, where in ((_PRINTED_UNIT, "table"), (_HEADING_UNIT, "heading")):
        for _, row in section.rows():
            for cell in row.cells:
                if len(cell.text) <= 80 and (match := pattern.search(folded(cell.text))):
                    return Money(match.group(1), where, decimals)
    return Money("万元", "reasoned", decimals)


def _cells(table: TargetList) -> Iterable[tuple[str, Printed]]:
    for project in table.projects:
        yield from project.amounts
    for total in table.totals:
        yield from total.amounts


def _usual_decimals(texts: Iterable[str]) -> int | None:
    amounts = [read_amount(text) for text in texts]
    found = Counter(amount.decimals for amount in amounts if amount.is_number)
    count = sum(found.values())
    if count < LEAST_FOR_HABIT:
        return None
    decimals, times = found.most_common(1)[0]
    return decimals if times >= UNIFORM_SHARE * count else None


def read_cell(cell: Printed, money: Money, beside: Sequence[Printed] = ()) -> AmountReading | None:
    """One amount in yuan, or None where it cannot be read."""
    amount = read_amount(cell.text)
    unit = amount.unit or money.unit
    usual = money.decimals
    if amount.value is not None and (not usual or _is_usual(amount.value, amount.decimals, usual)):
        return AmountReading(to_yuan(amount.value, unit))
    if amount.form not in (Form.NUMBER, Form.DAMAGED):
        return None
    readings = point_readings(cell.text)
    if usual and amount.decimals > usual:
        # A stop where a comma was: 4.361211331 is 4,361.211331.
        readings = (*readings, Decimal(re.sub(r"\D", "", cell.text)).scaleb(-usual))
    if usual:
        fitting = [value for value in readings if -_exponent(value) == usual]
        if not fitting and amount.value is not None:
            return AmountReading(to_yuan(amount.value, unit))
        evidence = f"the other amounts of the table have {usual} decimals"
    else:
        known = [read.value for other in beside if (read := read_amount(other.text)).value is not None]
        fitting = [value for value in readings if value in known]
        evidence = "the same digits stand sound in another amount of the row"
    if len(set(fitting)) != 1:
        return None
    return AmountReading(to_yuan(fitting[0], unit), "decimal_point", evidence)


def _is_usual(value: Decimal, decimals: int, usual: int) -> bool:
    """Has the amount the usual decimals, or fewer, and where it has none no more digits than a whole amount has?"""
    return 0 < decimals <= usual or (decimals == 0 and len(str(abs(int(value)))) <= usual)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def amount_of(project: ProjectRow, money: Money) -> Decimal | None:
    """The project's total before anything is known of its indicators; None where its pieces contradict each other."""
    if project.other_readings or not project.amounts:
        return None
    reading = read_cell(project.amounts[0][1], money, [cell for _, cell in project.amounts])
    return reading.yuan if reading else None


def under_one_heading(amounts: Sequence[tuple[str, Printed]]) -> Iterator[tuple[str, Printed, bool]]:
    """Each cell once, and whether its measure is clear: one that lies under several headings is the total if one of
    them is; which of the others it is, or whether their sum, nobody can say."""
    measures: dict[Place, list[str]] = {}
    for measure, cell in amounts:
        measures.setdefault(cell.place, []).append(measure)
    for measure, cell in amounts:
        others = measures[cell.place]
        if measure == ("total" if "total" in others else others[0]):
            yield measure, cell, len(others) == 1 or measure == "total"


def readings_of(
    project: ProjectRow, money: Money, cost: Decimal | None
) -> dict[str, tuple[Printed, AmountReading | None]]:
    """Every amount cell of a project by its measure. `cost`: the sum of the cost limits of its indicators."""
    cells = [cell for _, cell in project.amounts]
    out = {
        measure: (cell, read_cell(cell, money, cells) if is_clear else None)
        for measure, cell, is_clear in under_one_heading(project.amounts)
    }
    if not project.other_readings:
        return out
    first, second = (
        "+".join(sorted({cell.text for _, cell in pieces})) for pieces in (project.amounts, project.other_readings)
    )
    if cost is not None:
        evidence = f"a page end splits the cell into {first} and {second}; the cost limits add up"
        proof = AmountReading(cost.quantize(Decimal("0.01")), "cost_sum", evidence, "proved")
        return {measure: (cell, proof) for measure, (cell, _) in out.items()}
    return out
