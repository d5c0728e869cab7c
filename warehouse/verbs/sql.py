"""`warehouse sql`: a read-only query on the published warehouse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

HELP = "run a read-only query: no writing, no files, no network"
EXAMPLE = """
warehouse sql "select fiscal_year, stage, sum(amount_yuan) from mart.ledger group by all"
warehouse sql -f question.sql --param year=2026 --format csv
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import LEAST_QUERY_MEMORY, size
    from warehouse.output import add_format_argument

    parser.add_argument("query", nargs="?", metavar="QUERY", help="the query; without one, a shell (or standard input)")
    parser.add_argument("-f", "--file", type=Path, metavar="FILE", help="read the query from a file")
    parser.add_argument(
        "-q", "--name", metavar="NAME", help="run a query of sql/analyses by name (see: warehouse queries)"
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value for $name in the query; may be repeated",
    )
    parser.add_argument(
        "--memory-limit",
        type=size("--memory-limit", LEAST_QUERY_MEMORY),
        metavar="SIZE",
        help="memory for the query, such as 2GiB",
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.home import home_of
    from warehouse.query import run_query

    parameters: Mapping[str, str | None] = _parameters(args.param)
    text = _text(args)
    saved = None
    if args.name is not None:
        from warehouse.queries import saved_query

        saved = saved_query(args.name)
        parameters = saved.values(_parameters(args.param))
    connection = open_published(home_of(args.home), memory_limit=args.memory_limit)
    try:
        if text is None:
            from warehouse.shell import shell

            return shell(connection, args.format)
        run_query(connection, text, parameters, args.format)
        if saved is not None:
            from warehouse.queries import answered_by

            note = answered_by(connection, saved, parameters)
            if note:
                # A table is read by people; what programs read holds rows alone, and the line stands beside it.
                (sys.stdout if args.format == "table" else sys.stderr).write(f"{note}\n")
    finally:
        connection.close()
    return 0


def _parameters(pairs: list[str]) -> dict[str, str]:
    from warehouse.errors import CallError

    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise CallError(f"--param {pair}: is no NAME=VALUE", "write --param year=2026")
        found[name] = value
    return found


def _text(args: argparse.Namespace) -> str | None:
    """The query that was asked for; None asks for the shell."""
    from warehouse.errors import CallError

    if sum(item is not None for item in (args.query, args.file, args.name)) > 1:
        raise CallError("more than one query", "give a QUERY, or -f FILE, or -q NAME")
    if args.query is not None:
        return str(args.query)
    if args.name is not None:
        from warehouse.queries import saved_query

        return saved_query(args.name).text
    file = args.file
    if file is not None:
        try:
            return str(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CallError(f"{file}: cannot be read ({error})", "give a text file with one query") from error
    return None if sys.stdin.isatty() else sys.stdin.read()
