"""What a cell of a target table is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.document import Place
from loaders.statements.project_targets.cells import (
    is_category,
    is_code_head,
    is_heading_row,
    is_level1,
    is_level2,
    is_rule,
    one_line,
    read_code,
    read_code_tail,
    read_unit,
)
from loaders.statements.project_targets.headings import role_of
from loaders.statements.project_targets.indicator_cells import indicator_of, openings
from loaders.statements.project_targets.money import read_cell, under_one_heading
from loaders.statements.project_targets.packed import packed_indicators
from loaders.statements.project_targets.records_of import each_amount_once
from loaders.statements.project_targets.values import Money, Printed, ProjectRow

HERE = Place(1, 1, 1, 1)


def cells(*texts: str) -> list[Printed]:
    return [Printed(text, HERE) for text in texts]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("21019922T000000412345-河道保洁", "21019922T000000412345", "河道保洁"),
        ("21019922T0 0000041234 5-河道 保洁 经费", "21019922T000000412345", "河道保洁经费"),
        ("21019922T00000041\n2345-河道\n保洁", "21019922T000000412345", "河道保洁"),
        ("21019922T10 0000041234 5-河道保洁", "21019922T000000412345", "河道保洁"),
        ("2101992210 0000041234 5-河道保洁", "21019922T000000412345", "河道保洁"),
        ("21019923Y000002074581-2031年“云”服务-二期", "21019923Y000002074581", "2031年“云”服务-二期"),
        ("21019923Y000002074581", "21019923Y000002074581", ""),
    ],
)
def test_a_code_is_read_over_its_typesetting(text: str, code: str, name: str) -> None:
    read = read_code(text)
    assert read is not None
    assert (read[0].value, read[1]) == (code, name)


@pytest.mark.parametrize(
    "text", ["31-部门项目", "265001-某某街道办事处", "2031年工作", "12,345.678901", "210199-22T-保洁", ""]
)
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_a_repaired_code_says_why() -> None:
    sound, repaired = read_code("21019922T000000412345-甲"), read_code("210199221000000412345-甲")
    assert sound is not None
    assert sound[0].rule is None
    assert repaired is not None
    assert (repaired[0].rule, repaired[0].printed) == ("code_form", "210199221000000412345")


def test_halves_of_a_code() -> None:
    assert is_code_head("21019922T000")
    assert not is_code_head("21019922T000000412345")
    assert read_code_tail("000412345-河道保洁") == ("000412345", "河道保洁")
    assert read_code_tail("31-部门项目") is None


def test_units_categories_rules_and_headings() -> None:
    assert read_unit("618001-\n某某\n街道") == ("618001", "某某街道")
    assert is_category("31-部门项目")
    assert is_category("21 部门项目")
    assert not is_category("河道项目")
    assert is_rule("------")
    assert not is_rule("—")
    assert is_heading_row(["项目名称", "项目总额", "其中："])
    assert is_heading_row(["财政资金", "其他资金"])
    assert not is_heading_row(["产出指标", "数量指标"])


def test_levels_are_labels_and_not_names() -> None:
    assert is_level1("满意度指标")
    assert is_level2("服务对象满意度 指标")
    assert not is_level1("服务对象满意度")
    assert not is_level2("使用人员满意度")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("产出指标", "数量指标", "清淤长度", "≥", "12", "公里"), ("清淤长度", "≥", "12", "公里")),
        (("产出指标", "时效指标", "按月支付", "=", "12"), ("按月支付", "=", "12", None)),
        (("效益指标", "社会效益指标", "水清岸绿", "定性", "优", "套"), ("水清岸绿", "定性", "优", "套")),
        (("效益指标", "社会效益指标", "水清岸绿", "定性", "套"), ("水清岸绿", "定性", None, "套")),
        (
            ("效益指标", "社会效益指标", "水清", "定性", "十日内为优", "，二十日内为良，其后为差"),
            ("水清", "定性", "十日内为优，二十日内为良，其后为差", None),
        ),
        (
            ("满意度指标", "服务对象满意度指标", "服务对象满意度指标", "≥", "95", "%"),
            ("服务对象满意度指标", "≥", "95", "%"),
        ),
    ],
)
def test_an_indicator_by_its_cells(texts: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    row = indicator_of(cells(*texts))
    assert row is not None
    assert (row.name, row.operator, row.target, row.unit) == expected


def test_labels_that_contradict_each_other_are_no_indicator() -> None:
    assert indicator_of(cells("产出指标", "社会效益指标")) is None
    assert indicator_of(cells("满意度指标", "服务对象满意度指标")) is not None


def test_several_indicators_in_one_row() -> None:
    row = cells("产出指标", "数量指标", "甲", "≥", "1", "次", "产出指标", "质量指标", "乙", "定性", "优")
    assert openings(row) == [0, 6]


def test_an_indicator_whose_levels_are_lost_is_known_by_its_operator() -> None:
    assert openings(cells("目标的后半句。", "按季巡查", "≥", "4", "次")) == [1]


@pytest.mark.parametrize(
    ("text", "usual", "yuan"),
    [
        ("1,229.25", None, "12292500.00"),
        ("2, 253. 70", None, "22537000.00"),
        ("1,000,000000", 6, "10000000.00"),
        ("4.361211331", 6, "43612113.31"),
        ("12,599,200", 6, "125992.00"),
        ("120", 6, "1200000.00"),
        ("12.599200", 6, "125992.00"),
    ],
)
def test_amounts(text: str, usual: int | None, yuan: str) -> None:
    reading = read_cell(Printed(text, HERE), Money("万元", "table", usual))
    assert reading is not None
    assert reading.yuan == Decimal(yuan)


def test_an_amount_that_may_be_read_in_two_ways_is_not_read() -> None:
    assert read_cell(Printed("1,000,000000", HERE), Money("万元", "table", None)) is None


def test_roles_of_headings() -> None:
    assert role_of("年度资\n金总额\n(万元)") == "total"
    assert role_of("项目名称（资金使用单位）") == "project"
    assert role_of("绩效度量单位") == "unit_of_measure"
    assert role_of("河道保洁") is None


def test_a_cell_that_packs_all_indicators() -> None:
    text = (
        "1、1-产出指标；11-数量指标；巡查次数；实施周期指标值:≥40次；年度指标\n值:≥20次。"
        "2、2-效益指标；22-社会效益；投诉（1、2类）下降；年度指标值:≥3.5%；"
    )
    rows = packed_indicators(text, HERE)
    assert [(row.conformed2, row.name, row.target) for row in rows] == [
        ("数量", "巡查次数", "≥20次"),
        ("社会效益", "投诉（1、2类）下降", "≥3.5%"),
    ]


def test_blanks_of_narrow_cells_go_and_others_stay() -> None:
    assert one_line("征 兵\n工作 经费") == "征兵工作经费"
    assert one_line("合格率 100% 为优") == "合格率 100% 为优"


def test_a_packed_cell_without_numbers_holds_no_indicator() -> None:
    assert packed_indicators("无", HERE) == ()


def test_a_printed_amount_is_the_money_of_one_project() -> None:
    amount = ("total", Printed("36.850000", HERE))
    other = ("total", Printed("1.00", Place(1, 1, 2, 1)))
    rows = [
        ProjectRow(Place(1, 1, number, 11), number, number, None, name, amounts=amounts)
        for number, (name, amounts) in enumerate([("慰问", (amount,)), ("%", (amount,)), ("天", (amount, other))], 1)
    ]
    assert [project.amounts for project in each_amount_once(rows)] == [(amount,), (), (other,)]


def test_an_amount_under_several_headings_is_read_once_or_not_at_all() -> None:
    over_two, alone = Printed("45.72", HERE), Printed("1.00", Place(1, 1, 2, 9))
    told = list(under_one_heading([("total", over_two), ("fiscal", over_two), ("other_income", alone)]))
    assert told == [("total", over_two, True), ("other_income", alone, True)]
    assert list(under_one_heading([("fiscal", over_two), ("other_income", over_two)])) == [("fiscal", over_two, False)]
