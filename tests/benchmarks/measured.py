"""What a benchmark found: a figure, its bar, and the history in which each run stays."""

from __future__ import annotations

import csv
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_HISTORY = Path(__file__).parent / "history"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    value: float
    unit: str
    #: what it must be: at most (<=) or at least (>=) so much; None where nothing is asked
    relation: str = ""
    bar: float | None = None

    @property
    def holds(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value <= self.bar if self.relation == "<=" else self.value >= self.bar

    @property
    def bar_text(self) -> str:
        return f"{self.relation} {self.bar:g}" if self.bar is not None else ""


def best(times: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest run."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def report(measured: list[Measured], benchmark: str, size_name: str, size: int) -> None:
    """Print a table, and add it to history/BENCHMARK.csv."""
    for item in measured:
        verdict = {True: "holds", False: "MISSED", None: ""}[item.holds]
        sys.stdout.write(f"{item.name:<58} {item.value:>12,.2f} {item.unit:<8} {item.bar_text:<8} {verdict}\n")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=_ROOT
    ).stdout.strip()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    machine = (len(os.sched_getaffinity(0)), platform.python_version())
    file = _HISTORY / f"{benchmark}.csv"
    is_new = not file.exists()
    with open(file, "a", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        if is_new:
            writer.writerow(("at", "commit", "cores", "python", size_name, "what", "value", "unit", "bar", "holds"))
        for item in measured:
            holds = "" if item.holds is None else str(item.holds).lower()
            writer.writerow(
                (at, commit, *machine, size, item.name, f"{item.value:.4g}", item.unit, item.bar_text, holds)
            )
