"""Tells the receivers of a run what changed since they were last told. None of it changes an exit code.

What was told last is remembered for each receiver (by a digest: an address may be a secret) in HOME/quality/told.json,
so that a change of a load that told nobody, or an alert that did not get through, is told with the next one. A run that
failed by itself is told once for each reason, and once more when a run works again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from expectations.alerts import Message, check_target, message_of, send
from expectations.changes import changes
from expectations.definitions import Run
from expectations.sending import AlertError, NotSetError
from expectations.thresholds import read_thresholds
from warehouse.errors import CallError
from warehouse.home import Home

_TOLD = "told.json"
#: after the digest of a receiver: the failure of a run that it was told of
_FAILURE = ".failure"
#: the same: lines that belong to no expectation and did not get through yet
_PENDING = ".pending"


def check_targets(
    targets: Iterable[str], environment: Mapping[str, str] = os.environ, *, may_be_set_later: bool = False
) -> None:
    """Refuse a call with an address that cannot work, before anything runs.

    `may_be_set_later`: a variable that is not set yet is no reason to refuse.
    """
    for target in targets:
        try:
            check_target(target, environment)
        except AlertError as error:
            if may_be_set_later and isinstance(error, NotSetError):
                continue
            raise CallError(
                str(error),
                "give --notify https://…, mailto:… or env:NAME; variables stand in the environment, or in the file"
                " quality/environment of the home",
            ) from error


def notify(
    home: Home, run: Run, targets: Iterable[str], *, always: bool = False, also: Iterable[str] = ()
) -> list[str]:
    """Send the alert of a run, with what else there is to tell. Gives back what could not be sent, a line each."""
    more = list(also)
    remind_after_runs = read_thresholds(home.quality).remind_after_runs

    def tell(target: str, name: str, told: dict[str, str]) -> None:
        # To who was never told anything, whatever fails is new.
        found = changes(home.quality, run.run_key, told.get(name, ""))
        lines = [*filter(None, told.pop(name + _PENDING, "").split("\n")), *more]
        message = message_of(run, found, home.folder.name, remind_after_runs, lines)
        if lines:
            told[name + _PENDING] = "\n".join(lines)
        if message.is_news or always:
            send(target, message, os.environ)
        told.pop(name + _PENDING, None)
        told[name] = run.run_key

    return _each(home, targets, tell)


def notify_failure(home: Home, targets: Iterable[str], reason: str) -> list[str]:
    """Tell that a run failed by itself: nothing is known of the data."""
    digest = _digest(reason)

    def tell(target: str, name: str, told: dict[str, str]) -> None:
        if told.get(name + _FAILURE) != digest:
            send(target, _of_the_program("the scheduled run FAILED", home, reason), os.environ)
        told[name + _FAILURE] = digest

    return _each(home, targets, tell)


def notify_recovery(home: Home, targets: Iterable[str]) -> list[str]:
    """Tell those who heard of a failed run that a run went through."""

    def tell(target: str, name: str, told: dict[str, str]) -> None:
        if name + _FAILURE in told:
            send(target, _of_the_program("the scheduled run works again", home, ""), os.environ)
            del told[name + _FAILURE]

    return _each(home, targets, tell)


def _of_the_program(what: str, home: Home, reason: str) -> Message:
    lines = (reason,) if reason else ()
    return Message(f"Warehouse: {what} ({home.folder.name})", lines, "broken" if reason else "recovered", "", (), True)


def _each(home: Home, targets: Iterable[str], tell: Callable[[str, str, dict[str, str]], None]) -> list[str]:
    """Tell every receiver; one that cannot be told does not keep the others from it, nor the run from its end."""
    before = _read(home.quality / _TOLD)
    told = dict(before)
    notes = []
    for target in targets:
        try:
            tell(target, _digest(target), told)
        except AlertError as error:
            notes.append(f"no alert was sent: {error}")
        except Exception as error:
            # The text of an unforeseen error might hold the address.
            notes.append(f"no alert was sent: {type(error).__name__}")
    if told != before:
        with suppress(OSError):
            _write(home.quality / _TOLD, told)
    return notes


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:16]


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
