"""Readings of all figures of a document's tables."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.document import Place
from loaders.statements.tables.model import Reading, Table


def solve(tables: Sequence[Table]) -> dict[Place, Reading]:
    readings: dict[Place, Reading] = {}
    for table in tables:
        for figure in table.figures:
            if figure.amount.value is not None:
                readings[figure.place] = Reading(figure.amount.value, figure.column)
    return readings
