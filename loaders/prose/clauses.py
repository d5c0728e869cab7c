"""What the words before and behind a figure say of it: kind, direction, year and stage.

1. A figure right behind a verb of change (增加, 下降, 压减…) is a change; one behind 比, 较, 与 and a year is what is
   compared with; a verb, what changed, and the figure (新增…资金1000万元) are a change where reasons are given.
2. A percentage behind a verb of change is one of change, any other (占…, 完成…的) a share.
3. 单位价值100万元以上 is a price that sorts things, no money of the budget; so are figures per person, month, vehicle.
4. A year named before a figure is its year, unless it is what is compared with or where a carry-over comes from
   (2025年度结转).
"""

from __future__ import annotations

import re

_VERBS = (
    "增加|增长|增收|减收|增支|减支|增幅|增量|减少|下降|降低|上升|提高|压减|压缩|核减|调增|调减|新增|净增|净减|上涨|下调|上调|缩减|削减|减低|减幅|降幅|涨幅|"
    "回落|提升|增减|变化|变动|下浮|上浮|多|少|增|减|降|升"
)
_TAIL = (
    r"(?:额|数|率|幅度?|比例|变化|支出|预算|经费|资金|金额|了|约|近|为|是|:|共计?|合计|总计|各|均|\(|\)|达到?|预算数)*"
)
_CHANGE = re.compile(rf"(?<!不)({_VERBS})(?:[(/、或]?(?:{_VERBS})\)?)*{_TAIL}$")
_REACHED = re.compile(r"(?:增加|增长|减少|下降|降低|上升|提高|增|减|降|升)(?:到|至|为主)$")
_EXCEEDS = re.compile(r"(大于|高于|多于|小于|低于|少于)(?:上年|去年|20\d\d年|年初)[^,;\d]{0,10}$")
_DOWN = re.compile(r"减|降|少|缩|回落|下浮|下调")
_UP = re.compile(r"增|升|多|提高|涨|上浮|上调")
_CONNECTED = (
    r"(?:[、,]|主要(?:原因)?(?:是|为|在于|系|由于)?:?|原因是?:?|[一二三四五六]是|因为?|由于|系|同时|相应|并|以及|和|及|其中:?|等|是|为|:|"
    r"\(?\d{1,2}[).、]|通过|20\d\d年度?|今年|本年|当年|预计|拟)*"
)
_VERB_FIRST = re.compile(
    rf"^{_CONNECTED}(新增加?|增加|净增|减少|压减|压缩|核减|调增|调减|缩减|削减|追加|收回|取消)(?:了|安排)?(.{{2,60}})$"
)
#: words with 比, 较, 与, 同 that compare nothing
_COMPARES = re.compile(
    r"(?:(?<![占同环对百])比(?!重|例|率|对|较大|赛)|(?<!比)较(?!大|多|少|高|为|好|快|低|小)|与(?=上|去|20\d\d|年初|预算|本年|同期|前)|同(?=上年|去年|20\d\d)|"
    r"和(?=上年|去年|20\d\d)|相比于?)"
)
_COMPARED = re.compile(_COMPARES.pattern + r"(?P<base>[^,;]{0,30})$")
_SAME = re.compile(
    r"^[)整]*(?:左右)?(?:\([^()]*\))?[,，]?(?:[^,;。\d]{0,12}?)(?:(?:均|都)?(?:与|和|同|较|比)(?:上年|上一年|去年|20\d\d年?|年初|预算|本年|前)[^,;。]{0,16}?)?"
    r"(?:基本)?(?:持平|一致|相同|相等|无增减|无变化|没有变化|不变|无变动|没有增减|零增长|保持不变|持衡)"
)
_ALL_SAME = re.compile(r"(?:均|都)(?:与|和|同|较|比)[^,;。]{0,16}(?:持平|一致|相同|相等|无增减|无变化|不变)")
_THRESHOLD_BEFORE = re.compile(
    r"(?:单位价值|单价|单台价值|原值|单位原值|单件价值|价值|标准为?|不超过|人均[^,;。]*|限额)(?:在|为)?$"
)
_THRESHOLD_BEHIND = re.compile(r"^\(?(?:\(?含\)?)?\)?(?:以上|以下|以内)")
_SHARE = re.compile(r"占|比重|比例|完成|执行率|支付率|进度|覆盖率|得分率|达到|满意度|达成率")
_LAST = re.compile(r"上年度?|上一年度?|去年|上年同期")
_THIS = re.compile(r"本年度?|当年|今年|本年")
_YEAR = re.compile(r"(20[0-4]\d)(?:年度?|(?=预算|决算|[-—]))(?!以前|以后|之前)(?P<behind>.{0,10})")
_FROM = re.compile(r"^(?:的)?(?:财政拨款|一般公共预算|政府性基金|预算)?(?:资金)?(?:结转|结余|年初结转|成立|新)")
_REASON = re.compile(r"原因|主要是|主要系|主要为|由于|是因为|主要由于|主要因|系因|主要用于|用于")
_WHY = re.compile(r"原因|主要是|主要系|由于|是因|主要因|系因")

_FUND_NAMES = re.compile(r"(?:一般公共|公共财政|政府性基金|国有资本经营|一般公共服务|部门)预算")
_STAGES = (
    ("initial_budget", re.compile(r"年初(?:部门)?(?:预算|安排|批复)|年初数")),
    ("adjusted_budget", re.compile(r"调整(?:后)?预算|全年预算|预算调整|调整预算数|预算调整数")),
    (
        "executed",
        re.compile(r"(?:预计)?执行数|执行金额|执行情况|实际执行|预算执行|实际支出|实际完成|支付金额|(?:收入|支出)完成"),
    ),
    ("final", re.compile(r"决算")),
    ("budget", re.compile(r"预算")),
)


def change_verb(segment: str) -> str | None:
    """increase | decrease | either where a segment ends with a verb of change; None where it does not."""
    if _REACHED.search(segment):
        return None
    if match := _EXCEEDS.search(segment):
        return "decrease" if match[1] in ("小于", "低于", "少于") else "increase"
    match = _CHANGE.search(segment)
    if match is None:
        return None
    return direction_of(match.group())


def direction_of(verb: str) -> str:
    up, down = bool(_UP.search(verb)), bool(_DOWN.search(verb))
    return "either" if up == down else "decrease" if down else "increase"


def verb_first(segment: str) -> tuple[str, str] | None:
    """(direction, what changed) of 新增了某某资金, 压减…经费."""
    match = _VERB_FIRST.match(segment)
    if match is None or change_verb(match[2]):
        return None
    verb = match[1]
    return ("decrease" if _DOWN.search(verb) or verb in ("收回", "取消") else "increase"), match[2]


def compared_with(segment: str) -> str | None:
    """What a segment compares with at its end (比2025年年初预算数 -> 2025年年初预算数); None where it does not."""
    match = _COMPARED.search(segment)
    return match["base"] if match else None


def is_of_this_year(base: str) -> bool:
    """Is what is compared with a plan of the same year (比年初预算数)?"""
    return not _LAST.search(base) and stage_named(base) in ("initial_budget", "adjusted_budget", "budget")


def before_comparison(segment: str) -> str:
    """The part of a segment in front of its comparison: 收入比2025年增加 -> 收入."""
    match = _COMPARES.search(segment)
    return segment[: match.start()] if match else segment


def behind_comparison(segment: str) -> str:
    """What stands between the year compared with and the verb: 与上年相比收、支预算总计各增加 -> 收、支预算总计各."""
    return segment.rpartition("相比")[2] if "相比" in segment else ""


def without_verb(segment: str) -> str:
    match = _EXCEEDS.search(segment) or _CHANGE.search(segment)
    return segment[: match.start()] if match else segment


def is_unchanged(behind: str) -> bool:
    """Does the text behind an amount say that it is what it was (与上年持平)?"""
    return bool(_SAME.match(behind))


def all_unchanged(behind: str) -> bool:
    return bool(_ALL_SAME.search(behind))


def is_threshold(before: str, behind: str) -> bool:
    return bool(_THRESHOLD_BEFORE.search(before) or _THRESHOLD_BEHIND.match(behind))


def is_share(text: str) -> bool:
    return bool(_SHARE.search(text))


def gives_reasons(text: str) -> bool:
    return bool(_REASON.search(text))


def tells_why(text: str) -> bool:
    return bool(_WHY.search(text))


def year_named(text: str, this_year: int | None) -> int | None:
    """The year that a text names for its figure: the last one that is no origin of a carry-over."""
    found: list[tuple[int, int]] = []
    for match in _YEAR.finditer(text):
        if not _FROM.match(match["behind"]):
            found.append((match.start(), int(match[1])))
    if this_year is not None:
        for pattern, year in ((_LAST, this_year - 1), (_THIS, this_year)):
            for match in pattern.finditer(text):
                if not re.match(r"(?:财政拨款|一般公共预算|资金|拨款)?(?:结转|结余|实有)", text[match.end() :]):
                    found.append((match.start(), year))
    return max(found)[1] if found else None


def without_funds(text: str) -> str:
    return _FUND_NAMES.sub("", text)


def stage_named(text: str) -> str | None:
    """The stage whose word stands last in a text (the names of the funds say 预算 and mean no stage)."""
    text = without_funds(text)
    found = [
        (match.end(), -rank, stage) for rank, (stage, pattern) in enumerate(_STAGES) for match in pattern.finditer(text)
    ]
    return max(found)[2] if found else None
