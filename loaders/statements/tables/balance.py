"""Balances: two or more lists of (label, amounts) side by side (收支总表, 财政拨款收支总表, 收入支出决算总表).

The lists are told apart in `bands`, their rows understood in `balance_rows`. Each list becomes a table: the revenue is
`<kind>_revenue`, the spending `<kind>_expenditure`. Where spending is printed by several classifications side by side,
each list is the same statement by another view, and a table of its own: the list by 功能分类 comes first.

A balance of one fund (政府性基金收支表) has the appropriations of that fund on its left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.document import Place
from loaders.section import FURNITURE, HEADING, READ, About, Section
from loaders.statements.tables.assemble import Content, TablesOfSection, outcomes_of_head, table_of
from loaders.statements.tables.balance_rows import rows_of
from loaders.statements.tables.bands import Band, bands_of
from loaders.statements.tables.coded import is_note
from loaders.statements.tables.columns import common_parts
from loaders.statements.tables.extent import FUND_MEASURES
from loaders.statements.tables.headings import Paths, is_repeated_heading
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import CHANGE, changed_measure_of, measure_of, stage_of, years_before
from loaders.statements.tables.model import Column, Rebound, Table
from loaders.statements.tables.sheet import Sheet, read_sheet
from loaders.titles import year_in

#: statements of one fund that may be printed as a balance: their spending is the statement itself
FUND_BALANCES = frozenset({"gov_fund", "state_capital"})
#: classification of a list of spending -> what its rows are
VIEWS = {
    "function": "function",
    "dept_economic": "dept_economic",
    "gov_economic": "gov_economic",
    "nature": "item",
}


def read_balance(section: Section, about: About, kind: str) -> TablesOfSection:
    """The tables of a balance, one for each of its lists."""
    sheet = read_sheet(section)
    outcomes = outcomes_of_head(sheet)
    paths: Paths = next((panel.paths for panel in sheet.panels if panel.paths), ())
    rows = _body(sheet, outcomes)
    bands, rebound = bands_of(rows, paths, outcomes)
    main = _main(bands)
    tables: list[Table] = []
    for band in bands:
        content = _content(band, paths, kind, is_main=band is main, rebound=rebound)
        outcomes.update({figure.place: READ for figure in content.figures})
        tables.append(table_of(section, about, sheet, content))
    return TablesOfSection(tables, outcomes)


def _body(sheet: Sheet, outcomes: dict[Place, str]) -> list[SheetRow]:
    """All rows of the balance without the headings that a page end repeats, and without notes."""
    rows: list[SheetRow] = []
    for panel in sheet.panels:
        for row in panel.rows:
            if is_repeated_heading(row, panel.paths):
                outcomes.update({row.place(column): HEADING for column, _ in row.filled()})
            elif row.filled() and is_note(row.filled()):
                outcomes.update({row.place(column): FURNITURE for column, _ in row.filled()})
            else:
                rows.append(row)
    return rows


def _main(bands: Sequence[Band]) -> Band | None:
    """The list of spending that is the statement: the one by 功能分类, else the first."""
    spending = [band for band in bands if band.fact() == "spending"]
    by_function = [band for band in spending if band.classification() == "function"]
    return next(iter([*by_function, *spending]), None)


def _content(band: Band, paths: Paths, kind: str, *, is_main: bool, rebound: dict[Place, Rebound]) -> Content:
    fact, classification = band.fact(), band.classification()
    columns = _columns_of(band, paths, kind, fact)
    heads, figures = rows_of(band, columns, fact, classification)
    places = {figure.place for figure in figures}
    return Content(
        statement=_statement_of(kind, fact),
        fact=fact,
        columns=columns,
        rows=heads,
        figures=figures,
        rebound={place: why for place, why in rebound.items() if place in places},
        view="source" if fact == "revenue" else VIEWS[classification],
        is_again=fact == "spending" and not is_main,
    )


def _statement_of(kind: str, fact: str) -> str:
    if fact == "spending":
        return kind if kind in FUND_BALANCES else f"{kind}_expenditure"
    return "appropriation_revenue" if kind in FUND_BALANCES else f"{kind}_revenue"


def _columns_of(band: Band, paths: Paths, kind: str, fact: str) -> tuple[Column, ...]:
    """The amount columns of a band. A lone one is the total, whatever stands over it."""
    known = [paths[column] for column in [band.label_column, *band.amount_columns] if column < len(paths)]
    common = common_parts(known)
    out: list[Column] = []
    for index in band.amount_columns:
        path = tuple(part for part in (paths[index] if index < len(paths) else ()) if part not in common)
        found = measure_of(path, kind) if len(band.amount_columns) > 1 else None
        measure = found[0] if found else "total"
        heading = "/".join(path)
        out.append(
            Column(
                index,
                heading,
                measure,
                fund_source=path[-1] if fact == "spending" and measure in FUND_MEASURES else None,
                stage=None if measure == CHANGE else stage_of(path),
                fiscal_year=None if measure == CHANGE else year_in(heading),
                years_before=0 if measure == CHANGE else years_before(heading),
                is_sum=measure == "total",
                is_of_which=found is not None and found[1],
                change_of=changed_measure_of(path, kind) if measure == CHANGE else None,
            )
        )

    def is_part(column: Column) -> bool:
        return len(out) > 1 and not column.is_of_which and column.measure != CHANGE

    total = next((column.index for column in out if column.is_sum and not column.is_of_which), None)
    return tuple(replace(c, parent=total if c.index != total and is_part(c) else None) for c in out)
