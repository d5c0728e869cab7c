"""Forms of other places whose headings or labels stand otherwise: two rows of headings, goals of two spans, options."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.layout_file import read

TWO_ROWS_OF_HEADINGS = """# 项目支出绩效自评表
# （2024年度）
项目名称{c2}|河道清淤{c8}
主管部门{c2}|青禾市水务局{c4}|实施单位|青禾市水务局本级{c3}
项目资金（万元）{c2r5}|项目资金|年初预算数|全年预算数|全年执行数（系统提取）|分值|执行率|得分|备注
年度资金总额|100.00|120.00|114.00|10|95.00|9.5|
其中：本年财政拨款|100.00|110.00|104.00| | | |
其他资金| |10.00|10.00| | | |
上年结转资金| | | | | | |
年度总体目标{c2r2}|预期目标{c4}|实际完成情况{c4}
清淤12公里。{c4}|已完成。{c4}
绩效指标{c3}|年度指标值{c3}|实际完成值{r2}|分值{r2}|得分{r2}|未完成原因分析{r2}
一级指标|二级指标|三级指标|指标性质|指标值|度量单位
产出指标{r2}|数量指标|清淤长度|>=|12|公里|12|25|25|
质量指标|验收合格率|=|100|%|100|25|25|
效益指标|社会效益指标|水环境|=|改善|是/否|改善|30|30|
满意度指标|服务对象满意度指标|群众满意度|>=|90|%|92|10|10|
其他需要说明的事项{c3}|无{c7}
总分{c7}|100|99.5|优"""

OPTIONS_AND_REASONS = """# 2024年度河道清淤项目自评表
# 单位名称：青禾市水务局 填报日期：2025年3月1日
项目名称{c2}|河道清淤{c5}
主管部门{c2}|青禾市水务局{c2}|项目实施单位|水利科{c2}
项目类别{c2}|1、部门预算项目√ 2、市直专项□{c5}
项目属性{c2}|1、持续性项目√ 2、新增性项目□{c5}
项目类型{c2}|1、常年性项目√ 2、延续性项目□{c5}
预算执行情况（万元）（20分）{c2r2}| |预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）
年度财政资金总额|120.00|114.00|95%|19.0
年度绩效目标（80分）{r6}|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分
产出指标（40分）{r2}|数量指标|清淤长度|12公里|12公里|20
质量指标|验收合格率|100%|100%|20
效益指标（30分）|社会效益指标|水环境|改善|改善|30
满意度指标（10分）|服务对象满意度指标|群众满意度|90%|92%|10
约束性指标|资金管理|资金管理合规性|合规|合规|0
总分{c6}|99.0
偏差大或目标未完成原因分析{c2}|无{c5}
改进措施及结果应用方案{c2}|无{c5}"""

GOALS_OF_TWO_SPANS = """# 项目支出绩效目标表
# （2026年度）
项目名称{c2}|水资源监测{c5}
主管部门及代码{c2}|126-青禾市水务局{c2}|实施单位{c2}|126001-青禾市水务局本级
项目资金（万元）{c2r3}|年度资金总额{c2}|500.00{c3}
其中：财政拨款{c2}|480.00{c3}
其他资金{c2}|20.00{c3}
总体目标{c2r2}|实施期目标（2026年-2028年）{c2}|年度目标{c3}
建成监测网。{c2}|完成全年监测。{c3}
绩效指标{r4}|一级指标|二级指标|三级指标{c2}|指标值{c2}
产出指标{r2}|数量指标|监测站点{c2}|≥100个{c2}
质量指标|数据合格率{c2}|≥95%{c2}
效益指标|社会效益指标|公报影响{c2}|较大{c2}"""

SPENDING_BY_NATURE = """# 部门整体支出绩效自评情况表
# （2024年度）
部门名称|青禾市水务局{c7}
部门预算支出|支出构成|年初预算数|全年预算数|执行数|执行率|分值|得分
（万元）{r3}|资金总额|100.00|120.00|114.00|95%|10|9.5
基本支出|70.00|80.00|80.00|100%| |
项目支出|30.00|40.00|34.00|85%| |
年度总体目标{r2}|预期目标{c4}|实际完成情况{c3}
水质达标。{c4}|已达标。{c3}
绩效指标{r3}|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
履职效能|整体工作完成|重点任务完成率|100%|100%|60|60
社会效应|满意度|群众满意度|≥90%|92%|30|30
总分{c6}|100|99.5"""


def test_headings_of_indicators_in_two_rows() -> None:
    one = read(TWO_ROWS_OF_HEADINGS)
    assert [
        (line.operator, line.target_value, line.actual_text, line.weight, line.score) for line in one.indicator
    ] == [
        ("≥", 12, "12", 25, 25),
        ("=", 100, "100", 25, 25),
        ("=", None, "改善", 30, 30),
        ("≥", 90, "92", 10, 10),
    ]
    (project,) = one.project
    assert (project.goal, project.goal_actual) == ("清淤12公里。", "已完成。")
    assert (project.adjusted_yuan, project.other_adjusted_yuan) == (1_200_000, 100_000)
    assert (project.total_weight, project.total_score) == (100, Decimal("99.5"))
    assert not one.quarantine


def test_a_form_with_options_and_a_title_without_the_word_performance() -> None:
    one = read(OPTIONS_AND_REASONS)
    assert (one.document.kind, one.document.unit_name) == ("self_evaluation", "青禾市水务局")
    (project,) = one.project
    assert (project.project_name, project.adjusted_yuan, project.executed_yuan) == ("河道清淤", 1_200_000, 1_140_000)
    assert (project.execution_rate, project.total_score) == (95, 99)
    assert [line.score for line in one.indicator] == [20, 20, 30, 10, 0]
    assert not one.quarantine


def test_the_goal_of_the_year_beside_one_of_several_years() -> None:
    one = read(GOALS_OF_TWO_SPANS)
    (project,) = one.project
    assert (project.goal, project.unit_code, project.fiscal_yuan) == ("完成全年监测。", "126001", 4_800_000)
    assert not one.quarantine


def test_the_money_of_a_department_by_its_nature() -> None:
    one = read(SPENDING_BY_NATURE)
    lines = {(line.measure, line.stage): line.amount_yuan for line in one.spending}
    assert lines["basic", "executed"] + lines["project", "executed"] == lines["total", "executed"] == 1_140_000
    assert not one.quarantine
