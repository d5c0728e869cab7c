"""CSV and TSV -> Document: one grid, `row_no` is the line of the file where the record begins.

- The delimiter is the one of `,` `;` tab `|` that gives the most records the same number of fields, more than one.
- A quote that is never closed swallows the rest of the file. Where what it swallowed is records, quotes are read as
  ordinary characters; where it is not, the file ends in the middle of its last field. The document says which.
- A record of a single field above the table (a title, a unit) is a row like any other. Blank lines are left out.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from loaders.document import Cell, Document, Grid, Problem, Row, UnreadableDocument
from loaders.readers import limits
from loaders.readers.encoding import decoded, is_binary

DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_RECORDS = 200
_SAMPLE_CHARACTERS = 200_000
_MAX_FIELD = 1_000_000
_AGAIN = "download it again, or check that it is a CSV file"
#: put behind the last line while parsing: it is a record of its own unless a quote is still open there
_END = "\x1e"


def read_delimited(data: bytes, file_name: str, sha256: str) -> Document:
    """Read a delimited file whose encoding and delimiter are unknown."""
    text = decoded(data)
    if is_binary(text.text):
        raise UnreadableDocument("named as a CSV file, but binary", "check that it is the right file")
    delimiter = "\t" if "\t" in text.text and file_name.lower().endswith(".tsv") else delimiter_of(text.text) or ","
    limits.check_cells(text.text.count(delimiter))
    problems: list[Problem] = []
    if text.broken:
        message = f"{text.broken} characters are not {text.encoding} and could not be read"
        problems.append(Problem("broken_text", message, hint="save the file as UTF-8"))
    records, problem = _records(text.text, delimiter)
    if problem:
        problems.append(problem)
    rows = [
        Row(1, line_no, tuple(Cell(field, column) for column, field in enumerate(fields, 1) if field.strip()))
        for line_no, fields in records
    ]
    filled = tuple(row for row in rows if row.cells)
    if not filled:
        raise UnreadableDocument("the file holds no record", "download it again")
    width = max(row.cells[-1].column_no for row in filled)
    if width > limits.MAX_COLUMNS:
        raise UnreadableDocument(f"a record has {width:,} fields", "check that it is a CSV file")
    return Document(sha256, file_name, "csv", 1, (Grid(1, filled, width),), tuple(problems))


def delimiter_of(text: str) -> str | None:
    """The delimiter that makes a table of most records, or None where none does."""
    sample = text[:_SAMPLE_CHARACTERS]
    scores = {delimiter: _score(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else None


def _score(sample: str, delimiter: str) -> float:
    """Share of the records with the commonest number of fields (more than one), weighted a little by that number."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        counts = Counter(len(record) for record in islice(reader, _SAMPLE_RECORDS) if record)
    except csv.Error:
        return 0.0
    tables = {fields: times for fields, times in counts.items() if fields > 1}
    if not tables:
        return 0.0
    fields = max(tables, key=lambda number: tables[number])
    return tables[fields] / counts.total() * (1 + min(fields, 20) / 100)


def _records(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], Problem | None]:
    """Records with the line each begins at, and what is wrong with the quotes."""
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    csv.field_size_limit(_MAX_FIELD)
    try:
        records = list(_numbered(csv.reader(io.StringIO(ended + _END, newline=""), delimiter=delimiter)))
    except csv.Error:
        records = []
    if records and records[-1][1] == [_END]:
        return records[:-1], None
    if records and not _swallowed(records[-1][1], records[:-1], delimiter):
        line_no, fields = records[-1]
        records[-1] = (line_no, [*fields[:-1], fields[-1].removesuffix(_END)])
        return records, Problem("cut_off", f"the file ends in the middle of the record of line {line_no}", hint=_AGAIN)
    plain = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        message = "a quote is never closed: quotes were read as ordinary characters"
        return list(_numbered(plain)), Problem("open_quote", message)
    except csv.Error as problem:
        raise UnreadableDocument(f"a field is longer than {_MAX_FIELD:,} characters", _AGAIN) from problem


def _swallowed(last: list[str], before: list[tuple[int, list[str]]], delimiter: str) -> bool:
    """Did the open field at the end swallow records, that is lines with as many fields as the others have?"""
    usual = Counter(len(fields) for _, fields in before).most_common(1)
    lines = last[-1].splitlines()[1:-1]
    same = sum(line.count(delimiter) + 1 == usual[0][0] for line in lines) if usual else len(lines)
    return bool(lines) and same > len(lines) / 2


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    before = 0
    for record in islice(reader, limits.MAX_LINES):
        line_no, before = before + 1, reader.line_num  # type: ignore[attr-defined]
        yield line_no, record
