"""Titles over several lines, and grids that list titles."""

from __future__ import annotations

import pytest

from loaders.document import Box, Cell, Grid, Line, Row
from loaders.title_lines import is_directory, is_remark, title_over_lines
from loaders.titles import title_kind


def line(text: str, top: float, x0: float = 100, x1: float = 400, height: float = 18) -> Line:
    return Line(1, round(top), text, Box(x0, top, x1, top + height))


def test_a_title_goes_on_in_the_line_below_it() -> None:
    found = title_over_lines(
        [
            line("2021年部门综合预算政府采购（资产配置、购买服务）", 100, 100, 500),
            line("预算表（不含上年结转）", 122, 200, 400),
            line("预算单位：青禾市民政局  单位：元", 160, 50, 550, 10),
        ]
    )
    assert found == ("2021年部门综合预算政府采购（资产配置、购买服务）预算表（不含上年结转）", 2)
    assert title_kind(found[0]) == "procurement"


def test_the_first_line_says_what_the_second_does_not() -> None:
    found = title_over_lines(
        [
            line("2021年部门综合预算一般公共预算拨款“三公”经费及", 100, 100, 500),
            line("会议费、培训费支出预算表", 122, 150, 450),
        ]
    )
    assert found is not None
    assert title_kind(found[0]) == "three_public"


def test_a_remark_in_brackets_belongs_to_the_title() -> None:
    title = "2021年部门综合预算一般公共预算支出明细表"
    found = title_over_lines([line(title, 100), line("（按支出功能分类科目-不含上年结转）", 122)])
    assert found == (f"{title}（按支出功能分类科目-不含上年结转）", 2)


@pytest.mark.parametrize(
    ("above", "height", "left"),
    [
        ("青禾市民政局2021年部门预算公开", 9, 100),  # the head of a page, in smaller print
        ("2021年部门预算公开", 18, 0),  # not over the title
        ("以下是2021年部门预算的支出情况。", 18, 100),  # a sentence
    ],
)
def test_what_stands_above_a_title_is_not_its_beginning(above: str, height: float, left: float) -> None:
    assert title_over_lines([line(above, 100, left, left + 300, height), line("一般公共预算支出表", 122)]) is None


def test_the_unit_that_publishes_a_table_begins_no_title() -> None:
    lines = [Line(1, 1, "编制单位：青禾市水务局"), Line(1, 3, "支出决算表"), Line(1, 4, "单位：万元")]
    assert title_over_lines(lines) is None
    assert title_over_lines(lines[1:]) == ("支出决算表", 1)


def test_a_money_unit_is_no_remark() -> None:
    assert is_remark("（按支出经济分类科目）")
    assert not is_remark("（单位：万元）")
    assert not is_remark("（万元）")


def test_a_list_of_titles_is_no_table() -> None:
    titles = ["收支总表", "收入总表", "支出总表", "财政拨款收支总表"]
    rows = [Row(1, 1, (Cell("报表", 1), Cell("报表名称", 2)))]
    rows += [Row(1, at, (Cell(f"表{at}", 1), Cell(title, 2))) for at, title in enumerate(titles, 2)]
    assert is_directory(Grid(1, tuple(rows), 2))
    figures = [Row(1, 10 + at, (Cell("2130301", 1), Cell("12.00", 2))) for at in range(20)]
    assert not is_directory(Grid(1, (*rows, *figures), 2))
