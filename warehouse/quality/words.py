"""A run in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.changes import Change
from expectations.definitions import Outcome
from warehouse.quality.check import Checked
from warehouse.quality.gate import one_line

_FAULTS = {"reading": "our reading", "publication": "the publication", "undecided": "undecided"}
#: warnings are told one by one up to this many
_WARNINGS_SHOWN = 12
#: what is accepted, up to this many
_KNOWN_SHOWN = 12
RESULT_COLUMNS = (
    *("rule_code", "suite", "severity", "status", "fault", "rows_checked", "rows_failed", "rows_failed_reading"),
    *("rows_accepted", "title", "message", "since", "seconds"),
)


def result_rows(checked: Checked) -> Iterable[list[object]]:
    """Every outcome, those that fail first."""
    since = {item.rule_code: item.since for item in checked.changes if item.what not in ("accepted", "fixed")}
    order = {"broken": 0, "failed": 1, "accepted": 2, "passed": 3}
    for item in sorted(
        checked.run.outcomes, key=lambda one: (not one.is_red, order[one.status], one.suite, one.rule_code)
    ):
        yield [since.get(item.rule_code) if name == "since" else getattr(item, name) for name in RESULT_COLUMNS]


def told(checked: Checked, pages: Iterable[str] = ()) -> list[str]:
    """What a person reads after a check."""
    run = checked.run
    changes = {item.rule_code: item for item in checked.changes}
    lines = [one_line(run)]
    lines += _group("Errors of our reading", [i for i in run.red if i.fault == "reading"], changes)
    theirs = [i for i in run.red if i.fault == "publication"]
    is_open = any(row.fault == "undecided" for item in theirs for row in item.failures)
    lines += _group(f"Errors of the publication{', or undecided' if is_open else ''}", theirs, changes)
    warnings = [i for i in run.outcomes if i.status == "failed" and i.severity == "warning"]
    lines += _group("Warnings", warnings[:_WARNINGS_SHOWN], changes)
    if len(warnings) > _WARNINGS_SHOWN:
        lines.append(f"  … and {len(warnings) - _WARNINGS_SHOWN} more: see quality.html")
    for what, title in (("accepted", "Accepted since the run before"), ("fixed", "Fixed since the run before")):
        listed = [item for item in checked.changes if item.what == what]
        if listed:
            lines += ["", title, *(f"  {item.rule_code}: {item.title}" for item in listed)]
    lines += _known(checked)
    expired = [item for item in checked.known if not item.holds_on(run.started_at.date())]
    if expired:
        lines += [
            "",
            "No longer accepted",
            *(f"  {item.rule} in {item.file_name}: until {item.until}" for item in expired),
        ]
    made = list(pages)
    return [*lines, *([""] if made else []), *made]


def _known(checked: Checked) -> list[str]:
    """What is accepted and still fails, with who said why and until when."""
    failing = {item.rule_code for item in checked.run.outcomes if item.rows_accepted}
    day = checked.run.started_at.date()
    known = [item for item in checked.known if item.rule in failing and item.holds_on(day)]
    if not known:
        return []
    lines = ["", "Known and accepted"]
    lines += [f"  {item.rule} in {item.file_name}: {item.reason} (until {item.until})" for item in known[:_KNOWN_SHOWN]]
    more = len(known) - _KNOWN_SHOWN
    return [*lines, f"  … and {more} more: see 'warehouse accept --list'"] if more > 0 else lines


def _group(title: str, items: list[Outcome], changes: dict[str, Change]) -> list[str]:
    if not items:
        return []
    lines = ["", title]
    for item in items:
        change = changes.get(item.rule_code)
        rows = f"{item.rows_failed:,}"
        if item.rows_checked and item.rows_failed <= item.rows_checked:
            rows += f" of {item.rows_checked:,}"
        lines.append(f"  {item.rule_code} ({rows}{_age(change)}): {item.title}")
        if item.status == "broken":
            lines.append(f"    could not be checked: {item.message}")
        for row in item.failures[:2]:
            where = f"{row.file_name}: " if row.file_name else ""
            trace = f" [{row.line_key}]" if row.line_key else ""
            lines.append(f"    {where}{row.text}{trace}")
            if item.suite == "checks" and row.evidence:
                lines.append(f"      {_FAULTS[row.fault]}: {row.evidence}")
    return lines


def _age(change: Change | None) -> str:
    if change is None:
        return ""
    if change.what == "new":
        return ", new"
    age = f", since {change.since:%Y-%m-%d}"
    return age + {"changed": ", figures changed", "unaccepted": ", no longer accepted"}.get(change.what, "")
