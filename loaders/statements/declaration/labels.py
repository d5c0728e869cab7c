"""The labels and column headings of forms: which cell names a field, which names a column, which option is ticked.

The words are data (loaders/vocabulary/declaration.toml). A label is compared without blanks, brackets (also half a
bracket that a line break has torn off), colons, numbering in front and a money unit in brackets, which is kept
beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loaders.amounts import MONEY_UNITS
from loaders.statements.spellings import points_in, spellings
from loaders.text import folded, plain
from loaders.vocabulary import load_toml

MAX_LABEL_LENGTH = 24

_MONEY_UNIT = re.compile(rf"[(（\[]?(?:单位[:：]?)?({MONEY_UNITS})[)）\]]?\Z")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．]|\([一二三四五六七八九十\d]{1,2}\))")
_YEARS = re.compile(r"\(20\d\d年?(?:度)?[-—~至]+20\d\d年?(?:度)?\)")
_ORNAMENT = re.compile(r"[()（）\[\]【】:：、,，*\"'·.。;_-]")
_OPTION_START = re.compile(r"(?:(?<=\D)|^)\d{1,2}\s*[.、．]?\s*(?=[^\d\s.、．])")


@dataclass(frozen=True, slots=True)
class Label:
    """What a cell names, and the money unit that it prints in brackets."""

    kind: str
    unit: str | None = None
    is_money: bool = False
    #: points printed in the label itself (执行率分值（10）)
    points: Decimal | None = None


@cache
def _label_words() -> dict[str, tuple[str, bool]]:
    out: dict[str, tuple[str, bool]] = {}
    for entry in load_toml("declaration.toml")["label"]:
        for word in entry["words"]:
            out.setdefault(word, (entry["kind"], entry.get("money", False)))
    return out


@cache
def _heading_words() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    words: dict[str, str] = {}
    fronts: list[tuple[str, str]] = []
    for entry in load_toml("declaration.toml")["heading"]:
        for word in entry["words"]:
            words.setdefault(word, entry["kind"])
        fronts.extend((_ORNAMENT.sub("", front), entry["kind"]) for front in entry.get("fronts", []))
    return words, tuple(fronts)


def bare_label(text: str) -> tuple[str, str | None]:
    """A label as the vocabulary spells it, and the money unit that it prints in brackets."""
    label = _YEARS.sub("", _NUMBERING.sub("", folded(text)))
    unit = None
    if (match := _MONEY_UNIT.search(label)) and match.start() > 0 and match.group(0) != match.group(1):
        unit = match.group(1)
        label = label[: match.start()]
    return _ORNAMENT.sub("", label), unit


def unit_in_label(text: str) -> str | None:
    """The money unit that a label itself prints (基本支出（万元）)."""
    return bare_label(text)[1]


@cache
def label_of(text: str) -> Label | None:
    """The field that a cell names, or None where it is no label."""
    if not text.strip() or len(folded(text)) > MAX_LABEL_LENGTH:
        return None
    bare, unit = bare_label(text)
    found = _label_words().get(bare)
    if found is None and unit is not None:
        # The sum itself has slipped into its label (资金金额 1620.98 (万元)).
        found = _label_words().get(bare.rstrip("0123456789"))
    if found is None:
        found = next((known for word in spellings(text) if (known := _label_words().get(bare_label(word)[0]))), None)
    return Label(found[0], unit, found[1], points_in(text)) if found else None


@cache
def heading_of(text: str) -> str | None:
    """The kind of column that a heading cell names, or None."""
    if not text.strip() or len(folded(text)) > MAX_LABEL_LENGTH:
        return None
    bare, _ = bare_label(text)
    words, fronts = _heading_words()
    if found := words.get(bare):
        return found
    if kind := next((kind for front, kind in fronts if bare.startswith(front)), None):
        return kind
    return next((known for word in spellings(text) if (known := words.get(bare_label(word)[0]))), None)


@dataclass(frozen=True, slots=True)
class Options:
    """What a cell with options says: the ticked ones, and whether it lists options at all."""

    ticked: tuple[str, ...]
    is_list: bool


def read_options(text: str) -> Options:
    """Which option of `1.… 2.… √4.…` is ticked; the mark may stand before or behind its option.

    A mark belongs to the option that it stands nearer to (a line break is far); in a list whose other options have
    an open box in front, to the option behind it.
    """
    marks = load_toml("declaration.toml")["marks"]
    signs = "".join(sign for sign in marks["ticked"] if not sign.isascii())
    letters = "".join(sign for sign in marks["ticked"] if sign.isascii())
    boxes = "".join(marks["open"])
    bare = re.sub(r"\[[^\]]*\]", "", plain(text))
    # A letter used as a mark stands beside the number of an option or behind its text, never inside a word.
    bare = re.sub(
        rf"(?<![A-Za-z])[{letters}](?=\s*\d{{1,2}}[.、．])|(?<=[\u4e00-\u9fff])[{letters}](?=\s|\Z)", signs[0], bare
    )
    starts = [match.start() for match in _OPTION_START.finditer(bare)]
    found = [match.start() for match in re.finditer(f"[{signs}]", bare)]
    if not starts and any(sign in bare for sign in boxes):
        # Options without numbers, each behind its box: □阶段性 ☑经常性.
        pieces = re.findall(rf"([{signs}{boxes}])([^{signs}{boxes}]+)", bare)
        return Options(tuple("".join(name.split()) for sign, name in pieces if sign in signs), True)
    if len(starts) < 2 and not (starts and found):
        name = " ".join(re.sub(f"[{signs}{boxes}]", "", bare).split())
        return Options((name,) if name else (), False)
    front = any(sign in bare for sign in boxes)
    ticked: set[int] = set()
    for mark in found:
        following = next((start for start in starts if start > mark), None)
        preceding = next((start for start in reversed(starts) if start < mark), None)
        if following is not None and (preceding is None or front):
            ticked.add(following)
        elif preceding is not None and following is None:
            ticked.add(preceding)
        elif preceding is not None and following is not None:
            behind = _distance(bare[mark + 1 : following])
            before = _distance(bare[len(bare[:mark].rstrip()) : mark])
            ticked.add(following if behind <= before else preceding)
    names = []
    for start, end in zip(starts, [*starts[1:], len(bare)], strict=True):
        if start in ticked:
            names.append(re.sub(rf"\s+|[{signs}{boxes}]", "", bare[start:end]))
    return Options(tuple(names), True)


def _distance(blanks: str) -> int:
    return len(blanks) + 20 * blanks.count("\n")
