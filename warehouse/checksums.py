"""Are the files of the store what was written? Disks flip bits, and copies end early.

1. `record` keeps a checksum of every live file, and the batches it holds, in HOME/store/checksums.json. Parquet files
   are never changed once they are written, so a file is read once.
2. `damaged` reads the files again and names those that differ or are gone. It runs before a build, which reads them all
   anyhow, and before files are merged: a damaged page must not be written anew under a sound checksum.
3. `set_aside` takes damaged files out of their tables (they are kept in HOME/store/damaged) and forgets the documents
   that had rows in them. It gives back where those documents came from, so that they can be extracted again.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.store import TABLE_NAMES, Store

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that is not what was written, and the batches it held (None for tables without batches)."""

    table: str
    path: Path
    batches: tuple[str, ...]


def _kept(store: Store) -> dict[str, dict[str, object]]:
    with suppress(OSError, ValueError):
        found = json.loads((store.folder / "checksums.json").read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def _live(store: Store) -> dict[str, tuple[str, Path]]:
    return {
        f"{table}/{Path(file).name}": (table, Path(file)) for table in TABLE_NAMES for file in store.live_files(table)
    }


def _checksum(path: Path) -> str | None:
    digest = hashlib.blake2b(digest_size=16)
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def _batches(table: str, path: Path) -> list[str]:
    import pyarrow.parquet as parquet

    if table == "source":
        return []
    column = parquet.read_table(path, columns=["batch"])["batch"]
    return sorted({str(batch) for batch in column.unique().to_pylist()})


def record(store: Store) -> None:
    """Take the checksum of every live file that has none yet."""
    kept, live = _kept(store), _live(store)
    told = {name: kept[name] for name in live if name in kept}
    for name, (table, path) in live.items():
        if name not in told:
            told[name] = {"checksum": _checksum(path), "batches": _batches(table, path)}
    if told != kept:
        file = store.folder / "checksums.json"
        waiting = file.with_suffix(".tmp")
        waiting.write_text(json.dumps(told, sort_keys=True), encoding="utf-8")
        os.replace(waiting, file)


def damaged(store: Store) -> list[Damaged]:
    """Live files that are not what was written. A file without a checksum is taken as it is."""
    kept = _kept(store)
    found = []
    for name, (table, path) in _live(store).items():
        known = kept.get(name)
        if known is not None and _checksum(path) != known["checksum"]:
            batches = known.get("batches")
            found.append(Damaged(table, path, tuple(map(str, batches)) if isinstance(batches, list) else ()))
    return found


def set_aside(store: Store, files: list[Damaged]) -> list[str]:
    """Take damaged files out of their tables; gives back the paths of the documents that must be extracted again."""
    aside = store.folder / "damaged"
    aside.mkdir(exist_ok=True)
    for item in files:
        with suppress(FileNotFoundError):
            os.replace(item.path, aside / f"{item.table}-{item.path.name}")
    for table in sorted({item.table for item in files}):
        store.forget_missing(table)
    batches = {batch for item in files for batch in item.batches}
    documents = store.documents()
    lost = {key: document for key, document in documents.items() if document.batch in batches}
    sources = store.sources()
    # Documents whose own row was lost are known by their source alone.
    keys = set(lost) | {key for key in sources.values() if key not in documents}
    store.drop(lost)
    return sorted({path for path, key in sources.items() if key in keys} | {item.source_path for item in lost.values()})
