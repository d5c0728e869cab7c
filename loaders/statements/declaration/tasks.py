"""年度主要任务, 年度重点工作任务: the tasks of a whole department, each with its content, its money and what it is for.

The list stands inside the department's form, under headings of its own (loaders/vocabulary/declaration.toml,
`task_column`); 预算金额 may have 总额, 财政拨款 and 其他资金 below it. A row without a name, or without content and
money, is no task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.document import Place
from loaders.statements.declaration.form import Field
from loaders.statements.declaration.grid import GridCell, GridRow
from loaders.statements.declaration.labels import bare_label, label_of
from loaders.text import is_dash
from loaders.vocabulary import load_toml

MONEY_ROLES = ("amount", "fiscal", "other_funds")
FEWEST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class TaskColumn:
    first: int
    last: int
    role: str
    unit: str | None
    table_no: int


@dataclass(frozen=True, slots=True)
class Task:
    """One task as it is printed."""

    place: Place
    name: str
    content: str | None = None
    goal: str | None = None
    #: printed amounts by role: amount, fiscal, other_funds
    amounts: dict[str, Field] = field(default_factory=dict)
    #: the cells it was read from
    places: tuple[Place, ...] = ()


@cache
def _roles() -> dict[str, str]:
    return {word: entry["role"] for entry in load_toml("declaration.toml")["task_column"] for word in entry["words"]}


def _heading(cell: GridCell) -> TaskColumn | None:
    bare, unit = bare_label(cell.text)
    role = _roles().get(bare)
    return TaskColumn(cell.first_column, cell.last_column, role, unit, cell.place.table_no) if role else None


def task_columns(row: GridRow, above: Sequence[TaskColumn], unit: str | None) -> tuple[TaskColumn, ...] | None:
    """The columns of a task list after a row of its headings; None where the row is none. A money column that stands
    over others (预算金额 over 总额 | 财政拨款) gives way to them."""
    # The label of the block beside the list may be spelled like the heading of its names: the latter comes later.
    found = list({column.role: column for cell in row.filled if (column := _heading(cell)) is not None}.values())
    money = [column for column in found if column.role in MONEY_ROLES]
    if len(found) < FEWEST_HEADINGS or (not above and all(column.role in MONEY_ROLES for column in found)):
        return None
    own = [replace(c, unit=c.unit or _unit_over(c, above) or unit) for c in found]
    roles = {column.role for column in own}
    kept = [c for c in above if c.role not in roles and not any(c.first <= m.first <= c.last for m in money)]
    return (*kept, *own)


def _unit_over(column: TaskColumn, above: Sequence[TaskColumn]) -> str | None:
    return next((known.unit for known in above if known.first <= column.first <= known.last), None)


def task_of(row: GridRow, columns: Sequence[TaskColumn]) -> Task | None:
    """The task that a row prints. On a following page, whose columns may be others, they go by their order."""
    texts: dict[str, str] = {}
    amounts: dict[str, Field] = {}
    places: list[Place] = []
    cells = [cell for cell in row.filled if label_of(cell.text) is None]
    is_elsewhere = any(column.table_no != row.place.table_no for column in columns)
    ordered = sorted(columns, key=lambda column: column.first)
    in_order = dict(zip(cells, ordered, strict=True)) if is_elsewhere and len(cells) == len(ordered) else {}
    for cell in cells:
        over = (known for known in columns if known.first <= cell.first_column <= known.last)
        column = in_order.get(cell) or next(over, None)
        if column is None:
            continue
        places.append(cell.place)
        if column.role in MONEY_ROLES:
            if not is_dash(cell.text):
                amounts.setdefault(column.role, Field(column.role, "", cell.text, column.unit, cell.place))
        else:
            texts[column.role] = f"{texts[column.role]}\n{cell.text}" if column.role in texts else cell.text
    if "name" not in texts or not (amounts or "content" in texts or "goal" in texts):
        return None
    return Task(row.place, texts["name"], texts.get("content"), texts.get("goal"), amounts, tuple(places))
