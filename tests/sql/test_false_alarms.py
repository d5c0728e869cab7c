"""Rules that accused a publication of what it had not done, each as a small document with the rows as they are printed.

The expected outcome of each case is written by hand: which rule holds, which says that it cannot be applied and why, and
that the same document with one figure changed still fails: a rule that no longer accuses must still be able to.
"""

# A case is one line of a table, however wide it is.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.sql.check_cases import Documents, fund, one, project, put, row, sheet, total
from tests.sql.rules_case import Given, Judged


@dataclass(frozen=True)
class Case:
    """What was a false alarm, and the same with a real fault."""

    name: str
    rule: str
    innocent: Documents
    #: None where nothing in such a table can be wrong by this rule
    guilty: Documents | None
    #: holds | the reason why the rule is not applied
    expected: str = "holds"


FUND = {"fund_source": "政府性基金"}
CASES = [
    # 支出总表: 合计 | 基本 | 其中：人员 … the of-which column is a part of basic expenditure.
    Case(
        "of_which_column",
        "expenditure_row",
        one(sheet("expenditure", row({"total": "100", "basic": "60", "project": "40"}, row_no=1), row({"operating": "15"}, row_no=1, is_of_which=True))),
        one(sheet("expenditure", row({"total": "100", "basic": "60", "project": "30"}, row_no=1), row({"operating": "10"}, row_no=1, is_of_which=True))),
    ),
    # 其中：一般公共预算 as a row below the one that it is part of.
    Case(
        "of_which_row",
        "expenditure_total_is_sum",
        one(sheet("expenditure", row({"total": "60"}), row({"total": "25"}, is_of_which=True, label="其中：培训费"), row({"total": "40"}), total({"total": "100"}))),
        one(sheet("expenditure", row({"total": "60"}), row({"total": "25"}, is_of_which=True, label="其中：培训费"), row({"total": "15"}), total({"total": "100"}))),
    ),
    # 一般公共预算收入 above 其中：经费拨款 in the summary.
    Case(
        "of_which_in_revenue",
        "summary_revenue_total_is_sum",
        one(sheet("summary_revenue", row("100", label="一、一般公共预算收入"), row("80", label="其中：经费拨款", is_of_which=True), total("100", label="收入总计"))),
        one(sheet("summary_revenue", row("20", label="一、一般公共预算收入"), row("80", label="其中：经费拨款", is_of_which=True), total("100", label="收入总计"))),
    ),
    # 增减 beside the amounts is a difference between two years.
    Case(
        "change_column",
        "general_public_total_is_sum",
        one(sheet("general_public", row({"total": "60", "change": "5"}), row({"total": "40", "change": "-2"}), total({"total": "100", "change": "3"}))),
        one(sheet("general_public", row({"total": "60", "change": "40"}), row({"total": "30", "change": "-2"}), total({"total": "100", "change": "38"}))),
    ),
    # 项目支出 includes 经营支出: every row says so.
    Case(
        "operating_within_project",
        "expenditure_row",
        one(sheet("expenditure", row({"total": "100", "basic": "60", "project": "40", "operating": "10"}), row({"total": "50", "basic": "20", "project": "30", "operating": "30"}))),
        one(sheet("expenditure", row({"total": "100", "basic": "60", "project": "40", "operating": "10"}), row({"total": "60", "basic": "20", "project": "30", "operating": "30"}))),
    ),
    # 基本支出表 of all funds is larger than the basic part of the general public budget.
    Case(
        "basic_of_all_money",
        "basic_is_basic_of_all",
        one(
            sheet("basic", total({"total": "130"}), covers="all"),
            sheet("general_public", total({"basic": "100"})),
            sheet("expenditure", total({"basic": "130"})),
        ),
        one(
            sheet("basic", total({"total": "140"}), covers="all"),
            sheet("general_public", total({"basic": "100"})),
            sheet("expenditure", total({"basic": "130"})),
        ),
    ),
    Case(
        "basic_of_all_money_is_not_that_of_the_general_public_budget",
        "basic_is_general_public_basic",
        one(sheet("basic", total({"total": "130"}), covers="all"), sheet("general_public", total({"basic": "100"}))),
        None,
        "no table of basic expenditure in the document holds the money of the general public budget alone",
    ),
    # 财政拨款基本支出表: the title names no more, and the appropriations are all of the general public budget.
    Case(
        "basic_of_appropriations_without_funds",
        "basic_is_basic_of_appropriation",
        one(sheet("basic", total({"total": "100"}), covers="appropriation"), sheet("general_public", total({"basic": "100"}))),
        one(sheet("basic", total({"total": "101"}), covers="appropriation"), sheet("general_public", total({"basic": "100"}))),
    ),
    # 其他支出 is the name of a 类 and of a 款 of another: in a table that numbers its classes the one without number is a 款.
    Case(
        "item_named_like_a_class",
        "expenditure_class_is_summary_class",
        one(
            sheet("summary_expenditure", row({"total": "50"}, label="一、教育支出"), row({"total": "30"}, label="其他支出"), row({"total": "20"}, label="普通教育")),
            sheet("expenditure", row({"total": "50"}, function_code="2050201"), row({"total": "9"}, function_code="2299999")),
        ),
        one(
            sheet("summary_expenditure", row({"total": "51"}, label="一、教育支出"), row({"total": "30"}, label="其他支出"), row({"total": "20"}, label="普通教育")),
            sheet("expenditure", row({"total": "50"}, function_code="2050201"), row({"total": "9"}, function_code="2299999")),
        ),
    ),
    # The code says that it is a 款.
    Case(
        "coded_item_named_like_a_class",
        "expenditure_class_is_summary_class",
        one(
            sheet("summary_expenditure", row({"total": "50"}, "subtotal", label="教育支出", function_code="205"), row({"total": "30"}, label="其他支出", function_code="20599")),
            sheet("expenditure", row({"total": "50"}, function_code="2050201"), row({"total": "9"}, function_code="2299999")),
        ),
        one(
            sheet("summary_expenditure", row({"total": "52"}, "subtotal", label="教育支出", function_code="205"), row({"total": "30"}, label="其他支出", function_code="20599")),
            sheet("expenditure", row({"total": "50"}, function_code="2050201"), row({"total": "9"}, function_code="2299999")),
        ),
    ),
    # 未安排支出的实户资金 is kept, not spent: the table of expenditure does not have it.
    Case(
        "unspent_own_funds",
        "expenditure_total_is_summary",
        one(
            sheet("summary_expenditure", row({"total": "100"}, label="一、教育支出"), row({"total": "5"}, label="未安排支出的实户资金"), total({"total": "105"}, label="支出总计")),
            sheet("expenditure", total({"total": "100"})),
        ),
        one(
            sheet("summary_expenditure", row({"total": "100"}, label="一、教育支出"), row({"total": "5"}, label="未安排支出的实户资金"), total({"total": "105"}, label="支出总计")),
            sheet("expenditure", total({"total": "98"})),
        ),
    ),
    # 结转下年 below 本年支出合计 is part of 支出总计 only.
    Case(
        "carried_forward",
        "summary_expenditure_year_is_sum",
        one(sheet("summary_expenditure", row({"total": "100"}, label="一、教育支出"), row({"total": "100"}, "subtotal", label="本年支出合计"), row({"total": "7"}, label="结转下年"), total({"total": "107"}, label="支出总计"))),
        one(sheet("summary_expenditure", row({"total": "93"}, label="一、教育支出"), row({"total": "100"}, "subtotal", label="本年支出合计"), row({"total": "7"}, label="结转下年"), total({"total": "107"}, label="支出总计"))),
    ),
    # 结转下年 is printed like a subtotal and has no rows below it.
    Case(
        "carried_forward_as_a_subtotal",
        "expenditure_total_is_summary",
        one(
            sheet("summary_expenditure", row({"total": "100"}, label="20、住房保障支出"), row({"total": "7"}, "subtotal", label="结转下年"), row({"total": "0"}, label="未安排支出的实户资金"), total({"total": "107"}, label="支出总计")),
            sheet("expenditure", total({"total": "100"})),
        ),
        one(
            sheet("summary_expenditure", row({"total": "100"}, label="20、住房保障支出"), row({"total": "7"}, "subtotal", label="结转下年"), row({"total": "0"}, label="未安排支出的实户资金"), total({"total": "107"}, label="支出总计")),
            sheet("expenditure", total({"total": "93"})),
        ),
    ),
    # A table that prints its total alone (涉密), or no total at all.
    Case(
        "no_leaves",
        "gov_fund_total_is_sum",
        one(sheet("gov_fund", total({"total": "100"}))),
        None,
        "the table prints a total and no rows below it",
    ),
    Case(
        "not_all_leaves",
        "gov_fund_within_expenditure",
        one(sheet("gov_fund", row({"total": "130"})), sheet("expenditure", total({"total": "100"}))),
        one(sheet("gov_fund", total({"total": "130"})), sheet("expenditure", total({"total": "100"}))),
        "the first table prints no total, and its rows may not be all",
    ),
    Case(
        "cut_off_without_a_total",
        "general_public_is_appropriation",
        one(sheet("general_public", row({"total": "60"})), sheet("appropriation_revenue", row("100", label="一、一般公共预算拨款"))),
        one(sheet("general_public", total({"total": "60"})), sheet("appropriation_revenue", row("100", label="一、一般公共预算拨款"))),
        "the first table prints no total, and its rows may not be all",
    ),
    # 重点项目: chosen rows under the total of all.
    Case(
        "list_of_key_projects",
        "project_budget_total_is_sum",
        one(sheet("project_budget", row({"total": "60"}), total({"total": "100"}), title="2026年部门重点项目支出预算表")),
        one(sheet("project_budget", row({"total": "60"}), total({"total": "100"}), title="2026年部门项目支出预算表")),
        "the table lists chosen rows only",
    ),
    # 合计 of a table with 会议费 and 培训费 is that of all five.
    Case(
        "three_public_with_meetings_in_the_total",
        "three_public_total",
        one(sheet("three_public", row({"total": "827400", "overseas": "0", "reception": "80000", "vehicle_total": "80000", "meeting": "462000", "training": "205400"}))),
        one(sheet("three_public", row({"total": "827500", "overseas": "0", "reception": "80000", "vehicle_total": "80000", "meeting": "462000", "training": "205400"}))),
    ),
    # A form of the whole department that prints its total and leaves 财政拨款, 上年结转, 其他资金 at 0.
    Case(
        "kinds_of_money_left_empty",
        "evaluation_adjusted_is_funds",
        one(project("self_evaluation", adjusted_yuan="99997700", fiscal_adjusted_yuan="0", other_adjusted_yuan="0")),
        one(project("self_evaluation", adjusted_yuan="99997700", fiscal_adjusted_yuan="100", other_adjusted_yuan="0")),
        "the form leaves the kinds of money empty",
    ),
    # A subtotal column of which the funds are printed twice: once in all, once as 其中.
    Case(
        "of_which_fund_of_revenue",
        "revenue_row_funds",
        one(sheet("revenue_by_unit", fund("合计", "100", "subtotal"), fund("一般公共预算资金", "80"), fund("经费拨款", "70", is_of_which=True), fund("其他收入", "20"))),
        one(sheet("revenue_by_unit", fund("合计", "100", "subtotal"), fund("一般公共预算资金", "10"), fund("经费拨款", "70", is_of_which=True), fund("其他收入", "20"))),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    for case in CASES:
        put(given, f"{case.name}-innocent", case.innocent)
        if case.guilty:
            put(given, f"{case.name}-guilty", case.guilty)
    return Judged(given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_false_alarm(judged: Judged, case: Case) -> None:
    rows = judged.rows(
        "select holds, not_applicable_reason from quality.reconciliation where document_key = ? and rule_code = ?",
        f"{case.name}-innocent",
        case.rule,
    )
    assert rows
    for holds, reason in rows:
        assert (holds, reason) == ((True, None) if case.expected == "holds" else (None, case.expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_real_fault_is_still_found(judged: Judged, case: Case) -> None:
    if case.guilty is None:
        # Nothing of such a table can be wrong by this rule: the one above is all there is to say.
        assert case.expected != "holds"
        return
    assert case.rule in judged.failing(f"{case.name}-guilty")
