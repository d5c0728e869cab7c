"""Titles: a statement is known by its words, never by its number; prose that mentions a table is no title."""

from __future__ import annotations

import pytest

from loaders.titles import UNNAMED, bare_title, families, is_strange_title, title_kind, year_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("预算01表 收支总表", "summary"),
        ("部门收支总体情况表", "summary"),
        ("收入支出决算总表", "summary"),
        ("2031年部门收支预算总表（续）", "summary"),
        ("预算02表 收入总表", "revenue"),
        ("表二 部门收入预算表", "revenue"),
        ("公开02表  收入决算表", "revenue"),
        ("附件2-3 支出总表", "expenditure"),
        ("三、部门支出总体情况表", "expenditure"),
        ("支出决算表", "expenditure"),
        ("财政拨款收支总表", "appropriation"),
        ("公开04表 财政拨款收入支出决算总表", "appropriation"),
        ("一般公共预算财政拨款支出预算表", "general_public"),
        ("一般公共预算支出情况表", "general_public"),
        ("一般公共预算财政拨款基本支出预算表", "basic"),
        ("一般公共预算基本支出表（按经济分类）", "basic"),
        ("“三公”经费财政拨款支出预算表", "three_public"),
        ("一般公共预算“三公”经费支出表", "three_public"),
        ("政府性基金预算支出表", "gov_fund"),
        ("国有资本经营预算支出表", "state_capital"),
        ("政府采购预算明细表", "procurement"),
        ("政府购买服务预算财政拨款明细表", "service_purchase"),
        ("机关运行经费支出表", "agency_operation"),
        ("项目支出表", "project_budget"),
        ("项目支出绩效目标表", "project_targets"),
        ("项目支出绩效目标申报表", "project_declaration"),
        ("部门整体支出绩效目标表", "overall_targets"),
        ("专项转移支付绩效目标表", "transfer_targets"),
        ("项目支出绩效自评表", "self_evaluation"),
    ],
)
def test_the_words_of_a_title_tell_the_statement(text: str, kind: str) -> None:
    assert title_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "收 支 总 表",
        "<b>收支总表</b>",
        "收支\n总表",
        "收支总表(续表)",
        "预算09表收支总表",
        "　收支总表　",
        "公开01表：收支总表",
    ],
)
def test_a_title_is_the_same_however_it_is_typeset(text: str) -> None:
    assert title_kind(text) == "summary"


@pytest.mark.parametrize(
    "text",
    [
        "收支总表反映部门全部收入和支出的总体情况。",
        "本部门2031年收支总表见附表，其中收入总计120万元",
        "二、关于支出总表的说明",
        "一般公共预算财政拨款支出情况说明",
        "“三公”经费情况说明",
        "政府采购预算说明",
        "收入合计",
        "支出",
        "表",
        "部门预算",
        "一、一般公共预算财政拨款收入",
        "基本支出",
        "公开01表 部门：青禾市水务局 金额单位：万元",
        "公开05表 编制单位：青禾市水务局",
        "表3 单位：万元",
        "12,345.678900",
        "",
        "按照批复的要求，本单位编制了收入总表、支出总表、财政拨款收支总表以及一般公共预算财政拨款支出表等全部预算报表并向社会公开",
    ],
)
def test_prose_labels_and_figures_are_no_titles(text: str) -> None:
    assert title_kind(text) is None


def test_a_table_with_a_number_and_unknown_words_is_unnamed() -> None:
    assert title_kind("预算14表 会议安排一览") == UNNAMED
    assert is_strange_title("车辆保有情况登记表")
    assert not is_strange_title("续表")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("预算01表 收支总表", "收支总表"),
        ("附件2-3：支出总表", "支出总表"),
        ("（二）收入总表", "收入总表"),
        ("3.收入总表", "收入总表"),
        ("第三部分 收入总表", "收入总表"),
    ],
)
def test_numbering_is_no_part_of_a_title(text: str, bare: str) -> None:
    assert bare_title(text) == bare


@pytest.mark.parametrize(
    ("text", "year"),
    [("2031年度支出总表", 2031), ("支出总表（2031年）", 2031), ("2030年和2031年对照表", None), ("支出总表", None)],
)
def test_the_year_of_a_title(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_every_kind_has_one_family() -> None:
    assert set(families().values()) == {"balance", "table", "form"}
