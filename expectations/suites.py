"""Suites: one TOML file in expectations/suites/ for each table and mart. Adding a file adds a suite.

    table = "main.fact_spending"        the table
    key = ["line_key"]                  no two rows have the same
    not_null = ["document_key"]         never null
    least_share_of_previous = 0.8       rows, against the run before (a warning below it)
    [columns]                           name = type: these exist with these types; more may follow
    [references]                        column = "table.column": what it says exists there
    [vocabulary]                        column = ["word"]: no other word
    [between.column]                    low, high, severity
    [[rows]]                            name, title, severity, why, query: a query that gives the offending rows; its
                                        column `text` says what is wrong, `line_key`, `document_key`, `file_name` where

A query may also read `table_size` (table_name, row_count), `previous` (rule_code, value: the run before) and `setting`
(name, value, text) beside the warehouse.

A file that cannot be read is an expectation that is broken: the other suites run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from expectations.definitions import SEVERITIES, Expectation, Severity

SUITES = Path(__file__).resolve().parent / "suites"


class SuiteError(Exception):
    """A file of expectations/suites says what no suite can say."""


def read_suites(folder: Path | None = None) -> tuple[list[Expectation], list[tuple[str, str]]]:
    """All expectations of the suites, and (file, reason) for those that cannot be read."""
    found: list[Expectation] = []
    broken: list[tuple[str, str]] = []
    for file in sorted((folder or SUITES).glob("*.toml")):
        try:
            found.extend(read_suite(file))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, SuiteError) as error:
            broken.append((file.name, f"expectations/suites/{file.name}: {error}"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # A list where a word belongs, a limit that is missing.
            broken.append((file.name, f"expectations/suites/{file.name}: {type(error).__name__}: {error}"))
    return found, broken


def read_suite(file: Path) -> list[Expectation]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    known = {"table", "title", "key", "not_null", "least_share_of_previous", "columns", "references", "vocabulary"}
    unknown = set(content) - known - {"between", "rows"}
    if unknown:
        raise SuiteError(f"unknown words: {', '.join(sorted(unknown))}")
    table = _text(content, "table")
    for name in ("key", "not_null"):
        if not isinstance(content.get(name, []), list):
            raise SuiteError(f'{name} is a list, such as ["line_key"]')
    return list(_expectations(table, content))


def _expectations(table: str, content: Mapping[str, Any]) -> Iterator[Expectation]:
    # The content of a TOML file has no declared types: what is read from it is checked here, where it comes in.
    key = tuple(content.get("key", ()))
    columns = content.get("columns", {})
    if columns:
        yield Expectation(
            f"{table}.columns",
            table,
            "columns",
            "The columns that others rely on are there, with their types",
            columns=tuple(columns),
            values=tuple(f"{name} {kind}" for name, kind in columns.items()),
        )
    if key:
        name = "_".join(key)
        yield Expectation(
            f"{table}.{name}.key", table, "key", f"No two rows have the same {', '.join(key)}", columns=key
        )
    for column in content.get("not_null", ()):
        yield Expectation(f"{table}.{column}.not_null", table, "not_null", f"{column} is never null", columns=(column,))
    for column, words in content.get("vocabulary", {}).items():
        title = f"{column} is one of {', '.join(words)}"
        yield Expectation(
            f"{table}.{column}.vocabulary", table, "vocabulary", title, columns=(column,), values=tuple(words)
        )
    for column, limits in content.get("between", {}).items():
        yield Expectation(
            f"{table}.{column}.between",
            table,
            "between",
            f"{column} is between {limits['low']:,} and {limits['high']:,}",
            severity=_severity(limits),
            columns=(column,),
            low=limits["low"],
            high=limits["high"],
        )
    for column, target in content.get("references", {}).items():
        title = f"{column} exists in {target.rpartition('.')[0]}"
        yield Expectation(f"{table}.{column}.reference", table, "reference", title, columns=(column,), values=(target,))
    for rows in content.get("rows", ()):
        yield Expectation(
            f"{table}.{_text(rows, 'name')}",
            table,
            "rows",
            _text(rows, "title"),
            severity=_severity(rows),
            fault=rows.get("fault", "reading"),
            query=_text(rows, "query").strip().rstrip(";"),
            why=rows.get("why", ""),
        )
    share = content.get("least_share_of_previous")
    if share is not None:
        yield _not_fewer(table, float(share))


def _not_fewer(table: str, share: float) -> Expectation:
    return Expectation(
        f"{table}.not_fewer",
        table,
        "rows",
        f"There are at least {share:.0%} as many rows as in the run before",
        severity="warning",
        query=(
            f"select concat('there were ', before.value, ' rows, there are ', present.row_count) as text\n"
            f"from previous as before\n"
            f"inner join table_size as present\n"
            f"    on before.rule_code = present.table_name || '.columns'\n"
            f"where present.table_name = '{table}' and present.row_count < {share} * before.value"
        ),
        why="Documents that vanished, or a reader that broke, show as lines that are no longer there.",
    )


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SuiteError(f"{name} is missing")
    return value


def _severity(content: Mapping[str, Any]) -> Severity:
    value = content.get("severity", "error")
    if value not in SEVERITIES:
        raise SuiteError(f"severity {value!r} is none of {', '.join(SEVERITIES)}")
    return cast(Severity, value)
