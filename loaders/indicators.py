"""What an indicator says: its two levels in one vocabulary, its operator, its value and unit, and whether it applies.

Shared by every reader of indicators. The words are data (loaders/vocabulary/indicator_levels.toml).

Rules for levels:

1. A label is known only when nothing but numbering, a suffix (指标) and a topic in brackets stands around the word: an
   indicator that merely mentions 质量 is no level.
2. Level 2 outranks a printed (or carried down) level 1 where it can belong to one only: satisfaction is 满意度
   although the forms of 2019 print it under 效益指标, and 社会效益 is 效益 although its own label
   is missing and 产出 stands above.
3. 成本 is a level 1 of its own (since 2022) or a level 2 of 产出 (before): the printed level 1 decides.

Rules for targets: the value is the one number of a text that is nothing else than an operator, a number and a unit. A
sentence that holds numbers among other words is a 定性 target without a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from loaders.text import folded, is_dash, squeeze
from loaders.vocabulary import load_toml

QUALITATIVE = "定性"

_NUMBERING = re.compile(
    r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．:：]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}(?=\D))"
)
_BEHIND = re.compile(r"(?:\([^()]*\)|[一二三四五六七八九十]|\d{1,2}|[:。;])++\Z")

#: words and signs that mean one operator; the first that fits wins, so longer words come first.
_OPERATORS: tuple[tuple[str, str], ...] = (
    (r"≥|≧|>=|=>|⩾|大于等于|大于或等于|不少于|不低于|不小于|至少|不得低于|不得少于", "≥"),
    (r"≤|≦|<=|=<|⩽|小于等于|小于或等于|不超过|不高于|不大于|不多于|不得超过|控制在(?=.*(?:以内|之内|内)$)", "≤"),
    (r">|》|大于|超过|高于|多于", ">"),
    (r"<|《|小于|低于|少于", "<"),
    (r"=|等于|约|达到|达|为", "="),
)
_OPERATOR_FRONT = tuple((re.compile(f"^(?:{words})"), sign) for words, sign in _OPERATORS)
_OPERATOR_WHOLE = tuple((re.compile(f"^(?:{words})$"), sign) for words, sign in _OPERATORS)
_SIGNS = {"≥": "≥", "≧": "≥", "⩾": "≥", "≤": "≤", "≦": "≤", "⩽": "≤", ">": ">", "<": "<", "=": "="}
_SIGN_INSIDE = re.compile(r"^[^≥≧⩾≤≦⩽><=\d]{2,}(?P<sign>[≥≧⩾≤≦⩽])(?P<rest>[^≥≧⩾≤≦⩽><=]+)\Z")
_QUALITATIVE_WORDS = re.compile(r"^(?:定性(?:指标)?|好坏|优良中低差|高中低|优|良|优良|是否|其他)$")
#: days as spreadsheets number them, and the years that budgets plan for
_SERIAL = re.compile(r"^[≤≥<>=]?(\d{2},?\d{3})\Z")
_FIRST_DAY = date(1899, 12, 30)
_SERIAL_YEARS = range(2015, 2041)
_DIRECTION = re.compile(r"^(正|反|逆|负)向(?:型|性)?(?:指标)?\Z")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_UNIT = (
    r"(?:[\u4e00-\u9fff]{1,2}、[\u4e00-\u9fff]{1,2}(?=\Z)"
    r"|[^\d\s,.;、。，；:：≥≤<>=()（）]{0,8}(?:/[^\d\s,.;、。，；≥≤<>=]{1,8})?(?:\([^()]{1,6}\))?)"
)
_TARGET = re.compile(
    rf"(?P<number>{_NUMBER.pattern})(?P<unit>{_UNIT})(?P<behind>\(?含\)?|以上|及以上|以下|及以下|以内|之内)?\Z"
)
_PLAIN_NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?\Z")
#: decimal(28,6) of the store holds 22 digits before the point: what is longer measures nothing
_LARGEST_VALUE = Decimal(10) ** 18
_MICRO = Decimal("0.000001")
#: how often, in front of an explicit sign: 全年≥10000家次
_EVERY = re.compile(r"^(?:全年|每年|年均|每季度?|每月|年度|全市|累计)(?=[≥≤><=≧≦])")
_BEHIND_OPERATOR = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤"}
_BEHIND_UNIT = re.compile(r"(及以上|以上|及以下|以下|以内|之内)\Z")
_INLINE = re.compile(r"^(?P<name>[^≥≤><=≧≦⩾⩽]{2,}?)[:,]?(?P<target>(?:≥|≤|>=|<=|>|<|=|≧|≦|⩾|⩽)\(?[-+]?\d.*)\Z")
#: the shortest run that ends with 指标 or 指标目标: a level in front of a name
_LEVEL_IN_FRONT = re.compile(r"^[\u4e00-\u9fff]{2,10}?指标")
_DATE_UNIT = re.compile(r"^(?:年\d|月\d|年底|月底|月前|日前|年前|月份?前|年年|月初|月中)")

_NUMBERED = re.compile(r"^\s*指标\s*\d{1,2}\s*[:：.、]\s*")
_SYSTEM_CODE = re.compile(r"^\s*\d{9,20}\s*[-—－_]\s*(?=[^\d\s])")
_NOT_APPLICABLE = re.compile(
    r"^(?:本?项目?|此项|该项|该指标|本指标|暂)?(?:不涉及|不适用|未涉及|无涉及|没有|不存在|暂无|无法估算|无法估量|不可估算|不可估量|不可预估|难以估算|无|n/?a|/|\\|×|x)(?:此项|该项|此指标|该指标|该项指标|此项指标|此类指标|经济效益|环境效益|生态效益|社会效益|此内容|该内容|相关指标)?(?:指标)?[。.;]?$",
    re.IGNORECASE,
)


class Levels(NamedTuple):
    level1: str | None
    level2: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """What a target text says. `value` is None unless the text is one number with an operator and a unit."""

    operator: str | None
    value: Decimal | None
    unit: str | None


@cache
def _words(level: str) -> dict[str, str]:
    """word -> conformed name; the first entry of the vocabulary that has the word wins."""
    out: dict[str, str] = {}
    for entry in load_toml("indicator_levels.toml")[level]:
        for word in entry["words"]:
            out.setdefault(word, entry["name"])
    return out


@cache
def _parents() -> dict[str, tuple[str, bool]]:
    """level 2 -> (level 1 it belongs to, whether always)."""
    return {entry["name"]: (entry["level1"], entry["always"]) for entry in load_toml("indicator_levels.toml")["level2"]}


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted(load_toml("indicator_levels.toml")["suffixes"], key=len, reverse=True))


def _bare_label(text: str) -> str:
    label = _NUMBERING.sub("", text)
    label = _BEHIND.sub("", label)
    for suffix in _suffixes():
        if label.endswith(suffix) and len(label) > len(suffix):
            return _BEHIND.sub("", label[: -len(suffix)])
    return label


def _parts(text: str) -> list[str]:
    joints = "".join(re.escape(joint) for joint in load_toml("indicator_levels.toml")["joints"])
    return [part for part in re.split(f"[{joints}]+", text) if part]


def _known(text: str, level: str) -> str | None:
    bare = _bare_label(text)
    found = _words(level).get(bare)
    if found is None and bare.endswith("满意度") and len(bare) <= 12 and text != bare:
        # The satisfaction of a named group (使用单位满意度指标) is a label too; without 指标 it is an indicator.
        found = "满意度" if level == "level1" else "服务对象满意度"
    return found


@cache
def conform_level1(text: str | None) -> str | None:
    """The conformed level 1 of a printed level 1 (or of a level 2 that tells its level 1), else None."""
    label = folded(text or "")
    if not label:
        return None
    parts = [label] if _known(label, "level1") else _parts(label)
    found = [known for part in parts if (known := _known(part, "level1"))]
    for part in parts:
        second = _known(part, "level2")
        if second and _parents()[second][1]:
            return _parents()[second][0]
        if second and not found:
            return _parents()[second][0]
    return found[0] if found else None


@cache
def conform_level2(text: str | None, level1: str | None = None) -> str | None:
    """The conformed level 2 of a printed label, else None. `level1` (conformed or printed) settles what 成本 means."""
    label = folded(text or "")
    if not label:
        return None
    parts = [label] if _known(label, "level2") else _parts(label)
    found = next((known for part in reversed(parts) if (known := _known(part, "level2"))), None)
    first = conform_level1(level1) or level1
    if found == "成本" and first == "成本" and "产出" not in label:
        return "经济成本"
    return found


def conform_levels(level1_text: str | None, level2_text: str | None, is_ruled: bool = False) -> Levels:
    """Both levels of a row. A level 2 that belongs to one level 1 only outranks the printed level 1, unless the
    rulings of the table put the row beside it (`is_ruled`): then both stand as they are printed."""
    level1 = conform_level1(level1_text)
    level2 = conform_level2(level2_text, level1_text)
    if level2 is None and (joined := conform_level2(level1_text)) != "成本":
        # Both levels in one label; 成本指标 alone is a level 1 that leaves its level 2 open.
        level2 = joined
    if level2 is None:
        only = {"满意度": "服务对象满意度", "预算执行": "预算执行"}
        return Levels(level1, only.get(level1 or ""))
    parent, always = _parents()[level2]
    if always or level1 is None or (level2 != "成本" and level1 != "成本" and not is_ruled):
        level1 = parent
    return Levels(level1, level2)


def split_levels(text: str) -> tuple[str, str, str]:
    """Levels printed in front of a name in one cell (`产出指标数量指标开展调查`): level 1, level 2, the name."""
    rest, found = squeeze(text), ["", ""]
    for index, known in enumerate((conform_level1, conform_level2)):
        match = _LEVEL_IN_FRONT.match(rest)
        if not match or not known(match.group(0)):
            break
        found[index], rest = match.group(0), rest[match.end() :]
    return found[0], found[1], rest


def is_level_label(text: str) -> bool:
    """Does a cell print a level (and not an indicator)?"""
    return conform_level1(text) is not None or conform_level2(text) is not None


def read_direction(text: str | None) -> str | None:
    """The bound that 指标方向 gives to a value: of a 正向 indicator at least, of a 反向 one at most; else None."""
    match = _DIRECTION.match(folded(text or ""))
    return None if match is None else "≥" if match.group(1) == "正" else "≤"


def read_operator(text: str | None) -> str | None:
    """The operator of a cell that prints nothing else (≥, ＝, 定性, 正向, 大于等于 …), else None."""
    bare = folded(text or "")
    if not bare:
        return None
    if _QUALITATIVE_WORDS.match(bare):
        return QUALITATIVE
    direction = read_direction(bare)
    return direction or next((sign for pattern, sign in _OPERATOR_WHOLE if pattern.match(bare)), None)


def read_bound(text: str | None, value: Decimal | None) -> str | None:
    """The operator of a cell for a value: a direction is no bound of what is told in words."""
    return QUALITATIVE if value is None and read_direction(text) else read_operator(text)


def date_of_serial(text: str | None, level2: str | None) -> date | None:
    """The day that a time indicator means by a bare number of five digits: a spreadsheet's date that lost its form
    (44,561 is 2021-12-31)."""
    match = _SERIAL.match(folded(text or ""))
    if match is None or level2 != "时效":
        return None
    day = _FIRST_DAY + timedelta(days=int(match.group(1).replace(",", "")))
    return day if day.year in _SERIAL_YEARS else None


def read_target(text: str | None) -> Target:
    """What a target text says: ≥95% · ≤5365.88万元 · =24小时 · 不少于3次 · 90%以上; a sentence is 定性."""
    bare = folded(text or "").rstrip("。;,")
    if not bare:
        return Target(None, None, None)
    operator = None
    bare = _EVERY.sub("", bare)
    rest = bare
    for pattern, sign in _OPERATOR_FRONT:
        if match := pattern.match(bare):
            operator, rest = sign, bare[match.end() :]
            break
    if operator is None and bare.startswith(QUALITATIVE):
        return Target(QUALITATIVE, None, None)
    if (match := _TARGET.match(rest)) and not _DATE_UNIT.match(match.group("unit")):
        unit = match.group("unit")
        behind = _BEHIND_UNIT.search(rest)
        if behind:
            unit = unit.removesuffix(behind.group(1))
            operator = operator if operator in ("≤", "≥") else _BEHIND_OPERATOR[behind.group(1)]
        unit = unit.removeprefix("(").removesuffix(")") if unit.startswith("(") else unit
        return Target(operator or "=", measured(match.group("number")), unit or None)
    if operator is not None and (bare[0] in _SIGNS or (operator != "=" and rest[:1].isdigit())):
        # A bound whose text says more than a number (≥2次/季度,每次3天), or a sign before words (=按计划开展): the sign
        # stands, the value is not one number.
        return Target(operator, None, None)
    if (inside := _SIGN_INSIDE.match(bare)) and (match := _TARGET.match(inside.group("rest"))):
        # One sign in the text, and one number behind it: 开展交流活动≥5场.
        return Target(_SIGNS[inside.group("sign")], measured(match.group("number")), match.group("unit") or None)
    return Target(QUALITATIVE, None, None)


def measured(number: str | Decimal) -> Decimal | None:
    """A measured value as the store keeps it: six decimals; None for what is no number or no measurable one."""
    if isinstance(number, str):
        bare = number.replace(",", "")
        if not _PLAIN_NUMBER.match(bare):
            return None
        number = Decimal(bare)
    if not number.is_finite() or abs(number) >= _LARGEST_VALUE:
        return None
    return number if number.as_tuple().exponent >= -6 else number.quantize(_MICRO)  # type: ignore[operator]


def split_indicator(text: str) -> tuple[str, str | None]:
    """Name and target text of an indicator printed in one piece (`培训人次≥95人`); the target may be missing."""
    bare = folded(text).rstrip("。;")
    if match := _INLINE.match(bare):
        return match.group("name").rstrip(":,"), match.group("target")
    return text, None


def bare_name(name: str) -> str:
    """The name of an indicator without the number that the form (指标1：) or a system (11120207157285-) prints before
    it."""
    return _SYSTEM_CODE.sub("", _NUMBERED.sub("", name))


def is_not_applicable(text: str | None) -> bool:
    """Does the cell say that there is no such indicator (不涉及, 无, 不适用, a dash)? An empty cell does not say so."""
    bare = folded(text or "")
    if not bare:
        return False
    return is_dash(bare) or bool(_NOT_APPLICABLE.match(bare))
