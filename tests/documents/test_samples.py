"""The sample municipality: what is shipped is what the script writes, and every reader finds in it what was written."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.document import Document, Grid
from loaders.extract import extract
from loaders.readers import ocr, read
from loaders.records import Extract

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "warehouse" / "samples"
SHARED = ROOT.parent / "shared"
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{2,6}")
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.samples import budget, final, forms  # noqa: E402
from tests.samples.accounts import DEPT_ECONOMIC, FUNCTIONS, GOV_ECONOMIC, Books, books  # noqa: E402
from tests.samples.documents import SCAN, documents, self_evaluations  # noqa: E402
from tests.samples.projects import COPIED, PROJECTS, indicators_of  # noqa: E402
from tests.samples.truth import Facts, evaluated, facts_of, targets_of  # noqa: E402

BOOKS = books()
LIUAN_2025, LIUAN_2026 = BOOKS[("liuan", 2025)], BOOKS[("liuan", 2026)]
MINSHENG_2025, MINSHENG_2026 = BOOKS[("minsheng", 2025)], BOOKS[("minsheng", 2026)]


def amounts(document: Document) -> Counter[Decimal]:
    """Every printed figure with decimals, wherever it stands."""
    found: Counter[Decimal] = Counter()
    for block in document.blocks:
        rows = block.rows if isinstance(block, Grid) else ()
        texts = [cell.text for row in rows for cell in row.cells] or [getattr(block, "text", "")]
        # A narrow column breaks a figure within its cell.
        whole = [text.replace("\n", "") if re.fullmatch(r"[\d,]+\.\d+\n\d+", text) else text for text in texts]
        found.update(Decimal(match.replace(",", "")) for text in whole for match in AMOUNT.findall(text))
    return found


def written(tables: list[object]) -> Counter[Decimal]:
    texts = (cell.text for table in tables for row in table.rows for cell in row)  # type: ignore[attr-defined]
    return Counter(Decimal(match.replace(",", "")) for text in texts for match in AMOUNT.findall(text))


@pytest.mark.parametrize("name", sorted(documents()))
def test_what_is_shipped_is_what_the_script_writes(name: str, tmp_path: Path) -> None:
    again = tmp_path / name
    again.write_bytes(documents()[name]())
    assert read(again).blocks == read(SAMPLES / name).blocks


def test_the_script_writes_the_same_bytes_every_time() -> None:
    first, second = documents(), documents()
    assert all(first[name]() == second[name]() for name in first)


def test_samples_are_small_and_complete() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == set(documents())
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


def read_facts(found: Extract) -> Facts:
    """What the loaders read, in the words of the truth."""
    facts: Facts = Counter()
    for line in found.spending:
        codes = (line.function_code, line.gov_economic_code, line.dept_economic_code)
        key = tuple(code for code in codes if code) or ((line.label or "").replace(" ", ""),)
        if line.statement in ("three_public", "procurement"):
            key = ()
        if line.project_name:
            key = (line.project_name,)
        measure = f"{line.stage}/{line.measure}" if line.statement == "self_evaluation" else line.measure
        facts[line.statement, measure, key, line.amount_yuan] += 1
    for income in found.revenue:
        key = ()
        if income.statement == "revenue_by_unit":
            key = ("合计",) if income.line_kind == "total" else (income.unit_code or "",)
        facts[income.statement, income.fund_source or "", key, income.amount_yuan] += 1
    return facts


#: document -> what it says; what its planted faults take away stands in `LOST`
TRUTH: dict[str, Callable[[], Facts]] = {
    "liuan-2025-department-budget.pdf": lambda: facts_of(budget.tables(LIUAN_2025)) + targets_of(LIUAN_2025),
    "liuan-2026-department-budget.txt": lambda: facts_of(budget.tables(LIUAN_2026)) + targets_of(LIUAN_2026),
    "minsheng-2025-department-budget.xlsx": lambda: facts_of(
        budget.tables(MINSHENG_2025, procurement_error=Decimal("5000.00"))
    ),
    "minsheng-2026-department-budget.pdf": lambda: facts_of(budget.tables(MINSHENG_2026)),
    "minsheng-2026-overall-targets.docx": lambda: targets_of(MINSHENG_2026),
    "minsheng-2026-project-list.csv": lambda: Counter(
        {
            **{("project_budget", "total", (name,), yuan): 1 for name, yuan in MINSHENG_2026.projects().items()},
            ("project_budget", "total", ("合计",), MINSHENG_2026.total(kind="project")): 1,
        }
    ),
    "liuan-2025-final-account.html": lambda: facts_of(final.tables(LIUAN_2025)),
    "liuan-2025-self-evaluations.pdf": lambda: evaluated(self_evaluations(LIUAN_2025)),
    "liuan-2026-project-declarations.docx": lambda: Counter(
        ("project_budget", "total", (name,), LIUAN_2026.projects()[name])
        for name in ("社区养老服务站运营补助", "楼院环境整治经费", "城管执法保障经费")
    ),
    SCAN: lambda: facts_of([budget.tables(MINSHENG_2025)[8]]),
}
#: the lost row and the unreadable amount of the text budget
LOST: dict[str, Facts] = {
    "liuan-2026-department-budget.txt": Counter(
        fact
        for fact in facts_of(budget.tables(LIUAN_2026))
        if (fact[0] == "basic" and fact[2] == ("50201", "30207"))
        or (fact[0] == "service_purchase" and fact[2][0].startswith("01-公共服务|0110-"))
    )
}


def test_every_sample_has_its_truth() -> None:
    assert set(TRUTH) == set(documents())
    assert sum(LOST["liuan-2026-department-budget.txt"].values()) == 3


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_every_amount_of_a_sample_is_read_right(name: str) -> None:
    if name == SCAN and not ocr.is_available():
        pytest.skip("the OCR extra is not installed")
    expected, found = TRUTH[name](), read_facts(extract(SAMPLES / name))
    expected.subtract(LOST.get(name, Counter()))
    assert found - expected == Counter()
    assert expected - found == Counter()


@pytest.mark.parametrize(
    ("name", "unit_books", "copied"),
    [
        ("liuan-2025-department-budget.pdf", LIUAN_2025, {}),
        ("liuan-2026-department-budget.txt", LIUAN_2026, COPIED),
        ("minsheng-2026-overall-targets.docx", MINSHENG_2026, {}),
    ],
)
def test_every_indicator_of_the_targets_is_read_right(name: str, unit_books: Books, copied: dict[str, str]) -> None:
    expected = Counter(
        (project, item.name, item.operator, item.value, item.unit)
        for project in unit_books.projects()
        for item in (
            [*PROJECTS[copied[project]].indicators, *indicators_of(unit_books, project)[-1:]]
            if project in copied
            else indicators_of(unit_books, project)
        )
    )
    found = Counter(
        (line.project_name, line.indicator_name, line.operator, line.target_text, line.target_unit or "")
        for line in extract(SAMPLES / name).indicator
        if line.project_name
    )
    assert found == expected


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
