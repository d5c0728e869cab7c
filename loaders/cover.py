"""The title of a document: what its cover or its first lines call it, over as many lines as it is printed.

1. The cover is what stands on the first page before the contents, the first table and the first sentence.
2. A title names an account (部门预算, 单位决算, 政府预算 …) and around it nothing but a year and whoever gives it. Of
   the runs of lines that together say so the longest is the title: 2026年度 / 某某市公安局治安管理 / 支队 / 单位预算.
3. A page of a site has its menus before the title: there a single line further down may be it.
4. Where no title of that form is printed, the first line that speaks of a budget, an account or a form is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from loaders.document import Document, Grid
from loaders.text import folded

#: lines that a cover has at most, lines that a title is broken over at most, and characters of such a line
COVER_LINES = 14
TITLE_LINES = 6
LINE_LENGTH = 45
#: how far down the title of a page may stand
PAGE_LINES = 200
#: texts among which a document without a title of the usual form may speak of what it is
SPOKEN_TEXTS = 12
_YEAR = r"(?:\(?20[0-3]\d年?(?:度)?\)?)"
_ACCOUNT = (
    r"(?:(?:省|市|区|县|州|旗|本|乡|镇)(?:本)?级)?(?:部门|单位|政府|财政|部门\(单位\)|单位\(部门\)|整体)?"
    r"(?:综合|收支|总)?(?:预算|决算)"
)
_REST = (
    r"(?:信息|情况|公开|报表|表格|草案|编制|说明|报告|文本|公告|公示|附表|的|及|和|与|、|目录|书|预算|决算|\"?三公\"?经费"
    r"|\((?:公开|草案|汇总)\))*"
)
#: the account's name: no issuer has it in its own, but a centre for budgets (某某市预算编审中心) has the word
_NAMED = r"(?:部门|单位|综合)(?:预算|决算)|(?:预算|决算)(?:信息|公开|报表|草案|执行|和|与)"
_TITLE = re.compile(
    rf"^(?:附件\d*[:：]?)?(?:关于)?{_YEAR}?(?P<issuer>(?:(?!{_NAMED})[^\d,，。:：;；!！?？>《》]){{3,45}}?)?(?:部门|单位)??(?:关于)?的?{_YEAR}?"
    rf"{_ACCOUNT}{_REST}{_YEAR}?$"
)
_REPORT = re.compile(r"^(?:关于)?(?=.*20[0-3]\d年).*(?:预算|决算).*(?:报告|决议|草案)(?:\([^()]{1,8}\))?$")
_CONTENTS = re.compile(r"^目录?$")
#: what a cover prints beside the title: who gives it, when, how it was checked
_BESIDE = re.compile(r"[:：]|^20\d\d年\d{1,2}月|^附件[一二三四五六七八九十\d]*$")
_SPEAKS = re.compile(r"预算|决算|自评|绩效")
_CHAPTER = re.compile(r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")
_WORDS = re.compile(r"[\u4e00-\u9fff]|20\d\d")
_CHINESE_YEAR = re.compile(r"二[〇○零0Oo][一二三][〇○零0Oo一二三四五六七八九](?=年)")
_FIGURES = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_SENTENCE = re.compile(r"[。；;!！?？]")


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    #: whoever the title names as giving the account, with nothing but a year and the account's name beside it
    issuer: str | None = None


def folded_text(text: str) -> str:
    """Folded, and a year in Chinese figures (二〇二六年) in Arabic ones."""
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_FIGURES), folded(text))


def texts_of(document: Document) -> list[str]:
    """All texts of a document in reading order, folded."""
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            out.extend(folded_text(cell.text) for row in block.rows for cell in row.cells if not cell.is_blank)
        else:
            out.append(folded_text(block.text))
    return [text for text in out if text]


def _first_lines(document: Document) -> Iterator[str]:
    """Lines of text and rows with a single filled cell, up to the first row of a table."""
    first_page = document.blocks[0].page if document.blocks else 0
    for block in document.blocks:
        if document.format == "pdf" and block.page != first_page:
            return
        if not isinstance(block, Grid):
            yield from filter(None, (folded_text(line) for line in block.text.splitlines()))
            continue
        for row in block.rows:
            filled = [folded_text(cell.text) for cell in row.cells if not cell.is_blank]
            if len(filled) > 2:
                return
            yield from filled


def cover_of(document: Document) -> list[str]:
    cover: list[str] = []
    for text in islice(_first_lines(document), COVER_LINES):
        if _CONTENTS.match(text) or len(text) > LINE_LENGTH or _SENTENCE.search(text):
            break
        if _WORDS.search(text):
            cover.append(text)
    return cover


def _runs(cover: list[str]) -> Iterator[str]:
    """Runs of lines that may be one title, the longest first."""
    for length in range(min(TITLE_LINES, len(cover)), 0, -1):
        for start in range(len(cover) - length + 1):
            lines = cover[start : start + length]
            if not any(_BESIDE.search(line) or _CHAPTER.match(line) for line in lines):
                yield "".join(lines)


def title_of(document: Document, texts: Sequence[str]) -> Title | None:
    """The title, of a document that has these texts."""
    cover = cover_of(document)
    runs = list(_runs(cover))
    named = [Title(run, match["issuer"]) for run in runs if (match := _TITLE.match(run))]
    reports = [run for run in runs if _REPORT.match(run)]
    report = next((run for run in reports if run.startswith("关于")), next(iter(reports), None))
    if report is not None and not any(title.issuer and title.text not in report for title in named):
        return Title(report)
    if named:
        return max(named, key=lambda title: (title.issuer is not None, len(title.text)))
    further = _title_of_page(document.format, texts)
    if further is not None:
        return further
    spoken = (text for text in islice(texts, SPOKEN_TEXTS) if _SPEAKS.search(text) and ">" not in text)
    text = next(spoken, None)
    return Title(text) if text else None


def _title_of_page(format_name: str, texts: Sequence[str]) -> Title | None:
    if format_name not in {"html", "mhtml"}:
        return None
    lines = (text for text in islice(texts, PAGE_LINES) if len(text) <= 2 * LINE_LENGTH)
    matches = (match for text in lines if (match := _TITLE.match(text)) and re.search(_YEAR, text))
    return next((Title(match[0], match["issuer"]) for match in matches if match["issuer"]), None)
