"""What is known of a form beside its indicators: its keys, year, unit, project and decided amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.statements.declaration.amount import DecidedAmount
from loaders.statements.declaration.form import Form


@dataclass(frozen=True, slots=True)
class Head:
    form: Form
    statement_key: str
    project_key: str
    fiscal_year: int | None
    unit_code: str | None
    unit_name: str | None
    project_code: str | None
    project_name: str | None
    #: by kind of field: amount, fiscal, other_funds …
    amounts: Mapping[str, DecidedAmount]
