"""The gate between a build and its publication.

`load` is given a gate: a function that looks at the built file and gives a `Verdict`. A build that fails checks of
severity `error` is published all the same (readers see the findings), unless the load is strict: then it is kept aside
in building/refused-<time>.duckdb, with the reason beside it, and the previous warehouse stays published.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.home import Home

#: only the last refused build is kept: each is as large as the warehouse.
REFUSED_PREFIX = "refused-"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a build."""

    #: failed checks of severity error that nobody has accepted
    errors: int
    warnings: int
    #: one plain line
    summary: str


Gate = Callable[[Path], Verdict]


@dataclass(frozen=True, slots=True)
class RefusedBuild:
    """A build that was kept aside."""

    path: Path
    refused_at: str
    summary: str


def keep_aside(home: Home, built: Path, verdict: Verdict) -> Path:
    """Keep a refused build to be looked at, in place of an earlier one."""
    for old in home.building.glob(f"{REFUSED_PREFIX}*"):
        old.unlink(missing_ok=True)
    now = datetime.now(UTC)
    target = home.building / f"{REFUSED_PREFIX}{now:%Y%m%dT%H%M%SZ}.duckdb"
    reason = {"refused_at": now.isoformat(timespec="seconds"), "summary": verdict.summary}
    target.with_suffix(".json").write_text(json.dumps(reason, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(built, target)
    return target


def refused_build(home: Home) -> RefusedBuild | None:
    """The build that was refused last and not replaced by a publication since."""
    for path in sorted(home.building.glob(f"{REFUSED_PREFIX}*.duckdb"), reverse=True):
        try:
            reason = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            return RefusedBuild(path, str(reason["refused_at"]), str(reason["summary"]))
        except (OSError, ValueError, KeyError):
            return RefusedBuild(path, "unknown", "the reason was not kept")
    return None


def forget_refused(home: Home) -> None:
    """A published build makes the refused one pointless."""
    for old in home.building.glob(f"{REFUSED_PREFIX}*"):
        old.unlink(missing_ok=True)
