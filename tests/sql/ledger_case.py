"""Documents made by hand for the ledger: a document, its tables, a row each; amounts are whole yuan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.records import DocumentRecord, RevenueRecord, SpendingRecord, StatementRecord
from tests.sql.test_star import build, record

#: function code (or None), amount of the row; more columns in `columns`
Row = tuple[str | None, int]

_COVERS = {
    "expenditure": "all",
    "summary_expenditure": "all",
    "appropriation_expenditure": "appropriation",
    "general_public": "general_public",
    "gov_fund": "gov_fund",
    "basic": "all",
}


@dataclass
class Documents:
    """What is loaded."""

    documents: list[DocumentRecord] = field(default_factory=list)
    statements: list[StatementRecord] = field(default_factory=list)
    spending: list[SpendingRecord] = field(default_factory=list)
    revenue: list[RevenueRecord] = field(default_factory=list)

    def add(
        self, key: str, unit: str | None, year: int | None = 2026, *, code: str | None = None, **values: Any
    ) -> None:
        stage = values.pop("stage", "budget")
        given = {
            "document_key": key,
            "sha256": key,
            "file_name": f"{key}.pdf",
            "kind": "final" if stage == "final" else "budget",
            "fiscal_year": year,
            "unit_name": unit,
            "unit_code": code,
            "outcome": "loaded",
            "scope": "department",
        }
        self.documents.append(record("document", **{**given, **values}))

    def table(
        self,
        document: str,
        statement: str,
        rows: Sequence[Row],
        total: int | None,
        *,
        measure: str = "total",
        key: str | None = None,
        **values: Any,
    ) -> None:
        """A table of spending, one amount column of it. `units`: the unit of each row."""
        about = next(item for item in self.documents if item.document_key == document)
        number = len(self.statements) + 1
        statement_key = key or f"{document}-{statement}-{number}"
        units: Sequence[str | None] = values.pop("units", [about.unit_name] * len(rows))
        table_unit = values.pop("unit", about.unit_name)
        table_code = values.pop("code", about.unit_code)
        common = {
            "document_key": document,
            "statement_key": statement_key,
            "statement": statement,
            "fiscal_year": about.fiscal_year,
            "stage": "final" if about.kind == "final" else "budget",
            "view": "function",
            "covers": _COVERS.get(statement, "all"),
            **values,
        }
        if not any(item.statement_key == statement_key for item in self.statements):
            self.statements.append(
                record(
                    "statement",
                    **{
                        name: common[name]
                        for name in ("document_key", "statement_key", "statement", "fiscal_year", "stage")
                    },
                    statement_no=number,
                    page=number,
                    unit_name=table_unit,
                    unit_code=table_code,
                    money_unit="元",
                    decimals=2,
                )
            )
        printed: list[tuple[str | None, str | None, int, str, str | None]] = [
            (code, None, amount, "leaf", unit) for (code, amount), unit in zip(rows, units, strict=True)
        ]
        if total is not None:
            printed.append((None, "合计", total, "total", table_unit))
        for row_no, (function_code, label, amount, line_kind, unit) in enumerate(printed):
            is_name = function_code is not None and not function_code[:3].isdigit()
            line = {
                "line_key": f"{statement_key}-{measure}-{row_no}",
                "page": number,
                "row_no": row_no,
                "measure": measure,
                "line_kind": line_kind,
                "amount_yuan": Decimal(amount),
                "amount_text": str(amount),
                "unit_name": unit if unit != table_unit else table_unit,
                "unit_code": table_code if unit == table_unit else None,
                "function_code": None if is_name else function_code,
                "function_name": None,
                "label": function_code if is_name else label,
            }
            self.spending.append(record("spending", **{**common, **line}))

    def money(self, document: str, rows: Sequence[tuple[str, int]]) -> None:
        """收入总表: a row for each unit."""
        about = next(item for item in self.documents if item.document_key == document)
        key = f"{document}-revenue"
        self.statements.append(
            record(
                "statement", document_key=document, statement_key=key, statement="revenue_by_unit", stage="budget",
                fiscal_year=about.fiscal_year, unit_name=about.unit_name, unit_code=about.unit_code,
            )
        )  # fmt: skip
        for number, (unit, amount) in enumerate(rows):
            self.revenue.append(
                record(
                    "revenue", document_key=document, statement_key=key, statement="revenue_by_unit", stage="budget",
                    line_key=f"{key}-{number}", fiscal_year=about.fiscal_year, unit_name=unit, measure="total",
                    line_kind="leaf", amount_yuan=Decimal(amount), fund_source="财政拨款", view="unit", covers="all",
                )
            )  # fmt: skip

    def built(self, folder: Path) -> duckdb.DuckDBPyConnection:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("warehouse.model._apply_rules", lambda _: None)
            return build(
                folder,
                document=self.documents,
                statement=self.statements,
                spending=self.spending,
                revenue=self.revenue,
            )


def ledger(connection: duckdb.DuckDBPyConnection, stage: str = "budget") -> dict[str, int]:
    """Unit -> yuan of 2026, as an analyst asks for it."""
    return {
        unit: int(amount)
        for unit, amount in connection.execute(
            "select unit_name, sum(amount_yuan) from mart.ledger"
            " where fiscal_year = 2026 and stage = $stage group by 1",
            {"stage": stage},
        ).fetchall()
    }


def reasons(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Document -> why it counts, or why not."""
    return dict(connection.execute("select document_key, choice_reason from mart.document").fetchall())
