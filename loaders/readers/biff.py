"""What calamine does not tell of an .xls: whether it is encrypted, how large its sheets are, the number formats that
matter, and the indents.

A BIFF8 stream is a run of records: type, length, bytes. Numbers carry the index of their style (XF), a style the
number of its format, a format its code. Only those records are looked at. The sizes must be known beforehand: the
parser makes room for what the file says it holds, and a damaged file may say anything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from loaders.document import UnreadableDocument
from loaders.readers.number_format import BUILTIN, matters
from loaders.readers.sheet_xml import SheetFacts

_FORMULA, _EOF, _FILEPASS, _BOUNDSHEET, _SST = 0x0006, 0x000A, 0x002F, 0x0085, 0x00FC
_MULRK, _XF, _NUMBER, _RK, _FORMAT, _BOF = 0x00BD, 0x00E0, 0x0203, 0x027E, 0x041E, 0x0809
_LABEL, _LABELSST, _BOOLERR, _DIMENSIONS = 0x0204, 0x00FD, 0x0205, 0x0200
_CELLS = {_FORMULA, _NUMBER, _RK, _LABEL, _LABELSST, _BOOLERR}
#: where a style (XF) keeps the steps of its indent
_INDENT_BYTE, _INDENT_BITS = 8, 0x0F
#: a string of the shared table takes at least so many bytes
_STRING_BYTES = 3


def is_encrypted(stream: bytes) -> bool:
    """Does the workbook's stream ask for a password?"""
    return any(kind == _FILEPASS for kind, _ in _records(stream, 0))


def facts_by_sheet(stream: bytes) -> list[SheetFacts]:
    """Size and formats of each sheet, in order. Refuses a table of strings that claims more than the file can hold."""
    codes = dict(BUILTIN)
    styles: list[int] = []
    indents: dict[int, int] = {}
    offsets: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _FORMAT and len(body) > 5:
            codes[struct.unpack_from("<H", body)[0]] = _unicode(body[2:])
        elif kind == _XF and len(body) >= 4:
            if len(body) > _INDENT_BYTE and body[_INDENT_BYTE] & _INDENT_BITS:
                indents[len(styles)] = body[_INDENT_BYTE] & _INDENT_BITS
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET and len(body) >= 4:
            offsets.append(struct.unpack_from("<I", body)[0])
        elif kind == _SST and len(body) >= 8 and struct.unpack_from("<I", body, 4)[0] > len(stream) // _STRING_BYTES:
            raise _damaged("its table of strings")
    wanted = {index: codes[number] for index, number in enumerate(styles) if matters(codes.get(number, ""))}
    return [_facts(stream, offset, wanted, indents) for offset in offsets]


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


def _facts(stream: bytes, offset: int, wanted: Mapping[int, str], indents: Mapping[int, int]) -> SheetFacts:
    found: dict[tuple[int, int], str] = {}
    steps: dict[tuple[int, int], int] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    claimed = 0
    for kind, body in _records(stream, offset):
        if kind in _CELLS and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            rows.add(row)
            columns.add(column)
            if style in wanted:
                found[(row, column)] = wanted[style]
            if style in indents:
                steps[(row, column)] = indents[style]
        elif kind == _DIMENSIONS and len(body) >= 12:
            first_row, end_row, first_column, end_column = struct.unpack_from("<IIHH", body)
            if first_row > end_row or first_column > end_column:
                raise _damaged("the size of a sheet")
            claimed = (end_row - first_row) * (end_column - first_column)
        elif kind == _MULRK and len(body) >= 12:
            row, first = struct.unpack_from("<HH", body)
            count = (len(body) - 6) // 6
            rows.add(row)
            columns.update((first, first + count - 1))
            for position in range(count):
                style = struct.unpack_from("<H", body, 4 + position * 6)[0]
                if style in wanted:
                    found[(row, first + position)] = wanted[style]
    area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0
    return SheetFacts(max(area, claimed), found, steps)


def _damaged(what: str) -> UnreadableDocument:
    return UnreadableDocument(f"the workbook is damaged ({what})", "download it again")


def _unicode(raw: bytes) -> str:
    length, flags = struct.unpack_from("<HB", raw)
    return raw[3:].decode("utf-16-le", "replace")[:length] if flags & 1 else raw[3 : 3 + length].decode("latin-1")
