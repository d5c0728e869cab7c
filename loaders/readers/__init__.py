"""File -> Document. One module a format; the format is known by the bytes, never by the name alone.

A new format goes here: a kind in `kinds.py`, a module, and one line in `_read`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.document import Document, UnreadableDocument
from loaders.readers import limits
from loaders.readers.kinds import kind_of

_TEXTS = {"text", "csv", "html", "mhtml"}


def read(path: Path, seconds: float | None = None) -> Document:
    """Read one file. Raises `UnreadableDocument` with one plain line where it cannot be read. `seconds`: what it may
    cost; a reader of pictures stops in time and says what it has left out."""
    data = _bytes_of(path)
    kind = kind_of(data, path.name)
    if kind in _TEXTS and len(data) > limits.MAX_TEXT_BYTES:
        raise UnreadableDocument(_too_large(len(data), limits.MAX_TEXT_BYTES), "split it")
    return _read(kind, data, path.name, hashlib.sha256(data).hexdigest(), seconds)


def _read(kind: str, data: bytes, name: str, sha256: str, seconds: float | None) -> Document:
    """Hand the bytes to the reader of their kind. Each is imported only when it is needed: start-up stays quick."""
    if kind == "pdf":
        from loaders.readers.pdf import read_pdf

        return read_pdf(data, name, sha256, seconds)
    if kind in ("xlsx", "xls"):
        from loaders.readers.excel import read_excel

        return read_excel(data, name, sha256, kind)
    if kind == "docx":
        from loaders.readers.word import read_docx

        return read_docx(data, name, sha256)
    if kind in ("doc", "rtf"):
        from loaders.readers.word import read_doc

        return read_doc(data, name, sha256, suffix=f".{kind}")
    if kind == "html":
        from loaders.readers.html import read_html

        return read_html(data, name, sha256)
    if kind == "mhtml":
        from loaders.readers.mhtml import read_mhtml

        return read_mhtml(data, name, sha256)
    if kind == "csv":
        from loaders.readers.delimited import read_delimited

        return read_delimited(data, name, sha256)
    if kind == "image":
        from loaders.readers.ocr import read_image

        return read_image(data, name, sha256)
    from loaders.readers.text import read_text

    return read_text(data, name, sha256)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableDocument("a folder, not a file", "give the files in it")
        if not path.is_file():
            raise UnreadableDocument("not a regular file", "copy it to a file first")
        if size > limits.MAX_FILE_BYTES:
            raise UnreadableDocument(_too_large(size, limits.MAX_FILE_BYTES), "split it")
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise UnreadableDocument("there is no such file", "check the path") from problem
    except OSError as problem:
        raise UnreadableDocument(f"cannot be opened ({problem.strerror})", "check its permissions") from problem


def _too_large(size: int, limit: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB, the limit is {limit // 1024 // 1024} MB"
