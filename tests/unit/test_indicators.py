"""The conformed indicator vocabulary, operators and targets: tables of cases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.indicators import (
    conform_level1,
    conform_level2,
    conform_levels,
    is_level_label,
    is_not_applicable,
    read_operator,
    read_target,
    split_indicator,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产出指标", "产出"),
        ("产 出\n指标", "产出"),
        ("1产出指标一（道路养护）", "产出"),
        ("产出指标二(培训)", "产出"),
        ("（一）产出指标", "产出"),
        ("效果指标", "效益"),
        ("效益指标1", "效益"),
        ("满意度指标", "满意度"),
        ("服务对象满意度指标", "满意度"),
        ("成本指标", "成本"),
        ("预算执行率", "预算执行"),
        ("产出指标-产出数量指标", "产出"),
        ("效果指标-服务对象满意度指标", "满意度"),
        ("数量指标", "产出"),
        ("社会效益指标", "效益"),
        ("工程质量合格率", None),
        ("", None),
        (None, None),
    ],
)
def test_level1(text: str | None, expected: str | None) -> None:
    assert conform_level1(text) == expected


@pytest.mark.parametrize(
    ("text", "level1", "expected"),
    [
        ("产出进度指标", None, "时效"),
        ("时效\n指标", "产出指标", "时效"),
        ("环境效益指标", None, "生态效益"),
        ("生态效益指标", None, "生态效益"),
        ("可持续\n影响指标", None, "可持续影响"),
        ("产出指标-产出成本指标", None, "成本"),
        ("经济成本指标", "成本指标", "经济成本"),
        ("成本指标", "产出指标", "成本"),
        ("成本指标", "成本指标", "经济成本"),
        ("服务对象满意度", None, "服务对象满意度"),
        ("使用单位满意度指标", None, "服务对象满意度"),
        ("学员满意度", None, None),
        ("10", None, None),
        ("施工质量", None, None),
    ],
)
def test_level2(text: str, level1: str | None, expected: str | None) -> None:
    assert conform_level2(text, level1) == expected


@pytest.mark.parametrize(
    ("level1", "level2", "expected"),
    [
        ("效益指标", "服务对象满意度指标", ("满意度", "服务对象满意度")),
        ("产出指标", "成本指标", ("产出", "成本")),
        ("成本指标", "经济成本指标", ("成本", "经济成本")),
        (None, "社会效益指标", ("效益", "社会效益")),
        ("产出指标-产出质量指标", None, ("产出", "质量")),
        ("满意度指标", "", ("满意度", "服务对象满意度")),
        ("产出指标", "10", ("产出", None)),
    ],
)
def test_both_levels(level1: str | None, level2: str | None, expected: tuple[str | None, str | None]) -> None:
    assert conform_levels(level1, level2) == expected


def test_an_indicator_that_mentions_a_level_is_no_label() -> None:
    assert not is_level_label("提升服务质量")
    assert is_level_label("质量指标")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥", "≥"),
        ("＝", "="),
        ("＞", ">"),
        ("定性", "定性"),
        ("大于等于", "≥"),
        ("≤ ", "≤"),
        ("优", "定性"),
        ("次", None),
        ("", None),
    ],
)
def test_operator(text: str, expected: str | None) -> None:
    assert read_operator(text) == expected


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("≤5365.88万元", "≤", "5365.88", "万元"),
        ("=24小时", "=", "24", "小时"),
        ("＝1,200 份", "=", "1200", "份"),
        ("不少于3次", "≥", "3", "次"),
        ("90%以上", "≥", "90", "%"),
        ("≥4次/年", "≥", "4", "次/年"),
        ("不超过20万元", "≤", "20", "万元"),
        ("控制在20万元以内", "≤", "20", "万元"),
        ("100%", "=", "100", "%"),
        ("12", "=", "12", None),
        ("优良中低差", "定性", None, None),
        ("按合同进度完成", "定性", None, None),
        ("完成3次培训和2次宣传", "定性", None, None),
        ("2026年12月底前", "定性", None, None),
        ("", None, None, None),
    ],
)
def test_target(text: str, operator: str | None, value: str | None, unit: str | None) -> None:
    read = read_target(text)
    assert (read.operator, read.value, read.unit) == (operator, Decimal(value) if value else None, unit)


def test_indicator_in_one_piece() -> None:
    assert split_indicator("培训人次≥95人次") == ("培训人次", "≥95人次")
    assert split_indicator("按时完成") == ("按时完成", None)


@pytest.mark.parametrize("text", ["不涉及", "不适用", "无", "无。", "——", "/", " 不 涉及 ", "暂无"])
def test_not_applicable(text: str) -> None:
    assert is_not_applicable(text)


@pytest.mark.parametrize("text", ["", "  ", "无障碍设施改造", "不涉及经济效益的活动有三项", "0"])
def test_applicable_or_empty(text: str) -> None:
    assert not is_not_applicable(text)
