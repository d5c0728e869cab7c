"""Audit rules: for each, a project or an indicator that it must note, and one like it that it must leave alone."""

# A case is one line of a table, however wide it is.
# ruff: noqa: E501

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.rules_case import Given, Judged

COST = {"level1": "产出", "level2": "成本"}
#: rule -> (statement, project values, indicators) that it notes, and the same that it leaves alone
Case = tuple[str, dict[str, Any], list[dict[str, Any]]]


def money(**values: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


def declared(amount: str, *texts: str, **values: Any) -> Case:
    indicators = [COST | {"target_text": text} for text in texts]
    return "project_declaration", money(amount_yuan=amount) | values, indicators


def target(**values: Any) -> Case:
    numbers = {"target_value", "actual_value", "weight", "score"}
    line = {name: Decimal(value) if name in numbers else value for name, value in values.items()}
    kind = "self_evaluation" if "score" in line or "actual_text" in line else "project_targets"
    return kind, money(amount_yuan="100000"), [{"indicator_name": "服务人数达到预定规模"} | line]


def evaluated(**values: str) -> Case:
    return "self_evaluation", money(**values), []


NOTED: list[tuple[str, Case, Case]] = [
    (
        "cost_text_vs_budget",
        declared("1681000", "理论学习经费611000元；文明建设经费590000元；宣传经费1180000元；"),
        declared("2381000", "理论学习经费611000元；文明建设经费590000元；宣传经费1180000元；"),
    ),
    ("cost_text_vs_budget", declared("30000", "预计投入2万元。", "预计投入2.5万元。"), declared("45000", "预计投入2万元。", "预计投入2.5万元。")),
    ("cost_figure_exceeds_budget", declared("30000", "预计投入3.9万元"), declared("39000", "预计投入3.9万元")),
    (
        "cost_part_in_wrong_unit",
        declared("1900000", "1、巡查经费151元；2、清扫经费30万元；3、宣传经费9万元"),
        declared("390151", "1、巡查经费151元；2、清扫经费30万元；3、宣传经费9万元"),
    ),
    (
        "arithmetic_in_text",
        declared("4000000", "招聘队员100人，每人每月4000元，服务期为12个月，费用400万元"),
        declared("4800000", "招聘队员100人，每人每月4000元，服务期为12个月，费用480万元"),
    ),
    (
        "arithmetic_in_text",
        declared("30000", "预计投入30000元。一、党建10000元；二、宣传25000元。"),
        declared("30000", "预计投入30000元。一、党建10000元；二、宣传20000元。"),
    ),
    ("cost_without_figure", declared("30000", "按季度拨付"), declared("30000", "按季度拨付，共3万元")),
    ("service_period_over_a_year", declared("30000", "服务期15个月"), declared("30000", "服务期12个月")),
    (
        "quantities_differ",
        ("project_declaration", {}, [{"level1": "产出", "level2": "数量", "target_text": "制作服装1250套"}, COST | {"target_text": "每套210元，2600套"}]),
        ("project_declaration", {}, [{"level1": "产出", "level2": "数量", "target_text": "制作服装2600套"}, COST | {"target_text": "每套210元，2600套"}]),
    ),
    (
        "another_year_in_text",
        ("project_targets", {}, [{"level2": "时效", "target_text": "2024年底前完成整合"}]),
        ("project_targets", {}, [{"level2": "时效", "target_text": "2026年底前完成整合"}]),
    ),
    (
        "pays_for_an_earlier_year",
        ("project_targets", {}, [{"level2": "成本", "target_text": "2024年冬季服装尾款"}]),
        ("project_targets", {}, [{"level2": "成本", "target_text": "2026年冬季服装尾款"}]),
    ),
    (
        "numbering_broken",
        ("project_declaration", {}, [{"level2": "数量", "target_text": "1、甲事；\n2、乙事；\n2、丙事；\n4、丁事"}]),
        ("project_declaration", {}, [{"level2": "数量", "target_text": "1、甲事；\n2、乙事；\n3、丙事；\n4、丁事"}]),
    ),
    (
        "cost_limits_vs_budget",
        target(level1="成本", level2="经济成本", operator="≤", target_text="120000", target_value="120000", target_unit="元"),
        target(level1="成本", level2="经济成本", operator="≤", target_text="100000", target_value="100000", target_unit="元"),
    ),
    (
        "quantity_with_upper_limit",
        target(level1="产出", level2="数量", operator="≤", target_text="10", target_value="10", target_unit="次"),
        target(level1="产出", level2="数量", operator="≥", target_text="10", target_value="10", target_unit="次"),
    ),
    (
        "cost_with_lower_limit",
        target(level1="成本", level2="经济成本", operator="≥", target_text="10", target_value="10", target_unit="万元"),
        target(level1="成本", level2="经济成本", operator="≥", target_text="1500", target_value="1500", target_unit="元/人/年"),
    ),
    (
        "satisfaction_with_upper_limit",
        target(level1="满意度", operator="≤", target_text="95", target_value="95", target_unit="%"),
        target(level1="满意度", indicator_name="群众投诉件数", operator="≤", target_text="2", target_value="2", target_unit="件"),
    ),
    (
        "percentage_above_100",
        target(level1="满意度", operator="≥", target_text="950", target_value="950", target_unit="%"),
        target(level1="满意度", operator="≥", target_text="95", target_value="95", target_unit="%"),
    ),
    (
        "months_beyond_the_year",
        target(level2="时效", operator="≤", target_text="24", target_value="24", target_unit="月"),
        target(level2="时效", operator="≤", target_text="12", target_value="12", target_unit="月"),
    ),
    (
        "money_as_quantity",
        target(level2="数量", operator="≤", target_text="5", target_value="5", target_unit="万元"),
        target(level2="数量", operator="≥", target_text="5", target_value="5", target_unit="个"),
    ),
    (
        "unit_on_qualitative_target",
        target(operator="定性", target_text="有效保障秩序", target_unit="套"),
        target(operator="定性", target_text="有效保障秩序"),
    ),
    (
        "target_says_nothing",
        target(operator="定性", target_text="已完成为优，基本完成为良，部分完成为中低"),
        target(operator="定性", target_text="建成两处便民服务点"),
    ),
    (
        "target_is_100_percent",
        target(operator="=", target_text="100", target_value="100", target_unit="%"),
        target(operator="≥", target_text="90", target_value="90", target_unit="%"),
    ),
    ("target_repeats_indicator", target(target_text="服务人数达到预定规模。"), target(target_text="服务两千人")),
    ("indicator_without_content", target(indicator_name="服务对象满意度指标"), target(indicator_name="社区居民满意度")),
    (
        "full_marks_below_target",
        target(level1="产出", level2="数量", operator="≥", target_text="≥100人", target_value="100", target_unit="人",
               actual_text="80人", actual_value="80", weight="10", score="10"),
        target(level1="产出", level2="数量", operator="≥", target_text="≥100人", target_value="100", target_unit="人",
               actual_text="80人", actual_value="80", weight="10", score="8"),
    ),
    (
        "actual_only_achieved",
        target(target_text="100人", target_value="100", actual_text="达到目标", weight="10", score="10"),
        target(target_text="100人", target_value="100", actual_text="100人", actual_value="100", weight="10", score="10"),
    ),
    (
        "satisfaction_not_surveyed",
        target(level1="满意度", target_text="达到95%", weight="5", score="5", deviation_reason="未做"),
        target(level1="满意度", target_text="达到95%", weight="5", score="4", deviation_reason="样本少"),
    ),
    (
        "points_lost_without_reason",
        target(target_text="100人", actual_text="90人", weight="10", score="9"),
        target(target_text="100人", actual_text="90人", weight="10", score="9", deviation_reason="两个班次取消"),
    ),
    (
        "target_far_exceeded",
        target(level1="产出", target_text="≥10场", target_value="10", target_unit="场", actual_text="35场", actual_value="35", score="10", weight="10"),
        target(level1="产出", target_text="≥10场", target_value="10", target_unit="场", actual_text="12场", actual_value="12", score="10", weight="10"),
    ),
    (
        "evaluation_score_within_weight",
        target(target_text="一家", actual_text="一家", weight="10", score="20"),
        target(target_text="一家", actual_text="一家", weight="20", score="10"),
    ),
    (
        "budget_cut_to_outcome",
        evaluated(initial_yuan="126000", adjusted_yuan="101500", executed_yuan="101500"),
        evaluated(initial_yuan="126000", adjusted_yuan="126000", executed_yuan="101500"),
    ),
    (
        "evaluation_executed_is_funds",
        evaluated(executed_yuan="100", fiscal_executed_yuan="60", other_executed_yuan="30"),
        evaluated(executed_yuan="100", fiscal_executed_yuan="60", other_executed_yuan="40"),
    ),
    (
        "evaluation_execution_rate",
        evaluated(adjusted_yuan="126000", executed_yuan="101500", execution_rate="100"),
        evaluated(adjusted_yuan="126000", executed_yuan="101500", execution_rate="80.56"),
    ),
    (
        "full_execution_score_unearned",
        evaluated(execution_rate="80", execution_weight="10", execution_score="10"),
        evaluated(execution_rate="80", execution_weight="10", execution_score="8"),
    ),
    (
        "full_score_with_low_execution",
        evaluated(adjusted_yuan="100", executed_yuan="40", total_score="98"),
        evaluated(adjusted_yuan="100", executed_yuan="40", total_score="70"),
    ),
    ("low_execution", evaluated(adjusted_yuan="100", executed_yuan="40"), evaluated(adjusted_yuan="100", executed_yuan="60")),
    (
        "budget_multiplied_in_year",
        evaluated(initial_yuan="100", adjusted_yuan="250"),
        evaluated(initial_yuan="100", adjusted_yuan="150"),
    ),
    (
        "project_amount_is_funds",
        declared("10000", fiscal_yuan=Decimal(6000), other_yuan=Decimal(3000)),
        declared("10000", fiscal_yuan=Decimal(6000), other_yuan=Decimal(4000)),
    ),
    ("goal_sum_exceeds_budget", declared("100000", goal="全年共计投入20万元"), declared("200000", goal="全年共计投入20万元")),
    ("project_without_goal", declared("100"), declared("100", goal="保障地区道路全年清扫保洁")),
]  # fmt: skip

PROSE = [
    (
        "prose_change_wrong",
        "收入80.00万元，比上年增加20.00万元，增长25.00%。",
        "收入80.00万元，比上年增加20.00万元，增长33.33%。",
    ),
    (
        "prose_change_wrong",
        "执行数为100万元，2026年预算安排80万元，比2025年预算执行数增加20%。",
        "执行数为100万元，2026年预算安排80万元，比2025年预算执行数减少20%。",
    ),
    ("prose_total_differs", "2026年收入预算总计101.00万元，其他略。", "2026年收入预算总计100.00万元，其他略。"),
]


def put(given: Given, name: str, case: Case) -> None:
    statement, values, indicators = case
    document = given.document(name)
    table = given.table(document, statement)
    key = given.project(table, f"{name}项目", **values)
    for line in indicators:
        given.indicator(table, key, f"{name}项目", **line)


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    for number, (rule, noted, left_alone) in enumerate(NOTED):
        put(given, f"{rule}-{number}-noted", noted)
        put(given, f"{rule}-{number}-sound", left_alone)
    for number, (rule, noted_text, sound_text) in enumerate(PROSE):
        for word, text in (("noted", noted_text), ("sound", sound_text)):
            document = given.document(f"{rule}-{number}-{word}")
            table = given.table(document, "summary_revenue")
            given.earn(table, 1, "1000000", "total", label="收入总计")
            given.prose(document, 1, text)
    copied = "推进示范街区建设，为地区发展创造良好的社会环境和治安秩序"
    document = given.document("copies")
    table = given.table(document, "project_declaration")
    for name in ("服装制作", "巡防队"):
        key = given.project(table, name, amount_yuan=Decimal(100), goal=f"{copied}，维护辖区商户和居民的安全与便利")
        for number in range(3):
            given.indicator(table, key, name, level2="质量", target_text=f"{copied}{number}")
    for _ in range(2):
        given.project(table, "重复项目", amount_yuan=Decimal("777"), goal="两次列出的同一个项目")
    return Judged(given)


@pytest.mark.parametrize(("number", "rule"), [(number, item[0]) for number, item in enumerate(NOTED)])
def test_the_rule_notes_what_it_must_and_no_more(judged: Judged, number: int, rule: str) -> None:
    assert rule in judged.findings(f"{rule}-{number}-noted")
    assert rule not in judged.findings(f"{rule}-{number}-sound")


@pytest.mark.parametrize(("number", "rule"), [(number, item[0]) for number, item in enumerate(PROSE)])
def test_prose_is_held_against_its_own_figures(judged: Judged, number: int, rule: str) -> None:
    assert rule in judged.findings(f"{rule}-{number}-noted")
    assert rule not in judged.findings(f"{rule}-{number}-sound")


def test_copies_and_doubles_are_noted_once_for_each_pair(judged: Judged) -> None:
    rows = judged.rows(
        "select rule_code, severity, count(*) from quality.finding where document_key = 'copies'"
        " and rule_code in ('texts_copied_between_projects', 'goals_alike', 'project_listed_twice') group by all order by 1"
    )
    assert rows == [
        ("goals_alike", "info", 1),
        ("project_listed_twice", "warning", 1),
        ("texts_copied_between_projects", "warning", 1),
    ]


def test_every_finding_is_a_sentence_with_a_key_of_its_own(judged: Judged) -> None:
    rows = judged.rows("select finding_key, severity, subject, message, line_key, line_keys from quality.finding")
    assert len({row[0] for row in rows}) == len(rows)
    for _, severity, subject, message, line_key, line_keys in rows:
        assert severity in ("error", "warning", "info")
        assert subject in ("document", "unit", "project", "line")
        assert re.match(r"^[A-Z“0-9].*[.”)]$", message, re.DOTALL), message
        assert line_key is None or line_key == line_keys[0]


def test_errors_are_proved_and_name_both_figures(judged: Judged) -> None:
    rows = judged.rows("select rule_code, stated, computed from quality.finding where severity = 'error'")
    assert rows
    assert [row for row in rows if row[1] is None or row[2] is None or row[1] == row[2]] == []
