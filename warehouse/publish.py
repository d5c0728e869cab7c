"""Publishing: the new file takes the old one's place in one step.

A reader that has the old file open keeps its data until it closes; who opens afterwards sees the new one. A build that
fails never comes near the published file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.home import Home


def publish(home: Home, built: Path) -> None:
    """Put a finished build in the published place."""
    handle = os.open(built, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(built, home.published)
    folder = os.open(home.folder, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def published_fingerprint(home: Home) -> str | None:
    """What the published warehouse was built from; None where there is none, or none that opens."""
    from warehouse.connect import open_published

    with suppress(WarehouseError):
        connection = open_published(home)
        try:
            import duckdb

            with suppress(duckdb.Error):
                row = connection.execute("select fingerprint from quality.build").fetchone()
                return str(row[0]) if row else None
        finally:
            connection.close()
    return None
