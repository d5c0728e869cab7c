"""`warehouse docs`: the references that are generated from the catalog and the program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "write the data dictionary, the command reference and the rules as Markdown"
EXAMPLE = """
warehouse docs reference/
warehouse docs --format json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="where to write the pages; without it, the columns are printed",
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.cli import build_parser
    from warehouse.dictionary import reference_pages

    if args.folder is None:
        return _print(args.format)
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, text in reference_pages(build_parser).items():
        (args.folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{args.folder / name}\n")
    return 0


def _print(format_name: str) -> int:
    import tempfile

    from warehouse.dictionary import catalog, empty_warehouse
    from warehouse.output import write_rows

    with tempfile.TemporaryDirectory(prefix="warehouse-docs-") as folder:
        connection = empty_warehouse(Path(folder))
        try:
            entries = catalog(connection)
        finally:
            connection.close()
    rows = [
        (entry.full_name, column.name, column.type, column.comment) for entry in entries for column in entry.columns
    ]
    write_rows(("table", "column", "type", "comment"), rows, format_name)
    return 0
