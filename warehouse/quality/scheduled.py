"""One scheduled run: load what is new in the inbox, check, publish, notify; and a trace of it that survives a crash.

1. One run at a time: a run holds HOME/quality/schedule.lock to its end. Another waits, then steps aside and leaves no
   trace but its line in the log.
2. HOME/quality/last-run.json is written when a run begins and again when it ends. Who has the lock and finds a
   beginning without its end knows that the run before was cut short; it says so and goes on.
3. A run that fails by itself (a full disk, a file of sql/ that does not run) is told to the receivers too.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from expectations.definitions import Run
from warehouse.errors import CallError, DataError, HomeInUse, WarehouseError
from warehouse.home import Home, hold
from warehouse.interrupt import heeded
from warehouse.load import load
from warehouse.outcomes import Loaded
from warehouse.quality.check import check
from warehouse.quality.gate import Looked, looking_gate
from warehouse.quality.notify import check_targets, notify, notify_failure, notify_recovery
from warehouse.sources import find_files

#: as sysexits.h has it: try again later
STEPPED_ASIDE = 75
_TRACE = "last-run.json"
_LOCK = "schedule.lock"
#: refused documents that are told one by one
_REFUSED_TOLD = 5


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of the last scheduled run."""

    started_at: str
    pid: int
    inbox: str
    ended_at: str | None = None
    exit_code: int | None = None
    said: str | None = None


def read_trace(home: Home) -> Trace | None:
    with suppress(OSError, ValueError, TypeError):
        return Trace(**json.loads((home.quality / _TRACE).read_text(encoding="utf-8")))
    return None


def is_running(home: Home) -> bool:
    """Whether a scheduled run is at work now."""
    try:
        with hold(home, home.quality / _LOCK):
            return False
    except HomeInUse:
        return True
    except CallError:
        # A home that may only be read: whoever is at work there is not asked.
        return False


def _write_trace(home: Home, trace: Trace) -> None:
    with suppress(OSError):
        home.quality.mkdir(parents=True, exist_ok=True)
        half = home.quality / f".{_TRACE}.{os.getpid()}"
        half.write_text(json.dumps(asdict(trace), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(half, home.quality / _TRACE)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def scheduled_run(
    home: Home, inbox: Path, targets: Sequence[str], *, strict: bool, wait_seconds: float, prune: bool
) -> int:
    """Do it all; the exit code is that of the contract, or 75 where another run holds the home."""
    home.prepare()
    try:
        with hold(home, home.quality / _LOCK, wait_seconds):
            return _traced_run(home, inbox, targets, strict, wait_seconds, prune)
    except HomeInUse as error:
        _tell(STEPPED_ASIDE, f"stepped aside: {error}")
        return STEPPED_ASIDE


def _traced_run(home: Home, inbox: Path, targets: Sequence[str], strict: bool, wait_seconds: float, prune: bool) -> int:
    before = read_trace(home)
    if before and before.exit_code is None:
        sys.stderr.write(f"the run that began at {before.started_at} was cut short; this one goes on\n")
    began = Trace(_now(), os.getpid(), str(inbox))
    _write_trace(home, began)
    said: list[str] = []
    code = 3
    try:
        check_targets(targets)
        with heeded():
            code = _work(home, inbox, targets, strict, wait_seconds, prune, said)
        said.extend(notify_recovery(home, targets))
    except HomeInUse as error:
        said.append(f"stepped aside: {error}")
        code = STEPPED_ASIDE
    except WarehouseError as error:
        said.append(str(error))
        code = error.exit_code
        said.extend(notify_failure(home, targets, str(error)))
    except KeyboardInterrupt:
        said.append("stopped by hand")
        code = 130
        raise
    except Exception as error:
        said.append(f"the program failed: {type(error).__name__}: {' '.join(str(error).split())}")
        said.extend(notify_failure(home, targets, said[-1]))
        raise
    finally:
        text = "; ".join(said) or "it ended without a word"
        _write_trace(home, Trace(began.started_at, began.pid, began.inbox, _now(), code, text))
        _tell(code, text)
    return code


def _tell(code: int, text: str) -> None:
    sys.stdout.write(f"{_now()} exit {code}: {text}\n")
    sys.stdout.flush()


def _work(
    home: Home, inbox: Path, targets: Sequence[str], strict: bool, wait_seconds: float, prune: bool, said: list[str]
) -> int:
    looked = Looked()
    refused: DataError | None = None
    loaded: Loaded | None = None
    is_empty = not find_files([inbox])[0]
    if is_empty and not home.published.exists():
        said.append(f"{inbox} is empty")
        return 0
    try:
        if not is_empty:
            loaded = load(
                home,
                [inbox],
                gate=looking_gate(home, looked, "schedule"),
                strict=strict,
                wait_seconds=wait_seconds,
                prune=prune,
            )
    except DataError as error:
        refused = error
        said.append(str(error))
    run: Run | None = looked.run
    said.extend(looked.notes)
    refusals = _refusals(loaded) if loaded else []
    if loaded is not None:
        said.append(f"{loaded.count('loaded', new=True)} new documents")
        said.extend(refusals)
    if run is None and home.published.is_file():
        checked = check(home, trigger="schedule", with_docs=False, is_plain=True)
        run = checked.run
        said.extend(checked.notes)
    if run is None:
        said.append("nothing was published")
        return 2
    said.append(f"{run.outcome}: {len(run.red)} errors, {run.count('failed', 'warning')} warnings")
    said.extend(notify(home, run, targets, also=refusals))
    return 1 if refused or run.red else 0


def _refusals(loaded: Loaded) -> list[str]:
    """Documents that were refused for the first time: nobody else tells of them."""
    new = [item for item in loaded.outcomes if item.outcome == "refused" and item.is_new]
    lines = [f"refused {Path(item.path).name}: {item.reason}" for item in new[:_REFUSED_TOLD]]
    return lines + ([f"{len(new) - _REFUSED_TOLD} more refused"] if len(new) > _REFUSED_TOLD else [])
