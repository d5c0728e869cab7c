"""The published rules: whoever reads a rule can run it, as it stands, on the published file.

1. While a warehouse is built, rules read the store and the tables `rules.*` of sql/checks/working. Both are gone when
   the build is done. In their place the published file has views of the same names: `store.*` over the published tables
   (the files of sql/checks/published), and `rules.*` by the same text as the tables, made when they are asked for.
2. The comment of a view is the comment above its query in the file (`-- grain: …`).
3. What reads the cells of the documents (`store.cell`) is not published: cells are in no published table.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.resources import resource_folder

if TYPE_CHECKING:
    import duckdb

_MADE = re.compile(r"create (?:table|view) (rules\.[a-z_]+) as", re.IGNORECASE)
_UNPUBLISHED = "store.cell"


def publish_rules(connection: duckdb.DuckDBPyConnection, root: Path | None = None) -> None:
    """Make the views of schema rules in the database being built. The build has dropped what it worked with."""
    import duckdb

    folder = (root or resource_folder("sql")) / "checks"
    for schema in ("store", "reference", "rules"):
        connection.execute(f"create schema if not exists {schema}")
    for file in (*sorted((folder / "published").glob("*.sql")), *sorted((folder / "working").glob("*.sql"))):
        text = file.read_text(encoding="utf-8")
        try:
            for statement in connection.extract_statements(text):
                query = statement.query
                if _UNPUBLISHED in query:
                    continue
                connection.execute(_MADE.sub(lambda match: f"create view {match.group(1)} as", query))
            for name, comment in view_comments(text).items():
                connection.execute(f"comment on view {name} is '{comment.replace(chr(39), chr(39) * 2)}'")
        except duckdb.Error as error:
            place = "/".join(file.parts[-2:])
            raise ModelError(f"sql/checks/{place}: {' '.join(str(error).split())[:400]}") from error


def view_comments(text: str) -> dict[str, str]:
    """The comment above each table or view of a working file: what its rows are."""
    comments: dict[str, str] = {}
    above: list[str] = []
    for line in text.splitlines():
        if line.startswith("--"):
            above.append(line[2:].strip())
            continue
        match = _MADE.match(line)
        if match and _UNPUBLISHED not in text[text.index(line) :].split(";")[0]:
            comments[match.group(1)] = " ".join(above)
        above = []
    return comments
