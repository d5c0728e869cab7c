"""What a document is about, from its own text: title, year, unit, scope. One small document for each kind of error."""

from __future__ import annotations

import pytest

from loaders.about import describe
from loaders.document import Block, Cell, Document, Grid, Line, Row
from loaders.extract import understand
from loaders.recognise import sections_of
from loaders.section import About


def document(*blocks: str | list[list[str]], format_name: str = "docx") -> Document:
    """A document of lines and tables; `---` begins a new page."""
    made: list[Block] = []
    page, tables = 1, 0
    for number, block in enumerate(blocks, 1):
        if block == "---":
            page += 1
        elif isinstance(block, str):
            made.append(Line(page, number, block))
        else:
            tables += 1
            rows = tuple(
                Row(page, row_no, tuple(Cell(text, column) for column, text in enumerate(row, 1)))
                for row_no, row in enumerate(block, 1)
            )
            made.append(Grid(tables, rows, max(map(len, block))))
    return Document("0" * 64, "a", format_name, page, tuple(made))


def about(*blocks: str | list[list[str]], format_name: str = "docx") -> About:
    made = document(*blocks, format_name=format_name)
    return describe(made, sections_of(made))


BUDGET = [["科目编码", "科目名称", "合计"], ["2010301", "行政运行", "10.00"], ["", "合计", "10.00"]]
ACCOUNT = ("支出决算表", "单位：万元", BUDGET)


@pytest.mark.parametrize(
    ("lines", "title", "year", "unit"),
    [
        (["某某市公安局", "2026年度部门预算"], "某某市公安局2026年度部门预算", 2026, "某某市公安局"),
        (
            ["2026 年度", "某某市公安局治安管理", "支队", "单位预算"],
            "2026年度某某市公安局治安管理支队单位预算",
            2026,
            "某某市公安局治安管理支队",
        ),
        (
            ["2026年", "某某市人民政府国有资产监督管理委员会部", "门预算"],
            "2026年某某市人民政府国有资产监督管理委员会部门预算",
            2026,
            "某某市人民政府国有资产监督管理委员会",
        ),
        (
            ["中共某某市某某区委", "社会工作部 2024 年度", "部门决算"],
            "中共某某市某某区委社会工作部2024年度部门决算",
            2024,
            "中共某某市某某区委社会工作部",
        ),
        ([".", "某某市信访局（本级）", "2026年度部门预算公开", "初审：某某"], None, 2026, "某某市信访局(本级)"),
        (["某某县某某镇人民政府", "二〇二六年部门预算"], None, 2026, "某某县某某镇人民政府"),
        (["某某市教育局关于2026年部门预算的说明"], None, 2026, "某某市教育局"),
        (["某某市教育局（含所属单位）2026年部门预算和“三公”经费预算公开"], None, 2026, "某某市教育局"),
        # A centre for budgets has the word in its own name.
        (["某某市预算编审中心2026年单位预算"], "某某市预算编审中心2026年单位预算", 2026, "某某市预算编审中心"),
        # The title is printed again on the next page.
        (
            ["2026年度", "某某市统计局", "部门预算公开", "---", "某某市统计局2026年度部门预算公开"],
            "2026年度某某市统计局部门预算公开",
            2026,
            "某某市统计局",
        ),
    ],
)
def test_a_title_over_several_lines_is_whole(lines: list[str], title: str | None, year: int, unit: str) -> None:
    found = about(*lines, "目录", "第一部分 部门概况", "支出总表", BUDGET, format_name="pdf")
    assert title is None or found.title == title
    assert (found.fiscal_year, found.unit_name) == (year, unit)


def test_a_cover_and_tables_that_differ_in_the_scope_of_a_name_give_one_name() -> None:
    found = about("某某市信访局（本级）", "2026年度部门预算公开", "支出总表", "部门：某某市信访局 单位：万元", BUDGET)
    assert found.unit_name == "某某市信访局"


def test_the_department_over_a_unit_is_not_the_unit() -> None:
    heads = ("预算主管部门：某某市公安局", "预算单位：某某市刑事科学技术研究院")
    found = about("某某市2026年市级单位预算", *heads, "---", "支出总表", *heads, BUDGET)
    assert found.unit_name == "某某市刑事科学技术研究院"


def test_forms_of_the_offices_of_one_body_are_the_bodys() -> None:
    offices = ["松河街道办事处", "松河街道组织部", "松河街道办公室", "社会建设办公室"]
    found = about("2019年项目支出绩效目标申报表", [["部门（单位）名称", office] for office in offices])
    assert found.unit_name == "松河街道办事处"
    others = ["松河街道办事处", "清柳街道办公室", "白石街道办公室", "社会建设办公室"]
    assert about("2019年项目支出绩效目标申报表", [["部门（单位）名称", office] for office in others]).unit_name is None


def test_the_year_of_a_final_account_is_the_accounts_not_the_publications() -> None:
    prose = ["与2022年度相比，收入增加。2022年度收入决算。" for _ in range(40)]
    found = about("某某大学 2023 年度部门决算", "2024 年 8 月", *prose, *ACCOUNT)
    assert (found.kind, found.fiscal_year, found.unit_name) == ("final", 2023, "某某大学")


def test_a_report_on_two_years_is_about_the_draft_and_its_tables_have_their_own_years() -> None:
    made = document(
        "关于某某市2025年市本级预算和",
        "市总预算执行情况与2026年市本级预算和",
        "市总预算草案的报告（书面）",
        "2025年全市一般公共预算支出完成情况表",
        BUDGET,
        "2026年全市一般公共预算支出预算表",
        BUDGET,
    )
    found = understand(made)
    assert (
        found.document.title
        == "关于某某市2025年市本级预算和市总预算执行情况与2026年市本级预算和市总预算草案的报告(书面)"
    )
    assert (found.document.fiscal_year, found.document.scope) == (2026, "government")
    assert {record.fiscal_year for record in found.statement} == {2025, 2026}
    assert {line.fiscal_year for line in found.spending} == {2025, 2026}


def test_a_money_unit_behind_a_blank_department_is_no_unit() -> None:
    assert about("支出总表", "部门： 单位：万元", BUDGET).unit_name is None


def test_the_placeholder_of_a_blank_form_is_no_unit() -> None:
    assert about("某某市2026年区级部门预算", "预算主管部门：某某市某某区XX局", "支出总表", BUDGET).unit_name is None


def test_another_office_in_prose_is_not_the_unit() -> None:
    prose = "部门：根据市财政局的要求，本单位编制了预算，并报市财政局、市审计局和市发展和改革委员会。"
    found = about("2026年部门预算", prose, prose, "支出总表", "编制单位：某某市某某馆 单位：万元", BUDGET)
    assert found.unit_name == "某某市某某馆"


def test_a_signature_names_the_unit_where_nothing_else_does() -> None:
    assert about("情况说明", "支出总表", BUDGET, "某某市民政局", "2026年2月5日").unit_name == "某某市民政局"


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("2026年某某市本级政府预算公开", "government"),
        ("某某州2026年度政府预算公开", "government"),
        ("某某县2024年财政决算", "government"),
        ("关于某某市2025年预算执行情况和2026年预算草案的报告", "government"),
        ("2025年地方财政预算执行情况和2026年地方财政预算（草案）", "government"),
        ("某某市人民政府办公室2026年部门预算", "department"),
        ("某某市财政局2025年度部门决算", "department"),
        ("某某市2026年市级单位预算", "department"),
        ("某某区2026年区级部门预算", "department"),
        ("政府采购预算表", "department"),
        ("财政拨款收支预算总表", "department"),
    ],
)
def test_the_scope_is_that_of_the_title(title: str, scope: str) -> None:
    assert about(title, "支出总表", BUDGET).scope == scope


def test_two_tables_that_only_a_government_has_tell_its_document() -> None:
    tables = ("2026年某某市社会保险基金预算支出表", BUDGET, "2026年某某市税收返还和转移支付预算表", BUDGET)
    found = about(*tables)
    assert (found.scope, found.unit_name) == ("government", None)
    assert about("部门收支总表", BUDGET, *tables).scope == "department"


def test_tables_of_debt_and_bonds_are_refused_by_name() -> None:
    debt = [["项目", "金额"], ["一、上年末余额", "100.00"], ["二、本年限额", "120.00"]]
    bonds = [["项目名称", "债券名称", "金额"], ["某某公路项目", "某某市专项债券一期", "120.00"]]
    found = understand(
        document("2025年某某市地方政府债务限额及余额情况表", debt, "2025年某某市新增专项债券项目明细情况表", bonds)
    )
    assert not found.spending
    assert not found.project
    assert found.document.outcome == "no_statement"
    assert "政府债务" in (found.document.outcome_reason or "")
    assert {record.reason.split(" (")[0] for record in found.quarantine} == {
        "a table of government debt",
        "a list of government bonds",
    }


def test_a_table_of_spending_with_a_remark_on_bonds_is_read() -> None:
    found = understand(document("2026年政府性基金预算支出表（含专项债券）", "单位：万元", BUDGET))
    assert [line.amount_text for line in found.spending] == ["10.00", "10.00"]


def test_a_title_of_spending_on_debt_is_not_refused() -> None:
    found = understand(document("2026年债务还本支出预算表", "单位：万元", BUDGET))
    assert not [record.reason for record in found.quarantine if "debt" in record.reason]


def test_statistics_are_refused_by_name() -> None:
    found = understand(document("某某市统计年鉴2025", [["指标", "2024年"], ["财政收入（亿元）", "88.1"]]))
    assert found.document.outcome == "no_statement"
    assert "统计数据" in (found.document.outcome_reason or "")
