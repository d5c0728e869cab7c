"""Readers of workbooks, Word, HTML, CSV: what a person sees in the file is what the cells say, at its place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from loaders.document import Document, Grid
from loaders.readers import read
from loaders.readers.delimited import delimiter_of
from loaders.readers.encoding import decoded
from loaders.readers.number_format import number_text, shown

DATA = Path(__file__).parent / "data"


def texts(document: Document) -> list[list[tuple[int, str]]]:
    return [[(cell.column_no, cell.text) for cell in row.cells] for grid in document.grids() for row in grid.rows]


def written(tmp_path: Path, name: str, content: str | bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (205.0, None, "205"),
        (2010301.0, None, "2010301"),
        (0.1 + 0.2, None, "0.3"),
        (12599.2, None, "12599.2"),
        (1e-7, None, "0.0000001"),
        (123456789012.34, None, "123456789012.34"),
        (1e15, None, "1000000000000000"),
        (-3.5, None, "-3.5"),
        (0.0, None, "0"),
        (1234.5, "#,##0.00", "1234.5"),
        (0.985, "0.00%", "98.50%"),
        (1.0, "0%", "100%"),
        (2, "00", "02"),
        (2.0, "000", "002"),
        (5.0, '0"个"', "5个"),
        (5.0, "0.00_);[Red](0.00)", "5"),
        (True, None, "TRUE"),
        ("02", "0.00", "02"),
        (1e39, None, "1" + "0" * 39),
        (1e60, "0.0%", "1" + "0" * 62 + ".0%"),
        (float("inf"), "0%", "inf"),
    ],
)
def test_number_as_a_person_sees_it(value: float | str, code: str | None, expected: str) -> None:
    assert shown(value, code) == expected


def test_a_number_read_from_text_comes_back_as_that_text() -> None:
    for text in ("1234.567891", "0.01", "99999999.999999", "7"):
        assert number_text(float(text)) == text


def test_xlsx_spans_places_hidden_sheets_and_formats(tmp_path: Path) -> None:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        first = book.add_worksheet("表一")
        first.merge_range(2, 1, 2, 4, "收支预算总表")
        first.write(3, 1, 205)
        first.write(3, 2, "02")
        first.write(3, 4, 0.5, book.add_format({"num_format": "0.0%"}))
        first.write_blank(9, 250, None, book.add_format({"bold": True}))
        hidden = book.add_worksheet("码表")
        hidden.hide()
        hidden.write(0, 0, 999)
        prose = book.add_worksheet("说明")
        prose.write(4, 0, "一、本部门职责")
        untitled = book.add_worksheet("部门收入总表")
        untitled.write_row(0, 0, ["科目", "金额"])
    document = written(tmp_path, "a.xlsx", file.getvalue())
    first_grid, last_grid = document.grids()
    assert texts(document)[:2] == [[(2, "收支预算总表")], [(2, "205"), (3, "02"), (5, "50.0%")]]
    assert (first_grid.rows[0].row_no, first_grid.rows[0].cells[0].column_span) == (3, 4)
    assert (first_grid.caption, first_grid.column_count, last_grid.page) == ("表一", 5, 4)
    assert [(line.page, line.line_no, line.text) for line in document.lines()] == [
        (3, 5, "一、本部门职责"),
        (4, 1, "部门收入总表"),
    ]
    assert [problem.code for problem in document.problems] == ["hidden_sheet"]


def test_xls_with_per_cent_and_padded_codes() -> None:
    first, second = read(DATA / "number_formats.xls").grids()
    assert [cell.text for cell in first.rows[1].cells] == ["98.50%", "002", "003", "5个", "1234.5"]
    assert first.rows[0].cells[0].column_span == 5
    assert [row.cells for row in first.rows] == [row.cells for row in second.rows]


def test_docx_merged_cells_nested_tables_and_order(tmp_path: Path) -> None:
    import docx

    word = docx.Document()
    word.add_paragraph("绩效目标申报表\n（2025年度）")
    table = word.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "绩效指标"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "年度目标"
    table.cell(1, 1).text = "数量"
    table.cell(1, 2).paragraphs[0].add_run("≥3").add_break()
    table.cell(1, 2).paragraphs[0].add_run("场")
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "表"
    frame = word.add_table(2, 1)
    frame.cell(0, 0).text = "注："
    word.add_paragraph("完")
    file = io.BytesIO()
    word.save(file)
    document = written(tmp_path, "a.docx", file.getvalue())
    assert [line.text for line in document.lines()] == ["绩效目标申报表", "（2025年度）", "注：", "完"]
    outer, nested = document.grids()
    assert (outer.rows[0].cells[0].row_span, outer.rows[0].cells[1].column_span) == (3, 2)
    assert [(cell.column_no, cell.text) for cell in outer.rows[1].cells] == [(2, "数量"), (3, "≥3\n场")]
    assert [cell.text for cell in nested.rows[0].cells] == ["内", "表"]
    assert [isinstance(block, Grid) for block in document.blocks] == [False, False, True, True, False, False]


def test_html_spans_layout_tables_and_entities(tmp_path: Path) -> None:
    page = """<html><head><meta charset="gbk"><title>x</title></head><body>
      <table><tr><td><script>var a = "<table>";</script><p>部门预算&nbsp;公开</p>
        <table><tr><th rowspan="2">科目</th><th colspan="2">金 额</th></tr>
               <tr><td>基本<br>支出</td><td>项目</td></tr>
               <tr><td>201</td><td>1.50</td><td>&lt;2&gt;</td></tr></table>
      </td></tr></table>尾</body></html>"""
    document = written(tmp_path, "named.pdf", page.encode("gbk"))
    assert document.format == "html"
    assert [line.text for line in document.lines()] == ["部门预算 公开", "尾"]
    assert texts(document) == [
        [(1, "科目"), (2, "金 额")],
        [(2, "基本\n支出"), (3, "项目")],
        [(1, "201"), (2, "1.50"), (3, "<2>")],
    ]


def test_html_export_named_xls_and_mhtml(tmp_path: Path) -> None:
    table = "<table><tr><td>项目</td><td>1</td></tr></table>"
    assert written(tmp_path, "a.xls", "\ufeff" + table).format == "html"
    web = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: text/html; charset=utf-8\n\n{table}\n--b--\n"
    )
    assert texts(written(tmp_path, "b.doc", web)) == [[(1, "项目"), (2, "1")]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    content = '科目名目,金額\n2010301,"行政,事務\n（行政院主管）",1.50\n\n2010302,一般行政管理事務,2\n'
    document = written(tmp_path, "a.csv", content.encode(encoding))
    assert texts(document) == [
        [(1, "科目名目"), (2, "金額")],
        [(1, "2010301"), (2, "行政,事務\n（行政院主管）"), (3, "1.50")],
        [(1, "2010302"), (2, "一般行政管理事務"), (3, "2")],
    ]
    assert [row.row_no for grid in document.grids() for row in grid.rows] == [1, 2, 5]


def test_latin_letters_are_not_taken_for_chinese() -> None:
    text = "Número de proyecto, Educación, Construcción año 2016\n" * 5
    assert decoded(text.encode("latin-1")).text == text


def test_text_cut_off_inside_a_character() -> None:
    text = "部门预算公开表格" * 20
    found = decoded(text.encode()[:-1])
    assert found.text[:-1] == text[:-1]
    assert found.broken == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b;c\n1,5;2;3\n2,5;3;4\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("标题\n\na,b\n1,2\n3,4\n", ","),
        ("只有一列\n文字\n", None),
    ],
)
def test_delimiter(text: str, expected: str | None) -> None:
    assert delimiter_of(text) == expected


def test_a_quote_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    document = written(tmp_path, "a.csv", 'a,b\n1,"x\n' + "2,y\n" * 10)
    assert len(texts(document)) == 12
    assert [problem.code for problem in document.problems] == ["open_quote"]


def test_a_file_that_ends_inside_its_last_field(tmp_path: Path) -> None:
    document = written(tmp_path, "a.csv", 'a,b\n1,2\n3,"长文字\n第二行')
    assert texts(document)[-1] == [(1, "3"), (2, "长文字\n第二行\n")]
    assert [problem.code for problem in document.problems] == ["cut_off"]


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")
def test_real_workbooks_and_tables() -> None:
    kinds = {
        "cn-xls/nbs_Anhui_2017_public_finance.xls": ("xls", 1, 101),
        "cn-xls/sh_putuo_dept_budget_template.xlsx": ("xlsx", 17, 277),
        "cn-xls/sh_putuo_unit_budget_template_BLANK.xls": ("xls", 16, 247),
        "csv-spending/mk_budget_head1000_semicolon_bom.csv": ("csv", 1, 11000),
        "csv-spending/mx_ramo23_head1000_latin1.csv": ("csv", 1, 10000),
        "csv-spending/mx_cdmx_projects_2016q1.xlsx": ("xlsx", 1, 13151),
        "tw-budget/tw2018_proposed_sample.csv": ("csv", 1, 6015),
    }
    for name, (format_name, pages, cells) in kinds.items():
        document = read(SHARED / name)
        found = sum(1 for grid in document.grids() for _ in grid.cells()) + sum(1 for _ in document.lines())
        assert (document.format, document.page_count, found) == (format_name, pages, cells), name
    assert read(SHARED / "decoys-not-budget" / "cq_caizheng_HTML_named.pdf").format == "html"
