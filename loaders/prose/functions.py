"""Functions (功能分类) that a phrase names: by code, by its 类, 款 and 项 in brackets, or by a class's name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.codes import known_names

_CODED = re.compile(r"(?:^|[(\[,:、])(2\d{2}(?:\d{2}){0,2})[)\]]?[-:、.]?([\u4e00-\u9fff(][^\d,;:]{1,40})$")
_CODE_BEHIND = re.compile(r"^(?:\d{1,2})?([\u4e00-\u9fff][^\d,;:]{1,40})\((2\d{4}(?:\d{2})?)\)(?:支出|预算|为)*$")
_LEVELS = re.compile(r"(?:^|[^()])\((类|款|项)\)")
_LEVEL = re.compile(r"([^()、,;:.\"“”]*(?:\([^类款项()]{1,10}\)[^()、,;:.]*)*)\((类|款|项)\)")
_QUOTED = re.compile(r"\"([^\"]{2,80})\"(?:\(?[类款项]\)?)?科目")
_BEHIND = re.compile(r"(?:预算|决算|支出|方面|事务|科目|资金|安排|共计|合计|为|是|数|年初)+$")
_BEFORE = re.compile(
    r"^(?:20\d\d年度?|其中|包括|主要|用于|以及|本年|当年|按支出功能分类|\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]|[-、,;:.\d])+"
)


@dataclass(frozen=True, slots=True)
class Function:
    code: str | None
    #: the name of the lowest level that is printed
    name: str


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Names of functions without 支出 at their end -> codes."""
    names: dict[str, list[str]] = {}
    for code, known in known_names().items():
        if code.startswith("2") and len(code) in (3, 5, 7):
            for name in known:
                names.setdefault(_stem(name), []).append(code)
    return {name: tuple(sorted(set(codes))) for name, codes in names.items()}


def _stem(name: str) -> str:
    return name.removesuffix("支出") if len(name) > 4 else name


@lru_cache(maxsize=8192)
def function_in(phrase: str, class_code: str | None = None) -> Function | None:
    """The function that a phrase ends with, else None. `class_code` is the class of the headings above."""
    if match := _CODED.search(phrase):
        return Function(match[1], _BEHIND.sub("", match[2]) or match[2])
    if match := _CODE_BEHIND.match(_BEFORE.sub("", phrase)):
        return Function(match[2], match[1])
    if _LEVELS.search(phrase):
        levels = [(name.strip(), level) for name, level in _LEVEL.findall(phrase) if name.strip()]
        if levels:
            return _of_levels(levels, class_code)
    if (match := _QUOTED.search(phrase)) and "-" in match[1]:
        return _of_levels(list(zip(match[1].split("-"), ("类", "款", "项"), strict=False)), class_code)
    if match:
        return Function(_code_of(match[1], 3, None) or _code_of(match[1], 7, class_code), match[1])
    bare = _BEFORE.sub("", phrase)
    # Only classes are known by their name alone: 行政运行 and 住房公积金 are many things.
    for name in dict.fromkeys((bare, _BEHIND.sub("", bare))):
        if len(name) >= 2 and (code := _code_of(name, 3, None)):
            return Function(code, bare if bare.endswith("支出") else name)
    if bare.endswith("支出"):
        # 按功能分类划分为教育支出: the name stands at the end of a longer phrase.
        for start in range(1, len(bare) - 3):
            if bare[start - 1] in "为是括于中" and (code := _code_of(bare[start:], 3, None)):
                return Function(code, bare[start:])
    return None


def _of_levels(levels: list[tuple[str, str]], class_code: str | None) -> Function:
    code: str | None = class_code
    lengths = {"类": 3, "款": 5, "项": 7}
    for name, level in levels:
        found = _code_of(_BEFORE.sub("", name), lengths[level], None if level == "类" else code)
        code = found or (code if level != "类" else None)
    name, level = levels[-1]
    is_whole = code is not None and len(code) == lengths[level]
    return Function(code if is_whole else None, _BEFORE.sub("", name) or name)


def _code_of(name: str, length: int, above: str | None) -> str | None:
    """The one code of this length that has the name, below the code above it where one is known."""
    codes = [code for code in _by_name().get(_stem(name), ()) if len(code) == length and code.startswith(above or "")]
    return codes[0] if len(codes) == 1 else None
