"""Printed lines become paragraphs: over line ends, page ends, page numbers and running heads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from loaders.document import Box, Document, Line, Place
from loaders.prose.paragraphs import paragraphs_of

WIDTH = 16.0


def printed(page: int, number: int, indent: int, text: str) -> Line:
    """A line as a page prints it, with characters of 16 points; the text block is 26 characters wide."""
    left = 90.0 + indent * WIDTH
    wide = sum(1.0 if ord(letter) > 255 else 0.5 for letter in text)
    return Line(page, number, text, Box(left, number * 20.0, left + wide * WIDTH, number * 20.0 + WIDTH))


def texts(*lines: Line, format_name: str = "pdf") -> list[str]:
    document = Document("0" * 64, "a", format_name, max(line.page for line in lines), lines)
    return [paragraph.text for paragraph in paragraphs_of(document, set())]


def width(text: str) -> float:
    return sum(1.0 if ord(letter) > 255 else 0.5 for letter in text)


def typeset(page: int, first: int, text: str, *, indent: int = 2) -> list[Line]:
    """A paragraph as a page breaks it: figures are not broken, the first line is indented."""
    lines, line, begins = [], "", indent
    for part in re.findall(r"[0-9.,]+|.", text):
        if width(line + part) > 26 - begins:
            lines.append(printed(page, first + len(lines), begins, line))
            line, begins = "", 0
        line += part
    return [*lines, printed(page, first + len(lines), begins, line)]


SENTENCE = (
    "2026年财政拨款“三公”经费预算27.09万元，比2025年财政拨款“三公”经费年初预算增加16.29万元，主要原因是计划"
    "置换新能源车辆一台，按照公务用车报废更新相关要求，更新购置公务用车一台，其余各项均与上年一致。"
)


@pytest.mark.parametrize("turned_after", [1, 2, 3])
def test_a_sentence_goes_on_over_lines_pages_and_page_numbers(turned_after: int) -> None:
    lines = typeset(1, 2, SENTENCE)
    before = lines[:turned_after]
    after = [replace(line, page=2, line_no=line.line_no) for line in lines[turned_after:]]
    found = texts(
        printed(1, 1, 2, "四、财政拨款“三公”经费预算情况说明"),
        *before,
        printed(1, 9, 10, "— 5 —"),
        *after,
        printed(2, 10, 2, "（一）因公出国（境）费用。2026年预算数0.00万元。"),
    )
    assert found == [
        "四、财政拨款“三公”经费预算情况说明",
        SENTENCE,
        "（一）因公出国（境）费用。2026年预算数0.00万元。",
    ]


def test_running_heads_are_no_part_of_a_sentence() -> None:
    lines: list[Line] = []
    for page in (1, 2, 3, 4):
        lines += [
            printed(page, 1, 8, "柳安区民生局2026年部门预算"),
            printed(page, 2, 0, f"本行写满文字直到页边第{'一二三四'[page - 1]}页并且继续写下去不停顿"),
            printed(page, 3, 0, "这一行同样写满文字直到页边并且继续写下去不停顿吧"),
            printed(page, 4, 12, f"第 {page} 页 共 4 页"),
        ]
    found = texts(*lines)
    assert len(found) == 1
    assert "部门预算" not in found[0]
    assert "共4页" not in found[0]


def test_a_heading_as_wide_as_the_page_does_not_swallow_what_follows() -> None:
    found = texts(
        printed(1, 1, 2, "十一、一般公共预算机关运行经费支出预算情况说明"),
        printed(1, 2, 2, "2018年本部门一般公共预算机关运行经费预算支出5"),
        printed(1, 3, 0, "万元，与上年相比减少1万元。"),
    )
    assert found == [
        "十一、一般公共预算机关运行经费支出预算情况说明",
        "2018年本部门一般公共预算机关运行经费预算支出5万元，与上年相比减少1万元。",
    ]


def test_a_figure_is_not_broken_by_a_line() -> None:
    lines = [
        printed(1, 1, 2, "政府采购货物预算634.20万元，政府采购工程预算281.96"),
        printed(1, 2, 0, "万元。"),
        printed(1, 3, 2, "（二）机关运行经费说明"),
    ]
    assert texts(*lines)[0] == "政府采购货物预算634.20万元，政府采购工程预算281.96万元。"


def test_lines_of_a_page_in_html_are_put_together_and_paragraphs_are_left_alone() -> None:
    page = [
        "（一）收入预算：2026年收入预算35,874.49万元，其中：一般公共预算",
        "收入28,467.65万元，政府性基金预算收入218万元，事业收入1,429.17万",
        "元，事业单位经营收入1,202.53万元，其他收入1,154.15万元，上级补助收",
        "—",
        "6",
        "入3,403万元。",
        "（二）支出预算：2026年支出预算35,874.49万元。",
    ]
    found = texts(*(Line(1, number, text) for number, text in enumerate(page, 1)), format_name="html")
    assert len(found) == 2
    assert "1,429.17万元，事业单位" in found[0]
    assert found[0].endswith("上级补助收入3,403万元。")
    short = ["一、收入情况说明", "2026年收入预算10万元", "二、支出情况说明", "2026年支出预算10万元"]
    assert texts(*(Line(1, number, text) for number, text in enumerate(short, 1)), format_name="html") == short


def test_every_character_knows_its_line() -> None:
    lines = [
        printed(1, 1, 2, "政府采购货物预算634.20万元，政府采购工程预算281.96"),
        printed(1, 2, 0, "万元，其他0万元。"),
    ]
    document = Document("0" * 64, "a", "pdf", 1, tuple(lines))
    paragraph = next(iter(paragraphs_of(document, set())))
    assert paragraph.place_at(0) == Place(1, 0, 1, 1)
    assert paragraph.place_at(paragraph.text.index("其他")) == Place(1, 0, 2, 1)
