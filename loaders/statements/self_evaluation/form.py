"""What a self-evaluation form says, however it was printed: the value between reading a dump or a grid and making
records."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from loaders.document import Place

FUNDS = ("total", "fiscal", "carryover", "other")
STAGES = ("initial", "adjusted", "executed")


@dataclass(frozen=True, slots=True)
class AmountCell:
    """One printed amount, in the unit it is printed in."""

    fund: str
    stage: str
    value: Decimal
    text: str
    place: Place
    reading: str = "single"
    #: a task of a department's form; None for the amounts of the form itself
    label: str | None = None
    line_kind: str = "leaf"


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A reading that the print alone does not give: becomes a repair."""

    place: Place
    printed_text: str
    read_as: str
    rule: str
    evidence: str
    confidence: str
    #: the amount it is about, as (fund, stage)
    subject: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds block: amounts by fund and stage, the execution rate, its weight and score."""

    cells: tuple[AmountCell, ...] = ()
    rate: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    unit: str | None = None
    unit_evidence: str | None = None
    reasoned: tuple[Reasoned, ...] = ()
    evidence: str | None = None

    def amount(self, fund: str, stage: str) -> Decimal | None:
        return next(
            (cell.value for cell in self.cells if cell.label is None and (cell.fund, cell.stage) == (fund, stage)), None
        )


@dataclass(frozen=True, slots=True)
class Contact:
    name: str | None
    telephone: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of indicators, as printed."""

    level1: str | None
    level2: str | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    reason: str | None
    is_not_applicable: bool
    place: Place
    operator: str | None = None
    unit: str | None = None
    is_reasoned: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One self-evaluation form."""

    place: Place
    title: str | None = None
    #: project | department
    scope: str = "project"
    project_name: str | None = None
    project_code: str | None = None
    department: str | None = None
    implementing_unit: str | None = None
    funds: Funds = field(default_factory=Funds)
    goal: str | None = None
    goal_actual: str | None = None
    indicators: tuple[Indicator, ...] = ()
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    contacts: tuple[Contact, ...] = ()
    reasoned: tuple[Reasoned, ...] = ()
    #: blocks of the form that are not there
    missing: tuple[str, ...] = ()
    #: lines inside the form that no rule reads
    unread: tuple[tuple[Place, str], ...] = ()
    #: what the reader has to say: (rule, severity, message, stated, computed)
    remarks: tuple[tuple[str, str, str, str | None, str | None], ...] = ()
