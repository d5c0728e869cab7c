"""A rule as a file: a header of comments and one query.

The header says `-- title:`, `-- title_zh:`, `-- severity:` (error, warning, info), `-- statements:` (what it needs;
`a|b` is one of them), `-- tolerance:`, `-- why:`, and where they differ from the usual `-- relation:` (= or <=),
`-- grain:` (table, or row where rows that hold are summed up), `-- measured_in:` (yuan, points, percent, count) and
`-- otherwise:` (what a document lacks to which the rule gives nothing) and `-- suspect:` (what becomes of the lines
that fail it, see `warehouse.suspects`). A line indented after the dashes goes on.

An audit rule says in `-- message:` and `-- message_zh:` what it found: a sentence with the columns of its query in
braces (see `warehouse.rule_messages`). Whose fault a failure is, is decided by what else holds in the same tables:
`-- proves:` says what a check proves where it holds (columns: the columns of its own table; rows: that its rows add up
across; nothing), and `-- measure:` which amount column it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import ModelError

SEVERITIES = ("error", "warning", "info")
PROVES = ("columns", "rows", "nothing")
_HEADER = re.compile(r"^-- ?(?:([a-z_]+): ?(.*)|  +(.*))$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of sql/checks or sql/audit."""

    code: str
    #: checks | audit
    folder: str
    query: str
    title: str
    title_zh: str | None
    severity: str
    #: statements it needs; `a|b` is one of them
    statements: tuple[str, ...]
    tolerance: str | None
    why: str | None
    #: = or <=
    relation: str
    #: table (each application is a line) or row (rows that hold are summed up)
    grain: str
    #: yuan, points, percent or count
    measured_in: str
    #: what a document lacks to which the rule gives nothing although it has the statements
    otherwise: str
    #: show | leave_out | no; empty where the header says nothing
    suspect: str = ""
    #: the sentence of a finding, with columns in braces; None where the query gives a column message
    message: str | None = None
    message_zh: str | None = None
    #: columns | rows | nothing: what a check proves of its own table where it holds
    proves: str = "nothing"
    #: the amount column that a check is about
    measure: str | None = None


def read_rule(file: Path) -> Rule:
    """A rule from its file. Raises `ModelError` where its header lacks what it must have."""
    header: dict[str, str] = {}
    last = ""
    lines = file.read_text(encoding="utf-8").splitlines()
    body = 0
    for body, line in enumerate(lines):  # noqa: B007
        match = _HEADER.match(line)
        if not match:
            break
        if match.group(1):
            last = match.group(1)
            header[last] = match.group(2).strip()
        elif last:
            header[last] += " " + match.group(3).strip()
    folder = file.parent.name
    place = f"sql/{folder}/{file.name}"
    if "title" not in header or header.get("severity") not in SEVERITIES:
        raise ModelError(f"{place}: the header needs a title and a severity (error, warning or info)")
    if header.get("suspect", "") not in ("", "show", "leave_out", "no"):
        raise ModelError(f"{place}: suspect is show, leave_out or no")
    if header.get("proves", "nothing") not in PROVES:
        raise ModelError(f"{place}: proves is columns, rows or nothing")
    return Rule(
        code=file.stem,
        folder=folder,
        query="\n".join(lines[body:]).strip().rstrip(";"),
        title=header["title"],
        title_zh=header.get("title_zh"),
        severity=header["severity"],
        statements=tuple(item.strip() for item in header.get("statements", "").split(",") if item.strip()),
        tolerance=header.get("tolerance"),
        why=header.get("why"),
        relation=header.get("relation", "="),
        grain=header.get("grain", "table"),
        measured_in=header.get("measured_in", "yuan"),
        otherwise=header.get("otherwise", "the tables are there, but not both figures that the rule compares"),
        suspect=header.get("suspect", ""),
        message=header.get("message"),
        message_zh=header.get("message_zh"),
        proves=header.get("proves", "nothing"),
        measure=header.get("measure"),
    )


def nameless(file: Path) -> Rule:
    """What stands for a rule whose header cannot be read."""
    return Rule(file.stem, file.parent.name, "", file.stem, None, "error", (), None, None, "=", "table", "yuan", "")
