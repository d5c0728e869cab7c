"""One yuan once: which document, which table and which rows stand in mart.ledger. Expected sums are written by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sql.ledger_case import Documents, ledger, reasons

ITEMS = [("2080501", 100), ("2080502", 200), ("2210201", 300)]
CLASSES = [("八、社会保障和就业支出", 300), ("二十、住房保障支出", 300)]


def office(documents: Documents, key: str, unit: str, **values: object) -> None:
    """A budget of 600 yuan as three tables print it."""
    documents.add(key, unit, **values)  # type: ignore[arg-type]
    documents.table(key, "summary_expenditure", CLASSES, 600)
    documents.table(key, "expenditure", ITEMS, 600)
    documents.table(key, "general_public", ITEMS[:2], 300)


def test_a_budget_that_stands_in_three_tables_counts_once(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600}
    assert connection.execute("select function_code, amount_yuan from mart.ledger order by 1").fetchall() == [
        (code, Decimal(amount)) for code, amount in ITEMS
    ]
    assert connection.execute(
        "select expenditure_yuan, general_public_yuan, ledger_yuan, closes, scope_of_unit, file_name"
        " from mart.unit_year"
    ).fetchall() == [(Decimal(600), Decimal(300), Decimal(600), True, "unit", "a.pdf")]


EDITIONS = {
    # file names in the order of loading -> the one that counts
    "a word": (("budget-2026-draft", "budget-2026", "budget-2026-revised"), "budget-2026-revised"),
    "a Chinese word": (("2026年预算（更正）", "2026年预算", "2026年预算草案"), "2026年预算（更正）"),
    "a day": (("预算20260301", "预算20260115"), "预算20260301"),
    "a version": (("预算v2", "预算v10", "预算"), "预算v10"),
}


@pytest.mark.parametrize("case", EDITIONS)
def test_of_several_editions_the_latest_counts(tmp_path: Path, case: str) -> None:
    names, latest = EDITIONS[case]
    documents = Documents()
    for number, name in enumerate(names):
        key = f"d{number}"
        documents.add(key, "民政局", file_name=f"{name}.pdf")
        # The amounts differ, so that the sum tells which one it is.
        documents.table(key, "expenditure", [("2080501", 100 + number), ("2210201", 10)], 110 + number)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 110 + names.index(latest)}
    assert connection.execute("select file_name from mart.document where is_current").fetchall() == [(f"{latest}.pdf",)]
    assert connection.execute("select list(edition order by edition) from mart.document").fetchone() == (
        list(range(1, len(names) + 1)),
    )


def test_a_department_holds_the_office_of_the_same_name(tmp_path: Path) -> None:
    """部门预算 and 单位预算 of one name: the first is the office with its units, whatever it is called or loaded."""
    documents = Documents()
    for key, word, amount in (("z", "单位", 870), ("a", "部门", 960)):
        documents.add(key, "司法局", title=f"2026年区级{word}预算")
        documents.table(key, "expenditure", [("2040601", amount - 1), ("2210201", 1)], amount)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"司法局": 960}
    assert reasons(connection)["z"] == "not in the ledger: its department of the same name holds it"


def test_a_copy_without_a_name_or_under_another_counts_once(tmp_path: Path) -> None:
    documents = Documents()
    rows = [*ITEMS, ("2010301", 7)]
    for key, unit in (("a", "民政局"), ("b", None), ("c", "民政局机关")):
        documents.add(key, unit)
        documents.table(key, "expenditure", rows, 607)
    connection = documents.built(tmp_path)
    assert sum(ledger(connection).values()) == 607
    assert sum("copy of another edition" in reason for reason in reasons(connection).values()) == 2


def test_small_tables_that_happen_to_be_alike_are_no_copies(tmp_path: Path) -> None:
    documents = Documents()
    for key, unit in (("a", "第一小学"), ("b", "第二小学")):
        documents.add(key, unit)
        documents.table(key, "expenditure", ITEMS, 600)
    assert ledger(documents.built(tmp_path)) == {"第一小学": 600, "第二小学": 600}


def test_a_budget_and_a_final_account_are_two_stages(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    documents.add("b", "民政局", stage="final")
    documents.table("b", "expenditure", [("2080501", 90), ("2210201", 300)], 390)
    # A final account repeats the budget: the budget's own document goes before it.
    documents.table("b", "expenditure", [("2080501", 999)], 999, stage="budget")
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600}
    assert ledger(connection, "final") == {"民政局": 390}


def test_last_years_column_belongs_to_last_years_document(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    documents.table("a", "expenditure", ITEMS, 600, fiscal_year=2025)
    connection = documents.built(tmp_path)
    assert connection.execute("select distinct fiscal_year from mart.ledger").fetchall() == [(2026,)]


def test_a_misprint_leaves_the_next_table_of_the_same_money(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "summary_expenditure", CLASSES, 600)
    documents.table("a", "expenditure", [*ITEMS[:2], ("2210201", 3000)], 600)
    connection = documents.built(tmp_path)
    assert connection.execute(
        "select statement, function_code, function_class_code, amount_yuan from mart.ledger order by 3"
    ).fetchall() == [
        ("summary_expenditure", None, "208", Decimal(300)),
        ("summary_expenditure", None, "221", Decimal(300)),
    ]


def test_what_does_not_close_stays_out_and_says_so(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "expenditure", ITEMS, 606)
    # Narrower money that closes is no stand-in for all of it.
    documents.table("a", "general_public", ITEMS[:2], 300)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {}
    assert connection.execute("select expenditure_yuan, ledger_yuan, closes from mart.unit_year").fetchall() == [
        (Decimal(606), None, False)
    ]
    assert reasons(connection) == {"a": "not in the ledger: its rows do not add up to the printed total"}


def test_a_table_without_a_total_is_held_against_the_total_of_another(tmp_path: Path) -> None:
    documents = Documents()
    for key, unit, total in (("a", "民政局", 600), ("b", "水务局", 601)):
        documents.add(key, unit)
        documents.table(key, "summary_expenditure", CLASSES[:1], total)
        documents.table(key, "expenditure", ITEMS, None)
    documents.add("c", "教育局")
    documents.table("c", "expenditure", ITEMS, None)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600}
    assert reasons(connection)["c"] == "not in the ledger: no total is printed to hold its rows against"


def test_appropriations_stand_where_all_money_is_not_printed(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "general_public", ITEMS[:2], 300)
    documents.table("a", "appropriation_expenditure", ITEMS, 600)
    documents.add("b", "水务局")
    documents.table("b", "general_public", ITEMS[:2], 300)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600, "水务局": 300}
    assert connection.execute("select distinct unit_name, covers from mart.ledger order by 2").fetchall() == [
        ("民政局", "appropriation"),
        ("水务局", "general_public"),
    ]


def test_the_view_with_functions_goes_before_items_of_the_same_money(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "expenditure", [(None, 600)], 600, view="project")
    documents.table("a", "expenditure", ITEMS, 600)
    documents.table("a", "expenditure", [(None, 150)] * 4, 600, view="dept_economic")
    connection = documents.built(tmp_path)
    assert connection.execute("select view, sum(amount_yuan) from mart.ledger group by 1").fetchall() == [
        ("function", Decimal(600))
    ]


DIVIDED = {
    # amounts of columns beside the total of 100 and 200 -> what the ledger says of the parts
    "basic and project": ({"basic": (60, 0), "project": (40, 200)}, {"basic": 60, "project": 240}),
    "a part is missing": ({"basic": (60, 0), "project": (30, 200)}, {None: 300}),
    "people and running costs": (
        {"personnel": (50, 0), "public": (10, 0), "project": (40, 200)},
        {"basic": 60, "project": 240},
    ),
    "no parts": ({}, {None: 300}),
}


@pytest.mark.parametrize("case", DIVIDED)
def test_a_row_is_divided_where_its_parts_add_up(tmp_path: Path, case: str) -> None:
    columns, expect = DIVIDED[case]
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "expenditure", [("2080501", 100), ("2210201", 200)], 300, key="t")
    for measure, (first, second) in columns.items():
        documents.table(
            "a", "expenditure", [("2080501", first), ("2210201", second)], first + second, measure=measure, key="t"
        )
    found = documents.built(tmp_path).execute("select basic_or_project, sum(amount_yuan) from mart.ledger group by 1")
    assert {name: int(amount) for name, amount in found.fetchall()} == expect


def test_what_is_carried_on_is_no_expenditure_of_the_year(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "summary_expenditure", [*CLASSES, ("年终结转结余", 50)], 650)
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600}
    assert connection.execute("select expenditure_yuan from mart.unit_year").fetchone() == (Decimal(600),)


def test_of_which_columns_are_never_added(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", "民政局")
    documents.table("a", "expenditure", ITEMS, 600, key="t")
    documents.table("a", "expenditure", ITEMS, 600, key="t", measure="project", is_of_which=True)
    assert ledger(documents.built(tmp_path)) == {"民政局": 600}


def test_a_government_stays_apart(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    office(documents, "b", "青禾市", scope="government")
    connection = documents.built(tmp_path)
    assert ledger(connection) == {"民政局": 600}
    assert reasons(connection)["b"] == "not in the ledger: the money of a whole government"
    assert connection.execute("select distinct scope, file_name from mart.spending_line order by 2").fetchall() == [
        ("department", "a.pdf"),
        ("government", "b.pdf"),
    ]


def test_without_a_unit_or_a_year_nothing_counts(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("a", None)
    documents.table("a", "expenditure", ITEMS, 600)
    documents.add("b", "民政局", year=None)
    documents.table("b", "expenditure", ITEMS[:2], 300)
    connection = documents.built(tmp_path)
    assert connection.execute("select count(*) from mart.ledger").fetchone() == (0,)
    assert reasons(connection) == {
        "a": "not in the ledger: it does not say whose it is",
        "b": "not in the ledger: it does not say of which year it is",
    }


def department(documents: Documents, *, units: dict[str, int], rows: bool = False, lists: bool = True) -> None:
    """The document of a department of 1,000 yuan: 局本级 300, 甲中心 400, 乙中心 300; and those of some units."""
    documents.add("d", "民政局", code="301")
    parts = [("2080501", 300), ("2080502", 400), ("2210201", 300)]
    names = ["民政局本级", "甲中心", "乙中心"]
    documents.table("d", "expenditure", parts, 1000, **({"units": names} if rows else {}))
    if lists:
        documents.money("d", list(zip(names, (300, 400, 300), strict=True)))
    for name, amount in units.items():
        code = f"30100{2 + list(units).index(name)}"
        documents.add(name, name, code=code)
        documents.table(name, "expenditure", [("2080501", amount - 1), ("2080502", 1)], amount)


DEPARTMENTS = {
    "nobody else": (dict[str, int](), False, True, {"民政局": 1000}),
    "all its units": (
        {"民政局本级": 300, "甲中心": 400, "乙中心": 300},
        False,
        True,
        {"民政局本级": 300, "甲中心": 400, "乙中心": 300},
    ),
    "one of its units": ({"甲中心": 400}, False, True, {"民政局": 1000}),
    "one of its units, and rows by unit": (
        {"甲中心": 400},
        True,
        True,
        {"民政局本级": 300, "甲中心": 400, "乙中心": 300},
    ),
    "a unit that it does not list": ({"丙中心": 400}, False, True, {"民政局": 1000, "丙中心": 400}),
    "a unit by its code alone": ({"丙中心": 400}, False, False, {"民政局": 1000}),
    "a unit by its code, with more money": ({"丙中心": 1400}, False, False, {"民政局": 1000, "丙中心": 1400}),
}


@pytest.mark.parametrize("case", DEPARTMENTS)
def test_departments_and_units_never_overlap(tmp_path: Path, case: str) -> None:
    units, rows, lists, expect = DEPARTMENTS[case]
    documents = Documents()
    department(documents, units=units, rows=rows, lists=lists)
    connection = documents.built(tmp_path)
    assert ledger(connection) == expect
    ledger_of_units = connection.execute(
        "select unit_name, ledger_yuan from mart.unit_year where ledger_yuan is not null"
    ).fetchall()
    assert {unit: int(amount) for unit, amount in ledger_of_units} == expect


def test_what_cannot_be_told_is_said(tmp_path: Path) -> None:
    documents = Documents()
    department(documents, units={"丙中心": 400}, lists=False)
    connection = documents.built(tmp_path)
    assert reasons(connection)["丙中心"] == "not in the ledger: undecided: by name or code inside its department"


def test_a_document_that_prints_its_units_after_the_department(tmp_path: Path) -> None:
    documents = Documents()
    documents.add("d", "民政局")
    documents.table("d", "expenditure", [("2080501", 600), ("2080502", 400)], 1000)
    documents.table("d", "expenditure", [("2080501", 400)], 400, unit="甲中心", units=["甲中心"])
    documents.table("d", "expenditure", [("2080501", 200), ("2080502", 100)], 300, unit="乙中心", units=["乙中心"] * 2)
    assert ledger(documents.built(tmp_path)) == {"民政局": 1000}


def test_a_department_of_one_unit_is_that_unit(tmp_path: Path) -> None:
    """Two documents that name each other and come to the same: one of them counts, not none."""
    documents = Documents()
    for key, unit, other in (("a", "民政局", "民政局本级"), ("b", "民政局本级", "民政局")):
        documents.add(key, unit)
        documents.table(key, "expenditure", ITEMS, 600)
        documents.money(key, [(other, 600)])
    assert sum(ledger(documents.built(tmp_path)).values()) == 600


def test_another_year_is_another_budget(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    office(documents, "b", "民政局", year=2025)
    connection = documents.built(tmp_path)
    assert connection.execute(
        "select fiscal_year, sum(amount_yuan) from mart.ledger group by 1 order by 1"
    ).fetchall() == [(2025, Decimal(600)), (2026, Decimal(600))]


def test_a_document_of_other_tables_gives_its_totals_to_the_unit(tmp_path: Path) -> None:
    documents = Documents()
    office(documents, "a", "民政局")
    documents.add("b", "民政局")
    documents.table("b", "three_public", [(None, 30)], 30, view="item", covers="appropriation")
    connection = documents.built(tmp_path)
    assert connection.execute(
        "select expenditure_yuan, three_public_yuan, document_key from mart.unit_year"
    ).fetchall() == [(Decimal(600), Decimal(30), "a")]
    assert reasons(connection)["b"] == "not in the ledger: it prints no table of all its expenditure"


def test_every_document_says_why_it_counts_or_not(tmp_path: Path) -> None:
    documents = Documents()
    department(documents, units={"甲中心": 400, "丙中心": 5})
    documents.add("nothing", None, outcome="no_statement")
    found = documents.built(tmp_path).execute(
        "select count(*), count(choice_reason), bool_and(is_in_ledger = not starts_with(choice_reason, 'not in'))"
        " from mart.document"
    )
    assert found.fetchone() == (4, 4, True)
