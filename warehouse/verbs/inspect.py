"""`warehouse inspect`: what one document would give, without storing anything."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

HELP = "show what one document would give, without storing anything"
EXAMPLE = """
warehouse inspect 2026-department-budget.pdf
warehouse inspect 2026-department-budget.pdf --show repairs --format csv
"""

#: part -> its title and its query over the marts of that one document.
_PARTS = {
    "document": (
        "document",
        "select file_name, format, kind, fiscal_year, unit_name, title, page_count as pages, outcome"
        " from main.dim_document where document_key <> 'unknown'",
    ),
    "statements": (
        "statements recognised",
        """
        with lines as (
            select statement_key, amount_yuan, line_kind from mart.spending_line
            union all select statement_key, amount_yuan, line_kind from mart.revenue_line
            union all select statement_key, null, null from mart.indicator_line
        )
        select any_value(statement.statement) as statement, any_value(statement.page) as page,
            any_value(statement.unit_name) as unit_name, any_value(statement.money_unit) as money_unit,
            count(lines.statement_key) as lines, count(*) filter (where lines.line_kind = 'leaf') as leaves
        from mart.statement as statement left join lines using (statement_key)
        group by statement_key, statement.statement_no order by statement.statement_no
        """,
    ),
    "lines": (
        "lines",
        """
        select page, row_no as row, column_no as col, statement, coalesce(function_code, '') as function_code,
            coalesce(dept_economic_code, '') as dept_economic_code, label, measure, line_kind, amount_yuan, amount_text,
            line_key
        from mart.spending_line
        union all
        select page, row_no, column_no, statement, coalesce(function_code, ''), '', coalesce(label, fund_source),
            measure, line_kind, amount_yuan, amount_text, line_key
        from mart.revenue_line
        order by all
        """,
    ),
    "projects": (
        "projects",
        "select page, row_no as row, project_code, project_name, amount_yuan, executed_yuan, total_score"
        " from mart.project order by all",
    ),
    "indicators": (
        "indicators",
        """
        select page, row_no as row, project_name, level1, level2, indicator_name, operator, target_text, actual_text,
            score
        from mart.indicator_line order by page, row_no, seq
        """,
    ),
    "prose": (
        "figures in sentences",
        """
        select page, row_no as row, kind, statement, measure, coalesce(function_code, '') as function_code, stage,
            fiscal_year, direction, raw, topic, agrees
        from mart.prose_figure order by figure_no
        """,
    ),
    "repairs": (
        "repairs",
        "select page, row_no as row, column_no as col, printed_text, read_as, rule, evidence, confidence"
        " from mart.repair",
    ),
    "quarantine": ("quarantined", "select page, table_no as tab, row_no as row, reason, cells from mart.quarantine"),
    "reconciliation": (
        "sums that do not close",
        "select rule_code, rule, left_yuan, right_yuan, difference_yuan, severity from mart.reconciliation"
        " where not holds order by all",
    ),
    "findings": ("findings", "select severity, rule_code, project_name, message from mart.finding order by all"),
    "coverage": (
        "cells",
        """
        select statement, cast(sum(cells_total) as bigint) as total, cast(sum(cells_read) as bigint) as read,
            cast(sum(cells_heading) as bigint) as heading, cast(sum(cells_furniture) as bigint) as furniture,
            cast(sum(cells_quarantined) as bigint) as quarantined
        from mart.coverage group by all order by all
        """,
    ),
}
_SUMMARY = (
    "document",
    "statements",
    "projects",
    "prose",
    "repairs",
    "quarantine",
    "reconciliation",
    "findings",
    "coverage",
)
_ROWS_IN_SUMMARY = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument("file", type=Path, metavar="FILE", help="one document")
    parser.add_argument(
        "--show", choices=sorted(_PARTS), help="one part, all its rows (default: a summary of the parts)"
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.errors import CallError
    from warehouse.home import Home
    from warehouse.load import load
    from warehouse.progress import terminal_progress

    if args.file.is_dir():
        raise CallError(f"{args.file}: is a folder", "give one document, or use 'warehouse load'")
    with tempfile.TemporaryDirectory(prefix="warehouse-inspect-") as folder:
        home = Home(Path(folder))
        loaded = load(home, [args.file], jobs=1, progress=terminal_progress())
        outcome = loaded.outcomes[0]
        if not loaded.is_built:
            raise CallError(f"{args.file}: {outcome.reason}", outcome.hint)
        connection = open_published(home)
        try:
            _show(connection, args.show, args.format)
        finally:
            connection.close()
    return 0


def _show(connection: duckdb.DuckDBPyConnection, part: str | None, format_name: str) -> None:
    from warehouse.output import to_json, write_rows

    def rows_of(name: str) -> tuple[list[str], list[tuple[object, ...]]]:
        result = connection.execute(_PARTS[name][1])
        return [column[0] for column in result.description or []], result.fetchall()

    if part is not None:
        write_rows(*rows_of(part), format_name)
        return
    if format_name == "json":
        parts = {}
        for name in _SUMMARY:
            columns, rows = rows_of(name)
            parts[name] = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(to_json(parts) + "\n")
        return
    if format_name == "csv":
        write_rows(*rows_of("statements"), "csv")
        return
    for name in _SUMMARY:
        columns, rows = rows_of(name)
        more = f", the first {_ROWS_IN_SUMMARY} (all: --show {name})" if len(rows) > _ROWS_IN_SUMMARY else ""
        sys.stdout.write(f"\n{_PARTS[name][0]}: {len(rows)}{more}\n")
        if rows:
            write_rows(columns, rows[:_ROWS_IN_SUMMARY], "table")
