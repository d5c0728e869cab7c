"""Sizes in bytes as people write them: 512MiB, 4GiB, 8GB."""

from __future__ import annotations

import re

from warehouse.errors import CallError

_SIZE = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*$", re.IGNORECASE)


def bytes_of(text: str) -> int:
    match = _SIZE.match(text)
    if match is None:
        raise CallError(f"{text!r} is no size", "write it like 512MiB or 4GiB")
    number, letter, binary = match.groups()
    base = 1024 if binary else 1000
    return int(float(number) * base ** " kmgt".index(letter.lower() or " "))


def readable(count: int) -> str:
    """1536 -> '1.5 KiB'."""
    value = float(count)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} TiB"
