"""The program `warehouse`. Ties the parts together and turns every outcome into an exit code and plain lines.

A verb is a module warehouse/verbs/<name>.py with

- `HELP`: one line for the list of verbs,
- `EXAMPLE`: one or more calls that work,
- `add_arguments(parser)`: its own arguments (`--home` and `--debug` are there already),
- `WHEN_STOPPED`, where there is something to say to who stops it with Ctrl-C,
- `run(args) -> int`: does the work and gives the exit code.

A new verb is a new file there: nothing is registered by hand. Only the module of the called verb is imported (for the
list of verbs, their HELP lines are read from the files), and a verb imports what is heavy inside `run`.

Exit codes: 0 fine, 1 the data fails an expectation, 2 the call or an input is wrong, 3 the program failed,
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from warehouse import __version__
from warehouse.interrupt import heeded, listen

#: `typing` alone would cost as much as all other imports of the program's start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import NoReturn

#: the order in which a newcomer meets the verbs; others follow by name.
_ORDER = (
    *("demo", "load", "inspect", "check", "sql", "trace", "findings", "reconcile", "status", "history", "report"),
    *("lab", "export", "docs", "queries", "search", "accept", "schedule"),
)
_EPILOG = """\
exit codes: 0 fine · 1 the data fails an expectation · 2 the call or an input is wrong · 3 the program failed
            130 stopped by Ctrl-C

first steps:
  warehouse demo                                   build and look at the sample warehouse
  warehouse load DOCUMENTS_FOLDER                  load your own documents
  warehouse sql "select * from mart.spending_line limit 5"
"""


def verb_names() -> list[str]:
    """Every verb there is, in reading order."""
    folder = os.path.join(os.path.dirname(__file__), "verbs")
    found = sorted(
        name.removesuffix(".py").replace("_", "-")
        for name in os.listdir(folder)
        if name.endswith(".py") and not name.startswith("_")
    )
    return sorted(found, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))


def verb_module(name: str) -> ModuleType:
    return importlib.import_module(f"warehouse.verbs.{name.replace('-', '_')}")


def _help_line(name: str) -> str:
    """The HELP of a verb without importing it: one line of its file, where it is written as one."""
    path = os.path.join(os.path.dirname(__file__), "verbs", name.replace("-", "_") + ".py")
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith('HELP = "') and line.rstrip().endswith('"'):
                return line.rstrip()[8:-1]
    return str(verb_module(name).HELP)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the folder of the warehouse (default: $WAREHOUSE_HOME, else ./warehouse-data)",
    )
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show a traceback on failure")


class _Parser(argparse.ArgumentParser):
    """A misspelled verb gets the verb that was meant, in place of a list of all."""

    def error(self, message: str) -> NoReturn:
        if not message.startswith("argument VERB: invalid choice"):
            super().error(message)
        from difflib import get_close_matches

        word = message.split("'")[1]
        near = get_close_matches(word, verb_names(), n=1)
        meant = f"did you mean '{near[0]}'? " if near else ""
        self.exit(
            2, f"warehouse: {word}: invalid choice, there is no such verb\n  {meant}'warehouse --help' lists them\n"
        )


def build_parser(only: str | None = None, *, is_list: bool = False) -> argparse.ArgumentParser:
    """The whole parser; or, to start quickly, one that knows a single verb, or only the list of verbs."""
    parser = _Parser(
        prog="warehouse",
        description="An embedded analytics warehouse for Chinese departmental budgets and performance forms.",
        epilog=_EPILOG,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"warehouse {__version__}")
    _common(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, title="verbs")
    if is_list:
        for name in verb_names():
            verbs.add_parser(name, help=_help_line(name), add_help=False)
        return parser
    for name in verb_names() if only is None else [only]:
        module = verb_module(name)
        verb = verbs.add_parser(
            name,
            help=module.HELP,
            description=module.HELP[0].upper() + module.HELP[1:] + ".",
            epilog="example:\n" + "\n".join("  " + line.strip() for line in module.EXAMPLE.strip().splitlines()),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _common(verb)
        module.add_arguments(verb)
        verb.set_defaults(run=module.run)
    return parser


def _called_verb(words: Sequence[str]) -> str | None:
    """The verb of a call, where it is plain to see: then the other verbs need not be imported."""
    names = set(verb_names())
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word == "--home":
            skip = True
        elif not word.startswith("-"):
            return word if word in names else None
        elif word in ("-h", "--help"):
            return None
    return None


def _say(message: str) -> None:
    sys.stderr.write(message.rstrip() + "\n")


def main(words: Sequence[str] | None = None) -> int:
    """Entry point: parse, run the verb, turn failures into plain lines."""
    given = list(sys.argv[1:] if words is None else words)
    debug = "--debug" in given
    home = None
    listen()
    if not given:
        build_parser(is_list=True).print_help(sys.stderr)
        return 2
    try:
        called = _called_verb(given)
        args = build_parser(called, is_list=called is None).parse_args(given)
        args.home = home = getattr(args, "home", None)
        args.debug = getattr(args, "debug", False)
        with heeded():
            return _run(args.run, args)
    except KeyboardInterrupt:
        _say("warehouse: stopped" + ("\n  " + when_stopped if (when_stopped := _when_stopped(given)) else ""))
        return 130
    except BrokenPipeError:
        # The reader of our output went away (head, less): that is no failure of ours.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return 0
    except Exception as error:
        if debug:
            raise
        return _explain(error, home)


def _when_stopped(words: Sequence[str]) -> str:
    """What the user should know who stopped this verb."""
    called = _called_verb(words)
    return str(getattr(verb_module(called), "WHEN_STOPPED", "")) if called else ""


def _run(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    code = run(args)
    sys.stdout.flush()
    return code


def _explain(error: Exception, home: str | None) -> int:
    from warehouse.errors import DiskFull, is_disk_full

    if is_disk_full(error):
        # Every library says it in its own words, and none says what to do.
        from warehouse.home import home_of

        error = DiskFull(home_of(home).folder)
    code = getattr(error, "exit_code", None)
    message = " ".join(str(error).split()) or type(error).__name__
    hint = getattr(error, "hint", "")
    if code is None and isinstance(error, OSError) and error.filename:
        message = f"{error.filename}: {error.strerror}"
    elif code is None and type(error).__module__.partition(".")[0] != "loaders":
        message = f"the program failed: {type(error).__name__}: {message}"
        hint = hint or "run it again with --debug and send what it prints"
    _say(f"warehouse: {message}")
    if hint:
        _say(f"  {hint}")
    if isinstance(code, int):
        return code
    return 2 if type(error).__module__.partition(".")[0] == "loaders" else 3
