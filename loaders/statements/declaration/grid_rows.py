"""One row of an indicator block in a grid -> an indicator.

Columns are bound by the headings of the block. Where a row cannot be bound so (a block that goes on on the next
page with other columns, a row of a text dump that lost a cell) its parts are told by themselves: an operator cell,
what stands before it (activity, levels, name) and after it (value, unit).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.document import Place
from loaders.indicators import conform_level1, conform_levels, is_level_label, read_operator, split_levels
from loaders.statements.declaration.form import FormIndicator
from loaders.statements.declaration.grid import GridCell, GridRow
from loaders.statements.declaration.labels import heading_of, label_of
from loaders.text import folded, joined, squeeze

_PLACEHOLDER = re.compile(r"(?:指标\d*[:：.、]?|[.…。·]+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a block: kind -> first and last column, in printed order."""

    ranges: tuple[tuple[str, int, int], ...]
    column_count: int

    def has(self, kind: str) -> bool:
        return any(found == kind for found, _, _ in self.ranges)

    def covers(self, column: int) -> bool:
        return any(first <= column <= last for _, first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class ReadRow:
    indicator: FormIndicator
    #: the cells that say something, for the account of cells
    places: tuple[Place, ...]
    #: remarks, and the values of all years beside the year's: no record has a place for them
    passed: tuple[Place, ...] = ()


def bind_columns(row: GridRow) -> Columns | None:
    """The columns that a heading row of an indicator block names, or None where the row is none."""
    found: list[tuple[str, int, int]] = []
    cells = row.own
    for index, cell in enumerate(cells):
        kind = heading_of(cell.text)
        label = label_of(cell.text)
        if kind is None and label is not None and label.kind == "block" and cell.cell.row_span == 1 and index:
            # 绩效指标 as a column of its own: levels and name stand in it together.
            kind = "level_name"
        if kind is None:
            continue
        last = cell.last_column
        if not row.has_spans:
            # A text dump prints merged heading cells as blanks: the heading reaches up to the next one.
            following = next((other for other in cells[index + 1 :] if not other.is_blank), None)
            last = following.first_column - 1 if following else row.column_count
        found.append((kind, cell.first_column, last))
    found = _of_the_year(found)
    kinds = {kind for kind, _, _ in found}
    has_levels = bool(kinds & {"level1", "level2"}) and len(found) >= 2
    has_values = bool(kinds & {"name", "level_name"}) and bool(kinds & {"value", "operator", "text"})
    return Columns(tuple(found), row.column_count) if has_levels or has_values else None


def _of_the_year(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Two blocks of indicators side by side (all years | the year) under one level 1: the right one is the year's."""
    kinds = [kind for kind, _, _ in found]
    if not all(kinds.count(kind) == 2 for kind in ("name", "value")):
        return found
    first = next(kind for kind in kinds if kinds.count(kind) == 2)
    again = kinds.index(first, kinds.index(first) + 1)
    repeated = set(kinds[again:])
    kept = [column for column in found[:again] if column[0] not in repeated]
    passed = [("passed", start, end) for kind, start, end in found[:again] if kind in repeated]
    return [*kept, *passed, *found[again:]]


def read_row(row: GridRow, columns: Columns, carried: tuple[str, str]) -> ReadRow | None:
    """The indicator of a row. `carried` are the levels of the row above, for cells that are blank."""
    bound = columns
    if row.column_count != columns.column_count:
        moved = _by_order(row, columns)
        if moved is None:
            return _by_anchor(row, carried)
        bound = moved
    read = _by_columns(row, bound, carried)
    if columns.has("operator") and (read is None or not _is_sound(read)):
        return _by_anchor(row, carried) or read
    return read


def _is_sound(read: ReadRow) -> bool:
    text = read.indicator.operator_text
    return not text.strip() or read_operator(text) is not None


def _by_order(row: GridRow, columns: Columns) -> Columns | None:
    """The same headings over the columns of a grid cut otherwise, where the number of cells is the same."""
    cells = [cell for cell in row.cells if cell.is_own or not cell.is_blank]
    cells = [cell for cell in cells if not (cell.first_column == 1 and (cell.is_blank or _is_block(cell)))]
    if len(cells) != len(columns.ranges):
        return None
    ranges = tuple(
        (kind, cell.first_column, cell.last_column) for (kind, _, _), cell in zip(columns.ranges, cells, strict=True)
    )
    return Columns(ranges, row.column_count)


def _is_block(cell: GridCell) -> bool:
    label = label_of(cell.text)
    return label is not None and label.kind in ("block", "goal")


def _by_columns(row: GridRow, columns: Columns, carried: tuple[str, str]) -> ReadRow | None:
    texts: dict[str, list[GridCell]] = {}
    for kind, first, last in columns.ranges:
        texts.setdefault(kind, []).extend(cell for cell in row.between(first, last) if not cell.is_blank)
    level1, level2, name = _text(texts, "level1"), _text(texts, "level2"), ""
    named = texts.get("name", []) + texts.get("level_name", []) + texts.get("text", [])
    if "level12" in texts:
        level2 = level2 or _text(texts, "level12")
    parts: list[str] = []
    for cell in named:
        if not parts and not columns.has("level2") and is_level_label(cell.text):
            level1, level2 = (level1, cell.text) if level1 else (cell.text, level2)
            continue
        parts.append(cell.text)
    name = "\n".join(parts)
    if not name and named and "level_name" not in texts:
        # A form without levels: what looks like a level (受益群众满意度) is the name.
        name, level1, level2 = named[0].text, _text(texts, "level1"), _text(texts, "level2")
    if not columns.has("level1") and not level1:
        level1, level2, name = _levels_in_front(name, level2)
    value = _text(texts, "value") or ("" if columns.has("value") else _text(texts, "period_value"))
    own = [*named, *texts.get("value", []), *texts.get("operator", [])]
    return _made(
        level1, level2, name, _text(texts, "operator"), value, _text(texts, "unit"), _text(texts, "weight"),
        "/".join(joined(cell.text) for cell in texts.get("activity", [])), own, row, carried,
        columns.has("level1") or columns.has("level2"),
        tuple((cell.first_column, cell.text, cell.place) for cell in texts.get("note", [])),
        _passed(texts, bool(_text(texts, "value"))),
    )  # fmt: skip


def _passed(texts: dict[str, list[GridCell]], has_value: bool) -> tuple[Place, ...]:
    kinds = ("passed", "period_value") if has_value else ("passed",)
    return tuple(cell.place for kind in kinds for cell in texts.get(kind, []) if cell.is_own)


def _by_anchor(row: GridRow, carried: tuple[str, str]) -> ReadRow | None:
    cells = [cell for cell in row.own if not cell.is_blank]
    at = next((index for index, cell in enumerate(cells) if read_operator(cell.text) is not None), None)
    if at is None or at == 0:
        return None
    front = [cell for cell in cells[:at] if not _is_block(cell)]
    levels = [index for index, cell in enumerate(front) if is_level_label(cell.text)]
    first = levels[0] if levels else max(0, len(front) - 1)
    activity, level_cells, names = (
        front[:first],
        [front[index] for index in levels],
        front[levels[-1] + 1 if levels else first :],
    )
    level1 = level_cells[0].text if level_cells else ""
    level2 = level_cells[1].text if len(level_cells) > 1 else ""
    name = "\n".join(cell.text for cell in names)
    if not level_cells:
        level1, level2, name = _levels_in_front(name, "")
    value = cells[at + 1].text if at + 1 < len(cells) else ""
    unit = cells[at + 2].text if at + 2 < len(cells) else ""
    return _made(
        level1, level2, name, cells[at].text, value, unit, "", "/".join(joined(cell.text) for cell in activity),
        names or cells[at:], row, carried, False,
    )  # fmt: skip


def _levels_in_front(name: str, level2: str) -> tuple[str, str, str]:
    first, second, rest = split_levels(name)
    if not first:
        return "", level2, name
    return first, second or level2, rest


def _text(texts: dict[str, list[GridCell]], kind: str) -> str:
    return "\n".join(cell.text for cell in texts.get(kind, []))


def _made(
    level1: str,
    level2: str,
    name: str,
    operator: str,
    value: str,
    unit: str,
    weight: str,
    activity: str,
    own: Sequence[GridCell],
    row: GridRow,
    carried: tuple[str, str],
    carries: bool,
    notes: tuple[tuple[int, str, Place], ...] = (),
    passed: tuple[Place, ...] = (),
) -> ReadRow | None:
    if is_placeholder(name, value):
        return None
    is_printed = bool(squeeze(level1))
    if carries and not is_printed:
        level1 = carried[0]
        level2 = level2 or carried[1]
    elif carries and not squeeze(level2) and squeeze(level1) == squeeze(carried[0]):
        level2 = carried[1]
    elif carries and is_printed and not squeeze(level2) and not squeeze(carried[0]) and _belongs(carried[1], level1):
        # A page end cut the merged cells of both levels: level 1 stands on this page, level 2 on the one before.
        level2 = carried[1]
    place = next((cell.place for cell in own if cell.is_own), row.place)
    indicator = FormIndicator(
        level1_text=level1,
        is_level1_printed=is_printed,
        level2_text=level2,
        name=name,
        operator_text=operator,
        target_text=value,
        unit_text=unit,
        weight_text=weight,
        activity=activity,
        place=place,
        is_level1_ruled=is_printed and carries and row.has_spans,
        notes=notes,
    )
    seen = {*passed, *(place for _, _, place in notes)}
    read = tuple(cell.place for cell in row.cells if not cell.is_blank and cell.place not in seen)
    return ReadRow(indicator, read, tuple(seen))


def _belongs(level2: str, level1: str) -> bool:
    return bool(level2) and conform_levels(None, level2).level1 == conform_level1(level1)


def is_placeholder(name: str, value: str) -> bool:
    """A row that the empty form prints for further indicators (`指标2：`, `……`), left empty."""
    return not folded(value) and bool(_PLACEHOLDER.fullmatch(folded(name)))


def is_rest(before: Sequence[FormIndicator], read: FormIndicator) -> bool:
    """Is a row at the top of a page the end of the one before? It has a piece of a name or of a target, and nothing of
    its own beside it; a name alone is a piece only where every other row of the form has its target."""
    last = before[-1]
    if last.place is None or read.place is None or last.place.table_no == read.place.table_no:
        return False
    pairs = ((last.level1_text, read.level1_text), (last.level2_text, read.level2_text))
    if any(squeeze(above) and squeeze(own) and squeeze(above) != squeeze(own) for above, own in pairs):
        return False
    if read.operator_text.strip() or read.unit_text.strip() or (read.name.strip() and read.target_text.strip()):
        return False
    return not read.name.strip() or all(row.target_text.strip() for row in before)


def with_rest(last: FormIndicator, rest: FormIndicator) -> FormIndicator:
    def whole(before: str, after: str) -> str:
        return "\n".join(part for part in (before, after) if part.strip())

    return replace(last, name=whole(last.name, rest.name), target_text=whole(last.target_text, rest.target_text))
