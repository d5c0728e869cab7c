"""The model: a new DuckDB file made by running the files of sql/ over the live Parquet files of the store.

1. Folders run in the order of `STAGES`, the files of a folder in the order their references ask for: a file that reads
   what another file of the folder makes runs after it. One object a file; large ones in pieces (see `pieces`).
2. The store stands there as views `store.<table>`, the CSV files of sql/reference as views `reference.<name>`, all
   columns as text. Rows of documents that do not count are left out here, once. Both schemas are gone when the build is
   done: the published file depends on nothing.
3. Row rules are applied at the end: `warehouse.rules` fills quality.reconciliation and quality.finding.
4. The outcome depends on the content of the store only, not on the order of loading: keys are given in sorted order.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.records import TABLES, loader_version
from warehouse import __version__
from warehouse.errors import ModelError, is_disk_full
from warehouse.gate import REFUSED_PREFIX
from warehouse.home import Home
from warehouse.interrupt import heed, watched
from warehouse.pieces import statements
from warehouse.resources import resource_folder
from warehouse.rule_views import publish_rules
from warehouse.sizes import model_memory
from warehouse.store import Store, stored_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

#: the oldest DuckDB that opens a published file
OLDEST_READER = "v1.4.0"
STAGES = ("macros", "dimensions", "facts", "choices", "quality", "marts")
_MADE = re.compile(r"^\s*create\s+(?:or\s+replace\s+)?(?:table|view|macro)\s+([a-z_0-9.]+)", re.MULTILINE)
#: comments and texts may name what a file does not read.
_NOT_SQL = re.compile(r"--[^\n]*|'(?:[^']|'')*'")


def sql_files(folder: Path | None = None) -> list[Path]:
    """The files of the model in the order in which they run."""
    root = folder or resource_folder("sql")
    return [file for stage in STAGES for file in in_order(sorted((root / stage).glob("*.sql")))]


def in_order(files: list[Path]) -> list[Path]:
    """Files of one folder so that each comes after those whose objects it reads; else by name."""
    texts = {file: _NOT_SQL.sub("", file.read_text(encoding="utf-8")) for file in files}
    made = {file: set(_MADE.findall(text)) for file, text in texts.items()}
    needs = {
        file: [
            other
            for other in files
            if other is not file
            and any(re.search(rf"(?<![a-z_0-9.]){re.escape(name)}(?![a-z_0-9])", texts[file]) for name in made[other])
        ]
        for file in files
    }
    ordered: list[Path] = []
    on_the_way: set[Path] = set()

    def place(file: Path) -> None:
        if file in ordered:
            return
        if file in on_the_way:
            raise ModelError(f"{file.parent.name}/{file.name}: reads, by a detour, what is made from it")
        on_the_way.add(file)
        for other in needs[file]:
            place(other)
        ordered.append(file)

    for file in files:
        place(file)
    return ordered


def fingerprint(store: Store) -> str:
    """What a build depends on: the content of the store, the SQL, the reference data, the program."""
    digest = hashlib.sha256(f"{__version__} {loader_version()} {sorted(store.versions().items())}".encode())
    root = resource_folder("sql")
    for file in sorted(path for path in root.rglob("*") if path.suffix in {".sql", ".csv", ".toml"}):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def build(home: Home, store: Store, build_fingerprint: str, *, memory_limit: str | None = None) -> Path:
    """Build a new warehouse file beside the published one and give back its path."""
    import duckdb

    clear_leftovers(home.building)
    target = home.building / f"{uuid.uuid4().hex[:12]}.duckdb"
    connection = watched(duckdb.connect(str(target), config={"storage_compatibility_version": OLDEST_READER}))
    try:
        connection.execute(f"set temp_directory = {_literal(str(home.building / 'spill'))}")
        connection.execute("set preserve_insertion_order = true")
        # The file is written once and nobody reads it before: to write the log into it on the way is work for nothing.
        connection.execute("set wal_autocheckpoint = '1TB'")
        connection.execute(f"set memory_limit = {_literal(memory_limit or model_memory())}")
        run_model(connection, store)
        connection.execute(
            "insert into quality.build values (?, ?, ?, ?)",
            [datetime.now(UTC).replace(tzinfo=None), build_fingerprint, __version__, loader_version()],
        )
        connection.execute("checkpoint")
    except BaseException:
        connection.close()
        target.unlink(missing_ok=True)
        raise
    connection.close()
    return target


def run_model(connection: duckdb.DuckDBPyConnection, store: Store, folder: Path | None = None) -> None:
    """Everything between an empty database and one that can be checked."""
    root = folder or resource_folder("sql")
    # All or nothing, and written through to the disk once: doing so for each of seventy tables takes its time.
    connection.execute("begin transaction")
    for schema in ("store", "reference", "mart", "quality"):
        connection.execute(f"create schema {schema}")
    for table in (*TABLES, "source"):
        connection.execute(store_view(store, table))
    for file in sorted((root / "reference").glob("*.csv")):
        connection.execute(
            f"create view reference.{file.stem} as "
            f"select * from read_csv({_literal(str(file))}, header = true, all_varchar = true, nullstr = '')"
        )
    for file in sql_files(root):
        heed()
        run_file(connection, file, store)
    connection.execute("commit")
    _apply_rules(connection)
    connection.execute("drop schema store cascade; drop schema reference cascade")
    publish_rules(connection)


def run_file(connection: duckdb.DuckDBPyConnection, file: Path, store: Store | None = None) -> None:
    import duckdb

    try:
        for statement in statements(connection, file, store.live_files if store else None):
            connection.execute(statement)
    except duckdb.OutOfMemoryException as error:
        if is_disk_full(error):
            raise
        raise ModelError(
            f"sql/{file.parent.name}/{file.name}: the memory of the model step is not enough for it",
            "give it more, such as --memory-limit 8GiB; what was published stays as it was",
        ) from error
    except duckdb.Error as error:
        raise ModelError(
            f"sql/{file.parent.name}/{file.name}: {' '.join(str(error).split())[:400]}", "mend the file and load again"
        ) from error


def _apply_rules(connection: duckdb.DuckDBPyConnection) -> None:
    with suppress(ModuleNotFoundError):
        from warehouse.rules import apply_rules
        from warehouse.suspects import mark_suspects
        from warehouse.verdict import keep_verdicts

        # A rule may take longer where there is more to look at: a minute, and one more for each six million lines.
        lines = connection.execute("select count(*) from store.spending").fetchone()
        seconds = 60.0 + (lines[0] if lines else 0) / 100_000
        outcomes = apply_rules(connection, timeout_seconds=seconds)
        mark_suspects(connection, [item.rule for item in outcomes if item.broken is None])
        keep_verdicts(connection)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _duckdb_type(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_list(kind):
        return _duckdb_type(kind.value_type) + "[]"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return {"string": "varchar", "int32": "integer", "bool": "boolean", "double": "double"}[str(kind)]


def store_view(store: Store, table: str) -> str:
    """A view over the live files of a store table, with its declared columns whatever the files have."""
    schema = stored_schema(table)
    files = store.live_files(table)
    present = set(store.columns(table))
    wanted = [(field.name, _duckdb_type(field.type)) for field in schema if field.name != "batch"]
    if not files:
        columns = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in wanted)
        return f"create view store.{table} as select {columns} where false"
    columns = ", ".join(f"{name}" if name in present else f"cast(null as {kind}) as {name}" for name, kind in wanted)
    listed = ", ".join(_literal(file) for file in files)
    source = f"read_parquet([{listed}], union_by_name = true)"
    if table in ("source", "document"):
        return f"create view store.{table} as select {columns} from {source}"
    counting = ", ".join(_literal(file) for file in store.live_files("document"))
    live = (
        f"select document_key, batch from read_parquet([{counting}], union_by_name = true)"
        if counting
        else "select '', ''"
    )
    return f"create view store.{table} as select {columns} from {source} where (document_key, batch) in ({live})"


def clear_leftovers(folder: Path) -> None:
    """Take away what killed builds left behind. The caller holds the lock, so nobody is building."""
    for file in folder.glob("*.duckdb*"):
        if not file.name.startswith(REFUSED_PREFIX):
            file.unlink(missing_ok=True)
    # What a killed build had sorted on disk may be larger than the warehouse.
    shutil.rmtree(folder / "spill", ignore_errors=True)
