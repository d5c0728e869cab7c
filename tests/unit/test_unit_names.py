"""The gate of unit names: what a record may call its unit."""

from __future__ import annotations

import pytest

from loaders.extract import understand
from loaders.unit_names import is_unit_code, is_unit_name
from tests.unit.test_about import document


@pytest.mark.parametrize(
    "name",
    [
        "某某市民政局（本级）",
        "无锡学院",
        "首都绿化委员会办公室",
        "江苏省政协办公厅",
        "综治办",
        "某某市看守所",
        "组织部（社工委）",
    ],
)
def test_names_of_units(name: str) -> None:
    assert is_unit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "全额", "差额", "-", "单位：万元", "万元", "债务还本支出", "合计", "部门名称", "自收自支事业单位", "XX局",
        "某某市某某路改造工程", "某某区××局", "天气服务保障中18心39311.66", "婚姻登记全域通信息平台",
        "运行维护经费（二期）", "12",
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_unit(name: str) -> None:
    assert not is_unit_name(name)


def test_the_number_of_a_row_is_no_code_of_a_unit() -> None:
    assert not is_unit_code("2")
    assert is_unit_code("265001")


HEADINGS = ["单位编码", "单位名称", "科目编码", "科目名称", "合计"]


def test_a_kind_of_fund_in_a_unit_column_leaves_the_line_to_the_document() -> None:
    rows = [HEADINGS, ["", "全额", "2010301", "行政运行", "10.00"], ["", "合计", "", "", "10.00"]]
    found = understand(document("某某市民政局2026年部门预算", "支出总表", "单位：万元", rows))
    assert {(line.unit_code, line.unit_name) for line in found.spending} == {(None, "某某市民政局")}


def test_a_name_that_one_table_cuts_is_the_whole_one_of_another() -> None:
    cut = [HEADINGS, ["201001", "中共某某市委", "2013301", "行政运行", "10.00"], ["", "合计", "", "", "10.00"]]
    whole = [HEADINGS, ["201001", "中共某某市委宣传部", "2013301", "行政运行", "10.00"], ["", "合计", "", "", "10.00"]]
    found = understand(document("2026年部门预算", "支出总表", whole, "一般公共预算支出表", cut))
    assert {line.unit_name for line in found.spending if line.unit_code == "201001"} == {"中共某某市委宣传部"}


def test_an_amount_that_ran_into_a_name_leaves_the_name_of_another_table() -> None:
    ran = [
        HEADINGS,
        ["234002", "某某市服务保障中18心39311.66", "2010301", "行政运行", "10.00"],
        ["", "合计", "", "", "10.00"],
    ]
    whole = [HEADINGS[1:], ["某某市服务保障中心", "2010301", "行政运行", "10.00"], ["", "", "合计", "10.00"]]
    found = understand(document("2026年部门预算", "支出总表", ran, "一般公共预算支出表", whole))
    assert {line.unit_name for line in found.spending if line.unit_code == "234002"} == {"某某市服务保障中心"}


def test_a_name_that_leaves_its_place_out_is_the_one_with_the_place() -> None:
    rows = [
        HEADINGS[1:],
        ["某某市民政局第二福利院", "2010301", "行政运行", "10.00"],
        ["民政局第二福利院", "2010302", "一般行政管理事务", "10.00"],
        ["", "", "合计", "20.00"],
    ]
    found = understand(document("某某市民政局2026年部门预算", "支出总表", "单位：万元", rows))
    assert "民政局第二福利院" not in {line.unit_name for line in found.spending}


def test_a_project_of_a_government_has_the_unit_of_its_form() -> None:
    form = [
        ["项目名称", "科技创新发展专项资金", "主管部门", "某某市科学技术局"],
        ["预算金额（万元）", "100.00", "", ""],
        ["绩效指标", "一级指标", "二级指标", "指标值"],
        ["绩效指标", "产出指标", "数量指标", "≥90个"],
    ]
    title = "重大政策和重点项目绩效目标表"
    found = understand(document("2026年某某市本级政府预算公开", "目录", title, form))
    assert found.document.scope == "government"
    assert {record.unit_name for record in found.project} == {"某某市科学技术局"}
    assert {record.unit_name for record in found.spending} <= {None}


def test_the_lines_of_a_government_have_no_unit() -> None:
    rows = [HEADINGS, ["201", "某某市财政局", "2010301", "行政运行", "10.00"], ["", "合计", "", "", "10.00"]]
    found = understand(document("2026年某某市本级政府预算公开", "一般公共预算支出表", "单位：万元", rows))
    assert found.document.scope == "government"
    assert found.spending
    assert {(line.unit_code, line.unit_name) for line in found.spending} == {(None, None)}
