"""The values between recognising and tidying: a `Section` goes into a statement reader, a `Tidy` comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.document import Block, Cell, Grid, Line, Place, Row
from loaders.records import (
    ContactRecord,
    IndicatorRecord,
    NoticeRecord,
    ProjectRecord,
    QuarantineRecord,
    RepairRecord,
    RevenueRecord,
    SpendingRecord,
    StatementRecord,
)

if TYPE_CHECKING:
    from loaders.statements.tables.model import Table


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the whole document before its statements are read."""

    document_key: str
    file_name: str
    format: str
    #: budget | final | targets | self_evaluation | other
    kind: str
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    title: str | None = None
    #: department | government (the money of a whole city, without a unit)
    scope: str = "department"
    #: names that the document prints for units (folded, without （本级）): in columns of units and over its tables
    units: frozenset[str] = frozenset()

    @property
    def stage(self) -> str:
        return "final" if self.kind == "final" else "budget"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks that belong to one statement: from its title to the next title."""

    section_no: int
    #: a kind of loaders/vocabulary/statements.toml, or "prose"
    kind: str
    title: str | None
    #: the lines or grid cells that print the title
    title_places: tuple[Place, ...]
    blocks: tuple[Block, ...]
    #: the money unit that the rest of the document prints, for tables that print none
    money_unit: str | None = None

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))

    def rows(self) -> Iterator[tuple[int, Row]]:
        """All rows in reading order with their table number; a line of text is a row of one cell in table 0."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield 0, Row(block.page, block.line_no, (Cell(block.text, 1, box=block.box),))
            else:
                for row in block.rows:
                    yield block.table_no, row


#: what became of a cell
READ, HEADING, FURNITURE, QUARANTINED = "read", "heading", "furniture", "quarantined"


@dataclass(frozen=True, slots=True)
class Tidy:
    """What a statement reader makes of one section (or of several).

    `outcomes` says for each non-blank cell what became of it; the cells of the section that are not in it are
    quarantined by `loaders.extract` with the reason "not understood", so that nothing disappears.
    """

    statement: tuple[StatementRecord, ...] = ()
    spending: tuple[SpendingRecord, ...] = ()
    revenue: tuple[RevenueRecord, ...] = ()
    project: tuple[ProjectRecord, ...] = ()
    indicator: tuple[IndicatorRecord, ...] = ()
    repair: tuple[RepairRecord, ...] = ()
    quarantine: tuple[QuarantineRecord, ...] = ()
    notice: tuple[NoticeRecord, ...] = ()
    contact: tuple[ContactRecord, ...] = ()
    outcomes: Mapping[Place, str] = field(default_factory=dict)
    #: amount tables that still wait for the proof of their sums; `loaders.articulate` turns them into records
    tables: tuple[Table, ...] = ()
