"""Whose fault a sum is that does not close: decided once, by the files of sql/quality/verdict, one object a file.

1. They read the results of the rules as the views `reconciled`, `found` and `ruled`, and the accepted failures as the
   table `known`; they make temporary tables, the last of which are `verdict` and `failing`. A check runs them over the
   published file, a build over the one it makes; what the build decided is kept in quality.verdict.
2. Limits are data: sql/quality/verdict/thresholds.toml, each with its reason.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.resources import resource_folder

if TYPE_CHECKING:
    import duckdb

_RESULTS = (("reconciliation", "reconciled"), ("finding", "found"), ("rule", "ruled"))


def decide(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables of the verdict. The views and the table it reads are there."""
    folder = resource_folder("sql") / "quality" / "verdict"
    limits = tomllib.loads((folder / "thresholds.toml").read_text(encoding="utf-8"))
    cases = " ".join(f"when '{name}' then {float(value)}" for name, value in limits.items())
    connection.execute(f"create or replace temp macro verdict_limit(name) as case name {cases} end")
    for file in sorted(folder.glob("*.sql")):
        connection.execute(file.read_text(encoding="utf-8"))


def keep_verdicts(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill quality.verdict of the database being built; the rules have run."""
    import duckdb

    try:
        for table, view in _RESULTS:
            connection.execute(f"create or replace temp view {view} as select * from quality.{table}")
        connection.execute(
            "create or replace temp table known"
            " (rule_code varchar, document_key varchar, file_name varchar, signature varchar)"
        )
        decide(connection)
        connection.execute("insert into quality.verdict by name select * exclude (failing_no) from verdict")
    except duckdb.Error as error:
        raise ModelError(f"sql/quality/verdict: {' '.join(str(error).split())[:400]}") from error
    for name in ("verdict", "failing", "failing_row", "failing_line", "failing_statement", "named_statement", "known"):
        connection.execute(f"drop table if exists temp.{name}")
    for _, view in _RESULTS:
        connection.execute(f"drop view if exists temp.{view}")
