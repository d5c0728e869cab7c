"""Accepting what is known: which rows of a rule fail in a document now, as an entry of accepted.toml."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import date

from expectations.known import Accepted, KnownError, accept, read_known, write_known
from expectations.session import Inputs, prepare
from expectations.thresholds import ThresholdError, read_thresholds
from warehouse.connect import open_published
from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.quality.late import late_results

#: how much of a failure stands in the file
_TEXT_LENGTH = 160


@dataclass(frozen=True, slots=True)
class _Row:
    rule: str
    document_key: str
    file_name: str
    signature: str
    text: str


def _failing(home: Home) -> list[_Row]:
    try:
        seconds = read_thresholds(home.quality).seconds
    except ThresholdError as error:
        raise CallError(str(error), "mend the file, or take it away") from error
    # As the last check saw it: with the rules that changed since the build.
    late = late_results(home, seconds)
    connection = open_published(home)
    try:
        prepare(connection, (), Inputs(late_results=late))
        found = connection.execute(
            "select rule_code, document_key, coalesce(file_name, ''), signature, text from failing"
            " where document_key is not null order by all"
        ).fetchall()
    finally:
        connection.close()
    return [_Row(*row) for row in found]


def known_of(home: Home) -> tuple[Accepted, ...]:
    try:
        return read_known(home.quality)
    except KnownError as error:
        raise CallError(str(error), "mend the file, or take it away") from error


def accept_failure(home: Home, rule: str, document: str, reason: str, until: date) -> Accepted:
    """Accept all that fails of a rule in a document now."""
    if until <= date.today():
        raise CallError(f"--until {until}: is not in the future", "name the day from which it shall count again")
    if not reason.strip():
        raise CallError("--reason is empty", "say why this failure may stay")
    rows = _failing(home)
    of_rule = [row for row in rows if row.rule == rule]
    if not of_rule:
        raise CallError(
            f"nothing fails rule {rule}", "rules of sql/checks and sql/audit can be accepted; see 'warehouse check'"
        )
    chosen = [row for row in of_rule if document in (row.document_key, row.file_name)]
    if not chosen:
        names = ", ".join(sorted({row.file_name for row in of_rule})[:5])
        raise CallError(f"rule {rule} does not fail in {document}", f"it fails in {names}")
    if len({row.document_key for row in chosen}) > 1:
        keys = ", ".join(sorted({row.document_key for row in chosen}))
        raise CallError(f"{document}: several documents have this name", f"give the key of one: {keys}")
    entry = Accepted(
        rule,
        chosen[0].file_name,
        chosen[0].document_key,
        " ".join(reason.split()),
        _user(),
        date.today(),
        until,
        tuple(sorted({(row.signature, " ".join(row.text.split())[:_TEXT_LENGTH]) for row in chosen})),
    )
    write_known(home.quality, accept(known_of(home), entry))
    return entry


def forget(home: Home, rule: str, document: str) -> None:
    """Take an entry away: the failure counts again."""
    entries = known_of(home)
    kept = [item for item in entries if item.rule != rule or document not in (item.document_key, item.file_name)]
    if len(kept) == len(entries):
        raise CallError(f"rule {rule} is not accepted in {document}", "see 'warehouse accept --list'")
    write_known(home.quality, kept)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
