"""Bytes of unknown encoding -> text.

In this order, the first that fits wins:

1. A byte order mark (UTF-8, UTF-16, UTF-32), or the zero bytes of UTF-16 without one.
2. UTF-8, strictly; or with a few broken sequences in a long run of sound ones (a file cut off in the middle of a
   character): the broken ones become U+FFFD and are reported.
3. GB18030, if it decodes and most of its two-byte characters have both bytes high, as in Chinese text. Latin-1 text
   decodes as GB18030 too (`ú` and the letter after it become one character), but there the second byte is a letter.
4. Big5, if it decodes and a good part of the bytes is high; at last Windows-1252 or Latin-1, which always decodes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_PAIR = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]")
_MIXED_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e]")
_BROKEN_SHARE = 0.002
_SAMPLE_BYTES = 1 << 20
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that gave it, and how many characters could not be decoded."""

    text: str
    encoding: str
    broken: int = 0


def decoded(data: bytes) -> Decoded:
    """Text of unknown encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    if (encoding_without_mark := _utf16_without_mark(data)) is not None:
        return _lenient(data, encoding_without_mark)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        lenient = _lenient(data, "utf-8")
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE_BYTES])
    if lenient.broken <= max(2, high * _BROKEN_SHARE) and high > 20:
        return lenient
    if _is_chinese(data[:_SAMPLE_BYTES]):
        return _lenient(data, "gb18030")
    candidates = ("big5hkscs", "cp1252", "latin-1") if high > len(data[:_SAMPLE_BYTES]) / 5 else ("cp1252", "latin-1")
    for encoding in candidates:
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _lenient(data, "gb18030")


def is_binary(text: str) -> bool:
    """Do control characters say that this was never text?"""
    sample = text[:65536]
    return len(_CONTROL.findall(sample)) > max(1, len(sample) * _BINARY_SHARE)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _is_chinese(sample: bytes) -> bool:
    if sample.decode("gb18030", errors="replace").count("\ufffd") > max(2, len(sample) * _BROKEN_SHARE):
        return False
    high, mixed = len(_HIGH_PAIR.findall(sample)), len(_MIXED_PAIR.findall(sample))
    return high > 3 * mixed


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    # ASCII blanks, digits and line ends in UTF-16 have their zero byte always on the same side.
    if odd.count(0) > len(odd) // 10 and even.count(0) <= odd.count(0) // 20:
        return "utf-16-le"
    if even.count(0) > len(even) // 10 and odd.count(0) <= even.count(0) // 20:
        return "utf-16-be"
    return None
