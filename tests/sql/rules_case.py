"""A small warehouse made by hand, to which the rules are applied: given rows, expect applications and findings."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from loaders.document import Document, Line
from loaders.expression_records import expressions_of
from loaders.prose.records import prose_of
from loaders.records import (
    TABLES,
    DocumentRecord,
    Extract,
    IndicatorRecord,
    ProjectRecord,
    RevenueRecord,
    SpendingRecord,
    StatementRecord,
    arrow_table,
)
from loaders.section import About
from warehouse.resources import resource_folder
from warehouse.rules import RuleOutcome, apply_rules


def record(record_class: type, /, **values: Any) -> Any:
    """A record with what is given; the rest is empty in the way of its type."""
    empty = {"bool": False, "int": 0, "str": "", "Decimal": Decimal(0)}
    given = {}
    for item in fields(record_class):
        if item.name in values:
            given[item.name] = values[item.name]
        elif item.default is not MISSING:
            given[item.name] = item.default
        else:
            given[item.name] = None if "None" in str(item.type) else empty.get(str(item.type), [])
    return record_class(**given)


class Given:
    """Documents, tables and lines, each with one call."""

    def __init__(self) -> None:
        self.extracts: dict[str, Extract] = {}
        self.counter = 0

    def _key(self, word: str) -> str:
        self.counter += 1
        return f"{word}{self.counter:04d}"

    def document(self, name: str, **values: Any) -> str:
        values = {"kind": "budget", "fiscal_year": 2026, "unit_name": f"{name}街道办事处", "outcome": "loaded"} | values
        self.extracts[name] = Extract(record(DocumentRecord, document_key=name, file_name=f"{name}.pdf", **values))
        return name

    def _add(self, document: str, table: str, row: Any) -> None:
        extract = self.extracts[document]
        self.extracts[document] = replace(extract, **{table: (*getattr(extract, table), row)})

    def table(self, document: str, statement: str, **values: Any) -> str:
        key = self._key("table")
        number = len(self.extracts[document].statement) + 1
        about = self.extracts[document].document
        values = {
            "stage": "budget", "page": number, "table_no": number, "money_unit": "万元", "decimals": 6,
            "fiscal_year": about.fiscal_year, "unit_name": about.unit_name,
        } | values  # fmt: skip
        row = record(
            StatementRecord,
            document_key=document,
            statement_key=key,
            statement_no=number,
            statement=statement,
            **values,
        )
        self._add(document, "statement", row)
        return key

    def _statement(self, key: str) -> tuple[str, StatementRecord]:
        return next(
            (name, item)
            for name, extract in self.extracts.items()
            for item in extract.statement
            if item.statement_key == key
        )

    def spend(self, table: str, row_no: int, kind: str = "leaf", *, amounts: dict[str, str], **values: Any) -> None:
        document, statement = self._statement(table)
        for column, (measure, amount) in enumerate(amounts.items(), 1):
            row = record(
                SpendingRecord, document_key=document, line_key=self._key("line"), statement_key=table,
                statement=statement.statement, page=statement.page, table_no=statement.table_no, row_no=row_no,
                column_no=column, measure=measure, line_kind=kind, amount_yuan=Decimal(amount), amount_text=amount,
                **({"stage": statement.stage} | values),
            )  # fmt: skip
            self._add(document, "spending", row)

    def earn(self, table: str, row_no: int, amount: str, kind: str = "leaf", **values: Any) -> None:
        document, statement = self._statement(table)
        row = record(
            RevenueRecord, document_key=document, line_key=self._key("line"), statement_key=table,
            statement=statement.statement, page=statement.page, table_no=statement.table_no, row_no=row_no, column_no=1,
            stage=statement.stage, line_kind=kind, amount_yuan=Decimal(amount), amount_text=amount,
            **({"measure": "total"} | values),
        )  # fmt: skip
        self._add(document, "revenue", row)

    def project(self, table: str, name: str, **values: Any) -> str:
        document, statement = self._statement(table)
        key = self._key("project")
        row = record(
            ProjectRecord, document_key=document, project_key=key, statement_key=table, statement=statement.statement,
            page=statement.page, project_name=name, fiscal_year=statement.fiscal_year,
            **({"unit_name": statement.unit_name} | values),
        )  # fmt: skip
        self._add(document, "project", row)
        return key

    def indicator(self, table: str, project_key: str | None, project_name: str, **values: Any) -> str:
        document, statement = self._statement(table)
        key = self._key("line")
        row = record(
            IndicatorRecord, document_key=document, line_key=key, statement_key=table, statement=statement.statement,
            project_key=project_key, project_name=project_name, fiscal_year=statement.fiscal_year, scope="project",
            unit_name=statement.unit_name, **values,
        )  # fmt: skip
        self._add(document, "indicator", row)
        return key

    def prose(self, document: str, page: int, text: str) -> None:
        """Paragraphs of the document, read as the loaders read them."""
        about = self.extracts[document].document
        lines = tuple(Line(page, number, line) for number, line in enumerate(text.splitlines(), 1))
        paragraph = Document("", about.file_name, "docx", 1, lines)
        known = About(document, about.file_name, "docx", about.kind, about.fiscal_year, None, about.unit_name)
        for row in prose_of(paragraph, known, set(), ()).records:
            self._add(document, "prose", row)

    def database(self) -> duckdb.DuckDBPyConnection:
        """The store and the empty tables of quality, as the model has them when the rules run."""
        connection = duckdb.connect()
        connection.execute("create schema store; create schema reference; create schema quality")
        extracts = [replace(extract, expression=expressions_of(extract)) for extract in self.extracts.values()]
        for name, kind in TABLES.items():
            rows = arrow_table(kind, [row for extract in extracts for row in extract.rows(name)])
            connection.register("given_rows", rows)
            connection.execute(f"create table store.{name} as select * from given_rows")
            connection.unregister("given_rows")
        sql = resource_folder("sql")
        codes = sql / "reference" / "function_codes.csv"
        connection.execute(
            "create table reference.function_codes as"
            f" select * from read_csv('{codes}', header = true, all_varchar = true)"
        )
        for file in ("macros/fund_kind_of", "macros/function_stem", "facts/prose_tie"):
            connection.execute((sql / f"{file}.sql").read_text(encoding="utf-8"))
        for table in ("reconciliation", "finding", "rule"):
            connection.execute((sql / "quality" / f"{table}.sql").read_text(encoding="utf-8"))
        return connection


class Judged:
    """What the rules said of the given."""

    def __init__(self, given: Given, root: Path | None = None, timeout_seconds: float = 60.0) -> None:
        self.connection = given.database()
        self.outcomes: tuple[RuleOutcome, ...] = apply_rules(
            self.connection, root=root, timeout_seconds=timeout_seconds
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(values)).fetchall()

    def failing(self, document: str) -> set[str]:
        query = "select distinct rule_code from quality.reconciliation where document_key = ? and not holds"
        return {row[0] for row in self.rows(query, document)}

    def holding(self, document: str) -> set[str]:
        query = "select distinct rule_code from quality.reconciliation where document_key = ? and holds"
        return {row[0] for row in self.rows(query, document)}

    def findings(self, document: str) -> set[str]:
        return {
            row[0]
            for row in self.rows("select distinct rule_code from quality.finding where document_key = ?", document)
        }
