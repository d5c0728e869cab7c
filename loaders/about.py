"""What a document is about: fiscal year, issuing unit, budget or final account.

Read from the document, never from its name.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from loaders.codes import known_names
from loaders.document import Document, Grid
from loaders.issuer import BODY, issuer_of
from loaders.records import document_key_of
from loaders.section import About, Section
from loaders.text import folded
from loaders.titles import families

_YEAR = re.compile(r"(20[0-3]\d)(?:年|\(?年度|\)?\(年度)")
_UNIT_CELL = re.compile(r"^(\d{6})[-—](.{4,40})$")
_UNIT_CODE = re.compile(r"^\d{3}(?:\d{3})?$")
_TITLE_UNIT = re.compile(
    r"^(?:20[0-3]\d年?(?:度)?)?([^\d,，。:：]{4,30}?)(?:20[0-3]\d年?(?:度)?)?(?:部门|单位)?(?:预算|决算)(?:信息)?(?:公开|报表|表|草案|编制说明|说明|报告|文本)*$"
)
_CHAPTER = re.compile(r"^第一部分([^\d,，。:：.]{4,40}?)(?:部门|单位)?概况[.\d]*$")
COVER_LINES = 10
_LABEL = re.compile(r"(?:部门|单位|部门\(单位\)|单位\(部门\)|预算部门|预算单位|填报单位|填报部门)(?:名称)?[:：]?")
_NO_BODY = re.compile(r"年度|部分|第[一二三四五六七八九十]|情况|说明|部门$|单位$")
_FUND_NAMES = re.compile(r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|预算单位|预算部门")
#: statements that budgets and final accounts consist of
_ACCOUNTS = frozenset(kind for kind, family in families().items() if family in {"table", "balance"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")


def _texts(document: Document) -> list[str]:
    out: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            out.extend(folded(cell.text) for row in block.rows for cell in row.cells if not cell.is_blank)
        else:
            out.append(folded(block.text))
    return [text for text in out if text]


def describe(document: Document, sections: tuple[Section, ...]) -> About:
    """The facts of the whole document. Years in titles and headings outweigh years in prose."""
    texts = _texts(document)
    titles = [folded(section.title or "") for section in sections]
    unit_code, unit_name = _unit(sections, texts)
    return About(
        document_key=document_key_of(document.sha256),
        file_name=document.file_name,
        format=document.format,
        kind=_kind({section.kind for section in sections}, " ".join(texts[:40]) + " ".join(titles)),
        fiscal_year=_fiscal_year(titles, texts),
        unit_code=unit_code,
        unit_name=unit_name,
        title=next((text for text in islice(texts, 12) if re.search(r"预算|决算|自评|绩效", text)), None),
    )


def _fiscal_year(titles: list[str], texts: list[str]) -> int | None:
    """The year with the most weight: titles before the first lines, those before short texts, those before prose."""
    years: Counter[int] = Counter()
    for title in titles:
        for year in _YEAR.findall(title):
            years[int(year)] += 20
    for position, text in enumerate(texts):
        weight = 10 if position < 30 and len(text) < 60 else 5 if len(text) < 30 else 1
        for year in _YEAR.findall(text):
            years[int(year)] += weight
    return years.most_common(1)[0][0] if years else None


def _kind(kinds: set[str], heading: str) -> str:
    """What sort of document this is, by its statements and the words of its titles and first lines."""
    if kinds & {"self_evaluation", "overall_evaluation"} and not kinds & {"summary", "expenditure", "general_public"}:
        return "self_evaluation"
    # The names of the funds (一般公共预算 …) say nothing of the sort of account.
    bare = _FUND_NAMES.sub("", heading)
    if bare.count("决算") * 2 > bare.count("预算"):
        return "final"
    if kinds & _ACCOUNTS:
        return "budget"
    return "targets" if kinds & {"project_targets", "project_declaration", "overall_targets"} else "other"


def _unit(sections: tuple[Section, ...], texts: list[str]) -> tuple[str | None, str | None]:
    """The issuing unit: 265001-某某局 in a cell, a line 部门：…, the first row of 收入总表, the title; the first that
    is there."""
    cells: Counter[tuple[str, str]] = Counter(
        (match[1], match[2]) for text in texts if (match := _UNIT_CELL.match(text)) and BODY.search(match[2])
    )
    if cells:
        return cells.most_common(1)[0][0]
    named = Counter(
        issuer for text in texts if (issuer := issuer_of(text)) and _CHINESE.search(issuer[1]) and len(text) <= 60
    )
    if named:
        return named.most_common(1)[0][0]
    code, name = _unit_of_revenue(sections) or (None, None)
    return code, name or _unit_of_cover(texts) or _unit_beside_label(texts) or _unit_of_forms(texts)


def _unit_of_revenue(sections: tuple[Section, ...]) -> tuple[str, str | None] | None:
    """The first row of 收入总表 that begins with a code and a name that are no account."""
    rows = (row for section in sections if section.kind == "revenue" for grid in section.grids() for row in grid.rows)
    for row in rows:
        code, name, *_ = [*(folded(cell.text) for cell in row.cells if not cell.is_blank), "", ""]
        if not name or not _UNIT_CODE.match(code) or name in known_names().get(code, ()):
            continue
        if code not in known_names() or BODY.search(name):
            return code, name if _CHINESE.search(name) else None
    return None


def _unit_beside_label(texts: list[str]) -> str | None:
    """部门名称 in one cell and the name in the next, where the document's forms agree on it."""
    named = Counter(after for label, after in pairwise(texts) if _LABEL.fullmatch(label) and BODY.search(after))
    if not named:
        return None
    name, count = named.most_common(1)[0]
    return name if count * 2 > sum(named.values()) else None


def _unit_of_cover(texts: list[str]) -> str | None:
    """The unit that a cover or a chapter names: 某某局2026年部门预算 (often broken over lines), 第一部分 某某局概况."""
    cover = [text for text in texts[:COVER_LINES] if len(text) <= 40]
    runs = ["".join(cover[start:end]) for start in range(len(cover)) for end in range(start + 1, start + 5)]
    chapters = [match.group(1) for text in texts[:120] if (match := _CHAPTER.match(text))]
    titles = [match.group(1) for text in runs if (match := _TITLE_UNIT.match(text))]
    return next((name for name in [*chapters, *titles] if BODY.search(name) and not _NO_BODY.search(name)), None)


def _unit_of_forms(texts: list[str]) -> str | None:
    """The department that most forms of a document name (主管部门 某某局 实施单位 …); one form may swap them."""
    departments: Counter[str] = Counter()
    for text, following in pairwise(texts):
        if text.startswith("主管部门"):
            named = text.removeprefix("主管部门").lstrip(":").split("实施")[0] or following
            departments.update([named] if BODY.search(named) else [])
    return departments.most_common(1)[0][0] if departments else None
