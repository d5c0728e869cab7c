"""Small budget tables of our own: codes in segments, bands, units, 三公 both ways, revenue of both kinds."""

from __future__ import annotations

import pytest

from tests.documents.table_text import kinds, read, table, wan

EXPENDITURE = "预算03表 支出预算总表"


def test_only_the_own_segment_of_a_code_is_printed() -> None:
    one = table(
        EXPENDITURE,
        "科目编码|||科目名称|合计|基本支出|项目支出",
        "类|款|项||||",
        "208|||社会保障和就业支出|30.00|20.00|10.00",
        "|05||行政事业单位养老支出|20.00|20.00|",
        "||05|机关事业单位基本养老保险缴费支出|12.00|12.00|",
        "||06|机关事业单位职业年金缴费支出|8.00|8.00|",
        "|10||社会福利|10.00||10.00",
        "||02|老年福利|10.00||10.00",
        "210|||卫生健康支出|7|7|",
        "|11||行政事业单位医疗|7|7|",
        "||01|行政单位医疗|7|7|",
        "合计||||37.00|27.00|10.00",
    )
    totals = {line.function_code or line.label: line for line in one.spending if line.measure == "total"}
    assert {code: line.line_kind for code, line in totals.items()} == {
        "208": "subtotal",
        "20805": "subtotal",
        "2080505": "leaf",
        "2080506": "leaf",
        "20810": "subtotal",
        "2081002": "leaf",
        "210": "subtotal",
        "21011": "subtotal",
        "2101101": "leaf",
        "合计": "total",
    }
    assert totals["2081002"].function_name == "老年福利"
    assert sum(line.amount_yuan for line in totals.values() if line.line_kind == "leaf") == totals["合计"].amount_yuan


def test_segments_beside_one_another_in_every_row() -> None:
    one = table(
        EXPENDITURE,
        "科目编码|||科目名称|合计",
        "类|款|项||",
        "201|01|01|行政运行|3.00",
        "201|01|02|一般行政管理事务|2.00",
        "208|05|05|机关事业单位基本养老保险缴费支出|1.00",
        "合计||||6.00",
    )
    assert [line.function_code for line in one.spending] == ["2010101", "2010102", "2080505", None]
    assert {line.line_kind for line in one.spending[:3]} == {"leaf"}


def test_a_shorter_code_is_a_subtotal_only_where_a_longer_one_of_its_unit_stands() -> None:
    one = table(
        EXPENDITURE,
        "单位名称|科目编码|科目名称|合计",
        "测绘院|20101|人大事务|3.00",
        "测绘院|2010101|行政运行|3.00",
        "档案馆|20101|人大事务|2.00",
        "合计|||5.00",
    )
    assert [(line.unit_name, line.function_code, line.line_kind) for line in one.spending] == [
        ("测绘院", "20101", "subtotal"),
        ("测绘院", "2010101", "leaf"),
        ("档案馆", "20101", "leaf"),
        (one.spending[3].unit_name, None, "total"),
    ]


def test_a_blank_unit_cell_goes_on_with_the_unit_above() -> None:
    one = table(
        EXPENDITURE,
        "单位代码|单位名称|科目编码|科目名称|合计",
        "108001|青禾市测绘院|||5.00",
        "||2010101|行政运行|3.00",
        "||2010102|一般行政管理事务|2.00",
        "合计||||5.00",
    )
    assert [(line.unit_code, line.line_kind) for line in one.spending[:3]] == [
        ("108001", "subtotal"),
        ("108001", "leaf"),
        ("108001", "leaf"),
    ]


def test_all_three_classifications_in_one_row() -> None:
    one = table(
        EXPENDITURE,
        "支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出|项目支出",
        "2010101-行政运行|50101-工资奖金津补贴|30101-基本工资|3.000000|3.000000|",
        "2010101-行政\n运行|50201-办公经费|30201-办公费|2.000000||2.000000",
        "合计|||5.000000|3.000000|2.000000",
    )
    first = one.spending[0]
    assert (first.function_code, first.gov_economic_code, first.dept_economic_code) == ("2010101", "50101", "30101")
    assert (first.function_name, first.gov_economic_name, first.dept_economic_name) == (
        "行政运行",
        "工资奖金津补贴",
        "基本工资",
    )


def test_codes_longer_than_the_national_ones_keep_their_digits() -> None:
    one = table("基本支出预算表", "科目编码|科目名称|金额", "3019901|其他工资福利支出|3.00", "合计||3.00")
    assert one.spending[0].dept_economic_code == "3019901"


def test_two_bands_side_by_side_are_one_table() -> None:
    one = table(
        "一般公共预算财政拨款基本支出决算表",
        "经济分类科目编码|科目名称|金额|经济分类科目编码|科目名称|金额",
        "301|工资福利支出|50.00|302|商品和服务支出|20.00",
        "30101|基本工资|30.00|30201|办公费|12.00",
        "30102|津贴补贴|20.00|30211|差旅费|8.00",
        "人员经费合计||50.00|公用经费合计||20.00",
    )
    leaves = {line.dept_economic_code: wan(line) for line in one.spending if line.line_kind == "leaf"}
    assert leaves == {"30101": "30", "30201": "12", "30102": "20", "30211": "8"}
    assert kinds(one)["人员经费合计"] == "subtotal"


def test_revenue_by_unit() -> None:
    one = table(
        "预算02表 收入预算总表",
        "单位代码|单位名称|合计|财政拨款|其他收入|上年结转",
        "108001|青禾市测绘院|60.000000|50.000000|8.000000|2.000000",
        "108002|青禾市档案馆|40.000000|40.000000||",
        "108|青禾市规划局|100.000000|90.000000|8.000000|2.000000",
    )
    assert {line.statement for line in one.revenue} == {"revenue_by_unit"}
    assert [(line.fund_source, wan(line), line.is_carryover) for line in one.revenue if line.line_kind == "leaf"] == [
        ("财政拨款", "50", False),
        ("其他收入", "8", False),
        ("上年结转", "2", True),
        ("财政拨款", "40", False),
    ]
    assert {line.line_kind for line in one.revenue if line.unit_code == "108"} == {"subtotal"}


def test_revenue_by_function() -> None:
    one = table(
        "预算02表 收入总表",
        "科目编码|科目名称|合计|一般公共预算|事业收入",
        "205|教育支出|30.00|20.00|10.00",
        "20502|普通教育|30.00|20.00|10.00",
        "2050202|小学教育|30.00|20.00|10.00",
        "合计||30.00|20.00|10.00",
    )
    assert {line.statement for line in one.revenue} == {"revenue_by_function"}
    leaves = [line for line in one.revenue if line.line_kind == "leaf"]
    assert [(line.function_code, line.measure, wan(line)) for line in leaves] == [
        ("2050202", "general_public", "20"),
        ("2050202", "business_income", "10"),
    ]


def test_procurement_by_row() -> None:
    one = table("政府采购预算表", "采购类别|金额", "A-货物|3.00", "B-工程|2.00", "C-服务|1.00", "合计|6.00")
    assert [(line.measure, wan(line), line.line_kind) for line in one.spending] == [
        ("goods", "3", "leaf"),
        ("works", "2", "leaf"),
        ("services", "1", "leaf"),
        ("total", "6", "total"),
    ]


def test_a_total_within_the_total_is_not_counted_again() -> None:
    one = table(
        EXPENDITURE,
        "单位名称|总计|部门预算||专户资金",
        "||合计|公共预算拨款|",
        "青禾市测绘院|6.00|5.00|5.00|1.00",
        "青禾市档案馆|4.00|4.00|4.00|",
        "合计|10.00|9.00|9.00|1.00",
    )
    assert (
        sum(line.amount_yuan for line in one.spending if (line.measure, line.line_kind) == ("total", "leaf")) == 100_000
    )
    assert [wan(line) for line in one.spending if line.line_kind == "total" and line.measure == "total"] == ["10"]


def test_equal_purchases_are_different_purchases() -> None:
    row = "A1401-法律服务|A140101-咨询服务|A14010101-法律咨询|一般公共服务|3.00"
    one = table("政府购买服务预算表", "一级目录|二级目录|三级目录|服务领域|金额", row, row, "合计||||6.00")
    assert [wan(line) for line in one.spending if line.line_kind == "leaf"] == ["3", "3"]


@pytest.mark.parametrize(
    ("unit", "yuan", "evidence"),
    [
        ("单位：元", "1200.50", "table"),
        ("单位：万元", "12005000.00", "table"),
        ("金额单位：千元", "1200500.00", "table"),
        ("", "12005000.00", "reasoned: no unit is printed"),
    ],
)
def test_money_units(unit: str, yuan: str, evidence: str) -> None:
    one = table(EXPENDITURE, "科目编码|科目名称|合计", "2010101|行政运行|1,200.50", "合计||1,200.50", unit=unit)
    assert {str(line.amount_yuan) for line in one.spending} == {yuan}
    assert one.statement[0].money_unit_evidence == evidence
    assert {line.amount_text for line in one.spending} == {"1,200.50"}


def test_a_table_without_a_unit_takes_that_of_the_document() -> None:
    one = read(
        EXPENDITURE, "单位：元", "科目编码|科目名称|合计", "2010101|行政运行|1,200.50", "合计||1,200.50", "",
        "政府采购预算表", "采购类别|金额", "A-货物|200.50", "合计|200.50",
    )  # fmt: skip
    assert [(record.money_unit, record.money_unit_evidence) for record in one.statement] == [
        ("元", "table"),
        ("元", "document"),
    ]


def test_zero_is_a_line_and_a_dash_or_a_blank_is_none() -> None:
    one = table(EXPENDITURE, "科目编码|科目名称|合计|基本支出|项目支出", "2010101|行政运行|0.00|—|", "合计||0.00||")
    assert [(line.measure, wan(line)) for line in one.spending] == [("total", "0"), ("total", "0")]
    assert {cell.outcome for cell in one.cell} <= {"read", "heading", "furniture"}


def test_page_furniture_does_not_end_a_table() -> None:
    one = table(
        EXPENDITURE,
        "科目编码|科目名称|合计",
        "2010101|行政运行|3.00",
        "",
        "24",
        "预算03表 支出预算总表（续）",
        "科目编码|科目名称|合计",
        "2010102|一般行政管理事务|2.00",
        "注：本表含上年结转。|",
        "合计||5.00",
    )
    assert [wan(line) for line in one.spending] == ["3", "2", "5"]
    assert not one.quarantine


def test_every_cell_is_accounted_for() -> None:
    one = table(EXPENDITURE, "科目编码|科目名称|合计", "2010101|行政运行|3.00", "合计||3.00", "甲|乙|丙")
    cells = ["科目编码", "科目名称", "合计", "2010101", "行政运行", "3.00", "合计", "3.00", "甲", "乙", "丙"]
    assert sorted(cell.text for cell in one.cell) == sorted([EXPENDITURE, "金额单位：万元", *cells])
