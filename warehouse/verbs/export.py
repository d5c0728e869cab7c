"""`warehouse export`: the warehouse as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "write facts, dimensions and marts as Parquet, CSV, XLSX, a data package or SQLite"
EXAMPLE = """
warehouse export out/
warehouse export for-excel/ --format xlsx --table spending_line --table project
warehouse export open-data/ --format package
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder, or one of a former export")
    parser.add_argument(
        "--format",
        "--as",
        choices=("parquet", "csv", "xlsx", "package", "sqlite"),
        default="parquet",
        help="what to write (default: parquet)",
    )
    parser.add_argument(
        "--table", action="append", default=[], metavar="NAME", help="only this table; may be repeated (default: all)"
    )
    parser.add_argument("--bom", action="store_true", help="CSV with a byte order mark, for Excel")
    parser.add_argument(
        "--with-contacts", action="store_true", help="export names and telephone numbers of persons, too"
    )


def run(args: argparse.Namespace) -> int:
    from warehouse.export.run import Choice, export
    from warehouse.home import home_of
    from warehouse.output import write_rows

    choice = Choice(args.format, tuple(args.table), args.bom, args.with_contacts)
    target = args.folder.expanduser().resolve()
    done = export(home_of(args.home), target, choice)
    write_rows(("table", "file", "rows"), [(item.table, item.file, item.rows) for item in done], "table")
    sys.stdout.write(f"written to {target}\n")
    return 0
