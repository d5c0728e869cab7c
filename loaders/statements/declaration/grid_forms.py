"""Labelled forms in grids -> forms.

1. A form begins where the label of a project, unit or department comes again or comes after an indicator block, and
   under a title row.
2. A label's value is the next cell of its row. A row of labels alone is a row of headings: its values stand below,
   under the headings of all such rows above them (财政拨款 over 合计 · 基本支出 · 项目支出). A single label over
   the whole width has its value in the row below.
3. A money unit printed in a block label (`专项资金情况（万元）`) holds for the money labels beside that block, one
   printed in a line above (`单位：万元`) for the form.
4. The indicator block begins at a row of column headings and ends at a remark or at the next form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loaders.amounts import MONEY_UNITS
from loaders.document import Line, Place
from loaders.indicators import is_level_label
from loaders.section import FURNITURE, HEADING, READ, Section
from loaders.statements.answers import is_instruction
from loaders.statements.declaration.form import Field, Form
from loaders.statements.declaration.grid import GridRow, section_rows
from loaders.statements.declaration.grid_fields import labels_in, remember, take_below, take_fields
from loaders.statements.declaration.grid_rows import ReadRow, bind_columns, is_rest, read_row, with_rest
from loaders.statements.declaration.grid_state import OpenForm, Reading, mark
from loaders.statements.declaration.labels import Label, label_of
from loaders.statements.declaration.noted_weights import with_noted_weights
from loaders.statements.declaration.tasks import Task
from loaders.text import folded, plain
from loaders.titles import title_kind, year_in

_OPENING = ("project_name", "unit", "department")
_LINE_LABEL = re.compile(r"^(?P<label>[^:：]{2,14})[:：]\s*(?P<value>\S.*?)(?:\s+(?:金额)?单位[:：].*)?$")
_LINE_UNIT = re.compile(rf"单位[:：]\s*(?:人民币)?\s*(?P<unit>{MONEY_UNITS})\s*$")
_PAGE_NUMBER = re.compile(r"^[-—－\s]*\d{1,3}[-—－\s]*$")
_NOTE = re.compile(r"^(?:备注|注|说明)[:：\d]")


@dataclass(frozen=True, slots=True)
class GridForms:
    forms: tuple[Form, ...]
    outcomes: dict[Place, str]
    tasks: tuple[Task, ...]


def read_grid_forms(section: Section) -> GridForms:
    reading = Reading(section.title, unit=section.money_unit)
    for row in section_rows(section):
        if isinstance(row, Line):
            _take_line(reading, row)
        elif row.filled:
            reading.has_table = True
            _take_row(reading, row)
    forms = tuple(
        Form(
            form.title,
            None,
            tuple(form.fields),
            tuple(form.indicators),
            form.columns is not None,
            form.remark,
            form.place,
        )
        for form in reading.forms
    )
    forms, weights = with_noted_weights(forms)
    reading.outcomes.update((place, READ) for place in weights)
    return GridForms(forms, reading.outcomes, tuple(reading.tasks))


def _take_line(reading: Reading, line: Line) -> None:
    bare = folded(line.text)
    if _PAGE_NUMBER.match(line.text) or _NOTE.match(bare):
        reading.outcomes[line.place] = FURNITURE
        return
    if title_kind(line.text):
        # Above the first table the section's own title is the last one, and whole where it breaks over lines.
        if reading.has_table and bare not in folded(reading.title or ""):
            reading.title = line.text
        reading.outcomes[line.place] = HEADING
        return
    unit = _LINE_UNIT.search(plain(line.text))
    labelled = _LINE_LABEL.match(plain(line.text))
    label = label_of(labelled.group("label")) if labelled else None
    if unit:
        reading.unit = unit.group("unit")
        reading.outcomes[line.place] = HEADING
    if labelled and label is not None:
        reading.waiting.append(Field(label.kind, labelled.group("label"), labelled.group("value"), None, line.place))
        reading.outcomes[line.place] = READ
    elif year_in(line.text) and len(bare) <= 12:
        reading.title = _with_year(reading.title, bare)
        reading.outcomes[line.place] = HEADING
    # Other lines between and after forms are prose around them.
    reading.outcomes.setdefault(line.place, FURNITURE)


def _with_year(title: str | None, year: str) -> str:
    """A title with the year printed below it, which a page heading repeats."""
    return title if title and title.endswith(year) else f"{title or ''}{year}"


def _opens(current: OpenForm | None, label: Label | None) -> bool:
    if label is None or label.kind not in (*_OPENING, "goal", "amount", "funds_block"):
        return False
    if current is None:
        return True
    return label.kind in _OPENING and (current.columns is not None or current.has(label.kind))


def _take_row(reading: Reading, row: GridRow) -> None:
    filled = row.filled
    whole = len(filled) == 1
    text = filled[0].text
    if whole and (title_kind(text) or (year_in(text) and len(folded(text)) <= 12)):
        reading.title = text if title_kind(text) else _with_year(reading.title, folded(text))
        mark(reading, filled, HEADING)
        return
    label = label_of(text)
    labels = labels_in(row)
    columns = bind_columns(row)
    is_head = columns is not None or (len(filled) > 1 and len(labels) == len(filled))
    if _opens(reading.current, label) or (reading.current is None and is_head):
        form = OpenForm(filled[0].place, reading.title, reading.unit)
        form.fields.extend(reading.waiting)
        reading.waiting = []
        reading.forms.append(form)
    form_open = reading.current
    if form_open is None:
        return
    if columns is not None:
        # Beside the columns of the indicators, the same row may head the funds and the goal of a department.
        beside = [(cell, known) for cell, known in labels if not columns.covers(cell.first_column)]
        if form_open.columns is None:
            form_open.above = [item for item in form_open.above if not columns.covers(item[0])]
        remember(form_open, row, beside, None)
        # The same headings on a following page: the levels go on.
        carried = form_open.carried if form_open.columns is not None else ("", "")
        form_open.columns, form_open.carried, form_open.in_tasks = columns, carried, False
        mark(reading, filled, HEADING)
        return
    if form_open.columns is not None and len(filled) >= 2 and len(labels) == len(filled):
        # The headings again, on the next page.
        mark(reading, filled, HEADING)
        return
    if label is not None and label.kind == "remark":
        form_open.remark = Field("remark", text, "\n".join(cell.text for cell in filled[1:]), None, filled[0].place)
        mark(reading, filled[:1], HEADING)
        mark(reading, filled[1:], READ)
        return
    if form_open.columns is not None:
        _take_indicator(reading, form_open, row)
        return
    if _continues(form_open, row):
        last = form_open.fields[-1]
        form_open.fields[-1] = replace(last, text=f"{last.text}\n{filled[0].text}")
        mark(reading, filled, READ)
        return
    take_fields(reading, form_open, row)


def _continues(form: OpenForm, row: GridRow) -> bool:
    """The rest of a value that stands in a row of its own: a long goal, or any value that a page end has cut."""
    if not form.fields or form.fields[-1].place is None or form.fields[-1].is_blank or form.above:
        return False
    own = row.own
    if len(row.filled) != 1 or label_of(row.filled[0].text) is not None:
        return False
    is_under_label = own[0].is_blank or own[0].first_column > 1
    is_next_grid = row.place.table_no != form.fields[-1].place.table_no
    return is_under_label and (is_next_grid or form.fields[-1].kind in ("goal", "background"))


def _take_indicator(reading: Reading, form: OpenForm, row: GridRow) -> None:
    columns = form.columns
    read = read_row(row, columns, form.carried) if columns is not None else None
    if read is None:
        labels = [
            cell for cell in row.filled if label_of(cell.text) or is_level_label(cell.text) or len(row.filled) <= 2
        ]
        mark(reading, labels, HEADING)
        mark(reading, [cell for cell in row.filled if is_instruction(cell.text)], FURNITURE)
        return
    if form.above and columns is not None:
        take_below(reading, form, row, columns)
    if form.indicators and is_rest(form.indicators, read.indicator):
        # A page end cut the row above: what is left of its texts stands at the top of the next page.
        form.indicators[-1] = with_rest(form.indicators[-1], read.indicator)
        _account(reading, row, read)
        return
    form.carried = (read.indicator.level1_text, read.indicator.level2_text)
    form.indicators.append(read.indicator)
    _account(reading, row, read)


def _account(reading: Reading, row: GridRow, read: ReadRow) -> None:
    """What became of the cells of an indicator's row; a level that is carried down was read where it is printed."""
    mark(reading, [cell for cell in row.own if (label := label_of(cell.text)) and label.kind == "block"], HEADING)
    for outcome, places in ((READ, read.places), (FURNITURE, read.passed)):
        for place in places:
            reading.outcomes.setdefault(place, outcome)
