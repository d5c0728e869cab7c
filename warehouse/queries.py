"""The library of example queries in sql/analyses: each a question in words, a query, and parameters with a meaning.

A file is a header of comments and one query. The first comment line is the question, `-- zh:` its Chinese wording;
`-- param NAME: meaning` declares a parameter, which is optional where the meaning says `(default: VALUE)`, an empty
VALUE standing for NULL. Files are known by their name and listed by the folder they stand in.

A query that not every document can answer says how many of how many can: `-- answers: {n} of {of} units print this` is
the sentence, and the lines of `-- counted:` together are a query of its own that gives the two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import CallError
from warehouse.resources import resource_folder

if TYPE_CHECKING:
    import duckdb

_PARAMETER = re.compile(r"^-- param ([a-z_]\w*): (.*?)(?: ?\(default: ?([^)]*)\))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes. `default` is None where it must be given; '' stands for NULL."""

    name: str
    meaning: str
    default: str | None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    name: str
    topic: str
    question: str
    question_zh: str
    parameters: tuple[Parameter, ...]
    text: str
    #: the sentence that says how many of how many can answer, with {n} and {of} in it; '' where all can
    answers: str = ""
    #: the query that gives the two numbers
    counted: str = ""

    def values(self, given: Mapping[str, str]) -> dict[str, str | None]:
        """The parameters of a call: what was given, else the defaults."""
        unknown = sorted(set(given) - {item.name for item in self.parameters})
        if unknown:
            names = ", ".join(item.name for item in self.parameters) or "none"
            raise CallError(f"{self.name}: takes no parameter {unknown[0]}", f"its parameters: {names}")
        found: dict[str, str | None] = {}
        for item in self.parameters:
            value = given.get(item.name, item.default)
            if value is None:
                raise CallError(
                    f"{self.name}: needs a value for {item.name} ({item.meaning})", f"add --param {item.name}=VALUE"
                )
            found[item.name] = value or None
        return found


def read_query(file: Path) -> SavedQuery:
    """One file of the library."""
    text = file.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("--")]
    question = header[0].removeprefix("--").strip() if header else file.stem
    chinese = next((line.removeprefix("-- zh:").strip() for line in header if line.startswith("-- zh:")), "")
    parameters = tuple(
        Parameter(match[1], match[2].strip(), match[3]) for line in header if (match := _PARAMETER.match(line))
    )
    answers = next((line.removeprefix("-- answers:").strip() for line in header if line.startswith("-- answers:")), "")
    counted = " ".join(line.removeprefix("-- counted:").strip() for line in header if line.startswith("-- counted:"))
    return SavedQuery(file.stem, file.parent.name, question, chinese, parameters, text, answers, counted)


def answered_by(
    connection: duckdb.DuckDBPyConnection, query: SavedQuery, values: Mapping[str, str | None]
) -> str | None:
    """How many of how many can answer, in words; None for a query that all can answer."""
    if not query.answers:
        return None
    wanted = {name: value for name, value in values.items() if f"${name}" in query.counted}
    # All rows are fetched: a result that is left open would block the next query of the connection.
    [(n, of)] = connection.execute(query.counted, wanted).fetchall()
    return query.answers.format(n=n or 0, of=of or 0)


def saved_queries(folder: Path | None = None) -> list[SavedQuery]:
    """All of them, by topic and name."""
    root = folder or resource_folder("sql") / "analyses"
    return sorted((read_query(file) for file in root.rglob("*.sql")), key=lambda item: (item.topic, item.name))


def saved_query(name: str) -> SavedQuery:
    """The one of this name."""
    from difflib import get_close_matches

    known = {item.name: item for item in saved_queries()}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        raise CallError(
            f"no query is called {name}", f"do you mean {near[0]}?" if near else "see 'warehouse queries' for the names"
        )
    return known[name]
