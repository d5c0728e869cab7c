"""Outline marks in front of labels: 一、（一）1、（1）; their depth, their number, and numbering that starts again."""

from __future__ import annotations

import re

from loaders.text import folded

_MARKS = (
    (re.compile(r"^[一二三四五六七八九十]+[、.]"), 1.0),
    (re.compile(r"^\([一二三四五六七八九十]+\)"), 2.0),
    (re.compile(r"^\d{1,2}[、.](?!\d)"), 3.0),
    (re.compile(r"^\(\d{1,2}\)"), 4.0),
)
_OF_WHICH = re.compile(r"^其中[:：]?")
_FIRST_MARK = re.compile(r"^(?:其中:?)?([一二三四五六七八九十]+)[、.]")
_ANY_MARK = re.compile(r"^(?:其中:?)?(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.])")
_DIGITS = "一二三四五六七八九"


def level_of(label: str) -> float | None:
    """How deep the outline mark of a label is; None where it has none."""
    bare = _OF_WHICH.sub("", folded(label))
    return next((level for mark, level in _MARKS if mark.match(bare)), None)


def ordinal_of(label: str) -> int:
    """The number of an outline mark: 一 is 1, 二十三 is 23; 0 where there is none."""
    match = _FIRST_MARK.match(label)
    if not match:
        return 0
    tens, ten, ones = match.group(1).rpartition("十")
    value = _DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def without_mark(label: str) -> str:
    """The folded label without 其中 and its outline mark."""
    return _ANY_MARK.sub("", folded(label))


def depth_after(ordinals: list[int], ordinal: int) -> int:
    """How deep a numbered row is when the numbering starts again: 一、本年支出 is followed by 一、一般公共服务支出 …,
    and 二、年终结转 takes up the outer numbering. `ordinals` are the last numbers of the open numberings, and are
    brought up to date."""
    if ordinal == 1 and ordinals:
        ordinals.append(1)
    elif not ordinals:
        ordinals.append(ordinal)
    else:
        while len(ordinals) > 1 and ordinal != ordinals[-1] + 1 and ordinal == ordinals[-2] + 1:
            ordinals.pop()
        ordinals[-1] = ordinal
    return len(ordinals) - 1
