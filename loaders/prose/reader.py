"""The figures of a document's prose, in order, each with its subject, kind, year and stage.

1. A paragraph is cut into sentences; a number in front of a sentence ((一), 1.) opens an item, unless the paragraph
   counts reasons.
2. The text between two figures is cut at commas and colons: its last segment says what the figure is, the segments
   before it may name a year, begin a list of parts (其中, 包括) or reasons (主要原因是).
3. A change or a percentage without a subject of its own is of the last amount of its sentence that is of this year,
   else of the paragraph's own subject.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.document import Document, Place
from loaders.expressions import foldable
from loaders.prose import clauses
from loaders.prose.counts import counted_thing
from loaders.prose.figures import COUNT, MONEY, PERCENT, RATE, Figure, figures_of
from loaders.prose.headings import Headings, is_heading, numbering
from loaders.prose.paragraphs import Paragraph, paragraphs_of
from loaders.prose.segments import Segment, phrase_of, segments_of
from loaders.prose.subjects import Subject, is_empty, resolve
from loaders.section import About

#: a bracket that is not closed within so many characters is a misprint
_LONGEST_BRACKET = 200
_ITEM_INSIDE = re.compile(r"(?<=[。;:])(?=(?:\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.](?=\D|20\d\d年)|\(\d{1,2}\)))")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "﹒": "."})
#: names of laws and files speak of other years
_TITLES = re.compile(r"《[^《》]{1,60}》|〔20\d\d〕|\[20\d\d\]")
_LABEL = 20
_PLANS = ("initial_budget", "adjusted_budget", "budget")
_FULFILLED = re.compile(r"完成(?:年初|全年|调整后?)?(?:部门|收入|支出)?(?:预算|计划)")
_PLAIN = str.maketrans(
    {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "．": "."} | {chr(k): v for k, v in _QUOTES.items()}
)
#: 2026年度收入预算71094.17万元, but not what is compared with
_TELLS = re.compile(
    r"(?<![比较与同和至底])(20[0-4]\d)年度?[^,;:。\d]{0,30}?(?:收入|支出|预算|决算|经费)[^,;:。\d]{0,12}\d[\d,.]*(?:亿|万)?元"
)
_PARTS = re.compile(r"其中|包括|包含|分别|按.{0,12}(?:分类|划分|用途|科目)|具体")
_CONTACT = re.compile(r"联系(?:人|电话|方式)|咨询电话|监督电话|责任编辑|公开电话")
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—－]?\d{7,8}|\d{3,4}[-—－]\d{7,8})(?!\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a sentence."""

    figure: Figure
    place: Place
    end_place: Place
    sentence: str
    sentence_no: int
    #: the heading that stands above it
    heading: str
    raw: str
    #: amount | change | change_pct | share_pct | count | unit_price
    kind: str
    subject: Subject
    fiscal_year: int | None
    stage: str | None
    #: increase | decrease | equal
    direction: str | None = None
    is_reason: bool = False
    #: which of the document's figures a change or a percentage is of, and which one it is worked out from
    of: int | None = None
    base: int | None = None
    #: what a change or a share compares with, where the text says so
    base_year: int | None = None
    base_stage: str | None = None


def stated_figures(document: Document, about: About, read: Collection[Place]) -> list[Stated]:
    """All figures that the sentences of a document state."""
    paragraphs = list(paragraphs_of(document, read))
    texts = [_folded(paragraph.text) for paragraph in paragraphs]
    reader = _Reader(about, _year_told(texts, about.fiscal_year), stage_of(about, texts))
    for paragraph, text in zip(paragraphs, texts, strict=True):
        reader.read(paragraph, text)
    return reader.found


def _folded(text: str) -> str:
    """Half-width, straight quotes, and without the names of laws; each character keeps its position."""
    if not any(letter.isdigit() for letter in text):
        return text.translate(_PLAIN)
    return _TITLES.sub(lambda match: "·" * len(match.group()), foldable(text).translate(_QUOTES))


def stage_of(about: About, texts: Iterable[str]) -> str:
    """budget | final: what the document is, where its tables or title tell; else what its prose speaks of more."""
    if about.kind != "other":
        return about.stage
    whole = clauses.without_funds("".join(texts))
    return "final" if whole.count("决算") > whole.count("预算") else "budget"


def _year_told(texts: Iterable[str], fiscal_year: int | None) -> int | None:
    """The year whose amounts the sentences state, where they are clear about it; else the document's."""
    years = Counter(int(match[1]) for text in texts for match in _TELLS.finditer(text))
    if not years:
        return fiscal_year
    year, count = years.most_common(1)[0]
    return year if fiscal_year is None or (count >= 3 and count > 2 * years[fiscal_year]) else fiscal_year


class _Reader:
    def __init__(self, about: About, this_year: int | None, stage: str) -> None:
        self.about, self.stage = about, stage
        self.headings = Headings(about.unit_name, this_year)
        self.found: list[Stated] = []
        self.sentence_no = 0
        #: what the paragraph speaks of, and its amount
        self.main: Subject | None = None
        self.main_amount: int | None = None
        #: the year that a paragraph on assets speaks of (截至2025年底)
        self.paragraph_year: int | None = None

    def read(self, paragraph: Paragraph, text: str) -> None:
        if not any(letter.isdigit() for letter in text):
            if is_heading(text) or numbering(text)[0]:
                self._open(text, is_alone=True)
            return
        if _CONTACT.search(text) and "元" not in text:
            return
        self.main, self.main_amount, self.paragraph_year = None, None, None
        counts_reasons = False
        for start, end in _sentences(text):
            sentence = text[start:end]
            counts_reasons = counts_reasons or bool(
                clauses.gives_reasons(text[max(0, start - 14) : start]) and numbering(sentence)[0]
            )
            if not counts_reasons and numbering(sentence)[0] or (start == 0 and is_heading(text)):
                self._open(sentence, is_alone=end == len(text))
            if self.headings.context().section != "glossary":
                self._sentence(paragraph, sentence, start, is_reason=counts_reasons)

    def _open(self, sentence: str, *, is_alone: bool) -> None:
        level, length = numbering(sentence)
        figures = figures_of(sentence)
        until = figures[0].start if figures else len(sentence)
        phrase = re.split(r"[,;:。]", sentence[length:until], maxsplit=1)[0]
        behind = sentence[length + len(phrase) : length + len(phrase) + 1]
        is_chapter = not figures or behind in (":", "。") or (behind == "," and is_alone and not figures)
        self.headings.open(level, phrase, is_chapter=is_chapter and len(phrase) <= 45)
        self.main, self.main_amount = None, None

    def _sentence(self, paragraph: Paragraph, sentence: str, offset: int, *, is_reason: bool) -> None:
        figures = figures_of(sentence)
        if not figures or _is_label(sentence, figures):
            return
        self.sentence_no += 1
        printed = _TELEPHONE.sub(
            lambda match: "＊" * len(match.group()), paragraph.text[offset : offset + len(sentence)]
        )
        run = _Sentence(self, sentence, is_reason)
        end = numbering(sentence)[1]
        for number, figure in enumerate(figures):
            following = figures[number + 1].start if number + 1 < len(figures) else len(sentence)
            stated = run.next(figure, end, following)
            end = figure.end
            if stated is None:
                continue
            place = paragraph.place_at(offset + figure.start)
            self.found.append(
                replace(
                    stated,
                    place=place,
                    end_place=paragraph.place_at(offset + len(sentence) - 1),
                    sentence=printed,
                    sentence_no=self.sentence_no,
                    raw=paragraph.text[offset + figure.start : offset + figure.end],
                )
            )


def _is_label(sentence: str, figures: Sequence[Figure]) -> bool:
    """The label of a chart (44.12%其他收入) or a cell of a table in the text is no sentence."""
    before = sentence[: figures[0].start]
    return len(sentence) <= _LABEL and not before.strip("<>≤≥=≧≦不低高少多于超过约") and not sentence.endswith("。")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences; a stop inside a bracket ends none."""
    start, depth = 0, 0
    for position, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in "。!?" and (depth == 0 or ")" not in text[position : position + _LONGEST_BRACKET]):
            end = position + 1
            while end < len(text) and text[end] in "\")'":
                end += 1
            yield from _items(text, start, end)
            start, depth = end, 0
    yield from _items(text, start, len(text))


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _ITEM_INSIDE.finditer(text, start + 1, end):
        yield start, cut.start()
        start = cut.start()
    if start < end:
        yield start, end


class _Sentence:
    """The state inside one sentence: what its figures so far were of."""

    def __init__(self, reader: _Reader, text: str, is_reason: bool) -> None:
        self.reader, self.text = reader, text
        self.is_reason, self.in_parts, self.is_purpose = is_reason, False, False
        #: year and stage that the sentence compares with (与上年相比, …)
        self.compared: tuple[int | None, str | None] | None = None
        self.year: int | None = None
        self.current: Subject | None = None
        #: index of the last amount of this year, of any amount, of what is compared with, of the last change
        self.amount: int | None = None
        self.base: int | None = None
        self.change: int | None = None
        self.first = len(reader.found)
        self.outside: list[tuple[Subject | None, int | None]] = []

    def next(self, figure: Figure, start: int, following: int) -> Stated | None:
        """The figure with all that its segment says; `start` is the end of the figure before it."""
        gap, behind = self.text[start : figure.start], self.text[figure.end : following]
        segments = segments_of(gap)
        self._brackets(gap)
        for segment in segments:
            self._notice(segment.text, segment.behind)
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
        return self.reader.headings.year()

    def _context_subject(self, phrase: str) -> Subject:
        context = self.reader.headings.context(self.reader.main, current=self.current, is_reason=self.is_reason)
        return resolve(phrase, context, self.reader.about.unit_name)

    def _stage(self) -> str:
        return self.reader.stage

    def _stated(self, figure: Figure, kind: str, subject: Subject, year: int | None, stage: str | None) -> Stated:
        nowhere = Place(0, 0, 0, 0)
        return Stated(
            figure,
            nowhere,
            nowhere,
            "",
            0,
            self.reader.headings.title(),
            "",
            kind,
            subject,
            year,
            stage,
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
        index = len(self.reader.found)
        if _FULFILLED.match(phrase) and self.current is not None:
            # 完成预算10万元的95%
            self.base = index
            return self._stated(figure, "amount", self.current, self._this_year(), self._named_stage(phrase))
        base = clauses.compared_with(segment)
        if base is not None and len(self.reader.found) > self.first:
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
            self.reader.main = subject
            if year == self._this_year():
                self.reader.main_amount = index

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
        if subject is None and not self.is_reason and self.reader.main is not None:
            subject, of = self.reader.main, self.reader.main_amount
        if own and not is_empty(
            re.sub(r"^(?:主要(?:是|为|系)?|原因(?:是|为)?|因|由于|一是|二是|三是|同比|其中)+", "", own)
        ):
            subject = self._context_subject(own)
            of = of if subject == (self.current or self.reader.main) else None
        elif self.is_reason:
            of = None
        if subject is None:
            subject = self._context_subject("")
        if direction == "either":
            # 增加（减少）: the sign tells, or the change that stands before.
            before = self.reader.found[self.change].direction if self.change is not None else None
            direction = "decrease" if figure.is_negative else before or ("increase" if figure.value else "equal")
        elif figure.is_negative:
            direction = "increase" if direction == "decrease" else "decrease"
        year, stage = self._this_year(), self._stage()
        if of is not None:
            told = self.reader.found[of]
            year, stage = told.fiscal_year, told.stage
        index = len(self.reader.found)
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
        told = self.reader.found
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
        before = self.reader.found[-1] if len(self.reader.found) > self.first else None
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
        if self.current is None and subject == self.reader.main:
            of = self.reader.main_amount
        year = self.reader.found[self.amount].fiscal_year if self.amount is not None else self.year or self._this_year()
        base = self._plan(of) if "完成" in gap or segment == "的" else None
        main = self.reader.main_amount
        if "占" in segment and self.in_parts and main is not None and main >= self.first and main != of:
            # 支出合计…,其中:基本支出…,占…%
            base = main
        return replace(self._stated(figure, "share_pct", subject, year, self._stage()), of=of, base=base)

    def _plan(self, of: int | None) -> int | None:
        """The plan of this sentence whose fulfilment a percentage states."""
        told = self.reader.found
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
        change = self.reader.found[self.change] if self.change is not None else None
        if change is not None and self.change == len(self.reader.found) - 1:
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
        section = self.reader.headings.context().section
        thing = counted_thing(figure.unit, gap, behind, self.text[: figure.start], section)
        if thing is None:
            return None
        if self.year is not None:
            self.reader.paragraph_year = self.year
        year = clauses.year_named(gap, None) or self.year or self.reader.paragraph_year or self._this_year()
        return self._stated(figure, "count", thing, year, None)

    def _price(self, figure: Figure, around: str) -> Stated:
        year = self.year or self.reader.paragraph_year or self._this_year()
        thing = counted_thing(figure.unit, around, around, self.text, self.reader.headings.context().section)
        return self._stated(figure, "unit_price", thing or Subject(None, None, topic=around[:20]), year, None)
