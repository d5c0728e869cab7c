"""The spellings of one word of a form: what a printed label or heading may carry around the word that names it.

    其他需完成的任务（可选填）   执行率分值（10）   当年度目标   其中：财政拨款
    实施期目标（跨年度项目需填写）2026-2029      项目实施期目标

A vocabulary knows the bare words. Remarks in brackets, the years behind them, 其中 in front, the word for this
year (当年度, 本年度, 当年, 本年, 全年) and the word for whose it is (项目, 部门, 单位) are read here, for every
family of forms. A year that is printed in figures is never taken away: 2024年预算数 is not this year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.text import folded

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_YEARS_BEHIND = re.compile(r"20\d\d(?:年度?)?[-—~至]+20\d\d(?:年度?)?\Z")
_THIS_YEAR = re.compile(r"^(?:当年度|本年度|全年度|当年|本年|全年|年度)")
#: how a vocabulary may spell it, the plainest last
_YEAR_WORDS = ("年度", "当年", "本年", "")
_OF_WHICH = re.compile(r"^其中:?")
_WHOSE = re.compile(r"^(?:项目|部门\(单位\)|部门|单位)")
_POINTS = re.compile(r"\((?:共?计?)?(\d{1,3}(?:\.\d+)?)分?\)")
SHORTEST_WORD = 2
#: 项目目标 says less than 项目实施期目标: what is left must be a label by itself
SHORTEST_REST = 3


def spellings(text: str) -> Iterator[str]:
    """What the vocabulary may have instead of the text as it is printed, the nearest first."""
    bare = _YEARS_BEHIND.sub("", _REMARK.sub("", folded(text))).rstrip(":")
    yield bare
    core = _OF_WHICH.sub("", bare)
    yield core
    if match := _THIS_YEAR.match(core):
        rest = core[match.end() :]
        if len(rest) >= SHORTEST_WORD:
            yield from (word + rest for word in _YEAR_WORDS)
    whose = _WHOSE.match(core)
    if whose and len(core) - whose.end() >= SHORTEST_REST:
        yield core[whose.end() :]


def points_in(text: str) -> Decimal | None:
    """The points that a label or heading prints in brackets: 执行率分值（10）, 产出指标（50分）."""
    match = _POINTS.search(folded(text))
    return Decimal(match.group(1)) if match else None
