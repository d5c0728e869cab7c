"""OLE2 compound files (.xls, .doc, encrypted .xlsx and .docx): which streams they hold, and the bytes of one.

A small file system of its own: sectors chained through an allocation table (FAT), a directory of 128-byte entries, and
a second, finer table for streams shorter than 4096 bytes. Only reading; every chain is bounded, so that a damaged file
ends in `UnreadableDocument` and not in a loop.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from loaders.document import UnreadableDocument

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_ENTRY_BYTES = 128


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def _damaged() -> UnreadableDocument:
    return UnreadableDocument("the file is damaged: its directory of streams cannot be followed", "download it again")


class CompoundFile:
    """The streams of one compound file, by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise _damaged()
        self._data = data
        sector_shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if sector_shift not in (9, 12) or mini_shift != 6:
            raise _damaged()
        self._sector_bytes, self._mini_bytes = 1 << sector_shift, 1 << mini_shift
        directory_start = struct.unpack_from("<I", data, 48)[0]
        self._mini_limit, mini_fat_start = struct.unpack_from("<II", data, 56)
        self._fat = self._read_fat()
        self._entries = self._read_entries(self._chain(directory_start))
        self._mini_fat = _numbers(self._chain(mini_fat_start))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini_stream = self._chain(root.start)[: root.size] if root else b""

    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(entry.name for entry in self._entries)

    def stream(self, name: str) -> bytes | None:
        """The bytes of the stream of that name, or None where there is none."""
        entry = next((entry for entry in self._entries if entry.name == name and entry.kind == _STREAM), None)
        if entry is None:
            return None
        whole = self._mini_chain(entry.start) if entry.size < self._mini_limit else self._chain(entry.start)
        return whole[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        return self._data[start : start + self._sector_bytes]

    def _read_fat(self) -> tuple[int, ...]:
        next_list, list_count = struct.unpack_from("<II", self._data, 68)
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(min(list_count, len(self._data) // self._sector_bytes)):
            if next_list >= _LAST_SECTOR:
                break
            more = _numbers(self._sector(next_list))
            if not more:
                raise _damaged()
            sectors.extend(more[:-1])
            next_list = more[-1]
        return tuple(number for sector in sectors if sector < _LAST_SECTOR for number in _numbers(self._sector(sector)))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(self._fat, start))

    def _mini_chain(self, start: int) -> bytes:
        size = self._mini_bytes
        return b"".join(
            self._mini_stream[number * size : (number + 1) * size] for number in _followed(self._mini_fat, start)
        )

    def _read_entries(self, directory: bytes) -> tuple[_Entry, ...]:
        entries = []
        for offset in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            raw = directory[offset : offset + _ENTRY_BYTES]
            name_bytes = struct.unpack_from("<H", raw, 64)[0]
            kind = raw[66]
            start, size = struct.unpack_from("<II", raw, 116)
            if kind and 2 <= name_bytes <= 64:
                entries.append(_Entry(raw[: name_bytes - 2].decode("utf-16-le", "replace"), kind, start, size))
        if not entries:
            raise _damaged()
        return tuple(entries)


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _followed(table: tuple[int, ...], start: int) -> list[int]:
    chain: list[int] = []
    number = start
    while number < _LAST_SECTOR:
        if number >= len(table) or len(chain) > len(table):
            raise _damaged()
        chain.append(number)
        number = table[number]
    return chain
