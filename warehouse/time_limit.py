"""A limit to the time of a query.

1. One thread looks after all queries under way: a thread for each would cost more than most of them. It looks a few
   times a second, and ends where it has had nothing to do for a while.
2. On a busy machine the limit is time at work, so that what others do there cannot break a rule; but not without end.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

#: how many times as long a query may take where the machine is busy with others
_BUSY = 5
_LOOK_SECONDS = 0.1
_IDLE_SECONDS = 5.0


@dataclass(eq=False, slots=True)
class _Limit:
    connection: duckdb.DuckDBPyConnection
    seconds: float
    begun: float = field(default_factory=time.monotonic)
    worked: float = field(default_factory=time.process_time)

    def is_over(self) -> bool:
        waited = time.monotonic() - self.begun
        if waited < self.seconds:
            return False
        return time.process_time() - self.worked >= self.seconds or waited >= self.seconds * _BUSY


class _Watch:
    def __init__(self) -> None:
        self._limits: set[_Limit] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        atexit.register(self._stop)

    def begin(self, limit: _Limit) -> None:
        with self._lock:
            self._limits.add(limit)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="time-limit", daemon=True)
                self._thread.start()

    def end(self, limit: _Limit) -> None:
        with self._lock:
            self._limits.discard(limit)

    def _stop(self) -> None:
        """At the end of the program: a thread that is still there keeps the database's library from being put away."""
        self._ended.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _look(self) -> None:
        idle_since = time.monotonic()
        while not self._ended.wait(_LOOK_SECONDS):
            with self._lock:
                for limit in [limit for limit in self._limits if limit.is_over()]:
                    # Once is enough: what runs on the connection afterwards is nobody's to stop.
                    self._limits.discard(limit)
                    limit.connection.interrupt()
                if self._limits:
                    idle_since = time.monotonic()
                elif time.monotonic() - idle_since > _IDLE_SECONDS:
                    self._thread = None
                    return


_WATCH = _Watch()


@contextmanager
def time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what the connection does after so many seconds."""
    limit = _Limit(connection, seconds)
    _WATCH.begin(limit)
    try:
        yield
    finally:
        _WATCH.end(limit)
