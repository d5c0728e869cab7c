"""What a count counts: vehicles, equipment, staff, units, guests …, by the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.prose.subjects import Subject
from loaders.vocabulary import load_toml

#: how far from a count its thing is looked for
_NEAR = 16
#: counters whose thing stands behind them
_NAMED_BEHIND = frozenset({"个", "家", "项", "所", "名", "户"})
_OF_PERSONS = frozenset({"人次", "人", "名", "批", "批次", "次", "个", "位"})
_WITHOUT = re.compile(r"\(不含[^()]*\)")
#: the price of a thing is in money
_MONEY = frozenset({"元", "万元", "亿元", "千元", "百万元", "万", "亿"})
#: what counts in these chapters; the rest are tasks, courses and indicators
_ONLY = {
    "performance": frozenset({"projects"}),
    "organisation": frozenset({"offices", "units", "staff", "vehicles"}),
}


@dataclass(frozen=True, slots=True)
class _Thing:
    topic: str
    statement: str
    measure: str
    pattern: re.Pattern[str]
    #: first characters of its counters
    counters: str


@cache
def _things() -> tuple[_Thing, ...]:
    return tuple(
        _Thing(item["topic"], item["statement"], item["measure"], re.compile(item["pattern"]), item["counters"])
        for item in load_toml("prose.toml")["counted"]
    )


def counted_thing(unit: str, gap: str, behind: str, before: str, section: str | None) -> Subject | None:
    """The thing that a count between `gap` and `behind` counts; None where none is known, as for tasks and meetings."""
    gap, behind = _WITHOUT.sub("", gap), _WITHOUT.sub("", behind)
    next_word = re.split(r"[,;:。、(]", behind.lstrip("的"))[0][:_NEAR]
    own = re.split(r"[,;:。]", gap)[-1]
    places = [(own, True), (next_word, False)]
    if unit in _NAMED_BEHIND and next_word:
        # 15个预算单位, but 车辆47台.
        places.reverse()
    if unit in _OF_PERSONS and section in ("three_public", "assets"):
        # 国内公务接待10批次、152人次: the thing stands further in front.
        places += [(gap, True), (before[-60:], True)]
    for words, last in places:
        if (found := _named(words, unit, last=last)) is not None:
            if section in _ONLY and found.measure not in _ONLY[section]:
                return None
            topic = (next_word if unit in _NAMED_BEHIND and next_word else own.strip("、(和及与") or next_word)[-24:]
            # 三公 has vehicles and guests of its own; elsewhere they are what the unit owns.
            is_public = section == "three_public" and found.statement == "assets"
            statement = "three_public" if is_public else found.statement
            return Subject(statement, found.measure, topic=topic or found.topic)
    return None


def _named(words: str, unit: str, *, last: bool) -> _Thing | None:
    found = [
        (match.end() if last else -match.start(), -rank, thing)
        for rank, thing in enumerate(_things())
        if unit in _MONEY or unit[:1] in thing.counters
        for match in thing.pattern.finditer(words)
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None
