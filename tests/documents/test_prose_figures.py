"""Figures that sentences of real explanations state, against readings made by eye."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from loaders.extract import extract
from loaders.records import Extract

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
READINGS = SHARED / "expected" / "prose_figures.csv"
FOLDERS = ("cn-prose-practice", "cn-formats-practice")
pytestmark = pytest.mark.skipif(not READINGS.exists(), reason="the shared documents are not beside the checkout")


@pytest.fixture(scope="module")
def wants() -> list[dict[str, str]]:
    with READINGS.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def extracts(wants: list[dict[str, str]]) -> dict[str, Extract]:
    names = {want["file_name"] for want in wants}
    paths = [path for folder in FOLDERS for path in (SHARED / "realdocs" / folder).iterdir() if path.name in names]
    assert {path.name for path in paths} == names
    return {path.name: extract(path) for path in paths}


def test_every_figure_read_by_eye_is_found_and_right(
    wants: list[dict[str, str]], extracts: dict[str, Extract], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SHARED))
    import measure_prose  # type: ignore[import-not-found]

    rows = defaultdict(list)
    for name, one in extracts.items():
        for record in one.prose:
            names = ("kind", "fiscal_year", "stage", "direction", "statement", "measure", "amount_yuan", "value")
            given = {key: getattr(record, key) for key in names}
            row = {"file_name": name} | {key: "" if value is None else str(value) for key, value in given.items()}
            rows[measure_prose.key(row)].append(row)
    wrong = []
    for want in wants:
        candidates = rows[measure_prose.key(want)]
        verdicts = [measure_prose.right(want, row) for row in candidates]
        if not any(all(verdict.values()) for verdict in verdicts):
            wrong.append((want["file_name"], want["page"], want["raw"], want["topic"], verdicts))
    sys.modules.pop("measure_prose")
    assert wrong == []


def test_no_figure_is_given_that_nobody_read(wants: list[dict[str, str]], extracts: dict[str, Extract]) -> None:
    """The readings are complete for these documents: what is more would be invented."""
    assert sum(len(one.prose) for one in extracts.values()) == len(wants)


def test_documents_of_prose_alone_are_loaded(extracts: dict[str, Extract]) -> None:
    assert {(one.document.outcome, one.document.kind) for one in extracts.values()} == {("loaded", "budget")}
    assert not any(one.statement for one in extracts.values())


def test_each_figure_stands_where_it_says(extracts: dict[str, Extract]) -> None:
    for one in extracts.values():
        printed = {(cell.page, cell.table_no, cell.row_no, cell.column_no): cell for cell in one.cell}
        for record in one.prose:
            cell = printed[record.page, record.table_no, record.row_no, record.column_no]
            assert cell.outcome == "read"
            # A figure may be broken by the end of its line: its first digits stand there.
            text = "".join(cell.text.split())
            assert any(text.endswith(record.raw[:length]) for length in range(2, len(record.raw) + 1)) or (
                record.raw in text
            )
