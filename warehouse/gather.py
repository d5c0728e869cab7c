"""Gathering: the stores of other homes into one, so that many machines may extract and one may model.

1. Only documents that count in the other home, and are not yet in this one as well or newer, are taken.
2. Rows are copied under a batch of this gathering; the documents of a home are committed last: a gathering that is
   killed leaves rows that nobody sees, and may be run again. (Under the batch they came with, the rows of the killed
   gathering and those of the next one would count both.)
3. Rows stream from file to file: what is held in memory does not depend on the size of the stores.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.records import TABLES, DocumentRecord, loader_version
from warehouse.checksums import record
from warehouse.errors import CallError
from warehouse.home import Home, exclusive
from warehouse.store import Store, with_batch

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 200_000


def gather(home: Home, others: Iterable[Path], *, wait_seconds: float = 0.0) -> int:
    """Take the documents of other homes into this one; gives back how many were new here."""
    given = [Home(other.expanduser().resolve()) for other in others]
    for other in given:
        if not other.store.is_dir():
            raise CallError(f"{other.folder}: holds no store", "give the homes that 'warehouse extract' wrote")
        other.check_format()
        if other.folder == home.folder:
            raise CallError(f"{other.folder}: is the home that is gathered into", "give the other homes")
    home.prepare()
    taken = 0
    with exclusive(home, wait_seconds):
        store = Store(home.store)
        for other in given:
            taken += _take(store, Store(other.store))
        store.compact()
        record(store)
    return taken


def _take(store: Store, other: Store) -> int:
    known = store.documents()
    # Numbers of loaders have no order: a reading of this program's wins over one of any other.
    current = loader_version()
    wanted = {
        (document.document_key, document.batch)
        for key, document in other.documents().items()
        if key not in known or (document.loader_version == current and known[key].loader_version != current)
    }
    if wanted:
        batch = uuid.uuid4().hex[:12]
        for table in TABLES:
            if table != "document":
                for rows in _rows(other, table, wanted):
                    store.append_rows(table, with_batch(rows, batch))
        names = [field.name for field in fields(DocumentRecord)]
        documents = [
            # A store of another version may have a column more or less.
            DocumentRecord(**{name: row.get(name) for name in names})
            for rows in _rows(other, "document", wanted)
            for row in rows.to_pylist()
        ]
        store.commit_documents(batch, documents)
    # Also where no document is new: a gathering may have been killed between its documents and their sources.
    known_keys, before = set(store.documents()), store.sources()
    sources = {path: key for path, key in other.sources().items() if key in known_keys}
    if not sources.items() <= before.items():
        store.write_sources({**before, **sources})
    return len(wanted)


def _rows(other: Store, table: str, batches: set[tuple[str, str]]) -> Iterator[pa.Table]:
    """The rows of the wanted documents without their batch, some at a time."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    keys = pa.array([f"{key} {batch}" for key, batch in sorted(batches)])
    for file in other.live_files(table):
        with parquet.ParquetFile(file) as opened:
            for part in opened.iter_batches(_ROWS_AT_ONCE):
                rows = pa.Table.from_batches([part])
                pairs = pa.compute.binary_join_element_wise(rows["document_key"], rows["batch"], " ")
                kept = rows.filter(pa.compute.is_in(pairs, keys))
                if kept.num_rows:
                    yield kept.drop(["batch"])
