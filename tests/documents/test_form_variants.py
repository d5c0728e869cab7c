"""Target forms of other places: a small form for each way to print a project, its money, its points and its levels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.records import Extract, ProjectRecord
from tests.documents.layout_file import read

OWN_COLUMNS = """# 部门预算项目绩效目标表
# （2031年度）
项目名称{c2}|51092331T000010263357-河道清淤{c6}
部门（单位）{c2}|126001-青禾市水务局{c6}
项目资金（万元）{c2r3}|年度资金总额{c2}|100.00{c2}|预算执行率权重(%){r3}|10{r3}
财政拨款{c2}|90.00{c2}
其他资金{c2}|10.00{c2}
总体目标{c2}|清理河道。{c6}
绩效指标{r4}|一级指标|二级指标|三级指标|绩效指标性质|绩效指标值|绩效度量单位|权重（%）
产出指标{r2}|数量指标|11120207157285-清淤长度|≥|12|公里|60%
质量指标|验收合格率|＝|100|%|20%
满意度指标|服务对象满意度指标|群众满意度|≥|90|%|10%"""

DIRECTIONS = """# 项目支出绩效目标表
# （2031年度）
项目名称|河道清淤{c7}
主管部门|[126]青禾市水务局{c3}|实施单位|（126001）青禾市水务局本级{c3}
资金情况（百万元）{r4}|年度资金总额|1.50{c6}
其中：本级财政拨款|1.20{c6}
上年结转资金|0.20{c6}
其他资金|0.10{c6}
年度目标|清理河道。{c7}
绩效指标{r5}|一级指标|二级指标|三级指标|指标方向|目标值|计量单位|分值权重（90分）
产出指标⏎（50分）{r2}|数量指标|清淤长度|正向|12|公里|30
时效指标|完成时间|反向|44561||20
（30分）|社会效益指标|水环境|正向|改善||30
满意度指标|服务对象满意度指标|投诉数|反向|5|件|10"""

NUMBERED_ROWS = """# 专项资金绩效目标申报表
# （2031年度）
项目名称{c2}|河道清淤{c3}
主管部门{c2}|青禾市水务局{c3}
项目属性{c2}|□新增项目 ☑延续项目{c3}
项目资金（千元）{r2}|年度资金总额|1,500.00{c3}
其中：财政拨款|1,500.00{c3}
年度目标{c2}|目标1：清理河道。{c3}
绩效指标{r8}|一级指标|二级指标|三级指标|指标值
产出指标{r5}|数量指标{r3}|指标1：清淤长度|≥12公里
指标2：|
……|
质量指标{r2}|指标1：验收合格率|100%
……|
效益指标{r2}|社会效益指标{r2}|指标1：水环境|=按计划改善
指标2：|"""

TWO_IN_ONE_TABLE = """# 项目支出绩效目标表
# （2031年度） 单位：万元
项目名称|河道清淤{c3}
主管部门|青禾市水务局|实施单位|青禾市水务局本级
年度资金总额|20.00|其中：财政拨款|20.00
年度目标|清理河道。{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|清淤长度|≥12公里
项目名称|堤防加固{c3}
主管部门|青禾市水务局|实施单位|青禾市堤防所
年度资金总额|30.00|其中：财政拨款|30.00
年度目标|加固堤防。{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|加固长度|≥2公里"""

BLANK = """# 项目支出绩效目标表
# （2031年度）
项目名称{c2}|（填写项目全称）{c2}
主管部门{c2}|填写主管部门名称{c2}
项目资金（万元）{r2}|年度资金总额|{c2}
其中：财政拨款|{c2}
年度目标{c2}|填写本年度要达到的目标，100字以内{c2}
绩效指标{r4}|一级指标|二级指标|三级指标|指标值
产出指标{r2}|数量指标|指标1：|
质量指标|指标1：|
效益指标|社会效益指标|……|"""

SIDE_BY_SIDE = """# 2031年专项资金总体绩效目标表
项目名称{c2}|河道清淤{c4}
主管部门{c2}|青禾市水务局{c2}|实施期限|5年
资金金额{c2}|实施期资金总额：|500.00|年度资金总额：|100.00
（万元）{c2}|其中：财政拨款|400.00|其中：财政拨款|90.00
{c2}|其他资金|100.00|其他资金|10.00
总体目标{r2}|实施期目标（跨年度项目需填写）2031-2035{c3}|当年度目标{c2}
建成河网。{c3}|清理河道。{c2}
绩效指标{r3}|一级指标|二级指标|三级指标|实施周期指标值|当年度指标值
产出指标|数量指标|清淤长度|≥60公里|≥12公里
效益指标|社会效益指标|水环境|改善|改善"""

TITLED = """# 301007_青禾市公安局青田分局_反诈中心建设项目绩效目标表
专项资金情况（万元）{r3}|资金总额：|57.00{c3}
财政拨款：|57.00{c3}
其他资金：|0.00{c3}
项目实施期目标|建成中心。{c4}
绩效目标指标{r2}|一级指标|二级指标|三级指标|目标值
产出指标|数量指标|中心数量|1个
# 办案业务经费项目绩效目标表
专项资金情况（万元）{r2}|资金总额：|60.00{c3}
财政拨款：|60.00{c3}
项目实施期目标|保障办案。{c4}
绩效目标指标{r2}|一级指标|二级指标|三级指标|目标值
产出指标|数量指标|办案数量|5件"""

NOTED_POINTS = """# 2031年项目支出绩效目标表
# 部门名称：青禾市水务局 单位：万元
单位编码{r2}|单位（项目）名称{r2}|资金总额{r2}|绩效目标{r2}|绩效指标{c6}
一级指标|二级指标|三级指标|指标值|评（扣）分标准|备注
合计| |150.00| | | | | | |
126002|青禾市堤防所|150.00| | | | | | |
126002{r3}|河道清淤{r3}|100.00{r3}|清理河道。{r3}|产出指标{r2}|数量指标|清淤长度|12公里|每少1公里扣1分|40
社会效益指标|合格率|100%|不合格不得分|40
满意度指标|服务对象满意度指标|群众满意度|90%|每低1%扣1分|10
126002{r3}|堤防加固{r3}|50.00{r3}|加固堤防。{r3}|产出指标{r2}|数量指标|加固长度|2公里|未完成不得分|50
质量指标|合格率|100%|不合格不得分|20
效益指标|社会效益指标|防洪能力|提升|未提升不得分|20"""

CUT_BY_A_PAGE = """# 项目支出绩效目标表
# （2031年度）
项目名称{c2}|河道清淤{c3}
主管部门{c2}|青禾市水务局{c3}
项目资金（万元）{c2}|年度资金总额|20.00|执行率分值（10）
年度目标|清理河道。{c4}
绩效指标{r3}|一级指标|二级指标|三级指标|指标值
{r2}|数量指标{r2}|清淤长度|≥12公里
清淤次数|开展两次，春季一次、
#
绩效指标{r4}|一级指标|二级指标|三级指标|指标值
产出指标{r2}|{r2}| |秋季一次
清淤面积|≥3平方公里
效益指标|社会效益指标|水环境|改善"""

TWO_UNITS_IN_ONE_BLOCK = """# 部门整体支出绩效目标表
# （2031年度） 单位：元
部门名称|青禾市水务局{c4}
预算情况{r3}|资金总额|2000.00{c3}
基本支出|1200.00{c3}
项目支出（万元）|800.00{c3}
年度总体目标|水质达标。{c4}
绩效指标{r2}|一级指标|二级指标|三级指标|指标值
产出指标|数量指标|清淤长度|≥12公里"""


def only(one: Extract) -> ProjectRecord:
    (project,) = one.project
    return project


def test_the_points_of_the_execution_beside_the_money() -> None:
    one = read(OWN_COLUMNS)
    project = only(one)
    assert (project.unit_code, project.unit_name) == ("126001", "青禾市水务局")
    assert (project.project_code, project.project_name) == ("51092331T000010263357", "河道清淤")
    assert (project.amount_yuan, project.fiscal_yuan, project.other_yuan) == (1_000_000, 900_000, 100_000)
    assert project.execution_weight == 10
    assert [(line.indicator_name, line.operator, line.target_unit, line.weight) for line in one.indicator] == [
        ("清淤长度", "≥", "公里", 60),
        ("验收合格率", "=", "%", 20),
        ("群众满意度", "≥", "%", 10),
    ]
    assert not one.quarantine


def test_a_direction_bounds_a_number_and_a_serial_is_a_day() -> None:
    one = read(DIRECTIONS)
    project = only(one)
    assert (project.department, project.unit_code, project.unit_name) == ("青禾市水务局", "126001", "青禾市水务局本级")
    assert (project.amount_yuan, project.fiscal_yuan) == (1_500_000, 1_200_000)
    assert (project.carryover_initial_yuan, project.other_yuan) == (200_000, 100_000)
    assert [(line.level1, line.operator, line.target_text, line.target_value) for line in one.indicator] == [
        ("产出", "≥", "12", 12),
        ("产出", "≤", "44561", None),
        ("效益", "定性", "改善", None),
        ("满意度", "≤", "5", 5),
    ]
    assert [line.weight for line in one.indicator] == [30, 20, 30, 10]
    assert [(repair.printed_text, repair.read_as) for repair in one.repair] == [("44561", "2021-12-31")]
    assert not one.quarantine


def test_rows_that_the_empty_form_prints_are_no_indicators() -> None:
    one = read(NUMBERED_ROWS)
    project = only(one)
    assert (project.amount_yuan, project.category) == (1_500_000, "延续项目")
    assert [(line.indicator_name, line.operator, line.target_value) for line in one.indicator] == [
        ("清淤长度", "≥", 12),
        ("验收合格率", "=", 100),
        ("水环境", "=", None),
    ]
    assert not one.quarantine


def test_two_forms_in_one_table() -> None:
    one = read(TWO_IN_ONE_TABLE)
    assert [(p.project_name, p.implementing_unit, p.amount_yuan, p.goal) for p in one.project] == [
        ("河道清淤", "青禾市水务局本级", 200_000, "清理河道。"),
        ("堤防加固", "青禾市堤防所", 300_000, "加固堤防。"),
    ]
    assert [(line.project_name, line.indicator_name) for line in one.indicator] == [
        ("河道清淤", "清淤长度"),
        ("堤防加固", "加固长度"),
    ]


def test_a_blank_form_with_instructions_gives_no_facts() -> None:
    one = read(BLANK)
    assert (one.project, one.indicator, one.spending) == ((), (), ())


def test_the_money_of_the_year_beside_that_of_all_years() -> None:
    one = read(SIDE_BY_SIDE)
    project = only(one)
    assert (project.amount_yuan, project.fiscal_yuan, project.other_yuan) == (1_000_000, 900_000, 100_000)
    assert project.goal == "清理河道。"
    assert [line.target_text for line in one.indicator] == ["≥12公里", "改善"]


def test_a_project_that_only_the_title_names() -> None:
    one = read(TITLED)
    assert [(p.unit_code, p.unit_name, p.project_name, p.amount_yuan, p.goal) for p in one.project] == [
        ("301007", "青禾市公安局青田分局", "反诈中心建设项目", 570_000, "建成中心。"),
        (None, None, "办案业务经费项目", 600_000, "保障办案。"),
    ]
    assert [line.project_name for line in one.indicator] == ["反诈中心建设项目", "办案业务经费项目"]


def test_weights_in_a_column_of_remarks_and_units_in_rows_of_their_own() -> None:
    one = read(NOTED_POINTS)
    assert [(p.unit_name, p.project_name, p.amount_yuan) for p in one.project] == [
        ("青禾市堤防所", "河道清淤", 1_000_000),
        ("青禾市堤防所", "堤防加固", 500_000),
    ]
    assert [line.weight for line in one.indicator] == [40, 40, 10, 50, 20, 20]
    # The rulings put 合格率 beside 产出指标: both levels stand as they are printed.
    assert (one.indicator[1].level1, one.indicator[1].level2) == ("产出", "社会效益")


@pytest.mark.parametrize("remark", ["见附件", "2031"])
def test_remarks_that_are_no_points(remark: str) -> None:
    one = read(NOTED_POINTS.replace("扣1分|10", f"扣1分|{remark}"))
    assert {line.weight for line in one.indicator} == {None}


def test_a_row_and_its_levels_over_a_page_end() -> None:
    one = read(CUT_BY_A_PAGE)
    assert only(one).execution_weight == 10
    assert [(line.indicator_name, line.level1, line.level2) for line in one.indicator] == [
        ("清淤长度", "产出", "数量"),
        ("清淤次数", "产出", "数量"),
        ("清淤面积", "产出", "数量"),
        ("水环境", "效益", "社会效益"),
    ]
    assert one.indicator[1].target_text == "开展两次，春季一次、\n秋季一次"


def test_parts_and_total_of_one_block_have_one_unit() -> None:
    assert only(read(TWO_UNITS_IN_ONE_BLOCK)).amount_yuan == Decimal(20_000_000)


LIST_WITH_GOALS = """# 2031年市本级一般公共预算重点项目情况表
# 单位：万元
序号|项     目|2031年预算数|项目设立依据及绩效目标
1|河道清淤专项资金|200.00|根据河道管理办法，清理河道。
2|堤防加固专项资金|300.00|根据防洪规划，加固堤防。
合计{c2}|500.00|"""

UNIT_ROWS = """# 项目支出绩效目标表
# 部门名称：青禾市水务局 单位：万元
项目名称（资金使用单位）|总计|财政拨款|绩效目标|绩效指标
青禾市水务局|110.00|110.00||
水情监测|100.00|100.00|完成全年监测。|1、1-产出指标；11-数量指标；监测次数；实施周期指标值:≥60次；年度指标值:≥12次；
办公购置|10.00|10.00|更新设备。|1、1-产出指标；11-数量指标；设备台数；实施周期指标值:5台；年度指标值:5台；
青禾市堤防管理中心|25.00|25.00||
堤防加固|20.00|20.00|加固堤防。|1、1-产出指标；11-数量指标；加固长度；实施周期指标值:2公里；年度指标值:2公里；"""


def test_a_list_of_projects_keeps_their_goals() -> None:
    one = read(LIST_WITH_GOALS)
    assert [(p.statement, p.project_name, p.amount_yuan, p.goal) for p in one.project] == [
        ("project_budget", "河道清淤专项资金", 2_000_000, "根据河道管理办法，清理河道。"),
        ("project_budget", "堤防加固专项资金", 3_000_000, "根据防洪规划，加固堤防。"),
    ]
    assert [line.line_kind for line in one.spending] == ["leaf", "leaf", "total"]


def test_projects_belong_to_the_unit_whose_row_stands_above() -> None:
    one = read(UNIT_ROWS)
    # The sum of the second unit does not hold (5.00 is secret): its name and its empty cells tell what it is.
    assert [(p.unit_name, p.project_name, p.amount_yuan) for p in one.project] == [
        ("青禾市水务局", "水情监测", 1_000_000),
        ("青禾市水务局", "办公购置", 100_000),
        ("青禾市堤防管理中心", "堤防加固", 200_000),
    ]
    assert [(line.unit_name, line.project_name) for line in one.indicator] == [
        ("青禾市水务局", "水情监测"),
        ("青禾市水务局", "办公购置"),
        ("青禾市堤防管理中心", "堤防加固"),
    ]


BLOCKS_SIDE_BY_SIDE = """# 项目支出绩效目标申报表
# （2031年度）
项目名称{c2}|河道清淤{c6}
主管部门及代码{c2}|[126]青禾市水务局{c2}|实施单位|青禾市河道所{c3}
项目资金（万元）{c2r2}|中期资金总额：|300.00|年度资金总额：{c2}|100.00{c2}
其中：财政拨款|270.00|其中：财政拨款{c2}|90.00{c2}
总体目标{r2}|中期目标（2031年—2033年）{c3}|年度目标{c4}
建成河网。{c3}|清理河道。{c4}
绩效指标{r3}|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
产出指标|数量指标|清淤长度|≥36公里|数量指标|清淤长度|≥12公里
效益指标|社会效益指标|水环境|改善|社会效益指标|河面漂浮物|减少"""

OF_A_TRANSFER = """# 中央对地方专项转移支付区域绩效目标表
# （2031年度）
专项名称{c2}|河湖治理补助资金{c4}
中央主管部门{c2}|水利部{c4}
省级财政部门{c2}|青禾省财政厅|省级主管部门{c2}|青禾省水利厅
资金情况（万元）{c2r2}|年度金额：{c3}|1,000.00
其中：中央补助{c3}|800.00
年度目标{c2}|治理河湖。{c4}
绩效指标{r2}|一级指标|二级指标|三级指标{c2}|指标值
产出指标|数量指标|治理长度{c2}|≥12公里"""


def test_of_two_blocks_of_indicators_the_year_counts() -> None:
    one = read(BLOCKS_SIDE_BY_SIDE)
    project = only(one)
    assert (project.amount_yuan, project.fiscal_yuan, project.goal) == (1_000_000, 900_000, "清理河道。")
    assert [(line.level2, line.indicator_name, line.target_text) for line in one.indicator] == [
        ("数量", "清淤长度", "≥12公里"),
        ("社会效益", "河面漂浮物", "减少"),
    ]


def test_a_transfer_is_of_the_department_that_spends_it() -> None:
    one = read(OF_A_TRANSFER)
    project = only(one)
    assert (project.project_name, project.department, project.amount_yuan) == (
        "河湖治理补助资金",
        "青禾省水利厅",
        10_000_000,
    )
    assert not one.quarantine


LIST_OF_OTHER_WORDS = """# 2031年项目支出绩效目标表
# 部门名称：青禾市水务局 单位：百万元
单位名称|专项名称|年度金额|年度绩效目标|一级指标|二级指标|三级指标|指标方向性|指标值|度量单位|分值权重（90分）
青禾市水务局本级{r2}|河道清淤{r2}|1.50{r2}|清理河道。{r2}|产出指标|数量指标|清淤长度|正向|12|公里|60
满意度指标|服务对象满意度指标|群众满意度|正向|较高||30"""


def test_a_list_with_the_words_of_a_form() -> None:
    one = read(LIST_OF_OTHER_WORDS)
    project = only(one)
    assert (project.unit_name, project.project_name, project.amount_yuan) == ("青禾市水务局本级", "河道清淤", 1_500_000)
    assert [(line.operator, line.target_value, line.weight) for line in one.indicator] == [
        ("≥", 12, 60),
        ("定性", None, 30),
    ]
    assert not one.quarantine
