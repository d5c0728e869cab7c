"""`warehouse queries`: the example queries."""

from __future__ import annotations

import argparse
import sys

HELP = "list the example queries, each a question in words; 'warehouse sql -q NAME' runs one"
EXAMPLE = """
warehouse queries
warehouse queries --show outsourced_share
warehouse sql -q outsourced_share --param year=2026
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument("--show", metavar="NAME", help="print the SQL of one query")
    parser.add_argument("--topic", metavar="TOPIC", help="only the queries of this topic")
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.errors import CallError
    from warehouse.output import write_rows
    from warehouse.queries import saved_queries, saved_query

    if args.show:
        sys.stdout.write(saved_query(args.show).text)
        return 0
    found = [item for item in saved_queries() if args.topic in (None, item.topic)]
    if not found:
        topics = ", ".join(sorted({item.topic for item in saved_queries()}))
        raise CallError(f"no topic is called {args.topic}", f"topics: {topics}")
    if args.format == "table":
        rows = [(item.topic, item.name, item.question, " ".join(p.name for p in item.parameters)) for item in found]
        write_rows(("topic", "name", "question", "parameters"), rows, "table")
    else:
        columns = ("topic", "name", "question", "question_zh", "parameters")
        write_rows(
            columns,
            [
                (item.topic, item.name, item.question, item.question_zh, [p.name for p in item.parameters])
                for item in found
            ],
            args.format,
        )
    return 0
