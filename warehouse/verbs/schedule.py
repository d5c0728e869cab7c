"""`warehouse schedule`: a job of the machine that loads, checks, publishes and notifies."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

HELP = "install, show, remove or run the scheduled job: load what is new, check, publish, notify"
EXAMPLE = """
warehouse schedule install --every 06:00 --inbox /data/inbox --notify env:BUDGET_WEBHOOK
warehouse schedule install --every 1h --inbox /data/inbox --print
warehouse schedule status
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import seconds
    from warehouse.output import add_format_argument

    parser.add_argument("action", choices=("install", "status", "remove", "run"), help="what to do")
    parser.add_argument("--every", metavar="WHEN", help="a time of day (06:00), or 15m, 1h, 6h")
    parser.add_argument("--inbox", type=Path, metavar="DIR", help="the folder whose documents are loaded")
    parser.add_argument(
        "--notify",
        action="append",
        default=[],
        metavar="URL",
        help="who is told of changes: env:NAME (a variable that holds the address), https://…, mailto:…",
    )
    parser.add_argument("--strict", action="store_true", help="keep the previous warehouse where an error check fails")
    parser.add_argument("--prune", action="store_true", help="drop the documents that left the inbox")
    parser.add_argument("--print", action="store_true", dest="only_print", help="show the job, install nothing")
    parser.add_argument(
        "--using", choices=("systemd", "cron"), help="the scheduler (default: whichever the machine has)"
    )
    parser.add_argument(
        "--wait",
        type=seconds("--wait", 0),
        default=600.0,
        metavar="SECONDS",
        help="how long a run waits for another (default: 600)",
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    return {"install": _install, "status": _status, "remove": _remove, "run": _run}[args.action](args)


def _inbox(args: argparse.Namespace) -> Path:
    from warehouse.errors import CallError

    if args.inbox is None:
        raise CallError("--inbox is missing", "name the folder whose documents are loaded")
    inbox = Path(args.inbox).expanduser().resolve()
    if not inbox.is_dir():
        raise CallError(f"{inbox}: is no folder", "make it, or name another with --inbox")
    return inbox


def _install(args: argparse.Namespace) -> int:
    from warehouse.errors import CallError
    from warehouse.home import home_of
    from warehouse.quality.environment import FILE_NAME, read_environment
    from warehouse.quality.notify import check_targets
    from warehouse.quality.schedule import Job, cron_line, install, scheduler, unit_files, warnings_of

    if not args.every:
        raise CallError("--every is missing", "write --every 06:00, or --every 1h")
    home = home_of(args.home)
    job = Job(home.folder, args.every, _inbox(args), tuple(args.notify), args.strict, prune=args.prune)
    # The owner may write the variables of the home after the job; an address that is none never works.
    known = {**read_environment(home.quality / FILE_NAME), **os.environ}
    check_targets(args.notify, known, may_be_set_later=True)
    kind = args.using or (_any_scheduler() if args.only_print else scheduler())
    if args.only_print:
        texts = [cron_line(job)] if kind == "cron" else [f"# {name}\n{text}" for name, text in unit_files(job).items()]
        sys.stdout.write("\n".join(texts) + "\n")
        return 0
    home.prepare()
    where = install(job, kind)
    sys.stdout.write(f"installed: {args.every}, {job.inbox} ({where})\n")
    for warning in warnings_of(job, kind):
        sys.stderr.write(f"warehouse: {warning}\n")
    return 0


def _any_scheduler() -> str:
    from warehouse.errors import CallError
    from warehouse.quality.schedule import scheduler

    try:
        return scheduler()
    except CallError:
        return "cron"


def _status(args: argparse.Namespace) -> int:
    from warehouse.errors import CallError
    from warehouse.home import home_of
    from warehouse.output import write_rows
    from warehouse.quality.schedule import installed, scheduler
    from warehouse.quality.scheduled import is_running, read_trace

    home = home_of(args.home)
    try:
        found = installed(home, args.using or scheduler())
        job = found or "none is installed"
    except CallError as error:
        found, job = None, str(error)
    if found is None:
        # A job that is installed is shown and can be removed, also where its home is gone.
        home.require()
    rows: list[tuple[str, object]] = [("job", job)]
    trace = read_trace(home)
    if trace is None:
        rows.append(("last run", "none yet"))
    else:
        rows.append(("last run began", trace.started_at))
        unfinished = "not yet: it is at work" if is_running(home) else "it was cut short; the next one goes on"
        rows.append(("last run ended", trace.ended_at or unfinished))
        rows.append(("exit code", trace.exit_code))
        rows.append(("what it said", trace.said))
    if args.format == "table":
        write_rows(("what", "value"), rows, "table")
    else:
        write_rows([name.replace(" ", "_") for name, _ in rows], [[value for _, value in rows]], args.format)
    return 0


def _remove(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.quality.schedule import remove, scheduler

    was_there = remove(home_of(args.home), args.using or scheduler())
    sys.stdout.write("removed\n" if was_there else "none was installed\n")
    return 0


def _run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.quality.environment import take_environment
    from warehouse.quality.scheduled import scheduled_run

    home = home_of(args.home)
    take_environment(home)
    return scheduled_run(
        home,
        _inbox(args),
        args.notify,
        strict=args.strict,
        wait_seconds=args.wait,
        prune=args.prune,
    )
