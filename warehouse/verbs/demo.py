"""`warehouse demo`: the sample warehouse, and what it shows."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

HELP = "build the sample warehouse, check it, and say what it shows and what to try next"
EXAMPLE = """
warehouse demo
warehouse --home /tmp/try demo
"""
WHEN_STOPPED = "nothing half done is published; call it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="worker processes (default: one a processor)")


def run(args: argparse.Namespace) -> int:
    from warehouse.demo import build_demo, summary
    from warehouse.home import home_of
    from warehouse.progress import terminal_progress
    from warehouse.quality.gate import quality_gate

    home = home_of(args.home)
    loaded = build_demo(home, jobs=args.jobs, gate=quality_gate(home), progress=terminal_progress())
    sys.stdout.write("\n".join(summary(home, loaded, _program())) + "\n")
    return 0


def _program() -> str:
    """How the reader can call the program: in a checkout it is not on the search path."""
    called = sys.argv[0]
    return "warehouse" if shutil.which("warehouse") or not os.access(called, os.X_OK) else os.path.relpath(called)
