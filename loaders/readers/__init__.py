"""File -> Document. One module a format; the format is known by the bytes, never by the name alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders.document import Document, UnreadableDocument


def sniff(head: bytes, name: str) -> str:
    """The format of a file by its first bytes (and, among plain texts, by its name)."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        return "html"
    suffix = Path(name).suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return "csv"
    return "text"


def read(path: Path) -> Document:
    """Read one file. Raises `UnreadableDocument` with one plain line where it cannot be read."""
    data = path.read_bytes()
    if not data.strip():
        raise UnreadableDocument("the file is empty", "download it again")
    sha256 = hashlib.sha256(data).hexdigest()
    format_name = sniff(data[:4096], path.name)
    if format_name == "pdf":
        from loaders.readers.pdf import read_pdf

        return read_pdf(data, path.name, sha256)
    if format_name == "text":
        from loaders.readers.text import read_text

        return read_text(data, path.name, sha256)
    raise UnreadableDocument(f"no reader for {format_name} yet")
