"""Runs expectations as plain SQL, without Great Expectations: what `load` does before it publishes.

The same expectations, the same SQL and the same outcomes as `expectations.great`, without three seconds of imports; a
test compares the two outcome by outcome. Conditions on single columns of one table share one pass over it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from expectations.definitions import Expectation, Outcome
from expectations.queries import digest_of, fails, failures_of, offending, rule_query, summed
from expectations.session import RuleState, Session
from expectations.thresholds import judge
from warehouse.time_limit import time_limit

if TYPE_CHECKING:
    import duckdb

_ONE_COLUMN = ("not_null", "vocabulary", "between")


def rule_expectation(rule: RuleState) -> Expectation:
    """A rule whose result stands in the build, as an expectation."""
    return Expectation(
        rule.code, rule.suite, "rule", rule.title, severity=rule.severity, query=rule_query(rule.code), why=rule.why
    )


def all_expectations(session: Session, expectations: Iterable[Expectation]) -> list[Expectation]:
    """Suites first, then the rules that ran; those that are broken are no expectations but outcomes."""
    return [*expectations, *(rule_expectation(rule) for rule in session.rules if rule.broken is None)]


def broken(expectation: Expectation, reason: str, seconds: float = 0.0) -> Outcome:
    """What could not be checked is an error, whatever its severity."""
    return Outcome(
        expectation.code,
        expectation.suite,
        expectation.kind,
        expectation.title,
        "error",
        "broken",
        message=" ".join(reason.split())[:400],
        seconds=seconds,
    )


def broken_rules(session: Session) -> Iterator[Outcome]:
    for rule in session.rules:
        if rule.broken is not None:
            yield replace(broken(rule_expectation(rule), rule.broken), title=rule.title)


def outcome_of(
    session: Session, expectation: Expectation, row: tuple[int, int, str | None, str | None], seconds: float
) -> Outcome:
    """The outcome of an expectation from the one row of its summed query."""
    rows_failed, rows_publication, digest, sample = row
    rule = next((item for item in session.rules if item.code == expectation.code), None)
    accepted = rule.rows_accepted if rule else 0
    failures = failures_of(sample)
    return judge(
        Outcome(
            expectation.code,
            expectation.suite,
            expectation.kind,
            expectation.title,
            expectation.severity,
            "failed" if rows_failed else "accepted" if accepted else "passed",
            rows_checked=rule.rows_checked if rule else session.table_sizes.get(expectation.suite),
            rows_failed=rows_failed,
            rows_failed_reading=0 if expectation.fault == "publication" else rows_failed - rows_publication,
            rows_accepted=accepted,
            value=session.table_sizes.get(expectation.suite) if expectation.kind == "columns" else None,
            message=failures[0].text if failures else None,
            failures=failures,
            digest=digest_of(digest, rows_failed),
            seconds=seconds,
        ),
        session.thresholds,
    )


def run_plain(session: Session, expectations: Iterable[Expectation]) -> list[Outcome]:
    """Every expectation and every rule, in order of suites."""
    outcomes: list[Outcome] = []
    ordered = sorted(all_expectations(session, expectations), key=lambda item: (item.suite, item.code))
    for _, group in groupby(ordered, key=lambda item: item.suite):
        listed = list(group)
        clean = _clean_columns(session, [item for item in listed if item.kind in _ONE_COLUMN])
        clean |= dict.fromkeys(clean_rules(session), 0.0)
        for item in listed:
            if item.code in clean:
                outcomes.append(outcome_of(session, item, (0, 0, None, None), clean[item.code]))
            else:
                outcomes.append(run_one(session, item))
    return [*outcomes, *broken_rules(session)]


def clean_rules(session: Session) -> frozenset[str]:
    """Rules that nothing fails but what is accepted, as the one pass over all failing rows has told."""
    return frozenset(rule.code for rule in session.rules if not rule.rows_open and rule.broken is None)


def run_one(session: Session, expectation: Expectation) -> Outcome:
    """One expectation by itself, within its time limit."""
    import duckdb

    started = time.perf_counter()
    try:
        with time_limit(session.connection, session.thresholds.seconds):
            row = session.connection.execute(summed(offending(expectation))).fetchone()
    except duckdb.InterruptException:
        return broken(
            expectation, f"stopped after {session.thresholds.seconds:g} seconds", time.perf_counter() - started
        )
    except duckdb.Error as error:
        return broken(expectation, str(error), time.perf_counter() - started)
    return outcome_of(session, expectation, row or (0, 0, None, None), time.perf_counter() - started)


def _clean_columns(session: Session, expectations: list[Expectation]) -> dict[str, float]:
    """Those conditions on one column that no row fails, with their share of the time of the one pass."""
    if not expectations:
        return {}
    row = _one_pass(session.connection, session.thresholds.seconds, expectations)
    if row is None:
        return {}
    counts, seconds = row
    share = seconds / len(expectations)
    return {item.code: share for item, count in zip(expectations, counts, strict=True) if not count}


def _one_pass(
    connection: duckdb.DuckDBPyConnection, seconds: float, expectations: list[Expectation]
) -> tuple[tuple[int, ...], float] | None:
    """How many rows fail each condition; None where one of them cannot be asked (each is then asked alone)."""
    import duckdb

    asked = ", ".join(f"count(*) filter (where {fails(item)})" for item in expectations)
    started = time.perf_counter()
    try:
        with time_limit(connection, seconds):
            row = connection.execute(f"select {asked} from {expectations[0].suite}").fetchone()
    except duckdb.Error:
        return None
    return (row, time.perf_counter() - started) if row else None
