"""The figures of a document's prose, in order, each with its subject, kind, year and stage.

1. A paragraph is cut into sentences; a number in front of a sentence ((一), 1.) opens an item, unless the paragraph
   counts reasons.
2. Chart labels, cells of forms run together and lines of contacts are no sentences; of the glossary nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.accounts import MASK
from loaders.document import Document, Place
from loaders.expressions import foldable
from loaders.prose import clauses
from loaders.prose.figures import Figure, figures_of
from loaders.prose.headings import Headings, is_heading, numbering
from loaders.prose.paragraphs import Paragraph, paragraphs_of
from loaders.prose.sentence import SentenceReader
from loaders.prose.told import Stated, Story
from loaders.section import About

#: a bracket that is not closed within so many characters is a misprint
_LONGEST_BRACKET = 200
_ITEM_INSIDE = re.compile(r"(?<=[。;:])(?=(?:\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.](?=\D|20\d\d年)|\(\d{1,2}\)))")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "﹒": "."})
#: names of laws and files speak of other years
_TITLES = re.compile(r"《[^《》]{1,60}》|〔20\d\d〕|\[20\d\d\]")
_LABEL = 20
_PLAIN = str.maketrans(
    {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "．": "."} | {chr(k): v for k, v in _QUOTES.items()}
)
#: 2026年度收入预算71094.17万元, but not what is compared with
_TELLS = re.compile(
    r"(?<![比较与同和至底])(20[0-4]\d)年度?[^,;:。\d]{0,30}?(?:收入|支出|预算|决算|经费)[^,;:。\d]{0,12}\d[\d,.]*(?:亿|万)?元"
)
_CONTACT = re.compile(r"联系(?:人|电话|方式)|咨询电话|监督电话|责任编辑|公开电话")
#: cells of a form run together: no sentence
_FORM = re.compile(r"(?:产出|数量|质量|时效|成本|效益|满意度)指标(?!体系|的|完成|值)")
_PERSON = re.compile(
    r"((?:联系|负责|经办|填报|责任)人(?:姓名)?[:：为是]|(?:法定代表人|法人代表|责任编辑)[:：为是])([\u4e00-\u9fff]{2,4})(?=[,，。;；、()（）]|$)"
)
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—－]?\d{7,8}|\d{3,4}[-—－]\d{7,8})(?!\d)")


def stated_figures(document: Document, about: About, read: Collection[Place]) -> list[Stated]:
    """All figures that the sentences of a document state."""
    paragraphs = list(paragraphs_of(document, read))
    texts = [_folded(paragraph.text) for paragraph in paragraphs]
    headings = Headings(about.unit_name, _year_told(texts, about.fiscal_year))
    reader = _Reader(Story(headings, about.unit_name, stage_of(about, texts)))
    for paragraph, text in zip(paragraphs, texts, strict=True):
        reader.read(paragraph, text)
    return reader.story.found


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
    def __init__(self, story: Story) -> None:
        self.story = story
        self.sentence_no = 0

    def read(self, paragraph: Paragraph, text: str) -> None:
        if not any(letter.isdigit() for letter in text):
            if is_heading(text) or numbering(text)[0]:
                self._open(text, is_alone=True)
            return
        if (_CONTACT.search(text) and "元" not in text) or len(_FORM.findall(text)) > 1:
            return
        self.story.begin()
        self.story.paragraph_year = None
        counts_reasons = False
        for start, end in _sentences(text):
            sentence = text[start:end]
            counts_reasons = counts_reasons or bool(
                clauses.gives_reasons(text[max(0, start - 14) : start]) and numbering(sentence)[0]
            )
            if (not counts_reasons and numbering(sentence)[0]) or (start == 0 and is_heading(text)):
                self._open(sentence, is_alone=end == len(text))
            if self.story.headings.context().section != "glossary":
                self._sentence(paragraph, sentence, start, is_reason=counts_reasons)

    def _open(self, sentence: str, *, is_alone: bool) -> None:
        level, length = numbering(sentence)
        figures = figures_of(sentence)
        until = figures[0].start if figures else len(sentence)
        phrase = re.split(r"[,;:。]", sentence[length:until], maxsplit=1)[0]
        behind = sentence[length + len(phrase) : length + len(phrase) + 1]
        is_chapter = not figures or behind in (":", "。") or (behind == "," and is_alone and not figures)
        self.story.headings.open(level, phrase, is_chapter=is_chapter and len(phrase) <= 45)
        self.story.begin()

    def _sentence(self, paragraph: Paragraph, sentence: str, offset: int, *, is_reason: bool) -> None:
        figures = figures_of(sentence)
        if not figures or _is_label(sentence, figures):
            return
        self.sentence_no += 1
        printed = _masked(paragraph.text[offset : offset + len(sentence)])
        run = SentenceReader(self.story, sentence, figures, is_reason)
        end = numbering(sentence)[1]
        for number, figure in enumerate(figures):
            following = figures[number + 1].start if number + 1 < len(figures) else len(sentence)
            stated = run.next(figure, end, following)
            end = figure.end
            if stated is None:
                continue
            place = paragraph.place_at(offset + figure.start)
            self.story.found.append(
                replace(
                    stated,
                    place=place,
                    end_place=paragraph.place_at(offset + len(sentence) - 1),
                    sentence=printed,
                    sentence_no=self.sentence_no,
                    raw=paragraph.text[offset + figure.start : offset + figure.end],
                )
            )


def _masked(text: str) -> str:
    """The printed sentence without telephone numbers and the names of those who answer for it."""
    text = _TELEPHONE.sub(lambda match: MASK * len(match.group()), text)
    return _PERSON.sub(lambda match: match[1] + MASK * len(match[2]), text)


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
