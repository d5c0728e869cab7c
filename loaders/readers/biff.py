"""What calamine does not tell of an .xls: whether it is encrypted, and the number formats that matter.

A BIFF8 stream is a run of records: type, length, bytes. Numbers carry the index of their style (XF), a style the
number of its format, a format its code. Only those records are looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from loaders.readers.number_format import BUILTIN, matters

_FORMULA, _EOF, _FILEPASS, _BOUNDSHEET = 0x0006, 0x000A, 0x002F, 0x0085
_MULRK, _XF, _NUMBER, _RK, _FORMAT, _BOF = 0x00BD, 0x00E0, 0x0203, 0x027E, 0x041E, 0x0809


def is_encrypted(stream: bytes) -> bool:
    """Does the workbook's stream ask for a password?"""
    return any(kind == _FILEPASS for kind, _ in _records(stream, 0))


def formats_by_sheet(stream: bytes) -> list[dict[tuple[int, int], str]]:
    """For each sheet in order: format codes that matter by (row, column) from 0."""
    codes = dict(BUILTIN)
    styles: list[int] = []
    offsets: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _FORMAT and len(body) > 5:
            codes[struct.unpack_from("<H", body)[0]] = _unicode(body[2:])
        elif kind == _XF and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET and len(body) >= 4:
            offsets.append(struct.unpack_from("<I", body)[0])
    wanted = {index: codes[number] for index, number in enumerate(styles) if matters(codes.get(number, ""))}
    if not wanted:
        return [{} for _ in offsets]
    return [_formats(stream, offset, wanted) for offset in offsets]


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, to its end. A record that runs past the end of the file ends it too."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        offset += 4 + length


def _formats(stream: bytes, offset: int, wanted: Mapping[int, str]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for kind, body in _records(stream, offset):
        if kind in (_NUMBER, _RK, _FORMULA) and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in wanted:
                found[(row, column)] = wanted[style]
        elif kind == _MULRK and len(body) >= 12:
            row, first = struct.unpack_from("<HH", body)
            for position in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + position * 6)[0]
                if style in wanted:
                    found[(row, first + position)] = wanted[style]
    return found


def _unicode(raw: bytes) -> str:
    length, flags = struct.unpack_from("<HB", raw)
    return raw[3:].decode("utf-16-le", "replace")[:length] if flags & 1 else raw[3 : 3 + length].decode("latin-1")
