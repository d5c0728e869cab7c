"""Things first, then their figures in the same order: 基本支出、项目支出分别为100万元、200万元,占比分别为33%和67%."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.prose.figures import Figure
from loaders.prose.subjects import Subject
from loaders.prose.told import Stated

_NAMES = re.compile(r"^(?P<names>.*?)分别")
_BARE = re.compile(r"^(?:[、,;]|和|及|与|以及|为)*$")
_ITEMS = re.compile(r"、|和|及|与|以及")
_MEASURED = re.compile(r"(?:占比|比重|占|增幅|数额|金额)$")


@dataclass(slots=True)
class Listing:
    """The list that is open inside a sentence."""

    #: the things, whose turn it is, and which amounts (by their index) they got
    subjects: tuple[Subject, ...] = ()
    turn: int | None = None
    given: dict[int, int] = field(default_factory=dict)

    def goes_on(self, segment: str, run: int, resolve: Callable[[str], Subject]) -> bool:
        """Is the figure behind this segment a further one of a list? `run` figures follow each other from it on."""
        if "分别" in segment:
            self.subjects = tuple(resolve(name) for name in _names(segment, run)) or self.subjects
            self.turn = 0 if self.subjects else None
            return False
        if self.turn is not None and _BARE.match(segment) and self.turn + 1 < len(self.subjects):
            self.turn += 1
            return True
        self.turn = None
        return False

    def in_turn(self, stated: Stated, index: int) -> Stated:
        """The figure with the thing whose turn it is; a percentage is of the amount that its thing got."""
        if self.turn is None:
            return stated
        stated = replace(stated, subject=self.subjects[self.turn])
        if stated.kind == "amount":
            self.given[self.turn] = index
            return stated
        return replace(stated, of=self.given.get(self.turn), base=None)


def run_from(figure: Figure, figures: Sequence[Figure], text: str) -> int:
    """How many figures of a sort follow each other from this one on with nothing but signs between them."""
    run = 1
    for one, other in pairwise(figures[figures.index(figure) :]):
        if other.sort != figure.sort or not _BARE.match(text[one.end : other.start]):
            break
        run += 1
    return run


def _names(segment: str, count: int) -> tuple[str, ...]:
    """The names before 分别, where there are as many as figures behind it; a name may hold 和 itself."""
    match = _NAMES.match(segment)
    if match is None or count < 2:
        return ()
    names = _MEASURED.sub("", match["names"].lstrip("、,:的"))
    for split in (names.split("、"), _ITEMS.split(names)):
        parts = tuple(part for part in split if part)
        if len(parts) == count:
            return parts
    return ()
