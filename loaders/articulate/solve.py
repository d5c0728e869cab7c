"""Readings of all figures of a document's tables.

1. Sound figures are read literally.
2. Suspicious figures are read with their table's decimals (the document's, where the table has no majority): see
   `suspicious`.
3. Rows and columns are asked for figures in the wrong place (`placement`).
4. Only in a dump or a scan, single wrong digits are read where two sums single them out (`digits`), and several
   damages of a table where they close it together (`together`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loaders.articulate.candidates import Candidates, candidates_of
from loaders.articulate.crosswise import contradicted, placements
from loaders.articulate.digits import wrong_digits
from loaders.articulate.equations import column_parts, equations_of, sound_row_sums
from loaders.articulate.placement import Move, misplaced_by_totals, shifted_rows
from loaders.articulate.suspicious import read_suspicious
from loaders.articulate.together import read_together
from loaders.document import Place
from loaders.statements.tables.model import Reading, Table

#: fewer decimals than these are common in print beside integers: no majority of a document is taken from them
TELLING_DECIMALS = 4


def solve(tables: Sequence[Table], is_dump: bool = False) -> dict[Place, Reading]:
    """A reading for every figure that has one; figures that are missing from the answer are damaged and unproved.

    `is_dump` says that the text went through an extraction that may have changed digits (a dump, OCR).
    """
    readings: dict[Place, Reading] = {}
    suspicious: dict[Place, Candidates] = {}
    common = document_decimals(tables)
    for table in tables:
        decimals = table.decimals if table.decimals or table.money_unit == "元" else common
        for figure in table.figures:
            found = candidates_of(figure, decimals)
            if found is not None:
                suspicious[figure.place] = found
            elif figure.amount.value is not None:
                readings[figure.place] = Reading(figure.amount.value, figure.column)
    if suspicious:
        readings.update(read_suspicious(tables, readings, suspicious))
    for table in tables:
        _move(_shifted(table, readings), readings)
    cross = contradicted(tables, readings)
    for table in tables:
        _move(misplaced_by_totals(table, readings, cross), readings)
    if is_dump:
        every = [e for t in tables for e in equations_of(t, readings, sound_row_sums(t, readings))]
        readings.update(wrong_digits(tables, readings, every))
        placed = placements(tables, readings)
        for table in tables:
            readings.update(read_together(table, readings, placed))
    return readings


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
    return decimals if count * 2 > sum(counts.values()) and decimals >= TELLING_DECIMALS else None


def _shifted(table: Table, readings: dict[Place, Reading]) -> list[Move]:
    """The moves of shifted rows. A sum that holds on no row may be one that a shift of the whole table broke: it is
    taken for a sum if the shift mends it."""
    sums, declared = sound_row_sums(table, readings), column_parts(table)
    if len(sums) < len(declared):
        tried = shifted_rows(table, readings, declared, least_broken=2)
        shifted = {**readings, **{move.place: replace(readings[move.place], column=move.column) for move in tried}}
        if tried and len(sound_row_sums(table, shifted)) == len(declared):
            return tried
    return shifted_rows(table, readings, sums)


def _move(moves: Sequence[Move], readings: dict[Place, Reading]) -> None:
    for move in moves:
        old = readings[move.place]
        evidence = f"{old.evidence}; {move.evidence}" if old.evidence else move.evidence
        rule = f"{old.rule}+{move.rule}" if old.rule else move.rule
        readings[move.place] = Reading(old.value, move.column, rule, evidence, move.confidence)
