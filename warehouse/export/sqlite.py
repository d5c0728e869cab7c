"""SQLite. It has no decimals, and its REAL is a float: amounts are stored as text with all their digits.

Each decimal column `x` of scale 2 also gets `x_cents`, an integer, where it fits: sums of cents are exact in SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.export.tables import ExportColumn, ExportTable
from warehouse.output import to_json

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 50_000
_INTEGERS = {"INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BOOLEAN", "UBIGINT", "UINTEGER"}


def has_cents(column: ExportColumn) -> bool:
    return column.is_decimal and column.scale == 2


def write_sqlite(connection: duckdb.DuckDBPyConnection, tables: Sequence[ExportTable], target: Path) -> dict[str, int]:
    """One database file with a table for each, and `data_dictionary`."""
    target.unlink(missing_ok=True)
    counts: dict[str, int] = {}
    database = sqlite3.connect(target)
    try:
        database.execute("create table data_dictionary (table_name text, column_name text, chinese text, meaning text)")
        for table in tables:
            counts[table.full_name] = _table(connection, database, table)
            database.executemany(
                "insert into data_dictionary values (?, ?, ?, ?)",
                [(table.name, column.name, column.chinese, column.comment) for column in table.columns],
            )
        database.commit()
    finally:
        database.close()
    return counts


def _type(column: ExportColumn) -> str:
    if column.type in _INTEGERS:
        return "integer"
    return "real" if column.type in {"DOUBLE", "FLOAT"} else "text"


def _table(connection: duckdb.DuckDBPyConnection, database: sqlite3.Connection, table: ExportTable) -> int:
    definitions: list[str] = []
    for column in table.columns:
        definitions.append(f'"{column.name}" {_type(column)}')
        if has_cents(column):
            definitions.append(f'"{column.name}_cents" integer')
    database.execute(f'create table "{table.name}" ({", ".join(definitions)})')
    result = connection.execute(f"select * from {table.full_name}")
    insert = f'insert into "{table.name}" values ({", ".join("?" * len(definitions))})'
    count = 0
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        database.executemany(insert, (list(_values(row, table.columns)) for row in rows))
        count += len(rows)
    return count


def _values(row: Sequence[object], columns: Sequence[ExportColumn]) -> Iterator[str | int | float | None]:
    for value, column in zip(row, columns, strict=True):
        if value is None or isinstance(value, str | int | float):
            yield value
        elif isinstance(value, Decimal):
            yield format(value, "f")
        elif isinstance(value, list | tuple):
            yield to_json(value)
        else:
            yield str(value)
        if has_cents(column):
            yield int(value * 100) if isinstance(value, Decimal) else None
