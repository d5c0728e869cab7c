"""The history of quality runs inside the star's own file, for SQL.

The published file is only ever replaced: the history is written into a copy of it, which then takes its place. Readers
keep what they have open. Whoever holds the home's lock (a load) publishes a file with the history anyway, so a check
that cannot have the lock leaves it at that: its run stands beside the star, in HOME/quality/history.
"""

from __future__ import annotations

import shutil
import uuid
from contextlib import suppress
from pathlib import Path

from expectations.history import HistoryError, copy_into
from warehouse.errors import CallError
from warehouse.home import Home, exclusive
from warehouse.interrupt import watched
from warehouse.publish import publish


def write_history(file: Path, home: Home) -> None:
    """Put the whole history into a warehouse file that nobody else has open for writing."""
    import duckdb

    connection = watched(duckdb.connect(str(file)))
    try:
        copy_into(connection, home.quality)
    finally:
        connection.close()


def refresh_published(home: Home, wait_seconds: float = 5.0) -> str | None:
    """Publish the warehouse again with its history up to now. Gives back why not, where that cannot be."""
    import duckdb

    copy = home.building / f"history-{uuid.uuid4().hex[:12]}.duckdb"
    try:
        with exclusive(home, wait_seconds):
            home.building.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(home.published, copy)
                write_history(copy, home)
                publish(home, copy)
            finally:
                with suppress(OSError):
                    copy.unlink(missing_ok=True)
    except CallError as error:
        return f"{error}: the next publication takes the history along"
    except (OSError, duckdb.Error, HistoryError) as error:
        return " ".join(str(error).split())[:200]
    return None
