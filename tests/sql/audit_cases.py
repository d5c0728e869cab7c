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


def _measured(*actuals: str) -> Case:
    """A self-evaluation with four targets, and what was measured."""
    lines = zip(("120", "35", "48", "7"), actuals, strict=True)
    return (
        "self_evaluation",
        {},
        [
            {"level1": "产出", "target_value": Decimal(a), "actual_value": Decimal(b), "target_unit": "人"}
            for a, b in lines
        ],
    )


NOTED: list[tuple[str, Case, Case]] = [
    (
        "cost_text_vs_budget",
        declared("1681000", "理论学习经费611000元；文明建设经费590000元；宣传经费1180000元；"),
        declared("2381000", "理论学习经费611000元；文明建设经费590000元；宣传经费1180000元；"),
    ),
    ("cost_text_vs_budget", declared("30000", "预计投入2万元。", "预计投入2.5万元。"), declared("45000", "预计投入2万元。", "预计投入2.5万元。")),
    # The other text names no sum: together they say nothing of the whole, and one figure alone is too much.
    ("cost_figure_exceeds_budget", declared("30000", "预计投入3.9万元", "按季度拨付"), declared("39000", "预计投入3.9万元", "按季度拨付")),
    # One text that comes to more than the budget is told once, by cost_text_vs_budget.
    ("cost_text_vs_budget", declared("30000", "预计投入3.9万元"), declared("39000", "预计投入3.9万元")),
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
        target(level1="成本", level2="经济成本", operator="≤", target_text="95000", target_value="95000", target_unit="元"),
        target(level1="成本", level2="经济成本", operator="≤", target_text="100000", target_value="100000", target_unit="元"),
    ),
    (
        "cost_limit_above_budget",
        target(level1="成本", level2="经济成本", operator="≤", target_text="120000", target_value="120000", target_unit="元"),
        target(level1="成本", level2="经济成本", operator="≤", target_text="90000", target_value="90000", target_unit="元"),
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
        evaluated(initial_yuan="100000", adjusted_yuan="96000", executed_yuan="96000"),
        evaluated(initial_yuan="100000", adjusted_yuan="98000", executed_yuan="98000"),
    ),
    ("goal_sum_exceeds_budget", declared("100000", goal="全年共计投入20万元"), declared("200000", goal="全年共计投入20万元")),
    # The size of what is rented, and a share of a payment, are no outputs.
    (
        "quantity_with_upper_limit",
        target(level1="产出", level2="数量", indicator_name="慰问活动场数", operator="≤", target_text="40", target_value="40", target_unit="场"),
        target(level1="产出", level2="数量", indicator_name="涉及租赁的办公场所", operator="≤", target_text="40", target_value="40", target_unit="处"),
    ),
    (
        "quantity_with_upper_limit",
        target(level1="产出", level2="数量", indicator_name="首付款", operator="≤", target_text="50", target_value="50", target_unit="次"),
        target(level1="产出", level2="数量", indicator_name="首付款", operator="≤", target_text="50", target_value="50", target_unit="%"),
    ),
    # 不适用: nothing had to be named.
    ("indicator_without_content", target(indicator_name="生态效益指标"), target(indicator_name="生态效益指标", is_not_applicable=True)),
    # The columns of the form are shifted: the figure stands where the name should.
    (
        "actual_only_achieved",
        target(indicator_name="巡查", target_text="1.5万元", target_value="1.5", actual_text="达到目标", weight="10", score="10"),
        target(indicator_name="≤1.5万元", target_text="1.5万元", target_value="1.5", actual_text="达到目标", weight="10", score="10"),
    ),
    # An error rate without a sign is met by a smaller one.
    (
        "full_marks_below_target",
        target(level1="产出", level2="质量", indicator_name="信息采集完整率", target_text="5%", target_value="5", target_unit="%", actual_text="1%", actual_value="1", weight="5", score="5"),
        target(level1="产出", level2="质量", indicator_name="信息采集差错率", target_text="5%", target_value="5", target_unit="%", actual_text="1%", actual_value="1", weight="5", score="5"),
    ),
    ("another_year_in_goal", declared("100", goal="2025年完成道路清扫保洁"), declared("100", goal="巩固2025年成果，2026年完成道路清扫保洁")),
    (
        "full_marks_without_actual",
        ("self_evaluation", {}, [{"indicator_name": "巡查次数", "target_text": "12次", "weight": Decimal(5), "score": Decimal(5)}, {"indicator_name": "巡查人数", "actual_text": "3人"}]),
        ("self_evaluation", {}, [{"indicator_name": "巡查次数", "target_text": "12次", "weight": Decimal(5), "score": Decimal(4)}, {"indicator_name": "巡查人数", "actual_text": "3人"}]),
    ),
    ("actual_repeats_target", _measured("120", "35", "48", "7"), _measured("120", "36", "48", "7")),
    (
        "cost_target_is_outcome",
        ("self_evaluation", money(initial_yuan="150000", executed_yuan="138652.4"), [COST | {"target_value": Decimal("13.86524"), "target_unit": "万元"}]),
        ("self_evaluation", money(initial_yuan="150000", executed_yuan="138652.4"), [COST | {"target_value": Decimal("15"), "target_unit": "万元"}]),
    ),
    ("scale_without_failure", target(target_text="优为极高，良为很高，中为较高"), target(target_text="优为极高，良为一般，差为不满意")),
    (
        "satisfaction_target_is_low",
        target(level1="满意度", operator="≥", target_text="80", target_value="80", target_unit="%"),
        target(level1="满意度", operator="≥", target_text="90", target_value="90", target_unit="%"),
    ),
    (
        "deadline_with_lower_limit",
        target(level2="时效", indicator_name="验收完成时间", operator="≥", target_text="30", target_value="30", target_unit="日"),
        target(level2="时效", indicator_name="服务时长", operator="≥", target_text="30", target_value="30", target_unit="日"),
    ),
    (
        "cost_with_equality",
        target(level1="成本", level2="经济成本", indicator_name="宣传费", operator="=", target_text="5", target_value="5", target_unit="万元"),
        target(level1="成本", level2="经济成本", indicator_name="高温补贴", operator="=", target_text="5", target_value="5", target_unit="万元"),
    ),
    (
        "failure_tolerated",
        target(indicator_name="专项债券付息支付率", operator="≥", target_text="80", target_value="80", target_unit="%"),
        target(indicator_name="专项债券付息支付率", operator="≥", target_text="100", target_value="100", target_unit="%"),
    ),
    (
        "failure_tolerated",
        target(indicator_name="生产安全事故发生率", operator="≤", target_text="10", target_value="10", target_unit="%"),
        target(indicator_name="生产安全事故发生率", operator="≤", target_text="1", target_value="1", target_unit="%"),
    ),
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
    DocumentCase("earlier_year_in_name", lambda x: _projects(Project(x, {"amount_yuan": Decimal(80)}), statement="project_targets"), "2024-2026年运维", "2024年运维"),
    DocumentCase("required_table_missing", lambda x: one(*(sheet(name, total("1" if "revenue" in name else {"total": "1"})) for name in ("summary_revenue", "revenue_by_unit", "expenditure", "appropriation_revenue", "general_public", "basic", x))), "three_public", "gov_fund"),
    DocumentCase("new_projects_pay_old_bills", lambda x: _projects(Project("道路养护", {"amount_yuan": Decimal(80)}), Project(x, {"amount_yuan": Decimal(20)}), statement="project_targets"), "2026年绿化养护", "绿化养护尾款"),
    DocumentCase("no_quantity_or_cost", lambda x: one(project("project_targets", *({"level1": "产出", "level2": level} for level in ("数量", "质量", x)), amount_yuan="100")), "成本", "时效"),
    DocumentCase("same_text_in_two_cells", lambda x: one(project("project_declaration", {"level1": "产出", "level2": "数量", "target_text": "全年开展巡查和宣传活动覆盖全部社区"}, {"level1": "产出", "level2": "质量", "target_text": x})), "巡查发现的问题全部按期整改到位", "全年开展巡查和宣传活动，覆盖全部社区。"),
    DocumentCase("one_sum_in_two_projects", lambda x: _projects(Project("甲", {"executed_yuan": Decimal("118640.20")}), Project("乙", {"executed_yuan": Decimal(x)}), statement="self_evaluation"), "118640.30", "118640.20"),
    DocumentCase("three_public_rise_in_table", lambda x: one(sheet("three_public", row({"total": x, "overseas": "0", "reception": "3"}, fiscal_year=2026), row({"total": "10", "overseas": "0", "reception": "2"}, fiscal_year=2025))), "10", "11"),
    # 219 has no 项; the change of a year may be negative.
    DocumentCase("class_code_in_leaf_row", lambda x: one(sheet("expenditure", *(row({"total": "1"}, function_code=code) for code in ("2010101", "2010102", x)))), "21999", "20199"),
    DocumentCase("negative_amount", lambda x: one(sheet("expenditure", row({x: "-5", "basic": "5"}, function_code="2010101"))), "change", "total"),
    DocumentCase("number_target_without_number", lambda x: one(project("project_targets", {"indicator_name": "服务人数", "operator": "≥", "target_text": "达到", "target_unit": x})), "90%", "人"),
    DocumentCase("negative_amount", lambda x: one(sheet("expenditure", row({"total": x}, function_code="2010101"))), "5", "-5"),
    DocumentCase("number_target_without_number", lambda x: one(project("project_targets", {"indicator_name": "服务人数", "operator": "≥", "target_text": x})), "二百人", "大幅提升"),
    DocumentCase("overall_parts_differ", lambda x: one(project("overall_targets", name=None, amount_yuan=x, fiscal_yuan="60000", other_yuan="40000")), "100000", "150000"),
    DocumentCase("project_amount_in_no_table", lambda x: one(sheet("expenditure", total({"project": "1000"})), project("project_targets", amount_yuan=x)), "1000", "9000"),
    DocumentCase("project_listed_twice", lambda x: _projects(*(Project("修缮", {"amount_yuan": Decimal(amount)}) for amount in ("777", x))), "778", "777"),
    DocumentCase("project_without_amount", lambda x: one(project("project_targets", amount_yuan=x, goal=GOAL)), "5", ""),
    # The name of a unit over its projects is a heading, not a project without money.
    DocumentCase("project_without_amount", lambda x: _projects(Project("市规划院", {"goal": GOAL}), Project("测绘", {"amount_yuan": Decimal(5), "unit_name": x}), statement="project_targets"), "市规划院", "市测绘院"),
    DocumentCase("project_without_indicators", lambda x: _projects(*(Project(name, {"amount_yuan": Decimal(5)}, ({"level1": "产出"},) * int(lines)) for name, lines in (("甲", "1"), ("乙", x)))), "1", "0"),
    DocumentCase("same_indicator_two_targets", lambda x: one(project("project_targets", *({"level1": "产出", "level2": "数量", "indicator_name": "开展培训班的期数", "operator": "≥", "target_value": Decimal(value), "target_unit": "期"} for value in ("5", x)))), "5", "7"),
    DocumentCase("cost_figure_exceeds_budget", lambda x: _projects(Project(x, {"amount_yuan": Decimal(30000)}, (GUARD | {"target_text": "采购成本3.9万元"}, GUARD | {"target_text": "按季度拨付"}))), "2023-2024年运维", "2026年运维"),
    DocumentCase("cost_limits_vs_budget", lambda x: one(project("project_targets", {"level1": "成本", "level2": "经济成本", "indicator_name": x, "target_value": Decimal(95000), "target_unit": "元"}, amount_yuan="100000")), "设备单价", "设备购置总价"),
    # A total beside its parts is not added to them; a floor limits nothing.
    DocumentCase("cost_limits_vs_budget", lambda x: one(project("project_targets", *({"level1": "成本", "level2": "经济成本", "indicator_name": f"费用{n}", "operator": "≤", "target_value": Decimal(value), "target_unit": "元"} for n, value in enumerate((x, "40000", "50000"))), amount_yuan="120000")), "90000", "70000"),
    DocumentCase("cost_limits_vs_budget", lambda x: one(project("project_targets", {"level1": "成本", "level2": "经济成本", "indicator_name": "总体培训成本", "operator": x, "target_value": Decimal(31000), "target_unit": "元"}, amount_yuan="33390")), "≥", "≤"),
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
