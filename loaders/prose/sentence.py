"""One sentence, figure by figure: what each is, and what it is of.

1. The segment next to a figure says what the figure is; the segments before it may name a year, begin a list of parts
   (其中, 包括) or reasons (主要原因是).
2. A change or a percentage without a subject of its own is of the last amount of its sentence, else of what the
   paragraph speaks of.
3. What is compared with (比上年…) is remembered for the changes behind it; behind a bracket the sentence goes on with
   what stood before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.prose import clauses
from loaders.prose.counts import counted_thing
from loaders.prose.figures import COUNT, MONEY, PERCENT, RATE, Figure
from loaders.prose.lists import Listing, run_from
from loaders.prose.segments import Segment, phrase_of, segments_of
from loaders.prose.subjects import Subject, resolve
from loaders.prose.told import Stated, Story
from loaders.prose.words import is_empty

#: stages that a percentage can be a fulfilment of
_PLANS = ("initial_budget", "adjusted_budget", "budget")
_FULFILLED = re.compile(r"完成(?:年初|全年|调整后?)?(?:部门|收入|支出)?(?:预算|计划)")
_PARTS = re.compile(r"其中|包括|包含|分别|按.{0,12}(?:分类|划分|用途|科目)|具体")


class SentenceReader:
    """The state inside one sentence: what its figures so far were of."""

    def __init__(self, story: Story, text: str, figures: Sequence[Figure], is_reason: bool) -> None:
        self.story, self.text, self.figures = story, text, figures
        self.is_reason, self.in_parts, self.is_purpose = is_reason, False, False
        #: year and stage that the sentence compares with (与上年相比, …)
        self.compared: tuple[int | None, str | None] | None = None
        self.year: int | None = None
        self.current: Subject | None = None
        #: index of the last amount of this year, of any amount, of what is compared with, of the last change
        self.amount: int | None = None
        self.base: int | None = None
        self.change: int | None = None
        self.first = len(story.found)
        self.outside: list[tuple[Subject | None, int | None]] = []
        self.listing = Listing()

    def next(self, figure: Figure, start: int, following: int) -> Stated | None:
        """The figure with all that its segment says; `start` is the end of the figure before it."""
        gap, behind = self.text[start : figure.start], self.text[figure.end : following]
        segments = segments_of(gap)
        self._brackets(gap)
        for each in segments:
            self._notice(each.text, each.behind)
        segment = segments[-1].text
        stated = self._of_list(figure, segment, behind) or self._alone(figure, segments, gap, behind)
        return self.listing.in_turn(stated, len(self.story.found)) if stated is not None else None

    def _of_list(self, figure: Figure, segment: str, behind: str) -> Stated | None:
        """A figure of a list behind its first one: of the same kind, of the next thing."""
        if not self.listing.goes_on(segment, run_from(figure, self.figures, self.text), self._context_subject):
            return None
        first = self.story.found[-1]
        stated = self._stated(figure, first.kind, first.subject, first.fiscal_year, first.stage)
        if first.kind == "amount" and clauses.is_unchanged(behind):
            # 分别为3万元、2万元,与上年持平: each of them.
            for index in self.listing.given.values():
                self.story.found[index] = replace(self.story.found[index], direction="equal")
            return replace(stated, direction="equal")
        return replace(stated, direction=first.direction)

    def _alone(self, figure: Figure, segments: tuple[Segment, ...], gap: str, behind: str) -> Stated | None:
        segment = segments[-1].text
        if figure.sort == COUNT:
            return self._count(figure, gap, behind)
        if figure.sort == RATE or (figure.sort == MONEY and clauses.is_threshold(segment, behind)):
            return self._price(figure, gap + behind)
        if figure.sort == PERCENT:
            return self._percent(figure, segment, gap)
        return self._money(figure, segments, behind)

    def _brackets(self, gap: str) -> None:
        """Behind a bracket the sentence goes on with what stood before it."""
        for letter in gap:
            if letter == "(":
                self.outside.append((self.current, self.amount))
            elif letter == ")" and self.outside:
                before = self.outside.pop()
                if not self.outside and before[0] is not None:
                    self.current, self.amount = before

    def _notice(self, segment: str, separator: str) -> None:
        """What a segment says for all figures behind it."""
        if separator == ";":
            self.is_reason = self.is_purpose = False
        if clauses.tells_why(segment):
            self.is_reason = True
        elif clauses.gives_reasons(segment):
            self.is_purpose = True
        if _PARTS.search(segment):
            self.in_parts = True
            self.is_reason = self.is_reason and "其中" not in segment
        if (base := clauses.compared_with(segment)) is not None:
            year = clauses.year_named(base, self._this_year())
            if year is None:
                year = self._this_year() if clauses.is_of_this_year(base) else self._last_year()
            self.compared = (year, clauses.stage_named(base))
        if not self.is_reason and not segment.startswith(("根据", "按照", "依据")):
            year = clauses.year_named(clauses.before_comparison(segment), self._this_year())
            self.year = year if year is not None else self.year

    def _this_year(self) -> int | None:
        return self.story.headings.year()

    def _context_subject(self, phrase: str) -> Subject:
        context = self.story.headings.context(self.story.main, current=self.current, is_reason=self.is_reason)
        return resolve(phrase, context, self.story.unit_name)

    def _stage(self) -> str:
        return self.story.stage

    def _stated(self, figure: Figure, kind: str, subject: Subject, year: int | None, stage: str | None) -> Stated:
        heading = self.story.headings.title()
        return Stated(
            figure=figure,
            heading=heading,
            kind=kind,
            subject=subject,
            fiscal_year=year,
            stage=stage,
            is_reason=self.is_reason,
        )

    # money ---------------------------------------------------------------------------------------------------------

    def _money(self, figure: Figure, before: tuple[Segment, ...], behind: str) -> Stated:
        segment, phrase = before[-1].text, phrase_of(before)
        if (direction := clauses.change_verb(segment)) is not None:
            return self._changed(figure, segment, direction, "change")
        if (self.is_reason or self.change is not None) and (led := clauses.verb_first(segment)) is not None:
            subject = self._context_subject(led[1])
            return replace(self._stated(figure, "change", subject, self._this_year(), self._stage()), direction=led[0])
        index = len(self.story.found)
        if _FULFILLED.match(phrase) and self.current is not None:
            # 完成预算10万元的95%
            self.base = index
            return self._stated(figure, "amount", self.current, self._this_year(), self._named_stage(phrase))
        base = clauses.compared_with(segment)
        if base is not None and len(self.story.found) > self.first:
            self.base = index
            subject = self.current or self._context_subject("")
            year = clauses.year_named(base, self._this_year())
            return self._stated(figure, "amount", subject, year or self._last_year(), self._named_stage(base))
        subject = self._subject_of_amount(phrase)
        if subject.statement == "procurement" and subject.measure == "total" and len(before) > 1:
            # 由中小企业供应商中标的,采购金额…: the clause before says of whose purchases.
            wider = self._context_subject(before[-2].text + phrase)
            subject = wider if wider.measure in ("procurement_sme", "procurement_small_micro") else subject
        year = clauses.year_named(segment, self._this_year()) or self.year or self._this_year()
        stage = self._named_stage(clauses.without_verb(phrase), year)
        stated = self._stated(figure, "amount", subject, year, stage)
        if clauses.is_unchanged(behind) or clauses.all_unchanged(self.text[figure.end :].split(";")[0]):
            stated = replace(stated, direction="equal")
        if not self.is_reason and not (self.is_purpose and subject.is_part):
            self.in_parts = self.in_parts or self.is_purpose
            self._remember(subject, index, year)
        return stated

    def _subject_of_amount(self, phrase: str) -> Subject:
        if is_empty(phrase) and self.current is not None and not self.in_parts:
            return self.current
        return self._context_subject(phrase)

    def _remember(self, subject: Subject, index: int, year: int | None) -> None:
        if year is not None and self._this_year() is not None and year < (self._this_year() or 0):
            self.base = index
            if self.amount is not None:
                return
        else:
            self.amount = index
        self.current = subject
        if not self.in_parts:
            self.story.main = subject
            if year == self._this_year():
                self.story.main_amount = index

    def _last_year(self) -> int | None:
        year = self.year or self._this_year()
        return None if year is None else year - 1

    def _named_stage(self, text: str, year: int | None = None) -> str:
        named = clauses.stage_named(text)
        if named == "initial_budget" and year is not None and year == self._this_year() and self._stage() == "budget":
            return "budget"
        return named or self._stage()

    # changes and percentages -----------------------------------------------------------------------------------------

    def _changed(self, figure: Figure, segment: str, direction: str, kind: str) -> Stated:
        words = clauses.without_verb(segment)
        compared = clauses.behind_comparison(words) or clauses.before_comparison(words)
        own = compared.lstrip("、和及与,") if compared is not None else ""
        subject, of = self.current, self.amount
        if subject is None and not self.is_reason and self.story.main is not None:
            subject, of = self.story.main, self.story.main_amount
        if own and not is_empty(
            re.sub(r"^(?:主要(?:是|为|系)?|原因(?:是|为)?|因|由于|一是|二是|三是|同比|其中)+", "", own)
        ):
            subject = self._context_subject(own)
            of = of if subject == (self.current or self.story.main) else None
        elif self.is_reason:
            of = None
        if subject is None:
            subject = self._context_subject("")
        if direction == "either":
            # 增加（减少）: the sign tells, or the change that stands before.
            before = self.story.found[self.change].direction if self.change is not None else None
            direction = "decrease" if figure.is_negative else (before or ("increase" if figure.value else "equal"))
        elif figure.is_negative:
            direction = "increase" if direction == "decrease" else "decrease"
        year: int | None = self._this_year()
        stage: str | None = self._stage()
        if of is not None:
            told = self.story.found[of]
            year, stage = told.fiscal_year, told.stage
        index = len(self.story.found)
        stated = replace(
            self._stated(figure, kind, subject, year, stage),
            direction=direction,
            of=of,
            base=self._base_for(of),
            base_year=self.compared[0] if self.compared else None,
            base_stage=self.compared[1] if self.compared else None,
        )
        if kind == "change":
            self.change = index
        return stated

    def _base_for(self, of: int | None) -> int | None:
        """The amount of this sentence that a change compares with: told behind 比, of an earlier year, or of the stage
        that the comparison names (比上年执行数)."""
        if of is None or self.base is not None or self.compared is None:
            return self.base if of is not None else None
        stage = self.compared[1]
        told = self.story.found
        return next(
            (
                index
                for index in range(self.first, len(told))
                if index != of and told[index].kind == "amount" and stage == told[index].stage != told[of].stage
            ),
            None,
        )

    def _percent(self, figure: Figure, segment: str, gap: str) -> Stated:
        if not clauses.is_share(segment) and (direction := clauses.change_verb(segment)) is not None:
            return self._percent_changed(figure, segment, direction)
        before = self.story.found[-1] if len(self.story.found) > self.first else None
        is_bare = not segment.strip("(,、;约为")
        if is_bare and before is not None and before.direction == "equal" and figure.value == 0:
            return replace(self._percent_changed(figure, segment, "equal"), of=self.amount)
        if is_bare and before is not None and before.kind == "change":
            return replace(self._percent_changed(figure, segment, before.direction or "increase"), of=before.of)
        own = re.split(r"占|完成", segment, maxsplit=1)[0]
        subject = self.current
        if subject is None or (own and not is_empty(own) and clauses.is_share(segment) and "占" in segment):
            subject = self._context_subject(own)
        of = self.amount if subject == self.current else None
        if self.current is None and subject == self.story.main:
            of = self.story.main_amount
        year = self.story.found[self.amount].fiscal_year if self.amount is not None else self.year or self._this_year()
        base = self._plan(of) if "完成" in gap or segment == "的" else None
        main = self.story.main_amount
        if "占" in segment and self.in_parts and main is not None and main >= self.first and main != of:
            # 支出合计…,其中:基本支出…,占…%
            base = main
        return replace(self._stated(figure, "share_pct", subject, year, self._stage()), of=of, base=base)

    def _plan(self, of: int | None) -> int | None:
        """The plan of this sentence whose fulfilment a percentage states."""
        told = self.story.found
        if of is None or told[of].stage in _PLANS:
            return None
        plans = [
            index
            for index in range(self.first, len(told))
            if told[index].kind == "amount" and told[index].stage in _PLANS and told[index].subject == told[of].subject
        ]
        return plans[-1] if plans else None

    def _percent_changed(self, figure: Figure, segment: str, direction: str) -> Stated:
        stated = self._changed(figure, segment, direction, "change_pct")
        change = self.story.found[self.change] if self.change is not None else None
        if change is not None and self.change == len(self.story.found) - 1:
            # 增加177.73万元,增长3.59%: of the same, and compared with the same.
            if is_empty(clauses.without_verb(segment)) or "同比" in segment:
                stated = replace(stated, subject=change.subject, of=change.of, base=change.base)
                stated = replace(stated, fiscal_year=change.fiscal_year, stage=change.stage)
            stated = replace(
                stated,
                base_year=stated.base_year or change.base_year,
                base_stage=stated.base_stage or change.base_stage,
            )
        return stated

    # counts and prices -----------------------------------------------------------------------------------------------

    def _count(self, figure: Figure, gap: str, behind: str) -> Stated | None:
        section = self.story.headings.context().section
        thing = counted_thing(figure.unit, gap, behind, self.text[: figure.start], section)
        if thing is None:
            return None
        if self.year is not None:
            self.story.paragraph_year = self.year
        year = clauses.year_named(gap, None) or self.year or self.story.paragraph_year or self._this_year()
        return self._stated(figure, "count", thing, year, None)

    def _price(self, figure: Figure, around: str) -> Stated:
        year = self.year or self.story.paragraph_year or self._this_year()
        thing = counted_thing(figure.unit, around, around, self.text, self.story.headings.context().section)
        return self._stated(figure, "unit_price", thing or Subject(None, None, topic=around[:20]), year, None)
