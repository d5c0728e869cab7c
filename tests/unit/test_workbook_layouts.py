"""Workbooks as people lay them out: several tables in a sheet, titles and units where there is room, sheets without."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

from loaders.extract import understand
from loaders.readers.excel import read_excel
from loaders.records import Extract

Cells = list[list[object]]
EXPENDITURE: Cells = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", 30.5, 20.5, 10],
    ["201", "一般公共服务支出", 30.5, 20.5, 10],
    ["20103", "政府办公厅", 30.5, 20.5, 10],
    ["2010301", "行政运行", 30.5, 20.5, 10],
]
BALANCE: Cells = [
    ["收入", "", "支出", ""],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", 30.5, "一、一般公共服务支出", 30.5],
    ["收入总计", 30.5, "支出总计", 30.5],
]


def workbook(fill: Callable[[Any], None]) -> Extract:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book)
    data = file.getvalue()
    return understand(read_excel(data, "sample.xlsx", hashlib.sha256(data).hexdigest(), "xlsx"))


def put(sheet: Any, rows: Cells, row: int = 0, column: int = 0) -> int:
    """Writes the cells that are not blank; the row below them."""
    for down, cells in enumerate(rows):
        for across, value in enumerate(cells):
            if value != "":
                sheet.write(row + down, column + across, value)
    return row + len(rows)


def titled(title: str, rows: Cells) -> Cells:
    return [[title], ["", "单位：万元"], *rows]


def statements(one: Extract) -> list[str]:
    return [record.statement for record in one.statement]


def test_two_tables_beside_each_other() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Sheet1")
        put(sheet, titled("收支总表", BALANCE))
        put(sheet, titled("支出总表", EXPENDITURE), column=6)

    one = workbook(fill)
    assert statements(one) == ["summary_revenue", "summary_expenditure", "expenditure"]
    assert len(one.spending) == 14
    assert not one.quarantine


def test_a_table_without_a_title_below_another() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Sheet1")
        below = put(sheet, titled("支出总表", EXPENDITURE)) + 1
        names: list[object] = ["科目名称", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "合计"]
        put(sheet, [names, ["预算数", 1.5, 0, 2, 3.5]], row=below)

    one = workbook(fill)
    assert statements(one) == ["expenditure", "three_public"]
    assert {line.measure for line in one.spending if line.statement == "three_public"} == {
        "overseas", "reception", "vehicle_total", "total",
    }  # fmt: skip


def test_title_and_unit_in_one_cell() -> None:
    def fill(book: Any) -> None:
        put(book.add_worksheet("Sheet1"), [["部门支出总表\n单位：元"], *EXPENDITURE])

    one = workbook(fill)
    assert [record.money_unit for record in one.statement] == ["元"]
    assert len(one.spending) == 12


def test_what_stands_over_a_title_and_a_unit_in_two_cells() -> None:
    def fill(book: Any) -> None:
        head: Cells = [
            ["附件3"],
            ["青禾市水务局2031年部门支出总表"],
            ["编制单位：青禾市水务局", "", "", "金额单位：", "元"],
        ]
        put(book.add_worksheet("Sheet1"), [*head, *EXPENDITURE])

    one = workbook(fill)
    assert [(record.money_unit, record.fiscal_year) for record in one.statement] == [("元", 2031)]
    assert one.document.unit_name == "青禾市水务局"
    assert not one.quarantine


def test_signatures_with_a_telephone_number_below_whole_figures() -> None:
    def fill(book: Any) -> None:
        below: Cells = [["填表人：", "张某", "", "联系电话：", "010-66668888"]]
        put(book.add_worksheet("Sheet1"), [*titled("支出总表", EXPENDITURE), *below])

    assert len(workbook(fill).spending) == 12


def test_a_sheet_of_its_own_is_no_page_of_the_one_before() -> None:
    def fill(book: Any) -> None:
        put(book.add_worksheet("1"), titled("支出总表", EXPENDITURE))
        put(book.add_worksheet("2"), [["序号", "单位名称", "人数"], [1, "水务局", 30], [2, "水务站", 20]])

    one = workbook(fill)
    assert len(one.spending) == 12
    assert len(one.quarantine) == 3


def test_the_next_page_of_a_table_on_a_sheet_of_its_own() -> None:
    def fill(book: Any) -> None:
        put(book.add_worksheet("1"), titled("支出总表", EXPENDITURE))
        more: Cells = [
            ["210", "卫生健康支出", 1.5, 1.5],
            ["21011", "行政事业单位医疗", 1.5, 1.5],
            ["2101101", "行政单位医疗", 1.5, 1.5],
        ]
        put(book.add_worksheet("2"), more)

    one = workbook(fill)
    assert {line.function_code for line in one.spending if (line.function_code or "").startswith("21")} == {
        "210", "21011", "2101101",
    }  # fmt: skip


def test_a_sheet_of_contents_is_no_statement() -> None:
    def fill(book: Any) -> None:
        contents: Cells = [
            ["目录"],
            [1, "收支总表", "第1页"],
            [2, "支出总表", "第2页"],
            [3, "“三公”经费支出表", "第3页"],
        ]
        put(book.add_worksheet("目录"), contents)
        put(book.add_worksheet("1"), titled("收支总表", BALANCE))
        put(book.add_worksheet("2"), titled("支出总表", EXPENDITURE))

    assert statements(workbook(fill)) == ["summary_revenue", "summary_expenditure", "expenditure"]
