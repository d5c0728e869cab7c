"""Section -> panels: each grid of a section as a matrix, with its headings found and its columns named.

How headings are found and carried over page ends is in `headings`; rows that a page end cut in two are joined in
`page_ends`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.document import Line, Place
from loaders.issuer import issuer_of
from loaders.section import Section
from loaders.statements.tables.headings import (
    Extent,
    HeadRows,
    Paths,
    continued,
    extents_of,
    heading_rows,
    is_table_number,
    is_tail,
    money_unit_in,
    paths_of,
)
from loaders.statements.tables.matrix import SheetRow, matrix
from loaders.statements.tables.page_ends import is_rest_of_names, joined_over_pages, stand_over_no_figures
from loaders.statements.tables.panels import Panel, joined_sideways
from loaders.titles import title_kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """All grids of a section, and what its heading lines say."""

    panels: tuple[Panel, ...]
    money_unit: str | None
    issuer: tuple[str | None, str] | None
    heading_places: tuple[Place, ...]
    furniture_places: tuple[Place, ...]


@dataclass(slots=True)
class _Notes:
    """What the lines over the tables say; the first that says it wins."""

    money_unit: str | None = None
    issuer: tuple[str | None, str] | None = None
    headings: list[Place] = field(default_factory=list)
    furniture: list[Place] = field(default_factory=list)

    def take(self, text: str) -> bool:
        """Does the text name a money unit, or the unit that the table is about?"""
        named, money_unit = issuer_of(text), money_unit_in(text)
        self.issuer = self.issuer or named
        self.money_unit = self.money_unit or money_unit
        return bool(named or money_unit)


def read_sheet(section: Section) -> Sheet:
    """The panels of a section in reading order."""
    notes = _Notes(headings=list(section.title_places))
    if section.title:
        notes.take(section.title)
    paths: list[Paths] = []
    bodies: list[tuple[SheetRow, ...]] = []
    previous: tuple[Paths, list[Extent]] | None = None
    for block in section.blocks:
        if isinstance(block, Line):
            if notes.take(block.text):
                notes.headings.append(block.place)
            continue
        rows = matrix(block)
        width = len(rows[0].cells) if rows else 0
        head = heading_rows(rows)
        if previous is not None and (
            is_tail(rows, head.headings, previous[0])
            or (len(previous[0]) == width and stand_over_no_figures(rows, head))
        ):
            # The rest of a row that the page end has cut.
            head = HeadRows((), head.above, 0)
        if previous is not None and not head.headings and bodies and bodies[-1]:
            rest = {index for index in head.above if is_rest_of_names(bodies[-1][-1], rows[index])}
            head = HeadRows((), tuple(index for index in head.above if index not in rest), head.first_data)
        _note_head(rows, head.above, head.headings, notes)
        if head.headings:
            previous = (paths_of(rows, head.headings, width), extents_of(rows, width))
            paths.append(previous[0])
            bodies.append(tuple(rows[head.first_data :]))
            continue
        paths.append(continued(*previous, extents_of(rows, width), width) if previous else ((),) * width)
        bodies.append(tuple(row for index, row in enumerate(rows) if index not in head.above))
    panels = [Panel(*panel) for panel in zip(paths, joined_over_pages(bodies), strict=True)]
    return Sheet(
        tuple(joined_sideways(panels)), notes.money_unit, notes.issuer, tuple(notes.headings), tuple(notes.furniture)
    )


def _note_head(rows: list[SheetRow], above: tuple[int, ...], headings: tuple[int, ...], notes: _Notes) -> None:
    for index in above:
        notes.money_unit = notes.money_unit or money_unit_in("".join(cell.text for _, cell in rows[index].filled()))
        for column, cell in rows[index].filled():
            tells = notes.take(cell.text) or title_kind(cell.text) or is_table_number(cell.text)
            (notes.headings if tells else notes.furniture).append(rows[index].place(column))
    for index in headings:
        for column, cell in rows[index].filled():
            notes.take(cell.text)
            notes.headings.append(rows[index].place(column))
