"""Every family of forms knows every spelling, and reads alike what may stand around a word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.statements.answers import is_instruction
from loaders.statements.declaration.labels import heading_of, label_of
from loaders.statements.noted_points import are_points
from loaders.statements.project_targets.headings import role_of
from loaders.statements.self_evaluation.columns import heading_name
from loaders.statements.self_evaluation.grid_values import field_of
from loaders.statements.spellings import points_in
from loaders.statements.title_names import TitleNames, names_in


@pytest.mark.parametrize(
    "word", ["项目名称", "专项名称", "二级项目名称", "支出项目名称", "转移支付名称", "自评项目名称", "项目名称（全称）"]
)
def test_a_spelling_of_the_name_of_a_project_is_known_to_all(word: str) -> None:
    label = label_of(word)
    assert label is not None
    assert (label.kind, role_of(word), field_of(word)) == ("project_name", "project", "project_name")


@pytest.mark.parametrize("word", ["权重", "分值权重（90分）", "指标分值", "权重（%）", "标准分"])
def test_so_is_one_of_the_weights(word: str) -> None:
    found = (heading_of(word), role_of(word), heading_name("indicator_column", word))
    assert found == ("weight", "weight", "weight")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("其他需完成的任务（可选填）", "tasks"),
        ("实施期目标（跨年度项目需填写）2026-2029", "goal"),
        ("项目实施期⏎目标".replace("⏎", "\n"), "goal"),
        ("当年度金额（万元）", "amount"),
        ("其中：当年财政拨款", "fiscal"),
    ],
)
def test_what_stands_around_a_label(printed: str, kind: str) -> None:
    label = label_of(printed)
    assert label is not None
    assert label.kind == kind


@pytest.mark.parametrize("text", ["2024年预算数", "上年预算", "完成目标", "年度"])
def test_what_is_no_label_of_this_years_money(text: str) -> None:
    label = label_of(text)
    assert label is None or not label.is_money


def test_points_in_a_label() -> None:
    assert points_in("执行率⏎分值⏎（10）".replace("⏎", "")) == Decimal(10)
    assert points_in("产出指标（50分）") == Decimal(50)
    assert points_in("执行率（B/A）") is None


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (
            "301007_青禾市公安局青田分局_反诈中心建设项目绩效目标表",
            ("301007", "青禾市公安局青田分局", "反诈中心建设项目"),
        ),
        ("办案业务经费项目绩效目标表", (None, None, "办案业务经费项目")),
        ("办案业务经费项目支出绩效目标表", (None, None, "办案业务经费")),
        ("3.“智慧看守”项目经费项目绩效目标表", (None, None, "“智慧看守”项目经费项目")),
        ("2031年度项目支出绩效目标申报表", None),
        ("重大政策和重点项目绩效目标表", None),
        ("青禾市水务局2031年项目支出绩效目标表", None),
        ("预算14表 项目支出绩效目标表（含转移支付项目）", None),
    ],
)
def test_names_in_a_title(title: str, names: tuple[str | None, str | None, str] | None) -> None:
    assert names_in(title) == (TitleNames(*names) if names else None)


@pytest.mark.parametrize(
    "text", ["（填写项目全称）", "100字以内", "目标1：……目标2：", "请简要描述项目内容", "×××", "指标1："]
)
def test_an_instruction_is_no_answer(text: str) -> None:
    assert is_instruction(text)


@pytest.mark.parametrize("text", ["表格填报及时率", "填写台账12次", "清理河道。", "", "100", "目标管理责任制"])
def test_an_answer_is_no_instruction(text: str) -> None:
    assert not is_instruction(text)


@pytest.mark.parametrize(
    ("groups", "points"),
    [
        ([["40", "40", "10"]], True),
        ([["50分", "30", "10"], ["30", "30", "35", "无"]], True),
        ([["1", "2", "3"]], False),
        ([["40", "40", "10"], ["见附件"]], False),
        ([[], ["", "-"]], False),
    ],
)
def test_points_among_remarks(groups: list[list[str]], *, points: bool) -> None:
    assert are_points(groups) is points
