"""Columns: what they measure by the words over them, which column sums up which, and what is text."""

from __future__ import annotations

import pytest

from loaders.document import Cell, Grid, Row
from loaders.statements.tables.columns import classify, scheme_of, text_role
from loaders.statements.tables.headings import Paths
from loaders.statements.tables.labels import (
    is_carryover_label,
    is_closing_label,
    is_subtotal_label,
    is_total_label,
    measure_by_label,
    three_public_measure,
)
from loaders.statements.tables.matrix import matrix
from loaders.statements.tables.measures import fund_source_of, measure_of, stage_of
from loaders.statements.tables.model import Column


def columns_of(headings: str, *lines: str, kind: str = "expenditure", fact: str = "spending") -> dict[str, Column]:
    """heading -> amount column of a table: headings are paths with `/`, columns lie between `|`."""
    paths: Paths = tuple(tuple(path.split("/")) if path else () for path in headings.split("|"))
    cells = [tuple(Cell(text, number) for number, text in enumerate(line.split("|"), 1)) for line in lines]
    rows = matrix(Grid(1, tuple(Row(1, number, row) for number, row in enumerate(cells, 1)), len(paths)))
    return {column.heading: column for column in classify(paths, rows, kind, fact)[1]}


@pytest.mark.parametrize(
    ("path", "kind", "measure"),
    [
        ("合计", "expenditure", "total"),
        ("2031年预算数", "expenditure", "total"),
        ("基本支出/小计", "expenditure", "basic"),
        ("基本支出/人员经费", "general_public", "personnel"),
        ("基本支出/公用经费", "general_public", "public"),
        ("项目支出", "expenditure", "project"),
        ("项目支出/其中：扣除基建", "expenditure", "project_ex_infrastructure"),
        ("上缴上级支出", "expenditure", "superior_remittance"),
        ("事业单位经营支出", "expenditure", "operating"),
        ("对附属单位补助支出", "expenditure", "subordinate_subsidy"),
        ("本年收入/一般公共预算", "revenue", "general_public"),
        ("本年收入/政府性基金预算", "revenue", "gov_fund"),
        ("财政专户管理资金", "revenue", "special_account"),
        ("事业收入", "revenue", "business_income"),
        ("其他收入", "revenue", "other_income"),
        ("上年结转结余", "revenue", "carryover"),
        ("因公出国（境）费用".replace("（", "(").replace("）", ")"), "three_public", "overseas"),
        ("公务用车购置及运行费/小计", "three_public", "vehicle_total"),
        ("公务用车购置及运行费/公务用车购置费", "three_public", "vehicle_purchase"),
        ("公务用车购置及运行费/公务用车运行费", "three_public", "vehicle_operation"),
        ("公务接待费", "three_public", "reception"),
        ("面向中小企业预留", "procurement", "procurement_sme"),
        ("比上年增减%", "summary", "change_pct"),
        ("科目名称", "expenditure", None),
    ],
)
def test_the_words_over_a_column_tell_its_measure(path: str, kind: str, measure: str | None) -> None:
    found = measure_of(tuple(path.split("/")), kind)
    assert (found[0] if found else None) == measure


@pytest.mark.parametrize(
    ("leaf", "role"),
    [
        ("科目编码", "code"),
        ("单位代码", "unit_code"),
        ("单位名称", "unit_name"),
        ("科目名称", "name"),
        ("类", "segment_1"),
        ("项目名称", "project_name"),
        ("资金来源", "fund_source"),
        ("序号", "ordinal"),
        ("采购方式", "note"),
    ],
)
def test_text_columns(leaf: str, role: str) -> None:
    assert text_role((leaf,)) == role


def test_the_headings_name_the_classification() -> None:
    assert scheme_of(("政府预算支出经济分类科目", "编码")) == "gov_economic"
    assert scheme_of(("部门预算支出经济分类科目", "编码")) == "dept_economic"
    assert scheme_of(("功能分类科目", "编码")) == "function"
    assert scheme_of(("编码",)) is None


@pytest.mark.parametrize(
    ("path", "stage"),
    [("年初预算数", "initial_budget"), ("全年预算数", "adjusted_budget"), ("决算数", "final"), ("合计", None)],
)
def test_stages(path: str, stage: str | None) -> None:
    assert stage_of((path,)) == stage


def test_groups_that_say_nothing_are_no_part_of_a_fund_source() -> None:
    assert fund_source_of(("收入预算", "上年结转", "政府性基金")) == "上年结转/政府性基金"


def test_parts_of_the_row_total_by_their_measures() -> None:
    found = columns_of("科目名称|合计|基本支出|项目支出", "行政运行|3.00|2.00|1.00")
    assert (found["基本支出"].parent, found["项目支出"].parent, found["合计"].parent) == (1, 1, None)


def test_an_of_which_column_takes_no_part_in_the_sum() -> None:
    found = columns_of("科目名称|合计|基本支出|项目支出|其中:政府采购", "行政运行|3.00|2.00|1.00|0.50")
    assert found["其中:政府采购"].is_of_which
    assert found["其中:政府采购"].parent is None


def test_the_parts_of_a_group_belong_to_its_sum() -> None:
    found = columns_of(
        "单位名称|合计|本年收入/小计|本年收入/财政拨款|本年收入/事业收入|上年结转/小计|上年结转/财政拨款",
        "测绘院|6.00|5.00|3.00|2.00|1.00|1.00",
        kind="revenue",
        fact="revenue",
    )
    parents = {heading: column.parent for heading, column in found.items()}
    assert parents == {
        "合计": None,
        "本年收入/小计": 1,
        "本年收入/财政拨款": 2,
        "本年收入/事业收入": 2,
        "上年结转/小计": 1,
        "上年结转/财政拨款": 5,
    }
    assert found["上年结转/财政拨款"].is_carryover


def test_a_lost_group_title_is_told_by_its_parts() -> None:
    found = columns_of("科目名称|合计|小计|人员经费|公用经费|项目支出", "行政运行|4.00|3.00|2.00|1.00|1.00")
    assert (found["小计"].measure, found["人员经费"].parent, found["公用经费"].parent) == ("basic", 2, 2)


def test_basic_expenditure_in_its_own_statement_is_the_total() -> None:
    assert columns_of("科目名称|基本支出", "基本工资|3.00", kind="basic")["基本支出"].measure == "total"


def test_codes_under_an_amount_word_are_no_amounts() -> None:
    assert list(columns_of("支出功能科目|科目名称|金额", "2010101|行政运行|3.00", "2010102|机关服务|4.00")) == ["金额"]


def test_what_rows_are_by_their_labels() -> None:
    assert all(map(is_total_label, ["合计", "总 计", "收入总计", "支出总计", "本表合计"]))
    assert all(map(is_subtotal_label, ["小计", "本年收入合计", "本年支出合计", "人员经费合计", "公用经费合计"]))
    assert all(map(is_carryover_label, ["上年结转", "四、上年结转结余", "年初财政拨款结转和结余"]))
    assert all(map(is_closing_label, ["年终结转结余", "年末结转和结余", "结转下年"]))
    for text in ("一、一般公共服务支出", "基本工资", "住房公积金", "合计划"):
        assert not is_total_label(text)
        assert not is_subtotal_label(text)
        assert not is_carryover_label(text)
        assert not is_closing_label(text)


@pytest.mark.parametrize(
    ("label", "measure"),
    [("A-货物", "goods"), ("B-工程", "works"), ("服务类", "services"), ("货物采购", "goods"), ("办公货物架", None)],
)
def test_procurement_by_row(label: str, measure: str | None) -> None:
    assert measure_by_label(label) == measure


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("1、因公出国（境）费用", "overseas"),
        ("（二）公务接待费", "reception"),
        ("其中：（1）公务用车运行维护费", "vehicle_operation"),
        ("3.公务用车购置及运行维护费", "vehicle_total"),
        ("五、培训费", "training"),
        ("备注", None),
    ],
)
def test_three_public_by_row(label: str, measure: str | None) -> None:
    assert three_public_measure(label) == measure
