"""Sheets: which rows are headings, the path of headings over each column, what a page end does to a table."""

from __future__ import annotations

import pytest

from loaders.document import Box, Cell, Grid, Line, Place, Row
from loaders.section import Section
from loaders.statements.tables.headings import is_repeated_heading, money_unit_in
from loaders.statements.tables.matrix import matrix
from loaders.statements.tables.sheet import Sheet, read_sheet


def grid(*lines: str, table_no: int = 1, page: int = 1) -> Grid:
    """`|` between cells, as a dump has them: no spans."""
    rows = tuple(
        Row(page, number, tuple(Cell(text, column) for column, text in enumerate(line.split("|"), 1)))
        for number, line in enumerate(lines, 1)
    )
    return Grid(table_no, rows, max(len(row.cells) for row in rows))


def spanned(*rows: tuple[Cell, ...], width: int) -> Grid:
    return Grid(1, tuple(Row(1, number, cells) for number, cells in enumerate(rows, 1)), width)


def sheet(*blocks: Grid | Line) -> Sheet:
    return read_sheet(Section(1, "expenditure", None, (), blocks))


def paths(one: Sheet) -> list[str]:
    return ["/".join(path) for path in one.panels[0].paths]


def rows(one: Sheet) -> list[list[str]]:
    return [[cell.text for _, cell in row.filled()] for panel in one.panels for row in panel.rows]


def test_one_row_of_headings() -> None:
    one = sheet(grid("科目编码|科目名称|合计", "2010101|行政运行|1.00"))
    assert paths(one) == ["科目编码", "科目名称", "合计"]
    assert rows(one) == [["2010101", "行政运行", "1.00"]]
    assert len(one.heading_places) == 3


def test_in_plain_text_a_group_covers_the_blanks_on_its_right() -> None:
    one = sheet(
        grid("科目名称|合计|基本支出|||项目支出", "||小计|人员经费|公用经费|", "行政运行|3.00|2.00|1.00|1.00|1.00")
    )
    assert paths(one) == ["科目名称", "合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]


def test_in_plain_text_a_group_ends_where_nothing_stands_below() -> None:
    one = sheet(grid("项目|基本支出||备注", "|小计|人员经费|", "行政运行|2.00|1.00|"))
    assert paths(one) == ["项目", "基本支出/小计", "基本支出/人员经费", "备注"]


def test_spans_tell_which_columns_a_group_covers() -> None:
    one = sheet(
        spanned(
            (Cell("科目名称", 1, row_span=2), Cell("基本支出", 2, column_span=2), Cell("项目支出", 4, row_span=2)),
            (Cell("人员经费", 2), Cell("公用经费", 3)),
            (Cell("行政运行", 1), Cell("1.00", 2), Cell("2.00", 3), Cell("3.00", 4)),
            width=4,
        )
    )
    assert paths(one) == ["科目名称", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]


def test_a_merged_cell_is_filled_in_once_and_shown_in_every_row() -> None:
    merged = matrix(spanned((Cell("某某馆", 1, row_span=2), Cell("1.00", 2)), (Cell("2.00", 2),), width=2))
    assert [row.text(0) for row in merged] == ["某某馆", "某某馆"]
    assert [row.begun(0) is not None for row in merged] == [True, False]
    assert merged[1].place(0) == Place(1, 1, 2, 1)


@pytest.mark.parametrize("numbers", ["栏次||1|2", "**|**|1|2", "甲|乙|1|2=3+4", "1|2|3|4"])
def test_column_numbers_close_the_headings(numbers: str) -> None:
    one = sheet(grid("科目编码|科目名称|合计|基本支出", numbers, "2010101|行政运行|1.00|1.00"))
    assert paths(one) == ["科目编码", "科目名称", "合计", "基本支出"]
    assert len(rows(one)) == 1


def test_title_unit_and_issuer_stand_over_the_headings() -> None:
    one = sheet(
        grid("预算03表 支出总表||", "部门：青禾市测绘院||单位：元", "科目编码|科目名称|合计", "2010101|行政运行|1.00")
    )
    assert (one.money_unit, one.issuer) == ("元", (None, "青禾市测绘院"))
    assert paths(one)[0] == "科目编码"
    assert one.furniture_places == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("单位：（人民币）万元", "万元"),
        ("（单位：亿元）", "亿元"),
        ("预算数（万元）", "万元"),
        ("单位名称", None),
        ("单位 ： 千 元", "千元"),
    ],
)
def test_money_units(text: str, unit: str | None) -> None:
    assert money_unit_in(text) == unit


def test_a_grid_without_headings_goes_on_with_the_last_ones() -> None:
    one = sheet(
        grid("科目编码|科目名称|合计", "2010101|行政运行|1.00"),
        Line(1, 9, "24"),
        grid("2010102|机关服务|2.00", table_no=2, page=2),
    )
    assert [panel.paths for panel in one.panels] == [one.panels[0].paths] * 2
    assert rows(one) == [["2010101", "行政运行", "1.00"], ["2010102", "机关服务", "2.00"]]


def test_columns_of_the_next_page_are_known_by_where_they_stand() -> None:
    def cell(text: str, column: int, left: float) -> Cell:
        return Cell(text, column, box=Box(left, 0, left + 50, 10))

    first = spanned(
        (cell("科目名称", 1, 0), cell("合计", 2, 100), cell("项目支出", 3, 200)),
        (cell("行政运行", 1, 0), cell("1.00", 2, 100), cell("1.00", 3, 200)),
        width=3,
    )
    second = Grid(2, (Row(2, 1, (cell("机关服务", 1, 0), cell("2.00", 2, 202))),), 2)
    assert sheet(first, second).panels[1].paths == (("科目名称",), ("项目支出",))


def test_headings_printed_again_are_a_page_break_and_a_total_is_not() -> None:
    one = sheet(grid("科目编码|科目名称|合计", "2010101|行政运行|1.00", "科目编码|科目名称|合计", "合计||1.00"))
    again, total = one.panels[0].rows[1:]
    assert is_repeated_heading(again, one.panels[0].paths)
    assert not is_repeated_heading(total, one.panels[0].paths)


def test_a_row_cut_by_a_page_end_is_one_row() -> None:
    one = sheet(
        grid("单位名称|合计|财政拨款", "青禾市机动|12437.3|12437.3"),
        grid("车考试中心|6|6", "青禾市档案馆|8.50|8.50", table_no=2, page=2),
    )
    assert rows(one) == [["青禾市机动\n车考试中心", "12437.3\n6", "12437.3\n6"], ["青禾市档案馆", "8.50", "8.50"]]
    assert len(one.panels[0].rows[0].tail) == 3


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("青禾市测绘院|12437.36|12437.36", "青禾市档案馆|6|6"),
        ("青禾市测绘院|12437.3|12437.3", "青禾市档案馆|16.5|16.5"),
        ("青禾市测绘院|12437.3|12437.3", "|6|6"),
        ("青禾市测绘院|12437.3|", "青禾市档案馆|6|6"),
    ],
)
def test_two_rows_that_merely_follow_one_another_stay_two(last: str, first: str) -> None:
    one = sheet(grid("单位名称|合计|财政拨款", last), grid(first, table_no=2, page=2))
    assert len(rows(one)) == 2


def test_names_cut_by_a_page_end_are_no_headings_and_no_rows() -> None:
    """The second page opens with the rest of two names. 项目 is a word of headings, but stands over no figures."""
    one = sheet(
        grid("单位|项目名称|品目|合计", "档案馆|维修|打印机|8.50", "|校舍修缮|其他建筑物修|7.00"),
        grid("|改造项目|缮|", "测绘站|巡河|服务|2.00", table_no=2, page=2),
    )
    assert rows(one)[1:] == [["校舍修缮\n改造项目", "其他建筑物修\n缮", "7.00"], ["测绘站", "巡河", "服务", "2.00"]]


def test_a_table_cut_sideways_is_one_table() -> None:
    one = sheet(
        grid("单位名称|合计|财政拨款", "合计|9.00|5.00", "档案馆|9.00|5.00"),
        grid("事业收入|其他收入", "3.00|1.00", "3.00|1.00", table_no=2, page=2),
    )
    (panel,) = one.panels
    assert panel.paths == (("单位名称",), ("合计",), ("财政拨款",), ("事业收入",), ("其他收入",))
    assert rows(one) == [["合计", "9.00", "5.00", "3.00", "1.00"], ["档案馆", "9.00", "5.00", "3.00", "1.00"]]
    assert panel.rows[1].place(4) == Place(2, 2, 3, 2)


def test_a_wide_total_that_spills_to_the_left_stays_in_the_column_of_figures() -> None:
    total = Cell("1,024.50", 2, 2, space_before=0.1, space_behind=0.1)
    one = spanned(
        (Cell("功能", 1), Cell("经济", 2), Cell("合计", 3)),
        (Cell("2010101", 1), Cell("30201", 2), Cell("1,024.50", 3)),
        (Cell("合计", 1), total),
        width=3,
    )
    last = matrix(one)[-1]
    assert (last.begun(1), last.begun(2)) == (None, total)
