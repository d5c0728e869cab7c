"""What was repaired, set aside, noticed, and what became of every cell; contacts, which stay apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RepairRecord:
    """A reading that differs from the printed text, with its proof."""

    document_key: str
    line_key: str | None
    page: int
    table_no: int
    row_no: int
    column_no: int
    printed_text: str
    read_as: str
    rule: str
    evidence: str
    #: proved (independent sums single it out) | strong (form of the neighbours and one sum) | form
    confidence: str


@dataclass(frozen=True, slots=True)
class QuarantineRecord:
    document_key: str
    page: int
    table_no: int
    row_no: int
    cells: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A finding of the extraction itself (lost row, missing section, unproved damage), for mart.finding."""

    document_key: str
    rule_code: str
    #: error | warning | info
    severity: str
    #: document | unit | project | line
    subject: str
    message: str
    stated: str | None
    computed: str | None
    project_name: str | None
    page: int | None
    table_no: int | None
    row_no: int | None
    line_key: str | None


@dataclass(frozen=True, slots=True)
class CellRecord:
    """Every non-empty cell of a document and what became of it: coverage and tracing are read from here."""

    document_key: str
    page: int
    table_no: int
    row_no: int
    column_no: int
    text: str
    #: read | heading | furniture | quarantined
    outcome: str
    statement: str | None
    statement_key: str | None
    box_x0: float | None
    box_top: float | None
    box_x1: float | None
    box_bottom: float | None
    reading: str
    alternative: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Names and telephone numbers of persons: goes to restricted.contact and nowhere else."""

    document_key: str
    project_key: str | None
    page: int
    row_no: int
    role: str
    person_name: str | None
    telephone: str | None
    address: str | None
    postcode: str | None
