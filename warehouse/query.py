"""Running an analyst's query and writing its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from warehouse.errors import CallError
from warehouse.output import write_rows

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 10_000
_REFUSED = re.compile(r"disabled|read-only|permission|cannot .*configuration|locked", re.IGNORECASE)
_COMMENT = re.compile(r"--[^\n]*")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def run_query(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    parameters: Mapping[str, str | None],
    format_name: str,
    out: TextIO | None = None,
) -> int:
    """Run one query and write its rows; gives back their number. A query that is wrong or refused is a `CallError`."""
    import duckdb

    if not text.strip().strip(";").strip():
        raise CallError("the query is empty", 'write for example: warehouse sql "show all tables"')
    wanted = set(_PARAMETER.findall(_COMMENT.sub("", text)))
    lacking = sorted(wanted - set(parameters))
    if lacking:
        raise CallError(f"the query needs a value for ${lacking[0]}", f"add --param {lacking[0]}=VALUE")
    given = {name: value for name, value in parameters.items() if name in wanted}
    try:
        result = connection.execute(text, given) if given else connection.execute(text)
        columns = [column[0] for column in result.description or []]
        return write_rows(columns, _rows(result), format_name, out)
    except duckdb.Error as error:
        raise CallError(_plain(str(error)), _advice(str(error))) from error


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def _plain(message: str) -> str:
    """DuckDB's message without the drawing under it."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    kept = [line for line in lines if not line.startswith(("LINE ", "^"))]
    where = next((line.split(":")[0].lower() for line in lines if line.startswith("LINE ")), "")
    return f"{' '.join(kept)[:300]}" + (f" ({where})" if where else "")


def _advice(message: str) -> str:
    if _REFUSED.search(message):
        return "queries may only read the published warehouse: no files, no network, no changes, no settings"
    return ""
