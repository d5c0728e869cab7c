"""What a figure of a sentence is about: the phrase before it, read with the words of vocabulary/prose.toml.

1. A phrase names a subject of its own (“三公”经费, 基本支出, 上级补助收入), a function (类, 款, 项, by code or name), or
   a fund and a side (一般公共预算财政拨款支出). Its last words are its head.
2. What the phrase leaves open (whose money, which statement) comes from the paragraph's own subject, the numbered
   headings above it, and the chapter, in this order.
3. A phrase with content that names nothing known is a part of what is spoken of; nothing else is claimed of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from loaders.issuer import BODY
from loaders.prose.functions import Function, function_in
from loaders.vocabulary import load_toml

SPENDING, REVENUE = "spending", "revenue"
#: chapters whose figures have no statement of amounts
NO_ACCOUNTS = frozenset({"assets", "performance", "transfer", "organisation"})
#: statements that stand for one fund's spending, and those that take a fund as a column
_OF_FUND = {"general_public": "general_public", "gov_fund": "gov_fund", "state_capital": "state_capital"}
_REVENUE_STATEMENTS = frozenset({"summary_revenue", "appropriation_revenue"})
_APPROPRIATIONS = frozenset({"appropriation_revenue", "appropriation_expenditure"})
#: chapters in which 拨款 alone is what is spent
_OF_GRANTS = frozenset(
    {"general_public", "basic", "gov_fund", "state_capital", "expenditure", "appropriation_expenditure"}
)
_TOPIC_STARTS = re.compile(
    r"^(?:主要(?:原因)?(?:是|为|系)?|其中|包括|包含|以及|和|及|与|同时|此外|另外?|一是|二是|三是|由于|因(?!公)为?|\d{1,2}(?=[\u4e00-\u9fff]))+"
)
_TOPIC_ENDS = re.compile(r"(?:各|均|为|是|共|约|数为|完成)+$")
#: parts that have the name of the whole in theirs
_OF_WHICH = re.compile(r"外宾|外事接待|国内|购置税|燃料|维修|保险")
_HALVES = frozenset({"basic", "project", "personnel", "public"})
#: a side and nothing else
_BARE_SIDE = re.compile(
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
    r"因此|所以|因而|原因|增减相抵后?|同口径|总体|综合考虑|调整(?:后)?|实际|全年|截[至止]|按照?|根据|财务|涉及|分别|具体|情况|如下|一般|已|拟|于|日|月|共有|有|全部|[-·、,;:()\"\d.%]"
)


@dataclass(frozen=True, slots=True)
class Subject:
    statement: str | None
    measure: str | None
    fund: str | None = None
    function_code: str | None = None
    function_name: str | None = None
    #: the words of the text that name it
    topic: str = field(default="", compare=False)
    #: does the text name a part that no word of the vocabulary stands for?
    is_part: bool = False

    @property
    def is_revenue(self) -> bool:
        return self.statement in _REVENUE_STATEMENTS


@dataclass(frozen=True, slots=True)
class Context:
    """What has been said before a phrase: the chapter, the numbered heading with its subject, the paragraph's subject."""

    section: str | None = None
    heading: Subject | None = None
    main: Subject | None = None
    class_code: str | None = None
    #: whose money the chapter's heading speaks of
    fund: str | None = None
    #: what the last amount of the sentence is of
    current: Subject | None = None
    #: does the clause give reasons (主要原因是…)?
    is_reason: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
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
def _words() -> tuple[_Word, ...]:
    return tuple(
        _Word(
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
    return next((key for key, pattern in _funds() if pattern.search(phrase)), None)


def is_empty(phrase: str) -> bool:
    """Does a phrase say nothing of its subject (2026年预算数为)?"""
    return not _EMPTY_WORDS.sub("", phrase)


def resolve(phrase: str, context: Context, unit_name: str | None = None) -> Subject:
    """The subject that a phrase names in its context."""
    bare = _TOPIC_STARTS.sub("", _without_unit(phrase, unit_name))
    if is_empty(bare):
        return _inherited(context)
    function = function_in(bare, context.class_code)
    if function is not None:
        return _of_function(function, bare, context)
    word = _word_of(bare, context)
    if word is not None and word.measure == "by_fund":
        if _BARE_SIDE.fullmatch(bare) and (told := _told_before(context)) is not None:
            return told
        if _names_an_item(bare):
            word = None
    if word is None and fund_of(bare) and not _names_an_item(bare):
        word = _of_fund_alone(context)
    if word is None:
        return _part(bare, context)
    fund = fund_of(bare)
    topic = _topic(bare)
    if word.statement is not None:
        fund = fund or _fund_of_item(word, context)
        # 培训费 among the running costs is that part of them.
        is_part = bool(_OF_WHICH.search(bare)) or (
            word.statement == "three_public" and context.section in ("agency_operation", "basic")
        )
        return Subject(word.statement, word.measure, fund, topic=topic, is_part=is_part)
    if fund == "social_insurance_fund":
        return Subject(None, "total", fund, topic=topic)
    if word.side == SPENDING or (word.side == REVENUE and "收入" not in bare and _is_of_grants(context)):
        return _spent(word.measure, fund, bare, context, topic)
    return _received(word.measure, fund, bare, context, topic, is_both=word.side == "both")


def _is_of_grants(context: Context) -> bool:
    return context.section in _OF_GRANTS and not any(subject.is_revenue for subject in _above(context))


def _of_fund_alone(context: Context) -> _Word | None:
    """财政专户管理资金 among the revenue, 一般公共预算资金 among the spending."""
    is_revenue = any(subject.is_revenue for subject in _above(context)) or context.section in (
        "summary",
        "summary_revenue",
    )
    side = REVENUE if is_revenue else SPENDING
    return next((word for word in _words() if word.measure == "by_fund" and word.side == side), None)


def _told_before(context: Context) -> Subject | None:
    """支出决算为… behind 年初预算为…: of the same subject, where that is one of spending."""
    subject = context.main or context.heading
    return subject if subject is not None and subject.statement is not None and not subject.is_revenue else None


def _names_an_item(phrase: str) -> bool:
    """Is there more in a phrase than whose money it is, on which side, and who reports it (工资福利支出)?"""
    rest = phrase
    for _, pattern in _funds():
        rest = pattern.sub("", rest)
    rest = _EMPTY_WORDS.sub("", _SIDES.sub("", rest))
    return len(rest) >= 2 and not BODY.search(rest)


def _topic(phrase: str) -> str:
    return _TOPIC_ENDS.sub("", _TOPIC_STARTS.sub("", phrase)) or phrase


def _fund_of_item(word: _Word, context: Context) -> str | None:
    """Goods, works and services are bought with the money of the purchases they are told of."""
    current = context.current
    if current is not None and current.statement == word.statement and word.measure != "total":
        return current.fund
    return _fund_above(context)


def _without_unit(phrase: str, unit_name: str | None) -> str:
    if unit_name and len(unit_name) >= 3:
        phrase = phrase.replace(unit_name, "")
    # 某某局2026年…: whoever stands before the year is the one who reports, unless it is what is told (公务接待费2026年…).
    match = re.match(r"([^,;:\d]{2,40}?)(?=20\d\d年)", phrase)
    if match is None or fund_of(match[1]) or any(word.pattern.search(match[1]) for word in _words() if not word.within):
        return phrase
    return phrase[match.end() :]


def _word_of(phrase: str, context: Context) -> _Word | None:
    for word in _words():
        if word.within is not None and word.within not in _spoken_of(context):
            continue
        if word.pattern.search(phrase) and not (word.without and word.without.search(phrase)):
            return word
    return None


def _spoken_of(context: Context) -> set[str | None]:
    return {context.section, *(subject.statement for subject in (context.current, context.main) if subject)}


def _above(context: Context) -> tuple[Subject, ...]:
    return tuple(subject for subject in (context.main, context.heading) if subject is not None)


def _fund_above(context: Context) -> str | None:
    return next((subject.fund for subject in _above(context) if subject.fund), None) or context.fund


def _inherited(context: Context) -> Subject:
    """A phrase without content speaks of what the paragraph speaks of, else of the heading above it, of the chapter."""
    return context.main or context.heading or _of_section(context) or Subject(None, None)


def _of_section(context: Context) -> Subject | None:
    section = context.section
    if section is None:
        return None
    if section in NO_ACCOUNTS:
        return Subject(section, None)
    if section in ("three_public", "agency_operation", "procurement", "service_purchase"):
        return Subject(section, "total", _fund_above(context))
    if section in ("summary", "summary_revenue"):
        return Subject("summary_revenue", "total")
    if section in ("appropriation", "appropriation_revenue"):
        return Subject("appropriation_revenue", "total", "fiscal")
    measure = "project" if section == "project" else "total"
    return Subject(_spending_statement(context), measure, _OF_FUND.get(section))


def _spending_statement(context: Context) -> str:
    for subject in _above(context):
        if subject.statement and not subject.is_revenue and subject.statement in _spending_statements():
            return subject.statement
    return load_toml("prose.toml")["spending"].get(context.section or "", "expenditure")


@cache
def _spending_statements() -> frozenset[str]:
    return frozenset(load_toml("prose.toml")["spending"].values())


def _section_without_accounts(context: Context) -> str | None:
    return context.section if context.section in NO_ACCOUNTS else None


def _spent(measure: str, fund: str | None, phrase: str, context: Context, topic: str) -> Subject:
    statement = _spending_statement(context)
    above = fund or _fund_above(context)
    if (other := _section_without_accounts(context)) is not None:
        return Subject(other, "total" if measure == "by_fund" else measure, fund, topic=topic)
    if measure == "carryover":
        return Subject(statement, measure, fund, topic=topic)
    if measure in ("basic", "personnel", "public") and context.section == "basic":
        return Subject("basic", "total" if measure == "basic" else measure, fund or above, topic=topic)
    if fund in _OF_FUND and not (fund == "general_public" and measure in ("personnel", "public")):
        statement = _OF_FUND[fund]
    elif fund == "fiscal" and statement not in ("basic", "general_public", "gov_fund", "state_capital"):
        statement = "appropriation_expenditure"
    elif fund is None and measure == "by_fund" and _names_the_year(phrase) and context.main is None:
        statement = load_toml("prose.toml")["spending"].get(context.section or "", "expenditure")
    return Subject(statement, "total" if measure == "by_fund" else measure, fund or above, topic=topic)


def _names_the_year(phrase: str) -> bool:
    return re.search(r"本年支出|总支出|支出总计|支出合计", phrase) is not None


def _received(measure: str, fund: str | None, phrase: str, context: Context, topic: str, *, is_both: bool) -> Subject:
    if (other := _section_without_accounts(context)) is not None:
        return Subject(other, "total" if measure == "by_fund" else measure, fund, topic=topic)
    if measure == "carryover" and context.is_reason and context.main is not None and not context.main.is_revenue:
        return Subject(context.main.statement, measure, fund or context.main.fund, topic=topic)
    statement = next(
        (subject.statement for subject in _above(context) if subject.is_revenue),
        load_toml("prose.toml")["revenue"].get(context.section or "", "summary_revenue"),
    )
    if is_both:
        if fund == "fiscal":
            statement = "appropriation_revenue"
        elif fund in ("gov_fund", "state_capital"):
            statement = fund
        return Subject(statement, "total", fund, topic=topic)
    if measure != "by_fund":
        return Subject(statement, measure, fund or measure, topic=topic)
    if statement in ("gov_fund", "state_capital"):
        return Subject(statement, "total", statement, topic=topic)
    if fund is None:
        return Subject(statement, "total", topic=topic)
    if (
        fund in ("gov_fund", "state_capital")
        and context.section is None
        and not any(s.is_revenue for s in _above(context))
    ):
        # 国有资本经营预算收入 among the other matters is told of its own budget.
        return Subject(fund, "total", fund, topic=topic)
    if fund == "fiscal" and statement in _APPROPRIATIONS:
        return Subject(statement, "total", fund, topic=topic)
    return Subject(statement, fund, fund, topic=topic)


def _of_function(function: Function, phrase: str, context: Context) -> Subject:
    fund = fund_of(phrase) or _fund_above(context)
    statement = context.section if context.section in NO_ACCOUNTS else _spending_statement(context)
    if fund in _OF_FUND and statement in ("expenditure", "summary_expenditure") and fund_of(phrase):
        statement = _OF_FUND[fund]
    # 项目支出…,其中:教育支出: the function's share of the projects.
    wholes = (subject for subject in (context.current, *_above(context)) if subject and subject.function_name is None)
    above = next(wholes, None)
    measure = above.measure if above and above.measure in _HALVES else None
    is_part = context.heading is not None and context.heading.is_part
    return Subject(statement, measure or "total", fund, function.code, function.name, _topic(phrase), is_part=is_part)


def _part(phrase: str, context: Context) -> Subject:
    """A named purpose that no word stands for: money of what is spoken of, and of a project where that is so."""
    base = context.main or context.heading or _of_section(context) or Subject(None, None)
    measure = base.measure
    if measure != "project":
        is_purpose = context.is_reason and re.search(r"(?:资金|专项|工程|项目|经费)$", phrase)
        measure = "project" if is_purpose and not base.is_revenue and base.statement else None
    fund = fund_of(phrase) or (base.fund if base.fund in (*_OF_FUND, "fiscal") else None)
    return replace(
        base, measure=measure, fund=fund, function_code=None, function_name=None, topic=_topic(phrase), is_part=True
    )
