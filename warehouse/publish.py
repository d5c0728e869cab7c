"""Publishing: the new file takes the old one's place in one step.

A reader that has the old file open keeps its data until it closes; who opens afterwards sees the new one. A build that
fails never comes near the published file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.gate import Verdict
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


def published_verdict(home: Home) -> Verdict | None:
    """What the last checks said of the published warehouse, as it carries it itself; None where none looked at it."""
    from warehouse.connect import open_published

    with suppress(WarehouseError):
        connection = open_published(home)
        try:
            import duckdb

            with suppress(duckdb.Error):
                row = connection.execute(
                    "select outcome, failed_error, failed_warning, passed, expectations from quality.run"
                    " where fingerprint = (select fingerprint from quality.build) order by run_key desc limit 1"
                ).fetchone()
                return _verdict(*row) if row else None
        finally:
            connection.close()
    return None


def _verdict(outcome: str, errors: int, warnings: int, passed: int, expectations: int) -> Verdict:
    # A run has failed also where a check of severity error broke.
    red = max(1, errors) if outcome == "failed" else 0
    parts = [f"{passed} of {expectations} expectations hold"]
    parts += [f"{count} {words}" for count, words in ((red, "errors"), (warnings, "warnings")) if count]
    return Verdict(red, warnings, ", ".join(parts))
