"""`warehouse demo`: the sample warehouse, and what it shows."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

HELP = "build the sample warehouse, check it, and say what it shows and what to try next"
EXAMPLE = """
warehouse demo
warehouse --home /tmp/try demo
warehouse demo --copy-to budgets
"""
WHEN_STOPPED = "nothing half done is published; call it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import add_jobs

    add_jobs(parser)
    parser.add_argument(
        "--copy-to",
        type=Path,
        metavar="DIR",
        help="only copy the sample documents to a folder, to be loaded from there",
    )


def run(args: argparse.Namespace) -> int:
    from warehouse.demo import build_demo, summary
    from warehouse.home import home_of
    from warehouse.progress import terminal_progress
    from warehouse.quality.gate import quality_gate

    if args.copy_to:
        from warehouse.demo import copy_samples

        count = len(copy_samples(args.copy_to))
        sys.stdout.write(f"{count} sample documents copied to {args.copy_to}\n")
        return 0
    home = home_of(args.home)
    loaded = build_demo(home, jobs=args.jobs, gate=quality_gate(home), progress=terminal_progress())
    sys.stdout.write("\n".join(summary(home, loaded, _program())) + "\n")
    return 0


def _program() -> str:
    """How the reader can call the program: in a checkout it is not on the search path."""
    called = sys.argv[0]
    return "warehouse" if shutil.which("warehouse") or not os.access(called, os.X_OK) else os.path.relpath(called)
