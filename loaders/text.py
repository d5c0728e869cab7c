"""Pure functions on printed text: what stays the same when a document is typeset differently."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"</?(?:b|i|u|p|br|strong|em|span|sub|sup)\b[^>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"', "‘": "'", "’": "'"})
_BLANK_WIDTHS = {"\u3000": 1.0, "\t": 2.0}
#: a document asks for the same headings, codes and names again and again
_REMEMBERED = 16_384


def plain(text: str) -> str:
    """The text without inline mark-up left by an extraction (`<b>…</b>`), outer blanks and BOM; line breaks stay."""
    if "<" in text:
        text = _TAG.sub("", text)
    return text.replace("\ufeff", "").replace("\u200b", "").strip()


def squeeze(text: str) -> str:
    """The text with every run of white space removed: Chinese prose does not need it, and PDF cells break anywhere."""
    return "".join(plain(text).split())


@lru_cache(maxsize=_REMEMBERED)
def compact(text: str) -> str:
    """As printed, but squeezed and half-width: for headings that are kept for display and compared by pattern."""
    # Squeezed twice: some characters become blanks only in their half-width form.
    return squeeze(unicodedata.normalize("NFKC", squeeze(text)))


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """For comparing: squeezed, full-width forms made half-width (NFKC), typographic quotes made plain."""
    return compact(text).translate(_QUOTES)


def joined(text: str) -> str:
    """One line of readable text: a break between two CJK characters disappears, elsewhere it becomes one blank."""
    parts = [part.strip() for part in plain(text).splitlines() if part.strip()]
    out = ""
    for part in parts:
        if out and out[-1].isascii() and part[0].isascii() and out[-1].isalpha() and part[0].isalpha():
            out += " "
        out += part
    return _BLANKS.sub(" ", out)


def leading_width(text: str) -> float:
    """The width of the blanks that a text begins with, in Chinese characters."""
    width = 0.0
    for character in text:
        if not character.isspace() or character in "\r\n":
            break
        width += _BLANK_WIDTHS.get(character, 0.5)
    return width


def is_dash(text: str) -> bool:
    """Is the cell a printed dash: there is no such figure (which is not zero, and not blank)?"""
    bare = squeeze(text)
    return bool(bare) and all(ch in "-‐‑‒–—―−－─" for ch in bare)


def or_none(text: str | None) -> str | None:
    """Empty is None, never ''."""
    return text if text else None
