"""The text between two figures, cut at its commas and colons; brackets of a name (出国（境）) are no cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.prose.words import is_empty

_LEADING = re.compile(r"^(?:[-、,;:。·)\]整(（\s]|左右|和|及|与|以及|其中|包括|分别|另外?|此外|同时)+")
_NO_SUBJECT = re.compile(r"^(?:其中|包括|包含|分别为?|主要包括|具体(?:包括|为)?)$")


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    #: the sign in front of it
    behind: str


def segments_of(gap: str) -> tuple[Segment, ...]:
    """The segments of a gap, the last one being next to the figure."""
    found: list[Segment] = []
    sign, start, position = "", 0, 0
    while position < len(gap):
        letter = gap[position]
        if letter == "(" and _closes(gap, position):
            position = gap.find(")", position)
        elif letter in ",;:。(":
            found.append(Segment(gap[start:position], sign))
            sign, start = letter, position + 1
        position += 1
    found.append(Segment(gap[start:], sign))
    return tuple(found)


def _closes(gap: str, position: int) -> bool:
    """Is the bracket that opens here closed before the figure, around a few words of a name?"""
    end = gap.find(")", position)
    inside = gap[position + 1 : end]
    is_name = bool(re.fullmatch(r"\d{3,9}", inside)) or not re.search(r"[;:\d]|^(?:其中|含|包括)", inside)
    return 0 < end - position <= 12 and is_name


def phrase_of(segments: tuple[Segment, ...]) -> str:
    """The words that name what the figure is: the last segment, or what stands before its colon."""
    last = _LEADING.sub("", segments[-1].text)
    if len(segments) > 1 and segments[-1].behind == ":" and is_empty(last):
        named = _LEADING.sub("", segments[-2].text)
        if named and not _NO_SUBJECT.match(named) and not is_empty(named):
            return named
    return last
