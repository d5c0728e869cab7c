"""The headings over a paragraph: chapters and numbered items, as they are opened and closed on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.prose.clauses import year_named
from loaders.prose.subjects import NO_ACCOUNTS, Context, Subject, resolve
from loaders.prose.words import fund_of, section_of

_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十]+(?:部分|章)")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}[、.]")),
    (3, re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?")),
    (4, re.compile(r"\d{1,2}(?:、|\.(?=\D|20\d\d年))")),
    (5, re.compile(r"\(\d{1,2}\)[、.]?|\d{1,2}\)")),
    (6, re.compile(r"[①-⑳]")),
)
#: a heading without a number stands below the chapters and above their items
_UNNUMBERED = 2
_HEADING = re.compile(r"(?:情况|说明|概况|解释|总表|情况如下|如下)[::]?$")
_LONGEST = 60
#: an item that no word of the vocabulary stands for: what is told under it is a part
_PURPOSE = re.compile(r"(?:经费|费用?|资金|支出|补助|项目)$")


#: a chapter on one fund calls its money 财政拨款 in the headings of its parts
_OF_ONE_FUND = frozenset({"general_public", "basic", "gov_fund", "state_capital"})
_LESS_SAID = frozenset(
    {"appropriation", "appropriation_expenditure", "appropriation_revenue", "expenditure", "summary", "summary_revenue"}
)


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    section: str | None
    subject: Subject | None
    year: int | None


def numbering(text: str) -> tuple[int, int]:
    """(level, length) of the number in front of a folded text; (0, 0) where there is none."""
    for level, pattern in _LEVELS:
        if match := pattern.match(text):
            return level, match.end()
    return 0, 0


def is_heading(text: str) -> bool:
    """Is a whole paragraph without figures a heading?"""
    if len(text) > _LONGEST or text.endswith((",", ";", "。")):
        return False
    return numbering(text)[0] > 0 or bool(_HEADING.search(text))


def _is_closer(section: str | None, opened: Heading) -> bool:
    """Does the chapter that is open say more than this heading inside it?"""
    if section == "glossary":
        return True
    return (
        opened.level > _UNNUMBERED
        and section in _OF_ONE_FUND
        and opened.section in _LESS_SAID
        and fund_of(opened.text) in (None, "fiscal")
    )


@dataclass(slots=True)
class Headings:
    """The headings that are open where a sentence stands."""

    unit_name: str | None
    this_year: int | None
    opened: list[Heading] = field(default_factory=list)

    def open(self, level: int, phrase: str, *, is_chapter: bool) -> None:
        """A heading is met: it closes those of its level and below. Only a heading that stands alone (or before a
        colon) can open a chapter; an item with its figure is an item."""
        level = level or _UNNUMBERED
        self.opened = [heading for heading in self.opened if heading.level < level]
        section = section_of(phrase) if is_chapter else None
        subject = None
        if level > 1 and (section is None or level > _UNNUMBERED):
            found = resolve(phrase, self.context(), self.unit_name)
            if found.statement is not None and found.topic and (not found.is_part or _PURPOSE.search(phrase)):
                subject = found
        year = year_named(phrase, None) if is_chapter and section not in NO_ACCOUNTS else None
        self.opened.append(Heading(level, phrase, section, subject, year))

    def context(
        self, main: Subject | None = None, *, current: Subject | None = None, is_reason: bool = False
    ) -> Context:
        section, heading, class_code, fund = None, None, None, None
        for opened in self.opened:
            if opened.section is not None and not _is_closer(section, opened):
                # What was said of a chapter's items does not go on in the next chapter.
                section, heading, fund = opened.section, None, fund_of(opened.text)
            if opened.subject is not None:
                heading = opened.subject
                if (code := opened.subject.function_code) is not None:
                    class_code = code[:3]
        return Context(section, heading, main, class_code, fund, current, is_reason)

    def year(self) -> int | None:
        return next((heading.year for heading in reversed(self.opened) if heading.year is not None), self.this_year)

    def title(self) -> str:
        return self.opened[-1].text if self.opened else ""
