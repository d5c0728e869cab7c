"""The right readings of the shared folder, cell by cell: amounts, codes, measures, kinds of text budgets and PDFs."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from loaders.extract import extract
from loaders.records import Extract

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "measure.py").exists(), reason="the shared documents are not beside the checkout"
)


class Program:
    """Stands where measure.py runs `warehouse sql`: gives the records themselves."""

    def __init__(self, extracts: list[Extract]) -> None:
        self.extracts = extracts

    def rows(self, query: str) -> list[dict[str, str]]:
        table = next(name for name in ("spending", "revenue", "indicator") if f"mart.{name}_line" in query)
        return [
            {
                **{key: "" if value is None else str(value) for key, value in asdict(row).items()},
                "file_name": one.document.file_name,
            }
            for one in self.extracts
            for row in one.rows(table)
        ]


def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure", SHARED / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def short_parts(part: str, files: list[Path], capsys: Any) -> str:
    judge = measure()
    score = judge.Score(3)
    getattr(judge, part)(Program([extract(path) for path in files]), score)
    printed = capsys.readouterr().out
    return "" if score.short == 0 else printed


def test_text_budgets(capsys: Any) -> None:
    files = sorted((SHARED / "documents").glob("*-department-budget.txt"))
    assert short_parts("budget", files, capsys) == ""


def test_pdf_budgets(capsys: Any) -> None:
    files = sorted((SHARED / "realdocs" / "with-expected").glob("*.pdf"))
    assert short_parts("pdf", files, capsys) == ""


@pytest.mark.parametrize("name", ["documents", "realdocs/with-expected"])
def test_every_cell_is_accounted_for(name: str) -> None:
    for path in sorted((SHARED / name).glob("*-department-budget.txt")) + sorted((SHARED / name).glob("wx*.pdf")):
        one = extract(path)
        places = [(cell.page, cell.table_no, cell.row_no, cell.column_no) for cell in one.cell]
        assert len(places) == len(set(places))
        lines = {(line.page, line.table_no, line.row_no, line.column_no): line.amount_text for line in one.spending}
        texts = {place: cell.text for place, cell in zip(places, one.cell, strict=True)}
        assert {place: texts.get(place) for place in lines} == lines
