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
from loaders.statements.tables.labels import is_count_label
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import NOT_MONEY
from loaders.statements.tables.model import Column, Figure, RowHead
from loaders.statements.tables.row_heads import Context, head_of, with_kinds
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


@dataclass(slots=True)
class _Rows:
    """The rows of a table as they are read, over its grids."""

    outcomes: dict[Place, str]
    heads: list[RowHead] = field(default_factory=list)
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
    table_columns = tuple(columns.values())
    tree = grown(with_kinds(rows.heads), rows.figures, table_columns, kind, about.units)
    content = Content(kind, fact, table_columns, tuple(tree.heads), tuple(rows.figures), undecided=tree.undecided)
    return TablesOfSection([table_of(section, about, sheet, content)], rows.outcomes)


def _bands_by_paths(sheet: Sheet, kind: str, fact: str, columns: dict[int, Column]) -> dict[Paths, tuple[_Band, ...]]:
    """The bands of each kind of grid, by its headings: grids with the same headings are judged by all their rows
    together. Fills `columns` with the columns of the table."""
    rows: dict[Paths, list[SheetRow]] = {}
    for panel in sheet.panels:
        rows.setdefault(panel.paths, []).extend(row for row in panel.rows if row.filled() and not is_note(row.filled()))
    out: dict[Paths, tuple[_Band, ...]] = {}
    for paths, printed in rows.items():
        bands = _bands(*classify(paths, printed, kind, fact), paths, kind)
        amounts = [column for _, band_columns in bands for column in band_columns]
        same = _same_columns(amounts, columns)
        for column in amounts:
            parent = None if column.parent is None else same[column.parent]
            columns.setdefault(same[column.index], replace(column, index=same[column.index], parent=parent))
        out[paths] = tuple(_Band(tuple(texts), tuple(band_columns), same) for texts, band_columns in bands)
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


_Columns = tuple[Sequence[TextColumn], Sequence[Column]]


def _bands(texts: Sequence[TextColumn], amounts: Sequence[Column], paths: Paths, kind: str) -> list[_Columns]:
    """Split columns that stand side by side as two tables: the same text role again, after amounts. Where the second
    prints the same money by another classification, its measures carry the name of that."""
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
        return [(texts, amounts)]
    schemes = [next((text.scheme for text in band_texts if text.scheme), None) for band_texts, _ in bands]
    if len(set(schemes)) == 1:
        return [(band_texts, columns) for band_texts, columns in bands]
    measures = {tuple(column.measure for column in columns) for _, columns in bands}
    if len(set(schemes)) < len(schemes) or len(measures) > 1:
        return [(texts, amounts)]
    return [
        (band_texts, [_by_scheme(column, scheme if number else None) for column in _alone(columns, paths, kind)])
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


def _by_scheme(column: Column, scheme: str | None) -> Column:
    return replace(column, measure=f"{column.measure}_by_{scheme}") if scheme else column


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
        figures = _figures_of(row, band, len(rows.heads), rows.outcomes)
        rows.outcomes.update({row.place(text.index): READ for text in band.texts if row.begun(text.index)})
        head = head_of(row, band.texts, len(rows.heads), rows.context)
        if head is not None and is_count_label(head.label or ""):
            continue
        if head is not None or figures:
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


def _figures_of(row: SheetRow, band: _Band, index: int, outcomes: dict[Place, str]) -> list[Figure]:
    """The amount cells of a row in the columns of one band."""
    figures: list[Figure] = []
    for column in band.amounts:
        cell = row.begun(column.index)
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
