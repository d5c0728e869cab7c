"""Tables without rulings: where their columns part, which rows belong to them, what a group heading spans."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from loaders.document import Grid, Line
from loaders.readers.pdf import read_pdf
from tests.unit.pdf_pages import pdf, read, texts


def rows_of(grid: Grid) -> list[dict[int, str]]:
    """The filled cells of each row by their column."""
    return [{cell.column_no: cell.text for cell in row.cells if cell.text} for row in grid.rows]


def spans_of(grid: Grid, row: int) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.column_no, cell.column_no + cell.column_span - 1) for cell in grid.rows[row].cells}


def test_rows_that_fill_one_side_of_a_balance_stay_in_its_table() -> None:
    right = ["一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "其他支出"]

    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 350, "项目")
        canvas.drawRightString(250, 350, "预算数")
        canvas.drawString(300, 350, "项目")
        canvas.drawRightString(550, 350, "预算数")
        for row, (name, amount) in enumerate([("一般公共预算拨款", "1,857.758913"), ("其他收入", "65.430000")]):
            canvas.drawString(50, 334 - 16 * row, name)
            canvas.drawRightString(250, 334 - 16 * row, amount)
        for row, name in enumerate(right):
            canvas.drawString(300, 334 - 16 * row, name)
        canvas.drawRightString(550, 334, "1,923.188913")
        canvas.drawString(50, 222, "收入总计")
        canvas.drawRightString(250, 222, "1,923.188913")
        canvas.drawString(300, 222, "支出总计")
        canvas.drawRightString(550, 222, "1,923.188913")
        canvas.drawString(297, 20, "2")

    document = read(page)
    (grid,) = document.grids()
    rows = rows_of(grid)
    assert [row.get(3) for row in rows] == ["项目", *right, "支出总计"]
    assert rows[1] == {1: "一般公共预算拨款", 2: "1,857.758913", 3: "一般公共服务支出", 4: "1,923.188913"}
    assert [line.text for line in document.lines()] == ["2"]


def test_a_column_without_figures_is_a_column_by_its_heading() -> None:
    heads = ["合计", "基本支出", "项目支出", "上缴上级支出", "经营支出"]

    def page(canvas: Canvas) -> None:
        for column, head in enumerate(heads):
            canvas.drawCentredString(190 + 85 * column, 350, head)
        canvas.drawString(50, 350, "科目名称")
        rows = [
            ("行政运行", "12.50", "10.50", "2.00"),
            ("培训支出", "5.00", "5.00", ""),
            ("合计", "17.50", "15.50", "2.00"),
        ]
        for row, (name, *amounts) in enumerate(rows):
            canvas.drawString(50, 330 - 20 * row, name)
            for column, amount in enumerate(amounts):
                canvas.drawRightString(228 + 85 * column, 330 - 20 * row, amount)

    (grid,) = read(page).grids()
    assert texts(grid)[0] == ["科目名称", *heads]
    assert rows_of(grid)[1] == {1: "行政运行", 2: "12.50", 3: "10.50", 4: "2.00"}
    assert grid.column_count == 6


def test_group_headings_share_out_their_columns() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(40, 352, "单位")
        for x, head in ((160, "合计"),):
            canvas.drawCentredString(x, 352, head)
        canvas.drawCentredString(320, 360, "本年收入")
        canvas.drawCentredString(520, 360, "上年结转")
        for x, head in ((240, "小计"), (320, "财政拨款"), (400, "事业收入"), (480, "财政拨款"), (560, "单位资金")):
            canvas.drawCentredString(x, 342, head)
        for row in range(3):
            canvas.drawString(40, 320 - 20 * row, f"第{'一二三'[row]}小学")
            for x, amount in ((190, "9.00"), (270, "8.00"), (350, "8.00"), (510, "1.00")):
                canvas.drawRightString(x, 320 - 20 * row, amount)

    (grid,) = read(page).grids()
    spans = {text: span for row in range(3) for text, span in spans_of(grid, row).items()}
    assert spans["本年收入"] == (3, 5)
    assert spans["上年结转"] == (6, 7)
    assert rows_of(grid)[-1] == {1: "第三小学", 2: "9.00", 3: "8.00", 4: "8.00", 6: "1.00"}


def test_names_that_wrap_in_every_row_are_one_row_each() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(4):
            y = 340 - 26 * row
            canvas.drawString(50, y, "某某市某某区某某街道")
            canvas.drawString(50, y - 10, "办事处")
            canvas.drawRightString(300, y, f"{row + 1},000.50")
            canvas.drawRightString(400, y, "20.00")
            canvas.drawRightString(500, y, "3.00")

    (grid,) = read(page).grids()
    assert [row[1] for row in rows_of(grid)] == ["某某市某某区某某街道\n办事处"] * 4


def test_a_single_character_is_not_lost_where_its_font_is_neither_embedded_nor_installed() -> None:
    def page(canvas: Canvas) -> None:
        for column, text in enumerate(["覆盖社区", "≥", "个", "值"]):
            canvas.drawString(50 + 120 * column, 350, text)

    (line,) = (block for block in read(page).blocks if isinstance(block, Line))
    assert line.text.split() == ["覆盖社区", "≥", "个", "值"]


def test_the_stand_in_font_moves_nothing() -> None:
    """A character's place is told by the PDF: 10 points wide and high, whatever font draws it."""
    (line,) = read_pdf(pdf(lambda canvas: canvas.drawString(50, 350, "某某局")), "a.pdf", "").lines()
    assert line.box is not None
    assert (line.box.x0, line.box.x1) == (50.0, 80.0)
    assert 9.5 < line.box.bottom - line.box.top < 10.5
