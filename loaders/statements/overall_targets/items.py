"""The numbered text of one indicator group -> items with their section path, and the quantities that they state.

    1、城市管理            heading: short, no sentence, deeper items follow: its words are part of the path
    （1）对113816平方米…    item: path `1、城市管理/（1）`
    1）… ①…               deeper styles nest in the order in which they appear

1. The style of a number (1、 · （1） · 1） · ① · 一、 · （一）) is its level: a style that is open already closes
   what is nested in it, a new style opens a level.
2. A number opens an item at the start of a line; circled numbers do so anywhere, others also after ； or 。 where the
   same style stands open and the number is the next one.
3. A line without a number belongs to the item above; after a heading it is an item of its own under that heading.
4. A quantity is a number with a counter (not a date, not an ordinal); 平米 and ㎡ are 平方米; a general counter takes
   the short noun behind it along (个社区, 处院落), up to the next punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.expressions import expressions, foldable
from loaders.indicators import measured
from loaders.text import plain

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "一二三四五六七八九十"
#: style -> marker; tried in this order
_STYLES: tuple[tuple[str, str], ...] = (
    ("bracket", r"[（(]\s*(\d{1,2})\s*[）)]"),
    ("bracket_han", rf"[（(]\s*([{_HAN}]{{1,3}})\s*[）)]"),
    ("half_bracket", r"(\d{1,2})\s*[）)]"),
    ("circle", rf"([{_CIRCLED}])"),
    ("han", rf"([{_HAN}]{{1,3}})\s*、"),
    ("point", r"(\d{1,2})\s*(?:、|[.．](?!\d))"),
)
_AT_START = tuple((style, re.compile(rf"\s*(?P<marker>{pattern})")) for style, pattern in _STYLES)
_INLINE = re.compile(
    rf"(?P<circle>[{_CIRCLED}])|(?<=[；;。])\s*(?P<other>[（(]\s*\d{{1,2}}\s*[）)]|\d{{1,2}}\s*(?:[）)]|、))"
)
MAX_HEADING_LENGTH = 24
_SENTENCE = re.compile(r"[，。；：,;:]")
#: counters that say nothing without the thing counted
_GENERAL = frozenset({"个", "处", "条", "项", "家"})
_NOUN = re.compile(r"([\u4e00-\u9fff]{1,5}?)(?=[，。；、,;:：（()）\s]|$)")
_NO_NOUN = re.compile(r"^(?:的|以上|以下|以内|左右|内|每|为|和|及|与|共|分别|作为|进行|上|多)")
_DATES = frozenset({"月", "年", "日", "号", "季度"})
_SAME_UNIT = {"平米": "平方米", "㎡": "平方米", "平方": "平方米"}
_AT_LEAST = re.compile(r"(?:不少于|不低于|不小于|至少|≥|>=|达到)\s*$")
_AT_MOST = re.compile(r"(?:不超过|不高于|不大于|不多于|≤|<=|控制在|最多)\s*$")
_CLAUSE_END = re.compile(r"[，。；;\n]|(?<!\d),|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    value: Decimal
    unit: str
    #: as printed
    text: str
    #: the clause that states it
    clause: str
    #: ≥ where the text says at least (不少于, …以上), ≤ where it says at most, else =
    operator: str


@dataclass(frozen=True, slots=True)
class Item:
    #: section path without the group: `1、城市管理/（1）`, '' for text without numbering
    path: str
    text: str
    is_heading: bool
    quantities: tuple[Quantity, ...]
    #: which line of the cell it starts on, from 0
    line_no: int


@dataclass(slots=True)
class _Piece:
    style: str | None
    marker: str
    text: str
    line_no: int


def _pieces(text: str) -> Iterator[_Piece]:
    lines = [line.strip() for line in plain(text).split("\n") if line.strip()]
    for line_no, line in enumerate(lines):
        rest = line
        style, marker = None, ""
        for name, pattern in _AT_START:
            if match := pattern.match(rest):
                style, marker, rest = name, match.group("marker"), rest[match.end() :].strip()
                break
        start = 0
        for match in _INLINE.finditer(rest):
            if match.start() == 0 and match.group("circle") is None:
                continue
            before = rest[start : match.start()].strip()
            if before or marker:
                yield _Piece(style, marker, before, line_no)
            marker = (match.group("circle") or match.group("other")).strip()
            style = next((name for name, pattern in _AT_START if pattern.fullmatch(marker)), None)
            start = match.end()
        yield _Piece(style, marker, rest[start:].strip(), line_no)


def items_of(text: str) -> tuple[Item, ...]:
    """The items of a text in order. Text without any numbering is one item with an empty path."""
    pieces = list(_pieces(text))
    if not any(piece.style for piece in pieces):
        whole = "\n".join(piece.text for piece in pieces)
        return (Item("", whole, False, quantities_of(whole), 0),) if whole else ()
    found: list[Item] = []
    stack: list[tuple[str, str]] = []
    for index, piece in enumerate(pieces):
        if piece.style is None:
            if found and not found[-1].is_heading:
                last = found.pop()
                joined = f"{last.text}\n{piece.text}"
                found.append(Item(last.path, joined, False, quantities_of(joined), last.line_no))
            else:
                path = "/".join(part for _, part in stack)
                found.append(Item(path, piece.text, False, quantities_of(piece.text), piece.line_no))
            continue
        styles = [style for style, _ in stack]
        if piece.style in styles:
            del stack[styles.index(piece.style) :]
        following = next((other for other in pieces[index + 1 :] if other.style is not None), None)
        deeper = following is not None and following.style not in (piece.style, *(style for style, _ in stack))
        bare = piece.text.strip()
        is_heading = deeper and 0 < len(bare) <= MAX_HEADING_LENGTH and not _SENTENCE.search(bare)
        stack.append((piece.style, f"{piece.marker}{bare}" if is_heading else piece.marker))
        path = "/".join(part for _, part in stack)
        quantities = () if is_heading else quantities_of(piece.text)
        found.append(Item(path, piece.text, is_heading, quantities, piece.line_no))
    return tuple(found)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text states, in order."""
    line = foldable(text)
    out: list[Quantity] = []
    for item in expressions(text):
        end = item.end
        value = measured(item.value)
        if value is None:
            continue
        if item.kind == "money":
            unit = "元"
        elif item.kind == "quantity" and item.unit is not None and item.unit not in _DATES:
            if item.start and line[item.start - 1] == "第":
                continue
            unit = _SAME_UNIT.get(item.unit, item.unit)
            if unit in _GENERAL and not _NO_NOUN.match(line[end:]) and (noun := _NOUN.match(line[end:])):
                unit, end = unit + noun.group(1), end + noun.end()
        else:
            continue
        printed, clause = text[item.start : end].strip(), _clause(text, item.start, end)
        out.append(Quantity(value, unit, printed, clause, _operator(line, item.start, end)))
    return tuple(out)


def _operator(line: str, start: int, end: int) -> str:
    before, behind = line[max(0, start - 6) : start], line[end : end + 4]
    if _AT_LEAST.search(before) or behind.startswith(("以上", "及以上")):
        return "≥"
    if _AT_MOST.search(before) or behind.startswith(("以下", "以内", "之内")):
        return "≤"
    return "="


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a span, without numbering."""
    begin = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = next((match.start() for match in _CLAUSE_END.finditer(text, end)), len(text))
    return text[begin:stop].strip()
