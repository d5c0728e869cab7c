"""Whose money a table holds, what its rows are, and which kind of fund a line is of (contract 4a).

- `covers`: by the statement; where that leaves it open (基本支出, 三公, 机关运行), by the words of the title and by the
  funds that have columns of their own.
- `view`: by what most leaf rows with figures carry; the same money by another view is the same statement.
- `fund_kind`: by the measure of the column, else by what the table covers; a printed source is read in the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.statements.tables.model import LEAF, Column, RowHead, Table
from loaders.text import folded

#: measures that are kinds of funds
FUND_MEASURES = frozenset(
    {
        "fiscal", "general_public", "gov_fund", "state_capital", "special_account", "business_income",
        "operating_income", "superior_subsidy_income", "subordinate_remittance_income", "other_income", "unit_funds",
        "carryover", "social_insurance_fund",
    }
)  # fmt: skip
_ALWAYS = {
    "summary_expenditure": "all",
    "summary_revenue": "all",
    "expenditure": "all",
    "revenue_by_unit": "all",
    "revenue_by_function": "all",
    "self_evaluation": "all",
    "appropriation_expenditure": "appropriation",
    "general_public": "general_public",
    "gov_fund": "gov_fund",
    "state_capital": "state_capital",
}
#: words of a title, the first that fits; 政府性基金预算 and 一般公共预算 are both 财政拨款
_BY_TITLE = (
    ("一般公共预算", "general_public"),
    ("公共财政预算", "general_public"),
    ("政府性基金", "gov_fund"),
    ("国有资本", "state_capital"),
    ("财政拨款", "appropriation"),
)
#: statements whose title leaves it open whose money they hold: what they are by convention
_BY_CONVENTION = {
    "basic": "all",
    "project_budget": "all",
    "procurement": "all",
    "service_purchase": "all",
    "appropriation_revenue": "appropriation",
    "three_public": "appropriation",
    "agency_operation": "general_public",
}
_FUND_OF_COVER = {
    "appropriation": "fiscal",
    "general_public": "general_public",
    "gov_fund": "gov_fund",
    "state_capital": "state_capital",
}
_APPROPRIATIONS = frozenset({"fiscal", "general_public", "gov_fund", "state_capital"})


def covers_of(statement: str, title: str | None, columns: Sequence[Column] = ()) -> str:
    """Whose money a table holds: what its title says, unless it prints a column of other money."""
    if statement in _ALWAYS:
        return _ALWAYS[statement]
    bare = folded(title or "")
    titled = next((cover for words, cover in _BY_TITLE if words in bare), None)
    named = titled or _BY_CONVENTION.get(statement, "other")
    funds = {column.fund_kind or column.measure for column in columns} & FUND_MEASURES - {"carryover"}
    if funds and not funds <= _APPROPRIATIONS:
        return "all"
    if named in {"all", "other"} or funds <= {_FUND_OF_COVER[named], "fiscal"}:
        return named
    return "appropriation"


def view_of(table: Table) -> str:
    """What the rows of a table are: what most of its leaf rows with figures carry."""
    if table.view is not None:
        return table.view
    with_figures = {figure.row for figure in table.figures}
    rows = [row for row in table.rows if row.line_kind == LEAF and row.index in with_figures]
    counts = Counter(_view_of_row(row, table) for row in rows)
    return counts.most_common(1)[0][0] if counts else "source" if table.fact == "revenue" else "item"


def _view_of_row(row: RowHead, table: Table) -> str:
    codes = row.codes
    if codes.function_code or codes.function_name:
        return "function"
    if codes.dept_economic_code or codes.dept_economic_name:
        return "dept_economic"
    if codes.gov_economic_code or codes.gov_economic_name:
        return "gov_economic"
    if row.project_name or row.project_code:
        return "project"
    if row.label is None and (row.unit_name or row.unit_code):
        return "unit"
    return "source" if table.fact == "revenue" else "item"


def fund_kind_of(column: Column, covers: str) -> str | None:
    """The kind of money of a line by its column, else by what its table covers. What the printed name of a source says
    is decided once for all lines (sql/dimensions/dim_fund_source.sql)."""
    if column.measure in FUND_MEASURES:
        return column.measure
    return column.fund_kind or _FUND_OF_COVER.get(covers)
