"""One quality run over one warehouse file, from opening it to its outcomes."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from expectations.definitions import Expectation, Outcome, Run
from expectations.history import last_run_key, previous_values
from expectations.known import read_known
from expectations.session import Inputs, Session, prepare
from expectations.suites import SUITES, read_suites
from expectations.thresholds import read_thresholds
from warehouse import __version__
from warehouse.connect import open_file

if TYPE_CHECKING:
    import pyarrow as pa

#: memory of the database; the rest of the process takes about 300 MB
_MEMORY = "1200MB"
_SMALL_FILE_BYTES = 100 << 20

Engine = Literal["plain", "great"]


def new_run_key(moment: datetime, last: str | None = None) -> str:
    """Keys sort in the order of the runs, also where the clock went back; runs of one moment are told apart."""
    stamp = _stamp(moment)
    if last is not None and stamp <= last[: len(stamp)]:
        stamp = _stamp(datetime.strptime(last[: len(stamp)], "%Y%m%dT%H%M%S%f") + timedelta(milliseconds=1))
    return stamp + "-" + secrets.token_hex(2)


def _stamp(moment: datetime) -> str:
    """Down to the millisecond."""
    return f"{moment:%Y%m%dT%H%M%S%f}"[:18]


def quality_run(
    file: Path,
    folder: Path,
    *,
    trigger: str,
    engine: Engine = "plain",
    current_fingerprint: str | None = None,
    docs: Path | None = None,
    late_results: Mapping[str, pa.Table] | None = None,
    suites: Path = SUITES,
) -> Run:
    """Check a warehouse file against every suite and every rule. `folder` is the quality folder of its home."""
    started_at = datetime.now(UTC).replace(tzinfo=None)
    started = time.perf_counter()
    inputs = Inputs(
        known=read_known(folder),
        thresholds=read_thresholds(folder),
        previous=previous_values(folder),
        current_fingerprint=current_fingerprint,
        late_results=late_results or {},
    )
    expectations, broken_files = read_suites(suites)
    # Hundreds of small queries on a small file only wait for each other's threads.
    threads = 1 if file.stat().st_size < _SMALL_FILE_BYTES else None
    connection = open_file(file, memory_limit=_MEMORY, threads=threads)
    try:
        session = prepare(connection, expectations, inputs)
        outcomes = _outcomes(session, expectations, engine, docs)
    finally:
        connection.close()
    outcomes += [
        Outcome(
            f"suites.{name}", "suites", "rows", "The file of a suite can be read", "error", "broken", message=reason
        )
        for name, reason in broken_files
    ]
    return Run(
        new_run_key(started_at, last_run_key(folder)),
        started_at,
        trigger,
        session.built_at,
        session.fingerprint,
        __version__,
        session.documents,
        round(time.perf_counter() - started, 3),
        tuple(sorted(outcomes, key=lambda item: (item.suite, item.rule_code))),
    )


def _outcomes(session: Session, expectations: list[Expectation], engine: Engine, docs: Path | None) -> list[Outcome]:
    if engine == "plain":
        from expectations.plain import run_plain

        return run_plain(session, expectations)
    from expectations.great_import import import_great

    import_great()
    from expectations.great import run_great

    return run_great(session, expectations, docs)
