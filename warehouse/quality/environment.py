"""HOME/quality/environment: addresses, passwords and other variables of the runs of a home, which its owner writes.

One `NAME=value` a line, with or without quotes around the value; `#` begins a comment line. Nothing is expanded: a
value may hold `&`, `$`, `%` and blanks. The program reads it by itself, so that it means the same under cron, under
systemd and by hand. What stands in the environment of a call already is left as it is.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from warehouse.errors import CallError
from warehouse.home import Home

FILE_NAME = "environment"
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)", re.DOTALL)


def take_environment(home: Home) -> None:
    """Have the variables of a home in the environment of this process."""
    for name, value in read_environment(home.quality / FILE_NAME).items():
        os.environ.setdefault(name, value)


def read_environment(file: Path) -> dict[str, str]:
    """The variables of a file; none where there is no file. A message never tells what stands in a line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise CallError(f"{file}: cannot be read ({reason})", "check its owner and mode, or take it away") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if not match or "\0" in text:
            raise CallError(f"{file}: line {number} is not NAME=value", "mend the line, or put # before it")
        found[match.group(1)] = _unquoted(match.group(2).strip())
    return found


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def exposed(home: Home) -> str | None:
    """A warning where others than the owner can read the file; None where all is well."""
    file = home.quality / FILE_NAME
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return None
    return f"{file}: others can read it (mode {mode:o}): chmod 600 it" if mode & 0o077 else None
