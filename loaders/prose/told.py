"""A figure as a sentence states it, and what a document's prose has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.document import Place
from loaders.prose.figures import Figure
from loaders.prose.headings import Headings
from loaders.prose.subjects import Subject

NOWHERE = Place(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a sentence."""

    figure: Figure
    #: amount | change | change_pct | share_pct | count | unit_price
    kind: str
    subject: Subject
    fiscal_year: int | None
    stage: str | None
    #: the heading that stands above it
    heading: str = ""
    #: where the figure begins, and where its sentence ends
    place: Place = NOWHERE
    end_place: Place = NOWHERE
    sentence: str = ""
    sentence_no: int = 0
    #: as printed
    raw: str = ""
    #: increase | decrease | equal
    direction: str | None = None
    is_reason: bool = False
    #: which of the document's figures a change or a percentage is of, and which one it is worked out from
    of: int | None = None
    base: int | None = None
    #: what a change or a share compares with, where the text says so
    base_year: int | None = None
    base_stage: str | None = None


@dataclass(slots=True)
class Story:
    """What has been said up to where a sentence stands."""

    headings: Headings
    unit_name: str | None
    #: budget | final: the stage of figures that name none
    stage: str
    found: list[Stated] = field(default_factory=list)
    #: what the paragraph speaks of, and its amount
    main: Subject | None = None
    main_amount: int | None = None
    #: the year that a paragraph on assets speaks of (截至2025年底)
    paragraph_year: int | None = None

    def begin(self) -> None:
        """A new paragraph, or a new item."""
        self.main, self.main_amount = None, None
