"""A history that cannot be read keeps no run from its end: it is set aside, and begun anew from the warehouse file.

The published file carries the last runs (quality.run, quality.result). What was damaged stays beside the new history,
as HOME/quality/history-damaged-<time>, for whoever wants to look at it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from expectations.history import HistoryError, append_rows
from warehouse.connect import open_published
from warehouse.errors import WarehouseError
from warehouse.home import Home

_Found = TypeVar("_Found")


def remembered(home: Home, notes: list[str], work: Callable[[], _Found]) -> _Found:
    """Do what reads or writes the history; where it is damaged, mend it, say so, and do it once more."""
    try:
        return work()
    except HistoryError as error:
        notes.append(_mend(home, error))
        return work()


def _mend(home: Home, error: HistoryError) -> str:
    history = home.quality / "history"
    aside = home.quality / f"history-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z"
    if history.exists():
        os.replace(history, aside)
    kept = _restore(home)
    words = f"its last {kept} runs were taken from the warehouse file" if kept else "it begins anew"
    return f"{error}. {words[0].upper()}{words[1:]}; the damaged one is {aside}"


def _restore(home: Home) -> int:
    import duckdb

    try:
        connection = open_published(home)
    except WarehouseError:
        return 0
    try:
        # A run counts once its row stands, so that comes last.
        for table in ("result", "run"):
            rows = connection.sql(f"select * from quality.{table} order by run_key").to_arrow_table()
            if rows.num_rows:
                append_rows(home.quality, table, rows)
        return int(rows.num_rows)
    except duckdb.Error:
        # A file of an older program, without a history.
        return 0
    finally:
        connection.close()
