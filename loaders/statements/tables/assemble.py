"""Columns, rows and figures of a section -> Table: its money unit, its decimals, whom it is about, where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.document import Place
from loaders.section import FURNITURE, HEADING, About, Section
from loaders.statements.tables.model import Column, Figure, Rebound, RowHead, Table
from loaders.statements.tables.sheet import Sheet
from loaders.text import joined, or_none


@dataclass(slots=True)
class TablesOfSection:
    """What a reader of tables gives for one section: the tables, and what became of each cell."""

    tables: list[Table]
    outcomes: dict[Place, str]


@dataclass(frozen=True, slots=True)
class Content:
    """The understood inside of a table."""

    statement: str
    #: spending | revenue
    fact: str
    columns: tuple[Column, ...]
    rows: tuple[RowHead, ...]
    figures: tuple[Figure, ...]
    rebound: Mapping[Place, Rebound] = field(default_factory=dict)
    view: str | None = None
    is_again: bool = False
    undecided: str | None = None


def outcomes_of_head(sheet: Sheet) -> dict[Place, str]:
    """What became of the cells over the rows: the start of a section's accounts."""
    outcomes: dict[Place, str] = dict.fromkeys(sheet.heading_places, HEADING)
    outcomes.update(dict.fromkeys(sheet.furniture_places, FURNITURE))
    return outcomes


def table_of(section: Section, about: About, sheet: Sheet, content: Content) -> Table:
    decimals = dominant_decimals(content.figures)
    money_unit, evidence = money_unit_of(section, sheet, decimals)
    first = content.figures[0].place if content.figures else None
    own = (about.unit_code, about.unit_name)
    unit_code, unit_name = own if sheet.issuer is None or sheet.issuer[1] == about.unit_name else sheet.issuer
    return Table(
        fact=content.fact,
        statement=content.statement,
        statement_no=section.section_no,
        title=or_none(joined(section.title or "")),
        page=_page(section, first),
        table_no=first.table_no if first else next((grid.table_no for grid in section.grids()), 0),
        unit_code=unit_code,
        unit_name=unit_name,
        money_unit=money_unit,
        money_unit_evidence=evidence,
        decimals=decimals,
        columns=content.columns,
        rows=content.rows,
        figures=content.figures,
        rebound=content.rebound,
        stage=about.stage,
        ruled=frozenset(grid.table_no for grid in section.grids() if grid.is_ruled),
        view=content.view,
        is_again=content.is_again,
        undecided=content.undecided,
    )


def _page(section: Section, first: Place | None) -> int:
    """The page of the title, else of the first figure, else of the section's first block."""
    if section.title_places:
        return section.title_places[0].page
    return first.page if first else next((block.page for block in section.blocks), 1)


def dominant_decimals(figures: Sequence[Figure]) -> int | None:
    """The number of decimals that most figures with a value print."""
    counts = Counter(figure.amount.decimals for figure in figures if figure.amount.is_number and figure.amount.value)
    if not counts:
        return None
    decimals, count = counts.most_common(1)[0]
    return decimals if count * 2 > sum(counts.values()) else None


def money_unit_of(section: Section, sheet: Sheet, decimals: int | None) -> tuple[str, str]:
    """(unit, where that was read): the table's own line, the document's other tables, else 万元 with the reason."""
    if sheet.money_unit:
        return sheet.money_unit, "table"
    if section.money_unit:
        return section.money_unit, "document"
    return ("万元", "reasoned: six printed decimals") if decimals == 6 else ("万元", "reasoned: no unit is printed")
