"""`warehouse load`: documents in, a published warehouse out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.outcomes import Loaded

HELP = "load documents and folders: extract what is new, model, check and publish"
EXAMPLE = """
warehouse load budgets/
warehouse load budgets/ 2026.pdf --jobs 4 --strict
warehouse load --prune budgets/
"""
WHEN_STOPPED = "what is read is kept, nothing half done is published; call it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import LEAST_MODEL_MEMORY, add_jobs, add_reading_limits, add_wait, size
    from warehouse.output import add_format_argument

    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a document, or a folder (searched to its depth)"
    )
    parser.add_argument("--prune", action="store_true", help="drop the documents whose file is gone")
    parser.add_argument("--again", action="store_true", help="extract the given documents even where nothing changed")
    parser.add_argument(
        "--strict", action="store_true", help="keep the previous warehouse published when an error check fails"
    )
    add_jobs(parser)
    add_reading_limits(parser)
    parser.add_argument(
        "--memory-limit",
        type=size("--memory-limit", LEAST_MODEL_MEMORY),
        metavar="SIZE",
        help="memory of the model step, such as 8GiB (default: a quarter of the machine)",
    )
    add_wait(parser)
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.load import load
    from warehouse.progress import terminal_progress
    from warehouse.quality.gate import quality_gate
    from warehouse.sizes import bytes_of
    from warehouse.workers import Limits, usual_seconds

    home = home_of(args.home)
    loaded = load(
        home,
        args.paths,
        jobs=args.jobs,
        limits=Limits(seconds=args.timeout or usual_seconds(), memory_bytes=bytes_of(args.document_memory)),
        prune=args.prune,
        again=args.again,
        wait_seconds=args.wait,
        memory_limit=args.memory_limit,
        gate=quality_gate(home),
        strict=args.strict,
        progress=terminal_progress(),
    )
    _report(loaded, args.format)
    if args.paths and not loaded.count("loaded"):
        return 2
    return 1 if loaded.verdict and loaded.verdict.errors else 0


_WORDS = {
    "loaded": "unchanged",
    "refused": "refused",
    "missing": "not loaded",
    "no_statement": "nothing known in it",
}


def _report(loaded: Loaded, format_name: str) -> None:
    from warehouse.output import write_rows

    for item in loaded.outcomes:
        if item.outcome != "loaded" or item.is_kept:
            what = _WORDS[item.outcome]
            hint = f" ({item.hint})" if item.hint else ""
            sys.stderr.write(f"{item.path}: {what}: {item.reason}{hint}\n")
    if format_name != "table":
        columns = ("path", "document_key", "outcome", "reason", "is_new", "seconds")
        write_rows(columns, ([getattr(item, name) for name in columns] for item in loaded.outcomes), format_name)
        return
    new = loaded.count("loaded", new=True)
    parts = [f"{new} new", f"{loaded.count('loaded', new=False)} unchanged"]
    if loaded.copies:
        parts.append(f"{loaded.copies} with the same bytes as another")
    for outcome, words in (
        ("no_statement", "without a known statement"),
        ("refused", "refused"),
        ("missing", "not there or not readable"),
    ):
        if loaded.count(outcome):
            parts.append(f"{loaded.count(outcome)} {words}")
    if loaded.dropped:
        parts.append(f"{loaded.dropped} dropped")
    sys.stdout.write(f"documents: {', '.join(parts)}; {loaded.documents} in the store\n")
    if loaded.is_built:
        times = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in loaded.seconds.items())
        sys.stdout.write(f"published ({times})\n")
    else:
        sys.stdout.write(
            "nothing changed: the published warehouse stays as it is\n"
            if loaded.count("loaded")
            else "nothing was published\n"
        )
    if loaded.verdict:
        sys.stdout.write(f"{'checked' if loaded.is_built else 'last check'}: {loaded.verdict.summary}\n")
