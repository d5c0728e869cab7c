"""The values between reading a target table and tying its indicators to projects. All frozen; texts are as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.document import Place


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell: its text and where it stands."""

    text: str
    place: Place
    #: which reading of the file gave the text, as in `loaders.document.Cell`
    reading: str = "single"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One printed indicator."""

    place: Place
    level1: str | None
    level2: str | None
    name: str | None
    operator: str | None
    target: str | None
    unit: str | None
    weight: str | None = None
    note: str | None = None
    note_place: Place | None = None
    places: tuple[Place, ...] = ()
    #: conformed levels, for comparing; None where a label is missing
    conformed1: str | None = None
    conformed2: str | None = None

    @property
    def text(self) -> str:
        return "".join(part for part in (self.name, self.target) if part)


@dataclass(frozen=True, slots=True)
class Code:
    """A project code: as it reads, and as printed where that differs."""

    value: str
    printed: str
    rule: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The cells of one project. `first` and `last` say where they are printed, counted in indicator rows: 7.5 is on the
    line of the eighth indicator row, 7.0 between the seventh and the eighth."""

    place: Place
    first: float
    last: float
    code: Code | None
    name: str | None
    category: str | None = None
    #: amount cells by measure, in print order
    amounts: tuple[tuple[str, Printed], ...] = ()
    #: amounts of a second piece of the same cell that contradict `amounts`
    other_readings: tuple[tuple[str, Printed], ...] = ()
    goal: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    #: right after a page end: the cell may belong to rows of the page before
    is_page_top: bool = False
    #: printed row above its leaf projects (the unit's or department's own sum)
    is_subtotal: bool = False


@dataclass(frozen=True, slots=True)
class GoalPiece:
    """A piece of a goal that stands apart from its project's cells, before indicator row `before`."""

    before: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A printed total of the whole table."""

    amounts: tuple[tuple[str, Printed], ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Project cells whose project is not in the text: the end of a name after a lost page."""

    before: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class TargetList:
    """A whole target table in reading order."""

    rows: tuple[IndicatorRow, ...]
    projects: tuple[ProjectRow, ...]
    goal_pieces: tuple[GoalPiece, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    #: index of an indicator row -> blank lines before it (a page end; three and more: a page is missing)
    breaks: Mapping[int, int] = field(default_factory=dict)
    outcomes: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """Indicator rows `start` to `stop` that belong to one project; `project` None: its project is not in the text."""

    start: int
    stop: int
    project: int | None
    #: rows that are counted (the others are echoes)
    kept: tuple[int, ...]
    has_cost_sum: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """A printed money unit and where it was read."""

    unit: str
    evidence: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What an amount cell says, in yuan, and the rule where it differs from the printed text."""

    yuan: Decimal
    rule: str | None = None
    evidence: str = ""
    confidence: str = "form"
