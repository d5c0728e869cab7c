"""What a figure of a sentence is about: the phrase before it, read with the words of vocabulary/prose.toml.

1. A phrase names a subject of its own (“三公”经费, 基本支出, 上级补助收入), a function (by code or name), or a fund and
   a side (一般公共预算财政拨款支出). Its last words are its head.
2. What the phrase leaves open (whose money, which statement) comes from the paragraph's own subject, the numbered
   headings above it, and the chapter, in this order.
3. A phrase with content that names nothing known is a part of what is spoken of; nothing else is claimed of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.prose.functions import Function, function_in
from loaders.prose.words import (
    BARE_SIDE,
    TOPIC_STARTS,
    Word,
    fund_of,
    is_empty,
    names_an_item,
    subject_words,
    topic_of,
    without_unit,
)
from loaders.vocabulary import load_toml

SPENDING, REVENUE = "spending", "revenue"
#: chapters whose figures have no statement of amounts
NO_ACCOUNTS = frozenset({"other", "assets", "performance", "transfer", "organisation"})
#: statements that stand for one fund's spending, and those that take a fund as a column
_OF_FUND = {"general_public": "general_public", "gov_fund": "gov_fund", "state_capital": "state_capital"}
_REVENUE_STATEMENTS = frozenset({"summary_revenue", "appropriation_revenue"})
_APPROPRIATIONS = frozenset({"appropriation_revenue", "appropriation_expenditure"})
#: chapters in which 拨款 alone is what is spent
_OF_GRANTS = frozenset(
    {"general_public", "basic", "gov_fund", "state_capital", "expenditure", "appropriation_expenditure"}
)
#: parts that have the name of the whole in theirs
_OF_WHICH = re.compile(r"外宾|外事接待|国内|购置税|燃料|维修|保险")
_HALVES = frozenset({"basic", "project", "personnel", "public"})


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
    """What has been said before a phrase: the chapter, the numbered heading, what the paragraph speaks of."""

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


def resolve(phrase: str, context: Context, unit_name: str | None = None) -> Subject:
    """The subject that a phrase names in its context."""
    bare = TOPIC_STARTS.sub("", without_unit(phrase, unit_name))
    if is_empty(bare):
        return _inherited(context)
    function = function_in(bare, context.class_code)
    if function is not None:
        return _of_function(function, bare, context)
    word = _word_of(bare, context)
    if word is not None and word.measure == "by_fund":
        if BARE_SIDE.fullmatch(bare) and (told := _told_before(context)) is not None:
            return told
        if names_an_item(bare):
            word = None
    if word is None and fund_of(bare) and not names_an_item(bare):
        word = _of_fund_alone(context)
    if word is None:
        return _part(bare, context)
    fund = fund_of(bare)
    topic = topic_of(bare)
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


def _of_fund_alone(context: Context) -> Word | None:
    """财政专户管理资金 among the revenue, 一般公共预算资金 among the spending."""
    is_revenue = any(subject.is_revenue for subject in _above(context)) or context.section in (
        "summary",
        "summary_revenue",
    )
    side = REVENUE if is_revenue else SPENDING
    return next((word for word in subject_words() if word.measure == "by_fund" and word.side == side), None)


def _told_before(context: Context) -> Subject | None:
    """支出决算为… behind 年初预算为…: of the same subject, where that is one of spending."""
    subject = context.main or context.heading
    return subject if subject is not None and subject.statement is not None and not subject.is_revenue else None


def _fund_of_item(word: Word, context: Context) -> str | None:
    """Goods, works and services are bought with the money of the purchases they are told of."""
    current = context.current
    if current is not None and current.statement == word.statement and word.measure != "total":
        return current.fund
    return _fund_above(context)


def _word_of(phrase: str, context: Context) -> Word | None:
    for word in subject_words():
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
    return _of_chapter(SPENDING, context.section, "expenditure")


def _of_chapter(side: str, section: str | None, else_: str) -> str:
    """The statement of one side that a chapter is about."""
    return str(load_toml("prose.toml")[side].get(section or "", else_))


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
        statement = _of_chapter(SPENDING, context.section, "expenditure")
    if measure in _HALVES and (function := _function_told(context)) is not None:
        # 进修及培训（20508）…，其中：公用经费…: the half of that function.
        return replace(function, measure=measure, topic=topic, is_part=False)
    return Subject(statement, "total" if measure == "by_fund" else measure, fund or above, topic=topic)


def _function_told(context: Context) -> Subject | None:
    main = context.main
    return main if main is not None and main.function_name is not None and not main.is_part else None


def _names_the_year(phrase: str) -> bool:
    return re.search(r"本年支出|总支出|支出总计|支出合计", phrase) is not None


def _received(measure: str, fund: str | None, phrase: str, context: Context, topic: str, *, is_both: bool) -> Subject:
    if (other := _section_without_accounts(context)) is not None:
        return Subject(other, "total" if measure == "by_fund" else measure, fund, topic=topic)
    if measure == "carryover" and context.is_reason and context.main is not None and not context.main.is_revenue:
        return Subject(context.main.statement, measure, fund or context.main.fund, topic=topic)
    statement = next(
        (subject.statement for subject in _above(context) if subject.is_revenue),
        _of_chapter(REVENUE, context.section, "summary_revenue"),
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
    return Subject(statement, measure or "total", fund, function.code, function.name, topic_of(phrase), is_part=is_part)


def _part(phrase: str, context: Context) -> Subject:
    """A named purpose that no word stands for: money of what is spoken of, and of a project where that is so."""
    base = context.main or context.heading or _of_section(context) or Subject(None, None)
    measure = base.measure
    if measure != "project":
        is_purpose = context.is_reason and re.search(r"(?:资金|专项|工程|项目|经费)$", phrase)
        measure = "project" if is_purpose and not base.is_revenue and base.statement else None
    fund = fund_of(phrase) or (base.fund if base.fund in (*_OF_FUND, "fiscal") else None)
    return replace(
        base, measure=measure, fund=fund, function_code=None, function_name=None, topic=topic_of(phrase), is_part=True
    )
