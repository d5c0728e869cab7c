"""What the geometry of a page says: which cell, which row, which line, in which order."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.colors import lightgrey
from reportlab.pdfgen.canvas import Canvas

from loaders.document import Document, Grid
from loaders.readers.pdf import read_pdf
from tests.unit.pdf_pages import HEIGHT, WIDTH, pdf, read, ruled, texts

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ROWS = [
    ["科目编码", "科目名称", "合计"],
    ["2010101", "行政运行", "1,234.567890"],
    ["2010102", "一般行政管理事务", "10.000000"],
]


LATIN = [["code", "name", "total"], ["2010101", "running", "1,234.567890"], ["2010102", "affairs", "10.000000"]]


def printed(document: Document) -> Counter[str]:
    """Every character that the document gives, wherever it stands."""
    found: Counter[str] = Counter()
    for block in document.blocks:
        parts = [cell.text for _, cell in block.cells()] if isinstance(block, Grid) else [block.text]
        for part in parts:
            found.update(re.sub(r"\s", "", part))
    return found


def test_a_ruled_table_is_a_grid_and_its_title_is_a_line_before_it_though_printed_later() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, ROWS)
        canvas.drawString(250, 375, "预算03表 支出总表")
        canvas.drawString(300, 20, "7")

    document = read(page)
    title, grid, number = document.blocks
    assert (title.text, number.text) == ("预算03表 支出总表", "7")
    assert isinstance(grid, Grid)
    assert texts(grid) == ROWS
    assert [cell.column_no for cell in grid.rows[1].cells] == [1, 2, 3]


def test_merged_cells_appear_once_at_their_upper_left_place_with_their_spans() -> None:
    def page(canvas: Canvas) -> None:
        for y, x0 in ((350, 50), (330, 150), (310, 50), (290, 50)):
            canvas.line(x0, y, 350, y)
        for x, y0 in ((50, 350), (150, 350), (250, 330), (350, 350)):
            canvas.line(x, y0, x, 290)
        canvas.drawString(60, 326, "项目")
        canvas.drawString(220, 336, "支出")
        canvas.drawString(160, 316, "基本")
        canvas.drawString(260, 316, "项目支出")
        canvas.drawString(60, 296, "合计")

    (grid,) = read(page).grids()
    spans = {
        cell.text: (row.row_no, cell.column_no, cell.row_span, cell.column_span)
        for row in grid.rows
        for cell in row.cells
    }
    assert spans["项目"] == (1, 1, 2, 1)
    assert spans["支出"] == (1, 2, 1, 2)
    assert spans["项目支出"] == (2, 3, 1, 1)


def test_digits_that_wrap_in_a_narrow_cell_stay_one_cell_with_its_line_break() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", "", ""], ["", "", ""]], width=40, height=40)
        for line, text in enumerate(("1,234.", "567890")):
            canvas.drawString(94, 336 - 12 * line, text)

    (grid,) = read(page).grids()
    assert grid.rows[0].cells[1].text == "1,234.\n567890"


def test_two_tables_side_by_side_are_two_grids() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["收入", "1.00"], ["结转", "2.00"]], x=40, width=80)
        ruled(canvas, [["支出", "3.00"], ["结余", "4.00"]], x=340, width=80)

    assert [texts(grid) for grid in read(page).grids()] == [
        [["收入", "1.00"], ["结转", "2.00"]],
        [["支出", "3.00"], ["结余", "4.00"]],
    ]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_read_upright_whatever_its_rotation(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        if rotation == 90:
            canvas.translate(WIDTH, 0)
        elif rotation == 180:
            canvas.translate(WIDTH, HEIGHT)
        elif rotation == 270:
            # reportlab turns the media box of a page that lies on its side.
            canvas.translate(0, WIDTH)
        canvas.rotate(rotation)
        canvas.setFont("Helvetica", 10)
        ruled(canvas, LATIN, x=20, y=300, width=110)

    (grid,) = read(page, rotation=rotation).grids()
    assert texts(grid) == LATIN
    box = grid.rows[1].cells[2].box
    assert box is not None
    assert (round(box.x0), round(box.x1)) == (240, 350)


def test_text_printed_sideways_on_an_upright_page_is_read_and_its_box_stands_where_it_is_shown() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        ruled(canvas, LATIN, x=20, y=300, width=110)

    (grid,) = read(page).grids()
    assert texts(grid) == LATIN
    first, last = grid.rows[0].cells[0].box, grid.rows[2].cells[2].box
    assert first is not None
    assert last is not None
    assert (round(first.x0), round(first.top)) == (300, 270)
    assert (round(last.x0), round(last.top)) == (340, 50)


def test_a_cell_merged_over_a_page_end_prints_its_part_on_each_page_and_keeps_the_whole_beside_it() -> None:
    def part(canvas: Canvas, shift: float) -> None:
        clip = canvas.beginPath()
        clip.rect(50, 100, 300, 200)
        canvas.saveState()
        canvas.clipPath(clip, stroke=0, fill=0)
        for line, text in enumerate(("11000022T0001", "-培训项目")):
            canvas.drawString(60, shift - 12 * line, text)
        canvas.restoreState()
        for x in (50, 150, 350):
            canvas.line(x, 100, x, 300)
        for y in (100, 150, 200, 250, 300):
            canvas.line(150, y, 350, y)
            canvas.drawString(160, y - 20, "产出指标")

    first, second = read(lambda canvas: part(canvas, 104), lambda canvas: part(canvas, 304)).grids()
    upper, lower = first.rows[0].cells[0], second.rows[0].cells[0]
    assert (upper.text, upper.alternative) == ("11000022T0001", "11000022T0001\n-培训项目")
    assert (lower.text, lower.alternative) == ("-培训项目", "11000022T0001\n-培训项目")


def test_columns_of_a_page_in_the_middle_of_merged_cells_have_no_horizontal_ruling_at_all() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["数量指标", "定性", "3"], ["质量指标", "定性", "95"]], x=300, y=300, width=80, height=60)
        for x in (50, 170, 260):
            canvas.line(x, 180, x, 300)
        canvas.drawString(60, 240, "培训项目")
        canvas.drawString(180, 240, "10.500000")

    (grid,) = read(page).grids()
    assert [cell.text for cell in grid.rows[0].cells] == ["培训项目", "10.500000", "", "数量指标", "定性", "3"]
    assert grid.rows[0].cells[0].row_span == 2


def test_the_last_line_of_a_wrapped_name_goes_back_to_its_row() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", ""], ["", ""]], height=22)
        canvas.drawString(54, 336, "机关事业单位基本")
        canvas.drawString(54, 323.5, "养老保险缴费")
        canvas.drawString(160, 336, "5.000000")
        canvas.drawString(54, 311, "职业年金缴费")
        canvas.drawString(160, 311, "2.500000")

    (grid,) = read(page).grids()
    assert texts(grid) == [["机关事业单位基本\n养老保险缴费", "5.000000"], ["职业年金缴费", "2.500000"]]


def test_the_last_character_of_a_heading_goes_back_over_the_ruling() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", "科目名称"], ["20101", "人大事务"]], width=76)
        canvas.drawString(50, 336, "功能分类科目编码")

    (grid,) = read(page).grids()
    assert texts(grid)[0] == ["功能分类科目编码", "科目名称"]


def test_the_end_of_an_amount_that_runs_out_of_the_table_stays_with_it() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["合计", ""], ["小计", "1.00"]], width=60)
        canvas.drawString(128, 336, "1,234.567890")

    document = read(page)
    assert [texts(grid)[0] for grid in document.grids()] == [["合计", "1,234.567890"]]
    assert not list(document.lines())


def test_a_code_that_touches_a_name_is_still_cut_at_the_ruling() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, [["", "", "1.00"], ["", "", "2.00"]], width=60)
        canvas.drawString(75, 336, "2010101行政运行")

    (grid,) = read(page).grids()
    assert texts(grid)[0] == ["2010101", "行政运行", "1.00"]


def test_a_table_without_rulings_has_columns() -> None:
    rows = [
        ["功能分类科目", "基本支出", "项目支出"],
        ["一般公共服务支出", "1,200.50", "300.00"],
        ["教育支出", "15.25", "0.00"],
        ["卫生健康支出", "7.00", "12,000.75"],
    ]

    def page(canvas: Canvas) -> None:
        for row, (name, basic, project) in enumerate(rows):
            y = 330 - 22 * row
            canvas.drawString(50, y, name)
            canvas.drawRightString(300, y, basic)
            canvas.drawRightString(450, y, project)

    (grid,) = read(page).grids()
    assert texts(grid) == rows


def test_a_group_heading_without_rulings_spans_its_columns_and_the_unit_line_is_no_row() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(40, 355, "部门：某区某局")
        canvas.drawRightString(560, 355, "金额单位：万元")
        canvas.drawCentredString(420, 341, "本年支出")
        for x, text in ((330, "合计"), (420, "基本支出"), (510, "项目支出")):
            canvas.drawCentredString(x, 322, text)
        canvas.drawString(40, 335, "科目编码")
        canvas.drawString(130, 335, "科目名称")
        rows = [("2010101", "行政运行", "12.50", "10.50", "2.00"), ("2080505", "养老保险缴费", "5.00", "5.00", "0.00")]
        for row, (code, name, *amounts) in enumerate([*rows, ("", "合计", "17.50", "15.50", "2.00")]):
            y = 300 - 30 * row
            canvas.drawString(40, y, code)
            canvas.drawString(130, y, name)
            for x, amount in zip((350, 440, 530), amounts, strict=True):
                canvas.drawRightString(x, y, amount)
        canvas.drawString(130, 259, "（单位部分）")

    document = read(page)
    (grid,) = document.grids()
    assert [block.text for block in document.lines()] == ["部门：某区某局  金额单位：万元"]
    assert [(cell.text, cell.column_no, cell.column_span) for cell in grid.rows[0].cells][-1] == ("本年支出", 3, 3)
    assert texts(grid)[1] == ["合计", "基本支出", "项目支出"]
    assert texts(grid)[3][:3] == ["2080505", "养老保险缴费\n（单位部分）", "5.00"]
    assert (grid.rows[4].cells[0].text, grid.rows[4].cells[0].column_no) == ("合计", 2)


def test_prose_is_lines_not_a_table() -> None:
    def page(canvas: Canvas) -> None:
        for line in range(12):
            canvas.drawString(50, 350 - 18 * line, "2026年支出预算1,234.56万元，比上年增加23.45万元，增长1.9%。")

    document = read(page)
    assert not list(document.grids())
    assert len(document.blocks) == 12


def test_shaded_rows_without_vertical_rulings_are_cut_where_the_other_rows_are() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColor(lightgrey)
        for row in range(4):
            y = 330 - 20 * row
            if row % 2:
                canvas.rect(50, y, 300, 20, stroke=0, fill=1)
            else:
                for column in range(3):
                    canvas.rect(50 + 100 * column, y, 100, 20, stroke=1, fill=0)
        canvas.setFillColor("black")
        for row in range(4):
            for column, text in enumerate((f"第{row}行", f"{row}1.00", f"{row}2.00")):
                canvas.drawString(60 + 100 * column, 336 - 20 * row, text)

    (grid,) = read(page).grids()
    assert texts(grid) == [[f"第{row}行", f"{row}1.00", f"{row}2.00"] for row in range(4)]


def test_a_table_with_vertical_rulings_only_has_rows() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 200, 300, 150)
        for x in (150, 250):
            canvas.line(x, 200, x, 350)
        for row in range(6):
            for column, text in enumerate((f"科目{row}", f"{row}1.00", f"{row}2.00")):
                canvas.drawString(60 + 100 * column, 335 - 22 * row, text)

    (grid,) = read(page).grids()
    assert texts(grid) == [[f"科目{row}", f"{row}1.00", f"{row}2.00"] for row in range(6)]


def test_bold_print_is_not_printed_twice_and_white_fills_are_no_rulings() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColor("white")
        canvas.rect(20, 20, 500, 370, stroke=0, fill=1)
        canvas.setFillColor("black")
        ruled(canvas, ROWS)
        for shift in (0, 0.3):
            canvas.drawString(54 + shift, 380, "合计1100")

    document = read(page)
    assert document.blocks[0].text == "合计1100"
    assert [texts(grid) for grid in document.grids()] == [ROWS]


def test_every_character_lands_in_exactly_one_place() -> None:
    def page(canvas: Canvas) -> None:
        ruled(canvas, ROWS)
        canvas.drawString(50, 375, "部门：某局")
        canvas.drawRightString(500, 375, "单位：万元")
        for row in range(5):
            for column in range(4):
                canvas.drawString(60 + 110 * column, 250 - 20 * row, f"{row}{column}.50")

    data = pdf(page)
    whole = Counter(re.sub(r"\s", "", pdfium.PdfDocument(data)[0].get_textpage().get_text_range()))
    assert printed(read_pdf(data, "sample.pdf", "")) == whole


@pytest.mark.parametrize("name", ["cn-cities-2026/cc2026_xinfang_wrapped_digits.pdf", "with-expected/sh2026_sifa.pdf"])
def test_every_character_of_a_real_document_lands_in_exactly_one_place(name: str) -> None:
    path = SHARED / "realdocs" / name
    if not path.exists():
        pytest.skip("the shared documents are not here")
    whole: Counter[str] = Counter()
    for page in pdfium.PdfDocument(path):
        whole.update(
            re.sub(r"\s", "", page.get_textpage().get_text_range().replace("\x02", "-").replace("\ufffe", "-"))
        )
    found = printed(read_pdf(path, path.name, ""))
    assert sum((whole - found).values()) + sum((found - whole).values()) <= 0.001 * sum(whole.values())
