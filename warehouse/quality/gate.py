"""What `load` asks before it publishes: every suite and every rule, as plain SQL, kept in the history.

The gate looks at the built file through the same read-only door as everybody else: a build that does not open is never
published. Great Expectations is left to `warehouse check`: its import alone takes longer than the load of a document.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from expectations.changes import changes
from expectations.definitions import Run
from expectations.history import append
from expectations.known import KnownError, read_known
from expectations.page import write_page
from expectations.run import quality_run
from expectations.thresholds import ThresholdError
from warehouse.errors import CallError
from warehouse.gate import Gate, Verdict
from warehouse.home import Home
from warehouse.quality.memory import remembered
from warehouse.quality.star import write_history


@dataclass(slots=True)
class Looked:
    """Filled by a gate: the run in which it looked at a build."""

    run: Run | None = None
    #: what was mended on the way, one plain line each
    notes: tuple[str, ...] = ()


def quality_gate(home: Home, trigger: str = "load") -> Gate:
    """The gate of a home. Its verdict does not count what is accepted."""
    return looking_gate(home, Looked(), trigger)


def looking_gate(home: Home, looked: Looked, trigger: str) -> Gate:
    """The same, for a caller that wants the run itself."""

    def look(built: Path) -> Verdict:
        notes: list[str] = []
        try:
            run = remembered(home, notes, lambda: quality_run(built, home.quality, trigger=trigger))
            known = read_known(home.quality)
        except (KnownError, ThresholdError) as error:
            raise CallError(str(error), "mend the file, or take it away") from error
        looked.run = run
        remembered(home, notes, lambda: append(home.quality, run))
        remembered(home, notes, lambda: write_history(built, home))
        found = remembered(home, notes, lambda: changes(home.quality, run.run_key))
        write_page(run, home.quality, found, known)
        looked.notes = tuple(notes)
        for note in notes:
            sys.stderr.write(f"warehouse: {note}\n")
        return verdict_of(run)

    return look


def verdict_of(run: Run) -> Verdict:
    return Verdict(len(run.red), run.count("failed", "warning"), one_line(run))


def one_line(run: Run) -> str:
    """The run in one plain line."""
    parts = [f"{run.count('passed')} of {len(run.outcomes)} expectations hold"]
    if run.red:
        parts.append(
            f"{len(run.red)} errors ({run.failed_by('reading')} of our reading, "
            f"{run.failed_by('publication')} of the publication)"
        )
    for count, words in (
        (run.count("failed", "warning"), "warnings"),
        (run.count("failed", "info"), "notes"),
        (run.count("accepted"), "known and accepted"),
    ):
        if count:
            parts.append(f"{count} {words}")
    return ", ".join(parts)
