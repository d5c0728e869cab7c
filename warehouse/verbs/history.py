"""`warehouse history`: the quality runs over time."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expectations.changes import Change

HELP = "the check runs over time: what is new, what was fixed, what still fails"
EXAMPLE = """
warehouse history
warehouse history --since 30d
warehouse history --rule summary_balance --format csv
"""
_RUNS = """
select date_trunc('second', started_at) as started_at, trigger, outcome, expectations, passed, failed_error,
    failed_reading, failed_publication, failed_warning, failed_info, accepted, broken, documents,
    date_trunc('second', built_at) as built_at, seconds, run_key,
from run
where run.started_at >= $since
order by run_key desc
limit $limit
"""
_RULE = """
select date_trunc('second', run.started_at) as started_at, result.status, result.severity, result.fault,
    result.rows_checked, result.rows_failed,
    result.rows_accepted, result.value, result.message, run.run_key,
from result
inner join run using (run_key)
where result.rule_code = $rule_code and run.started_at >= $since
order by run.run_key desc
limit $limit
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import whole_number
    from warehouse.output import add_format_argument

    parser.add_argument("--since", metavar="WHEN", help="a date (2026-11-01) or an age (12h, 30d, 8w)")
    parser.add_argument("--rule", metavar="RULE", help="the results of one rule")
    parser.add_argument(
        "--limit", type=whole_number("--limit", 1), default=50, metavar="N", help="runs to show (default: 50)"
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from expectations.changes import changes
    from expectations.history import open_history
    from warehouse.home import home_of
    from warehouse.output import write_rows

    home = home_of(args.home)
    home.require()
    named: dict[str, object] = {"since": moment_of(args.since), "limit": max(1, args.limit)}
    if args.rule:
        named["rule_code"] = args.rule
    with open_history(home.quality) as past:
        result = past.execute(_RULE if args.rule else _RUNS, named)
        columns, rows = [item[0] for item in result.description], result.fetchall()
    if args.rule and not rows and args.since is None:
        from warehouse.errors import CallError
        from warehouse.quality.explain import near_names

        raise CallError(
            f"no run has a result of a rule {args.rule}", f"names near it: {', '.join(near_names(args.rule)) or 'none'}"
        )
    if not rows and args.format == "table":
        sys.stdout.write("no run yet: warehouse check\n" if args.since is None else "no run since then\n")
        return 0
    write_rows(columns, rows, args.format)
    if args.format == "table" and not args.rule:
        _write_trend(changes(home.quality))
    return 0


def _write_trend(found: list[Change]) -> None:
    words = (
        ("new", "New in the last run"),
        ("changed", "Failing otherwise than before"),
        ("unaccepted", "No longer accepted"),
        ("accepted", "Accepted in the last run"),
        ("fixed", "Fixed in the last run"),
        ("still", "Still failing"),
    )
    for what, title in words:
        listed = [item for item in found if item.what == what and item.severity != "info"]
        if listed:
            sys.stdout.write(f"\n{title}\n")
        for item in listed:
            age = (
                f" (since {item.since:%Y-%m-%d %H:%M}, {item.runs} runs)"
                if what in ("still", "changed", "unaccepted")
                else ""
            )
            sys.stdout.write(f"  {item.severity} {item.rule_code}{age}: {item.title}\n")


def moment_of(text: str | None) -> datetime:
    """The moment that --since names, UTC."""
    from warehouse.errors import CallError

    if text is None:
        return datetime(1970, 1, 1)
    age = re.fullmatch(r"(\d+)\s*([hdw])", text.strip())
    try:
        if age:
            hours = int(age.group(1)) * {"h": 1, "d": 24, "w": 168}[age.group(2)]
            return datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=hours)
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError) as error:
        raise CallError(f"--since {text}: is no date and no age", "write 2026-11-01, 12h, 30d or 8w") from error
