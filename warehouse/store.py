"""The extract store: one Delta table per record class of loaders.records, and the table of sources.

1. Every row carries the `batch` it was written in. A row counts only where the `document` table holds its document with
   the same batch; that table is committed last. A process killed at any moment therefore leaves rows that nobody sees,
   never half a document.
2. Replacing a document is writing its rows anew under another batch and then committing its document row: what the old
   batch left is garbage, taken away when the tables are compacted.
3. `source` says which path held which document when it was last loaded. Several paths may hold the same bytes.
4. Tables are appended to in batches of documents and compacted when many small files have come together.

The rows of a table are given to the model as the list of its live Parquet files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.records import TABLES, DocumentRecord, arrow_table, schema_of
from warehouse.delta_files import files_of
from warehouse.errors import DiskFull, WarehouseError

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable

#: compaction starts where a table has more live files than this.
COMPACT_ABOVE_FILES = 48
#: what must be free beside the rows themselves: commits, checksums.
_ROOM_BYTES = 1 << 20
_SOURCE = "source"
#: every table of the store; `document` makes its rows count, `source` stands outside.
TABLE_NAMES = (*TABLES, _SOURCE)
#: how many keys stand in one predicate: longer ones are slow to plan.
_KEYS_A_PREDICATE = 400


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that counts."""

    document_key: str
    batch: str
    outcome: str
    outcome_reason: str | None
    loader_version: int
    file_name: str
    source_path: str


def _quoted(keys: Iterable[str]) -> str:
    return ", ".join("'" + key.replace("'", "''") + "'" for key in keys)


def with_batch(table: pa.Table, batch: str) -> pa.Table:
    import pyarrow as pa

    return table.append_column("batch", pa.repeat(pa.scalar(batch, pa.string()), table.num_rows))


def stored_schema(table: str) -> pa.Schema:
    """The columns of a store table: those of its record class and the batch."""
    import pyarrow as pa

    if table == _SOURCE:
        return pa.schema([pa.field("path", pa.string()), pa.field("document_key", pa.string())])
    return schema_of(TABLES[table]).append(pa.field("batch", pa.string()))


class Store:
    """The Delta tables under one folder. Callers hold the home's lock while they write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, table: str) -> str:
        return str(self.folder / table)

    def _open(self, table: str) -> DeltaTable | None:
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        if not (self.folder / table / "_delta_log").is_dir():
            return None
        try:
            return DeltaTable(self._path(table))
        except DeltaError as error:
            if not any((self.folder / table / "_delta_log").glob("*.json")):
                # Killed before the first commit of the table: nothing is in it.
                return None
            raise WarehouseError(f"{self._path(table)}: the store table cannot be opened ({error})") from error

    def _need_room(self, byte_count: int = 0) -> None:
        """Stop before a write without room: the library of the tables would stop in its middle with a crash report."""
        if shutil.disk_usage(self.folder).free < byte_count + _ROOM_BYTES:
            raise DiskFull(self.folder)

    def append_rows(self, table: str, rows: pa.Table) -> None:
        from deltalake import write_deltalake

        self._need_room(rows.nbytes)
        write_deltalake(self._path(table), rows, mode="append", schema_mode="merge")

    # reading ---------------------------------------------------------------------------------------------------

    def live_files(self, table: str) -> list[str]:
        opened = self._open(table)
        return files_of(opened) if opened else []

    def columns(self, table: str) -> list[str]:
        opened = self._open(table)
        return [field.name for field in opened.schema().fields] if opened else []

    def versions(self) -> dict[str, int]:
        """The version of each table: together they say what is in the store."""
        found: dict[str, int] = {}
        for table in (*TABLES, _SOURCE):
            opened = self._open(table)
            if opened:
                found[table] = opened.version()
        return found

    def _read(self, table: str, columns: list[str]) -> list[dict[str, object]]:
        import pyarrow.parquet as parquet

        files = self.live_files(table)
        rows: list[dict[str, object]] = []
        for file in files:
            rows.extend(parquet.read_table(file, columns=columns).to_pylist())
        return rows

    def documents(self) -> dict[str, StoredDocument]:
        """Every document that counts, by key."""
        names = list(StoredDocument.__dataclass_fields__)
        return {str(row["document_key"]): StoredDocument(**row) for row in self._read("document", names)}  # type: ignore[arg-type]

    def sources(self) -> dict[str, str]:
        """path -> document key, as of the last load."""
        return {str(row["path"]): str(row["document_key"]) for row in self._read(_SOURCE, ["path", "document_key"])}

    # writing ---------------------------------------------------------------------------------------------------

    def write(self, batch: str, tables: Mapping[str, pa.Table], documents: Iterable[DocumentRecord]) -> None:
        """Append one batch of documents; they count from the moment the document table is committed."""
        listed = list(documents)
        if not listed:
            return
        for table in TABLES:
            rows = tables.get(table)
            if table != "document" and rows is not None and rows.num_rows:
                self.append_rows(table, with_batch(rows, batch))
        self.commit_documents(batch, listed)

    def commit_documents(self, batch: str, documents: list[DocumentRecord]) -> None:
        from deltalake import write_deltalake

        self._need_room()
        known = self._known_keys()
        new = [item for item in documents if item.document_key not in known]
        old = [item for item in documents if item.document_key in known]
        if new:
            self.append_rows("document", with_batch(arrow_table(DocumentRecord, new), batch))
        for start in range(0, len(old), _KEYS_A_PREDICATE):
            # Old rows go and new ones come in one commit. The predicate must cover every new row.
            part = old[start : start + _KEYS_A_PREDICATE]
            keys = _quoted(item.document_key for item in part)
            write_deltalake(
                self._path("document"),
                with_batch(arrow_table(DocumentRecord, part), batch),
                mode="overwrite",
                predicate=f"document_key in ({keys})",
                schema_mode="merge",
            )

    def _known_keys(self) -> set[str]:
        return {str(row["document_key"]) for row in self._read("document", ["document_key"])}

    def drop(self, keys: Iterable[str]) -> None:
        """Documents that no longer count; their rows become garbage in the same moment."""
        listed = sorted(keys)
        opened = self._open("document")
        if opened and listed:
            self._need_room()
            for start in range(0, len(listed), _KEYS_A_PREDICATE):
                opened.delete(f"document_key in ({_quoted(listed[start : start + _KEYS_A_PREDICATE])})")

    def write_sources(self, sources: Mapping[str, str]) -> None:
        import pyarrow as pa
        from deltalake import write_deltalake

        self._need_room()
        paths = sorted(sources)
        rows = pa.Table.from_arrays(
            [pa.array(paths, pa.string()), pa.array([sources[path] for path in paths], pa.string())],
            schema=stored_schema(_SOURCE),
        )
        write_deltalake(self._path(_SOURCE), rows, mode="overwrite")

    def forget_missing(self, table: str) -> None:
        """Take files that are gone from the disk out of a table."""
        opened = self._open(table)
        if opened:
            opened.repair()

    # housekeeping ----------------------------------------------------------------------------------------------

    def compact(self, *, everything: bool = False) -> list[str]:
        """Merge small files and take garbage away, where a table has many files. Gives back the tables it touched."""
        live = {(item.document_key, item.batch) for item in self.documents().values()}
        touched = []
        for table in TABLES:
            opened = self._open(table)
            if opened is None or not (everything or len(opened.file_uris()) > COMPACT_ABOVE_FILES):
                continue
            self._need_room(sum(Path(file.removeprefix("file://")).stat().st_size for file in opened.file_uris()))
            if table != "document":
                self._sweep(opened, live)
            opened.optimize.compact()
            opened.cleanup_metadata()
            opened.vacuum(dry_run=False)
            touched.append(table)
        return touched

    def _sweep(self, opened: DeltaTable, live: set[tuple[str, str]]) -> None:
        """Delete the rows of documents and batches that no longer count."""
        import pyarrow.parquet as parquet

        seen: set[tuple[str, str]] = set()
        for file in files_of(opened):
            pairs = parquet.read_table(file, columns=["document_key", "batch"])
            grouped = pairs.group_by(["document_key", "batch"]).aggregate([])
            seen.update(zip(grouped["document_key"].to_pylist(), grouped["batch"].to_pylist(), strict=True))
        by_batch: dict[str, list[str]] = {}
        for key, batch in sorted(seen - live):
            by_batch.setdefault(batch, []).append(key)
        for batch, keys in by_batch.items():
            for start in range(0, len(keys), _KEYS_A_PREDICATE):
                part = _quoted(keys[start : start + _KEYS_A_PREDICATE])
                opened.delete(f"batch = {_quoted([batch])} and document_key in ({part})")
