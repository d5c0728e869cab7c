"""A target table with merged cells -> blocks of indicator rows, each under the project's cells that span them.

1. A cell that spans several rows stands for all of them. A block begins where an amount cell (or, in a table without
   amounts, a project cell) begins; a project cell that spans several blocks names them all.
2. At a page end a block may go on: the last block of a page and the first of the next one are the same unless both
   print an amount (a cell's text stands on one of the two pages, or part of it on each). So may a project cell: one
   without text belongs to the text on the other page, one without a code is the rest of the text before.
3. Level 1 and level 2 come from the cell that spans the row, else from the row above in the same block.
4. A row at the top of a page without levels, operator and target is the rest of the last row of the page before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders.document import Cell, Grid, Place, Row
from loaders.indicators import conform_levels
from loaders.section import FURNITURE, HEADING, READ, Section
from loaders.statements.project_targets.cells import is_code_head, is_total, read_code
from loaders.statements.project_targets.headings import Headings, headings_of, on_grid
from loaders.statements.project_targets.packed import packed_indicators
from loaders.statements.project_targets.values import IndicatorRow, Printed
from loaders.text import folded, is_dash, squeeze

AMOUNT_ROLES = ("total", "fiscal", "special_account", "other_income")
#: numbers of rows, explanations and remarks
PASSED_ROLES = ("ignored", "note")
PROJECT_ROLES = ("unit", "unit_code", "project", "project_code", "category", *AMOUNT_ROLES, "goal")


@dataclass
class Block:
    """Rows under one set of project cells. Private to the reading of tables: `TargetList` leaves it."""

    place: Place
    page: int
    last_page: int
    texts: dict[str, Printed] = field(default_factory=dict)
    rows: list[IndicatorRow] = field(default_factory=list)
    #: how many of the rows come from the page on which the project's text does not stand
    joined_rows: set[int] = field(default_factory=set)
    #: where the project cells stand that name the block (on each of its pages)
    groups: list[Place] = field(default_factory=list)

    def text(self, role: str) -> str:
        return self.texts[role].text if role in self.texts else ""

    @property
    def has_amount(self) -> bool:
        return any(squeeze(self.text(role)) and not is_dash(squeeze(self.text(role))) for role in AMOUNT_ROLES)


@dataclass
class Sheet:
    """What the grids of a section hold."""

    blocks: list[Block] = field(default_factory=list)
    outcomes: dict[Place, str] = field(default_factory=dict)
    headings: Headings | None = None


def read_sheet(section: Section) -> Sheet:
    """All blocks of the section, in reading order, joined over page ends."""
    sheet = Sheet()
    for grid in section.grids():
        found = headings_of(grid)
        if found is not None and found.is_list:
            sheet.headings = found
        elif sheet.headings is None or found is not None:
            continue
        headings = sheet.headings if found is not None else on_grid(sheet.headings, grid)
        blocks = _blocks_of_grid(grid, headings, sheet)
        if sheet.blocks and blocks and _goes_on(sheet.blocks[-1], blocks[0]):
            _join(sheet.blocks[-1], blocks.pop(0))
        sheet.blocks.extend(blocks)
    _name_groups(sheet.blocks)
    for place in section.title_places:
        sheet.outcomes.setdefault(place, HEADING)
    return sheet


def _name_groups(blocks: list[Block]) -> None:
    """Project cells over page ends: the blocks of both pages bear the whole name."""
    runs: list[list[Block]] = []
    for block in blocks:
        if runs and (set(block.groups) & set(runs[-1][-1].groups) or _names_go_on(runs[-1], block)):
            runs[-1].append(block)
        else:
            runs.append([block])
    for run in runs:
        printed = [block.texts["project"] for block in run if "project" in block.texts]
        if len(run) < 2 or not printed:
            continue
        first, *rest = printed
        pieces = [first.text]
        pieces.extend(piece.text for piece in rest if folded(piece.text) not in {folded(known) for known in pieces})
        whole = replace(first, text="\n".join(pieces))
        for block in run:
            block.texts["project"] = whole


def _names_go_on(run: list[Block], block: Block) -> bool:
    last = run[-1]
    if last.last_page == block.page or is_total(last.text("project")) or is_total(block.text("project")):
        return False
    if not last.groups or not block.groups:
        return False
    before = any("project" in other.texts for other in run)
    name = block.text("project")
    if not name or not before:
        return True
    has_codes = any(read_code(other.text("project")) or is_code_head(other.text("project")) for other in run)
    return has_codes and not (read_code(name) or is_code_head(name))


def _covered(grid: Grid) -> Iterator[tuple[Row, dict[int, tuple[Cell, bool, Row]]]]:
    """Each row with the cell of every column: (cell, does it begin here, the row it begins in)."""
    active: dict[int, tuple[Cell, int, Row]] = {}
    for row in grid.rows:
        current: dict[int, tuple[Cell, bool, Row]] = {}
        for column, (cell, until, origin) in list(active.items()):
            if row.row_no <= until:
                current[column] = (cell, False, origin)
            else:
                del active[column]
        for cell in row.cells:
            for column in range(cell.column_no, cell.column_no + cell.column_span):
                current[column] = (cell, column == cell.column_no, row)
                if cell.row_span > 1:
                    active[column] = (cell, row.row_no + cell.row_span - 1, row)
        yield row, current


def _blocks_of_grid(grid: Grid, headings: Headings, sheet: Sheet) -> list[Block]:
    anchors = next((found for role in (*AMOUNT_ROLES, "project") if (found := headings.columns(role))), ())
    has_spans = any(cell.row_span > 1 for row in grid.rows for cell in row.cells if cell.column_no in anchors)
    blocks: list[Block] = []
    for row, current in _covered(grid):
        if row.row_no in headings.rows or not row.cells:
            _mark(sheet, grid, row, HEADING)
            continue
        if _is_before(row, headings) or _is_numbering(row):
            _mark(sheet, grid, row, HEADING)
            continue
        if not blocks or _opens(current, headings, anchors, has_spans):
            blocks.append(Block(Place(row.page, grid.table_no, row.row_no, 1), row.page, row.page))
            _take_project(blocks[-1], current, headings, grid)
        else:
            _take_late(blocks[-1], current, headings, grid)
        _take_indicator(blocks[-1], row, current, headings, grid, sheet)
        _account(sheet, grid, row, headings)
    return blocks


def _is_before(row: Row, headings: Headings) -> bool:
    """A title, unit or money unit above the headings."""
    return bool(headings.rows) and row.row_no < min(headings.rows)


def _is_numbering(row: Row) -> bool:
    """The row of column numbers under the headings: ** | ** | 1 | 2 …"""
    texts = [squeeze(cell.text) for cell in row.cells if not cell.is_blank]
    return len(texts) >= 3 and all(text == "**" or (text.isdigit() and int(text) <= 30) for text in texts)


def _mark(sheet: Sheet, grid: Grid, row: Row, outcome: str) -> None:
    for cell in row.cells:
        sheet.outcomes.setdefault(Place(row.page, grid.table_no, row.row_no, cell.column_no), outcome)


def _account(sheet: Sheet, grid: Grid, row: Row, headings: Headings) -> None:
    """A row under the headings is read, but for the columns that no record has a place for."""
    for cell in row.cells:
        outcome = FURNITURE if headings.roles.get(cell.column_no) in PASSED_ROLES else READ
        sheet.outcomes.setdefault(Place(row.page, grid.table_no, row.row_no, cell.column_no), outcome)


def _opens(
    current: dict[int, tuple[Cell, bool, Row]], headings: Headings, anchors: tuple[int, ...], has_spans: bool
) -> bool:
    begun = [current[column][0] for column in anchors if column in current and current[column][1]]
    if begun and (has_spans or any(not cell.is_blank for cell in begun)):
        return True
    columns = headings.columns("project")
    return any(column in current and current[column][1] and not current[column][0].is_blank for column in columns)


def _take_project(block: Block, current: dict[int, tuple[Cell, bool, Row]], headings: Headings, grid: Grid) -> None:
    for column in sorted(current):
        role = headings.roles.get(column)
        cell, _, origin = current[column]
        place = Place(origin.page, grid.table_no, origin.row_no, cell.column_no)
        if role == "project" and not block.groups:
            block.groups.append(place)
        if role in PROJECT_ROLES and not cell.is_blank and role not in block.texts:
            block.texts[role] = Printed(cell.text, place, cell.reading, cell.confidence)


def _take_late(block: Block, current: dict[int, tuple[Cell, bool, Row]], headings: Headings, grid: Grid) -> None:
    """Project cells that begin below the block's first row: the rest of a text that lines cut into pieces."""
    for column in sorted(current):
        role = headings.roles.get(column)
        cell, begins, origin = current[column]
        if role in PROJECT_ROLES and begins and not cell.is_blank:
            place = Place(origin.page, grid.table_no, origin.row_no, cell.column_no)
            before = block.texts.get(role)
            text = f"{before.text}\n{cell.text}" if before else cell.text
            block.texts[role] = Printed(text, before.place if before else place, cell.reading, cell.confidence)


def _take_indicator(
    block: Block,
    row: Row,
    current: dict[int, tuple[Cell, bool, Row]],
    headings: Headings,
    grid: Grid,
    sheet: Sheet,
) -> None:
    values: dict[str, str] = {}
    places: list[Place] = []
    for column in sorted(current):
        role = headings.roles.get(column)
        cell, begins, _ = current[column]
        if role is None or role in PROJECT_ROLES or role == "ignored" or role in values:
            continue
        if role == "packed":
            if begins and not cell.is_blank:
                place = Place(row.page, grid.table_no, row.row_no, cell.column_no)
                block.rows.extend(packed_indicators(cell.text, place))
            continue
        if not cell.is_blank and (begins or role in ("level1", "level2") or cell.row_span > 1):
            values[role] = cell.text
            if begins:
                places.append(Place(row.page, grid.table_no, row.row_no, cell.column_no))
    own = {role for role in values if role in ("name", "operator", "target", "unit_of_measure")}
    if not own:
        return
    last = block.rows[-1] if block.rows else None
    level1 = values.get("level1") or (last.level1 if last and "level1" in headings.roles.values() else None)
    level2 = values.get("level2") or (
        last.level2 if last and "level2" in headings.roles.values() and last.level1 == level1 else None
    )
    conformed = conform_levels(level1, level2, is_ruled="level1" in values)
    name_place = next((Place(row.page, grid.table_no, row.row_no, c) for c in headings.columns("name")), None)
    block.rows.append(
        IndicatorRow(
            place=name_place or (places[0] if places else block.place),
            level1=squeeze(level1) if level1 else None,
            level2=squeeze(level2) if level2 else None,
            name=values.get("name"),
            operator=values.get("operator"),
            target=values.get("target"),
            unit=values.get("unit_of_measure"),
            weight=values.get("weight"),
            note=values.get("note"),
            note_place=next((Place(row.page, grid.table_no, row.row_no, c) for c in headings.columns("note")), None),
            places=tuple(places),
            conformed1=conformed.level1,
            conformed2=conformed.level2,
        )
    )


def _goes_on(last: Block, first: Block) -> bool:
    """Is the first block of a page the same as the last one of the page before?"""
    if last.last_page == first.page:
        return False
    name, other = last.text("project"), first.text("project")
    if is_total(name) or is_total(other) or (not first.rows and not first.texts):
        return False
    if read_code(name) and read_code(other) and folded(name) != folded(other):
        return False
    if not (last.has_amount and first.has_amount):
        return True
    same = all(folded(last.text(role)) == folded(first.text(role)) for role in ("project", "total", "goal"))
    return same and bool(name)


def _join(last: Block, first: Block) -> None:
    """One project over a page end: texts in reading order, rows of both pages."""
    repeated = bool(last.text("project")) and folded(last.text("project")) == folded(first.text("project"))
    has_text = bool(first.texts)
    for role, printed in first.texts.items():
        before = last.texts.get(role)
        if before is None:
            last.texts[role] = printed
        elif not repeated and folded(printed.text) != folded(before.text):
            last.texts[role] = replace(before, text=f"{before.text}\n{printed.text}")
    rows = list(first.rows)
    if rows and last.rows and _is_rest(rows[0]):
        rest, before_row = rows.pop(0), last.rows[-1]
        last.rows[-1] = replace(
            before_row,
            name="".join(part for part in (before_row.name, rest.name) if part) or None,
            target="".join(part for part in (before_row.target, rest.target) if part) or None,
            places=before_row.places + rest.places,
        )
    start = len(last.rows)
    last.rows.extend(rows)
    last.joined_rows.update(range(start, start + len(rows)) if not has_text or last.has_amount else range(start))
    last.last_page = first.page
    last.groups.extend(first.groups)


def _is_rest(row: IndicatorRow) -> bool:
    return row.operator is None and row.unit is None and row.target is None and row.level1 is None
