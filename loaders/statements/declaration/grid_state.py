"""What is known while the rows of a section are read one after the other: the forms begun, and what became of each
cell. The only mutable values here; `grid_forms` makes frozen forms of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Place
from loaders.statements.declaration.form import Field, FormIndicator
from loaders.statements.declaration.grid import GridCell
from loaders.statements.declaration.grid_rows import Columns
from loaders.statements.declaration.labels import Label
from loaders.statements.declaration.tasks import Task, TaskColumn


@dataclass(slots=True)
class OpenForm:
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


@dataclass(slots=True)
class Reading:
    title: str | None
    outcomes: dict[Place, str] = field(default_factory=dict)
    forms: list[OpenForm] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    #: labelled lines above a form: they belong to the form that follows
    waiting: list[Field] = field(default_factory=list)
    unit: str | None = None
    has_table: bool = False

    @property
    def current(self) -> OpenForm | None:
        return self.forms[-1] if self.forms else None


def mark(reading: Reading, cells: Sequence[GridCell], outcome: str) -> None:
    for cell in cells:
        if cell.is_own and not cell.is_blank:
            reading.outcomes[cell.place] = outcome
