"""Tells the receivers of a run what changed since they were last told. None of it changes an exit code.

What was told last is remembered for each receiver (by a digest: an address may be a secret) in HOME/quality/told.json,
so that a change of a load that told nobody, or an alert that did not get through, is told with the next one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from expectations.alerts import AlertError, check_target, message_of, send
from expectations.definitions import Run
from expectations.history import changes
from expectations.thresholds import read_thresholds
from warehouse.errors import CallError
from warehouse.home import Home

_TOLD = "told.json"


def check_targets(targets: Iterable[str]) -> None:
    """Refuse a call with an address that cannot work, before anything runs."""
    for target in targets:
        try:
            check_target(target, os.environ)
        except AlertError as error:
            raise CallError(str(error), "give --notify https://…, mailto:… or env:NAME") from error


def notify(home: Home, run: Run, targets: Iterable[str], *, always: bool = False) -> list[str]:
    """Send the alert of a run. Gives back what could not be sent, one plain line each."""
    remind_after_runs = read_thresholds(home.quality).remind_after_runs
    told = _read(home.quality / _TOLD)
    notes = []
    for target in targets:
        name = hashlib.sha256(target.encode()).hexdigest()[:16]
        message = message_of(
            # To who was never told anything, whatever fails is new.
            run,
            changes(home.quality, run.run_key, told.get(name, "")),
            home.folder.name,
            remind_after_runs,
        )
        try:
            if message.is_news or always:
                send(target, message, os.environ)
            told = {**told, name: run.run_key}
        except AlertError as error:
            notes.append(f"no alert was sent: {error}")
    with suppress(OSError):
        _write(home.quality / _TOLD, told)
    return notes


def _read(file: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        content = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            return {str(name): str(value) for name, value in content.items()}
    return {}


def _write(file: Path, told: Mapping[str, str]) -> None:
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(half, file)
