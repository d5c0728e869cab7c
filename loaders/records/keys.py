"""Stable keys: the same document always gives the same keys, whatever the order of loading."""

from __future__ import annotations

import hashlib

from loaders.document import Place


def key_of(*parts: object) -> str:
    """A stable 16-digit key: the same document always gives the same keys, whatever the order of loading."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


def document_key_of(sha256: str) -> str:
    return sha256[:16]


def line_key_of(document_key: str, fact: str, place: Place, suffix: str = "") -> str:
    """The key of a fact line: its document, its fact and its cell (and a suffix where one cell gives several lines)."""
    return key_of(document_key, fact, *place, suffix)
