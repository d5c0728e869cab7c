"""Self-evaluation and target forms as other places lay them out."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.layout_file import read

#: conclusion and signatures behind the total, four kinds of funds, a dash printed as a slash
CONCLUDED = """# 部门预算项目支出绩效自评表
# （2031年度）
项目名称{c2}|51092331T000010263357-河道清淤{c9}
主管部门{c2}|青禾县水务局部门{c4}|实施单位⏎（盖章）{c2}|青禾县水务局{c3}
项目基本情况{r3}|1.项目年度目标完成情况{r2}|项目年度目标{c4}|年度目标完成情况{c5}
清理河道。{c4}|已完成{c5}
2.项目实施内容及过程概述|六月开工。{c9}
预算执行情况(10分){r6}|年度预算数(万元)|年初预算|调整后预算数|预算执行数{c2}|预算执行率{c2}|权重|得分|原因
总额|1.00|3.36|3.36{c2}|100.00%{c2}|10|10|执行率=执行数/调整后预算数{r5}
其中：财政资金|1.00|3.00|3.00{c2}|100.00%{c2}|/|/
财政专户管理资金|0.00|0.30|0.30{c2}|100.00%{c2}|/|/
单位资金|0.00|0.06|0.06{c2}|100.00%{c2}|/|/
其他资金||| {c2}| {c2}|/|/
绩效指标(90分){r4}|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
产出指标{r2}|数量指标|清淤长度|≥|13|公里|13|30|30|
质量指标|验收合格率|=|100|%|100%|30|30|
效益指标|社会效益指标|覆盖率|≥|90|%|95%|30|30|
合计{c8}|100|100|
评价结论|自评得分100分。{c10}
存在问题|无{c10}
改进措施|无{c10}
项目负责人：顾清禾{c6}|财务负责人：唐一禾{c5}"""

#: the parts of an appropriation below its own row, and columns that only repeat the others
PARTS = """# 部门整体绩效自评表
# （2031年度）
专项名称{c2}|127部门整体{c9}
部门（单位）名称{c2}|青禾市水务局{c4}|部门预算编码{c2}|127{c3}
财政资金安排{r6}| |预算安排{c3}|拨付情况{c2}|结余情况{c2}|分值{r2}|得分{r2}
 |年初部门预算安排金额①|年中调整金额②|小计③=①+②|年度拨付金额④|支出实现率(%)⑤=④/③|本年度结余金额⑥|资金结余率(%)⑦
合计|100.00|20.00|120.00|114.00|95.00|6.00|5.00|10|9.5
财政资金小计|100.00|20.00|120.00|114.00|95.00|6.00|5.00||
①中央财政资金|40.00|0.00|40.00|40.00|100.00|0.00|0.00||
③地方财政资金|60.00|20.00|80.00|74.00|92.50|6.00|7.50||
年度总体目标{r2}|预期目标{c5}|目标实际完成情况{c5}
水质达标。{c5}|已达标。{c5}
绩效指标{r3}|一级指标|二级指标|三级指标{c2}|年度指标值|实际完成值|指标分值|自评得分|偏差原因分析及改进措施{c2}
产出指标|数量指标|清淤长度{c2}|≥12公里|12|60|60| {c2}
满意度指标|服务对象满意度指标|群众满意度{c2}|≥90%|92|30|30| {c2}
总分值、评价总分 (S){c6}|99.5{c5}
评价等级{c2}|优（S≧90）{c9}"""


def test_a_form_that_goes_on_behind_its_total() -> None:
    one = read(CONCLUDED)
    (project,) = one.project
    assert (project.project_code, project.project_name) == ("51092331T000010263357", "河道清淤")
    assert (project.implementing_unit, project.goal, project.goal_actual) == ("青禾县水务局", "清理河道。", "已完成")
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == (10_000, 33_600, 33_600)
    assert (project.fiscal_adjusted_yuan, project.other_adjusted_yuan) == (30_000, 3_600)
    assert {line.measure for line in one.spending} == {"total", "fiscal", "special_account", "unit_funds"}
    assert [(line.indicator_name, line.operator, line.target_value) for line in one.indicator] == [
        ("清淤长度", "≥", 13),
        ("验收合格率", "=", 100),
        ("覆盖率", "≥", 90),
    ]
    assert [contact.person_name for contact in one.contact] == ["顾清禾", "唐一禾"]
    assert not any("禾：" in cell.text or "唐一禾" in cell.text for cell in one.cell)
    assert not one.quarantine


def test_the_parts_of_a_fund_make_it_a_subtotal() -> None:
    one = read(PARTS)
    lines = {(line.label, line.measure, line.stage): line for line in one.spending}
    assert lines["127部门整体", "fiscal", "executed"].line_kind == "subtotal"
    assert lines["①中央财政资金", "fiscal", "executed"].amount_yuan == Decimal(400_000)
    assert lines["③地方财政资金", "fiscal", "adjusted_budget"].amount_yuan == Decimal(800_000)
    (project,) = one.project
    assert (project.total_score, project.execution_rate) == (Decimal("99.5"), 95)
    assert not one.quarantine


def test_a_list_of_projects_whose_indicators_are_called_like_headings_is_no_form() -> None:
    one = read("""# 项目支出绩效目标表
项目名称|项目总额|其中：{c2}|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位
 | |财政资金|其他资金| | | | | | |
A-河道清淤{r2}|20.00{r2}|20.00{r2}| {r2}|清理河道{r2}|产出指标|数量指标|清淤长度|≥|12|公里
产出指标|质量指标|预算执行率|＝|100|%
B-水质监测{r2}|10.00{r2}|10.00{r2}| {r2}|布点{r2}|产出指标|数量指标|监测点|≥|30|处
满意度指标|服务对象满意度指标|考核得分|≥|90|分""")
    assert [project.amount_yuan for project in one.project] == [200_000, 100_000]
    assert {line.statement for line in one.indicator} == {"project_targets"}
    assert [line.indicator_name for line in one.indicator] == ["清淤长度", "预算执行率", "监测点", "考核得分"]


def test_targets_of_a_transfer_name_their_fund() -> None:
    one = read("""# 专项转移支付绩效目标表
# （2031年度）
转移支付名称|岗位补助|市级主管部门|青禾市水务局{c2}
资金情况（万元）{r4}|年度金额：|188.00{c3}
其中：中央财政资金|8.00{c3}
市级财政资金|180.00{c3}
其他资金|-{c3}
年度总体目标{r2}|年度目标{c4}
按标准发放。{c4}
绩效指标{r3}|一级指标|二级指标|三级指标|指标值
产出指标{r2}|数量指标|覆盖率|100%
质量指标|足额发放率|100%""")
    (project,) = one.project
    assert (project.project_name, project.amount_yuan, project.fiscal_yuan) == ("岗位补助", 1_880_000, 1_800_000)
    assert project.goal == "按标准发放。"
    assert not one.quarantine


def test_a_list_of_projects_with_their_scores() -> None:
    one = read("""# 青禾市水务局2031年度部门决算
# 项目支出绩效自评结果一览表
序号|项目名称|实施单位|预算数（万元）|执行数（万元）|执行率|自评得分|自评等级
1|河道清淤|青禾市水务局本级|20.00|19.00|95.00%|98.50|优
2|水质监测|青禾市水文站|10.00|10.00|100.00%|100|优
合计| | |30.00|29.00|96.67%| | """)
    found = [
        (p.project_name, p.implementing_unit, p.adjusted_yuan, p.executed_yuan, p.execution_rate, p.total_score)
        for p in one.project
    ]
    assert found == [
        ("河道清淤", "青禾市水务局本级", 200_000, 190_000, 95, Decimal("98.50")),
        ("水质监测", "青禾市水文站", 100_000, 100_000, 100, 100),
    ]
    assert {line.statement for line in one.spending} == {"self_evaluation"}
    assert not one.quarantine


#: funds as rows under 年初预算数 … 原因, the goal and what came of it in rows of their own
GOALS_IN_ROWS = """# 2031年度部门预算项目支出绩效自评表
# 部门名称：青禾市水务局
项目名称|河道清淤{c9}
主管部门|青禾市水务局{c4}|实施单位|青禾市河道所{c4}
预算执行情况（百万元）|年初预算数|调整后预算数|预算执行数|执行率|权重|得分|原因{c3}
总额|1.00|1.20|1.14|95.00%|10|9.50|{c3}
财政资金|0.90|1.10|1.04|94.55%||| {c3}
财政专户管理资金|0.00|0.00|0.00|0.00%||| {c3}
单位资金|0.10|0.10|0.10|100.00%||| {c3}
年度目标|清理河道。{c9}
目标完成情况|已完成。{c9}
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
（60分）{r2}|数量指标|指标1：清淤长度|≥|12|公里|13|30|30|
质量指标|指标1：验收合格率|＝|100|%|99|30|29|有返工
满意度指标（30分）|服务对象满意度指标|群众满意度|≥|90|%|92|30|30|
合计{c7}|100|98.50|"""

#: one row of figures under the headings of the funds; person and number in one cell
BARE_FUNDS = """# 2031年项目绩效自评表
项目名称|河道清淤{c3}|项目负责人及电话|顾清禾 12345678{c2}
主管部门|青禾市水务局{c3}|实施单位|青禾市河道所{c2}
资金情况（元）{r2}|全年预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|得分|备注
1,200,000.00|1,140,000.00|10|95%|9.5|
绩效指标{r2}|一级指标|二级指标|三级指标|预期指标值|实际完成指标值|得分
产出指标|数量指标|清淤长度|≥12公里|13公里|45
合计{c6}|54.5"""


def test_goals_in_rows_and_funds_as_rows() -> None:
    one = read(GOALS_IN_ROWS)
    (project,) = one.project
    assert (project.goal, project.goal_actual) == ("清理河道。", "已完成。")
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == (1_000_000, 1_200_000, 1_140_000)
    assert (project.fiscal_adjusted_yuan, project.other_adjusted_yuan) == (1_100_000, 100_000)
    assert (project.execution_rate, project.execution_weight, project.total_score) == (95, 10, Decimal("98.50"))
    assert [(line.level1, line.indicator_name, line.operator, line.score) for line in one.indicator] == [
        ("产出", "清淤长度", "≥", 30),
        ("产出", "验收合格率", "=", 29),
        ("满意度", "群众满意度", "≥", 30),
    ]
    assert not one.quarantine


def test_figures_without_a_row_label_are_the_total() -> None:
    one = read(BARE_FUNDS)
    (project,) = one.project
    assert (project.adjusted_yuan, project.executed_yuan, project.execution_score) == (
        1_200_000,
        1_140_000,
        Decimal("9.5"),
    )
    assert [(contact.person_name, contact.telephone) for contact in one.contact] == [("顾清禾", "12345678")]
    assert not any("顾清禾" in cell for row in one.quarantine for cell in row.cells)


def test_an_evaluated_project_that_only_the_title_names() -> None:
    one = read(
        BARE_FUNDS.replace("2031年项目绩效自评表", "河道清淤项目绩效自评表").replace(
            "项目名称|河道清淤{c3}|", "填报日期|3月1日{c3}|"
        )
    )
    assert [project.project_name for project in one.project] == ["河道清淤项目"]
