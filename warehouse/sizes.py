"""Sizes in bytes as people write them: 512MiB, 4GiB, 8GB."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

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


def machine_memory() -> int:
    """The memory this process may use: that of the machine, or of the container it runs in."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):
            found = min(found, int(Path(file).read_text(encoding="ascii")))
    return found


def model_memory() -> str:
    """What a build may use unless it is told: a quarter of the machine, so that the desk beside it stays usable."""
    return f"{max(machine_memory() // 4, 1 << 30) >> 20}MiB"
