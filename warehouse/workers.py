"""Extraction in worker processes: each document on its own, with limits of time and memory.

1. A worker is a fresh process (spawn). It takes one path at a time and gives back Arrow tables, so that little is left
   to do for the parent.
2. The kernel holds it to its memory (RLIMIT_DATA), CPU time and size of written files; it may not open connections.
3. A document that crashes its worker, hangs or outgrows its limits costs that document only: the worker is replaced.
4. Ctrl-C is the parent's business: workers ignore it and end when their pipe closes.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from warehouse.errors import CallError
from warehouse.interrupt import heed

_NETWORK_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"})
_GIGABYTE = 1024**3
SECONDS_VARIABLE = "WAREHOUSE_DOCUMENT_SECONDS"
USUAL_SECONDS = 600.0
#: how often it is seen that the user asked to stop, where a library lost Ctrl-C
_LOOK_SECONDS = 1.0


def usual_seconds() -> float:
    """WAREHOUSE_DOCUMENT_SECONDS, else ten minutes."""
    text = os.environ.get(SECONDS_VARIABLE, "")
    try:
        seconds = float(text or USUAL_SECONDS)
    except ValueError:
        seconds = 0.0
    if not 1.0 <= seconds <= 86_400.0:
        raise CallError(f"{SECONDS_VARIABLE}={text} is no number of seconds", "give 1 to 86400, such as 1800")
    return seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Scans on a slow machine may need more than the usual time."""

    seconds: float = field(default_factory=usual_seconds)
    memory_bytes: int = 4 * _GIGABYTE
    written_bytes: int = 2 * _GIGABYTE


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a worker gives for one file: either rows (Arrow IPC bytes by table), or the reason why there are none."""

    path: str
    tables: dict[str, bytes] = field(default_factory=dict)
    #: refused (the reader says why) | unavailable (the file is gone) | missing_extra | crashed | failed
    problem: str | None = None
    reason: str = ""
    hint: str = ""
    seconds: float = 0.0


def extract_to_arrow(path: str, seconds: float | None = None) -> Extracted:
    """Read one file into Arrow tables. Whatever goes wrong becomes a reason."""
    started = time.monotonic()
    try:
        import pyarrow as pa

        from loaders.extract import extract
        from loaders.records import TABLES, arrow_table

        result = extract(Path(path), seconds)
        tables = {}
        for table, record in TABLES.items():
            rows = result.rows(table)
            if rows:
                sink = pa.BufferOutputStream()
                filled = arrow_table(record, rows)
                with pa.ipc.new_stream(sink, filled.schema) as stream:
                    stream.write_table(filled)
                tables[table] = sink.getvalue().to_pybytes()
    except MemoryError:
        return Extracted(
            path,
            problem="crashed",
            reason="it needs more memory than one document may use",
            hint="load it with more: --document-memory SIZE",
        )
    except OSError as error:
        return Extracted(
            path, problem="unavailable", reason=f"cannot be opened ({error.strerror or error})", hint="check the file"
        )
    except Exception as error:
        return _failed(path, error)
    return Extracted(path, tables, seconds=time.monotonic() - started)


def _failed(path: str, error: Exception) -> Extracted:
    reason = " ".join(str(error).split())
    names = {kind.__name__ for kind in type(error).__mro__}
    if "MissingExtra" in names:
        return Extracted(path, problem="missing_extra", reason=reason, hint=getattr(error, "hint", ""))
    if "LoaderError" in names:
        return Extracted(path, problem="refused", reason=reason, hint=getattr(error, "hint", ""))
    # The last place in our own code says more than one inside a library.
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "loaders" in Path(frame.filename).parts]
    where = f" in {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return Extracted(
        path,
        problem="failed",
        reason=f"the reader failed: {type(error).__name__}: {reason}{where}",
        hint="this is a fault of the program: please report it with the document",
    )


def _refuse_network(event: str, _arguments: object) -> None:
    if event in _NETWORK_EVENTS:
        raise PermissionError(errno.EACCES, "documents are read without network")


def _limit(limits: Limits) -> None:
    def lower(kind: int, value: int) -> None:
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

    lower(resource.RLIMIT_DATA, limits.memory_bytes)
    lower(resource.RLIMIT_FSIZE, limits.written_bytes)
    lower(resource.RLIMIT_CORE, 0)


def _limit_cpu(limits: Limits) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        # Several threads may compute at once (OCR): the wall clock of the parent is the finer limit.
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + 4 * limits.seconds) + 1, hard))


def serve(pipe: Connection, limits: Limits, threads: int = 1) -> None:
    """The life of a worker: read paths, send results, until the pipe closes."""
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(limits)
    sys.addaudithook(_refuse_network)
    with suppress(EOFError, BrokenPipeError):
        while True:
            path = pipe.recv()
            if path is None:
                return
            _limit_cpu(limits)
            pipe.send(extract_to_arrow(path, limits.seconds))


class _Worker:
    def __init__(self, limits: Limits, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(far_end, limits, threads), daemon=True)
        self.process.start()
        far_end.close()
        self.path: str | None = None
        self.deadline = 0.0

    def give(self, path: str, seconds: float) -> None:
        self.path = path
        self.deadline = time.monotonic() + seconds
        self.pipe.send(path)

    def end(self) -> None:
        with suppress(OSError, ValueError):
            self.pipe.send(None)
        self.pipe.close()
        self.process.join(2)
        self.kill()

    def kill(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join(5)


def _death(worker: _Worker) -> str:
    worker.process.join(5)
    code = worker.process.exitcode
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"its reader was ended by {signal.Signals(-code).name}"
    return f"its reader ended without a word (exit {code})"


def extract_all(paths: Iterable[str], jobs: int, limits: Limits) -> Iterator[Extracted]:
    """Extract every path, in whatever order they finish. Closing the iterator ends the workers."""
    todo = list(paths)
    todo.reverse()
    workers: list[_Worker] = []
    # Recognising characters takes several processors: workers share them, none waits for another's.
    threads = max(1, len(os.sched_getaffinity(0)) // jobs)
    try:
        while todo or workers:
            while todo and len(workers) < jobs:
                worker = _Worker(limits, threads)
                worker.give(todo.pop(), limits.seconds)
                workers.append(worker)
            yield from _step(workers, todo, limits)
            heed()
    finally:
        for worker in workers:
            worker.kill() if worker.path is not None else worker.end()


def _step(workers: list[_Worker], todo: list[str], limits: Limits) -> Iterator[Extracted]:
    """Wait until something happens, and give back what came of it."""
    now = time.monotonic()
    patience = max(0.0, min(worker.deadline for worker in workers) - now)
    ready = set(wait([worker.pipe for worker in workers], timeout=min(patience, _LOOK_SECONDS)))
    for worker in list(workers):
        path = worker.path or ""
        if worker.pipe in ready:
            result = _received(worker, path)
        elif time.monotonic() >= worker.deadline:
            worker.kill()
            result = Extracted(
                path,
                problem="crashed",
                reason=f"it took longer than {limits.seconds:g} seconds",
                hint="load it with more time: --timeout SECONDS",
            )
        else:
            continue
        if result.problem == "crashed":
            worker.kill()
            workers.remove(worker)
        elif todo:
            worker.give(todo.pop(), limits.seconds)
        else:
            worker.path = None
            workers.remove(worker)
            worker.end()
        yield result


def _received(worker: _Worker, path: str) -> Extracted:
    try:
        result: Extracted = worker.pipe.recv()
    except (EOFError, OSError):
        return Extracted(path, problem="crashed", reason=_death(worker))
    return result
