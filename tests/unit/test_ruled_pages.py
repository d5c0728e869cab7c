"""Repairs never contradict a ruled page, and a shift that several columns would allow is no proof."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.document import Document, Grid
from loaders.extract import understand
from loaders.records import Extract
from tests.documents.layout_file import document

SHIFTED = """# 青禾市水务局2031年部门预算
# 支出总表
# 单位：万元
科目编码|科目名称|合计|基本支出|项目支出|备注金额
2010101|行政运行|1.00|1.00||
2010102|一般行政管理事务||2.00||2.00
2010103|机关服务|5.00|5.00||
2010108|代表工作||7.00||7.00
合计||15.00|6.00|9.00|
"""


def ruled(layout: str) -> Document:
    plain = document(layout)
    blocks = tuple(replace(b, is_ruled=True) if isinstance(b, Grid) else b for b in plain.blocks)
    return replace(plain, blocks=blocks)


def measures(one: Extract, code: str) -> set[str]:
    return {line.measure for line in one.spending if line.function_code == code}


def test_a_shifted_row_is_moved_where_nothing_is_drawn() -> None:
    one = understand(document(SHIFTED))
    assert {repair.rule for repair in one.repair} == {"shifted_column"}
    assert measures(one, "2010102") == {"total", "project"}


def test_a_figure_inside_the_rulings_of_a_column_stays_there() -> None:
    one = understand(ruled(SHIFTED))
    assert not one.repair
    assert "project" not in measures(one, "2010102")


def test_a_fund_that_may_as_well_be_another_is_not_moved() -> None:
    layout = """# 青禾市水务局2031年部门预算
# 政府采购预算表
# 单位：万元
采购项目|一般公共预算|政府性基金|其他资金|总计
办公电脑|3.00|||3.00
物业服务||2.00||2.00
监控设备|||4.00|4.00
绿化养护|5.00|||
合计|8.00|2.00|4.00|14.00
"""
    assert not understand(document(layout)).repair


@pytest.mark.parametrize("tail", ["|改造项目|缮|", "||目录|"])
def test_a_page_that_opens_with_the_rest_of_a_row_has_no_headings(tail: str) -> None:
    head = "单位名称|项目名称|品目|总计"
    rows = ["青禾市一中|校舍|工程|3.00", "青禾市二中|操场|工程|4.00"]
    layout = "\n".join(
        ["# 青禾市教育局2031年部门预算", "# 政府采购支出表", "# 单位：万元", head, rows[0], "# 37", tail, rows[1]]
    )
    one = understand(document(layout))
    assert [(line.unit_name, str(line.amount_yuan)) for line in one.spending] == [
        ("青禾市一中", "30000.00"),
        ("青禾市二中", "40000.00"),
    ]


def test_a_bold_total_that_spills_to_the_left_stands_where_it_ends() -> None:
    layout = """# 青禾市水务局2031年部门预算
# 支出总表
# 单位：万元
功能分类科目|部门经济分类科目|合计|基本支出|项目支出
2130313-水文测报|31003-专用设备购置|2.00||2.00
2130314-防汛|30202-印刷费|1.00||1.00
2210201-住房公积金|30113-住房公积金|7.00|7.00|
合 计|10.00{c2}|7.00|3.00
"""
    one = understand(document(layout))
    totals = {line.measure: str(line.amount_yuan) for line in one.spending if line.line_kind == "total"}
    assert totals == {"total": "100000.00", "basic": "70000.00", "project": "30000.00"}
    codes = {line.dept_economic_code for line in one.spending if line.line_kind == "leaf"}
    assert codes == {"31003", "30202", "30113"}
    assert not one.repair
