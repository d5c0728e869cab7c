"""Rules whose files are newer than the build: a check runs them without waiting for the next load.

Results of rules stand in the build, where they were made once. An analyst who drops a file into sql/checks, or mends
one, sees it with the next `warehouse check`: the rule runs beside the published warehouse, in a database in memory that
holds views of the store and the published tables, and its result takes the place of the one in the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from loaders.records import TABLES
from warehouse.connect import open_published
from warehouse.errors import ModelError
from warehouse.home import Home
from warehouse.interrupt import watched
from warehouse.resources import resource_folder
from warehouse.rule_file import read_rule

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

#: a name such as store.spending or mart.statement is looked for in these
_SEARCH_PATH = (
    *("memory.main", "published.main", "published.mart", "memory.store", "memory.reference", "memory.quality"),
    "memory.rules",
)
_RESULTS = ("reconciliation", "finding", "rule")


def changed_rules(home: Home) -> frozenset[str]:
    """Names of the rules whose query is not the one that ran in the build."""
    import duckdb

    connection = open_published(home)
    try:
        built = dict(connection.execute("select rule_code, query from quality.rule").fetchall())
    except duckdb.Error:
        # Built by an older program: its rules run anew with the next load.
        return frozenset()
    finally:
        connection.close()
    changed = set()
    for folder in ("checks", "audit"):
        for file in (resource_folder("sql") / folder).glob("*.sql"):
            try:
                query = read_rule(file).query
            except (ModelError, UnicodeDecodeError):
                query = None
            if query is None or built.get(file.stem) != query:
                changed.add(file.stem)
    return frozenset(changed)


def late_results(home: Home, timeout_seconds: float) -> Mapping[str, pa.Table]:
    """Results of the changed rules, as the tables of schema quality would hold them; empty where none changed."""
    import duckdb

    from warehouse.rules import apply_rules

    changed = changed_rules(home)
    if not changed:
        return {}
    connection = watched(duckdb.connect())
    try:
        _define(connection, home)
        apply_rules(connection, only=changed, timeout_seconds=timeout_seconds)
        return {table: connection.sql(f"select * from memory.quality.{table}").to_arrow_table() for table in _RESULTS}
    finally:
        connection.close()


def _define(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """What rules read while a warehouse is built, over the published one and its store."""
    from warehouse.model import store_view
    from warehouse.store import Store

    place = str(home.published).replace("'", "''")
    connection.execute(f"attach '{place}' as published (read_only)")
    for schema in ("store", "reference", "quality", "rules"):
        connection.execute(f"create schema {schema}")
    connection.execute(f"set search_path = '{','.join(_SEARCH_PATH)}'")
    store = Store(home.store)
    for table in (*TABLES, "source"):
        connection.execute(store_view(store, table))
    for file in sorted((resource_folder("sql") / "reference").glob("*.csv")):
        name = str(file).replace("'", "''")
        connection.execute(
            f"create view reference.{file.stem} as "
            f"select * from read_csv('{name}', header = true, all_varchar = true, nullstr = '')"
        )
    for table in _RESULTS:
        connection.execute(
            f"create table memory.quality.{table} as select * from published.quality.{table} where false"
        )
