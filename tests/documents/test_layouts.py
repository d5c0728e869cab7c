"""Tables as other places lay them out: each file of layouts/ is read as it says (see layout_file)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.layout_file import FOLDER, lines_of, parts, read

FILES = sorted(FOLDER.glob("*.txt"))
#: measures that are no part of a table's total
ASIDE = {"change", "of_which", "procurement_sme", "procurement_small_micro"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_amount_is_read_as_the_file_says(path: Path) -> None:
    layout, expected = parts(path)
    assert lines_of(read(layout)) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_leaves_add_up_to_the_total_of_their_measure(path: Path) -> None:
    one = read(parts(path)[0])
    leaves: Counter[tuple[str, str, str, int | None]] = Counter()
    totals: dict[tuple[str, str, str, int | None], Decimal] = {}
    for line in (*one.spending, *one.revenue):
        key = (line.statement, line.measure, line.stage, line.fiscal_year)
        if line.line_kind == "leaf":
            leaves[key] += line.amount_yuan  # type: ignore[assignment]
        elif line.line_kind == "total":
            totals[key] = totals.get(key, Decimal(0)) + line.amount_yuan
    off = {key: (leaves[key], total) for key, total in totals.items() if key in leaves and leaves[key] != total}
    assert not {key: pair for key, pair in off.items() if key[1] not in ASIDE}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_of_a_layout_is_left_unread(path: Path) -> None:
    one = read(parts(path)[0])
    assert not [record.cells for record in one.quarantine]
    assert not one.repair
