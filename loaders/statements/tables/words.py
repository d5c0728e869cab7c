"""The words over columns and in front of rows (loaders/vocabulary/columns.toml), compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.vocabulary import load_toml


@dataclass(frozen=True, slots=True)
class TextRule:
    """What a text column holds: the lowest heading fits `leaf`, any heading of its path fits `path`."""

    role: str
    leaf: re.Pattern[str]
    path: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """What an amount column measures, in the statements of `kinds` (in all where it is None)."""

    name: str
    pattern: re.Pattern[str]
    kinds: frozenset[str] | None
    is_of_which: bool


@dataclass(frozen=True, slots=True)
class StageRule:
    name: str
    pattern: re.Pattern[str]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern that stands by its own name in the file: generic, sums, totals, subtotals, carryover …"""
    return re.compile(str(_file()[name]))


@cache
def heading_words() -> tuple[str, ...]:
    return tuple(_file()["heading_words"])


@cache
def text_rules() -> tuple[TextRule, ...]:
    return tuple(
        TextRule(rule["role"], re.compile(rule["leaf"]), re.compile(rule["path"]) if "path" in rule else None)
        for rule in _file()["text"]
    )


@cache
def measure_rules() -> tuple[MeasureRule, ...]:
    return _measure_rules("measure")


@cache
def flow_rules() -> tuple[MeasureRule, ...]:
    """Groups of headings whose columns all measure the same, whatever stands below them."""
    return _measure_rules("flow")


@cache
def nature_rules() -> tuple[MeasureRule, ...]:
    """Rows of a list of spending that say what they and the rows below them measure."""
    return _measure_rules("nature")


def _measure_rules(name: str) -> tuple[MeasureRule, ...]:
    return tuple(
        MeasureRule(
            rule["name"],
            re.compile(rule["pattern"]),
            frozenset(rule["kinds"]) if "kinds" in rule else None,
            bool(rule.get("of_which", False)),
        )
        for rule in _file()[name]
    )


@cache
def own_measures() -> Mapping[str, str]:
    """statement -> the measure that is its total."""
    return dict(_file()["own_measure"])


@cache
def whole_of() -> Mapping[str, str]:
    """measure -> the measure that it is a part of."""
    return {part: whole for whole, parts in _file()["parts"].items() for part in parts}


@cache
def classifications() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The classifications of spending with the words that tell them."""
    return tuple((rule["name"], tuple(rule["words"])) for rule in _file()["classification"])


@cache
def stage_rules() -> tuple[StageRule, ...]:
    return tuple(StageRule(rule["name"], re.compile(rule["pattern"])) for rule in _file()["stage"])


def _file() -> dict[str, Any]:
    return load_toml("columns.toml")
