"""The words of vocabulary/prose.toml, and what a phrase says by itself: its chapter, its fund, whether it is empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.issuer import BODY
from loaders.vocabulary import load_toml

TOPIC_STARTS = re.compile(
    r"^(?:主要(?:原因)?(?:是|为|系)?|其中|包括|包含|以及|和|及|与|同时|此外|另外?|一是|二是|三是|由于|因(?!公)为?|\d{1,2}(?=[\u4e00-\u9fff]))+"
)
_TOPIC_ENDS = re.compile(r"(?:各|均|为|是|共|约|数为|完成)+$")
#: a side and nothing else
BARE_SIDE = re.compile(
    r"(?:20\d\d年度?)?(?:全年)?(?:预算支出(?:数|总额)?(?:为|是|:)?|支出(?:年初|全年|调整)?(?:预算|决算)(?:数|总额)?(?:调整)?(?:为|是|:)?)"
)
_SIDES = re.compile(
    r"收入|支出|拨款|补助|财政|经费|本级|本年度?|当年|部门|单位|规模|年初|全口径|各项|总|完成|(?:全|本)?[省市州县区]本?级?|本级|地方级?"
)
#: words that say nothing of what a figure is about
_EMPTY_WORDS = re.compile(
    r"20\d\d年?(?:度|初|末|底)?|(?:本|当|今|上|去)(?:一)?年(?:度)?|我[部局委办院校厅区市县单位中心]+|(?:本|各|所属|该)(?:部门|单位|级|局|委)+|"
    r"(?:部门|单位)?(?:年初)?预算(?:安排|批复)?(?:数|总额|金额|总计|合计)?|决算(?:数|支出|总额)?|(?:预算|实际)?执行数?|支出数|资金|金额|"
    r"总计|合计|共计|总额|总数|小计|总共|共|为|是|约|达到?|安排|其中|包括|主要|用于|此外|另外?|以及|同时|相应|和|及|与|的|中|内|在|均|各|由|"
    r"本年数|因此|所以|因而|原因|增减相抵后?|同口径|总体|综合考虑|调整(?:后)?|实际|全年|截[至止]|按照?|根据|财务|涉及|分别|具体|情况|如下|一般|已|拟|于|日|月|共有|有|全部|[-·、,;:()\"\d.%]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One subject of the vocabulary."""

    pattern: re.Pattern[str]
    without: re.Pattern[str] | None
    measure: str
    statement: str | None
    side: str | None
    within: str | None


@cache
def _sections() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((item["key"], re.compile(item["pattern"])) for item in load_toml("prose.toml")["section"])


@cache
def _funds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((item["key"], re.compile(item["pattern"])) for item in load_toml("prose.toml")["fund"])


@cache
def subject_words() -> tuple[Word, ...]:
    return tuple(
        Word(
            re.compile(item["pattern"]),
            re.compile(item["without"]) if "without" in item else None,
            item["measure"],
            item.get("statement"),
            item.get("side"),
            item.get("within"),
        )
        for item in load_toml("prose.toml")["subject"]
    )


@lru_cache(maxsize=4096)
def section_of(heading: str) -> str | None:
    """The chapter that a heading opens."""
    return next((key for key, pattern in _sections() if pattern.search(heading)), None)


@lru_cache(maxsize=8192)
def fund_of(phrase: str) -> str | None:
    """Whose money a phrase speaks of."""
    return next((key for key, pattern in _funds() if pattern.search(phrase)), None)


def is_empty(phrase: str) -> bool:
    """Does a phrase say nothing of its subject (2026年预算数为)?"""
    return not _EMPTY_WORDS.sub("", phrase)


def names_an_item(phrase: str) -> bool:
    """Is there more in a phrase than whose money it is, on which side, and who reports it (工资福利支出)?"""
    rest = phrase
    for _, pattern in _funds():
        rest = pattern.sub("", rest)
    rest = _EMPTY_WORDS.sub("", _SIDES.sub("", rest))
    return len(rest) >= 2 and not BODY.search(rest)


def topic_of(phrase: str) -> str:
    """The phrase without the words that lead to it and from it."""
    return _TOPIC_ENDS.sub("", TOPIC_STARTS.sub("", phrase)) or phrase


def without_unit(phrase: str, unit_name: str | None) -> str:
    """The phrase without the name of the unit that reports."""
    if unit_name and len(unit_name) >= 3:
        phrase = phrase.replace(unit_name, "")
    # 某某局2026年…: whoever stands before the year reports, unless it is what is told (公务接待费2026年…).
    match = re.match(r"([^,;:\d]{2,40}?)(?=20\d\d年)", phrase)
    if (
        match is None
        or fund_of(match[1])
        or any(word.pattern.search(match[1]) for word in subject_words() if not word.within)
    ):
        return phrase
    return phrase[match.end() :]
