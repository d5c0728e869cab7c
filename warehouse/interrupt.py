"""Ctrl-C, so that nothing on its way can lose it.

Python raises KeyboardInterrupt wherever the main thread happens to be, which may be inside a library that takes it for
something else:

1. DuckDB ends its query with `RuntimeError: Query interrupted`, and then waits until its other threads have done all
   of the pipeline that they are at: minutes in a large build. What `watched` connections do is stopped altogether.
2. Great Expectations notes it as the failure of one expectation; an import that is tried and may fail goes on without.

So it is remembered here as well, and asked for between steps (`heed`) and where a call ends, well or not (`heeded`).
"""

from __future__ import annotations

import signal

#: `typing`, `contextlib` and `weakref` would cost every start of the program more than they save here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from weakref import ref

    import duckdb


class _Asked:
    """Whether the user asked to stop and nobody did so yet."""

    def __init__(self) -> None:
        self.is_set = False


_ASKED = _Asked()
_WATCHED: list[ref[duckdb.DuckDBPyConnection]] = []


def listen() -> None:
    """From now on Ctrl-C comes here. Where it is ignored (nohup, a job in the background) it stays so."""
    _ASKED.is_set = False
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    try:
        signal.signal(signal.SIGINT, _stop)
    except ValueError:
        # Called from another thread than the first: whoever started the thread takes care of Ctrl-C.
        return


def _stop(number: int, frame: FrameType | None) -> None:
    _ASKED.is_set = True
    for known in list(_WATCHED):
        if (connection := known()) is not None:
            connection.interrupt()
    signal.default_int_handler(number, frame)


def watched(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """What this connection is doing when Ctrl-C comes is stopped. Nothing has to be taken back."""
    from weakref import ref

    _WATCHED[:] = [known for known in _WATCHED if known() is not None]
    _WATCHED.append(ref(connection))
    return connection


def heed() -> None:
    """Stop here if the user asked to."""
    if _ASKED.is_set:
        _ASKED.is_set = False
        raise KeyboardInterrupt


def met() -> None:
    """Whoever takes KeyboardInterrupt for good says so: the user asked for no more than was done."""
    _ASKED.is_set = False


class heeded:
    """`with heeded():` whatever Ctrl-C became inside, it is KeyboardInterrupt outside."""

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, Exception):
            heed()
        elif isinstance(error, KeyboardInterrupt):
            met()
