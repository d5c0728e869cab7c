"""`warehouse trace`: from a line to its cell."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.trace import Traced

HELP = "show where a line comes from: document, page, table, row, cell, printed text, repair"
EXAMPLE = """
warehouse sql "select line_key from mart.spending_line where is_repaired limit 1"
warehouse trace 0f3a9c51d2e47b86
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument(
        "line_key", metavar="LINE_KEY", help="key of a line of mart.spending_line, revenue_line or indicator_line"
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.home import home_of
    from warehouse.output import to_json, write_rows
    from warehouse.trace import trace

    traced = trace(home_of(args.home), args.line_key)
    if args.format == "json":
        sys.stdout.write(to_json(_as_object(traced)) + "\n")
    elif args.format == "csv":
        write_rows(("what", "value"), _facts(traced), "csv")
    else:
        write_rows(("what", "value"), _facts(traced), "table")
        sys.stdout.write("\nits row as printed:\n")
        write_rows(
            ("column", "text", "became", "reading", ""),
            [
                (cell.column_no, cell.text, cell.outcome, cell.reading, "◀ this cell" if cell.is_source else "")
                for cell in traced.cells
            ],
            "table",
        )
    return 0


def _facts(traced: Traced) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("line_key", traced.line_key),
        ("mart", f"mart.{traced.mart}"),
        ("file", traced.file_name),
        ("path", traced.source_path),
        ("page", traced.page),
        ("table", traced.table_no),
        ("row", traced.row_no),
        ("column", traced.column_no),
        ("printed text", traced.printed_text),
    ]
    shown = {
        "line_key",
        "file_name",
        "page",
        "table_no",
        "row_no",
        "column_no",
        "document_key",
        "statement_key",
        "form_key",
    }
    rows += [(name, value) for name, value in traced.values if name not in shown and value is not None]
    for repair in traced.repairs:
        rows.append(("repair", f"{repair.printed_text} read as {repair.read_as}"))
        rows.append(("rule", f"{repair.rule} ({repair.confidence})"))
        rows.append(("evidence", repair.evidence))
    return rows


def _as_object(traced: Traced) -> dict[str, object]:
    return {
        "line_key": traced.line_key,
        "mart": traced.mart,
        "file_name": traced.file_name,
        "source_path": traced.source_path,
        "page": traced.page,
        "table_no": traced.table_no,
        "row_no": traced.row_no,
        "column_no": traced.column_no,
        "printed_text": traced.printed_text,
        "line": dict(traced.values),
        "cells": [
            {
                "column_no": cell.column_no,
                "text": cell.text,
                "outcome": cell.outcome,
                "reading": cell.reading,
                "box": cell.box,
            }
            for cell in traced.cells
        ],
        "repairs": [
            {name: getattr(repair, name) for name in ("printed_text", "read_as", "rule", "evidence", "confidence")}
            for repair in traced.repairs
        ],
    }
