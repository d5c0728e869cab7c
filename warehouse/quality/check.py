"""`warehouse check`: one run over the published warehouse, and everything that is made of it.

The order is that of importance: the outcome is known first; then the history, the page, Data Docs, JUnit and alerts,
each of which may fail without taking the others or the exit code with it.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.changes import Change, changes
from expectations.definitions import Run
from expectations.history import append
from expectations.known import Accepted, KnownError, read_known
from expectations.run import quality_run
from expectations.thresholds import FILE_NAME as THRESHOLDS
from expectations.thresholds import ThresholdError, Thresholds, read_thresholds
from warehouse.connect import open_published
from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.interrupt import heeded
from warehouse.quality.memory import remembered
from warehouse.quality.star import refresh_published

if TYPE_CHECKING:
    import pyarrow as pa

DATA_DOCS = "data_docs"


@dataclass(frozen=True, slots=True)
class Checked:
    run: Run
    changes: tuple[Change, ...]
    known: tuple[Accepted, ...]
    #: what could not be done beside the run itself, one plain line each
    notes: tuple[str, ...]


def check(
    home: Home, *, trigger: str = "check", junit: Path | None = None, with_docs: bool = True, is_plain: bool = False
) -> Checked:
    """Run every expectation on the published warehouse and keep what came of it."""
    open_published(home).close()
    aside = home.quality / f".{DATA_DOCS}-{uuid.uuid4().hex[:8]}"
    notes: list[str] = []
    try:
        late = _late_results(home, notes)
        # Great Expectations takes Ctrl-C for the failure of an expectation: such a run is not kept.
        with heeded():
            run = remembered(
                home,
                notes,
                lambda: quality_run(
                    home.published,
                    home.quality,
                    trigger=trigger,
                    engine="plain" if is_plain else "great",
                    current_fingerprint=_current_fingerprint(home),
                    late_results=late,
                    docs=aside if with_docs and not is_plain else None,
                ),
            )
        known = read_known(home.quality)
    except (KnownError, ThresholdError) as error:
        raise CallError(str(error), "mend the file, or take it away") from error
    notes += misspelled(home.quality / THRESHOLDS, read_thresholds(home.quality), run)
    found: list[Change] = []
    _try(notes, "the history was not kept", lambda: remembered(home, notes, lambda: append(home.quality, run)))
    _try(
        notes,
        "the history cannot be read",
        lambda: found.extend(remembered(home, notes, lambda: changes(home.quality, run.run_key))),
    )
    if aside.is_dir():
        _try(notes, "Data Docs were not written", lambda: _publish_docs(home, aside))
        shutil.rmtree(aside, ignore_errors=True)
    _try(notes, "quality.html was not written", lambda: _write_page(home, run, found, known))
    if junit is not None:
        _try(notes, f"{junit} was not written", lambda: _write_junit(run, junit))
    reason = refresh_published(home)
    if reason:
        notes.append(f"quality.run in the warehouse file is not up to date: {reason}")
    return Checked(run, tuple(found), known, tuple(notes))


def misspelled(file: Path, thresholds: Thresholds, run: Run) -> list[str]:
    """Limits of rules that do not exist, where a name is near to one that does: nobody would notice otherwise."""
    codes = {item.rule_code for item in run.outcomes}
    near = {name: get_close_matches(name, codes, n=1, cutoff=0.8) for name in sorted(set(thresholds.rules) - codes)}
    return [f"{file}: no rule is called {name}; did you mean {found[0]}?" for name, found in near.items() if found]


def _try(notes: list[str], what: str, work: Callable[[], object]) -> None:
    """Do what must not fail the run; say where it fails."""
    try:
        with heeded():
            work()
    except Exception as error:
        notes.append(f"{what}: {' '.join(str(error).split())[:200] or type(error).__name__}")


def _current_fingerprint(home: Home) -> str | None:
    """What a build made now would be made of; None where the store cannot be read."""
    from warehouse.model import fingerprint
    from warehouse.store import Store

    with suppress(Exception):
        return fingerprint(Store(home.store))
    return None


def _late_results(home: Home, notes: list[str]) -> Mapping[str, pa.Table]:
    """Rules that changed since the build; they must not keep the others from being told."""
    from warehouse.quality.late import late_results

    found: dict[str, pa.Table] = {}
    seconds = read_thresholds(home.quality).seconds
    _try(notes, "rules that changed since the build did not run", lambda: found.update(late_results(home, seconds)))
    return found


def _publish_docs(home: Home, aside: Path) -> None:
    from expectations.data_docs import make_offline, put_in_place

    make_offline(aside)
    put_in_place(aside, home.quality / DATA_DOCS)


def _write_page(home: Home, run: Run, found: list[Change], known: tuple[Accepted, ...]) -> None:
    from expectations.page import write_page

    write_page(run, home.quality, found, known)


def _write_junit(run: Run, file: Path) -> None:
    from expectations.junit import write_junit

    write_junit(run, file)
