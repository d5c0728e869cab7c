"""Extracted documents on their way into the store: many are stored together, refused ones with their reason."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.sources import SourceFile
from warehouse.store import Store, StoredDocument
from warehouse.workers import Extracted

if TYPE_CHECKING:
    from loaders.records import DocumentRecord

#: a batch is stored when it has this many documents, bytes, or is this old.
_BATCH_DOCUMENTS = 200
_BATCH_BYTES = 64 << 20
_BATCH_SECONDS = 20.0
#: a document whose reading was stopped by a limit or a crash, for want of an optional part, or because its file went
#: away, is tried again by every load: the next one may have more time, more memory, the part, the file.
_TRY_AGAIN = 0
_PASSING = frozenset({"crashed", "missing_extra", "unavailable"})


class Batch:
    """Documents that wait to be stored together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._clear()

    def _clear(self) -> None:
        self.tables: dict[str, list[bytes]] = {}
        self.documents: list[DocumentRecord] = []
        self.bytes = 0
        self.since = time.monotonic()

    def add(self, file: SourceFile, result: Extracted) -> None:
        document = document_of(file, result)
        if document.document_key != file.document_key:
            # The file changed between its hash and its reading: the next load sees what it has become.
            return
        self.documents.append(document)
        for table, rows in result.tables.items():
            self.tables.setdefault(table, []).append(rows)
            self.bytes += len(rows)
        if (
            len(self.documents) >= _BATCH_DOCUMENTS
            or self.bytes >= _BATCH_BYTES
            or time.monotonic() - self.since > _BATCH_SECONDS
        ):
            self.flush()

    def flush(self) -> None:
        import pyarrow as pa

        if not self.documents:
            return
        tables = {
            table: pa.concat_tables([pa.ipc.open_stream(part).read_all() for part in parts])
            for table, parts in self.tables.items()
        }
        self.store.write(uuid.uuid4().hex[:12], tables, self.documents)
        self._clear()


def is_kept(earlier: StoredDocument | None, result: Extracted) -> bool:
    """Whether what the store holds of these bytes stands: a reading that was stopped says nothing of the document.

    An earlier reading that was stopped too is written anew only where it was by something else.
    """
    if earlier is None or result.problem not in _PASSING:
        return False
    return earlier.loader_version != _TRY_AGAIN or earlier.outcome_reason == _reason_of(result)


def document_of(file: SourceFile, result: Extracted) -> DocumentRecord:
    """The document row of a result: as extracted, or one that says why the file was refused."""
    import pyarrow as pa

    from loaders.records import DocumentRecord, loader_version

    if result.problem is None:
        row = pa.ipc.open_stream(result.tables["document"]).read_all().to_pylist()[0]
        return DocumentRecord(**row)
    path = Path(file.path)
    return DocumentRecord(
        document_key=file.document_key,
        sha256=file.sha256,
        file_name=path.name,
        source_path=file.path,
        format=path.suffix.lower().lstrip(".") or "unknown",
        byte_count=file.byte_count,
        page_count=0,
        kind="other",
        fiscal_year=None,
        unit_code=None,
        unit_name=None,
        title=None,
        outcome="refused",
        outcome_reason=_reason_of(result),
        loader_version=_TRY_AGAIN if result.problem in _PASSING else loader_version(),
    )


def _reason_of(result: Extracted) -> str:
    """The reason together with what to do: later loads tell of the document from its row alone."""
    return f"{result.reason} ({result.hint})" if result.hint else result.reason
