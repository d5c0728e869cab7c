"""`warehouse accept`: what is known stays quiet until its figures change or its time is over."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.home import Home

HELP = "accept a known failure of a rule in a document, with a reason and an end"
EXAMPLE = """
warehouse accept basic_total_is_sum budget-2026.txt --reason "a row is missing in print" --until 2027-03-31
warehouse accept --list
warehouse accept --remove basic_total_is_sum budget-2026.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument("rule", nargs="?", metavar="RULE", help="name of the rule, as check prints it")
    parser.add_argument("document", nargs="?", metavar="DOCUMENT", help="name of the file, or its document key")
    parser.add_argument("--reason", metavar="TEXT", help="why it may stay")
    parser.add_argument("--until", metavar="DATE", help="the day from which it counts again, such as 2027-03-31")
    parser.add_argument("--list", action="store_true", help="show what is accepted")
    parser.add_argument("--remove", action="store_true", help="accept it no longer")
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.errors import CallError
    from warehouse.home import home_of
    from warehouse.quality.accepting import accept_failure, forget

    home = home_of(args.home)
    home.require()
    if args.list:
        return _show(home, args.format)
    if not args.rule or not args.document:
        raise CallError("RULE and DOCUMENT are missing", "see 'warehouse accept --help'; --list shows what is accepted")
    if args.remove:
        forget(home, args.rule, args.document)
        sys.stdout.write(f"{args.rule} in {args.document} counts again\n")
        return 0
    if not args.reason or not args.until:
        raise CallError("--reason and --until are missing", "a failure is accepted with a reason and until a day")
    try:
        until = date.fromisoformat(args.until)
    except ValueError as error:
        raise CallError(f"--until {args.until}: is no date", "write 2027-03-31") from error
    entry = accept_failure(home, args.rule, args.document, args.reason, until)
    sys.stdout.write(
        f"{entry.rule} in {entry.file_name}: {len(entry.figures)} failing rows are accepted until {entry.until}\n"
        f"  written to {home.quality / 'accepted.toml'}; the next check takes it into account\n"
    )
    return 0


def _show(home: Home, format_name: str) -> int:
    from warehouse.output import write_rows
    from warehouse.quality.accepting import known_of

    columns = ("rule", "file_name", "document_key", "until", "state", "by", "since", "rows", "reason")
    today = date.today()
    write_rows(
        columns,
        (
            (
                item.rule,
                item.file_name,
                item.document_key,
                item.until,
                "accepted" if item.holds_on(today) else "expired",
                item.by,
                item.since,
                len(item.figures),
                item.reason,
            )
            for item in known_of(home)
        ),
        format_name,
    )
    return 0
