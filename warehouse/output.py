"""Rows for people and programs: --format table|json|csv.

Standard library only, so that a query starts quickly. Money stays exact: a Decimal is written with all its digits in
every format (in JSON as a number of the same digits). A Chinese character takes two columns of a terminal.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import TextIO

FORMATS = ("table", "json", "csv")
#: a table is laid out on these many first rows; later rows keep their widths.
_LAYOUT_ROWS = 2_000
_MAX_CELL_WIDTH = 60


def add_format_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print the rows (default: table)")


def width_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    kept = ""
    used = 0
    for character in text:
        used += width_of(character)
        if used > width - 1:
            break
        kept += character
    return kept + "…"


def shown(value: object) -> str:
    """A value as a person reads it; NULL is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return " | ".join(shown(item) for item in value)
    return str(value)


def to_json(value: object) -> str:
    """JSON in which decimals keep their digits."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {to_json(item)}" for key, item in value.items())
            + "}"
        )
    if value is None or isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return json.dumps(value) if value == value and value not in (float("inf"), float("-inf")) else "null"
    return json.dumps(str(value), ensure_ascii=False)


def write_rows(
    columns: Sequence[str], rows: Iterable[Sequence[object]], format_name: str, out: TextIO | None = None
) -> int:
    """Write rows in one of the formats; gives back how many there were."""
    target = out or sys.stdout
    if format_name == "csv":
        return _write_csv(columns, rows, target)
    if format_name == "json":
        return _write_json(columns, rows, target)
    return _write_table(columns, rows, target)


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], out: TextIO) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([shown(value) for value in row])
        count += 1
    return count


def _write_json(columns: Sequence[str], rows: Iterable[Sequence[object]], out: TextIO) -> int:
    names = [json.dumps(column, ensure_ascii=False) for column in columns]
    out.write("[")
    count = 0
    for row in rows:
        pairs = ", ".join(f"{name}: {to_json(value)}" for name, value in zip(names, row, strict=True))
        out.write(("," if count else "") + "\n  {" + pairs + "}")
        count += 1
    out.write("\n]\n" if count else "]\n")
    return count


def _write_table(columns: Sequence[str], rows: Iterable[Sequence[object]], out: TextIO) -> int:
    iterator = iter(rows)
    first = [list(row) for row in islice(iterator, _LAYOUT_ROWS)]
    numeric = [
        all(isinstance(row[index], int | float | Decimal) or row[index] is None for row in first)
        for index in range(len(columns))
    ]
    limit = _MAX_CELL_WIDTH if len(columns) > 2 else 10_000
    texts = [[_cut(" ".join(shown(value).split()), limit) for value in row] for row in first]
    widths = [max([width_of(name), *(width_of(row[index]) for row in texts)]) for index, name in enumerate(columns)]
    out.write(_line(columns, widths, [False] * len(columns)))
    out.write("  ".join("─" * width for width in widths) + "\n")
    count = 0
    for row in chain(texts, ([_cut(" ".join(shown(value).split()), limit) for value in late] for late in iterator)):
        out.write(_line(row, widths, numeric))
        count += 1
    return count


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, width, is_right in zip(texts, widths, right, strict=True):
        blank = " " * max(0, width - width_of(text))
        cells.append(blank + text if is_right else text + blank)
    return "  ".join(cells).rstrip() + "\n"
