"""Titles: where a statement begins, and which.

A statement is known by what its title says, never by its number: the same table is 预算05表 here and 公开07表 there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.text import folded
from loaders.vocabulary import load_toml

#: printed numbering in front of (or instead of) a title: 预算01表, 公开03表, 表1, 附件2-1, 一、, (二), 1., 第三部分
_NUMBERING = re.compile(
    r"^(?:附件?\d*[-\d]*[:：.、]?|第[一二三四五六七八九十]+部分[:：、]?|附?表(?:[二四五六七八九十]|一(?!般)|三(?!公))+(?:之[一二三四五六七八九十]+)?[:：、.]?"
    r"|表\d+[-\d]*[:：、.]?|(?:预算|公开|财决|决算|部门|单位|部门预算|决算公开|部门公开|单位公开|附)+表?[-\d]{1,5}(?:-\d+)?(?:号)?表?[:：、.]?"
    r"|[一二三四五六七八九十]+[、.](?=\S)|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d)|\d{1,2}(?=[^\d年.,]))+"
)
_YEAR = re.compile(r"(20\d\d)年?(?:度)?")
#: a title may end with these
#: (possessive: forty digits in a row must not be cut in every way there is)
_TAIL = re.compile(
    r"(?:\((?:[^()]{0,40})\)|续表?|(?:金额)?单位:(?:人民币)?(?:亿|百万|千|万)?元|\d{1,3}|[·.…]+\d{0,3})++\Z"
)
_REMARK = re.compile(r"\([^()]*[含括][^()]*\)")
SENTENCE = re.compile(r"[。；;，!！?？]")
MAX_TITLE_LENGTH = 60
#: the same line is asked for by whoever may end at it
_REMEMBERED = 16_384
#: a table with a printed number, whatever its words: 预算10表 …, 公开07表 …, 表3 …
_NUMBERED_TABLE = re.compile(
    r"^(?:(?:预算|公开|财决|决算|部门预算|部门公开|单位公开)+表?\d{1,2}(?:-\d+)?表?|附?表(?:\d{1,2}(?:-\d+)?|[一二三四五六七八九十]{1,3}))[:：、.]?(?=\D{3,40}$)"
)
_LABELLED_LINE = re.compile(r"^.{0,8}(?:单位|部门|名称)[:：]|单位[:：](?:人民币)?(?:亿|百万|千|万)?元$")
_CONTINUATION = re.compile(r"续表|\(续\)|见.{0,6}表|附表$|下表$|上表$|如下")
#: kind of a section whose title names no statement we know: its headings may still tell
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    family: str
    all: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]

    def fits(self, title: str) -> bool:
        return all(any(word in title for word in group) for group in self.all) and not any(
            word in title for word in self.none
        )


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            item["kind"],
            item["family"],
            tuple(tuple(group.split("|")) for group in item["all"]),
            tuple(item["none"]),
        )
        for item in load_toml("statements.toml")["statement"]
    )


@cache
def families() -> dict[str, str]:
    """kind -> family."""
    return {rule.kind: rule.family for rule in _rules()}


def bare_title(text: str) -> str:
    """A title without numbering in front and continuation marks behind."""
    # Quotes go last: in 表九“三公”经费 they are all that stands between number and name.
    return without_numbering(folded(text)).replace('"', "").replace("'", "")


def without_numbering(title: str) -> str:
    """A folded title without the number in front of it."""
    return _NUMBERING.sub("", title)


def looks_like_title(text: str) -> bool:
    """Short, no sentence, and its last word is a table or form: prose that mentions a table is not its title."""
    title = folded(text)
    if not 4 <= len(title) <= MAX_TITLE_LENGTH or SENTENCE.search(title):
        return False
    bare = _TAIL.sub("", title)
    return bare.endswith("表") or "表(" in title


def is_strange_title(text: str) -> bool:
    """Has the form of a table's title (more than its number), whatever it is about?"""
    return looks_like_title(text) and len(bare_title(text)) >= 6 and not _CONTINUATION.search(folded(text))


@lru_cache(maxsize=_REMEMBERED)
def title_kind(text: str) -> str | None:
    """The statement kind that a line of text announces, or None."""
    numbered = bool(_NUMBERED_TABLE.match(folded(text))) and not SENTENCE.search(folded(text))
    if not numbered and not looks_like_title(text):
        return None
    title = bare_title(text)
    # 公开01表 部门：某某局 金额单位：万元 is the line below a title.
    numbered = numbered and not _LABELLED_LINE.search(title)
    # 政府性基金收支表（不含上年结转）: a remark in brackets counts only where the rest tells nothing.
    readings = dict.fromkeys((title, _REMARK.sub("", title)))
    named = next((rule.kind for reading in readings for rule in _rules() if rule.fits(reading)), None)
    return named or (UNNAMED if numbered else None)


def year_in(text: str) -> int | None:
    """The fiscal year named in a title or heading, where there is exactly one."""
    years = {int(year) for year in _YEAR.findall(folded(text))}
    return years.pop() if len(years) == 1 else None
