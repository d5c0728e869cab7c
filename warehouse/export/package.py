"""Data Package (Frictionless) with the mapping of a Fiscal Data Package: CSV files and a descriptor, datapackage.json.

The descriptor says of every column its type, format, meaning and Chinese title; keys and references of the star are
declared. Of the spending lines it also says which column is the amount, which the year, the function, the economic item
and the administrative unit, in the terms of the Fiscal Data Package (columnType).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from warehouse.export.tables import ExportColumn, ExportTable

_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "SMALLINT": "integer",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "FLOAT": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
#: the meaning of columns in the vocabulary of the Fiscal Data Package.
_FISCAL = {
    "amount_yuan": "value",
    "fiscal_year": "date:fiscal-year",
    "unit_code": "administrative-classification:generic:code",
    "unit_name": "administrative-classification:generic:label",
    "function_code": "functional-classification:generic:code",
    "function_name": "functional-classification:generic:label",
    "dept_economic_code": "economic-classification:generic:code",
    "dept_economic_name": "economic-classification:generic:label",
    "fund_source": "fin-source:generic:name",
    "project_code": "activity:generic:program:code",
    "project_name": "activity:generic:program:label",
    "stage": "phase:label",
    "line_key": "transaction-id:code",
}
_FISCAL_TABLES = ("spending_line", "revenue_line")
_KEYS = {
    "spending_line": "line_key",
    "revenue_line": "line_key",
    "indicator_line": "line_key",
    "finding": "finding_key",
}


def _field(column: ExportColumn, table: ExportTable) -> dict[str, object]:
    kind = "number" if column.is_decimal else _TYPES.get(column.type, "string")
    found: dict[str, object] = {
        "name": column.name,
        "type": kind,
        "title": column.chinese,
        "description": column.comment,
    }
    if column.type == "TIMESTAMP":
        found["format"] = "%Y-%m-%d %H:%M:%S"
        found["type"] = "string"
    if table.name in _FISCAL_TABLES and column.name in _FISCAL:
        found["columnType"] = _FISCAL[column.name]
    if column.name.endswith("_yuan"):
        found["currency"] = "CNY"
    return found


def descriptor(
    tables: Sequence[ExportTable], files: dict[str, Path], counts: dict[str, int], *, created: str, version: str
) -> dict[str, object]:
    """The content of datapackage.json."""
    resources = []
    for table in tables:
        file = files[table.full_name]
        schema: dict[str, object] = {
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": [""],
        }
        if table.name in _KEYS:
            schema["primaryKey"] = [_KEYS[table.name]]
        keys = _references(table, {item.name for item in tables})
        if keys:
            schema["foreignKeys"] = keys
        resources.append(
            {
                "name": table.name.replace("_", "-"),
                "path": file.name,
                "profile": "tabular-data-resource",
                "title": table.chinese,
                "description": table.comment,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": file.stat().st_size,
                "hash": "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest(),
                "rowCount": counts[table.full_name],
                "schema": schema,
            }
        )
    return {
        "name": "budget-warehouse",
        "profile": "tabular-data-package",
        "title": "Departmental budgets and performance forms (部门预算与绩效)",
        "version": version,
        "created": created,
        "countryCode": "CN",
        "resources": resources,
    }


def _references(table: ExportTable, present: set[str]) -> list[dict[str, object]]:
    """Keys of facts into dimensions: a column that is the key of a dimension that is in the package too."""
    found: list[dict[str, object]] = []
    for column in table.columns:
        target = {"document_key": "dim_document", "unit_key": "dim_unit", "function_key": "dim_function"}.get(
            column.name
        )
        if target and target in present and table.name != target:
            found.append(
                {
                    "fields": [column.name],
                    "reference": {"resource": target.replace("_", "-"), "fields": [column.name]},
                }
            )
    return found


def write_descriptor(content: dict[str, object], target: Path) -> None:
    target.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
