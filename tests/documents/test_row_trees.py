"""Lists whose name column mixes levels: units, categories, projects, items. Expected values by hand."""

from __future__ import annotations

from tests.documents.table_text import read, table, wan

REVENUE = (
    "收入总表",
    "",
    "金额单位：万元",
    "",
    "单位名称|合计|一般公共预算",
    "合计|175.00|175.00",
    "青禾市水务局|105.00|105.00",
    "青禾市河道所|70.00|70.00",
    "",
)


def _projects(*lines: str) -> list[tuple[str | None, str | None, str | None, str, str]]:
    one = read(*REVENUE, "项目支出表", "", "金额单位：万元", "", *lines)
    return [
        (line.unit_name, line.project_name, line.label, line.line_kind, wan(line))
        for line in one.spending
        if line.statement == "project_budget"
    ]


def test_units_over_their_projects_by_indent_and_by_names_that_other_tables_print() -> None:
    """The sums are off by their rounding; one project is called like a unit."""
    got = _projects(
        "项目名称|合计",
        "合计|175.01",
        "青禾市水务局|105.01",
        "　　防汛|60.00",
        "　　青禾市河道所|45.00",
        "青禾市河道所|70.00",
        "　　防汛|30.00",
        "　　防汛|40.00",
    )
    assert got == [
        (None, None, "合计", "total", "175.01"),
        ("青禾市水务局", None, None, "subtotal", "105.01"),
        ("青禾市水务局", "防汛", None, "leaf", "60"),
        ("青禾市水务局", "青禾市河道所", None, "leaf", "45"),
        ("青禾市河道所", None, None, "subtotal", "70"),
        ("青禾市河道所", "防汛", None, "leaf", "30"),
        ("青禾市河道所", "防汛", None, "leaf", "40"),
    ]


def test_units_by_code_with_categories_that_only_sums_and_names_tell() -> None:
    """A category and its only child have one name; a fund kind is no unit; the sums of the last unit do not come out,
    so that its categories are known from the other units."""
    got = _projects(
        "单位编码|单位（项目）名称|项目金额",
        "|合计|205.00",
        "1|全额|205.00",
        "301001|青禾市水务局|105.00",
        "|专用项目|105.00",
        "|专用项目|105.00",
        "|防汛|60.00",
        "|巡河|45.00",
        "301002|青禾市河道所|70.00",
        "|通用项目|30.00",
        "|专项购置|30.00",
        "|水泵|30.00",
        "|专用项目|40.00",
        "|清淤|40.00",
        "301003|青禾市水政监察支队|30.00",
        "|通用项目|30.00",
        "|专项购置|30.00",
        "|车辆|12.00",
        "|无人机|17.00",
    )
    kinds = {(unit, name or label): kind for unit, name, label, kind, _ in got if name or label}
    assert kinds[None, "全额"] == "subtotal"
    assert kinds["青禾市水务局", "防汛"] == kinds["青禾市水务局", "巡河"] == "leaf"
    assert kinds["青禾市水务局", "专用项目"] == kinds["青禾市河道所", "专项购置"] == "subtotal"
    assert kinds["青禾市水政监察支队", "专项购置"] == "subtotal"
    leaves = {name for _, name, _, kind, _ in got if kind == "leaf"}
    assert leaves == {"防汛", "巡河", "水泵", "清淤", "车辆", "无人机"}


def test_kinds_of_purchases_over_units_over_items() -> None:
    one = read(
        *REVENUE,
        "政府采购支出表",
        "部门：青禾市水务局",
        "金额单位：万元",
        "",
        "采购品目大类|专项名称|采购品目名称|总计",
        "合计|||12.00",
        "货物|||9.00",
        "青禾市水务局|||4.00",
        "|定额|复印纸|4.00",
        "青禾市河道所|||5.00",
        "|定额|复印纸|2.00",
        "|定额|复印纸|3.00",
        "服务|||3.00",
        "青禾市水务局|||3.00",
        "|巡河|物业服务|3.00",
    )
    lines = [line for line in one.spending if line.statement == "procurement"]
    assert [(line.unit_name, line.project_name, line.line_kind, wan(line)) for line in lines] == [
        ("青禾市水务局", None, "total", "12"),
        ("青禾市水务局", None, "subtotal", "9"),
        ("青禾市水务局", None, "subtotal", "4"),
        ("青禾市水务局", "定额", "leaf", "4"),
        ("青禾市河道所", None, "subtotal", "5"),
        ("青禾市河道所", "定额", "leaf", "2"),
        ("青禾市河道所", "定额", "leaf", "3"),
        ("青禾市水务局", None, "subtotal", "3"),
        ("青禾市水务局", None, "subtotal", "3"),
        ("青禾市水务局", "巡河", "leaf", "3"),
    ]


def test_classes_by_name_and_indent_get_their_codes() -> None:
    """其他教育支出 is a 款 and its own 项; a misprint (30 + 11, not 40) does not undo the levels."""
    one = table(
        "一般公共预算支出表",
        "功能分类科目名称|合计",
        "合计|62.00",
        "教育支出|52.00",
        "　职业教育|40.00",
        "　　中等职业教育|30.00",
        "　　技校教育|11.00",
        "　其他教育支出|12.00",
        "　　其他教育支出|12.00",
        "国防支出|10.00",
        "　国防动员|10.00",
        "　　交通战备|10.00",
    )
    assert [(line.function_code, line.line_kind, line.view) for line in one.spending[1:]] == [
        ("205", "subtotal", "function"),
        ("20503", "subtotal", "function"),
        ("2050302", "leaf", "function"),
        ("2050303", "leaf", "function"),
        ("20599", "subtotal", "function"),
        ("2059999", "leaf", "function"),
        ("203", "subtotal", "function"),
        ("20306", "subtotal", "function"),
        ("2030604", "leaf", "function"),
    ]
    assert {line.closes for line in one.spending} == {False}
