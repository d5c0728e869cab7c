"""Zip containers (xlsx, docx), looked through before anything parses them.

1. Entries, unpacked size and packing ratio stay within `limits`: a bomb is refused unopened.
2. Every entry is unpacked once and its checksum compared: a truncated or damaged file says so here, in one line.
3. No XML part may declare a document type: office files never do, entity bombs and external entities need it.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from loaders.document import UnreadableDocument
from loaders.readers import limits

_CHUNK = 1 << 20
_AGAIN = "download it again"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its directory read and within limits. Its entries are not unpacked yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise UnreadableDocument("the file is cut off or damaged (its zip directory is missing)", _AGAIN) from problem
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.MAX_ZIP_ENTRIES:
        raise UnreadableDocument(f"zip with {len(entries)} entries: no document has so many", "do not open this file")
    if total > limits.MAX_UNPACKED_BYTES:
        raise UnreadableDocument(
            f"unpacks to {total // 1024 // 1024} MB, more than the limit of "
            f"{limits.MAX_UNPACKED_BYTES // 1024 // 1024} MB: a zip bomb, or far too large",
            "split the document",
        )
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableDocument("the file is encrypted", "open it with its password and save it without one")
        is_large = entry.file_size > limits.RATIO_COUNTS_FROM_BYTES
        if is_large and entry.file_size > limits.MAX_PACKING_RATIO * max(entry.compress_size, 1):
            raise UnreadableDocument(
                f"part {entry.filename!r} unpacks to {entry.file_size // max(entry.compress_size, 1)} times its size: "
                "a zip bomb",
                "do not open this file",
            )
    return archive


def check_archive(archive: zipfile.ZipFile) -> None:
    """Unpack every entry once: checksums hold, and no XML part declares a document type."""
    for entry in archive.infolist():
        try:
            with archive.open(entry) as part:
                head = part.read(_CHUNK)
                while part.read(_CHUNK):
                    continue
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as problem:
            raise UnreadableDocument(f"part {entry.filename!r} of the file is damaged", _AGAIN) from problem
        if entry.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
            raise UnreadableDocument(
                f"part {entry.filename!r} declares XML entities, which office files never do", "do not open this file"
            )


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one entry, or none where it is missing."""
    try:
        return archive.read(name)
    except KeyError:
        return b""
