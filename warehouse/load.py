"""Load: files -> store -> model -> check -> publish.

1. What is new is decided by content hash and loader version; everything else is left alone.
2. New documents are extracted in worker processes and stream into the store batch by batch. A document that cannot be
   read is remembered as refused, with its reason, and is not tried again until the loaders change. One whose reading
   was stopped (by a limit, a crash, an optional part that is missing) is tried again by every load, and never takes
   the place of an earlier reading of the same bytes.
3. The model is built from the whole store whenever its input or its SQL changed, checked, and published in one step.
4. Ctrl-C keeps the batches that are stored and leaves the published warehouse as it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.batch import Batch, is_kept
from warehouse.checksums import damaged, record, set_aside
from warehouse.errors import CallError, DataError
from warehouse.gate import Gate, Verdict, forget_refused, keep_aside
from warehouse.home import Home, exclusive
from warehouse.outcomes import Loaded, outcomes_of
from warehouse.sources import Missing, Shard, SourceFile, find_files, first_paths, read_source, settle
from warehouse.store import Store, StoredDocument
from warehouse.workers import Extracted, Limits, extract_all

if TYPE_CHECKING:
    from warehouse.progress import Progress


def load(
    home: Home,
    paths: Iterable[Path],
    *,
    jobs: int = 0,
    limits: Limits | None = None,
    prune: bool = False,
    again: bool = False,
    wait_seconds: float = 0.0,
    memory_limit: str | None = None,
    gate: Gate | None = None,
    strict: bool = False,
    shard: Shard | None = None,
    store_only: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Load files and folders into a home and publish the outcome. Raises `CallError` for a call that cannot work.

    With `store_only` nothing is modelled: documents wait in the store. `shard` is the share of documents to take.
    """
    given = list(paths)
    if not given and not prune:
        raise CallError("nothing to load", "give files or folders: warehouse load PATH...")
    files, missing = find_files(given)
    if given and not files:
        raise CallError(
            "; ".join(f"{item.path}: {item.reason}" for item in missing), missing[0].hint if len(missing) == 1 else ""
        )
    home.prepare()
    with exclusive(home, wait_seconds):
        job = _Load(home, limits or Limits(), jobs or len(os.sched_getaffinity(0)), progress)
        job.store_only = store_only
        job.shard = shard or Shard()
        return job.run(files, missing, prune=prune, again=again, memory_limit=memory_limit, gate=gate, strict=strict)


def rebuild(
    home: Home,
    *,
    again: bool = False,
    wait_seconds: float = 0.0,
    memory_limit: str | None = None,
    gate: Gate | None = None,
    strict: bool = False,
    with_contacts: bool = False,
) -> Loaded:
    """Model, check and publish what is in the store, without looking at any document."""
    home.prepare()
    with exclusive(home, wait_seconds):
        job = _Load(home, Limits(), 1, None)
        built = job.publish_store(again=again, memory_limit=memory_limit, gate=gate, strict=strict)
        if with_contacts and home.published.is_file():
            from warehouse.contacts import write_contacts

            write_contacts(home, job.store)
        return built


class _Load:
    def __init__(self, home: Home, limits: Limits, jobs: int, progress: Progress | None) -> None:
        self.home = home
        self.store = Store(home.store)
        self.limits = limits
        self.jobs = jobs
        self.progress = progress
        self.seconds: dict[str, float] = {}
        self.shard = Shard()
        self.store_only = False
        #: documents that were read again and whose earlier reading stands
        self.kept: set[str] = set()
        #: paths that are gone and were not forgotten, because nothing would be left
        self.unpruned: list[str] = []

    def run(
        self,
        files: list[Path],
        missing: list[Missing],
        *,
        prune: bool,
        again: bool,
        memory_limit: str | None,
        gate: Gate | None,
        strict: bool,
    ) -> Loaded:
        started = time.monotonic()
        read = [read_source(path) for path in files]
        missing = [*missing, *(item for item in read if isinstance(item, Missing))]
        sources = [item for item in read if isinstance(item, SourceFile) and self.shard.holds(item.document_key)]
        chosen = first_paths(sources)
        known = self._known()
        new = [file for key, file in chosen.items() if again or not _is_current(known.get(key))]
        self._tick("look", started)
        started = time.monotonic()
        fresh: dict[str, Extracted] = {}
        try:
            self._extract(new, fresh, known)
        finally:
            # Also after Ctrl-C: what is stored is kept, and its sources are settled.
            dropped = self._settle(sources, prune)
        self._tick("extract and store", started)
        if self.unpruned:
            raise CallError(
                f"--prune would drop every document: {self.unpruned[0]} is gone, as are all others that were loaded",
                f"bring the files back, or load them from where they are now; to begin anew, delete {self.home.folder}",
            )
        outcomes = outcomes_of(sources, missing, fresh, self.store.documents(), self.kept)
        if self.store_only:
            self._mend()
            self.store.compact()
            record(self.store)
            return Loaded(outcomes, dropped, False, len(self.store.documents()), None, self.seconds)
        is_built, verdict = self._publish(memory_limit, gate, strict)
        return Loaded(outcomes, dropped, is_built, len(self.store.documents()), verdict, self.seconds)

    def publish_store(self, *, again: bool, memory_limit: str | None, gate: Gate | None, strict: bool) -> Loaded:
        is_built, verdict = self._publish(memory_limit, gate, strict, again=again)
        return Loaded(is_built=is_built, documents=len(self.store.documents()), verdict=verdict, seconds=self.seconds)

    def _tick(self, step: str, started: float) -> None:
        self.seconds[step] = time.monotonic() - started

    def _extract(self, new: list[SourceFile], fresh: dict[str, Extracted], known: dict[str, StoredDocument]) -> None:
        """Extract in parallel, the largest first, and store batch by batch."""
        if not new:
            return
        by_path = {file.path: file for file in new}
        ordered = sorted(new, key=lambda file: (-file.byte_count, file.path))
        batch = Batch(self.store)
        if self.progress:
            self.progress.begin(len(ordered))
        results = extract_all([file.path for file in ordered], min(self.jobs, len(ordered)), self.limits)
        try:
            for result in results:
                fresh[result.path] = result
                file = by_path[result.path]
                if is_kept(known.get(file.document_key), result):
                    self.kept.add(file.document_key)
                else:
                    batch.add(file, result)
                if self.progress:
                    self.progress.advance(result)
        finally:
            results.close()  # type: ignore[attr-defined]
            batch.flush()
            if self.progress:
                self.progress.end()

    def _known(self) -> dict[str, StoredDocument]:
        try:
            return self.store.documents()
        except (OSError, ValueError):
            # The table of documents itself is damaged.
            self._mend()
            return self.store.documents()

    def _mend(self) -> None:
        """Extract again what damaged files of the store held."""
        found = damaged(self.store)
        if not found:
            return
        read = [read_source(Path(path)) for path in set_aside(self.store, found)]
        sources = [item for item in read if isinstance(item, SourceFile)]
        self._extract(list(first_paths(sources).values()), {}, self.store.documents())
        self._settle(sources, prune=False)

    def _settle(self, sources: list[SourceFile], prune: bool) -> int:
        before = self.store.sources()
        documents = self.store.documents()
        stored = {key: item.source_path for key, item in documents.items()}
        loaded = {key for key, item in documents.items() if item.outcome == "loaded"}
        seen = {file.path: file.document_key for file in sources}
        settled = settle(before, seen, stored)
        if prune:
            gone = sorted(path for path in {*before, *stored.values()} if not Path(path).is_file())
            pruned = settle(before, seen, stored, gone)
            # A folder that was moved, a disk that is not there: nobody means to publish an empty warehouse.
            if loaded <= pruned.dropped and not loaded <= settled.dropped:
                self.unpruned = gone
            else:
                settled = pruned
        if settled.dropped:
            self.store.drop(settled.dropped)
        if settled.sources != before:
            self.store.write_sources(settled.sources)
        return len(settled.dropped)

    def _publish(
        self, memory_limit: str | None, gate: Gate | None, strict: bool, *, again: bool = False
    ) -> tuple[bool, Verdict | None]:
        from warehouse.contacts import forget_contacts
        from warehouse.model import build, clear_leftovers, fingerprint
        from warehouse.publish import publish, published_fingerprint, published_verdict

        clear_leftovers(self.home.building)
        documents = self.store.documents().values()
        if not self.home.published.exists() and not any(item.outcome == "loaded" for item in documents):
            return False, None
        if not again and published_fingerprint(self.home) == fingerprint(self.store):
            return False, published_verdict(self.home) if gate else None
        self._mend()
        self.store.compact()
        record(self.store)
        wanted = fingerprint(self.store)
        if not again and published_fingerprint(self.home) == wanted:
            return False, published_verdict(self.home) if gate else None
        started = time.monotonic()
        built = build(self.home, self.store, wanted, memory_limit=memory_limit)
        self._tick("model", started)
        started = time.monotonic()
        verdict = gate(built) if gate else None
        self._tick("check", started)
        if verdict and verdict.errors and strict:
            kept = keep_aside(self.home, built, verdict)
            stays = "the previous warehouse stays" if self.home.published.exists() else "no warehouse is published yet"
            raise DataError(f"not published: {verdict.summary}", f"{stays}; the refused build is {kept}")
        publish(self.home, built)
        forget_contacts(self.home)
        forget_refused(self.home)
        return True, verdict


def _is_current(document: StoredDocument | None) -> bool:
    from loaders.records import loader_version

    return document is not None and document.loader_version == loader_version()
