"""The figures of a sentence with the text around each.

A figure is money (in yuan), a percentage or a count. Counts are taken with their whole counter (台（套）, 个百分点); a
count of vehicles or offices may be written in Chinese numerals (一台).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.expressions import Expression, single_figures

_NUMERALS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE = re.compile(
    r"(?<![第之十百\d一二三四五六七八九.:])([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(台|辆|个(?=内设|处室|科室|职能|机构|预算单位|直属|下属|事业单位|所属|二级)|家(?=预算单位|事业单位|下属|所属))"
)
_SETS = re.compile(r"\((?:[套台件个辆][、/]?){1,3}\)|/套")
_POINTS = re.compile(r"^百分点")
_MONEY_UNIT = re.compile(r"(亿元|百万元|千万元|万元|千元|元|亿|万)(?:整)?$")
_MONEY_BEFORE = re.compile(
    r"(?:支出|费|经费|金额|资金|收入|预算|决算|拨款|增加|减少|安排)(?:数|总额|合计|总计)?(?:为|:|约|共计?)?$"
)
_NOTHING = re.compile(r"(?:支出|费|经费|金额|资金|收入|拨款|预算|决算)(?:预算|决算|数|总额|合计|总计)*为$")
_STOPS = re.compile(r"[,;。、)]|$")
_DATE = re.compile(r"^(?:年|月|日|号|季度)")
#: these count time or pages of the document, no things
_NOT_COUNTED = frozenset(
    {"年", "月", "个月", "天", "日", "周", "%", "‰", "期", "条", "篇", "章", "页", "字", "点", "部"}
)
MONEY, PERCENT, COUNT, RATE = "money", "percent", "count", "rate"


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` is the printed form; `text` is the folded sentence."""

    start: int
    end: int
    #: money | percent | count | rate
    sort: str
    value: Decimal
    unit: str
    is_negative: bool = False
    #: the worth of its last printed digit, in yuan for money
    last_digit: Decimal = Decimal(1)


def figures_of(text: str) -> tuple[Figure, ...]:
    """Every figure of a folded sentence, in order."""
    found = [figure for single in single_figures(text) if (figure := _figure(text, single)) is not None]
    taken = [(figure.start, figure.end) for figure in found]
    for match in _CHINESE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(Figure(match.start(), match.end(), COUNT, Decimal(_numeral(match[1])), match[2]))
    return tuple(sorted(found, key=lambda figure: figure.start))


def _numeral(text: str) -> int:
    if "十" not in text:
        return _NUMERALS[text]
    tens, _, ones = text.partition("十")
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _figure(text: str, single: Expression) -> Figure | None:
    start, end = single.start, single.end
    is_negative = text[start - 1 : start] == "-" and not text[start - 2 : start - 1].isdigit()
    if is_negative:
        start -= 1
    if single.kind in ("money", "rate"):
        printed = _MONEY_UNIT.search(text[single.start : end].partition("/")[0])
        sort = MONEY if single.kind == "money" else RATE
        return Figure(start, end, sort, single.value, printed[1] if printed else "元", is_negative, single.last_digit)
    if single.kind == "number" and text[end - 1] in "万亿" and _MONEY_BEFORE.search(text[:start]):
        return Figure(start, end, MONEY, single.value, text[end - 1], is_negative, single.last_digit)
    if (
        single.kind == "number"
        and text[single.start : end] == "0"
        and _NOTHING.search(text[:start])
        and _STOPS.match(text, end)
    ):
        # 政府性基金拨款支出预算为0: nothing has no unit.
        return Figure(start, end, MONEY, single.value, "", is_negative, single.last_digit)
    if single.kind != "quantity" or single.unit is None:
        return None
    if single.unit == "%":
        return Figure(start, end, PERCENT, single.value, "%", is_negative, single.last_digit)
    if _POINTS.match(text[end:]):
        return Figure(start, end + 3, PERCENT, single.value, "个百分点", is_negative, single.last_digit)
    if single.unit in _NOT_COUNTED or _DATE.match(text[end:]) or text[start - 1 : start] in ("第", "〔"):
        return None
    unit = single.unit
    if unit == "批" and text[end : end + 1] == "次":
        end, unit = end + 1, "批次"
    if sets := _SETS.match(text, end):
        end, unit = sets.end(), unit + sets.group()
    return Figure(start, end, COUNT, single.value, unit, is_negative, single.last_digit)
