"""Files of the model that are sorted, piece by piece where the whole would not fit into memory.

A file says so in its head: `-- In pieces of store.spending by fiscal_year, 400 bytes a row.` means that its table is
made of one part of that input after the other, each sorted by itself; the parts follow each other in the order of the
column, and a row of the input takes so much memory until it is sorted. What is made is the same as in one go, where the
file sorts by that column first (or where it does not matter, as in an index).

1. A sort that does not fit is written to the disk and read again: ten times the lines then cost thirteen times as much.
   A piece takes half of the memory limit; the rest is for what goes on beside it.
2. Each piece reads its part of the input. Of the store that are the files whose least and greatest values say so; where
   every file holds every value, all of it would be read for each piece, and one go is cheaper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.sizes import bytes_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

_DIRECTIVE = re.compile(
    r"^-- In pieces of (?P<source>[a-z_]+\.[a-z_]+) by (?P<column>[a-z_]+), (?P<bytes>\d+) bytes a row\.$", re.MULTILINE
)
_CREATE = re.compile(r"^create table (?P<name>[a-z_.]+) as\b", re.MULTILINE)
_SHARE_OF_MEMORY = 0.5
#: reading the input so many times over costs more than the sort saves
_MOST_READINGS = 2.5


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows whose column lies between two values. A missing value counts as 0, the least."""

    low: int
    high: int

    def condition(self, column: str) -> str:
        # Not coalesce(): what a file says of its least and greatest values would not be asked.
        between = f"{column} between {self.low} and {self.high}"
        return between if self.low > 0 else f"({column} is null or {between})"


def statements(
    connection: duckdb.DuckDBPyConnection, file: Path, files_of: Callable[[str], list[str]] | None = None
) -> list[str]:
    """The text of a file, or several that together make what it makes. `files_of` tells the files of a store table."""
    text = file.read_text(encoding="utf-8")
    directive = _DIRECTIVE.search(text)
    if directive is None:
        return [text]
    source, column = directive["source"], directive["column"]
    schema, _, table = source.partition(".")
    files = files_of(table) if schema == "store" and files_of else []
    most_rows = max(1, int(_memory_limit(connection) * _SHARE_OF_MEMORY) // int(directive["bytes"]))
    if _row_count(connection, source, files) <= most_rows:
        return [text]
    pieces = _pieces(connection, source, column, most_rows)
    if files and _readings(connection, files, column, pieces) > _MOST_READINGS:
        return [text]
    reading = re.compile(rf"\bfrom {re.escape(source)}\b")
    if len(reading.findall(text)) != 1:
        raise ModelError(f"sql/{file.parent.name}/{file.name}: is made in pieces, and does not read {source} just once")
    made = connection.extract_statements(text)[0].query
    others = [reading.sub(f"from {_part(source, column, piece)}", made) for piece in pieces[1:]]
    return [
        reading.sub(f"from {_part(source, column, pieces[0])}", text),
        *(_CREATE.sub(r"insert into \g<name>", other) for other in others),
    ]


def _part(source: str, column: str, piece: Piece) -> str:
    return f"(select * from {source} where {piece.condition(column)})"


def _memory_limit(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select current_setting('memory_limit')").fetchone()
    return bytes_of(str(row[0])) if row else 0


def _row_count(connection: duckdb.DuckDBPyConnection, source: str, files: list[str]) -> int:
    """At most so many rows has the input; files of the store tell it without being read."""
    if files:
        found = connection.execute("select sum(num_rows) from parquet_file_metadata($files)", {"files": files})
    else:
        found = connection.execute(f"select count(*) from {source}")
    row = found.fetchone()
    return int(row[0] or 0) if row else 0


def _pieces(connection: duckdb.DuckDBPyConnection, source: str, column: str, most_rows: int) -> list[Piece]:
    """Neighbouring values of the column together, about so many rows at most; a value's rows are never parted."""
    found = connection.execute(
        f"with counted as (select coalesce({column}, 0) as value, count(*) as n from {source} group by all),"
        " summed as (select value, n, sum(n) over (order by value) as upto from counted)"
        f" select min(value), max(value) from summed group by (upto - n // 2) // {most_rows} order by 1"
    ).fetchall()
    return [Piece(int(low), int(high)) for low, high in found]


def _readings(connection: duckdb.DuckDBPyConnection, files: list[str], column: str, pieces: list[Piece]) -> float:
    """How many times over the rows of these files are read by all pieces together."""
    groups = connection.execute(
        "select coalesce(try_cast(stats_min_value as integer), 0), try_cast(stats_max_value as integer),"
        " row_group_num_rows, coalesce(stats_null_count, 1) > 0 from parquet_metadata($files)"
        " where path_in_schema = $column",
        {"files": files, "column": column},
    ).fetchall()
    read = sum(
        rows
        for low, high, rows, has_nulls in groups
        for piece in pieces
        if high is None or (low <= piece.high and piece.low <= high) or (has_nulls and piece.low <= 0)
    )
    return float(read / max(1, sum(rows for _, _, rows, _ in groups)))
