"""What an expectation is, and what came of it: the values between the stages of a quality run.

suites and rules -> Expectation -> (plain SQL, or Great Expectations) -> Outcome -> Run -> history, reports, alerts

1. Severity says how bad it is: `error` turns a run red, `warning` and `info` do not.
2. Fault says whose it is: `reading` (our loaders or our model read or built it wrongly) or `publication` (the document
   says so itself). An expectation about structure is always about us; each failing row of a rule is judged by itself.
3. What is accepted (known, see `expectations.known`) is counted and listed, and does not count as failed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Severity = Literal["error", "warning", "info"]
Fault = Literal["reading", "publication"]
#: of one row: where nothing proves it, whose fault it is stays undecided (and counts with the publication)
Verdict = Literal["reading", "publication", "undecided"]
#: passed | failed | accepted (all that failed is known) | broken (it could not be checked)
Status = Literal["passed", "failed", "accepted", "broken"]
Kind = Literal["columns", "key", "not_null", "vocabulary", "between", "reference", "rows", "rule"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
#: rows of a failure that are kept with its outcome
SAMPLE_ROWS = 20


def worse(one: Severity, other: Severity) -> Severity:
    return min(one, other, key=SEVERITIES.index)


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must be so in a warehouse."""

    #: unique: `main.fact_spending.line_key.key`, or the name of a rule
    code: str
    #: the table it is about; `checks`, `audit` or `notices` for rules
    suite: str
    kind: Kind
    title: str
    severity: Severity = "error"
    fault: Fault = "reading"
    columns: tuple[str, ...] = ()
    #: vocabulary: the words; columns: `name type`; reference: the table and its column
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    #: rows: a query that gives the offending rows
    query: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """One offending row, as people read it."""

    text: str
    line_key: str | None = None
    document_key: str | None = None
    file_name: str | None = None
    fault: Verdict = "reading"
    #: why it is thought to be a fault of our reading, or of the publication
    evidence: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one expectation in one run."""

    rule_code: str
    suite: str
    kind: Kind
    title: str
    severity: Severity
    status: Status
    rows_checked: int | None = None
    rows_failed: int = 0
    #: of the failed rows: those that are faults of our reading
    rows_failed_reading: int = 0
    rows_accepted: int = 0
    value: int | None = None
    message: str | None = None
    failures: tuple[Failure, ...] = ()
    #: digest of everything that failed: two runs with the same digest failed in the same way
    digest: str | None = None
    seconds: float = 0.0

    @property
    def fault(self) -> Fault | None:
        """Whose fault a failure is: ours as soon as one of its rows is."""
        if self.status == "broken":
            return "reading"
        if self.status != "failed":
            return None
        return "reading" if self.rows_failed_reading else "publication"

    @property
    def is_red(self) -> bool:
        return self.status in ("failed", "broken") and self.severity == "error"


@dataclass(frozen=True, slots=True)
class Run:
    """One quality run over one warehouse file."""

    run_key: str
    started_at: datetime
    #: load | check | schedule
    trigger: str
    built_at: datetime | None
    fingerprint: str | None
    program_version: str
    documents: int
    seconds: float
    outcomes: tuple[Outcome, ...] = field(default=())

    def count(self, status: Status, severity: Severity | None = None) -> int:
        return sum(item.status == status and severity in (None, item.severity) for item in self.outcomes)

    @property
    def red(self) -> tuple[Outcome, ...]:
        return tuple(item for item in self.outcomes if item.is_red)

    @property
    def outcome(self) -> str:
        """failed (an error), warning, or passed."""
        if self.red:
            return "failed"
        return (
            "warning"
            if any(item.status == "failed" and item.severity == "warning" for item in self.outcomes)
            else "passed"
        )

    def failed_by(self, fault: Fault) -> int:
        """Expectations of severity error that failed by this fault."""
        return sum(item.fault == fault for item in self.red)
