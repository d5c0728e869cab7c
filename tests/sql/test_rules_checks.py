"""Articulation rules over hand-made budgets: one that closes, and copies of it with one thing wrong each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sql.rules_case import Given, Judged

#: (function, government item, department item, basic, project) of the sound budget, in yuan
ROWS = [
    ("2010301", "50101", "30101", "1200000.00", "0.00"),
    ("2010301", "50201", "30201", "300000.00", "0.00"),
    ("2010302", "50205", "30227", "0.00", "450000.55"),
    ("2080505", "50102", "30108", "98000.00", "0.00"),
    ("2120501", "50205", "30227", "0.00", "700000.00"),
]
PERSONNEL = {"30101", "30108"}


def sound(given: Given, name: str, **about: object) -> dict[str, str]:
    """A budget of six tables whose sums close to the cent."""
    document = given.document(name, **about)
    tables = {
        kind: given.table(document, kind)
        for kind in (
            "summary_revenue", "summary_expenditure", "revenue_by_unit", "expenditure", "appropriation_revenue",
            "appropriation_expenditure", "general_public", "basic", "three_public", "procurement", "service_purchase",
        )
    }  # fmt: skip
    total = sum(Decimal(row[3]) + Decimal(row[4]) for row in ROWS)
    carryover = Decimal("48000.55")
    revenue = tables["summary_revenue"]
    given.earn(revenue, 1, str(total - carryover), label="一、一般公共预算拨款收入")
    given.earn(revenue, 2, str(total - carryover), "subtotal", label="本年收入合计")
    given.earn(revenue, 3, str(carryover), label="上年结转结余", is_carryover=True)
    given.earn(revenue, 4, str(total), "total", label="收入总计")
    classes = {"一、一般公共服务支出": "201", "八、社会保障和就业支出": "208", "十一、城乡社区支出": "212"}
    for kind in ("summary_expenditure", "appropriation_expenditure"):
        for number, (label, code) in enumerate(classes.items(), 1):
            amount = sum(Decimal(row[3]) + Decimal(row[4]) for row in ROWS if row[0].startswith(code))
            given.spend(tables[kind], number, amounts={"total": str(amount)}, label=label)
        given.spend(tables[kind], 8, "subtotal", amounts={"total": str(total)}, label="本年支出合计")
        given.spend(tables[kind], 9, "total", amounts={"total": str(total)}, label="支出总计")
    by_unit = tables["revenue_by_unit"]
    for row_no, kind, code in ((1, "subtotal", "618"), (2, "leaf", "618001")):
        columns = {
            "合计": (total, "subtotal"), "本年收入/小计": (total - carryover, "subtotal"),
            "本年收入/一般公共预算资金": (total - carryover, kind), "上年结转结余/小计": (carryover, "subtotal"),
            "上年结转结余/一般公共预算资金": (carryover, kind),
        }  # fmt: skip
        for fund, (amount, line_kind) in columns.items():
            given.earn(by_unit, row_no, str(amount), line_kind, fund_source=fund, unit_code=code)
    given.earn(by_unit, 3, str(total), "total", fund_source="合计", label="合计")
    given.earn(by_unit, 3, str(total - carryover), "total", fund_source="本年收入/小计", label="合计")
    given.earn(by_unit, 3, str(carryover), "total", fund_source="上年结转结余/小计", label="合计")
    appropriation = tables["appropriation_revenue"]
    given.earn(appropriation, 1, str(total - carryover), label="一、一般公共预算资金")
    given.earn(appropriation, 2, str(carryover), label="一、一般公共预算拨款（结转）")
    given.earn(appropriation, 3, str(total), "total", label="收入总计")
    for row_no, (function, government, department, basic, project) in enumerate(ROWS, 1):
        both = Decimal(basic) + Decimal(project)
        given.spend(
            tables["expenditure"], row_no, amounts={"total": str(both), "basic": basic, "project": project},
            function_code=function, gov_economic_code=government, dept_economic_code=department,
        )  # fmt: skip
        personnel = basic if department in PERSONNEL else "0"
        public = basic if department not in PERSONNEL else "0"
        given.spend(
            tables["general_public"], row_no, function_code=function,
            amounts={"total": str(both), "basic": basic, "personnel": personnel, "public": public, "project": project},
        )  # fmt: skip
        if Decimal(basic):
            given.spend(
                tables["basic"], row_no, amounts={"total": basic, "personnel": personnel, "public": public},
                gov_economic_code=government, dept_economic_code=department,
            )  # fmt: skip
    basics = sum(Decimal(row[3]) for row in ROWS)
    projects = total - basics
    people = sum(Decimal(row[3]) for row in ROWS if row[2] in PERSONNEL)
    given.spend(
        tables["expenditure"], 99, "total",
        amounts={"total": str(total), "basic": str(basics), "project": str(projects)}, label="合计",
    )  # fmt: skip
    given.spend(
        tables["general_public"], 99, "total", label="合计",
        amounts={
            "total": str(total), "basic": str(basics), "personnel": str(people), "public": str(basics - people),
            "project": str(projects),
        },
    )  # fmt: skip
    given.spend(
        tables["basic"], 99, "total", label="合计",
        amounts={"total": str(basics), "personnel": str(people), "public": str(basics - people)},
    )  # fmt: skip
    parts = {"overseas": "0", "reception": "5000", "vehicle_purchase": "0", "vehicle_operation": "20000"}
    given.spend(tables["three_public"], 1, amounts=parts | {"vehicle_total": "20000", "total": "25000"}, label="合计")
    for row_no, (measure, amount) in enumerate({"goods": "10000", "services": "20000"}.items(), 1):
        given.spend(tables["procurement"], row_no, amounts={measure: amount})
    given.spend(tables["procurement"], 3, "total", amounts={"total": "30000"}, label="合计")
    given.spend(tables["service_purchase"], 1, "total", amounts={"total": "300"}, label="合计")
    # Two equal rows are two purchases.
    for row_no in (2, 3):
        given.spend(tables["service_purchase"], row_no, amounts={"total": "150"}, label="档案管理服务")
    return tables


def _lose(given: Given, table: str, row_no: int) -> None:
    for name, extract in given.extracts.items():
        kept = tuple(row for row in extract.spending if (row.statement_key, row.row_no) != (table, row_no))
        given.extracts[name] = replace(extract, spending=kept)


def _change(given: Given, table: str, row_no: int, measure: str, amount: str) -> None:
    for name, extract in given.extracts.items():
        changed = tuple(
            replace(row, amount_yuan=Decimal(amount))
            if (row.statement_key, row.row_no, row.measure) == (table, row_no, measure)
            else row
            for row in extract.spending
        )
        given.extracts[name] = replace(extract, spending=changed)


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    sound(given, "sound")
    _lose(given, sound(given, "lost")["basic"], 2)
    _change(given, sound(given, "row")["expenditure"], 3, "basic", "7")
    _change(given, sound(given, "total")["summary_expenditure"], 9, "total", "5000000")
    _change(given, sound(given, "vehicles")["three_public"], 1, "vehicle_total", "25000")
    _change(given, sound(given, "services")["procurement"], 2, "services", "21000")
    _change(given, sound(given, "class")["summary_expenditure"], 2, "total", "98000.01")
    # Rounded to two decimals of 万元: half of 100 yuan for each figure is rounding, more is not.
    for name, amount in (("rounded", "10050"), ("beyond", "10400")):
        document = given.document(name)
        table = given.table(document, "expenditure", decimals=2)
        for row_no in (1, 2):
            given.spend(table, row_no, amounts={"total": "5000"}, function_code=f"201010{row_no}")
        given.spend(table, 9, "total", amounts={"total": amount}, label="合计")
    # Two units in one document: each set of tables is compared within itself.
    document = given.document("units")
    for amount in ("1000", "2000"):
        for kind in ("summary_expenditure", "expenditure"):
            table = given.table(document, kind)
            given.spend(table, 1, amounts={"total": amount}, function_code="2010101", label="一般公共服务支出")
            given.spend(table, 9, "total", amounts={"total": amount}, label="支出总计")
    # Rows left out of the table of expenditure: its classes and items fall short of other tables with it.
    _lose(given, sound(given, "short")["expenditure"], 2)
    # A department and its unit, in two documents.
    for name, code, amount in (("whole", "618", "500"), ("part", "618001", "700")):
        document = given.document(name, unit_name="示例市民政局")
        table = given.table(document, "summary_expenditure", unit_code=code)
        given.spend(table, 9, "total", amounts={"total": amount}, label="支出总计")
    return Judged(given)


def test_every_rule_that_is_shipped_runs(judged: Judged) -> None:
    assert [(item.rule.code, item.broken) for item in judged.outcomes if item.broken] == []
    kinds = dict(judged.rows("select kind, count(*) from quality.rule where outcome = 'ran' group by kind"))
    assert kinds["check"] > 60
    assert kinds["audit"] >= 40


def test_a_sound_budget_closes_everywhere(judged: Judged) -> None:
    assert judged.failing("sound") == set()
    assert len(judged.holding("sound")) >= 40


def test_each_rule_is_listed_for_each_document_with_a_reason_where_it_does_not_apply(judged: Judged) -> None:
    rules = judged.rows("select count(*) from quality.rule where kind = 'check'")[0][0]
    listed = judged.rows(
        "select document_key, count(distinct rule_code), bool_and(holds is not null or not_applicable_reason <> '')"
        " from quality.reconciliation group by document_key"
    )
    assert {row[1:] for row in listed} == {(rules, True)}
    reason = judged.rows(
        "select not_applicable_reason from quality.reconciliation"
        " where rule_code = 'summary_balance' and document_key = 'rounded'"
    )
    assert reason == [("the document has no summary_revenue, no summary_expenditure",)]


@pytest.mark.parametrize(
    ("document", "fails"),
    [
        ("lost", {"basic_total_is_sum", "basic_public_is_sum"}),
        ("row", {"expenditure_row", "expenditure_basic_is_sum"}),
        ("vehicles", {"three_public_total", "three_public_vehicles"}),
        ("services", {"procurement_kinds"}),
        ("rounded", set()),
        ("beyond", {"expenditure_total_is_sum"}),
        ("units", set()),
        ("whole", set()),
        ("part", {"unit_within_department"}),
    ],
)
def test_one_fault_fails_its_own_rules(judged: Judged, document: str, fails: set[str]) -> None:
    assert judged.failing(document) == fails


def test_a_wrong_total_fails_all_that_it_ties_together(judged: Judged) -> None:
    assert judged.failing("total") == {
        "summary_balance", "summary_expenditure_total_is_sum", "expenditure_total_is_summary",
    }  # fmt: skip


def test_a_table_that_is_short_of_rows_is_told_once(judged: Judged) -> None:
    rows = judged.rows(
        "select rule_code, severity from quality.reconciliation where document_key = 'short' and not holds"
    )
    assert dict(rows) == {
        "expenditure_total_is_sum": "error",
        "expenditure_basic_is_sum": "error",
        "expenditure_class_is_summary_class": "info",
        "general_public_code_within_expenditure": "info",
        "general_public_code_basic_within_expenditure": "info",
    }


def test_a_cent_is_enough(judged: Judged) -> None:
    assert "expenditure_class_is_summary_class" in judged.failing("class")
    row = judged.rows(
        "select left_yuan, right_yuan, difference_yuan, tolerance_yuan, len(left_line_keys) from quality.reconciliation"
        " where document_key = 'class' and rule_code = 'expenditure_class_is_summary_class' and not holds"
    )
    assert row == [(Decimal("98000.01"), Decimal("98000.00"), Decimal("0.01"), Decimal("0.00"), 1)]


def test_rows_that_hold_are_counted_in_one_line(judged: Judged) -> None:
    rows = judged.rows(
        "select holds, applications from quality.reconciliation"
        " where rule_code = 'expenditure_row' and document_key = 'row' order by holds"
    )
    assert rows == [(False, 1), (True, 5)]


def test_what_does_not_close_is_a_finding_with_its_lines(judged: Judged) -> None:
    rows = judged.rows(
        "select severity, message, stated, computed, line_key is not null from quality.finding"
        " where document_key = 'beyond' and rule_code = 'expenditure_total_is_sum'"
    )
    assert rows == [
        (
            "error",
            "Table of expenditure: the printed total is the sum of its rows: 10,400 yuan is not 10,000 yuan"
            " (page 1; difference 400 yuan).",
            "10400.00",
            "10000.00",
            True,
        )
    ]


def test_a_lost_row_is_proved_by_another_table(judged: Judged) -> None:
    message = judged.rows(
        "select message from quality.finding where document_key = 'lost' and rule_code = 'lost_row_proved'"
    )
    assert len(message) == 1
    assert "30201" in message[0][0]
    assert "300,000 yuan" in message[0][0]
