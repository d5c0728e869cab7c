"""One cell that holds all indicators of a project, numbered and parted by semicolons.

`1、1-产出指标；11-数量指标；会议活动保障次数；实施周期指标值:≥20场；年度指标值:≥20场。2、1-产出指标；…`

An entry opens with its number in front of a level; its parts are level 1, level 2, name (which may hold semicolons) and
targets by their label: the year's target counts, the one of the whole term where there is no other.
"""

from __future__ import annotations

import re

from loaders.document import Place
from loaders.indicators import conform_levels
from loaders.statements.project_targets.values import IndicatorRow
from loaders.text import squeeze

_ENTRY = re.compile(r"(?:\A|(?<=[。；;.,，]))\s*\d{1,3}[、.](?=\d?-?[^；;]{0,8}指标[；;])")
_CODED = re.compile(r"\A\d{1,3}-")
_TARGET = re.compile(r"\A(年度|实施周期|当年|全年|中期|总体)?指标值[:：](.*)\Z", re.DOTALL)
_OF_THE_YEAR = ("年度", "当年", "全年", None)


def packed_indicators(text: str, place: Place) -> tuple[IndicatorRow, ...]:
    """The indicators of a packed cell, in order."""
    bare = squeeze(text)
    numbers = list(_ENTRY.finditer(bare))
    stops = [*(match.start() for match in numbers[1:]), len(bare)]
    out = []
    # A cell without any number has one stop and no beginning.
    for number, stop in zip(numbers, stops, strict=False):
        if row := _entry(bare[number.end() : stop].rstrip("。.；;"), place):
            out.append(row)
    return tuple(out)


def _entry(text: str, place: Place) -> IndicatorRow | None:
    parts = [part for part in re.split(r"[；;]", text) if part]
    if len(parts) < 3:
        return None
    level1, level2 = (_CODED.sub("", part) for part in parts[:2])
    targets: dict[str | None, str] = {}
    names: list[str] = []
    for part in parts[2:]:
        if match := _TARGET.match(part):
            targets[match.group(1)] = match.group(2).rstrip("。")
        elif targets:
            last = next(reversed(targets))
            targets[last] = f"{targets[last]}；{part}"
        else:
            names.append(part)
    target = next((targets[label] for label in _OF_THE_YEAR if label in targets), None)
    conformed = conform_levels(level1, level2)
    return IndicatorRow(
        place=place,
        level1=level1,
        level2=level2,
        name="；".join(names) or None,
        operator=None,
        target=target or next(iter(targets.values()), None),
        unit=None,
        places=(place,),
        conformed1=conformed.level1,
        conformed2=conformed.level2,
    )
