"""Running an analyst's query, or several, and writing the rows."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from warehouse.errors import CallError
from warehouse.output import write_rows

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 10_000
_REFUSED = re.compile(r"disabled|read-only|permission|cannot .*configuration|locked", re.IGNORECASE)
_COMMENT = re.compile(r"--[^\n]*")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_NOT_CONVERTED = re.compile(r"""Could not convert string (['"])(?P<value>.*?)\1 to (?P<kind>\w+)""", re.DOTALL)
_KINDS = {"INT": "whole number", "UINT": "whole number", "DECIMAL": "number", "DOUBLE": "number", "FLOAT": "number"}


def run_query(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    parameters: Mapping[str, str | None],
    format_name: str,
    out: TextIO | None = None,
    *,
    most: int = 0,
) -> int:
    """Run a query and write its rows, `most` of a result where it is not 0; gives back their number. Where
    there are more of them than `most`, a line says so. A query that is wrong or refused is a `CallError`.

    Of several queries, ended by semicolons, a table is written for each; the formats for programs hold one result.
    """
    import duckdb

    given: dict[str, str | None] = {}
    try:
        found = connection.extract_statements(text)
        if not found:
            raise CallError("the query is empty", 'write for example: warehouse sql "show all tables"')
        printed = _printed(found, format_name)
        texts = [statement.query for statement in found]
        for query in texts:
            _need(query, parameters)
        count = 0
        for place, query in enumerate(texts):
            given = {name: value for name, value in parameters.items() if name in _names(query)}
            result = connection.execute(query, given) if given else connection.execute(query)
            if place in printed:
                if place > min(printed):
                    (out or sys.stdout).write("\n")
                columns = [column[0] for column in result.description or []]
                cut = _Cut(result, most)
                count += write_rows(columns, cut, format_name, out)
                if cut.is_cut:
                    (out or sys.stdout).write(f"these are the first {most:,} rows; .limit 0 shows all\n")
    except duckdb.Error as error:
        raise CallError(_plain(str(error), given), _advice(str(error))) from error
    return count


def giving_rows(found: Sequence[duckdb.Statement]) -> set[int]:
    """The places of the statements that give rows."""
    import duckdb

    return {
        place
        for place, statement in enumerate(found)
        if duckdb.ExpectedResultType.QUERY_RESULT in statement.expected_result_type
        and statement.type != duckdb.StatementType.CREATE
    }


def _printed(found: Sequence[duckdb.Statement], format_name: str) -> set[int]:
    """The places of the statements whose rows are written: all that give rows, or the last one where none does."""
    giving = giving_rows(found)
    if len(giving) > 1 and format_name != "table":
        raise CallError(
            f"{len(giving)} queries give {len(giving)} results, and {format_name} holds one",
            "run them one by one, or without --format",
        )
    return giving or {len(found) - 1}


def _names(query: str) -> set[str]:
    return set(_PARAMETER.findall(_COMMENT.sub("", query)))


def _need(query: str, parameters: Mapping[str, str | None]) -> None:
    lacking = sorted(_names(query) - set(parameters))
    if lacking:
        raise CallError(f"the query needs a value for ${lacking[0]}", f"add --param {lacking[0]}=VALUE")


class _Cut:
    """The rows of a result, `most` of them where that is not 0; `is_cut` tells afterwards whether there were more."""

    def __init__(self, result: duckdb.DuckDBPyConnection, most: int) -> None:
        self.result, self.most = result, most
        self.is_cut = False

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        count = 0
        while rows := self.result.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                if self.most and count == self.most:
                    self.is_cut = True
                    return
                count += 1
                yield row


def _plain(message: str, given: Mapping[str, str | None]) -> str:
    """DuckDB's message without the drawing under it; of a value that does not fit, the parameter that it was given."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    kept = [line for line in lines if not line.startswith(("LINE ", "^"))]
    drawn = next((line for line in lines if line.startswith("LINE ")), "")
    where = drawn.split(":")[0].lower()
    converted = _NOT_CONVERTED.search(message)
    if converted:
        at_fault = [name for name, value in given.items() if value == converted["value"]]
        if at_fault:
            kind = next((words for name, words in _KINDS.items() if converted["kind"].startswith(name)), "")
            wanted = kind or f"value of the type {converted['kind']}"
            return f"--param {at_fault[0]}={converted['value']}: is no {wanted}, which the query needs there"
    named = "".join(f"; --param {name}={value}" for name, value in given.items() if f"${name}" in drawn)
    return f"{' '.join(kept)[:300]}{named}" + (f" ({where})" if where else "")


def _advice(message: str) -> str:
    if _NOT_CONVERTED.search(message):
        return "give a number where the query needs one, such as --param year=2026"
    if _REFUSED.search(message):
        return "queries may only read the published warehouse: no files, no network, no changes, no settings"
    return ""
