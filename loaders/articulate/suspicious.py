"""What suspicious figures say: the reading that the sums of the document single out, with its evidence.

A reading is kept where

- a sum closes with it that also holds sound figures, or figures proved before (`proved`);
- the cell is no number literally, or its literal value exceeds everything sound in the document, and the same figure is
  soundly printed elsewhere, or every sum that touches it closes (`strong`);
- the same, but nothing touches it and it has just one reading with the table's decimals (`form`);
- it is the literal one, and no sum denies it.

Otherwise the figure has no reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from loaders.articulate.candidates import Candidates, exponent_of
from loaders.articulate.equations import Equation, equations_of, sound_row_sums
from loaders.document import Place
from loaders.statements.tables.model import Reading, Table

MAX_COMBINATIONS = 4096
#: a sum with more open figures than these decides nothing
MAX_OPEN_FIGURES = 10
#: a figure of so many digits that stands elsewhere in the document is no coincidence
TELLING_DIGITS = 8


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the document says of its suspicious figures once each has a trial value."""

    values: Mapping[Place, Decimal]
    touching: Mapping[Place, Sequence[Equation]]
    #: the sum that proves a figure
    proved: Mapping[Place, Equation]
    #: the amounts that are soundly printed somewhere
    printed: frozenset[Decimal]
    largest_sound: Decimal


def read_suspicious(
    tables: Sequence[Table], sound: Mapping[Place, Reading], suspicious: Mapping[Place, Candidates]
) -> dict[Place, Reading]:
    """The readings of those suspicious figures that have one; `sound` are the readings of all others."""
    trial: dict[Place, Reading] = dict(sound)
    for place, found in suspicious.items():
        usual = found.others[-1] if found.others and (found.is_foreign or found.literal is None) else found.literal
        if usual is not None:
            trial[place] = Reading(usual, found.figure.column)
    equations = [e for table in tables for e in equations_of(table, trial, sound_row_sums(table, trial))]
    values = {place: reading.value for place, reading in trial.items()}
    _choose(equations, suspicious, values)
    touching: dict[Place, list[Equation]] = defaultdict(list)
    for equation in equations:
        for place in equation.places():
            touching[place].append(equation)
    evidence = _Evidence(
        values=values,
        touching=touching,
        proved=_proved(suspicious, sound, values, touching),
        printed=frozenset(reading.value for reading in sound.values()),
        largest_sound=max((abs(reading.value) for reading in sound.values()), default=Decimal(0)),
    )
    readings = {place: _read(place, found, evidence) for place, found in suspicious.items() if place in values}
    return {place: reading for place, reading in readings.items() if reading is not None}


def _choose(
    equations: Sequence[Equation], suspicious: Mapping[Place, Candidates], values: dict[Place, Decimal]
) -> None:
    """Where a sum fails with the usual readings, try the others of its few suspicious figures; one closing set
    decides."""
    for equation in equations:
        open_places = [place for place in equation.places() if place in suspicious]
        if not 0 < len(open_places) <= MAX_OPEN_FIGURES:
            continue
        if any(place not in values for place in equation.places()) or equation.holds(values):
            continue
        options = [
            [
                value
                for value in dict.fromkeys((*suspicious[place].others, suspicious[place].literal))
                if value is not None
            ]
            for place in open_places
        ]
        here = {place: values[place] for place in equation.places()}
        closing = []
        for combination in islice(product(*options), MAX_COMBINATIONS):
            here.update(zip(open_places, combination, strict=True))
            if equation.holds(here):
                closing.append(combination)
        if len(closing) == 1:
            values.update(zip(open_places, closing[0], strict=True))


def _proved(
    suspicious: Mapping[Place, Candidates],
    sound: Mapping[Place, Reading],
    values: Mapping[Place, Decimal],
    touching: Mapping[Place, Sequence[Equation]],
) -> dict[Place, Equation]:
    """Figures in a sum that closes with sound or proved figures beside them (and not with zeros alone)."""
    proved: dict[Place, Equation] = {}
    changed = True
    while changed:
        changed = False
        for place in suspicious:
            if place in proved or place not in values:
                continue
            for equation in touching.get(place, ()):
                known = [other for other in equation.places() if other != place and (other in sound or other in proved)]
                if any(values[other] for other in known) and equation.holds(values):
                    proved[place] = equation
                    changed = True
                    break
    return proved


def _read(place: Place, found: Candidates, evidence: _Evidence) -> Reading | None:
    """The reading of one suspicious figure, where the evidence is enough."""
    value, literal = evidence.values[place], found.literal
    sums = evidence.touching.get(place, ())
    if value == literal:
        return Reading(value, found.figure.column)
    if place in evidence.proved:
        equation = evidence.proved[place]
        return _repaired(found, value, f"{equation.name}: {_sides(equation, evidence.values)}", "proved")
    largest = evidence.largest_sound
    is_impossible = literal is None or abs(literal) > largest
    decimals_say = f"{found.figure.cell.text.strip()} among figures of {-exponent_of(value)} decimals"
    if is_impossible and value in evidence.printed and len(value.as_tuple().digits) >= TELLING_DIGITS:
        return _repaired(
            found, value, f"{decimals_say}; {value} is printed soundly elsewhere in the document", "strong"
        )
    if not all(equation.holds(evidence.values) for equation in sums):
        return None
    if is_impossible and (sums or literal is None):
        exceeds = f"; read literally it exceeds every sound amount of the document ({largest})"
        bound = "" if literal is None else exceeds
        closing = f"; {sums[0].name} closes: {_sides(sums[0], evidence.values)}" if sums else ""
        return _repaired(found, value, decimals_say + bound + closing, "strong" if sums else "form")
    if literal is not None and not sums and not is_impossible:
        return Reading(literal, found.figure.column)
    return None


def _repaired(found: Candidates, value: Decimal, evidence: str, confidence: str) -> Reading:
    return Reading(value, found.figure.column, "decimal_point", evidence, confidence)


def _sides(equation: Equation, values: Mapping[Place, Decimal]) -> str:
    parts = [values[place] for place in equation.parts]
    shown = " + ".join(str(part) for part in parts) if len(parts) <= 4 else f"sum of {len(parts)} figures"
    return f"{values[equation.whole]} = {shown}"
