"""Readings of all figures of a document's tables.

1. Sound figures are read literally.
2. Suspicious figures are read with their table's decimals (the document's, where the table has no majority). The reading
   is kept where a sum closes with it that also holds sound figures, or figures proved before (`proved`); where the cell
   is no number literally, or its literal value exceeds everything sound in the document, and every sum that touches it
   closes (`strong`); where nothing touches it and it has just one reading with the table's decimals (`form`).
   Otherwise it has no reading.
3. Rows and columns are asked for figures in the wrong place (`placement`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from loaders.articulate.candidates import Candidates, candidates_of
from loaders.articulate.crosswise import Contradiction, contradicted
from loaders.articulate.digits import wrong_digits
from loaders.articulate.equations import Equation, column_parts, equations_of, sound_row_sums
from loaders.articulate.placement import misplaced_by_totals, shifted_rows
from loaders.document import Place
from loaders.statements.tables.model import Reading, Table

MAX_COMBINATIONS = 4096
#: a figure of so many digits that stands elsewhere in the document is no coincidence
TELLING_DIGITS = 8


def document_decimals(tables: Sequence[Table]) -> int | None:
    """The decimals that most tables of the document print, for tables that have no majority of their own."""
    counts = Counter(
        figure.amount.decimals
        for table in tables
        for figure in table.figures
        if figure.amount.is_number and figure.amount.value and figure.amount.decimals
    )
    if not counts:
        return None
    decimals, count = counts.most_common(1)[0]
    return decimals if count * 2 > sum(counts.values()) and decimals >= 4 else None


def solve(tables: Sequence[Table], is_dump: bool = False) -> dict[Place, Reading]:
    """A reading for every figure that has one; figures that are missing from the answer are damaged and unproved.

    `is_dump` says that the text went through an extraction that may have changed digits (a dump, OCR).
    """
    readings: dict[Place, Reading] = {}
    suspicious: dict[Place, Candidates] = {}
    common = document_decimals(tables)
    for table in tables:
        decimals = table.decimals if table.decimals else common
        if table.money_unit == "元":
            decimals = table.decimals
        for figure in table.figures:
            found = candidates_of(figure, decimals)
            if found is None and figure.amount.value is not None:
                readings[figure.place] = Reading(figure.amount.value, figure.column)
            elif found is not None:
                suspicious[figure.place] = found
    if suspicious:
        _read_suspicious(tables, readings, suspicious)
    for table in tables:
        _place(table, readings, Contradiction())
    cross = contradicted(tables, readings)
    for table in tables:
        _place(table, readings, cross, by_totals=True)
    if is_dump:
        every = [e for t in tables for e in equations_of(t, readings, sound_row_sums(t, readings))]
        readings.update(wrong_digits(tables, readings, every))
    return readings


def _place(table: Table, readings: dict[Place, Reading], cross: Contradiction, by_totals: bool = False) -> None:
    sums = sound_row_sums(table, readings)
    moves = misplaced_by_totals(table, readings, cross) if by_totals else shifted_rows(table, readings, sums)
    declared = column_parts(table)
    if not by_totals and len(sums) < len(declared):
        # A sum that holds on no row may be one that a shift of the whole table broke: taken if the shift mends it.
        tried = shifted_rows(table, readings, declared, least_broken=2)
        shifted = {**readings, **{move.place: replace(readings[move.place], column=move.column) for move in tried}}
        if tried and len(sound_row_sums(table, shifted)) == len(declared):
            moves = tried
    for move in moves:
        old = readings[move.place]
        evidence = f"{old.evidence}; {move.evidence}" if old.evidence else move.evidence
        rule = f"{old.rule}+{move.rule}" if old.rule else move.rule
        readings[move.place] = Reading(old.value, move.column, rule, evidence, move.confidence)


def _read_suspicious(
    tables: Sequence[Table], readings: dict[Place, Reading], suspicious: Mapping[Place, Candidates]
) -> None:
    largest_sound = max((abs(reading.value) for reading in readings.values()), default=Decimal(0))
    trial: dict[Place, Reading] = dict(readings)
    for place, found in suspicious.items():
        usual = found.others[-1] if found.others and (found.is_foreign or found.literal is None) else found.literal
        if usual is not None:
            trial[place] = Reading(usual, found.figure.column)
    equations: list[Equation] = []
    for table in tables:
        equations.extend(equations_of(table, trial, sound_row_sums(table, trial)))
    touching: dict[Place, list[Equation]] = {}
    for equation in equations:
        for place in equation.places():
            touching.setdefault(place, []).append(equation)
    proved: dict[Place, str] = {}
    _choose(equations, suspicious, readings, trial)
    values = {place: reading.value for place, reading in trial.items()}
    changed = True
    while changed:
        changed = False
        for place in suspicious:
            if place in proved or place not in trial:
                continue
            for equation in touching.get(place, []):
                others = [other for other in equation.places() if other != place]
                known = [other for other in others if other in readings or other in proved]
                if equation.holds(values) and any(values[other] for other in known) and known:
                    proved[place] = f"{equation.name}: {_sides(equation, values)}"
                    changed = True
                    break
    printed = {reading.value for reading in readings.values()}
    for place, found in suspicious.items():
        if place not in trial:
            continue
        value, literal = trial[place].value, found.literal
        equations_here = touching.get(place, [])
        failing = [equation for equation in equations_here if not equation.holds(values)]
        decimals_say = f"{found.figure.cell.text.strip()} among figures of {-_exponent(value)} decimals"
        if value == literal:
            readings[place] = Reading(value, found.figure.column)
        elif place in proved:
            readings[place] = _reading(found, value, proved[place], "proved")
        elif (
            _is_impossible(literal, largest_sound)
            and value in printed
            and len(value.as_tuple().digits) >= TELLING_DIGITS
        ):
            readings[place] = _reading(
                found, value, f"{decimals_say}; {value} is printed soundly elsewhere in the document", "strong"
            )
        elif not failing and _is_impossible(literal, largest_sound) and (equations_here or literal is None):
            bound = (
                ""
                if literal is None
                else f"; read literally it exceeds every sound amount of the document ({largest_sound})"
            )
            closing = (
                f"; {equations_here[0].name} closes: {_sides(equations_here[0], values)}" if equations_here else ""
            )
            readings[place] = _reading(
                found, value, decimals_say + bound + closing, "strong" if equations_here else "form"
            )
        elif literal is not None and not failing and not equations_here and abs(literal) <= largest_sound:
            readings[place] = Reading(literal, found.figure.column)


def _is_impossible(literal: Decimal | None, largest_sound: Decimal) -> bool:
    """No number as it stands, or more than anything that is soundly printed in the document."""
    return literal is None or abs(literal) > largest_sound


def _choose(
    equations: Sequence[Equation],
    suspicious: Mapping[Place, Candidates],
    sound: Mapping[Place, Reading],
    trial: dict[Place, Reading],
) -> None:
    """Where a sum fails with the usual readings, try the others of its few suspicious figures; one closing set decides."""
    for equation in equations:
        values = {place: trial[place].value for place in equation.places() if place in trial}
        if len(values) < len(equation.places()) or equation.holds(values):
            continue
        open_places = [place for place in equation.places() if place in suspicious and place not in sound]
        if not open_places or len(open_places) > 10:
            continue
        options = [
            [
                value
                for value in dict.fromkeys((*suspicious[place].others, suspicious[place].literal))
                if value is not None
            ]
            for place in open_places
        ]
        closing = []
        for combination in islice(product(*options), MAX_COMBINATIONS):
            values.update(zip(open_places, combination, strict=True))
            if equation.holds(values):
                closing.append(combination)
        if len(closing) == 1:
            for place, value in zip(open_places, closing[0], strict=True):
                trial[place] = Reading(value, suspicious[place].figure.column)


def _reading(found: Candidates, value: Decimal, evidence: str, confidence: str) -> Reading:
    return Reading(value, found.figure.column, "decimal_point", evidence, confidence)


def _sides(equation: Equation, values: Mapping[Place, Decimal]) -> str:
    parts = [values[place] for place in equation.parts]
    shown = " + ".join(str(part) for part in parts) if len(parts) <= 4 else f"sum of {len(parts)} figures"
    return f"{values[equation.whole]} = {shown}"


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
