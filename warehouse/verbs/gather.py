"""`warehouse gather`: the stores of several extractions into one home."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "take what other homes have extracted into this one"
EXAMPLE = """
warehouse --home all gather shard-1 shard-2 shard-3
warehouse --home all build
"""
WHEN_STOPPED = "what is copied is kept; call it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import add_wait

    parser.add_argument(
        "homes", nargs="+", type=Path, metavar="HOME", help="a home that 'warehouse extract' has filled"
    )
    add_wait(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.gather import gather
    from warehouse.home import home_of

    taken = gather(home_of(args.home), args.homes, wait_seconds=args.wait)
    sys.stdout.write(f"{taken} documents taken; next: warehouse build\n")
    return 0
