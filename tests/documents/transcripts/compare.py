"""The facts of an extract as a bag, and how two bags differ."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container
from decimal import Decimal
from typing import NamedTuple

from loaders.extract import understand
from loaders.readers import _read
from loaders.readers.kinds import kind_of
from loaders.records import Extract
from loaders.text import folded
from tests.documents.transcripts.formats import Files


class Fact(NamedTuple):
    """What must be the same in every layout."""

    statement: str
    codes: str
    label: str
    measure: str
    line_kind: str
    amount_yuan: Decimal
    fund_source: str
    stage: str


Facts = Counter[Fact]
#: number and title: forms count their statements anew
Section = tuple[int, str]


def facts_of(one: Extract, sections: Container[Section] | None = None) -> Facts:
    """The facts of the amount tables, of certain sections only where those are given."""
    number = {record.statement_key: (record.statement_no, record.title or "") for record in one.statement}
    facts: Facts = Counter()
    for line in (*one.spending, *one.revenue):
        if line.statement_key not in number or (sections is not None and number[line.statement_key] not in sections):
            continue
        codes = [getattr(line, f"{scheme}_code", None) for scheme in ("function", "gov_economic", "dept_economic")]
        fact = Fact(
            line.statement,
            "|".join(code or "" for code in codes).strip("|"),
            folded(line.label or ""),
            line.measure,
            line.line_kind,
            line.amount_yuan,
            folded(line.fund_source or ""),
            line.stage,
        )
        facts[fact] += 1
    return facts


def damaged_sections(one: Extract) -> set[int]:
    """Sections in which the printed text is not what was meant: nobody would type it again."""
    number = {record.statement_key: record.statement_no for record in one.statement}
    repaired = {number[line.statement_key] for line in (*one.spending, *one.revenue) if line.is_repaired}
    unread = {(record.page, record.table_no) for record in one.quarantine}
    return repaired | {record.statement_no for record in one.statement if (record.page, record.table_no) in unread}


def read_files(files: Files) -> list[Extract]:
    """The extracts of files that stand in memory."""
    out: list[Extract] = []
    for name, data in files.items():
        document = _read(kind_of(data, name), data, name, hashlib.sha256(data).hexdigest(), None)
        out.append(understand(document))
    return out


def facts_of_files(files: Files) -> Facts:
    return sum((facts_of(one) for one in read_files(files)), start=Counter())


def differing(right: Facts, found: Facts, without: tuple[str, ...] = ()) -> tuple[Facts, Facts]:
    """(facts that are missing, facts that are there and should not be); some fields may be left out."""
    right, found = _without(right, without), _without(found, without)
    return right - found, found - right


def _without(facts: Facts, fields: tuple[str, ...]) -> Facts:
    if not fields:
        return facts
    less: Facts = Counter()
    for fact, times in facts.items():
        less[fact._replace(**dict.fromkeys(fields, ""))] += times
    return less
