"""What a spreadsheet or another city does differently with the same table, one small table each."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from loaders.extract import understand
from loaders.readers.text import read_text
from loaders.records import Extract
from loaders.titles import title_kind


def table(title: str, *lines: str, notes: tuple[str, ...] = ("单位：万元",)) -> Extract:
    """The extract of a text: `|` stands for the tab between two cells."""
    data = "\n".join(line.replace("|", "\t") for line in ("青禾市水务局2031年部门预算", title, *notes, *lines)).encode()
    return understand(read_text(data, "sample.txt", hashlib.sha256(data).hexdigest()))


def facts(one: Extract) -> Counter[tuple[str | None, str | None, str, str, str]]:
    """(function code, label, measure, kind, amount in yuan)"""
    return Counter(
        (line.function_code, line.label, line.measure, line.line_kind, f"{line.amount_yuan:.0f}")
        for line in one.spending
    )


RIGHT = {
    ("201", None, "total", "subtotal", "30000"): 1,
    ("201", None, "project", "subtotal", "20000"): 1,
    ("20103", None, "total", "subtotal", "30000"): 1,
    ("20103", None, "project", "subtotal", "20000"): 1,
    ("2010301", None, "total", "leaf", "30000"): 1,
    ("2010301", None, "project", "leaf", "20000"): 1,
    (None, "合计", "total", "total", "30000"): 1,
    (None, "合计", "project", "total", "20000"): 1,
}
ROWS = (("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"), ("2010301", "行政运行"))


def test_names_before_codes() -> None:
    lines = [f"{name}|{code}|3.00|2.00" for code, name in ROWS]
    assert facts(table("支出总表", "科目名称|科目编码|合计|项目支出", *lines, "合计||3.00|2.00")) == RIGHT


def test_segments_kept_as_numbers_under_one_heading() -> None:
    lines = ["201|||一般公共服务支出|3.00|2.00", "201|3||政府办公厅|3.00|2.00", "201|3|1|行政运行|3.00|2.00"]
    heading = "科目编码|科目编码|科目编码|科目名称|合计|项目支出"
    assert facts(table("支出总表", heading, *lines, "|||合计|3.00|2.00")) == RIGHT


def test_whole_yuan_that_look_like_codes_are_money() -> None:
    lines = [f"{code}|{name}|30000|20000" for code, name in ROWS]
    one = table("支出总表", "科目编码|科目名称|合计|项目支出", *lines, "|合计|30000|20000", notes=("单位：元",))
    assert facts(one) == RIGHT


def test_figures_without_decimals_are_no_numbers_of_columns() -> None:
    heading = "合计|因公出国（境）费|公务用车购置费|公务用车运行维护费|公务接待费"
    one = table("“三公”经费支出表", heading, "10|0|0|0|10")
    assert {line.measure: line.amount_yuan for line in one.spending}["total"] == 100_000


@pytest.mark.parametrize(
    "heading",
    [
        "科目编码|科目名称|合计（万元）|项目支出（万元）",
        "序号|科目编码|科目名称|合计|项目支出",
        "科目编码|科目名称|合计|项目支出|备注",
    ],
)
def test_more_in_the_headings(heading: str) -> None:
    front = "1|" if heading.startswith("序号") else ""
    lines = [f"{front}{code}|{name}|3.00|2.00" for code, name in ROWS]
    notes = () if "万元" in heading else ("单位：万元",)
    assert facts(table("支出总表", heading, *lines, f"{front}|合计|3.00|2.00", notes=notes)) == RIGHT


def test_a_unit_apart_from_its_word() -> None:
    lines = [f"{code}|{name}|30000.00|20000.00" for code, name in ROWS]
    one = table(
        "支出总表", "科目编码|科目名称|合计|项目支出", *lines, "|合计|30000.00|20000.00", notes=("||单位：|元",)
    )
    assert facts(one) == RIGHT


def test_signatures_below_a_table_of_one_row() -> None:
    one = table(
        "“三公”经费支出表", "合计|因公出国（境）费|公务接待费", "3.00|2.00|1.00", "单位负责人：|填表人：|联系电话："
    )
    assert Counter(line.measure for line in one.spending) == {"total": 1, "overseas": 1, "reception": 1}


def test_a_code_of_部门经济科目_is_no_unit() -> None:
    one = table(
        "一般公共预算支出表（按经济分类）",
        "部门经济科目编码|部门经济科目名称|政府经济科目编码|政府经济科目名称|合计",
        "301|工资福利支出|||3.00",
        "30101|基本工资|50101|工资奖金津补贴|3.00",
    )
    codes = [(line.dept_economic_code, line.gov_economic_code, line.unit_code) for line in one.spending]
    assert codes == [("301", None, None), ("30101", "50101", None)]


def test_a_note_that_speaks_of_totals_is_none() -> None:
    one = table(
        "收支总表",
        "收入||支出|",
        "项目|预算数|项目|预算数",
        "一、财政拨款收入|3.00|一、一般公共服务支出|3.00",
        "合计|3.00|合计|3.00",
        "注：部分分项加和与总计可能略有差异。",
    )
    assert [line.line_kind for line in one.spending] == ["leaf", "total"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("表七 一般公共预算支出表", "general_public"),
        ("表九 “三公”经费支出预算表", "three_public"),
        ("附表十：政府性基金预算支出表", "gov_fund"),
        ("2021年部门综合预算政府性基金收支表（不含上年结转）", "gov_fund"),
        ("2.15单位收支总表", "summary"),
        ("部门财务收支预算总表", "summary"),
        ("收支决算总表", "summary"),
        ("1.2部门支出预算总表", "expenditure"),
        ("财政拨款预算收支总表", "appropriation"),
        ("一般公共预算支出功能分类预算表", "general_public"),
        ("公共财政预算支出表", "general_public"),
        ("一般公共预算基本支出部门预算经济分类预算表", "basic"),
        ("“三公”经费和机关运行经费预算表", "three_public"),
        ("“三公”经费公共预算财政拨款支出情况表", "three_public"),
        ("国有资本经营预算支出功能分类预算表", "state_capital"),
        ("部门政府采购预算表", "procurement"),
        ("市对下转移支付预算表", "transfer"),
    ],
)
def test_titles_of_other_places(title: str, kind: str) -> None:
    assert title_kind(title) == kind
