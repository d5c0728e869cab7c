"""The one way to open a published warehouse: read-only, and unable to reach files, the network or its own settings.

1. The file is opened read-only; many processes may do so at once.
2. `enable_external_access = false` refuses reading and writing files, COPY, ATTACH, INSTALL, LOAD and EXPORT.
3. `lock_configuration = true` is set last, so that a query cannot undo any of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import CallError, NotPublished
from warehouse.home import Home
from warehouse.interrupt import watched

if TYPE_CHECKING:
    import duckdb


def open_published(
    home: Home, *, memory_limit: str | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """A safe read-only connection to the published warehouse of a home."""
    if not home.published.is_file():
        raise NotPublished(
            f"{home.folder}: no warehouse is published here", "run 'warehouse demo' or 'warehouse load PATH' first"
        )
    home.check_format()
    return open_file(home.published, memory_limit=memory_limit, threads=threads)


def open_with_contacts(home: Home) -> duckdb.DuckDBPyConnection:
    """The published warehouse with the persons beside it, as catalog `restricted`: for an export that asks for them."""
    import duckdb

    if not home.restricted.is_file():
        raise CallError(
            f"{home.folder}: no contacts were written for what is published",
            "run 'warehouse build --with-contacts' first",
        )
    home.check_format()
    quoted = str(home.restricted).replace("'", "''")
    try:
        connection = watched(duckdb.connect(str(home.published), read_only=True))
        connection.execute(f"attach '{quoted}' as restricted (read_only)")
    except duckdb.Error as error:
        raise CallError(
            f"{home.folder}: cannot be opened ({str(error).splitlines()[0]})", "run 'warehouse build --with-contacts'"
        ) from error
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def open_file(path: Path, *, memory_limit: str | None = None, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """The same for any warehouse file (a build that is checked before it is published)."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if memory_limit:
        config["memory_limit"] = memory_limit
    if threads:
        config["threads"] = threads
    try:
        connection = watched(duckdb.connect(str(path), read_only=True, config=config))
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0]
        raise CallError(
            f"{path}: cannot be opened ({first_line})", "load again to rebuild it from the store"
        ) from error
    # A second connection of one process shares the settings of the first, which are locked already.
    locked = connection.execute("select current_setting('lock_configuration')").fetchall()
    if not locked[0][0]:
        connection.execute("set lock_configuration = true")
    return connection
