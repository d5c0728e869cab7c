"""`warehouse report`: the curated notebooks as HTML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "run the curated notebooks and write them as self-contained HTML, with an index page"
EXAMPLE = """
warehouse report
warehouse report 02 03 --out report/ --lang zh
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import whole_number

    parser.add_argument("names", nargs="*", metavar="NOTEBOOK", help="only these, such as 02 (default: all)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the pages go (default: report/ in the home)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the text (default: en)")
    parser.add_argument(
        "--jobs", type=whole_number("--jobs", 1), default=2, metavar="N", help="notebooks that run at once (default: 2)"
    )


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.report import report

    home = home_of(args.home)
    target = (args.out or home.folder / "report").expanduser().resolve()
    pages = report(home, target, lang=args.lang, names=args.names, jobs=args.jobs)
    failed = [page for page in pages if page.problem]
    for page in failed:
        sys.stderr.write(f"{page.name}: {' '.join(str(page.problem).split())[:300]}\n")
    sys.stdout.write(f"{len(pages) - 1} pages written; open {target / 'index.html'}\n")
    return 3 if failed else 0
