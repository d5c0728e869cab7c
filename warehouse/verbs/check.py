"""`warehouse check`: the expectation suites and every rule on the published warehouse."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "run the expectation suites and all rules on the published warehouse, keep the result, write Data Docs"
EXAMPLE = """
warehouse check
warehouse check --quiet --junit quality.xml --notify https://hooks.example.org/budget
warehouse check --explain summary_balance
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument("--junit", type=Path, metavar="FILE", help="write the outcome as JUnit XML")
    parser.add_argument(
        "--notify",
        action="append",
        default=[],
        metavar="URL",
        help="tell a webhook (https://…, or env:NAME for the address in a variable) or a mailbox (mailto:a@example.org)"
        " what changed; may be repeated",
    )
    parser.add_argument("--always-notify", action="store_true", help="notify also where nothing changed")
    parser.add_argument("--explain", metavar="RULE", help="show a rule: its text, its SQL, its last results")
    parser.add_argument("--quiet", action="store_true", help="print nothing unless something fails")
    parser.add_argument("--no-docs", action="store_true", help="leave the Data Docs as they are")
    parser.add_argument(
        "--plain", action="store_true", help="run the same SQL without Great Expectations (quicker; no Data Docs)"
    )
    parser.add_argument(
        "--fail-on",
        choices=("any", "reading"),
        default="any",
        help="exit with 1 for any error, or only for faults of our reading (default: any)",
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.output import write_rows
    from warehouse.quality.check import DATA_DOCS, check
    from warehouse.quality.words import RESULT_COLUMNS, result_rows, told

    home = home_of(args.home)
    if args.explain:
        from warehouse.quality.explain import explain

        return explain(home, args.explain, args.format)
    if args.junit and not args.junit.absolute().parent.is_dir():
        from warehouse.errors import CallError

        raise CallError(f"{args.junit}: its folder does not exist", "make the folder, or name another file")
    if args.notify:
        from warehouse.quality.environment import take_environment
        from warehouse.quality.notify import check_targets, notify

        take_environment(home)
        check_targets(args.notify)
    checked = check(home, junit=args.junit, with_docs=not args.no_docs, is_plain=args.plain)
    notes = list(checked.notes)
    if args.notify:
        notes += notify(home, checked.run, args.notify, always=args.always_notify)
    is_red = bool(checked.run.red) if args.fail_on == "any" else bool(checked.run.failed_by("reading"))
    if args.format != "table":
        write_rows(RESULT_COLUMNS, result_rows(checked), args.format)
    elif is_red or not args.quiet:
        docs = home.quality / DATA_DOCS / "index.html"
        pages = [f"report     {home.quality / 'quality.html'}"]
        pages += [f"Data Docs  {docs}"] if docs.is_file() else []
        sys.stdout.write("\n".join(told(checked, pages)) + "\n")
    for note in notes:
        sys.stderr.write(f"warehouse: {note}\n")
    return 1 if is_red else 0
