"""Which loaders read a document: a number that follows their code and their vocabulary by itself.

A document is read again where its stored number is another. Nobody has to remember to raise it; that a change of a
comment counts too costs one more reading, while a forgotten one would cost a wrong figure.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

#: what the loaders give for the same bytes depends on files of these kinds under their folder
_SUFFIXES = frozenset({".py", ".toml", ".csv"})


@cache
def loader_version() -> int:
    """A positive 31-bit number (it is kept in an Arrow int32), the same wherever the same loaders are installed."""
    return version_of(Path(__file__).parent)


def version_of(folder: Path) -> int:
    digest = hashlib.blake2b(digest_size=4)
    for file in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES):
        # Line ends differ between a checkout on Windows and a wheel; the loaders do not.
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return max(1, int.from_bytes(digest.digest()) & 0x7FFF_FFFF)
