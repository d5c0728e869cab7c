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
    from warehouse.options import LEAST_DOCUMENT_MEMORY, seconds, size, whole_number

    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a document, or a folder")
    parser.add_argument(
        "--shard", default="1/1", metavar="I/N", help="the share to take, counted from 1 (default: all)"
    )
    parser.add_argument(
        "--jobs",
        type=whole_number("--jobs", 0, "one a processor"),
        default=0,
        metavar="N",
        help="worker processes (default: one a processor)",
    )
    parser.add_argument(
        "--timeout",
        type=seconds("--timeout", 1),
        metavar="SECONDS",
        help="time for one document (default: $WAREHOUSE_DOCUMENT_SECONDS, else 600)",
    )
    parser.add_argument(
        "--document-memory",
        type=size("--document-memory", LEAST_DOCUMENT_MEMORY),
        default="4GiB",
        metavar="SIZE",
        help="memory for one document (default: 4GiB)",
    )
    parser.add_argument(
        "--wait",
        type=seconds("--wait", 0),
        default=0.0,
        metavar="SECONDS",
        help="wait for another load of this home to end",
    )


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
