"""Section of the families `table` and `balance` -> tables. The door of this folder for `loaders.families`."""

from __future__ import annotations

from loaders.section import About, Section, Tidy
from loaders.statements.tables.balance import read_balance
from loaders.statements.tables.coded import read_coded


def read_table_section(section: Section, about: About) -> Tidy:
    """A table of codes, units, projects or labels with amount columns."""
    fact = "revenue" if section.kind == "revenue" else "spending"
    reading = read_coded(section, about, section.kind, fact)
    return Tidy(outcomes=reading.outcomes, tables=tuple(reading.tables))


def read_balance_section(section: Section, about: About) -> Tidy:
    """Lists side by side: revenue on the left, spending on the right."""
    reading = read_balance(section, about, section.kind)
    return Tidy(outcomes=reading.outcomes, tables=tuple(reading.tables))
