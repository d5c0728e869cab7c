"""Rows of a dumped Word table -> forms.

1. A form begins where the label of its unit or project comes again, or comes after an indicator block: forms may follow
   each other without a heading, and a form may lack its block or its end.
2. In the head, a label's value is the next cell of its row; another label there means that the value is missing.
3. In the block, columns are known from the heading row; a row with fewer cells (the file was cut, a label is lost)
   is read by the level labels in it, a row with more has line breaks with tabs in its text.
4. Level 1 is carried down within the block.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.document import Place
from loaders.indicators import conform_level1, conform_level2
from loaders.section import FURNITURE, HEADING, READ
from loaders.statements.declaration.dump import FormCell, FormRow, glued, opens_form
from loaders.statements.declaration.form import Field, Form, FormIndicator
from loaders.statements.declaration.labels import heading_of, label_of
from loaders.text import folded

#: the columns of a form whose heading row is lost
_USUAL_COLUMNS = ("block", "level1", "level2", "text")
_PLACEHOLDERS = frozenset({"…", "...", "......", "……", "···", "。。。"})


@dataclass(slots=True)
class _Open:
    """A form that is being read."""

    place: Place
    heading: str | None = None
    fields: list[Field] = field(default_factory=list)
    block: list[FormRow] = field(default_factory=list)
    columns: tuple[str, ...] | None = None
    remark: Field | None = None
    has_block: bool = False

    def has(self, kind: str) -> bool:
        return any(item.kind == kind for item in self.fields)


@dataclass(frozen=True, slots=True)
class DumpForms:
    forms: tuple[Form, ...]
    outcomes: dict[Place, str]


def read_dump_forms(rows: tuple[FormRow, ...], headings: dict[Place, FormCell], title: str | None) -> DumpForms:
    outcomes: dict[Place, str] = {}
    opened: list[_Open] = []
    for row in rows:
        filled = [cell for cell in row.cells if not cell.is_blank]
        if not filled:
            continue
        place = filled[0].places[0]
        current = opened[-1] if opened else None
        label = label_of(filled[0].text)
        if (
            opens_form(filled[0].text)
            and label is not None
            and (current is None or current.has_block or current.remark is not None or current.has(label.kind))
        ):
            current = _Open(place)
            heading = headings.get(place)
            if heading is not None:
                current.heading = heading.text
                _mark(outcomes, heading, HEADING)
            opened.append(current)
        if current is None:
            continue
        _take_row(current, row, filled, outcomes)
    forms = tuple(_closed(form, title, outcomes) for form in opened)
    return DumpForms(forms, outcomes)


def _mark(outcomes: dict[Place, str], cell: FormCell, outcome: str) -> None:
    for place in cell.places:
        outcomes[place] = outcome


def _is_heading_row(filled: list[FormCell]) -> bool:
    kinds = [heading_of(cell.text) for cell in filled]
    return len([kind for kind in kinds if kind]) >= 2 and bool({"level1", "level2", "level12", "name"} & set(kinds))


def _is_indicator_row(filled: list[FormCell]) -> bool:
    return len(filled) >= 1 and any(conform_level2(cell.text) for cell in filled[:2])


def _take_row(form: _Open, row: FormRow, filled: list[FormCell], outcomes: dict[Place, str]) -> None:
    label = label_of(filled[0].text)
    if label is not None and label.kind == "remark" and (form.has_block or form.has("goal")):
        text = "\n".join(cell.text for cell in filled[1:])
        form.remark = Field("remark", filled[0].text, text, None, filled[0].places[0])
        _mark(outcomes, filled[0], HEADING)
        for cell in filled[1:]:
            _mark(outcomes, cell, READ)
        return
    if form.remark is not None:
        return
    if _is_heading_row(filled):
        kinds = tuple(_column(cell) for cell in row.cells)
        # A form may begin its block anew under the same headings (产出 and 效益 in two tables).
        form.columns = form.columns or kinds
        form.has_block = True
        for cell in filled:
            _mark(outcomes, cell, HEADING)
        return
    if form.has_block or _is_indicator_row(filled):
        form.has_block = True
        form.block.append(row)
        return
    _take_fields(form, row, outcomes)


def _column(cell: FormCell) -> str:
    label = label_of(cell.text)
    return heading_of(cell.text) or (label.kind if label else "block")


def _take_fields(form: _Open, row: FormRow, outcomes: dict[Place, str]) -> None:
    unit: str | None = None
    for item in reversed(form.fields):
        if item.kind in ("amount", "basic", "project_spending", "fiscal", "other_funds", "carryover"):
            unit = item.unit
        break
    index = 0
    while index < len(row.cells):
        cell = row.cells[index]
        label = label_of(cell.text)
        if label is None:
            index += 1
            continue
        _mark(outcomes, cell, HEADING)
        if label.kind == "funds_block":
            unit = label.unit or unit
            index += 1
            continue
        following = row.cells[index + 1] if index + 1 < len(row.cells) else None
        has_value = following is not None and (label_of(following.text) is None or following.is_blank)
        value = following if has_value and following is not None else FormCell("")
        place = value.places[0] if value.places else cell.places[0]
        form.fields.append(
            Field(label.kind, cell.text, value.text, label.unit or (unit if label.is_money else None), place)
        )
        _mark(outcomes, value, READ)
        index += 2 if has_value else 1


def _closed(form: _Open, title: str | None, outcomes: dict[Place, str]) -> Form:
    columns = form.columns or _USUAL_COLUMNS
    if "text" in columns and "name" in columns and not {"level1", "level2"} & set(columns):
        # 指标名称 | 指标内容和指标值: the names are the levels, joined in one label.
        columns = tuple("level12" if column == "name" else column for column in columns)
    indicators: list[FormIndicator] = []
    carried = ""
    at = columns.index("level12") if "level12" in columns else columns.index("level2") if "level2" in columns else 2
    whole = tuple(part for row in glued(tuple(form.block), len(columns)) for part in _cut(row, at))
    for row in whole:
        parts = _parts(row, columns)
        if parts is None or _is_unknown_label(row, parts):
            continue
        level1, level2, text = parts
        known = conform_level1(level1.text)
        if not level1.is_blank and (known or not level2.is_blank):
            carried = level1.text
        if folded(level2.text) in _PLACEHOLDERS or (level2.is_blank and text.is_blank):
            for cell in (level1, level2):
                _mark(outcomes, cell, HEADING if cell is level1 else FURNITURE)
            continue
        for cell in (level1, level2):
            _mark(outcomes, cell, HEADING)
        _mark(outcomes, text, READ)
        place = next(iter((*text.places, *level2.places, *level1.places)), None)
        indicators.append(
            FormIndicator(
                level1_text=level1.text or carried,
                is_level1_printed=not level1.is_blank,
                level2_text=level2.text,
                name="",
                operator_text="",
                target_text=text.text,
                unit_text="",
                weight_text="",
                activity="",
                place=place,
                level2_place=level2.places[0] if level2.places else None,
                lines=text.places,
            )
        )
    return Form(title, form.heading, tuple(form.fields), tuple(indicators), form.has_block, form.remark, form.place)


def _cut(row: FormRow, at: int) -> tuple[FormRow, ...]:
    """Two rows that lost the break between them: a second level 2 label stands where the text or more should be."""
    cells = row.cells
    second = next((index for index in range(at + 1, len(cells)) if conform_level2(cells[index].text)), None)
    if second is None or not any(conform_level2(cell.text) for cell in cells[: at + 1]):
        return (row,)
    start = second - 1 if second - 1 > at and conform_level1(cells[second - 1].text) else second
    return (
        FormRow(cells[:start]),
        *_cut(FormRow((*(FormCell("") for _ in range(at - second + start)), *cells[start:])), at),
    )


def _is_unknown_label(row: FormRow, parts: tuple[FormCell, FormCell, FormCell]) -> bool:
    """A labelled row that is no indicator: something stands in the first column, nothing where levels stand."""
    level1, level2, _ = parts
    return level1.is_blank and level2.is_blank and not row.cells[0].is_blank


def _parts(row: FormRow, columns: tuple[str, ...]) -> tuple[FormCell, FormCell, FormCell] | None:
    """Level 1, level 2 and text of a row of the block; None for a row that says nothing."""
    cells = row.cells
    blank = FormCell("")
    if "level12" in columns:
        at = columns.index("level12")
        if len(cells) <= at:
            return None
        return blank, cells[at], _joined(cells[at + 1 :])
    at = columns.index("level2") if "level2" in columns else 2
    if len(cells) > at + 1 and (cells[at].text.strip() or not any(conform_level2(cell.text) for cell in cells[:at])):
        return cells[at - 1] if at else blank, cells[at], _joined(cells[at + 1 :])
    for index in range(len(cells) - 1, -1, -1):
        if conform_level2(cells[index].text) and not (
            conform_level1(cells[index].text) and index + 1 == len(cells) and index == 0
        ):
            before = cells[index - 1] if index else blank
            return before, cells[index], _joined(cells[index + 1 :])
    return None


def _joined(cells: tuple[FormCell, ...]) -> FormCell:
    filled = [cell for cell in cells if not cell.is_blank]
    return FormCell("\n".join(cell.text for cell in filled), tuple(place for cell in filled for place in cell.places))
