"""A table of amounts once its headings and rows are understood, before its sums have been asked for proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from loaders.amounts import Amount
from loaders.document import Cell, Place

LEAF, SUBTOTAL, TOTAL = "leaf", "subtotal", "total"
#: measures of rows that repeat or compare other rows: no sum takes them in
NOT_ADDED = frozenset({"of_which", "change"})


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: what its figures measure."""

    index: int
    heading: str
    measure: str
    fund_source: str | None = None
    stage: str | None = None
    fiscal_year: int | None = None
    #: 1 where the headings say last year's without a number (上年预算数)
    years_before: int = 0
    is_carryover: bool = False
    #: does the column repeat what other columns of its row add up to (小计, 合计)?
    is_sum: bool = False
    #: an 'of which' column does not take part in the sum of its row
    is_of_which: bool = False
    #: the measure that has changed, where the column holds changes (增减)
    change_of: str | None = None
    #: whose money the column holds, by the headings over it: a measure that is a kind of fund
    fund_kind: str | None = None
    #: index of the column that this one is a part of, where the headings tell
    parent: int | None = None
    #: the item of 部门经济分类 that the column is for, where a table prints its items side by side
    dept_economic_code: str | None = None
    dept_economic_name: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    function_code: str | None = None
    function_name: str | None = None
    gov_economic_code: str | None = None
    gov_economic_name: str | None = None
    dept_economic_code: str | None = None
    dept_economic_name: str | None = None

    def first(self) -> str | None:
        return self.function_code or self.gov_economic_code or self.dept_economic_code

    def key(self) -> tuple[str, str, str]:
        return self.function_code or "", self.gov_economic_code or "", self.dept_economic_code or ""

    def name(self, scheme: str) -> str | None:
        """The name of one classification: function, gov_economic, dept_economic."""
        names = {
            "function": self.function_name,
            "gov_economic": self.gov_economic_name,
            "dept_economic": self.dept_economic_name,
        }
        return names[scheme]


@dataclass(frozen=True, slots=True)
class Printed:
    """How the text cells of a row look, for whoever decides at which level of its list the row stands."""

    #: what stands in the column that names the rows; None where it is blank
    name: str | None = None
    #: what that column holds by its heading (see `columns.TextColumn`)
    role: str | None = None
    #: blank room before the name and behind it, in widths of a character
    space_before: float | None = None
    space_behind: float | None = None
    #: other cells of the row that say what it is about: no codes, numbers or remarks
    beside: int = 0
    has_note: bool = False
    #: what stands in a column of unit codes
    unit_cell: str = ""


@dataclass(frozen=True, slots=True)
class RowHead:
    """What a row is about: everything but its amounts."""

    index: int
    page: int
    table_no: int
    row_no: int
    label: str | None = None
    codes: Codes = Codes()
    unit_code: str | None = None
    unit_name: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    fund_source: str | None = None
    service: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)
    #: what the figures of the row measure, where its label says so and the columns do not
    measure: str | None = None
    #: where the rows are stages or years (预算数, 决算数) and the columns say what is measured
    stage: str | None = None
    fiscal_year: int | None = None
    line_kind: str = LEAF
    is_carryover: bool = False
    #: index of the row that this one is a part of, where outline or codes tell
    parent: int | None = None
    #: a part (其中) of the row it stands under, whose other parts are not printed: never to be added
    is_of_which: bool = False
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed amount in its row and column, with what it says literally."""

    place: Place
    cell: Cell
    amount: Amount
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Rebound:
    """Why a figure belongs to another row or column than it is printed in; told before any sum is asked."""

    rule: str
    evidence: str
    confidence: str = "strong"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is taken to say: its value in the table's unit and its column, and why if that is not literal."""

    value: Decimal
    column: int
    rule: str | None = None
    evidence: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One statement (or one side of a balance) of a document."""

    #: spending | revenue
    fact: str
    statement: str
    statement_no: int
    title: str | None
    page: int
    table_no: int
    unit_code: str | None
    unit_name: str | None
    money_unit: str
    money_unit_evidence: str
    #: decimals that the table's figures print, where one number of them clearly dominates
    decimals: int | None
    columns: tuple[Column, ...]
    rows: tuple[RowHead, ...]
    figures: tuple[Figure, ...]
    #: repairs made while binding figures to rows (a value on the neighbouring line, a shifted row)
    rebound: Mapping[Place, Rebound] = field(default_factory=dict)
    #: the whole table prints nothing but figures of this stage
    stage: str = "budget"
    #: the grids of the table that are drawn with rulings
    ruled: frozenset[int] = frozenset()
    #: what the rows are, where the reader of the table knows
    view: str | None = None
    #: does the table print the money of another one of its section again, by another classification?
    is_again: bool = False
    #: why the tree of its rows could not be told; None where it could
    undecided: str | None = None
