"""Tables whose rows carry codes, units, projects or labels, and whose other columns are amounts.

Rules:

1. All grids of a section are one table: a page break does not end it. The same heading on another page is the same
   column.
2. A band is a run of text columns followed by amount columns; a table may print two bands side by side (决算
   基本支出表).
3. What the text cells of a row say is read in `row_heads`; each amount cell of it is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.amounts import Form, read_amount
from loaders.document import Cell, Place
from loaders.section import FURNITURE, HEADING, READ, About, Section
from loaders.statements.tables.assemble import Content, TablesOfSection, outcomes_of_head, table_of
from loaders.statements.tables.column_sums import with_parents
from loaders.statements.tables.columns import TextColumn, classify
from loaders.statements.tables.headings import Paths, is_heading_word, is_repeated_heading
from loaders.statements.tables.kinds_by_code import with_kinds
from loaders.statements.tables.labels import is_count_label
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import NOT_MONEY
from loaders.statements.tables.model import Column, Figure, RowHead
from loaders.statements.tables.row_heads import Context, head_of
from loaders.statements.tables.sheet import Sheet, read_sheet
from loaders.statements.tables.tree import grown
from loaders.text import folded

_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|本表|公开.*空表|此表|附注)[:：1、.]?|^—?第?\d+页?—?$")
_SIGNATURE = re.compile(
    r"^(?:(?:单位|部门|财务|主管|分管|项目)?(?:负责人|领导)|(?:填|制|编)[表制报]人|经办人|复核人?|审[核批]人?|联系电话|填[报表]日期)[^:：]{0,4}[:：]"
)
#: a text of more characters, alone in its row, is a note
NOTE_LENGTH = 45
#: a text of more characters is no heading that slipped below its figures
HEADING_LENGTH = 12


@dataclass(frozen=True, slots=True)
class _Band:
    """Text columns and the amount columns that belong to them; `same` ties a column to its number in the table."""

    texts: tuple[TextColumn, ...]
    amounts: tuple[Column, ...]
    same: Mapping[int, int]
    #: the classification of the rows, where the columns print the money of those before them again by another one
    view: str | None = None


@dataclass(slots=True)
class _Rows:
    """The rows of a table as they are read, over its grids."""

    outcomes: dict[Place, str]
    heads: list[RowHead] = field(default_factory=list)
    #: the classification that the band of a row has for itself
    views: dict[int, str | None] = field(default_factory=dict)
    #: and the one of a column
    band_views: dict[int, str | None] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    context: Context = field(default_factory=Context)


def read_coded(section: Section, about: About, kind: str, fact: str) -> TablesOfSection:
    """The table of a section."""
    sheet = read_sheet(section)
    rows = _Rows(outcomes_of_head(sheet))
    columns: dict[int, Column] = {}
    bands = _bands_by_paths(sheet, kind, fact, columns)
    for panel in sheet.panels:
        for row in panel.rows:
            _read_row(row, panel.paths, bands[panel.paths], rows)
    for band in (band for found in bands.values() for band in found):
        rows.band_views.update(dict.fromkeys((band.same[column.index] for column in band.amounts), band.view))
    views = dict.fromkeys([None, *(band.view for found in bands.values() for band in found)])
    contents = (_content(kind, fact, view, rows, tuple(columns.values()), about) for view in views)
    tables = [table_of(section, about, sheet, content) for content in contents]
    return TablesOfSection(tables, rows.outcomes)


def _content(kind: str, fact: str, view: str | None, rows: _Rows, columns: tuple[Column, ...], about: About) -> Content:
    """What a table prints by one classification; `view`: by another than the first one."""
    members = [head for head in rows.heads if rows.views[head.index] == view]
    figures = tuple(figure for figure in rows.figures if rows.views[figure.row] == view)
    own = tuple(column for column in columns if rows.band_views.get(column.index) == view)
    tree = grown(with_kinds(members), figures, own, kind, about.units)
    return Content(
        kind, fact, own, tuple(tree.heads), figures, view=view, is_again=view is not None, undecided=tree.undecided
    )


def _bands_by_paths(sheet: Sheet, kind: str, fact: str, columns: dict[int, Column]) -> dict[Paths, tuple[_Band, ...]]:
    """The bands of each kind of grid, by its headings: grids with the same headings are judged by all their rows
    together. Fills `columns` with the columns of the table."""
    rows: dict[Paths, list[SheetRow]] = {}
    for panel in sheet.panels:
        rows.setdefault(panel.paths, []).extend(row for row in panel.rows if row.filled() and not is_note(row.filled()))
    out: dict[Paths, tuple[_Band, ...]] = {}
    for paths, printed in rows.items():
        bands = _bands(*classify(paths, printed, kind, fact), paths, kind)
        amounts = [column for _, band_columns, _ in bands for column in band_columns]
        same = _same_columns(amounts, columns)
        for column in amounts:
            parent = None if column.parent is None else same[column.parent]
            columns.setdefault(same[column.index], replace(column, index=same[column.index], parent=parent))
        out[paths] = tuple(_Band(tuple(texts), tuple(found), same, view) for texts, found, view in bands)
    return out


def _same_columns(amounts: Sequence[Column], known: Mapping[int, Column]) -> dict[int, int]:
    """Columns of a grid -> columns of the table: the same heading on another page is the same column."""
    free = {index: (column.heading, column.measure, column.stage) for index, column in sorted(known.items())}
    same: dict[int, int] = {}
    following = max(known, default=-1) + 1
    for column in amounts:
        wanted = (column.heading, column.measure, column.stage)
        found = next((index for index, identity in free.items() if identity == wanted), None)
        if found is None:
            found = column.index if column.index not in known and column.index not in same.values() else following
            following = max(following, found) + 1
        else:
            del free[found]
        same[column.index] = found
    return same


_Columns = tuple[Sequence[TextColumn], Sequence[Column], str | None]


def _bands(texts: Sequence[TextColumn], amounts: Sequence[Column], paths: Paths, kind: str) -> list[_Columns]:
    """Split columns that stand side by side as two tables: the same text role again, after amounts. Where the second
    prints the same money by another classification, it says by which."""
    bands: list[tuple[list[TextColumn], list[Column]]] = [([], [])]
    items: list[TextColumn | Column] = sorted([*texts, *amounts], key=lambda item: item.index)
    for item in items:
        if isinstance(item, Column):
            bands[-1][1].append(item)
        elif bands[-1][1] and _begins_again(item, bands[-1][0]):
            bands.append(([item], []))
        else:
            bands[-1][0].append(item)
    if len(bands) == 1 or not all(columns for _, columns in bands):
        return [(texts, amounts, None)]
    schemes = [next((text.scheme for text in band_texts if text.scheme), None) for band_texts, _ in bands]
    if len(set(schemes)) == 1:
        return [(band_texts, columns, None) for band_texts, columns in bands]
    measures = {tuple(column.measure for column in columns) for _, columns in bands}
    if len(set(schemes)) < len(schemes) or len(measures) > 1:
        return [(texts, amounts, None)]
    return [
        (band_texts, _alone(columns, paths, kind), scheme if number else None)
        for number, ((band_texts, columns), scheme) in enumerate(zip(bands, schemes, strict=True))
    ]


def _begins_again(item: TextColumn, before: Sequence[TextColumn]) -> bool:
    """Does a text column open a table of its own beside the one before it?"""
    if item.role not in {"code", "name", "segment_1"}:
        return False
    is_same = (item.role, item.scheme) in {(text.role, text.scheme) for text in before}
    return is_same or (item.role in {"code", "segment_1"} and item.role in {text.role for text in before})


def _alone(columns: Sequence[Column], paths: Paths, kind: str) -> tuple[Column, ...]:
    """The columns of one band, summed up by columns of the same band only."""
    return with_parents(tuple(replace(column, parent=None) for column in columns), paths, kind)


def _read_row(row: SheetRow, paths: Paths, bands: Sequence[_Band], rows: _Rows) -> None:
    filled = row.filled()
    if not filled:
        return
    rows.outcomes.update(dict.fromkeys(row.tail, READ))
    if is_repeated_heading(row, paths):
        rows.outcomes.update({row.place(column): HEADING for column, _ in filled})
        return
    if is_note(filled):
        rows.outcomes.update({row.place(column): FURNITURE for column, _ in filled})
        return
    has_figures = False
    for band in bands:
        spilled = _spilled(row, band)
        figures = _figures_of(row, band, spilled, len(rows.heads), rows.outcomes)
        texts = [text for text in band.texts if row.cells[text.index] not in spilled.values()]
        rows.outcomes.update({row.place(text.index): READ for text in texts if row.begun(text.index)})
        head = head_of(row, texts, len(rows.heads), rows.context)
        if head is not None and is_count_label(head.label or ""):
            continue
        if head is not None or figures:
            rows.views[len(rows.heads)] = band.view
            rows.heads.append(head or RowHead(len(rows.heads), row.page, row.table_no, row.row_no))
            rows.figures.extend(figures)
            has_figures = has_figures or bool(figures)
    if not has_figures:
        for column, cell in filled:
            if row.place(column) not in rows.outcomes and _is_slipped_heading(cell):
                rows.outcomes[row.place(column)] = HEADING


def is_note(filled: Sequence[tuple[int, Cell]]) -> bool:
    """A note, or a page number: alone in its row, without an amount; or a row of signatures."""
    text = folded(filled[0][1].text)
    if any(_SIGNATURE.match(folded(cell.text)) for _, cell in filled):
        return not any(read_amount(cell.text).is_number and "." in cell.text for _, cell in filled)
    return (
        len(filled) <= 2
        and (bool(_NOTE.match(text)) or len(text) > NOTE_LENGTH)
        and not any(read_amount(cell.text).is_number and "." in cell.text for _, cell in filled)
    )


def _is_slipped_heading(cell: Cell) -> bool:
    """A heading that fell below its figures."""
    return is_heading_word(cell.text) and len(folded(cell.text)) <= HEADING_LENGTH


def _spilled(row: SheetRow, band: _Band) -> dict[int, Cell]:
    """Amount column -> an amount whose cell begins in a text column to its left and ends in this one: figures are set
    to the right, and a bold total that is wider than its column takes the cell before it."""
    texts = {text.index for text in band.texts}
    found: dict[int, Cell] = {}
    for column in band.amounts:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if cell is None or cell.column_span == 1 or cell.column_no + cell.column_span - 2 != column.index:
            continue
        amount = read_amount(cell.text)
        if cell.column_no - 1 in texts and row.begun(cell.column_no - 1) is cell and amount.form is Form.NUMBER:
            found[column.index] = cell
    return found


def _figures_of(
    row: SheetRow, band: _Band, spilled: Mapping[int, Cell], index: int, outcomes: dict[Place, str]
) -> list[Figure]:
    """The amount cells of a row in the columns of one band."""
    figures: list[Figure] = []
    for column in band.amounts:
        cell = spilled.get(column.index) or row.begun(column.index)
        if cell is None:
            continue
        place, amount = row.place(column.index), read_amount(cell.text)
        if column.measure in NOT_MONEY:
            outcomes[place] = READ
            continue
        if amount.form in (Form.NUMBER, Form.DAMAGED):
            figures.append(Figure(place, cell, amount, index, band.same[column.index]))
        if amount.form in (Form.NUMBER, Form.DAMAGED, Form.DASH):
            outcomes[place] = READ
    return figures
