"""The rows of one form in a grid, taken in order, until it is whole.

Each row is one of: a labelled field, the headings of the funds, a fund, the headings of the goal, the goal, the
headings of the indicators, an indicator, the total; behind the total labelled fields may follow (评价结论, 填报人).
"""

from __future__ import annotations

import re
from decimal import Decimal

from loaders.amounts import MONEY_UNITS, read_amount
from loaders.document import Place
from loaders.section import HEADING, READ
from loaders.statements.self_evaluation.columns import (
    Column,
    GridCell,
    bare_label,
    bind,
    column_of,
    column_under,
    heading_name,
    readable,
)
from loaders.statements.self_evaluation.form import STAGES, AmountCell, Contact, Form, Funds
from loaders.statements.self_evaluation.grid_values import (
    NUMBER,
    bind_all,
    contact_of,
    decimal_of,
    field_of,
    goal_columns,
    indicator_of,
    is_amount,
    with_subtotals,
    without_row_label,
)
from loaders.statements.self_evaluation.words import vocabulary
from loaders.statements.title_names import names_in
from loaders.text import folded, is_dash

Cells = list[GridCell]
_UNIT = re.compile(rf"\((?:单位:)?({MONEY_UNITS})\)")
_PLACEHOLDER = re.compile(r"^(?:指标\d*[:：]?|[.…。·]+)\Z")
FEWEST_UPPER_HEADINGS = 3
_GOALS = ("goal", "goal_actual")
_TASK = ("任务名称", "主要任务", "项目名称")
_CODED_PROJECT = re.compile(r"^(\d{5,}[A-Z]\d{9,})[-—](.+)$", re.DOTALL)
_LABEL_AND_VALUE = re.compile(r"^([^:：]{2,14})[:：]\s*(\S.*)$", re.DOTALL)


class FormReader:
    """Takes the rows of one form in order. The only mutable thing here; `form` gives the value."""

    def __init__(self, scope: str, title: str | None) -> None:
        self.scope, self.title = scope, title
        self.outcomes: dict[Place, str] = {}
        self.place: Place | None = None
        self.fields: dict[str, str] = {}
        self.contact_place: Place | None = None
        self.further_contacts: list[Contact] = []
        self.unit: str | None = None
        self.amount_columns: list[Column] = []
        #: for a heading of two rows: (stage, column) of the upper one, and whether the lower one has been read
        self.fund_columns: list[Column] = []
        self.task_column: Column | None = None
        self.amounts: list[AmountCell] = []
        self.rate: Decimal | None = None
        self.weight: Decimal | None = None
        self.score: Decimal | None = None
        self.goal_columns: list[Column] = []
        self.goals: dict[str, list[str]] = {"expected": [], "actual": []}
        self.upper_columns: list[Column] = []
        self.indicator_columns: list[Column] = []
        self.indicators: list[dict[str, str]] = []
        self.places: list[Place] = []
        self.levels: tuple[str | None, str | None] = (None, None)
        self.totals: tuple[Decimal | None, Decimal | None] = (None, None)
        self.state = "head"
        self.above: Cells = []

    @property
    def has_body(self) -> bool:
        return self.state in ("goal", "indicators", "closed") or bool(self.amounts)

    def take(self, row: Cells) -> None:
        if self.place is None:
            self.place = row[0].place
        if self.state == "closed":
            self._labelled(row)
            return
        headings = (self._indicator_heading, self._goal_heading, self._amount_heading)
        if any(kind(row) for kind in headings):
            return
        self._body(row)
        self.above = row

    def _body(self, row: Cells) -> None:
        if self.state == "indicators":
            is_field = heading_name("field_in_grid", row[0].text) is not None
            if not (self._labelled(row) if is_field else self._total(row)):
                self._indicator(row)
        elif (self.state == "funds" and self._fund(row)) or self._labelled(row):
            return
        elif self.state == "goal":
            self._goal(row)

    def _mark(self, row: Cells, outcome: str) -> None:
        self.outcomes.update((item.place, outcome) for item in row)

    def _labelled(self, row: Cells) -> bool:
        """Label, value, label, value … Cells that are neither stay unread."""
        found = False
        for at, item in enumerate(row):
            name = field_of(item.text)
            if name in _GOALS and self.goal_columns:
                # The label beside goals that stand under headings of their own.
                continue
            if name is None:
                found = self._label_and_value(item) or found
                continue
            found = True
            self.outcomes[item.place] = HEADING
            value = row[at + 1] if at + 1 < len(row) and field_of(row[at + 1].text) is None else None
            if value is not None and (name not in self.fields or heading_name("field_in_grid", item.text)):
                self._further_person(name, readable(value.text), value.place)
                self.fields.setdefault(name, readable(value.text))
                self.outcomes[value.place] = READ
                if name in ("contact_person", "telephone") and self.contact_place is None:
                    self.contact_place = value.place
        return found

    def _label_and_value(self, item: GridCell) -> bool:
        """`项目负责人：某某` in one cell."""
        match = _LABEL_AND_VALUE.match(item.text.strip())
        name = field_of(match.group(1)) if match else None
        if match is None or name is None:
            return False
        self.outcomes[item.place] = READ
        self._further_person(name, readable(match.group(2)), item.place)
        self.fields.setdefault(name, readable(match.group(2)))
        if name in ("contact_person", "telephone") and self.contact_place is None:
            self.contact_place = item.place
        return True

    def _further_person(self, name: str, text: str, place: Place) -> None:
        """A second person who signs the form, and a second number: they belong in the restricted table as well."""
        if name in self.fields and self.fields[name] != text:
            if name == "contact_person":
                self.further_contacts.append(Contact(text, None, place))
            elif name == "telephone":
                self.further_contacts.append(Contact(None, text, place))

    def _amount_heading(self, row: Cells) -> bool:
        columns = bind(without_row_label(row), "amount_column")
        if sum(column.name in STAGES for column in columns) < 2 or self.amounts:
            return False
        # Headings that span both rows (分值, 得分) stand in the row above the others.
        upper = [column for column in bind(self.above, "amount_column") if column.name not in {c.name for c in columns}]
        if upper:
            self._mark(self.above, HEADING)
        self.amount_columns, self.state = [*columns, *upper], "funds"
        for item in [*self.above, *row]:
            unit = _UNIT.search(folded(item.text))
            if unit and self.unit is None:
                self.unit = unit.group(1)
            if bare_label(item.text) in _TASK:
                self.task_column = column_under(item, "task")
        self._mark(row, HEADING)
        return True

    def _fund(self, row: Cells) -> bool:
        funds = bind_all(row)
        if len(funds) > 2 and not any(is_amount(item.text) for item in row):
            # The lower row of a heading: the funds stand side by side under each stage.
            self.fund_columns = funds
            self._mark(row, HEADING)
            return True
        labels = [item for item in row if heading_name("fund_in_grid", item.text)]
        task = next((item for item in row if self.task_column and column_of(item, [self.task_column])), None)
        if self.fund_columns and (labels or task):
            self._task(row, labels[0] if labels else task)
            return True
        if not labels and not self.amounts and self._is_bare(row):
            # The headings of the funds have no rows for them: the one row under them is the total.
            for item in row:
                self._amount(item, "total", column_of(item, self.amount_columns), "")
            return True
        if not labels:
            return False
        fund = heading_name("fund_in_grid", labels[0].text) or "total"
        self._mark([item for item in row if item.place.column_no <= labels[0].place.column_no], HEADING)
        for item in row:
            if item is labels[0] or item.place.column_no < labels[0].place.column_no:
                continue
            self._amount(item, fund, column_of(item, self.amount_columns), labels[0].text)
        return True

    def _is_bare(self, row: Cells) -> bool:
        """Nothing but figures, two stages of the budget among them."""
        stages = {column_of(item, self.amount_columns) for item in row} & set(STAGES)
        return len(stages) >= 2 and all(is_amount(item.text) or is_dash(item.text) for item in row)

    def _amount(self, item: GridCell, fund: str, column: str | None, label_text: str) -> None:
        amount = read_amount(item.text)
        if column in STAGES and amount.is_number and amount.value is not None:
            # ①中央财政资金 is a part of 财政资金小计, which is then its subtotal.
            fund, _, is_part = fund.partition("-")
            label = readable(label_text) if is_part else None
            self.amounts.append(
                AmountCell(fund, column, amount.value, readable(item.text), item.place, item.cell.reading, label)
            )
        elif column is None or not (column == "reason" or is_amount(item.text) or is_dash(item.text.replace("/", "—"))):
            return
        elif fund == "total" and column == "rate":
            self.rate = decimal_of(item.text)
        elif fund == "total" and column == "weight":
            self.weight = decimal_of(item.text)
        elif fund == "total" and column == "score":
            self.score = decimal_of(item.text)
        self.outcomes[item.place] = READ

    def _task(self, row: Cells, label: GridCell | None) -> None:
        """A task of a department's form: its amounts by stage (upper heading) and fund (lower heading)."""
        is_total = label is not None and heading_name("fund_in_grid", label.text) == "total"
        name = None if is_total or label is None else readable(label.text)
        for item in row:
            stage, fund = column_of(item, self.amount_columns), column_of(item, self.fund_columns)
            amount = read_amount(item.text)
            if stage in STAGES and fund is not None and amount.is_number and amount.value is not None:
                self.amounts.append(
                    AmountCell(
                        fund=fund.split("-")[0],
                        stage=stage,
                        value=amount.value,
                        text=readable(item.text),
                        place=item.place,
                        reading=item.cell.reading,
                        label=name,
                        line_kind="total" if is_total else "leaf",
                    )
                )
                self.outcomes[item.place] = READ
            elif item is label:
                self.outcomes[item.place] = READ if name else HEADING
            elif is_total and stage in ("rate", "weight", "score"):
                setattr(self, stage, decimal_of(item.text))
                self.outcomes[item.place] = READ

    def _goal_heading(self, row: Cells) -> bool:
        columns = goal_columns(row)
        if len({column.name for column in columns}) < 2 or self.state == "indicators":
            return False
        self.goal_columns, self.state = columns, "goal"
        self._mark(row, HEADING)
        return True

    def _goal(self, row: Cells) -> None:
        for item in row:
            side = column_of(item, self.goal_columns)
            if side is not None:
                self.goals[side].append(readable(item.text))
                self.outcomes[item.place] = READ
            else:
                self.outcomes[item.place] = HEADING

    def _indicator_heading(self, row: Cells) -> bool:
        columns = bind(row, "indicator_column")
        known = {column.name for column in columns}
        stages = {column.name for column in bind(row, "amount_column")} & set(STAGES)
        is_upper = len(known) >= FEWEST_UPPER_HEADINGS and not stages and not known & {"level1", "level2"}
        if is_upper and self.state != "indicators":
            # The upper row of headings in two rows: 年度指标值 over 指标性质 | 指标值, 实际完成值 beside it over both.
            self.upper_columns = columns
            self._mark(row, HEADING)
            return True
        columns += [column for column in self.upper_columns if column.name not in known]
        names = {column.name for column in columns}
        if len(names) < 4 or not names & {"level1", "level2"} or not names & {"name", "target"}:
            return False
        self.indicator_columns, self.state = columns, "indicators"
        self._mark(row, HEADING)
        return True

    def _total(self, row: Cells) -> bool:
        label = bare_label(row[0].text)
        totals = {folded(word) for word in vocabulary()["total"]}
        if not (label in totals or (label.startswith(tuple(totals)) and len(label) < 20 and len(row) <= 4)):
            return False
        self.outcomes[row[0].place] = HEADING
        numbers: dict[str, Decimal | None] = {}
        for item in row[1:]:
            if NUMBER.match(folded(item.text)):
                column = column_of(item, [c for c in self.indicator_columns if c.name in ("weight", "score")])
                name = column or ("score" if "weight" in numbers else "weight")
                numbers["score" if name in numbers else name] = decimal_of(item.text)
            # Beside the numbers stands at most a grade (优).
            self.outcomes[item.place] = READ
        if len(numbers) == 1:
            # One number only is the score, whatever column it is centred over.
            numbers = {"score": next(iter(numbers.values()))}
        self.totals, self.state = (numbers.get("weight"), numbers.get("score")), "closed"
        return True

    def _indicator(self, row: Cells) -> None:
        values: dict[str, str] = {}
        for item in row:
            column = column_of(item, self.indicator_columns)
            if column is None:
                self.outcomes[item.place] = HEADING if item.cell.row_span > 1 else READ
                continue
            values[column] = values.get(column, "") + readable(item.text)
            self.outcomes[item.place] = READ
        if "level1" in values:
            self.levels = (values["level1"], values.get("level2"))
        elif "level2" in values:
            self.levels = (self.levels[0], values["level2"])
        scored = "weight" in values or "score" in values
        named = "name" in values or "level2" in values
        if row[0].is_first_row and self.indicators and not (scored and named):
            for column, text in values.items():
                self.indicators[-1][column] = self.indicators[-1].get(column, "") + text
            return
        content = {column: text for column, text in values.items() if column not in ("level1", "level2")}
        if all(_PLACEHOLDER.match(folded(text)) for text in content.values()):
            return
        levels = {name: text for name, text in zip(("level1", "level2"), self.levels, strict=True) if text}
        self.indicators.append({**values, **levels})
        self.places.append(row[0].place)

    def form(self) -> Form:
        place = self.place or Place(1, 0, 1, 1)
        goal = self.goals["expected"] or self.fields.get("goal")
        parts = (("funds", self.amounts), ("indicators", self.indicators), ("goal", goal))
        missing = [name for name, there in parts if not there]
        if self.totals == (None, None):
            missing.append("total")
        person, telephone = self.fields.get("contact_person"), self.fields.get("telephone")
        titled = names_in(self.title) if self.scope == "project" else None
        name = self.fields.get("project_name") or (titled.project_name if titled else None)
        match = _CODED_PROJECT.match(name) if name else None
        evidence = f"the head of the funds block prints {self.unit}" if self.unit else None
        return Form(
            place=place,
            title=self.title,
            scope=self.scope,
            project_name=match.group(2) if match else name,
            project_code=self.fields.get("project_code") or (match.group(1) if match else None),
            department=self.fields.get("department"),
            implementing_unit=self.fields.get("implementing_unit"),
            funds=Funds(with_subtotals(self.amounts), self.rate, self.weight, self.score, self.unit, evidence),
            goal="\n".join(self.goals["expected"]) or self.fields.get("goal"),
            goal_actual="\n".join(self.goals["actual"]) or self.fields.get("goal_actual"),
            indicators=tuple(map(indicator_of, self.indicators, self.places)),
            total_weight=self.totals[0],
            total_score=self.totals[1],
            contacts=(contact_of(person, telephone, self.contact_place), *self.further_contacts)
            if self.contact_place
            else (),
            missing=tuple(missing),
        )
