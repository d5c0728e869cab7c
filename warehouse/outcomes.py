"""What became of the documents of one load, for whoever tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from warehouse.gate import Verdict
from warehouse.sources import Missing, SourceFile, first_paths
from warehouse.store import StoredDocument
from warehouse.workers import Extracted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one given document."""

    path: str
    document_key: str | None
    #: loaded | no_statement | refused | missing
    outcome: str
    reason: str
    hint: str = ""
    is_new: bool = True
    seconds: float = 0.0
    #: the earlier reading of the same bytes stands, because the new one was stopped; `reason` says by what
    is_kept: bool = False
    #: another given file has the same bytes and was taken
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """The whole of one load."""

    outcomes: tuple[Outcome, ...] = ()
    dropped: int = 0
    is_built: bool = False
    #: documents in the store after the load
    documents: int = 0
    #: what the checks say of the build, or said of the published one where nothing was built; None without a gate
    verdict: Verdict | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def count(self, outcome: str, *, new: bool | None = None) -> int:
        """Files with an outcome; asked for new or unchanged ones, those that are copies of another do not count."""
        return sum(
            item.outcome == outcome and (new is None or (new == item.is_new and not item.is_copy))
            for item in self.outcomes
        )

    @property
    def copies(self) -> int:
        """Files that were loaded as another of the same bytes."""
        return sum(item.outcome == "loaded" and item.is_copy for item in self.outcomes)


def outcomes_of(
    sources: Iterable[SourceFile],
    missing: Iterable[Missing],
    fresh: Mapping[str, Extracted],
    known: Mapping[str, StoredDocument],
    kept: Collection[str],
) -> tuple[Outcome, ...]:
    """One outcome for each given file.

    `fresh`: what was read in this load, by path. `known`: the documents of the store after it. `kept`: the keys of
    those whose earlier reading stands although they were read again.
    """
    listed = list(sources)
    chosen = first_paths(listed)
    outcomes = [Outcome(item.path, None, "missing", item.reason, item.hint) for item in missing]
    for file in listed:
        document = known.get(file.document_key)
        first = chosen[file.document_key].path
        result = fresh.get(first)
        if document is None:
            outcomes.append(Outcome(file.path, None, "refused", "it changed while it was read", "load it again"))
            continue
        reason = document.outcome_reason or ""
        # A refusal that was met again is no reading.
        is_kept = file.document_key in kept and document.outcome != "refused"
        if result and is_kept:
            reason = f"read again, but {result.reason}: the earlier reading is kept"
        if file.path != first:
            reason = f"the same bytes as {first}" + (f": {reason}" if reason else "")
        outcomes.append(
            Outcome(
                file.path,
                file.document_key,
                document.outcome,
                reason,
                # A stored reason has its hint in it.
                result.hint if result and is_kept else "",
                result is not None and file.document_key not in kept and file.path == first,
                result.seconds if result else 0.0,
                is_kept,
                file.path != first,
            )
        )
    return tuple(outcomes)
