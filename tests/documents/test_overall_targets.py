"""Targets of a whole department: the numbered text form, the tables of 2026, and forms of projects in grids."""

from __future__ import annotations

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.document import Block, Cell, Document, Grid, Line, Row
from loaders.extract import extract, understand
from loaders.readers.text import read_text
from loaders.records import Extract
from loaders.statements.overall_targets.items import items_of, quantities_of
from tests.documents.declaration_dump import row

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT_FORM = SHARED / "documents" / "jinrongjie-2021-overall-targets.txt"
BUDGET = SHARED / "documents" / "jinrongjie-2026-department-budget.txt"
REALDOCS = SHARED / "realdocs"


def read(text: str) -> Extract:
    data = text.encode()
    return understand(read_text(data, "overall.txt", hashlib.sha256(data).hexdigest()))


def overall(basic: str = "100.50", quantity: str = "完成3次检查。") -> str:
    return (
        "\n部门整体支出绩效目标申报表\n（2031年度）\n"
        + row("部门（单位）名称", "某街道办事处")
        + row("部门（单位）总体资金情况（万元）", "资金总额：", "300.75")
        + row("", "基本支出：", basic)
        + row("", "项目支出：", "200.25")
        + row("部门（单位）绩效目标", "一、职能\n\n    （一）服务居民。")
        + row("绩效指标", "指标名称", "指标内容和指标值")
        + row("", "产出指标-产出数量指标", quantity)
        + row("", "产出指标-产出成本指标", "预算支出300.75万元。")
        + row("", "效果指标-环境效益指标", "改善环境。")
        + row("", "效果指标-服务对象满意度指标", "满意度90%以上。")
        + row("其他说明的问题", "无。")
    )


def test_levels_joined_in_one_label() -> None:
    result = read(overall())
    assert [(line.level1, line.level2) for line in result.indicator] == [
        ("产出", "数量"),
        ("产出", "成本"),
        ("效益", "生态效益"),
        ("满意度", "服务对象满意度"),
    ]
    assert {(line.scope, line.project_key) for line in result.indicator} == {("department", None)}
    assert [line.seq for line in result.indicator] == [1, 2, 3, 4]
    assert not result.quarantine


def test_funds_are_a_project_without_a_name() -> None:
    result = read(overall())
    (funds,) = result.project
    assert (funds.statement, funds.project_name, funds.amount_yuan) == ("overall_targets", None, Decimal("3007500.00"))
    assert funds.unit_name == "某街道办事处"
    assert funds.fiscal_year == 2031
    assert not result.spending
    assert not [notice for notice in result.notice if notice.rule_code == "overall_funds_sum"]


def test_funds_that_do_not_add_up_are_said() -> None:
    (notice,) = [item for item in read(overall(basic="110.50")).notice if item.rule_code == "overall_funds_sum"]
    assert (notice.stated, notice.computed) == ("3007500.00", "3107500.00")


def test_numbered_items_are_lines_with_their_path_and_quantities() -> None:
    text = (
        "    1、城市管理\n    落实年度任务：\n    （1）对约1,200.50平米的绿地进行养护。\n\n"
        "    （2）检查5个社区，巡查不少于30次。\n    2、民生\n    （1）走访318名老人；"
    )
    result = read(overall(quantity=text))
    found = [
        (line.activity, line.target_value, line.target_unit, line.operator)
        for line in result.indicator
        if line.level2 == "数量"
    ]
    group = "产出数量指标"
    assert found == [
        (f"{group}/1、城市管理", None, None, "定性"),
        (f"{group}/1、城市管理/（1）", Decimal("1200.50"), "平方米", "="),
        (f"{group}/1、城市管理/（2）", None, None, "定性"),
        (f"{group}/1、城市管理/（2）", Decimal(5), "个社区", "="),
        (f"{group}/1、城市管理/（2）", Decimal(30), "次", "≥"),
        (f"{group}/2、民生/（1）", Decimal(318), "名", "="),
    ]
    assert len({line.line_key for line in result.indicator}) == len(result.indicator)
    lines = {line.activity: line.row_no for line in result.indicator}
    assert lines[f"{group}/2、民生/（1）"] - lines[f"{group}/1、城市管理/（1）"] == 4


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("没有编号的一段话。", [""]),
        ("1、甲；\n2、乙。", ["1、", "2、"]),
        ("1、甲；2、乙。", ["1、", "2、"]),
        ("（1）设备改造：①显示屏。②音响。", ["（1）", "（1）/①", "（1）/②"]),
        ("1、总述\n（一）甲。\n（二）乙。", ["1、总述", "1、总述/（一）", "1、总述/（二）"]),
        ("1、甲工作\n续上一行。\n2、乙。", ["1、", "2、"]),
    ],
)
def test_section_paths(text: str, paths: list[str]) -> None:
    assert [item.path for item in items_of(text)] == paths


def test_numbers_that_are_no_quantities() -> None:
    assert quantities_of("2031年第3次会议定于10月28日，地址为32号院15号楼，版本1.8mm。") == ()


def grid(*rows: tuple[Cell, ...], page: int = 1, table_no: int = 1) -> Grid:
    made = tuple(Row(page, number, cells) for number, cells in enumerate(rows, 1))
    width = max(cell.column_no + cell.column_span - 1 for cells in rows for cell in cells)
    return Grid(table_no, made, width)


def c(column: int, text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell(text, column, across, down)


def document(*blocks: Block) -> Extract:
    return understand(Document("0" * 64, "grid.pdf", "pdf", 2, blocks))


PROJECT_FORM = (
    (c(1, "项目名称"), c(2, "路灯更新", 4)),
    (c(1, "主管部门"), c(2, "某市城管局", 2), c(4, "实施单位"), c(5, "某街道\n办事处")),
    (c(1, "专项资金情况\n（万元）", 1, 3), c(2, "资金总额", 2), c(4, "36.50", 2)),
    (c(2, "其中：财政拨款", 2), c(4, "30.00", 2)),
    (c(2, "其他资金", 2), c(4, "6.50", 2)),
    (c(1, "年度目标"), c(2, "更新路灯。", 4)),
    (c(1, "绩效目标指标", 1, 5), c(2, "一级指\n标"), c(3, "二级指标"), c(4, "三级指标"), c(5, "指标值")),
    (c(2, "成本指标"), c(3, "经济成本指标"), c(4, "总成本"), c(5, "≤36.5万元")),
    (c(2, "产出指标", 1, 2), c(3, "数量指标", 1, 2), c(4, "路灯数量"), c(5, "≥120 盏")),
    (c(4, "灯杆数量"), c(5, "=60根")),
    (c(2, "效益指标"), c(3, "社会效益指标"), c(4, ""), c(5, "")),
    (c(1, "备注"), c(2, "", 4)),
)


def test_a_form_of_a_project_in_a_grid() -> None:
    result = document(Line(1, 1, "路灯更新项目绩效目标表"), grid(*PROJECT_FORM))
    (project,) = result.project
    assert (project.project_name, project.department, project.implementing_unit) == (
        "路灯更新",
        "某市城管局",
        "某街道办事处",
    )
    assert (project.amount_yuan, project.fiscal_yuan, project.other_yuan) == (
        Decimal("365000.00"),
        Decimal("300000.00"),
        Decimal("65000.00"),
    )
    assert [
        (x.level1, x.level2, x.indicator_name, x.operator, x.target_value, x.target_unit) for x in result.indicator
    ] == [
        ("成本", "经济成本", "总成本", "≤", Decimal("36.5"), "万元"),
        ("产出", "数量", "路灯数量", "≥", Decimal(120), "盏"),
        ("产出", "数量", "灯杆数量", "=", Decimal(60), "根"),
    ]
    assert not result.quarantine


def test_a_value_cut_by_the_page_end() -> None:
    first = grid((c(1, "项目名称"), c(2, "城乡居民基本医疗", 4)))
    second = grid((c(1, ""), c(2, "补助", 4)), *PROJECT_FORM[1:], page=2, table_no=2)
    result = document(Line(1, 1, "医疗补助项目绩效目标表"), first, second)
    assert [project.project_name for project in result.project] == ["城乡居民基本医疗补助"]


def test_funds_under_two_rows_of_headings_and_levels_in_front_of_names() -> None:
    rows = (
        (c(1, "部门名称", 2), c(3, "某市统计局", 7)),
        (c(1, "总体资金情况（万元）", 2, 3), c(3, "预算支出总额", 1, 2), c(4, "财政拨款", 3), c(7, "其他资金", 3)),
        tuple(c(4 + index, text) for index, text in enumerate(("合计", "基本支出", "项目支出") * 2)),
        tuple(
            c(3 + index, text)
            for index, text in enumerate(("1,100.000001", "1,000.000001", "700", "300.000001", "100", "40", "60"))
        ),
        (c(1, "整体绩效目标", 1, 4), c(2, "整体绩效目标"), c(3, "做好统计。", 7)),
        (c(2, "其他说明"), c(3, "", 7)),
        (c(2, "活动", 2), c(4, "绩效指标", 2), c(6, "指标性质"), c(7, "指标值", 2), c(9, "度量单位")),
        (c(2, "专项统计", 2), c(4, "产出指标数量指标开展监\n测工作", 2), c(6, "≥"), c(7, "12", 2), c(9, "项")),
    )
    later = grid(
        (
            c(1, "", 1, 2),
            c(2, "专项统计"),
            c(3, "满意度指标服务对象满意度指标用户满意度"),
            c(4, "定性"),
            c(5, "高"),
            c(6, ""),
        ),
        page=2,
        table_no=2,
    )
    result = document(Line(1, 1, "预算13表 部门整体支出绩效目标表"), Line(1, 2, "（2031年度）"), grid(*rows), later)
    (funds,) = result.project
    assert (funds.amount_yuan, funds.fiscal_yuan, funds.other_yuan) == (
        Decimal("11000000.01"),
        Decimal("10000000.01"),
        Decimal("1000000.00"),
    )
    assert [
        (x.activity, x.level1, x.level2, x.indicator_name, x.operator, x.target_text) for x in result.indicator
    ] == [
        ("专项统计", "产出", "数量", "开展监测工作", "≥", "12"),
        ("专项统计", "满意度", "服务对象满意度", "用户满意度", "定性", "高"),
    ]
    assert not result.quarantine


needs_shared = pytest.mark.skipif(not TEXT_FORM.exists(), reason="the shared folder with the real documents is absent")


@needs_shared
def test_quantities_of_the_real_form() -> None:
    result = extract(TEXT_FORM)
    found = {(line.activity, line.target_value, line.target_unit, line.row_no) for line in result.indicator}
    with (SHARED / "expected" / "overall_2021_quantities.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            assert (line["section_path"], Decimal(line["quantity"]), line["unit"], int(line["line"])) in found
    assert {line.level2 for line in result.indicator} >= {"数量", "质量", "时效", "成本", "生态效益"}
    assert len({line.level2_text for line in result.indicator}) == 9
    assert result.project[0].amount_yuan == Decimal("399854900.00")


@needs_shared
def test_the_table_at_the_end_of_the_real_budget() -> None:
    result = extract(BUDGET)
    lines = [line for line in result.indicator if line.statement == "overall_targets"]
    assert len(lines) == 46
    assert all(line.level1 and line.activity and line.operator and line.indicator_name for line in lines)
    (funds,) = [project for project in result.project if project.statement == "overall_targets"]
    assert funds.amount_yuan == Decimal("340988017.00")


@needs_shared
@pytest.mark.parametrize(
    ("name", "projects", "indicators"),
    [
        ("cn-cities-2026/fz2026_gongan.pdf", 2, 12),
        ("cn-cities-2026/gz2026_shengtai_zhengti_jixiao.pdf", 6, 25),
    ],
)
def test_forms_of_other_cities(name: str, projects: int, indicators: int) -> None:
    result = extract(REALDOCS / name)
    kinds = {"project_targets", "overall_targets"}
    assert len([project for project in result.project if project.statement in kinds]) == projects
    assert len([line for line in result.indicator if line.statement in kinds and line.level2]) == indicators


def test_a_form_as_tab_separated_lines() -> None:
    lines = (
        "项目支出绩效目标申报表",
        "（2031年度）",
        "项目名称\t路灯更新\t\t项目编码\tT2031",
        "主管部门\t某市城管局\t\t项目负责人\t张三丰 010-6000000",
        "预算金额（万元）\t36.5\t\t\t",
        "年度目标\t更新路灯。\t\t\t",
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值",
        "\t产出指标\t数量指标\t路灯数量\t≥120盏",
        "\t\t\t灯杆数量\t≥60根",
        "\t\t质量指标\t合格率\t=100%",
        "\t满意度指标\t服务对象满意度指标\t居民满意度\t≥90%",
    )
    result = read("\n".join(lines) + "\n")
    (project,) = result.project
    assert (project.project_name, project.project_code, project.amount_yuan) == (
        "路灯更新",
        "T2031",
        Decimal("365000.00"),
    )
    assert [(x.level2, x.indicator_name, x.target_value) for x in result.indicator] == [
        ("数量", "路灯数量", Decimal(120)),
        ("数量", "灯杆数量", Decimal(60)),
        ("质量", "合格率", Decimal(100)),
        ("服务对象满意度", "居民满意度", Decimal(90)),
    ]
    assert [(contact.person_name, contact.telephone) for contact in result.contact] == [("张三丰", "010-6000000")]
    assert not result.quarantine
