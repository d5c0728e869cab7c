"""The unit that a document is about: (code, name), from the places that name it, the surest first.

1. The title: 某某局2026年部门预算.
2. The lines over tables: 部门：…, 编制单位：…, 预算单位：…; the one that most of them name.
3. A cell 265001-某某局, the one that most cells print.
4. The first row of 收入总表.
5. A chapter (第一部分 某某局概况), the cell beside 单位名称, the department of most forms.
6. The signature: a name on the last lines, before or over a date.

Prose names many offices and is never asked. Where the surest place has no code, another place that gives the same name
one lends it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from loaders.codes import known_names
from loaders.cover import Title
from loaders.issuer import issuer_of, without_sum
from loaders.section import Section
from loaders.text import folded
from loaders.unit_names import BODY, is_body, is_unit_name

Unit = tuple[str | None, str | None]
_UNIT_CELL = re.compile(r"^(\d{6})[-—](.{4,40})$")
_UNIT_CODE = re.compile(r"^\d{3}(?:\d{3})?$")
_CHAPTER = re.compile(r"^第一部分([^\d,，。:：.]{4,40}?)(?:部门|单位)?概况[.\d]*$")
_LABEL = re.compile(
    r"(?:(?:部门|单位|部门\(单位\)|单位\(部门\)|预算部门|预算单位|填报单位|填报部门|(?:评价)?项目单位)(?:名称)?|预算主管部门)[:：]?"
)
_OF_PROJECT = re.compile(r"^(?:被?评价)?项目(?:实施)?单位(?:名称)?[:：]([^,，。:：;；]{4,40})$")
_NO_BODY = re.compile(r"年度|部分|第[一二三四五六七八九十]|情况|说明|部门$|单位$|^(?:省|市|区|县|本)级")
#: what a name says of its scope, and what is no part of it at all
_SCOPE = re.compile(r"\((?:本级|机关|本部|汇总)\)$|(?<=[局委厅院会部室])(?:本级|机关本级)$")
_ABOVE = re.compile(r"^(?:预算)?主管")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_SIGNED = re.compile(r"^(?P<name>[^\d,，。:：;；]{4,40}?)(?:20[0-3]\d年\d{1,2}月(?:\d{1,2}日)?)?$")
_DATE = re.compile(r"^20[0-3]\d年\d{1,2}月(?:\d{1,2}日)?$")
_END_OF_BODY = re.compile(r"(?:办事处|人民政府|委员会|管理局|局)$")
#: a name shorter than this is part of names that have nothing to do with it
STEM = 4
LINE_LENGTH = 60
CHAPTER_TEXTS, LAST_TEXTS = 120, 6


def unit_of_document(title: Title | None, sections: tuple[Section, ...], texts: list[str]) -> Unit:
    coded = _coded_cells(texts)
    heads = _table_heads(texts)
    found = (unit for unit in _candidates(title, sections, texts, coded, heads) if unit != (None, None))
    code, name = next(found, (None, None))
    if code is None and name is not None:
        lent = Counter({unit: count for unit, count in (coded + heads).items() if unit[0] and _same(unit[1], name)})
        code = lent.most_common(1)[0][0][0] if lent else _code_of_revenue(sections)
    return code, name


def _code_of_revenue(sections: tuple[Section, ...]) -> str | None:
    """The code in the first row of 收入总表, where that prints codes only: no other place can give it a name."""
    code, printed = _unit_of_revenue(sections)
    return code if printed is None else None


def _candidates(
    title: Title | None,
    sections: tuple[Section, ...],
    texts: list[str],
    coded: Counter[Unit],
    heads: Counter[Unit],
) -> Iterator[Unit]:
    if title is not None and title.issuer is not None and _is_named_in_title(title.issuer):
        bare = _SCOPE.sub("", title.issuer)
        # A cover says 某某局(本级) where the tables say 某某局, or the other way round: one spelling in one document.
        alike = [unit for unit, _ in heads.most_common() if _SCOPE.sub("", folded(unit[1] or "")) == bare]
        yield alike[0] if alike else (None, without_sum(title.issuer))
    if heads:
        yield heads.most_common(1)[0][0]
    if coded:
        yield coded.most_common(1)[0][0]
    code, name = _unit_of_revenue(sections)
    yield code, name or _by_label(texts)
    yield None, _signature(texts)


def _is_named_in_title(name: str) -> bool:
    return is_body(name) and not _NO_BODY.search(name)


def _same(name: str | None, other: str) -> bool:
    return name is not None and folded(name) == folded(other)


def _coded_cells(texts: list[str]) -> Counter[Unit]:
    matches = (match for text in texts if (match := _UNIT_CELL.match(text)))
    return Counter((match[1], match[2]) for match in matches if BODY.search(match[2]) and is_unit_name(match[2]))


def _table_heads(texts: list[str]) -> Counter[Unit]:
    """What the lines over tables name; the department over a unit (主管部门：…) only where no unit is named."""
    lines = [(text, issuer) for text in texts if len(text) <= LINE_LENGTH and (issuer := issuer_of(text))]
    lines = [(text, issuer) for text, issuer in lines if _CHINESE.search(issuer[1])]
    units = [issuer for text, issuer in lines if not _ABOVE.match(text)]
    return Counter(units or [issuer for _, issuer in lines])


def _unit_of_revenue(sections: tuple[Section, ...]) -> Unit:
    """The first row of 收入总表 that begins with a code and a name that are no account."""
    rows = (row for section in sections if section.kind == "revenue" for grid in section.grids() for row in grid.rows)
    for row in rows:
        code, name, *_ = [*(folded(cell.text) for cell in row.cells if not cell.is_blank), "", ""]
        if not name or not _UNIT_CODE.match(code) or name in known_names().get(code, ()):
            continue
        if code not in known_names() or BODY.search(name):
            return code, name if is_unit_name(name) else None
    return None, None


def _by_label(texts: list[str]) -> str | None:
    chapters = (match.group(1) for text in texts[:CHAPTER_TEXTS] if (match := _CHAPTER.match(text)))
    chapter = next((name for name in chapters if is_body(name) and not _NO_BODY.search(name)), None)
    return chapter or _unit_beside_label(texts) or _unit_of_forms(texts)


def _unit_beside_label(texts: list[str]) -> str | None:
    """部门名称 in one cell and the name in the next, where the document's forms agree on it; a report on a project is
    about the unit that had it."""
    of_project = next((match[1] for text in texts[:CHAPTER_TEXTS] if (match := _OF_PROJECT.match(text))), None)
    if of_project is not None and is_body(of_project):
        return of_project
    named = Counter(
        after
        for label, after in pairwise(texts)
        if _LABEL.fullmatch(label) and BODY.search(after) and is_unit_name(after)
    )
    if not named:
        return None
    name, count = named.most_common(1)[0]
    return name if count * 2 > sum(named.values()) else _body_of_offices(named)


def _body_of_offices(named: Counter[str]) -> str | None:
    """Forms that name offices of one body (某某街道组织部, 某某街道民政科) are its own, where one of them names it."""
    stems = {name: _END_OF_BODY.sub("", name) for name in named}
    support = Counter(
        {
            name: sum(count for other, count in named.items() if stem in other)
            for name, stem in stems.items()
            if len(stem) >= STEM
        }
    )
    best = max(support.items(), key=lambda item: (item[1], -len(item[0]), item[0]), default=("", 0))
    return best[0] if best[1] * 2 > sum(named.values()) else None


def _unit_of_forms(texts: list[str]) -> str | None:
    """The department that most forms of a document name (主管部门 某某局 实施单位 …); one form may swap them."""
    departments: Counter[str] = Counter()
    for text, following in pairwise(texts):
        if text.startswith("主管部门"):
            named = text.removeprefix("主管部门").lstrip(":").split("实施")[0] or following
            departments.update([named] if BODY.search(named) and is_unit_name(named) else [])
    return departments.most_common(1)[0][0] if departments else None


def _signature(texts: list[str]) -> str | None:
    """某某局 / 2026年2月5日 at the end of a document."""
    for text, following in islice(pairwise(reversed(texts)), LAST_TEXTS):
        match = _SIGNED.match(following)
        if _DATE.match(text) and match and is_body(match["name"]):
            return match["name"]
        match = _SIGNED.match(text)
        if match and match["name"] != text and is_body(match["name"]):
            return match["name"]
    return None
