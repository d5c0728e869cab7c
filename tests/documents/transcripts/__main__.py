"""Every real document in every format and every change of layout: how many facts differ.

    python -m tests.documents.transcripts [--cache DIR] [--only WORD] [--formats a,b] [--changes a,b] [--show N]

`--cache` keeps what the readers gave (reading the PDFs is the slow part).
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from loaders.document import Document, UnreadableDocument
from loaders.extract import understand
from loaders.families import CLAIMS
from loaders.readers import read
from loaders.recognise import sections_of
from tests.documents.transcripts.changes import CHANGES, NOT_COMPARED, Change
from tests.documents.transcripts.compare import Facts, damaged_sections, differing, facts_of, facts_of_files
from tests.documents.transcripts.formats import FORMATS, Files
from tests.documents.transcripts.model import Transcript, transcript_of

Way = tuple[Change, Callable[[Transcript], Files], tuple[str, ...]]
SHARED = Path(__file__).resolve().parents[3].parent / "shared"
SUFFIXES = {".pdf", ".txt", ".xlsx", ".xls", ".html"}


def documents(cache: Path | None, only: str) -> Iterator[tuple[str, Document]]:
    for path in sorted([*SHARED.glob("documents/*"), *SHARED.glob("realdocs/**/*")]):
        if path.suffix.lower() not in SUFFIXES or only not in path.name or "SCAN" in path.name:
            continue
        kept = cache / f"{path.name}.pickle" if cache else None
        if kept is not None and kept.exists():
            document = pickle.loads(kept.read_bytes())
        else:
            try:
                document = read(path)
            except UnreadableDocument:
                document = None
            if kept is not None:
                kept.write_bytes(pickle.dumps(document))
        if document is not None:
            yield path.name, document


def right_facts(document: Document) -> tuple[Transcript, Facts] | None:
    """The transcript of a document and the facts of the sections in it; None where it has no amount table."""
    sections = next((claimed for claim in CLAIMS if (claimed := claim(document)) is not None), None)
    transcript = transcript_of(document, sections or sections_of(document))
    if not transcript.sheets:
        return None
    extract = understand(document)
    damaged = damaged_sections(extract)
    sheets = tuple(sheet for sheet in transcript.sheets if sheet.section_no not in damaged)
    transcript = replace(transcript, sheets=sheets, left_out=(*transcript.left_out, *sorted(damaged)))
    facts = facts_of(extract, {(sheet.section_no, sheet.title) for sheet in sheets})
    return (transcript, facts) if facts else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--changes", default=",".join(CHANGES))
    parser.add_argument("--through", default="html", help="the format that the changes are written in")
    parser.add_argument("--largest", type=int, default=3000, help="documents with more facts are passed over")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    if options.cache:
        options.cache.mkdir(parents=True, exist_ok=True)
    ways = ways_of(options.formats, options.changes, options.through)
    sums: Counter[str] = Counter()
    documents_with: Counter[str] = Counter()
    for name, document in documents(options.cache, options.only):
        found = right_facts(document)
        if found is None or found[1].total() > options.largest:
            continue
        transcript, right = found
        sums["facts"] += right.total()
        print(f"{name}: {right.total()} facts, {len(transcript.left_out)} sections left out", flush=True)
        for way, (change, write, without) in ways.items():
            changed = change(transcript)
            if change is not _as_it_is and changed == transcript:
                continue
            missing, extra = differing(right, facts_of_files(write(changed)), without)
            sums[way] += missing.total()
            documents_with[way] += 1
            if missing or extra:
                print(f"    {way}: {missing.total()} missing, {extra.total()} other")
            for sign, facts in (("-", missing), ("+", extra)):
                for fact, times in list(facts.items())[: options.show]:
                    print(f"        {sign} {times}x {' · '.join(map(str, fact))}")
    print(f"together {sums['facts']} facts; missing by way (documents it applies to)")
    for way in ways:
        print(f"    {way:20}{sums[way]:>8} ({documents_with[way]})")


def _as_it_is(transcript: Transcript) -> Transcript:
    return transcript


def ways_of(formats: str, changes: str, through: str) -> dict[str, Way]:
    """Name -> (change, format, fields not compared)."""
    ways: dict[str, Way] = {name: (_as_it_is, FORMATS[name], ()) for name in formats.split(",") if name}
    for name in changes.split(","):
        if name:
            ways[name] = (CHANGES[name], FORMATS[through], NOT_COMPARED.get(name, ()))
    return ways


if __name__ == "__main__":
    main()
