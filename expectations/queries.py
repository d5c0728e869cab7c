"""The SQL of an expectation: a query whose rows are what fails. One and the same for both ways to run it.

1. `offending` gives the query of one expectation, with the columns that a `Failure` needs (`text` and where there are,
   `line_key`, `document_key`, `file_name`, `fault`, `evidence`, `signature`).
2. `summed` wraps it: one row with the number of offending rows, how many are faults of our reading, a digest of all
   and a sample. So each query runs once, however many rows offend.
3. Keys are compared by their hash first: ten million keys are then 80 MB, and only what collides is looked at.
"""

from __future__ import annotations

import hashlib
import json

from expectations.definitions import SAMPLE_ROWS, Expectation, Failure, Verdict

_VERDICTS: dict[str, Verdict] = {"publication": "publication", "undecided": "undecided"}

#: the key of a table whose rows can be traced
_TRACED = {
    "main.fact_spending": "line_key",
    "main.fact_revenue": "line_key",
    "main.fact_indicator": "line_key",
    "mart.spending_line": "line_key",
    "mart.revenue_line": "line_key",
    "mart.indicator_line": "line_key",
}


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def offending(expectation: Expectation) -> str:
    """The query whose rows are what fails."""
    if expectation.kind in ("rows", "rule"):
        return expectation.query
    if expectation.kind == "columns":
        return _columns(expectation)
    if expectation.kind == "key":
        return _key(expectation)
    if expectation.kind == "reference":
        return _reference(expectation)
    (column,) = expectation.columns
    traced = _TRACED.get(expectation.suite)
    line = f", {traced} as line_key" if traced else ""
    text = f"concat('{column} is ', coalesce({column}::varchar, 'null'))"
    return f"select {text} as text{line}\nfrom {expectation.suite}\nwhere {fails(expectation)}"


def fails(expectation: Expectation) -> str:
    """The condition under which one row fails a condition on one column."""
    (column,) = expectation.columns
    if expectation.kind == "not_null":
        return f"{column} is null"
    if expectation.kind == "vocabulary":
        return f"{column} not in ({', '.join(literal(word) for word in expectation.values)})"
    return f"not ({column} between {expectation.low} and {expectation.high})"


def _columns(expectation: Expectation) -> str:
    schema, _, table = expectation.suite.partition(".")
    pairs = (value.partition(" ") for value in expectation.values)
    wanted = ", ".join(f"({literal(name)}, {literal(kind)})" for name, _, kind in pairs)
    return (
        "select concat('there is no column ', wanted.name, ' of type ', wanted.type) as text\n"
        f"from (values {wanted}) as wanted (name, type)\n"
        "anti join duckdb_columns() as present\n"
        f"    on present.schema_name = {literal(schema)} and present.table_name = {literal(table)}\n"
        "    and present.column_name = wanted.name and present.data_type = wanted.type"
    )


def _key(expectation: Expectation) -> str:
    columns = ", ".join(expectation.columns)
    values = " || '|' || ".join(f"coalesce({column}::varchar, '')" for column in expectation.columns)
    traced = _TRACED.get(expectation.suite)
    line = ", any_value(line_key) as line_key" if traced == "line_key" else ""
    return (
        f"select concat({values}, ' stands ', count(*), ' times') as text{line}\n"
        f"from {expectation.suite}\n"
        f"where hash({columns}) in (select hash({columns}) from {expectation.suite} group by 1 having count(*) > 1)\n"
        f"group by {columns}\n"
        "having count(*) > 1"
    )


def _reference(expectation: Expectation) -> str:
    (column,) = expectation.columns
    table, _, key = expectation.values[0].rpartition(".")
    return (
        f"select concat({literal(column + ' ')}, used.value, ' of ', used.row_count, ' rows does not exist') as text\n"
        f"from (select {column} as value, count(*) as row_count from {expectation.suite} group by 1) as used\n"
        f"where used.value is not null and used.value not in (select {key} from {table} where {key} is not null)"
    )


def rule_query(code: str) -> str:
    """What fails and is not known of a rule, from its result in the build."""
    return (
        "select text, line_keys[1] as line_key, document_key, file_name, fault, evidence, signature\n"
        f"from failing\nwhere rule_code = {literal(code)} and not is_accepted"
    )


def summed(query: str) -> str:
    """One row: how many offend, how many of them by our fault, a digest of all, a sample as JSON."""
    return (
        f"with offending as (\n{query}\n),\n"
        "as_json as (select to_json(offending)::varchar as row_json from offending),\n"
        "marked as (\n"
        "    select *, coalesce(row_json ->> '$.signature', row_json ->> '$.text', row_json) as mark from as_json\n"
        ")\n"
        "select\n"
        "    count(*) as rows_failed,\n"
        "    count(*) filter (where (row_json ->> '$.fault') in ('publication', 'undecided')) as rows_publication,\n"
        "    bit_xor(md5_number_lower(mark))::varchar as digest,\n"
        # The smallest rows: the same sample every time, and no list of all that fail.
        f"    to_json(min(row_json, {SAMPLE_ROWS}))::varchar as sample\n"
        "from marked"
    )


def failures_of(sample: str | None) -> tuple[Failure, ...]:
    """The sample of `summed` as values."""
    rows = [json.loads(text) for text in json.loads(sample or "[]") or []]
    return tuple(
        Failure(
            str(row.get("text") or ", ".join(f"{name} = {value}" for name, value in row.items())),
            row.get("line_key"),
            row.get("document_key"),
            row.get("file_name"),
            _VERDICTS.get(str(row.get("fault")), "reading"),
            row.get("evidence"),
            row.get("signature"),
        )
        for row in rows
    )


def digest_of(number: str | None, count: int) -> str | None:
    """A short digest of everything that failed."""
    return hashlib.sha256(f"{number} {count}".encode()).hexdigest()[:12] if count else None
