"""`warehouse status`: what is published, when, from what."""

from __future__ import annotations

import argparse

HELP = "what is published: when, from how many documents, its last check, its size"
EXAMPLE = """
warehouse status
warehouse status --format json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.output import write_rows
    from warehouse.status import status

    rows = status(home_of(args.home))
    if args.format == "table":
        write_rows(("what", "value"), rows, "table")
    else:
        write_rows([name.replace(" ", "_") for name, _ in rows], [[value for _, value in rows]], args.format)
    return 0
