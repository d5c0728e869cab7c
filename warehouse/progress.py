"""A progress bar for long work, on a terminal only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from warehouse.workers import Extracted


class Progress(Protocol):
    """What the load tells about its way."""

    def begin(self, total: int) -> None: ...

    def advance(self, result: Extracted) -> None: ...

    def end(self) -> None: ...


def terminal_progress() -> Progress | None:
    """A bar where somebody looks at it, else nothing."""
    return _Bar() if sys.stderr.isatty() else None


class _Bar:
    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._slowest = ("", 0.0)

    def begin(self, total: int) -> None:
        self._bar.start()
        self._task = self._bar.add_task("", total=total)

    def advance(self, result: Extracted) -> None:
        if result.seconds > self._slowest[1]:
            self._slowest = (Path(result.path).name, result.seconds)
        slow = f" · slowest {self._slowest[0]} {self._slowest[1]:.0f} s" if self._slowest[1] >= 5 else ""
        self._bar.update(self._task, advance=1, description=Path(result.path).name + slow)

    def end(self) -> None:
        self._bar.stop()
