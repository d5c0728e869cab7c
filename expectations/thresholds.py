"""Thresholds: how many failed rows of a rule count, and how much.

expectations/thresholds.toml is read first, then HOME/quality/thresholds.toml over it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from expectations.definitions import Outcome, Severity

_SHIPPED = Path(__file__).resolve().parent / "thresholds.toml"
FILE_NAME = "thresholds.toml"


class ThresholdError(Exception):
    """A threshold file says what no threshold can say."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """None: the rule has no such limit."""

    error_above: float | None = None
    warn_above: float | None = None
    #: limits are shares of the rows that were checked
    is_share: bool = False

    def severity_of(self, failed: int, checked: int | None) -> Severity | None:
        """What so many failed rows are; None where they pass."""
        count = failed / checked if self.is_share and checked else float(failed)
        if self.error_above is not None and count > self.error_above:
            return "error"
        if self.warn_above is not None and count > self.warn_above:
            return "warning"
        return None


@dataclass(frozen=True, slots=True)
class Thresholds:
    rules: Mapping[str, Threshold] = field(default_factory=dict)
    oldest_build_days: float = 400.0
    seconds: float = 60.0
    remind_after_runs: int = 7


def read_thresholds(folder: Path | None = None) -> Thresholds:
    """The shipped thresholds with those of a home over them."""
    rules: dict[str, Threshold] = {}
    limits: dict[str, float] = {}
    for file in (_SHIPPED, *([folder / FILE_NAME] if folder else [])):
        if file.is_file():
            _read(file, rules, limits)
    return Thresholds(
        rules,
        limits.get("oldest_build_days", 400.0),
        limits.get("seconds", 60.0),
        int(limits.get("remind_after_runs", 7)),
    )


def _read(file: Path, rules: dict[str, Threshold], limits: dict[str, float]) -> None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for name, entry in content.get("rule", {}).items():
            counted_in = entry.get("in", "rows")
            unknown = set(entry) - {"error_above", "warn_above", "in"}
            if unknown or counted_in not in ("rows", "share"):
                raise ThresholdError(f"{file}: rule.{name}: knows error_above, warn_above and in (rows or share)")
            above = {word: _number(file, f"rule.{name}.{word}", entry[word]) for word in entry if word != "in"}
            rules[name] = Threshold(above.get("error_above"), above.get("warn_above"), counted_in == "share")
        for name, value in content.get("limits", {}).items():
            if name not in ("oldest_build_days", "seconds", "remind_after_runs"):
                raise ThresholdError(f"{file}: limits.{name}: there is no such limit")
            limits[name] = _number(file, f"limits.{name}", value)
            if name == "seconds" and not limits[name]:
                raise ThresholdError(f"{file}: limits.seconds: no query ends in no time")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as error:
        raise ThresholdError(f"{file}: {error}") from error


def _number(file: Path, name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ThresholdError(f"{file}: {name}: is no number of 0 or more")
    return float(value)


def judge(outcome: Outcome, thresholds: Thresholds) -> Outcome:
    """An outcome as its threshold sees it."""
    threshold = thresholds.rules.get(outcome.rule_code)
    if threshold is None or outcome.status != "failed":
        return outcome
    severity = threshold.severity_of(outcome.rows_failed, outcome.rows_checked)
    if severity is not None:
        return replace(outcome, severity=severity)
    return replace(outcome, status="passed", message=f"{outcome.rows_failed} rows fail; the threshold allows them")
