"""One wrong digit, in dumps and scans only: read right where two independent sums point at the same cell.

A dump or OCR may turn one digit into another. The row's sum and the column's total then fail by the same amount, and
they meet in one cell. The correction is made only if

1. every sum that touches the cell fails by that amount, and at least two of them do (of different kinds);
2. the corrected figure differs from the printed one in exactly one digit;
3. no other cell would mend the same sums;
4. the rounding of the figures does not explain the difference (a table in 万元 with two decimals closes to a few 0.01).

In documents whose text is sound by construction (PDF with text, Excel, Word, HTML) such a difference is a fault of the
publication: nothing is corrected there, the checks report it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product

from loaders.articulate.candidates import digits_of
from loaders.articulate.equations import Equation
from loaders.document import Place
from loaders.statements.tables.model import Figure, Reading, Table

MAX_ROWS_TOGETHER = 6


def wrong_digits(
    tables: Sequence[Table], readings: Mapping[Place, Reading], equations: Iterable[Equation]
) -> dict[Place, Reading]:
    """Corrected readings of figures with one wrong digit."""
    values = {place: reading.value for place, reading in readings.items()}
    failing: dict[Place, list[tuple[Equation, Decimal]]] = defaultdict(list)
    holding: set[Place] = set()
    every = list(equations)
    for equation in every:
        if any(place not in values for place in equation.places()):
            continue
        over = equation.over(values)
        for place in equation.places():
            if over and not equation.is_rounding(values):
                failing[place].append((equation, -over if place == equation.whole else over))
            else:
                holding.add(place)
    figures = {figure.place: figure for table in tables for figure in table.figures}
    trusted = {place for place, found in failing.items() if place not in holding and _agree(found)}
    out: dict[Place, Reading] = {}
    for place in trusted:
        found = failing[place]
        corrected = values[place] + found[0][1]
        rivals = {
            other
            for equation, _ in found
            for other in equation.places()
            if other in trusted and {e.name for e, _ in failing[other]} == {e.name for e, _ in found}
        }
        slack = max(equation.slack for equation, _ in found)
        if len(rivals) == 1 and one_digit_apart(figures[place], corrected) and _is_plain(found[0][1], slack):
            old = readings[place]
            names = " and ".join(equation.name for equation, _ in found)
            out[place] = Reading(
                corrected, old.column, "digit",
                f"{names} both fail by {abs(found[0][1])} as printed and close with this digit", "proved",
            )  # fmt: skip
    out = _without_rivals(out, failing)
    rest = [e for e in every if not any(place in out for place in e.places())]
    out.update(_together(rest, figures, values, readings))
    return out


def _without_rivals(
    found: dict[Place, Reading], failing: Mapping[Place, list[tuple[Equation, Decimal]]]
) -> dict[Place, Reading]:
    """Two corrections that would mend the same sum cannot both be right: neither is taken."""
    uses = Counter((e.name, e.whole) for place in found for e, _ in failing[place])
    return {
        place: reading for place, reading in found.items() if all(uses[e.name, e.whole] == 1 for e, _ in failing[place])
    }


def _together(
    equations: Sequence[Equation],
    figures: Mapping[Place, Figure],
    values: Mapping[Place, Decimal],
    readings: Mapping[Place, Reading],
) -> dict[Place, Reading]:
    """Several wrong digits in one table: each row that fails has one wrong cell, and the columns must all close. Taken
    where just one choice of cells does."""
    known = [e for e in equations if all(place in values for place in e.places())]
    rows = [e for e in known if e.kind == "row" and not e.is_rounding(values)]
    others = [e for e in known if e.kind != "row"]
    if not 1 < len(rows) <= MAX_ROWS_TOGETHER or all(e.is_rounding(values) for e in others):
        return {}
    options = []
    for equation in rows:
        over = equation.over(values)
        moves = [(place, values[place] + (-over if place == equation.whole else over)) for place in equation.places()]
        slack = max(other.slack for other in known)
        options.append(
            [
                (place, value)
                for place, value in moves
                if one_digit_apart(figures[place], value) and _is_plain(value - values[place], slack)
            ]
        )
    touched = {place for option in options for place, _ in option}
    judges = [(e, e.over(values)) for e in others if not touched.isdisjoint(e.places())]
    solutions = []
    for choice in product(*options):
        changes = {place: value - values[place] for place, value in choice}
        if len(changes) == len(choice) and all(over == _undone(e, changes) for e, over in judges):
            solutions.append(choice)
    judged = {place for equation, _ in judges for place in equation.places()}
    if len(solutions) != 1 or any(place not in judged for place, _ in solutions[0]):
        return {}
    names = " and ".join(dict.fromkeys(e.name for e, _ in judges))
    return {
        place: Reading(
            value, readings[place].column, "digit",
            f"{equation.name} and {names} close only with these digits, of all choices of one cell a row", "proved",
        )
        for equation, (place, value) in zip(rows, solutions[0], strict=True)
    }  # fmt: skip


def _is_plain(change: Decimal, slack: Decimal) -> bool:
    """Is one step of the changed digit more than rounding can be? Else another digit would do as well."""
    return Decimal(1).scaleb(change.adjusted()) > 2 * slack


def _undone(equation: Equation, changes: Mapping[Place, Decimal]) -> Decimal:
    """What changes of some figures take away from the excess of a sum's whole over its parts."""
    in_parts = sum((changes[place] for place in equation.parts if place in changes), Decimal(0))
    return in_parts - changes.get(equation.whole, Decimal(0))


def _agree(found: Sequence[tuple[Equation, Decimal]]) -> bool:
    return len({equation.kind for equation, _ in found}) >= 2 and len({delta for _, delta in found}) == 1


def one_digit_apart(figure: Figure, corrected: Decimal) -> bool:
    printed, wanted = digits_of(figure.cell.text), digits_of(str(corrected))
    return len(printed) == len(wanted) and sum(a != b for a, b in zip(printed, wanted, strict=True)) == 1
