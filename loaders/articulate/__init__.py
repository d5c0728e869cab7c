"""Sums as proof: chooses between readings of damaged cells across the statements of one document.

tables with literal figures -> candidates -> equations -> readings with evidence -> records
"""

from __future__ import annotations

from dataclasses import replace

from loaders.articulate.lost import lost_rows
from loaders.articulate.repeated import repeated_lists
from loaders.articulate.solve import solve
from loaders.fiscal_year import year_of_title
from loaders.records import StatementRecord
from loaders.section import About, Tidy
from loaders.statements.tables.emit import emit
from loaders.statements.tables.model import Table


def articulate(tidies: list[Tidy], about: About) -> list[Tidy]:
    """The same tidies, with their tables turned into records: damaged cells are read where the sums single out one
    reading, and stay quarantined where they do not."""
    tables = [table for tidy in tidies for table in tidy.tables]
    if not tables:
        return tidies
    # Only a dump or a scan loses rows and changes digits; where a printed table does not close, the publication is at
    # fault (sql/checks).
    is_dump = about.format in {"text", "image"} or any(f.cell.reading == "ocr" for t in tables for f in t.figures)
    readings = solve(tables, is_dump)
    lost = lost_rows(tables, readings, about) if is_dump else []
    out: list[Tidy] = []
    told: set[str] = set()
    for tidy in tidies:
        emitted = [emit(table, _about_table(table, about), readings) for table in tidy.tables]
        out.append(
            replace(
                tidy,
                tables=(),
                outcomes={**tidy.outcomes, **{p: outcome for e in emitted for p, outcome in e.outcomes.items()}},
                statement=(*tidy.statement, *_once([r for e in emitted for r in e.statement], told)),
                spending=(*tidy.spending, *(r for e in emitted for r in e.spending)),
                revenue=(*tidy.revenue, *(r for e in emitted for r in e.revenue)),
                repair=(*tidy.repair, *(r for e in emitted for r in e.repair)),
                quarantine=(*tidy.quarantine, *(r for e in emitted for r in e.quarantine)),
                notice=(*tidy.notice, *(r for e in emitted for r in e.notice)),
            )
        )
    again = repeated_lists((line for tidy in out for line in tidy.spending), about)
    out[-1] = replace(out[-1], notice=(*out[-1].notice, *lost, *again))
    return out


def _about_table(table: Table, about: About) -> About:
    """A report on last year's execution and this year's draft has tables of both years: the title says which."""
    year = year_of_title(table.title or "")
    return about if year is None else replace(about, fiscal_year=year)


def _once(statements: list[StatementRecord], told: set[str]) -> list[StatementRecord]:
    """Lists that stand side by side in one table are one statement: it is told with the first of them."""
    out = []
    for statement in statements:
        if statement.statement_key not in told:
            told.add(statement.statement_key)
            out.append(statement)
    return out
