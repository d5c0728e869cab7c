"""For each audit rule documents that it must note, and the like that it must leave alone."""

# A case is one line of a table, however wide it is.
# ruff: noqa: E501

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.sql.check_cases import Case as DocumentCase
from tests.sql.check_cases import Documents, Project, one, project, row, sheet, total

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
    (
        "quantity_with_upper_limit",
        target(level1="产出", level2="数量", indicator_name="开展巡查次数", operator="≤", target_text="5", target_value="5", target_unit="次"),
        target(level1="产出", level2="数量", indicator_name="数据服务错误次数", operator="≤", target_text="5", target_value="5", target_unit="次"),
    ),
    (
        "full_marks_below_target",
        target(level1="产出", level2="数量", target_text="9000人", target_value="9000", target_unit="人", actual_text="1200人", actual_value="1200", weight="5", score="5"),
        target(level1="产出", level2="数量", target_text="9000人", target_value="9000", target_unit="人", actual_text="1.2万人", actual_value="1.2", weight="5", score="5"),
    ),
    (
        "budget_cut_to_outcome",
        evaluated(initial_yuan="100000", adjusted_yuan="98000", executed_yuan="98000"),
        evaluated(initial_yuan="100000", adjusted_yuan="99900", executed_yuan="99900"),
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
    (
        "prose_change_wrong",
        "收入80.00万元，比上年60.00万元增加20.00万元，下降33.33%。",
        "收入80.00万元，比上年60.00万元增加20.00万元，增长33.3%。",
    ),
    (
        "prose_difference_wrong",
        "2026年支出预算80.00万元，比2025年年初预算数50.00万元增加20.00万元。",
        "2026年支出预算80.00万元，比2025年年初预算数60.00万元增加20.00万元。",
    ),
    (
        "prose_difference_wrong",
        "2026年支出预算0.80亿元，比2025年预算1.00亿元增加2000万元。",
        "2026年支出预算0.80亿元，比2025年预算1.00亿元减少2000万元。",
    ),
    (
        "prose_share_wrong",
        "“三公”经费支出年初预算为200.00万元，支出决算为150.00万元，完成年初预算的85.00%。",
        "“三公”经费支出年初预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%。",
    ),
    (
        "prose_share_wrong",
        "本年支出合计300.00万元，其中：基本支出100.00万元，占43.33%；项目支出200.00万元，占66.67%。",
        "本年支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.67%。",
    ),
    ("prose_total_differs", "2026年收入预算总计101.00万元，其他略。", "2026年收入预算总计100.00万元，其他略。"),
    ("prose_total_differs", "2026年收入预算总计100.00元，其他略。", "2026年收入预算总计1000000.00元，其他略。"),
]

GOAL = "保障辖区内居民的日常生活秩序，完成年度各项重点任务，提升公共服务的水平和群众的获得感，确保各项工作按时完成"
GUARD = {"level1": "产出", "level2": "成本"}


def _projects(*projects: Project, statement: str = "project_declaration", **about: Any) -> Documents:
    return one(sheet(statement, *projects), **about)


def _shares(**codes: str) -> Any:
    """Expenditure of which the row with these codes has so much, and another 100."""
    return lambda x: one(
        sheet(
            "expenditure",
            row({"total": "100"}, function_code="2010101", dept_economic_code="30101"),
            row({"total": x}, **({"function_code": "2010102", "dept_economic_code": "30102"} | codes)),
        )
    )


def _copied(name: str) -> Documents:
    texts = [f"推进示范街区建设，为地区发展创造良好的社会环境和治安秩序{number}" for number in range(3)]
    lines = tuple({"level2": "质量", "target_text": text} for text in texts)
    other = tuple({"level2": "质量", "target_text": f"{name}：{text}"} for text in texts) if name else lines
    return _projects(Project("服装制作", {}, lines), Project("巡防队", {}, other))


#: rules whose cases need whole tables or several documents
DOCUMENT_CASES = [
    DocumentCase("carryover_is_large", lambda x: one(sheet("summary_revenue", row(x, label="上年结转", is_carryover=True), total("100", label="收入总计"))), "20", "50"),
    DocumentCase("class_code_in_leaf_row", lambda x: one(sheet("expenditure", *(row({"total": "1"}, function_code=code) for code in ("2010101", "2010102", x)))), "2010103", "20105"),
    DocumentCase("evaluations_all_perfect", lambda x: _projects(*(Project(f"项目{n}", {"total_score": Decimal(x if n == 8 else 100)}) for n in range(1, 9)), statement="self_evaluation"), "80", "99"),
    DocumentCase("goal_copied_between_units", lambda x: [({"unit_name": unit}, [sheet("project_targets", Project("项目", {"goal": goal}))]) for unit, goal in (("甲局", f"修缮校舍，{x}，{GOAL}"), ("乙局", f"修缮校舍，东区，{GOAL}"))], "西区", "东区"),
    DocumentCase("gov_fund_without_table", lambda x: one(sheet("appropriation_revenue", row(x, label="政府性基金预算拨款"))), "0", "100"),
    DocumentCase("state_capital_without_table", lambda x: one(sheet("appropriation_revenue", row(x, label="国有资本经营预算拨款"))), "0", "100"),
    DocumentCase("indicator_twice", lambda x: one(project("project_targets", *({"level1": "产出", "level2": "数量", "indicator_name": name, "target_text": "5"} for name in ("服务居民人数", x)))), "服务商户数量", "服务居民人数"),
    DocumentCase("levels_missing", lambda x: one(project("project_targets", *({"level1": level} for level in ("产出", "效益", x)))), "满意度", "效益"),
    DocumentCase("lost_row_proved", lambda x: one(sheet("basic", row({"total": "60"}, dept_economic_code="30101"), total({"total": x})), sheet("expenditure", row({"basic": "60"}, dept_economic_code="30101"), row({"basic": "40"}, dept_economic_code="30201"))), "60", "100"),
    DocumentCase("negative_amount", lambda x: one(sheet("expenditure", row({"total": x}, function_code="2010101"))), "5", "-5"),
    DocumentCase("number_target_without_number", lambda x: one(project("project_targets", {"indicator_name": "服务人数", "operator": "≥", "target_text": x})), "二百人", "大幅提升"),
    DocumentCase("overall_parts_differ", lambda x: one(project("overall_targets", name=None, amount_yuan=x, fiscal_yuan="60000", other_yuan="40000")), "100000", "150000"),
    DocumentCase("project_amount_in_no_table", lambda x: one(sheet("expenditure", total({"project": "1000"})), project("project_targets", amount_yuan=x)), "1000", "9000"),
    DocumentCase("project_listed_twice", lambda x: _projects(*(Project("修缮", {"amount_yuan": Decimal(amount)}) for amount in ("777", x))), "778", "777"),
    DocumentCase("project_without_amount", lambda x: one(project("project_targets", amount_yuan=x)), "5", ""),
    DocumentCase("project_without_indicators", lambda x: _projects(*(Project(name, {"amount_yuan": Decimal(5)}, ({"level1": "产出"},) * int(lines)) for name, lines in (("甲", "1"), ("乙", x)))), "1", "0"),
    DocumentCase("same_indicator_two_targets", lambda x: one(project("project_targets", *({"level1": "产出", "level2": "数量", "indicator_name": "开展培训班的期数", "operator": "≥", "target_value": Decimal(value), "target_unit": "期"} for value in ("5", x)))), "5", "7"),
    DocumentCase("cost_figure_exceeds_budget", lambda x: _projects(Project(x, {"amount_yuan": Decimal(30000)}, (GUARD | {"target_text": "采购成本3.9万元"},))), "2023-2024年运维", "2026年运维"),
    DocumentCase("cost_limits_vs_budget", lambda x: one(project("project_targets", {"level1": "成本", "level2": "经济成本", "indicator_name": x, "target_value": Decimal(70000), "target_unit": "元"}, amount_yuan="100000")), "设备单价", "设备购置总价"),
    DocumentCase("same_indicator_two_targets", lambda x: one(project("project_targets", *({"level1": "产出", "level2": "数量", "indicator_name": name, "target_value": Decimal(value), "target_unit": "株"} for name, value in (("白皮松高度4.5米以上", "5"), (x, "7"))))), "白皮松高度3.5米以上", "白皮松高度4.5米以上"),
    DocumentCase("spending_in_other_functions", _shares(function_code="2010199"), "10", "300"),
    DocumentCase("spending_in_other_items", _shares(dept_economic_code="30299"), "10", "300"),
    DocumentCase("spending_outsourced", _shares(dept_economic_code="30227"), "10", "300"),
    DocumentCase("three_public_higher_than_last_year", lambda x: [({}, [sheet("three_public", total({"total": x}))]), ({"fiscal_year": 2025}, [sheet("three_public", total({"total": "100"}))])], "90", "110"),
    DocumentCase("unit_price_differs", lambda x: _projects(*(Project(name, {}, (GUARD | {"target_text": f"保安每人每月{price}元"},)) for name, price in (("甲站", "4400"), ("乙站", x)))), "4400", "3900"),
    DocumentCase("vehicle_price", lambda x: one(sheet("three_public", row({"vehicle_purchase": "180000", "vehicle_operation": x}))), "20000", "0"),
    DocumentCase("goals_alike", lambda x: _projects(*(Project(name, {"goal": goal}) for name, goal in (("甲", GOAL), ("乙", GOAL + x)))), "，此外还要完成另外一件完全不同的事情", "。"),
    DocumentCase("texts_copied_between_projects", _copied, "另一件事", ""),
]  # fmt: skip
