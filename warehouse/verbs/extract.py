"""`warehouse extract`: documents into the store, without a model. Many machines may each take a share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "extract documents into the store and stop there; --shard i/n takes one share of them"
EXAMPLE = """
warehouse extract budgets/
warehouse --home shard-1 extract budgets/ --shard 1/8
"""
WHEN_STOPPED = "what is read is kept; call it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import add_jobs, add_reading_limits, add_wait

    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a document, or a folder")
    parser.add_argument(
        "--shard", default="1/1", metavar="I/N", help="the share to take, counted from 1 (default: all)"
    )
    add_jobs(parser)
    add_reading_limits(parser)
    add_wait(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.load import load
    from warehouse.progress import terminal_progress
    from warehouse.sizes import bytes_of
    from warehouse.sources import Shard
    from warehouse.workers import Limits, usual_seconds

    loaded = load(
        home_of(args.home),
        args.paths,
        jobs=args.jobs,
        limits=Limits(seconds=args.timeout or usual_seconds(), memory_bytes=bytes_of(args.document_memory)),
        wait_seconds=args.wait,
        shard=Shard.parse(args.shard),
        store_only=True,
        progress=terminal_progress(),
    )
    for item in loaded.outcomes:
        if item.outcome in ("refused", "missing"):
            sys.stderr.write(f"{item.path}: {item.outcome}: {item.reason}\n")
    counts = ", ".join(
        f"{loaded.count(outcome)} {outcome}"
        for outcome in ("loaded", "no_statement", "refused")
        if loaded.count(outcome)
    )
    sys.stdout.write(f"{counts or 'no document is of this shard'}; {loaded.documents} documents in the store\n")
    return 0 if loaded.outcomes == () or loaded.count("loaded") else 2
