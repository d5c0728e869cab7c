"""`warehouse build`: the model from the store, without reading any document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "model, check and publish what is in the store, here or on Spark"
EXAMPLE = """
warehouse build --memory-limit 6GiB
warehouse build --with-contacts
warehouse build --engine spark --out star/
"""
WHEN_STOPPED = "the published warehouse is as it was"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import LEAST_MODEL_MEMORY, seconds, size

    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what runs the files of sql/ (default: duckdb)"
    )
    parser.add_argument(
        "--memory-limit",
        type=size("--memory-limit", LEAST_MODEL_MEMORY),
        metavar="SIZE",
        help="memory of the model step, such as 8GiB (default: a quarter of the machine)",
    )
    parser.add_argument("--again", action="store_true", help="build even where nothing changed")
    parser.add_argument(
        "--strict", action="store_true", help="keep the previous warehouse published when an error check fails"
    )
    parser.add_argument(
        "--wait", type=seconds("--wait", 0), default=0.0, metavar="SECONDS", help="wait for a load of this home to end"
    )
    parser.add_argument(
        "--with-contacts",
        action="store_true",
        help="write names and telephone numbers of persons to HOME/restricted.duckdb, until the next publication",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="with --engine spark: where the star is written as Parquet"
    )
    parser.add_argument(
        "--master", default="local[*]", metavar="URL", help="with --engine spark: the cluster (default: local[*])"
    )


def run(args: argparse.Namespace) -> int:
    return _spark(args) if args.engine == "spark" else _duckdb(args)


def _duckdb(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.load import rebuild
    from warehouse.quality.gate import quality_gate

    home = home_of(args.home)
    home.require()
    built = rebuild(
        home,
        again=args.again,
        wait_seconds=args.wait,
        memory_limit=args.memory_limit,
        gate=quality_gate(home),
        strict=args.strict,
        with_contacts=args.with_contacts,
    )
    if args.with_contacts and home.restricted.is_file():
        sys.stdout.write(f"persons named in forms: {home.restricted}\n")
    if not built.is_built:
        sys.stdout.write(
            "nothing changed: the published warehouse stays as it is\n" if built.documents else "the store is empty\n"
        )
        if not built.documents:
            return 2
        return 1 if built.verdict and built.verdict.errors else 0
    times = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in built.seconds.items())
    sys.stdout.write(f"published from {built.documents} documents ({times})\n")
    if built.verdict:
        sys.stdout.write(f"checked: {built.verdict.summary}\n")
    return 1 if built.verdict and built.verdict.errors else 0


def _spark(args: argparse.Namespace) -> int:
    from warehouse.errors import CallError
    from warehouse.home import exclusive, home_of
    from warehouse.spark.build import build_on_spark
    from warehouse.store import Store

    if args.out is None:
        raise CallError("--engine spark needs a place for its tables", "add --out DIR")
    home = home_of(args.home)
    home.require()
    home.check_format()
    with exclusive(home, args.wait):
        written = build_on_spark(Store(home.store), args.out, master=args.master)
    sys.stdout.write(f"{len(written)} tables written to {args.out}\n")
    return 0
