"""Persons named in forms: a file of its own beside the published warehouse, made only where somebody asks for it.

1. The published file never holds them, so that whoever gets it, or an export or a report of it, gets no person.
2. The file belongs to one publication: a later one that is made without asking deletes it, so that no list of persons
   stays behind unnoticed.
3. Only its owner may read it.
"""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

from warehouse.home import Home
from warehouse.model import run_file, store_view
from warehouse.resources import resource_folder
from warehouse.store import Store

if TYPE_CHECKING:
    import duckdb

_OWNER_ONLY = 0o600


def write_contacts(home: Home, store: Store) -> int:
    """Write HOME/restricted.duckdb anew from the store; gives back how many persons it names."""
    import duckdb

    home.building.mkdir(parents=True, exist_ok=True)
    target = home.building / f"{uuid.uuid4().hex[:12]}.contacts.duckdb"
    connection = duckdb.connect()
    try:
        connection.execute("create schema store")
        for table in ("contact", "document"):
            connection.execute(store_view(store, table))
        connection.execute(f"attach '{str(target).replace(chr(39), chr(39) * 2)}' as restricted")
        os.chmod(target, _OWNER_ONLY)
        for file in sorted((resource_folder("sql") / "restricted").glob("*.sql")):
            run_file(connection, file)
        count = _count(connection)
        connection.execute("detach restricted")
        os.replace(target, home.restricted)
        return count
    finally:
        connection.close()
        target.unlink(missing_ok=True)


def forget_contacts(home: Home) -> None:
    """What an earlier publication was asked for does not outlive it."""
    home.restricted.unlink(missing_ok=True)


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select count(*) from restricted.contact").fetchone()
    return int(row[0]) if row else 0
