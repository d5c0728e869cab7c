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


@dataclass(frozen=True, slots=True)
class _Thing:
    topic: str
    statement: str
    measure: str
    pattern: re.Pattern[str]


@cache
def _things() -> tuple[_Thing, ...]:
    return tuple(
        _Thing(item["topic"], item["statement"], item["measure"], re.compile(item["pattern"]))
        for item in load_toml("prose.toml")["counted"]
    )


def counted_thing(unit: str, gap: str, behind: str, before: str, section: str | None) -> Subject | None:
    """The thing that a count between `gap` and `behind` counts; None where none is known, as for tasks and meetings."""
    next_word = re.split(r"[,;:。、(]", behind.lstrip("的"))[0][:_NEAR]
    own = re.split(r"[,;:。]", gap)[-1]
    places = [(own, True), (next_word, False), (gap, True), (before[-60:], True)]
    if unit in _NAMED_BEHIND and next_word:
        # 15个预算单位, but 车辆47台.
        places = [places[1], places[0], *places[2:]]
    for words, last in places:
        if (found := _named(words, last=last)) is not None:
            topic = (next_word if unit in _NAMED_BEHIND and next_word else own.strip("、(和及与") or next_word)[-24:]
            # 三公 has vehicles and guests of its own; elsewhere they are what the unit owns.
            statement = "three_public" if section == "three_public" and found.statement == "assets" else found.statement
            return Subject(statement, found.measure, topic=topic or found.topic)
    return None


def _named(words: str, *, last: bool) -> _Thing | None:
    found = [
        (match.end() if last else -match.start(), -rank, thing)
        for rank, thing in enumerate(_things())
        for match in thing.pattern.finditer(words)
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None
