"""The labelled fields of a form in a grid, above its indicators: pairs of label and value, values under rows of
headings, the money block with its unit, the tasks of a department."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.amounts import MONEY_UNITS
from loaders.section import FURNITURE, HEADING, READ
from loaders.statements.answers import is_instruction
from loaders.statements.declaration.form import Field
from loaders.statements.declaration.grid import GridCell, GridRow
from loaders.statements.declaration.grid_rows import Columns
from loaders.statements.declaration.grid_state import OpenForm, Reading, mark
from loaders.statements.declaration.labels import Label, label_of
from loaders.statements.declaration.tasks import task_columns, task_of
from loaders.text import folded

#: what a record has a place for; the other fields (项目概况, 实施期限, parts of the money) are known and kept nowhere
KEPT = frozenset(
    [
        "project_name",
        "project_code",
        "unit",
        "department",
        "implementing_unit",
        "amount",
        "period_amount",
        "fiscal",
        "carryover",
        "other_funds",
        "basic",
        "project_spending",
        "type",
        "goal",
        "execution_weight",
        "person",
        "telephone",
        "address",
        "postcode",
    ]
)
_UNIT_CELL = re.compile(rf"^\((?:单位[:：]?)?(?:人民币)?(?P<unit>{MONEY_UNITS})\)\Z")


def take_fields(reading: Reading, form: OpenForm, row: GridRow) -> None:
    labels = labels_in(row)
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
        mark(reading, row.filled, HEADING)
        remember(form, row, labels, unit)
        return
    if not labels and form.above:
        take_below(reading, form, row, None)
        return
    form.above = []
    _take_pairs(reading, form, row, unit)


def _take_unit_cell(reading: Reading, form: OpenForm, row: GridRow) -> None:
    """`（万元）` in a cell of its own, under or beside the label of a money block: the unit of the whole block."""
    for cell in row.filled:
        match = _UNIT_CELL.match(folded(cell.text))
        if match is None:
            continue
        form.unit = match.group("unit")
        mark(reading, [cell], HEADING)
        for index in range(form.block_start, len(form.fields)):
            known = form.fields[index]
            if known.unit is not None and label_of(known.label_text) == Label(known.kind, None, True):
                form.fields[index] = replace(known, unit=form.unit)


def _take_task(reading: Reading, form: OpenForm, row: GridRow, labels: list[tuple[GridCell, Label]]) -> None:
    """A task list: headings, tasks, and a total that is the money of the department."""
    mark(reading, [cell for cell, _ in labels], HEADING)
    if any(label.kind == "task_total" for _, label in labels):
        take_below(reading, form, row, None)
        return
    money = [(cell, label) for cell, label in labels if label.is_money]
    if money and len(labels) == len(row.filled):
        remember(form, row, money, form.unit)
    columns = task_columns(row, form.task_columns, form.unit)
    if columns is not None:
        form.task_columns = columns
        mark(reading, row.filled, HEADING)
    elif (task := task_of(row, form.task_columns)) is not None:
        reading.tasks.append(task)
        for place in task.places:
            reading.outcomes[place] = READ


def labels_in(row: GridRow) -> list[tuple[GridCell, Label]]:
    return [(cell, label) for cell in row.filled if (label := label_of(cell.text)) is not None]


def _is_heading_row(row: GridRow, labels: list[tuple[GridCell, Label]]) -> bool:
    """Labels alone: sums under sums, or one label over the whole width. `label | blank` is a field without a value."""
    named = [(cell, label) for cell, label in labels if label.kind != "funds_block"]
    if len(named) >= 2:
        blanks = [cell for cell in row.own if cell.is_blank]
        money = sum(label.is_money for _, label in named)
        return not blanks or (not row.has_spans and money >= 2)
    return len(named) == 1 and len(row.own) == 1 and named[0][0].last_column >= row.column_count


def remember(form: OpenForm, row: GridRow, labels: list[tuple[GridCell, Label]], unit: str | None) -> None:
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


def take_below(reading: Reading, form: OpenForm, row: GridRow, columns: Columns | None) -> None:
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
        mark(reading, [cell], READ if label.kind in KEPT and not is_instruction(cell.text) else FURNITURE)
        if is_instruction(cell.text):
            continue
        known = Field(label.kind, text, cell.text, label.unit, cell.place)
        again = (known.kind, known.text, cell.first_column)
        if again not in form.below:
            form.below.add(again)
            form.fields.append(known)


def _take_pairs(reading: Reading, form: OpenForm, row: GridRow, unit: str | None) -> None:
    own = row.own
    index = 0
    while index < len(own):
        cell = own[index]
        label = label_of(cell.text)
        index += 1
        if label is None:
            continue
        if label.kind == "execution_weight" and label.points is not None:
            mark(reading, [cell], READ)
            form.fields.append(Field(label.kind, cell.text, str(label.points), None, cell.place))
            continue
        mark(reading, [cell], HEADING)
        if label.kind in ("funds_block", "block", "sum"):
            continue
        following = own[index] if index < len(own) else None
        if not row.has_spans:
            # A text dump pads with blanks: the value is the next filled cell before the next label.
            rest = [other for other in own[index:] if not other.is_blank]
            following = rest[0] if rest else following
        kind = _side(form, cell, label)
        if following is not None and is_instruction(following.text):
            mark(reading, [following], FURNITURE)
            following = replace(following, cell=replace(following.cell, text=""))
        if following is None or label_of(following.text) is not None:
            form.fields.append(Field(kind, cell.text, "", label.unit, cell.place))
            continue
        money_unit = label.unit or unit if label.is_money else None
        form.fields.append(Field(kind, cell.text, following.text, money_unit, following.place))
        mark(reading, [following], READ if kind in KEPT else FURNITURE)
        index = next(at for at, other in enumerate(own) if other.place == following.place) + 1


def _side(form: OpenForm, cell: GridCell, label: Label) -> str:
    """The kind of a money field in one of two blocks side by side: the parts printed under 实施期资金总额 are parts of
    that sum, not of the year's."""
    if not label.is_money:
        return label.kind
    if label.kind in ("amount", "period_amount"):
        form.sides[cell.first_column] = label.kind
        return label.kind
    is_period = form.sides.get(cell.first_column) == "period_amount" and "amount" in form.sides.values()
    return "period_part" if is_period else label.kind
