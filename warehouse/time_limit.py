"""A limit to the time of a query.

On a busy machine the limit is time at work, so that what others do there cannot break a rule; but not without end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

#: how many times as long a query may take where the machine is busy with others
_BUSY = 5


@contextmanager
def time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what the connection does after so many seconds."""
    done = threading.Event()
    worked, begun = time.process_time(), time.monotonic()

    def watch() -> None:
        while not done.wait(min(1.0, seconds / 4)):
            waited = time.monotonic() - begun
            if waited >= seconds and (time.process_time() - worked >= seconds or waited >= seconds * _BUSY):
                connection.interrupt()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
