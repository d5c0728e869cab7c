"""Damaged documents of every family and format: no crash, no hang, no lost cell, no fact against its printed text.

A short run belongs to every test run; the long one is asked for with FUZZ_COUNT and FUZZ_SECONDS (`make torture`).
A case is known by its source and its seed, so that a failure can be had again: FUZZ_SEED=123 FUZZ_COUNT=1.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from loaders.document import Document, Grid, LoaderError
from loaders.extract import understand
from loaders.readers import read
from loaders.records import Extract
from tests.reliability.mutations import mutated_bytes, mutated_document
from warehouse.resources import samples_folder

COUNT = int(os.environ.get("FUZZ_COUNT", "300"))
SECONDS = float(os.environ.get("FUZZ_SECONDS", "40"))
FIRST = int(os.environ.get("FUZZ_SEED", "1"))
#: one document may take this long: sound ones of this size take a tenth of it
_CASE_SECONDS = 60.0
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SAMPLES = sorted(path for path in samples_folder().iterdir() if path.is_file())
_SIGNIFICANT = re.compile(r"\d")


class Hang(BaseException):
    """Taken for no error of the loaders by anything between."""


@contextmanager
def _time_limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang

    # CPU time: a busy machine is no hang.
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _CASE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def _sources() -> list[Document]:
    """What the readers make of the samples, and of the shared texts where they are."""
    files = [path for path in SAMPLES if "scan" not in path.name]
    if SHARED.is_dir():
        files += sorted((SHARED / "documents").glob("*.txt"))
    return [read(path) for path in files]


def _digits(value: Decimal | str) -> str:
    # Digits of full width are digits.
    return "".join(_SIGNIFICANT.findall(unicodedata.normalize("NFKC", str(value)))).strip("0")


def faults(document: Document, extract: Extract) -> list[str]:
    """What breaks a promise of the loaders."""
    found = []
    expected = []
    for block in document.blocks:
        if isinstance(block, Grid):
            expected += [(tuple(place), cell.text) for place, cell in block.cells() if cell.text.strip()]
        elif block.text.strip():
            expected.append((tuple(block.place), block.text))
    accounted = [((cell.page, cell.table_no, cell.row_no, cell.column_no), cell.text) for cell in extract.cell]
    # Names and telephone numbers of persons are starred out of the cells.
    masked = {place for place, text in accounted if "＊" in text}
    expected = [(place, "＊" if place in masked else text) for place, text in expected]
    accounted = [(place, "＊" if place in masked else text) for place, text in accounted]
    if sorted(expected) != sorted(accounted):
        lost = sorted(set(expected) - set(accounted))[:3]
        found.append(f"{len(expected)} cells, {len(accounted)} accounted for; for example {lost}")
    unread = {(cell.page, cell.table_no, cell.row_no) for cell in extract.cell if cell.outcome == "quarantined"}
    for record in extract.quarantine:
        if (record.page, record.table_no, record.row_no) not in unread:
            found.append(f"{record.cells} are in quarantine ({record.reason}), and no cell of their row is told so")
    keys = [line.line_key for line in (*extract.spending, *extract.revenue, *extract.indicator)]
    if len(set(keys)) != len(keys):
        found.append(f"{len(keys) - len(set(keys))} lines share a key")
    # One repair may speak of all amounts of a row.
    repaired = {(record.page, record.table_no, record.row_no) for record in extract.repair}
    for line in (*extract.spending, *extract.revenue):
        if line.is_repaired and (line.page, line.table_no, line.row_no) not in repaired:
            found.append(f"{line.statement} {line.amount_text!r} is repaired, and nothing says how")
        printed, told = _digits(line.amount_text), _digits(line.amount_yuan)
        # Figures finer than a cent are rounded to it.
        if not line.is_repaired and printed != told and not _is_rounded(printed, told):
            found.append(f"{line.statement}: {line.amount_text!r} became {line.amount_yuan}")
    return found


def _is_rounded(printed: str, told: str) -> bool:
    if not printed:
        return told == ""
    return len(printed) > len(told) and abs(int(printed[: len(told)] or 0) - int(told or 0)) <= 1


def _check(document: Document, case: str) -> list[str]:
    try:
        with _time_limit():
            return [f"{case}: {fault}" for fault in faults(document, understand(document))]
    except LoaderError:
        return []
    except Hang:
        return [f"{case}: took longer than {_CASE_SECONDS:.0f} seconds"]
    except Exception as error:
        return [f"{case}: {type(error).__name__}: {error}"]


def _run(cases: int, seconds: float, one) -> None:  # type: ignore[no-untyped-def]
    started = time.monotonic()
    problems: list[str] = []
    done = 0
    for seed in range(FIRST, FIRST + cases):
        if time.monotonic() - started > seconds:
            break
        problems += one(seed)
        done += 1
    print(f"{done} damaged documents in {time.monotonic() - started:.0f} s")
    assert done > 0
    assert not problems, f"{len(problems)} faults in {done} documents:\n" + "\n".join(problems[:20])


def test_damaged_tables_and_forms_lose_nothing_and_invent_nothing() -> None:
    def one(seed: int) -> list[str]:
        chance = random.Random(seed)
        source = chance.choice(_sources())
        return _check(mutated_document(source, chance), f"seed {seed}, {source.file_name}")

    _run(COUNT * 2 // 3, SECONDS * 2 / 3, one)


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    bodies = [(path.name, path.read_bytes()) for path in SAMPLES if "scan" not in path.name]

    def one(seed: int) -> list[str]:
        chance = random.Random(seed)
        name, body = chance.choice(bodies)
        data = mutated_bytes(body, name, chance)
        case = f"seed {seed}, {name}"
        file = tmp_path / name
        file.write_bytes(data)
        try:
            with _time_limit():
                document = read(file)
        except LoaderError as error:
            return [] if "\n" not in str(error) else [f"{case}: more than one line: {error}"]
        except Hang:
            return [f"{case}: reading took longer than {_CASE_SECONDS:.0f} seconds"]
        except Exception as error:
            return [f"{case}: {type(error).__name__}: {error}"]
        return _check(document, case)

    _run(COUNT // 3, SECONDS / 3, one)


# The scan is left to the sample tests, which count its cells: OCR takes a minute on a small machine.
@pytest.mark.parametrize("path", [path for path in SAMPLES if "scan" not in path.name], ids=lambda path: path.name)
def test_sound_documents_keep_the_same_promises(path: Path) -> None:
    document = read(path)
    assert faults(document, understand(document)) == []
