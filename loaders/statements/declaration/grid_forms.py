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
from dataclasses import dataclass, field, replace

from loaders.amounts import MONEY_UNITS
from loaders.document import Line, Place
from loaders.indicators import is_level_label
from loaders.section import FURNITURE, HEADING, READ, Section
from loaders.statements.answers import is_instruction
from loaders.statements.declaration.form import Field, Form, FormIndicator
from loaders.statements.declaration.grid import GridCell, GridRow, section_rows
from loaders.statements.declaration.grid_rows import Columns, bind_columns, is_rest, read_row, with_rest
from loaders.statements.declaration.labels import Label, label_of
from loaders.statements.declaration.tasks import Task, TaskColumn, task_columns, task_of
from loaders.statements.noted_points import are_points
from loaders.text import folded, plain
from loaders.titles import title_kind, year_in

_OPENING = ("project_name", "unit", "department")
_LINE_LABEL = re.compile(r"^(?P<label>[^:：]{2,14})[:：]\s*(?P<value>\S.*?)(?:\s+(?:金额)?单位[:：].*)?$")
_LINE_UNIT = re.compile(rf"单位[:：]\s*(?:人民币)?\s*(?P<unit>{MONEY_UNITS})\s*$")
_UNIT_CELL = re.compile(rf"^\((?:单位[:：]?)?(?:人民币)?(?P<unit>{MONEY_UNITS})\)\Z")
_PAGE_NUMBER = re.compile(r"^[-—－\s]*\d{1,3}[-—－\s]*$")
_NOTE = re.compile(r"^(?:备注|注|说明)[:：\d]")


@dataclass(slots=True)
class _Open:
    place: Place
    title: str | None = None
    unit: str | None = None
    fields: list[Field] = field(default_factory=list)
    indicators: list[FormIndicator] = field(default_factory=list)
    columns: Columns | None = None
    carried: tuple[str, str] = ("", "")
    remark: Field | None = None
    #: headings over values that are still to come: column range and label
    above: list[tuple[int, int, Label, str]] = field(default_factory=list)
    #: values taken from under headings: kind, text, column
    below: set[tuple[str, str, int]] = field(default_factory=set)
    #: which sum each column of money labels belongs to: amount (the year's) or period_amount
    sides: dict[int, str] = field(default_factory=dict)
    #: where the fields of the money block begin that is being read
    block_start: int = 0
    block_row: Place | None = None
    in_tasks: bool = False
    task_columns: tuple[TaskColumn, ...] = ()

    def has(self, kind: str) -> bool:
        return any(item.kind == kind for item in self.fields)


@dataclass(frozen=True, slots=True)
class GridForms:
    forms: tuple[Form, ...]
    outcomes: dict[Place, str]
    tasks: tuple[Task, ...]


@dataclass(slots=True)
class _Reading:
    title: str | None
    outcomes: dict[Place, str] = field(default_factory=dict)
    forms: list[_Open] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    #: labelled lines above a form: they belong to the form that follows
    waiting: list[Field] = field(default_factory=list)
    unit: str | None = None
    has_table: bool = False

    @property
    def current(self) -> _Open | None:
        return self.forms[-1] if self.forms else None


def read_grid_forms(section: Section) -> GridForms:
    reading = _Reading(section.title, unit=section.money_unit)
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
    return GridForms(_with_noted_weights(forms), reading.outcomes, tuple(reading.tasks))


def _with_noted_weights(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms that print the weights in a column of remarks, with these as weights."""
    rows = [row for form in forms for row in form.indicators]
    if any(row.weight_text.strip() for row in rows):
        return forms
    columns = sorted({column for row in rows for column, _ in row.notes})
    for column in columns:
        groups = [[text for row in form.indicators for at, text in row.notes if at == column] for form in forms]
        if are_points(groups):
            return tuple(
                replace(
                    form,
                    indicators=tuple(replace(r, weight_text=dict(r.notes).get(column, "")) for r in form.indicators),
                )
                for form in forms
            )
    return forms


def _take_line(reading: _Reading, line: Line) -> None:
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


def _mark(reading: _Reading, cells: tuple[GridCell, ...] | list[GridCell], outcome: str) -> None:
    for cell in cells:
        if cell.is_own and not cell.is_blank:
            reading.outcomes[cell.place] = outcome


def _opens(current: _Open | None, label: Label | None) -> bool:
    if label is None or label.kind not in (*_OPENING, "goal", "amount", "funds_block"):
        return False
    if current is None:
        return True
    return label.kind in _OPENING and (current.columns is not None or current.has(label.kind))


def _take_row(reading: _Reading, row: GridRow) -> None:
    filled = row.filled
    whole = len(filled) == 1
    text = filled[0].text
    if whole and (title_kind(text) or (year_in(text) and len(folded(text)) <= 12)):
        reading.title = text if title_kind(text) else _with_year(reading.title, folded(text))
        _mark(reading, filled, HEADING)
        return
    label = label_of(text)
    labels = _labels(row)
    columns = bind_columns(row)
    is_head = columns is not None or (len(filled) > 1 and len(labels) == len(filled))
    if _opens(reading.current, label) or (reading.current is None and is_head):
        form = _Open(filled[0].place, reading.title, reading.unit)
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
        _remember(form_open, row, beside, None)
        # The same headings on a following page: the levels go on.
        carried = form_open.carried if form_open.columns is not None else ("", "")
        form_open.columns, form_open.carried, form_open.in_tasks = columns, carried, False
        _mark(reading, filled, HEADING)
        return
    if form_open.columns is not None and len(filled) >= 2 and len(labels) == len(filled):
        # The headings again, on the next page.
        _mark(reading, filled, HEADING)
        return
    if label is not None and label.kind == "remark":
        form_open.remark = Field("remark", text, "\n".join(cell.text for cell in filled[1:]), None, filled[0].place)
        _mark(reading, filled[:1], HEADING)
        _mark(reading, filled[1:], READ)
        return
    if form_open.columns is not None:
        _take_indicator(reading, form_open, row)
        return
    if _continues(form_open, row):
        last = form_open.fields[-1]
        form_open.fields[-1] = replace(last, text=f"{last.text}\n{filled[0].text}")
        _mark(reading, filled, READ)
        return
    _take_fields(reading, form_open, row)


def _continues(form: _Open, row: GridRow) -> bool:
    """The rest of a value that stands in a row of its own: a long goal, or any value that a page end has cut."""
    if not form.fields or form.fields[-1].place is None or form.fields[-1].is_blank or form.above:
        return False
    own = row.own
    if len(row.filled) != 1 or label_of(row.filled[0].text) is not None:
        return False
    is_under_label = own[0].is_blank or own[0].first_column > 1
    is_next_grid = row.place.table_no != form.fields[-1].place.table_no
    return is_under_label and (is_next_grid or form.fields[-1].kind in ("goal", "background"))


def _take_indicator(reading: _Reading, form: _Open, row: GridRow) -> None:
    columns = form.columns
    read = read_row(row, columns, form.carried) if columns is not None else None
    if read is None:
        labels = [
            cell for cell in row.filled if label_of(cell.text) or is_level_label(cell.text) or len(row.filled) <= 2
        ]
        _mark(reading, labels, HEADING)
        _mark(reading, [cell for cell in row.filled if is_instruction(cell.text)], FURNITURE)
        return
    if form.above and columns is not None:
        _take_below(reading, form, row, columns)
    if form.indicators and is_rest(form.indicators, read.indicator):
        # A page end cut the row above: what is left of its texts stands at the top of the next page.
        form.indicators[-1] = with_rest(form.indicators[-1], read.indicator)
        for place in read.places:
            reading.outcomes.setdefault(place, READ)
        return
    form.carried = (read.indicator.level1_text, read.indicator.level2_text)
    form.indicators.append(read.indicator)
    for place in read.places:
        reading.outcomes.setdefault(place, READ)


def _take_fields(reading: _Reading, form: _Open, row: GridRow) -> None:
    labels = _labels(row)
    block = next(
        (label for cell in row.cells if (label := label_of(cell.text)) and label.kind in ("funds_block", "tasks")), None
    )
    if block is not None and block.kind == "tasks":
        form.in_tasks = True
    elif labels and labels[0][1].kind not in ("tasks", "amount", "task_total"):
        form.in_tasks = False
    if form.in_tasks:
        _take_task(reading, form, row, labels)
        return
    if block is not None and block.kind == "funds_block" and form.block_row != row.place:
        form.block_start, form.block_row = len(form.fields), row.place
    _take_unit_cell(reading, form, row)
    unit = block.unit if block is not None and block.unit else form.unit
    if len(labels) == len(row.filled) and _is_heading_row(row, labels):
        _mark(reading, row.filled, HEADING)
        _remember(form, row, labels, unit)
        return
    if not labels and form.above:
        _take_below(reading, form, row, None)
        return
    form.above = []
    _take_pairs(reading, form, row, unit)


def _take_unit_cell(reading: _Reading, form: _Open, row: GridRow) -> None:
    """`（万元）` in a cell of its own, under or beside the label of a money block: the unit of the whole block."""
    for cell in row.filled:
        match = _UNIT_CELL.match(folded(cell.text))
        if match is None:
            continue
        form.unit = match.group("unit")
        _mark(reading, [cell], HEADING)
        for index in range(form.block_start, len(form.fields)):
            known = form.fields[index]
            if known.unit is not None and label_of(known.label_text) == Label(known.kind, None, True):
                form.fields[index] = replace(known, unit=form.unit)


def _take_task(reading: _Reading, form: _Open, row: GridRow, labels: list[tuple[GridCell, Label]]) -> None:
    """A task list: headings, tasks, and a total that is the money of the department."""
    _mark(reading, [cell for cell, _ in labels], HEADING)
    if any(label.kind == "task_total" for _, label in labels):
        _take_below(reading, form, row, None)
        return
    money = [(cell, label) for cell, label in labels if label.is_money]
    if money and len(labels) == len(row.filled):
        _remember(form, row, money, form.unit)
    columns = task_columns(row, form.task_columns, form.unit)
    if columns is not None:
        form.task_columns = columns
        _mark(reading, row.filled, HEADING)
    elif (task := task_of(row, form.task_columns)) is not None:
        reading.tasks.append(task)
        for place in task.places:
            reading.outcomes[place] = READ


def _labels(row: GridRow) -> list[tuple[GridCell, Label]]:
    return [(cell, label) for cell in row.filled if (label := label_of(cell.text)) is not None]


def _is_heading_row(row: GridRow, labels: list[tuple[GridCell, Label]]) -> bool:
    """Labels alone: sums under sums, or one label over the whole width. `label | blank` is a field without a value."""
    named = [(cell, label) for cell, label in labels if label.kind != "funds_block"]
    if len(named) >= 2:
        blanks = [cell for cell in row.own if cell.is_blank]
        money = sum(label.is_money for _, label in named)
        return not blanks or (not row.has_spans and money >= 2)
    return len(named) == 1 and len(row.own) == 1 and named[0][0].last_column >= row.column_count


def _remember(form: _Open, row: GridRow, labels: list[tuple[GridCell, Label]], unit: str | None) -> None:
    for cell, label in labels:
        if label.kind == "funds_block":
            form.unit = label.unit or form.unit
            continue
        if label.is_money and label.unit:
            form.unit = label.unit
        last = cell.last_column
        if not row.has_spans:
            following = next(
                (other.first_column for other, _ in labels if other.first_column > last), row.column_count + 1
            )
            last = following - 1
        known = Label(label.kind, label.unit or unit or form.unit if label.is_money else None, label.is_money)
        form.above.append((cell.first_column, last, known, cell.text))


def _take_below(reading: _Reading, form: _Open, row: GridRow, columns: Columns | None) -> None:
    """Values under rows of headings: the innermost heading that is no mere sum names the value.

    `columns` are those of an indicator block on the same rows; what is printed again on a later page counts once.
    """
    for cell in row.filled:
        if columns is not None and columns.covers(cell.first_column):
            continue
        over = [item for item in form.above if item[0] <= cell.first_column <= item[1]]
        named = [item for item in over if item[2].kind != "sum"]
        if not named:
            continue
        _, _, label, text = named[-1]
        _mark(reading, [cell], FURNITURE if is_instruction(cell.text) else READ)
        if is_instruction(cell.text):
            continue
        known = Field(label.kind, text, cell.text, label.unit, cell.place)
        again = (known.kind, known.text, cell.first_column)
        if again not in form.below:
            form.below.add(again)
            form.fields.append(known)


def _take_pairs(reading: _Reading, form: _Open, row: GridRow, unit: str | None) -> None:
    own = row.own
    index = 0
    while index < len(own):
        cell = own[index]
        label = label_of(cell.text)
        index += 1
        if label is None:
            continue
        if label.kind == "execution_weight" and label.points is not None:
            _mark(reading, [cell], READ)
            form.fields.append(Field(label.kind, cell.text, str(label.points), None, cell.place))
            continue
        _mark(reading, [cell], HEADING)
        if label.kind in ("funds_block", "block", "sum"):
            continue
        following = own[index] if index < len(own) else None
        if not row.has_spans:
            # A text dump pads with blanks: the value is the next filled cell before the next label.
            rest = [other for other in own[index:] if not other.is_blank]
            following = rest[0] if rest else following
        kind = _side(form, cell, label)
        if following is not None and is_instruction(following.text):
            _mark(reading, [following], FURNITURE)
            following = replace(following, cell=replace(following.cell, text=""))
        if following is None or label_of(following.text) is not None:
            form.fields.append(Field(kind, cell.text, "", label.unit, cell.place))
            continue
        money_unit = label.unit or unit if label.is_money else None
        form.fields.append(Field(kind, cell.text, following.text, money_unit, following.place))
        _mark(reading, [following], READ)
        index = next(at for at, other in enumerate(own) if other.place == following.place) + 1


def _side(form: _Open, cell: GridCell, label: Label) -> str:
    """The kind of a money field in one of two blocks side by side: the parts printed under 实施期资金总额 are parts of
    that sum, not of the year's."""
    if not label.is_money:
        return label.kind
    if label.kind in ("amount", "period_amount"):
        form.sides[cell.first_column] = label.kind
        return label.kind
    is_period = form.sides.get(cell.first_column) == "period_amount" and "amount" in form.sides.values()
    return "period_part" if is_period else label.kind
