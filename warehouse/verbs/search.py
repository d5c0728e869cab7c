"""`warehouse search`: which goals and indicators speak of something."""

from __future__ import annotations

import argparse
import sys

HELP = "search the texts of goals, outcomes, projects and indicators"
EXAMPLE = """
warehouse search 养老设施
warehouse search 居民 满意度 --kind indicator --year 2026
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import whole_number
    from warehouse.output import add_format_argument

    parser.add_argument("words", nargs="+", metavar="WORD", help="all of them must stand in the text")
    parser.add_argument("--kind", choices=("goal", "outcome", "project", "indicator"), help="only texts of this kind")
    parser.add_argument("--year", type=int, metavar="YEAR", help="only this fiscal year")
    parser.add_argument(
        "--limit", type=whole_number("--limit", 1), default=20, metavar="N", help="how many (default: 20)"
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.home import home_of
    from warehouse.output import write_rows
    from warehouse.search import COLUMNS, search, snippet

    words = " ".join(args.words)
    connection = open_published(home_of(args.home))
    try:
        hits = search(connection, words, kind=args.kind, year=args.year, limit=args.limit)
    finally:
        connection.close()
    if args.format != "table":
        write_rows(COLUMNS, ([getattr(hit, name) for name in COLUMNS] for hit in hits), args.format)
        return 0
    write_rows(
        ("score", "kind", "text", "project", "file", "page"),
        [(hit.score, hit.kind, snippet(hit.text, words), hit.project_name, hit.file_name, hit.page) for hit in hits],
        "table",
    )
    if not hits:
        sys.stderr.write(f"no goal, outcome, project or indicator holds: {words}\n")
    return 0
