"""What is known stays quiet: failures that were accepted, as a text file that people review.

HOME/quality/accepted.toml holds one `[[accepted]]` a rule and document:

    rule, file_name, document_key    which failure
    reason, by, since, until         why, who, when, and the day from which it counts again
    figures                          what failed then, in words, and its signature

1. A row is known while its signature (rule and figures) stands there. Other figures, or one row more, and it is back.
2. The document is known by its key or by its name: the same file published anew with the same figures stays quiet.
3. From the day `until` on, nothing of the entry is known any more; reports list it as expired.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE_NAME = "accepted.toml"
_HEAD = """\
# Failures that are known and accepted. Written by `warehouse accept`; to be reviewed, and edited by hand where needed.
# A failure comes back when its figures change, and on the day `until`.
"""


class KnownError(Exception):
    """accepted.toml cannot be read."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One rule that may fail in one document, in this way."""

    rule: str
    file_name: str
    document_key: str
    reason: str
    by: str
    since: date
    until: date
    #: (signature, what it says in words)
    figures: tuple[tuple[str, str], ...]

    def holds_on(self, day: date) -> bool:
        return day < self.until


def read_known(folder: Path) -> tuple[Accepted, ...]:
    """All entries, expired ones too. Raises `KnownError` for a file that cannot be read."""
    file = folder / FILE_NAME
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        return tuple(_entry(item) for item in content.get("accepted", ()))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise KnownError(f"{file}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise KnownError(f"{file}: an entry lacks or misspells {error}") from error


def _entry(item: dict[str, object]) -> Accepted:
    figures = item["figures"]
    until, since = item["until"], item["since"]
    if not isinstance(figures, list) or not isinstance(until, date) or not isinstance(since, date):
        raise ValueError("figures (a list), since or until (dates, such as 2027-01-31)")
    pairs = tuple((str(text).partition(" ")[0], str(text).partition(" ")[2]) for text in figures)
    return Accepted(
        str(item["rule"]),
        str(item["file_name"]),
        str(item["document_key"]),
        str(item["reason"]),
        str(item.get("by", "")),
        since,
        until,
        pairs,
    )


def write_known(folder: Path, entries: Iterable[Accepted]) -> Path:
    """Write the whole file in one step, in a stable order."""
    file = folder / FILE_NAME
    parts = [_HEAD]
    for item in sorted(entries, key=lambda entry: (entry.rule, entry.file_name, entry.document_key)):
        parts.append(
            "\n".join(
                [
                    "[[accepted]]",
                    f"rule = {_quoted(item.rule)}",
                    f"file_name = {_quoted(item.file_name)}",
                    f"document_key = {_quoted(item.document_key)}",
                    f"reason = {_quoted(item.reason)}",
                    f"by = {_quoted(item.by)}",
                    f"since = {item.since.isoformat()}",
                    f"until = {item.until.isoformat()}",
                    "figures = [",
                    *(f"    {_quoted(f'{signature} {text}')}," for signature, text in sorted(item.figures)),
                    "]",
                    "",
                ]
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text("\n".join(parts), encoding="utf-8")
    os.replace(half, file)
    return file


def accept(entries: Iterable[Accepted], new: Accepted) -> tuple[Accepted, ...]:
    """The entries with a new one, in place of an earlier one of the same rule and document."""
    # By the key: files of one name from two offices are two documents.
    others = [item for item in entries if (item.rule, item.document_key) != (new.rule, new.document_key)]
    return (*others, new)


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string; DEL is the one character that TOML asks to escape and JSON does not.
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007F")
