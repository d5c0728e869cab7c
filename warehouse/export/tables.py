"""What is exported: the tables of `main` and `mart`, with the meaning and the Chinese name of each column.

1. Persons (`restricted.contact`, a file of its own) are exported only where they are asked for (`--with-contacts`).
2. The Chinese name of a column is what its comment in the catalog has in brackets at the end; columns without one keep
   their own name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.errors import CallError

if TYPE_CHECKING:
    import duckdb

_CHINESE = re.compile(r"\(([^()]*[一-鿿][^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
#: the index of the search is of no use elsewhere.
_LEFT_OUT = {("mart", "search_text"), ("mart", "search_token")}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    name: str
    #: DuckDB's type
    type: str
    comment: str

    @property
    def chinese(self) -> str:
        match = _CHINESE.search(self.comment)
        return match[1] if match else self.name

    @property
    def is_decimal(self) -> bool:
        return self.type.startswith("DECIMAL")

    @property
    def scale(self) -> int:
        match = re.match(r"DECIMAL\(\d+,\s*(\d+)\)", self.type)
        return int(match[1]) if match else 0


@dataclass(frozen=True, slots=True)
class ExportTable:
    schema: str
    name: str
    comment: str
    columns: tuple[ExportColumn, ...]

    @property
    def file_stem(self) -> str:
        """`spending_line`, `dim_unit`: unique over the schemas."""
        return self.name

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def chinese(self) -> str:
        match = _CHINESE.search(self.comment)
        return match[1] if match else self.name


def export_tables(
    connection: duckdb.DuckDBPyConnection, wanted: list[str] | None = None, *, with_contacts: bool = False
) -> list[ExportTable]:
    """The tables to export: all, or those named (with or without their schema)."""
    schemas = ["main", "mart", *(["restricted"] if with_contacts else [])]
    # Persons stand in an attached file: the name of that file is what a query writes before the name of the table.
    schema_name = "case when database_name = 'restricted' then 'restricted' else schema_name end"
    columns: dict[tuple[str, str], list[ExportColumn]] = {}
    for schema, table, name, kind, comment in connection.execute(
        f"select {schema_name} as schema_part, table_name, column_name, data_type, coalesce(comment, '')"
        " from duckdb_columns() where list_contains(?, schema_part) and not internal order by column_index",
        [schemas],
    ).fetchall():
        columns.setdefault((schema, table), []).append(ExportColumn(name, kind, comment))
    found = [
        ExportTable(schema, name, comment, tuple(columns.get((schema, name), ())))
        for schema, name, comment in connection.execute(
            f"select {schema_name} as schema_part, table_name, coalesce(comment, '') from duckdb_tables()"
            " where list_contains($schemas, schema_part) and not internal"
            f" union all select {schema_name} as schema_part, view_name, coalesce(comment, '') from duckdb_views()"
            " where list_contains($schemas, schema_part) and not internal order by 1, 2",
            {"schemas": schemas},
        ).fetchall()
        if (schema, name) not in _LEFT_OUT
    ]
    if not wanted:
        return found
    by_name = {name: table for table in found for name in (table.name, table.full_name)}
    unknown = sorted(set(wanted) - set(by_name))
    if unknown:
        hint = (
            "contacts are exported only with --with-contacts"
            if unknown[0].endswith("contact")
            else "see 'warehouse sql \"show all tables\"'"
        )
        raise CallError(f"no table to export is called {unknown[0]}", hint)
    return list(dict.fromkeys(by_name[name] for name in wanted))
