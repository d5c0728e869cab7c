"""For each rule of sql/checks documents that hold, and the same with one figure changed so that they do not.

Rules on one total, one subtotal or one figure in two tables are listed with what they must compare, by hand: a case made
from the rule's own text would follow its mistakes. The others stand in `CASES`.
"""

# A case is one line of a table, however wide it is.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.sql.rules_case import Given


@dataclass(frozen=True)
class Row:
    """A printed row of expenditure (amounts by measure) or one amount of revenue."""

    kind: str
    amounts: dict[str, str] | str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Project:
    name: str | None
    values: dict[str, Any]
    indicators: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Sheet:
    statement: str
    rows: tuple[Row | Project, ...]
    values: dict[str, Any] = field(default_factory=dict)


#: what a document says of itself, and its tables; the first of several is the one that is judged
Documents = list[tuple[dict[str, Any], list[Sheet]]]


@dataclass(frozen=True)
class Case:
    rule: str
    make: Callable[[str], Documents]
    #: the figure with which the rule holds (or finds nothing), and the one with which it does not
    sound: str
    noted: str


def row(amounts: dict[str, str] | str, kind: str = "leaf", **values: Any) -> Row:
    return Row(kind, amounts, values)


def total(amounts: dict[str, str] | str, **values: Any) -> Row:
    return Row("total", amounts, values)


def fund(name: str, amount: str, kind: str = "leaf", **values: Any) -> Row:
    """One column of a row of 收入总表."""
    return Row(kind, amount, {"row_no": 1, "fund_source": name} | values)


def sheet(statement: str, *rows: Row | Project, **values: Any) -> Sheet:
    return Sheet(statement, rows, values)


def one(*sheets: Sheet, **about: Any) -> Documents:
    return [(about, list(sheets))]


def project(statement: str, *indicators: dict[str, Any], name: str | None = "示例项目", **values: Any) -> Sheet:
    """A form with one project; figures are given as text."""
    numbers = {
        key: Decimal(value) if re.fullmatch(r"-?[\d.]+", str(value)) and not key.endswith("_text") else value or None
        for key, value in values.items()
    }
    return sheet(statement, Project(name, numbers, tuple(indicators)))


def put(given: Given, name: str, documents: Documents) -> None:
    """Documents of one case: the first is called `name`; all have the same unit, unless they say otherwise."""
    for number, (about, sheets) in enumerate(documents):
        document = given.document(name + (f"-{number}" if number else ""), **({"unit_name": f"{name}示例局"} | about))
        for item in sheets:
            table = given.table(document, item.statement, **item.values)
            for row_no, line in enumerate(item.rows, 1):
                if isinstance(line, Project):
                    key = given.project(table, line.name, **line.values)
                    for indicator in line.indicators:
                        given.indicator(table, key, line.name, **indicator)
                    continue
                values = {"row_no": row_no} | line.values
                if isinstance(line.amounts, dict):
                    given.spend(table, kind=line.kind, amounts=line.amounts, **values)
                else:
                    given.earn(table, kind=line.kind, amount=line.amounts, **values)


def _evaluated(prefix: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        funds = {f"fiscal_{prefix}_yuan": "60", f"carryover_{prefix}_yuan": "30", f"other_{prefix}_yuan": "10"}
        return one(project("self_evaluation", **{f"{prefix}_yuan": x}, **funds))

    return make


def _scored(*scores: str) -> tuple[dict[str, Any], ...]:
    return tuple({"level1": "产出", "score": Decimal(score), "weight": Decimal(score)} for score in scores)


def _within_code(measure: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        return one(
            sheet("general_public", row({measure: x}, function_code="2010101")),
            sheet("expenditure", row({measure: "60"}, function_code="2010101"), row({measure: "40"}, function_code="2010101")),
        )  # fmt: skip

    return make


def _is_appropriation(statement: str, word: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        return one(
            sheet("appropriation_revenue", row("100", label=f"一、{word}预算拨款"), row("20", label=f"上年结转{word}预算拨款")),
            sheet(statement, total({"total": x}, label="合计")),
        )  # fmt: skip

    return make


def _item(measure: str, code: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        return one(
            sheet("three_public", row({measure: x, "meeting": "1"})),
            sheet("expenditure", row({"total": "100"}, dept_economic_code=code)),
        )

    return make


def _revenue_total(statement: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        return one(
            sheet(statement, fund("合计", x, "total", label="合计")),
            sheet("summary_revenue", total("100", label="收入总计")),
        )

    return make


def _year(statement: str, word: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        amounts = [("60", "leaf", "一、甲"), ("40", "leaf", "二、乙"), (x, "subtotal", f"本年{word}合计")]
        is_revenue = word == "收入"
        return one(
            sheet(statement, *(row(a if is_revenue else {"total": a}, kind, label=label) for a, kind, label in amounts))
        )

    return make


CODES = {"function_code": "2010101", "gov_economic_code": "50101", "dept_economic_code": "30101"}
CASES = [
    Case("appropriation_row", lambda x: one(sheet("appropriation_expenditure", row({"total": x, "general_public": "60", "gov_fund": "40"}))), "100", "101"),
    Case("basic_row", lambda x: one(sheet("basic", row({"total": x, "personnel": "60", "public": "40"}))), "100", "101"),
    Case("general_public_row", lambda x: one(sheet("general_public", row({"total": x, "basic": "60", "project": "40"}))), "100", "101"),
    Case("general_public_row_basic", lambda x: one(sheet("general_public", row({"basic": x, "personnel": "60", "public": "40"}))), "100", "101"),
    Case("general_public_row_infrastructure", lambda x: one(sheet("general_public", row({"project": "100", "project_ex_infrastructure": x}))), "100", "101"),
    Case("gov_fund_row", lambda x: one(sheet("gov_fund", row({"total": x, "basic": "60", "project": "40"}))), "100", "101"),
    Case("expenditure_row", lambda x: one(sheet("expenditure", row({"total": x, "basic": "60", "project": "30", "operating": "10"}))), "100", "101"),
    Case("expenditure_row_funds", lambda x: one(sheet("expenditure", row({"total": x, "fiscal": "93", "other_income": "40"}))), "133", "150"),
    Case("summary_row_kinds", lambda x: one(sheet("summary_expenditure", row({"total": x, "personnel": "50", "public": "30", "project": "20"}))), "100", "101"),
    Case("procurement_kinds", lambda x: one(sheet("procurement", row({"goods": "60"}), row({"services": "40"}), total({"total": x}))), "100", "101"),
    Case("procurement_sme", lambda x: one(sheet("procurement", row({"procurement": "100", "procurement_sme": x}))), "100", "101"),
    Case("procurement_small_micro", lambda x: one(sheet("procurement", row({"procurement_sme": "100", "procurement_small_micro": x}))), "100", "101"),
    Case("three_public_total", lambda x: one(sheet("three_public", row({"total": x, "overseas": "50", "reception": "30", "vehicle_total": "20"}))), "100", "101"),
    # One printed row, fund by fund.
    Case("three_public_total", lambda x: one(sheet("three_public", *(row({"total": amount, "overseas": "5", "reception": "1"}, row_no=1, fund_source=name) for name, amount in (("一般公共预算", "6"), ("政府性基金预算", x))))), "6", "7"),
    Case("three_public_vehicles", lambda x: one(sheet("three_public", row({"vehicle_total": x, "vehicle_purchase": "60", "vehicle_operation": "40"}))), "100", "101"),
    Case("three_public_with_meetings", lambda x: one(sheet("three_public", row({"total_with_meeting_training": x, "total": "70", "meeting": "20", "training": "10"}))), "100", "101"),
    Case("three_public_overseas_is_item", _item("overseas", "30212"), "100", "101"),
    Case("three_public_reception_is_item", _item("reception", "3021701"), "100", "99"),
    Case("three_public_vehicle_purchase_is_item", _item("vehicle_purchase", "31013"), "100", "101"),
    Case("three_public_vehicle_operation_is_item", _item("vehicle_operation", "30231"), "100", "101"),
    Case("basic_item_within_expenditure", lambda x: one(sheet("basic", row({"total": x}, **CODES)), sheet("expenditure", row({"total": "150", "basic": "100"}, **CODES))), "100", "101"),
    Case("general_public_code_within_expenditure", _within_code("total"), "100", "101"),
    Case("general_public_code_basic_within_expenditure", _within_code("basic"), "100", "101"),
    Case("general_public_is_appropriation", _is_appropriation("general_public", "一般公共"), "120", "110"),
    Case("agency_operation_within_basic", lambda x: one(sheet("agency_operation", row({"agency_operation": x}), total({"agency_operation": x})), sheet("basic", total({"total": "100"}))), "100", "101"),
    Case("basic_is_general_public_basic", lambda x: one(sheet("basic", total({"total": x}), covers="general_public"), sheet("general_public", total({"basic": "100"}))), "100", "101"),
    Case("basic_personnel_is_general_public", lambda x: one(sheet("basic", total({"personnel": x}), covers="general_public"), sheet("general_public", total({"personnel": "100"}))), "100", "101"),
    Case("basic_public_is_general_public", lambda x: one(sheet("basic", total({"public": x}), covers="general_public"), sheet("general_public", total({"public": "100"}))), "100", "101"),
    # All appropriations: the funds have basic expenditure of their own.
    Case("basic_is_basic_of_appropriation", lambda x: one(sheet("basic", total({"total": x}), covers="appropriation"), sheet("general_public", total({"basic": "100"})), sheet("gov_fund", total({"basic": "7"}))), "107", "108"),
    Case("basic_personnel_is_basic_of_appropriation", lambda x: one(sheet("basic", total({"personnel": x}), covers="appropriation"), sheet("general_public", total({"personnel": "100"}))), "100", "101"),
    Case("basic_public_is_basic_of_appropriation", lambda x: one(sheet("basic", total({"public": x}), covers="appropriation"), sheet("general_public", total({"public": "100"}))), "100", "101"),
    Case("basic_is_basic_of_all", lambda x: one(sheet("basic", total({"total": x}), covers="all"), sheet("expenditure", total({"basic": "100"}))), "100", "101"),
    Case("gov_fund_is_appropriation", _is_appropriation("gov_fund", "政府性基金"), "100", "110"),
    Case("state_capital_is_appropriation", _is_appropriation("state_capital", "国有资本经营"), "100", "110"),
    Case("expenditure_class_is_summary_class", lambda x: one(sheet("summary_expenditure", row({"total": x}, label="一、一般公共服务支出")), sheet("expenditure", row({"total": "100"}, **CODES))), "100", "100.01"),
    Case("expenditure_total_is_summary", lambda x: one(sheet("summary_expenditure", row({"total": "20"}, label="年终结转结余"), total({"total": "120"}, label="支出总计")), sheet("expenditure", total({"total": x}))), "100", "110"),
    Case("codes_have_one_name", lambda x: one(sheet("expenditure", *(row({"total": "1"}, function_code="2010101", function_name=name) for name in ("行政运行", x)))), "行政 运行", "行政"),
    Case("codes_of_functions", lambda x: one(sheet("expenditure", row({"total": "1"}, function_code=x))), "2010101", "201010"),
    Case("codes_of_government_economy", lambda x: one(sheet("expenditure", row({"total": "1"}, gov_economic_code=x))), "50101", "30101"),
    Case("codes_of_department_economy", lambda x: one(sheet("expenditure", row({"total": "1"}, dept_economic_code=x))), "3010101", "50101"),
    Case("summary_expenditure_year_is_sum", _year("summary_expenditure", "支出"), "100", "101"),
    Case("summary_revenue_year_is_sum", _year("summary_revenue", "收入"), "100", "101"),
    Case("summary_revenue_year_and_carryover", lambda x: one(sheet("summary_revenue", row("80", "subtotal", label="本年收入合计"), row("20", label="上年结转", is_carryover=True), total(x, label="收入总计"))), "100", "101"),
    Case("summary_sides_differ_by_carryover", lambda x: one(
        sheet("summary_revenue", row("100", "subtotal", label="本年收入合计"), total("100", label="收入总计")),
        sheet("summary_expenditure", row({"total": x}, "subtotal", label="本年支出合计"), row({"total": "20"}, label="结转下年"), total({"total": "100"}, label="支出总计")),
    ), "80", "81"),
    Case("revenue_total_is_summary", _revenue_total("revenue_by_unit"), "100", "101"),
    Case("revenue_function_total_is_summary", _revenue_total("revenue_by_function"), "100", "101"),
    Case("revenue_year_is_summary", lambda x: one(sheet("revenue_by_unit", fund("本年收入/小计", x, "total", label="合计")), sheet("summary_revenue", row("100", "subtotal", label="本年收入合计"), total("100", label="收入总计"))), "100", "101"),
    Case("revenue_carryover_is_summary", lambda x: one(sheet("revenue_by_unit", fund("上年结转结余/小计", x, "total", label="合计")), sheet("summary_revenue", row("20", label="上年结转", is_carryover=True))), "20", "21"),
    Case("revenue_fiscal_is_appropriation", lambda x: one(sheet("revenue_by_unit", fund("本年收入/一般公共预算资金", x)), sheet("appropriation_revenue", total("100", label="收入总计"))), "100", "101"),
    Case("revenue_department_is_its_units", lambda x: one(sheet("revenue_by_unit", *(row(amount, fund_source="合计", unit_code=code) for code, amount in (("618", x), ("618001", "60"), ("618002", "40"))))), "100", "101"),
    Case("revenue_row_total", lambda x: one(sheet("revenue_by_unit", fund("合计", x, "subtotal"), fund("本年收入/小计", "80", "subtotal"), fund("上年结转结余/小计", "20", "subtotal"))), "100", "101"),
    Case("revenue_row_year_is_sum", lambda x: one(sheet("revenue_by_unit", fund("本年收入/小计", x, "subtotal"), fund("本年收入/一般公共预算资金", "80"), fund("本年收入/其他收入", "20"))), "100", "101"),
    Case("revenue_row_carryover_is_sum", lambda x: one(sheet("revenue_by_unit", fund("上年结转结余/小计", x, "subtotal"), fund("上年结转结余/一般公共预算资金", "80"), fund("上年结转结余/其他收入", "20"))), "100", "101"),
    Case("revenue_row_funds", lambda x: one(sheet("revenue_by_unit", fund("合计", x, "subtotal"), fund("一般公共预算资金", "80"), fund("其他收入", "20"))), "100", "101"),
    Case("evaluation_initial_is_funds", _evaluated("initial"), "100", "101"),
    Case("evaluation_adjusted_is_funds", _evaluated("adjusted"), "100", "101"),
    Case("evaluation_executed_is_funds", _evaluated("executed"), "100", "101"),
    Case("evaluation_executed_within_adjusted", lambda x: one(project("self_evaluation", adjusted_yuan="100", executed_yuan=x)), "100", "101"),
    Case("evaluation_execution_rate", lambda x: one(project("self_evaluation", adjusted_yuan="300", executed_yuan="100", execution_rate=x)), "33.33", "40"),
    Case("evaluation_execution_score", lambda x: one(project("self_evaluation", execution_rate="80", execution_weight="10", execution_score=x)), "8", "10"),
    Case("evaluation_score_within_weight", lambda x: one(project("self_evaluation", {"level1": "产出", "score": Decimal(x), "weight": Decimal(10)})), "10", "11"),
    Case("evaluation_scores_are_total", lambda x: one(project("self_evaluation", *_scored("50", "40"), execution_score="10", total_score=x)), "100", "96"),
    Case("evaluation_weights_are_100", lambda x: one(project("self_evaluation", *_scored("50", "40"), execution_weight=x)), "10", "20"),
    Case("project_amount_is_funds", lambda x: one(project("project_targets", amount_yuan=x, fiscal_yuan="60", other_yuan="43")), "103", "104"),
    Case("project_sum_within_expenditure", lambda x: one(sheet("expenditure", total({"project": "100000"})), project("project_targets", amount_yuan=x)), "100100", "100300"),
    Case("overall_total_is_general_public", lambda x: one(sheet("general_public", total({"total": "1000000"})), project("overall_targets", name=None, amount_yuan=x)), "1000050", "1000200"),
    Case("final_expenditure_within_adjusted", lambda x: one(sheet("expenditure", total({"total": x}, stage="final"), total({"total": "100"}, stage="adjusted_budget")), kind="final"), "100", "101"),
    Case("budget_is_final_initial", lambda x: [({"kind": "final"}, [sheet("expenditure", total({"total": x}), stage="initial_budget")]), ({}, [sheet("expenditure", total({"total": "100"}))])], "100", "101"),
    Case("carryover_within_last_year", lambda x: [({}, [sheet("summary_revenue", row(x, label="上年结转", is_carryover=True), total("200"))]), ({"fiscal_year": 2025}, [sheet("summary_revenue", total("100"))])], "100", "101"),
    Case("same_money_in_two_views", lambda x: one(sheet("expenditure", total({"total": "100"}), view="function"), sheet("expenditure", total({"total": x}), view="dept_economic")), "100", "101"),
    Case("same_table_in_two_documents", lambda x: [({}, [sheet("expenditure", total({"total": x}), unit_code="618")]), ({}, [sheet("expenditure", total({"total": "100"}), unit_code="618")])], "100", "101"),
    Case("unit_within_department", lambda x: [({}, [sheet("expenditure", total({"total": x}), unit_code="618001")]), ({}, [sheet("expenditure", total({"total": "100"}), unit_code="618")])], "100", "101"),
]  # fmt: skip

#: rule, table, amount column: rows of 60 and 40 with a total that is or is not 100
TOTALS = [
    ("agency_operation_total_is_sum", "agency_operation", "agency_operation"),
    ("appropriation_expenditure_general_public_is_sum", "appropriation_expenditure", "general_public"),
    ("appropriation_expenditure_total_is_sum", "appropriation_expenditure", "total"),
    ("appropriation_revenue_total_is_sum", "appropriation_revenue", "total"),
    ("basic_personnel_is_sum", "basic", "personnel"),
    ("basic_public_is_sum", "basic", "public"),
    ("basic_total_is_sum", "basic", "total"),
    ("expenditure_basic_is_sum", "expenditure", "basic"),
    ("expenditure_project_is_sum", "expenditure", "project"),
    ("expenditure_total_is_sum", "expenditure", "total"),
    ("general_public_basic_is_sum", "general_public", "basic"),
    ("general_public_personnel_is_sum", "general_public", "personnel"),
    ("general_public_project_is_sum", "general_public", "project"),
    ("general_public_public_is_sum", "general_public", "public"),
    ("general_public_total_is_sum", "general_public", "total"),
    ("gov_fund_project_is_sum", "gov_fund", "project"),
    ("gov_fund_total_is_sum", "gov_fund", "total"),
    ("procurement_total_is_sum", "procurement", "total"),
    ("project_budget_total_is_sum", "project_budget", "total"),
    ("revenue_by_function_total_is_sum", "revenue_by_function", "total"),
    ("revenue_by_unit_total_is_sum", "revenue_by_unit", "total"),
    ("service_purchase_total_is_sum", "service_purchase", "total"),
    ("state_capital_total_is_sum", "state_capital", "total"),
    ("summary_expenditure_total_is_sum", "summary_expenditure", "total"),
    ("summary_revenue_total_is_sum", "summary_revenue", "total"),
    ("transfer_total_is_sum", "transfer", "total"),
]
#: rule, table, amount column: a 类 or 款 over two rows of 60 and 40
SUBTOTALS = [
    ("agency_operation_total_subtotals", "agency_operation", "agency_operation"),
    ("basic_total_subtotals", "basic", "total"),
    ("expenditure_basic_subtotals", "expenditure", "basic"),
    ("expenditure_project_subtotals", "expenditure", "project"),
    ("expenditure_total_subtotals", "expenditure", "total"),
    ("general_public_basic_subtotals", "general_public", "basic"),
    ("general_public_project_subtotals", "general_public", "project"),
    ("general_public_total_subtotals", "general_public", "total"),
    ("gov_fund_total_subtotals", "gov_fund", "total"),
]
#: rule, table and column on the left, table and column on the right
SAME = [
    ("appropriation_balance", "appropriation_revenue", "total", "appropriation_expenditure", "total"),
    ("appropriation_expenditure_within_summary", "appropriation_expenditure", "total", "summary_expenditure", "total"),
    ("appropriation_revenue_within_summary", "appropriation_revenue", "total", "summary_revenue", "total"),
    ("general_public_basic_within_expenditure", "general_public", "basic", "expenditure", "basic"),
    ("general_public_project_within_expenditure", "general_public", "project", "expenditure", "project"),
    ("general_public_within_expenditure", "general_public", "total", "expenditure", "total"),
    ("gov_fund_within_expenditure", "gov_fund", "total", "expenditure", "total"),
    ("procurement_within_expenditure", "procurement", "total", "expenditure", "total"),
    ("service_purchase_within_expenditure", "service_purchase", "total", "expenditure", "total"),
    ("summary_balance", "summary_revenue", "total", "summary_expenditure", "total"),
    ("three_public_within_expenditure", "three_public", "total", "expenditure", "total"),
]


def _column(statement: str, kind: str, measure: str, amount: str, **values: Any) -> Row:
    """A row with one amount, in the form that this kind of table has."""
    if statement.startswith("revenue_by"):
        source = "合计" if kind == "total" else "本年收入/一般公共预算资金"
        return row(amount, kind, **({"fund_source": source} | values))
    return row(amount if "revenue" in statement else {measure: amount}, kind, **values)


def _total(statement: str, measure: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        leaves = (_column(statement, "leaf", measure, amount) for amount in ("60", "40"))
        return one(sheet(statement, *leaves, _column(statement, "total", measure, x)))

    return make


def _subtotal(statement: str, measure: str) -> Callable[[str], Documents]:
    name, code = ("dept_economic_code", "301") if statement == "basic" else ("function_code", "201")

    def make(x: str) -> Documents:
        below = (row({measure: a}, **{name: f"{code}01" + end}) for a, end in (("60", "01"), ("40", "02")))
        return one(sheet(statement, row({measure: x}, "subtotal", **{name: code}), *below))

    return make


def _same(left: str, left_measure: str, right: str, right_measure: str) -> Callable[[str], Documents]:
    def make(x: str) -> Documents:
        return one(
            sheet(left, _column(left, "total", left_measure, x)),
            sheet(right, _column(right, "total", right_measure, "100")),
        )

    return make


def check_cases() -> list[Case]:
    return [
        *(Case(rule, _total(*words), "100", "101") for rule, *words in TOTALS),
        *(Case(rule, _subtotal(*words), "100", "101") for rule, *words in SUBTOTALS),
        *(Case(rule, _same(*words), "100", "101") for rule, *words in SAME),
        *CASES,
    ]
