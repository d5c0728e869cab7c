"""The words of the form, as patterns: a printed label may be broken by blanks and line ends anywhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.text import folded
from loaders.vocabulary import load_toml


@cache
def vocabulary() -> dict[str, Any]:
    return load_toml("self_evaluation.toml")


def loose(word: str) -> str:
    """A pattern that finds a word however it is broken, and in full-width or half-width characters."""
    parts = []
    for character in word:
        narrow = unicodedata.normalize("NFKC", character)
        parts.append(re.escape(character) if narrow == character else f"[{re.escape(character)}{re.escape(narrow)}]")
    return r"\s*".join(parts)


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(loose(word) for word in sorted(words, key=len, reverse=True)))


@cache
def labels(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(name, pattern) of each entry of a group of the vocabulary, in the order of the form."""
    return tuple((entry["name"], any_of(tuple(entry["words"]))) for entry in vocabulary()[group])


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label of a level: its text without blanks, its place in the form, and how surprising its spelling
    is."""

    text: str
    level: int
    order: int
    cost: float


@cache
def level_labels() -> dict[str, tuple[Label, ...]]:
    """Label text -> what it may be. 成本指标 may be a level 1 (forms since 2022) or a level 2."""
    data = vocabulary()["labels"]
    found: dict[str, list[Label]] = {}
    for index, word in enumerate(data["level1"]):
        found.setdefault(word, []).append(Label(word, 1, 0, 0.0 if word.endswith("指标") else 0.3 + 0.1 * index))
    for entry in data["level2"]:
        for stem, order in zip(entry["stems"], entry["order"], strict=True):
            found.setdefault(stem, []).append(Label(stem, 2, order, entry["bare"]))
            for number, suffix in enumerate(data["suffixes"]):
                found.setdefault(stem + suffix, []).append(Label(stem + suffix, 2, order, 0.3 * number))
    return {text: tuple(entries) for text, entries in found.items()}


@cache
def longest_label() -> int:
    return max(len(text) for text in level_labels())


@cache
def label_beginnings() -> frozenset[str]:
    return frozenset(text[:end] for text in level_labels() for end in range(1, len(text) + 1))


@cache
def cost_children() -> tuple[str, ...]:
    return tuple(vocabulary()["labels"]["cost_children"])


@cache
def _value(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{vocabulary()['values'][name]})[。.]?\\Z")


@cache
def is_met(text: str) -> bool:
    """Does an actual value say only that the target was (or was not) met?"""
    return bool(_value("met").match(folded(text)))


@cache
def is_not_applicable_word(text: str) -> bool:
    return bool(_value("not_applicable").match(folded(text)))


@cache
def is_reason_word(text: str) -> bool:
    return bool(_value("reasons").match(folded(text)))


@cache
def is_echo(text: str) -> bool:
    """Is an indicator named like its level 2?"""
    bare = folded(text)
    for suffix in ("指标", "标", "指"):
        bare = bare.removesuffix(suffix)
    return bare in vocabulary()["names"]["echoes"]


@cache
def names_a_measure(text: str) -> bool:
    """Does a text end like the name of an indicator (人数, 完成率, 时间)?"""
    return folded(text).rstrip(")(人元个%").endswith(tuple(vocabulary()["names"]["endings"]))


@cache
def leads_into_number(text: str, is_rate: bool) -> bool:
    """Does a number behind this word belong to it (发放 4 人), and a rate (达到 95%)?"""
    bare = folded(text)
    words = vocabulary()["values"]["before_rate"]
    if not is_rate:
        words = [*words, *vocabulary()["values"]["before_number"]]
    return any(bare.endswith(word) for word in words)


@cache
def is_unit(text: str) -> bool:
    """Is a text nothing but the unit of a number (万元)?"""
    return folded(text) in vocabulary()["values"]["units"]


@cache
def follows_number(text: str) -> bool:
    return bool(re.match(vocabulary()["values"]["after_number"], folded(text)))


def total_pattern() -> re.Pattern[str]:
    """A line that closes a form: 总分, then the weights and the scores added up."""
    words = "|".join(loose(word) for word in vocabulary()["total"])
    return re.compile(rf"^\s*(?:{words})\s*(\d[\d.]*)?\s*(\d[\d.]*)?\s*\S{{0,8}}\s*$")
