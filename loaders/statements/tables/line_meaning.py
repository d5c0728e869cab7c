"""What a figure measures, and whether its line is a leaf, a subtotal or a total: what row and column say together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.statements.tables.extent import FUND_MEASURES
from loaders.statements.tables.labels import measure_by_label, three_public_measure
from loaders.statements.tables.measures import CHANGE
from loaders.statements.tables.model import LEAF, NOT_ADDED, SUBTOTAL, TOTAL, Column, RowHead, Table
from loaders.statements.tables.words import pattern
from loaders.text import folded


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What is asked of a table once for all its figures."""

    #: the statement that its lines belong to
    statement: str
    #: what 合计 measures: `total`, or the one thing that the whole table is about
    whole: str
    has_total_row: bool
    has_one_measure: bool
    #: columns of spending that are a part of a column of the same measure (总计 over 部门预算 合计): to count them too
    #: is to count twice
    repeating: frozenset[int]
    #: columns of 收入总表 that are the sum of others; a 小计 over a lone 其中 is the amount itself
    sums: frozenset[int]
    #: measures whose amounts the table prints by items of spending in columns of their own
    itemised: frozenset[str]


def meaning_of(table: Table) -> TableMeaning:
    return TableMeaning(
        statement=_statement(table),
        whole=_whole(table),
        has_total_row=any(row.line_kind == TOTAL for row in table.rows),
        has_one_measure=len({column.measure for column in table.columns}) == 1,
        repeating=_repeating(table) if table.fact == "spending" else _parts_again(table),
        sums=_sums(table) if table.statement == "revenue" else frozenset(),
        itemised=frozenset(column.measure for column in table.columns if column.dept_economic_code),
    )


def _whole(table: Table) -> str:
    """一般公共预算项目支出表 has nothing but project expenditure, whatever the heading of its columns."""
    title = folded(table.title or "")
    if table.statement in {"general_public", "appropriation_expenditure"}:
        return "project" if "项目支出" in title and "基本支出" not in title else "total"
    return "agency_operation" if table.statement == "agency_operation" else "total"


def _sums(table: Table) -> frozenset[int]:
    wholes = {column.parent for column in table.columns if not column.is_of_which}
    return frozenset(column.index for column in table.columns if column.is_sum and column.index in wholes)


def _repeating(table: Table) -> frozenset[int]:
    columns = {column.index: column for column in table.columns}

    def identity(column: Column) -> tuple[str, str | None, str, int | None, int]:
        stage = column.stage or table.stage
        return column.measure, column.change_of, stage, column.fiscal_year, column.years_before

    def repeats(column: Column) -> bool:
        if column.is_of_which:
            return False
        above = column
        seen = {column.index}
        while above.parent is not None and above.parent not in seen:
            above = columns[above.parent]
            seen.add(above.index)
            if identity(above) == identity(column):
                return True
        return False

    return frozenset(column.index for column in table.columns if repeats(column))


def _parts_again(table: Table) -> frozenset[int]:
    """Fund columns of revenue that print a part of another fund column again (其中:…)."""
    columns = {column.index: column for column in table.columns}
    is_balance = table.statement.endswith("_revenue")
    again = {column.index for column in table.columns if column.is_of_which}
    if is_balance:  # 本年预算 | 编制预算 | 上年结转 beside a label: the first is the amount, the others its parts
        again |= {
            column.index
            for column in table.columns
            if column.parent is not None
            and (column.stage or table.stage) == (columns[column.parent].stage or table.stage)
            and (column.fiscal_year, column.years_before)
            == (columns[column.parent].fiscal_year, columns[column.parent].years_before)
        }
    return frozenset(again)


def _statement(table: Table) -> str:
    """revenue_by_unit or revenue_by_function, by what its rows carry; every other statement is its own."""
    if table.statement != "revenue":
        return table.statement
    return "revenue_by_function" if any(row.codes.first() for row in table.rows) else "revenue_by_unit"


def measure_and_kind(meaning: TableMeaning, row: RowHead, column: Column) -> tuple[str, str]:
    """The measure and the line kind of a figure."""
    measure, line_kind = _measure_and_kind(meaning, row, column)
    return meaning.whole if measure == "total" else measure, line_kind


def change_of(meaning: TableMeaning, row: RowHead, column: Column) -> str | None:
    """What has changed, in a line of changes: what its row measures, where the rows are the items, else its column."""
    by_row = three_public_measure(row.label) if meaning.statement == "three_public" and row.label else row.measure
    if column.measure != CHANGE:
        changed = column.measure
    elif by_row is not None and row.line_kind != TOTAL:
        changed = by_row
    else:
        changed = column.change_of or "total"
    return meaning.whole if changed == "total" else changed


def _measure_and_kind(meaning: TableMeaning, row: RowHead, column: Column) -> tuple[str, str]:
    if meaning.statement == "three_public":
        return _three_public(row, column, meaning.has_total_row)
    if meaning.statement == "procurement" and meaning.has_one_measure:
        return measure_by_label(row.label) or column.measure, row.line_kind
    measure = _measure_of(row, column)
    if measure in meaning.itemised:
        return measure, _kind_of_item(row, column)
    if column.index in meaning.sums and row.line_kind == LEAF:
        # A unit's 合计 is the total of its table only where no row is.
        is_total = column.parent is None and not meaning.has_total_row and meaning.statement == "revenue_by_unit"
        return measure, TOTAL if is_total else SUBTOTAL
    return measure, SUBTOTAL if column.index in meaning.repeating else row.line_kind


def _measure_of(row: RowHead, column: Column) -> str:
    """The measure of the column; where that is the total, what the row measures. A row that repeats others is that in
    every column."""
    if row.measure is not None and (column.measure == "total" or row.measure in NOT_ADDED):
        return row.measure
    return column.measure


def _kind_of_item(row: RowHead, column: Column) -> str:
    """Where the items of spending are columns, they are the leaves, and what sums them up is a subtotal but for the
    total of the total row."""
    if column.dept_economic_code is None or column.is_sum:
        return SUBTOTAL if row.line_kind != TOTAL or column.dept_economic_code else TOTAL
    return LEAF if row.line_kind == LEAF else SUBTOTAL


def _three_public(row: RowHead, column: Column, has_total_row: bool) -> tuple[str, str]:
    """三公 prints its items as columns or as rows: either way the total is a total, the vehicles' sum a subtotal."""
    by_row = three_public_measure(row.label) if row.label else None
    if row.line_kind == TOTAL and by_row != "change":
        by_row = None
    if column.measure == "change":
        changed = replace(column, measure=column.change_of or "total")
        return column.measure, _three_public(row, changed, has_total_row)[1]
    if by_row == "change":
        # A row of changes below the rows of its years: the column says what has changed.
        return by_row, _three_public(replace(row, label=None), column, has_total_row)[1]
    measure = by_row or column.measure
    if measure in FUND_MEASURES - {"carryover"}:
        # What a fund pays for is told by the row, or it is all of it.
        measure = "total"
    if row.line_kind != LEAF and (by_row is None or row.line_kind == TOTAL):
        return measure, row.line_kind
    if measure in {"total", "total_with_meeting_training"}:
        return measure, SUBTOTAL if has_total_row and by_row is None else TOTAL
    if measure == "vehicle_total":
        return measure, SUBTOTAL
    if measure in {"meeting", "training", "agency_operation"}:
        return measure, row.line_kind if has_total_row and by_row is None else TOTAL
    return measure, LEAF


def label_of(meaning: TableMeaning, row: RowHead, column: Column) -> str | None:
    """What the line is called. Where the items are columns (三公) the row has no label: the heading calls it."""
    if row.label is None and meaning.statement == "three_public" and not row.codes.first():
        parts = column.heading.split("/")
        return next((part for part in reversed(parts) if not pattern("row_stage").search(part)), parts[-1]) or None
    return row.label
