"""Balances: lists side by side, their outline, and amounts that stand on the wrong line or in the wrong column."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.statements.tables.numbering import depth_after, level_of, ordinal_of, without_mark
from loaders.statements.tables.tree.names import tree_of_names
from loaders.statements.tables.tree.sums import tree_of
from tests.documents.table_text import kinds, table, wan

HEADINGS = ("收入||支出|", "项目|预算数|项目|预算数")
ORDINALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十九",
    "二十",
    "二十一",
    "三十",
]
SUMMARY = "预算01表 收支总表"


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("一、一般公共服务支出", 1.0),
        ("（一）行政运行", 2.0),
        ("1.基本工资", 3.0),
        ("1、基本工资", 3.0),
        ("（1）运行费", 4.0),
        ("其中：（1）运行费", 4.0),
        ("12.5", None),
        ("行政运行", None),
        ("合计", None),
    ],
)
def test_outline_marks(label: str, level: float | None) -> None:
    assert level_of(label) == level


def test_ordinals_count_up() -> None:
    numbers = [ordinal_of(f"{text}、某项支出") for text in ORDINALS]
    assert all(before < after for before, after in pairwise(numbers))
    assert (numbers[0], numbers[9], numbers[11], numbers[14], numbers[15]) == (1, 10, 12, 21, 30)
    assert ordinal_of("某项支出") == 0


def test_a_label_without_its_mark() -> None:
    assert without_mark("其中：（一）行政运行") == "行政运行"
    assert without_mark("二十一、其他支出") == "其他支出"


@pytest.mark.parametrize(
    ("numbers", "depths"),
    [
        ([1, 2, 3], [0, 0, 0]),
        ([1, 1, 2, 2], [0, 1, 1, 0]),
        ([1, 1, 2, 3, 2], [0, 1, 1, 1, 0]),
        ([1, 1, 2, 4, 2, 1, 2, 3], [0, 1, 1, 1, 0, 1, 1, 1]),
    ],
)
def test_numbering_that_starts_again_is_one_deeper(numbers: list[int], depths: list[int]) -> None:
    open_numberings: list[int] = []
    assert [depth_after(open_numberings, number) for number in numbers] == depths


@given(st.lists(st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=4), min_size=1, max_size=5))
def test_rows_are_nested_by_their_sums(groups: list[list[int]]) -> None:
    amounts = [Decimal(value) for group in groups for value in (sum(group), *group)]
    total = Decimal(sum(map(sum, groups)))
    parents = tree_of(amounts, total, Decimal(0))
    assert parents is not None
    tops = [index for index in range(len(amounts)) if index not in parents]
    assert sum((amounts[index] for index in tops), Decimal(0)) == total
    for parent in set(parents.values()):
        below = [child for child, owner in parents.items() if owner == parent]
        assert sum((amounts[child] for child in below), Decimal(0)) == amounts[parent]
        assert all(child > parent for child in below)


def test_no_tree_is_found_where_the_sums_tell_none() -> None:
    assert tree_of([Decimal(7), Decimal(3), Decimal(3)], Decimal(8), Decimal(0)) is None


def test_a_rounded_table_may_be_off_by_halves_of_its_last_decimal() -> None:
    amounts = [Decimal("1.0"), Decimal("0.3"), Decimal("0.6")]
    assert tree_of(amounts, Decimal("1.0"), Decimal("0.1")) == {1: 0, 2: 0}


def test_names_of_accounts_tell_the_tree_where_sums_do_not() -> None:
    labels = ["社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "住房保障支出"]
    assert tree_of_names(labels) == {1: 0, 2: 1}


def test_two_lists_side_by_side() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|90.000000|一、一般公共服务支出|60.000000",
        "二、其他收入|10.000000|二、住房保障支出|45.000000",
        "本年收入合计|100.000000|本年支出合计|105.000000",
        "上年结转|5.000000|年终结转|",
        "收入总计|105.000000|支出总计|105.000000",
    )
    assert [(line.label, wan(line), line.line_kind, line.is_carryover) for line in one.revenue] == [
        ("一、一般公共预算财政拨款收入", "90", "leaf", False),
        ("二、其他收入", "10", "leaf", False),
        ("本年收入合计", "100", "subtotal", False),
        ("上年结转", "5", "leaf", True),
        ("收入总计", "105", "total", False),
    ]
    assert kinds(one) == {
        "一、一般公共服务支出": "leaf",
        "二、住房保障支出": "leaf",
        "本年支出合计": "subtotal",
        "支出总计": "total",
    }
    assert {line.statement for line in one.spending} == {"summary_expenditure"}
    assert one.spending[0].function_name == "一般公共服务支出"
    assert not one.quarantine


def test_numbering_starts_again_below_this_year() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、本年收入|50.00|一、本年支出|45.00",
        "一、一般公共预算拨款|40.00|一、一般公共服务支出|30.00",
        "二、其他收入|10.00|二、住房保障支出|15.00",
        "二、上年结转|1.00|二、年终结转|6.00",
        "收入总计|51.00|支出总计|51.00",
    )
    assert kinds(one) == {
        "一、本年支出": "subtotal",
        "一、一般公共服务支出": "leaf",
        "二、住房保障支出": "leaf",
        "二、年终结转": "leaf",
        "支出总计": "total",
    }


def test_unnumbered_rows_below_a_numbered_one_are_nested_by_their_sums() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|105.00|一、教育支出|60.00",
        "||普通教育|60.00",
        "||二、社会保障和就业支出|45.00",
        "||行政事业单位养老支出|40.00",
        "||机关事业单位基本养老保险缴费支出|30.00",
        "||机关事业单位职业年金缴费支出|10.00",
        "||社会福利|5.00",
        "收入总计|105.00|支出总计|105.00",
    )
    assert kinds(one) == {
        "一、教育支出": "subtotal",
        "普通教育": "leaf",
        "二、社会保障和就业支出": "subtotal",
        "行政事业单位养老支出": "subtotal",
        "机关事业单位基本养老保险缴费支出": "leaf",
        "机关事业单位职业年金缴费支出": "leaf",
        "社会福利": "leaf",
        "支出总计": "total",
    }


def test_a_lone_of_which_is_no_part_of_the_sum() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|30.00|一、一般公共服务支出|20.00",
        "其中：专项收入|4.00|二、住房保障支出|10.00",
        "收入总计|30.00|支出总计|30.00",
    )
    assert [(line.label, line.line_kind, line.measure) for line in one.revenue] == [
        ("一、一般公共预算财政拨款收入", "leaf", "total"),
        ("其中：专项收入", "subtotal", "of_which"),
        ("收入总计", "total", "total"),
    ]


def test_an_amount_on_a_line_of_its_own_goes_to_the_label_without_one() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|90.000000|一、一般公共服务支出|130.000000",
        "二、事业收入|20.000000||",
        "三、其他收入|||",
        "|20.000000||",
        "本年收入合计|130.000000|本年支出合计|130.000000",
        "收入总计|130.000000|支出总计|130.000000",
    )
    assert {line.label: wan(line) for line in one.revenue}["三、其他收入"] == "20"
    assert [(repair.rule, repair.confidence) for repair in one.repair] == [("value_on_neighbouring_line", "strong")]


def test_of_two_labels_the_one_that_closes_the_total_takes_the_amount() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|100.000000|一、一般公共服务支出|130.000000",
        "本年收入合计|100.000000|本年支出合计|130.000000",
        "二、专项拨款|||",
        "|30.000000||",
        "上年结转|||",
        "收入总计|130.000000|支出总计|130.000000",
    )
    assert {line.label: wan(line) for line in one.revenue}["上年结转"] == "30"


def test_a_shifted_row_is_moved_as_a_whole() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|90.000000|一、一般公共服务支出|60.000000",
        "二、其他收入|10.000000|二、住房保障支出|40.000000",
        "|收入总计|100.000000|支出总计|100.000000",
    )
    totals = [
        (line.label, wan(line), line.column_no) for line in (*one.revenue, *one.spending) if line.line_kind == "total"
    ]
    assert totals == [("收入总计", "100", 3), ("支出总计", "100", 5)]
    assert [repair.rule for repair in one.repair] == ["shifted_row", "shifted_row"]


def test_a_row_that_fits_nowhere_is_quarantined_and_not_guessed() -> None:
    one = table(
        SUMMARY,
        *HEADINGS,
        "一、一般公共预算财政拨款收入|90.000000|一、一般公共服务支出|90.000000",
        "12.000000|13.000000|14.000000|15.000000",
        "收入总计|90.000000|支出总计|90.000000",
    )
    assert [record.cells for record in one.quarantine] == [["12.000000", "13.000000", "14.000000", "15.000000"]]
    assert {wan(line) for line in one.spending} == {"90"}


def test_spending_by_two_classifications_is_counted_once() -> None:
    one = table(
        "收支预算总表",
        "收入||支出|||",
        "项目|预算数|按功能分类|预算数|按经济分类|预算数",
        "一、一般公共预算财政拨款收入|30.00|一、一般公共服务支出|20.00|一、工资福利支出|18.00",
        "||二、住房保障支出|10.00|二、商品和服务支出|12.00",
        "收入总计|30.00|支出总计|30.00|支出总计|30.00",
    )
    views = {line.label: (line.measure, line.view) for line in one.spending if line.line_kind == "leaf"}
    assert views == {
        "一、一般公共服务支出": ("total", "function"),
        "二、住房保障支出": ("total", "function"),
        "一、工资福利支出": ("total", "dept_economic"),
        "二、商品和服务支出": ("total", "dept_economic"),
    }
    # Both lists are one statement by two views, each a table of its own.
    spending = [(record.statement, record.view) for record in one.statement if record.statement.endswith("expenditure")]
    assert spending == [("summary_expenditure", "function"), ("summary_expenditure", "dept_economic")]
    assert len({line.statement_key for line in one.spending}) == 2


def test_line_numbers_and_remarks_belong_to_no_list() -> None:
    one = table(
        "收入支出决算总表",
        "收入|||支出|||",
        "项目|行次|决算数|项目|行次|决算数|备注",
        "一、一般公共预算财政拨款收入|1|30.00|一、一般公共服务支出|32|20.00|含上年",
        "||  |二、住房保障支出|33|10.00|",
        "总计|31|30.00|总计|62|30.00|",
    )
    assert [wan(line) for line in (*one.revenue, *one.spending)] == ["30", "30", "20", "10", "30"]
    assert len(one.statement) == 2
    assert not one.quarantine
