"""Values of options that are checked where they are read: a wrong one is told by the name of its option (exit code 2).

Each function gives what argparse calls with the text of the option. A `CallError` passes through argparse untouched.
"""

from __future__ import annotations

#: `typing` and `collections.abc` would cost as much as all other imports of the program's start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

#: below these DuckDB cannot even read a few pages, nor build the tables of a single document
LEAST_QUERY_MEMORY = "32MiB"
LEAST_MODEL_MEMORY = "256MiB"
#: below it the Java machine of tabula does not start, and every PDF is refused
LEAST_DOCUMENT_MEMORY = "1GiB"
_MOST_MEMORY = "1024TiB"
_LONGEST_SECONDS = 86_400.0


def whole_number(option: str, least: int, meaning: str = "") -> Callable[[str], int]:
    """A whole number of at least so much; `meaning` says what the least one stands for."""

    def read(text: str) -> int:
        from warehouse.errors import CallError

        hint = f"give {least} or more" + (f" ({least}: {meaning})" if meaning else "")
        try:
            number = int(text)
        except ValueError:
            raise CallError(f"{option} {text}: is no whole number", hint) from None
        if not least <= number < 2**31:
            raise CallError(f"{option} {text}: is out of range", hint)
        return number

    return read


def seconds(option: str, least: float) -> Callable[[str], float]:
    """A time of at least so much and at most a day."""

    def read(text: str) -> float:
        from warehouse.errors import CallError

        try:
            found = float(text)
        except ValueError:
            found = float("nan")
        # No comparison with NaN holds.
        if not least <= found <= _LONGEST_SECONDS:
            raise CallError(
                f"{option} {text}: is no time in seconds that fits", f"give {least:g} to {_LONGEST_SECONDS:.0f}"
            )
        return found

    return read


def size(option: str, least: str) -> Callable[[str], str]:
    """A size of at least so much, as DuckDB and `bytes_of` read it."""

    def read(text: str) -> str:
        from warehouse.errors import CallError
        from warehouse.sizes import bytes_of

        try:
            count = bytes_of(text)
        except CallError as error:
            raise CallError(f"{option} {error}", error.hint) from None
        if count < bytes_of(least):
            raise CallError(f"{option} {text}: is too little to work with", f"give {least} or more, such as 2GiB")
        if count > bytes_of(_MOST_MEMORY):
            raise CallError(f"{option} {text}: is more than any machine has", "write it like 512MiB or 4GiB")
        return f"{count}B"

    return read


def add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        type=whole_number("--jobs", 0, "one a processor"),
        default=0,
        metavar="N",
        help="worker processes (default: one a processor)",
    )


def add_reading_limits(parser: argparse.ArgumentParser) -> None:
    """What the reading of one document may cost."""
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


def add_wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait",
        type=seconds("--wait", 0),
        default=0.0,
        metavar="SECONDS",
        help="wait for another load of this home to end",
    )
