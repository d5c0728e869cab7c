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
        write_rows(("what", "value"), (line for name, value in rows for line in _lines(name, value)), "table")
    else:
        values = ["; ".join(value) if isinstance(value, tuple) else value for _, value in rows]
        write_rows([name.replace(" ", "_") for name, _ in rows], [values], args.format)
    return 0


def _lines(name: str, value: object) -> list[tuple[str, object]]:
    """One row of the table, or one for each part of a value that has several."""
    if not isinstance(value, tuple):
        return [(name, value)]
    return [("" if number else name, part) for number, part in enumerate(value)]
