"""The sample municipality: what is shipped is what the script writes, and every reader finds in it what was written."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.document import Document, Grid
from loaders.extract import extract
from loaders.readers import read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "warehouse" / "samples"
SHARED = ROOT.parent / "shared"
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{2,6}")
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.samples import budget, final, forms  # noqa: E402
from tests.samples.accounts import DEPT_ECONOMIC, FUNCTIONS, GOV_ECONOMIC, books  # noqa: E402
from tests.samples.documents import SCAN, documents  # noqa: E402

BOOKS = books()


def amounts(document: Document) -> Counter[Decimal]:
    """Every printed figure with decimals, wherever it stands."""
    found: Counter[Decimal] = Counter()
    for block in document.blocks:
        rows = block.rows if isinstance(block, Grid) else ()
        texts = [cell.text for row in rows for cell in row.cells] or [getattr(block, "text", "")]
        found.update(Decimal(match.replace(",", "")) for text in texts for match in AMOUNT.findall(text))
    return found


def written(tables: list[object]) -> Counter[Decimal]:
    texts = (cell.text for table in tables for row in table.rows for cell in row)  # type: ignore[attr-defined]
    return Counter(Decimal(match.replace(",", "")) for text in texts for match in AMOUNT.findall(text))


@pytest.mark.parametrize("name", sorted(documents(None)))
def test_what_is_shipped_is_what_the_script_writes(name: str, tmp_path: Path) -> None:
    again = tmp_path / name
    again.write_bytes(documents(None)[name]())
    assert read(again).blocks == read(SAMPLES / name).blocks


def test_the_script_writes_the_same_bytes_every_time() -> None:
    first, second = documents(None), documents(None)
    assert all(first[name]() == second[name]() for name in first)


def test_samples_are_small_and_complete() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == set(documents(None)) | {SCAN}
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < 1_500_000


@pytest.mark.parametrize(
    ("name", "unit", "year", "extra"),
    [
        ("liuan-2025-department-budget.pdf", "liuan", 2025, True),
        ("minsheng-2026-department-budget.pdf", "minsheng", 2026, False),
    ],
)
def test_no_figure_of_a_budget_is_lost_or_added(name: str, unit: str, year: int, extra: bool) -> None:
    tables: list[object] = [*budget.tables(BOOKS[(unit, year)])]
    if extra:
        tables.append(forms.targets_table(BOOKS[(unit, year)]))
    missing = written(tables) - amounts(read(SAMPLES / name))
    assert not missing


def test_no_figure_of_the_workbook_is_lost() -> None:
    """A workbook prints a number with the decimals it needs: compared by value."""
    error = Decimal("5000.00")
    expected = written([*budget.tables(BOOKS[("minsheng", 2025)], procurement_error=error)])
    numbers = (
        Decimal(cell.text)
        for grid in read(SAMPLES / "minsheng-2025-department-budget.xlsx").grids()
        for _, cell in grid.cells()
        if re.fullmatch(r"\d+(?:\.\d+)?", cell.text)
    )
    assert not expected - Counter(numbers)


def test_no_figure_of_the_final_account_is_lost() -> None:
    document = read(SAMPLES / "liuan-2025-final-account.html")
    assert amounts(document) == written([*final.tables(BOOKS[("liuan", 2025)])])
    assert len(list(document.grids())) == 9


def test_planted_faults_of_the_text_budget_are_repaired_flagged_and_quarantined() -> None:
    found = extract(SAMPLES / "liuan-2026-department-budget.txt")
    books_2026 = BOOKS[("liuan", 2026)]
    assert sum(repair.printed_text == "12,599,200" for repair in found.repair) == 2
    shifted = {repair.printed_text for repair in found.repair if repair.rule == "wrong_column"}
    assert shifted == {"5.000000", "45.000000", "3.400000", "18.600000"}
    assert [record.cells for record in found.quarantine if record.cells == ["1■.■00■00"]]
    for measure, kind in (("total", None), ("project", "project")):
        leaves = [
            line.amount_yuan
            for line in found.spending
            if line.statement == "expenditure" and line.measure == measure and line.line_kind == "leaf"
        ]
        assert sum(leaves) == books_2026.total(kind=kind)
    basic = [line for line in found.spending if line.statement == "basic" and line.measure == "total"]
    lost = sum(line.amount_yuan for line in basic if line.line_kind == "total") - sum(
        line.amount_yuan for line in basic if line.line_kind == "leaf"
    )
    assert lost == books_2026.total(dept="30207")


def test_the_books_articulate() -> None:
    for unit_books in BOOKS.values():
        general = unit_books.total(fund="general")
        others = sum(unit_books.total(fund=fund) for fund in ("carryover", "gov_fund", "other"))
        assert general + others == unit_books.total()
        assert all(entry.fund == "general" for entry in unit_books.entries if entry.is_basic)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared classification is not beside this checkout")
def test_codes_and_names_are_the_official_ones() -> None:
    folder = SHARED / "classification"
    official: dict[str, set[str]] = {}
    for file in ("functional_observed_2017_2026", "department_economic_observed", "government_economic_observed"):
        with (folder / f"{file}.csv").open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                names = {row["name"], *(row.get("other_spellings") or "").split("|")}
                official.setdefault(row["code"], set()).update(names)
    for code, name in {**FUNCTIONS, **GOV_ECONOMIC, **DEPT_ECONOMIC}.items():
        assert name in official[code], (code, name, official[code])
