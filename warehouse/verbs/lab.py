"""`warehouse lab`: JupyterLab on the curated notebooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "open JupyterLab on a working copy of the curated notebooks, connected to the published warehouse"
EXAMPLE = """
warehouse lab
warehouse lab --folder analysis/ --lang zh --no-browser --port 8899
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, metavar="DIR", help="the working copy (default: lab/ in the home)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the text (default: en)")
    parser.add_argument("--port", type=int, metavar="PORT", help="port of the server (default: the next free one)")
    parser.add_argument("--no-browser", action="store_true", help="print the address in place of opening it")
    parser.add_argument("--copy-only", action="store_true", help="make or update the working copy and end")


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.home import home_of
    from warehouse.lab import prepare_copy, run_lab

    home = home_of(args.home)
    open_published(home).close()
    folder = (args.folder or home.folder / "lab").expanduser().resolve()
    copied = prepare_copy(folder, args.lang)
    for item in copied:
        if item.outcome == "beside":
            sys.stderr.write(f"{item.name}: yours is kept; the newer one is {item.name}.new.ipynb\n")
    sys.stdout.write(f"working copy: {folder}\n")
    sys.stdout.flush()
    if args.copy_only:
        return 0
    return run_lab(home, folder, args.lang, port=args.port, browser=not args.no_browser)
