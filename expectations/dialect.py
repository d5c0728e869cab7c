"""What mends Great Expectations on DuckDB: a SQLAlchemy dialect over one connection that is already open.

With duckdb-engine every SQL expectation of Great Expectations 1.x fails, for it reads results after their connection
went back to the pool. Here

1. the connection is the quality run's own (read-only, locked, with its temporary tables): nothing connects again;
2. each result is read to its end at once, so that it does not depend on a later use of the connection;
3. an expectation that runs too long is interrupted, as in the plain run;
4. columns are told from DuckDB's catalog.

Only what Great Expectations asks of a dialect is there; it is no general dialect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import duckdb
import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.engine.url import URL

from warehouse.time_limit import time_limit

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import ReflectedColumn

URL_OF_SESSION = "warehouse+session://"
#: the connection of the run under way, and its time limit for one query
_CURRENT: list[tuple[duckdb.DuckDBPyConnection, float]] = []
_TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "VARCHAR": sa.String,
    "INTEGER": sa.Integer,
    "BIGINT": sa.BigInteger,
    "BOOLEAN": sa.Boolean,
    "DOUBLE": sa.Float,
    "TIMESTAMP": sa.TIMESTAMP,
    "DATE": sa.Date,
}


class BufferedCursor:
    """A cursor that holds its whole result."""

    arraysize = 1
    rowcount = -1

    def __init__(self) -> None:
        self.description: Sequence[Any] | None = None
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        connection, seconds = _CURRENT[-1]
        with time_limit(connection, seconds):
            result = connection.execute(statement, list(parameters)) if parameters else connection.execute(statement)
            self.description = result.description
            self._rows = list(result.fetchall()) if result.description else []

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[tuple[Any, ...]]:
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        self._rows = []


class SessionConnection:
    """Stands for the connection of the run; closing it leaves that one open."""

    def cursor(self) -> BufferedCursor:
        return BufferedCursor()

    def commit(self) -> None:
        """Nothing is ever written."""

    def rollback(self) -> None:
        """Nothing is ever written."""

    def close(self) -> None:
        """The run closes its own connection."""


class SessionDialect(DefaultDialect):
    """Named `duckdb`, for Great Expectations asks for the name."""

    name = "duckdb"
    driver = "session"
    default_paramstyle = "qmark"
    supports_statement_cache = False

    @classmethod
    def import_dbapi(cls) -> Any:
        class Dbapi:
            paramstyle = "qmark"
            Error = duckdb.Error

        return Dbapi

    def create_connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        return [], {}

    def connect(self, *arguments: Any, **named: Any) -> Any:
        return SessionConnection()

    def get_columns(
        self, connection: sa.Connection, table_name: str, schema: str | None = None, **named: Any
    ) -> list[ReflectedColumn]:
        rows = _CURRENT[-1][0].execute(
            "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?"
            " order by column_index",
            [schema or "main", table_name],
        )
        return [
            {"name": name, "type": _TYPES.get(kind, sa.types.NullType)(), "nullable": True, "default": None}
            for name, kind in rows.fetchall()
        ]

    def get_schema_names(self, connection: sa.Connection, **named: Any) -> list[str]:
        return [str(name) for (name,) in _CURRENT[-1][0].execute("select schema_name from duckdb_schemas()").fetchall()]

    def get_table_names(self, connection: sa.Connection, schema: str | None = None, **named: Any) -> list[str]:
        rows = _CURRENT[-1][0].execute(
            "select table_name from duckdb_tables() where schema_name = ?", [schema or "main"]
        )
        return [str(name) for (name,) in rows.fetchall()]

    def get_view_names(self, connection: sa.Connection, schema: str | None = None, **named: Any) -> list[str]:
        rows = _CURRENT[-1][0].execute("select view_name from duckdb_views() where schema_name = ?", [schema or "main"])
        return [str(name) for (name,) in rows.fetchall()]

    def get_pk_constraint(self, connection: sa.Connection, table_name: str, *arguments: Any, **named: Any) -> Any:
        return {"constrained_columns": [], "name": None}

    def has_table(self, connection: sa.Connection, table_name: str, *arguments: Any, **named: Any) -> bool:
        return True


def use_connection(connection: duckdb.DuckDBPyConnection, seconds: float) -> None:
    """From now on the URL means this connection."""
    _CURRENT[:] = [(connection, seconds)]
    registry.register("warehouse.session", __name__, "SessionDialect")


def release_connection() -> None:
    _CURRENT.clear()
