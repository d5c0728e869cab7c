"""A warehouse file opened for a quality run: read-only, with the tables beside it that expectations read.

temp.known          failures that are accepted (rule, document, signature)
temp.failing        every row of a rule that does not hold, whose fault it is, whether it is known (sql/quality/verdict)
temp.table_size     rows of every table that has a suite
temp.previous       what the run before measured
temp.setting        limits, and the fingerprint that a current build would have

Temporary tables are this connection's own: the file is not written to, and other readers see nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from expectations.definitions import Expectation, Severity
from expectations.known import Accepted
from expectations.queries import literal
from expectations.thresholds import Thresholds
from warehouse.verdict import decide

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class RuleState:
    """What the build says of one rule of sql/checks or sql/audit, or of one kind of notice of the loaders."""

    code: str
    suite: str
    title: str
    why: str
    #: the worst severity of the rows that count, else that of the rule
    severity: Severity
    broken: str | None
    rows_checked: int | None
    rows_accepted: int
    #: rows that fail and are not known
    rows_open: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run knows beside the warehouse file."""

    known: tuple[Accepted, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    #: rule code -> what the run before measured
    previous: Mapping[str, int] = field(default_factory=dict)
    #: of a build made now from the store; None where nobody looked
    current_fingerprint: str | None = None
    today: date | None = None
    #: tables of schema quality (rule, reconciliation, finding) with the rules that changed since the build
    late_results: Mapping[str, pa.Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    connection: duckdb.DuckDBPyConnection
    thresholds: Thresholds
    table_sizes: Mapping[str, int]
    rules: tuple[RuleState, ...]
    built_at: datetime | None
    fingerprint: str | None
    documents: int


class Interrupted(Exception):
    """A query was stopped at its time limit."""


def prepare(connection: duckdb.DuckDBPyConnection, expectations: Iterable[Expectation], inputs: Inputs) -> Session:
    """Make the temporary tables of a run."""
    _write_known(connection, inputs)
    _write_settings(connection, inputs)
    unusable = _write_failing(connection, inputs)
    sizes = _table_sizes(connection, sorted({item.suite for item in expectations}))
    build = _row_or_none(connection, "select built_at, fingerprint from quality.build limit 1")
    documents = _row_or_none(connection, "select count(*) from main.dim_document where outcome <> 'unknown'")
    return Session(
        connection,
        inputs.thresholds,
        sizes,
        tuple(_rules(connection)) if unusable is None else (_no_rules(unusable),),
        build[0] if build else None,
        build[1] if build else None,
        int(documents[0]) if documents else 0,
    )


def _row_or_none(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...] | None:
    """A row of a table that may be gone: its suite says so."""
    import duckdb

    try:
        return connection.execute(query).fetchone()
    except duckdb.Error:
        return None


def _write_failing(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> str | None:
    """Make temp.failing. Gives back why not, where a table that it reads is gone; it is then empty."""
    import duckdb

    try:
        _write_results(connection, inputs)
        decide(connection)
    except duckdb.Error as error:
        connection.execute("create or replace temp table failing (rule_code varchar, is_accepted boolean)")
        return " ".join(str(error).split())[:300]
    return None


def _no_rules(reason: str) -> RuleState:
    """Stands for all rules where their results cannot be read."""
    title = "The results of the rules can be read"
    return RuleState("results_of_rules", "checks", title, "", "error", reason, None, 0, 0)


def _write_known(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    connection.execute(
        "create or replace temp table known"
        " (rule_code varchar, document_key varchar, file_name varchar, signature varchar)"
    )
    today = inputs.today or date.today()
    rows = [
        (item.rule, item.document_key, item.file_name, signature)
        for item in inputs.known
        if item.holds_on(today)
        for signature, _ in item.figures
    ]
    if rows:
        connection.executemany("insert into known values (?, ?, ?, ?)", rows)


def _write_results(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Views reconciled, found and ruled: the results of the build, but for the rules that ran anew since."""
    late = inputs.late_results.get("rule")
    codes = ", ".join(literal(code) for code in late.column("rule_code").to_pylist()) if late is not None else ""
    for table, view in (("reconciliation", "reconciled"), ("finding", "found"), ("rule", "ruled")):
        query = f"select * from quality.{table}"
        if late is not None and codes:
            connection.register("late_rows", inputs.late_results[table])
            connection.execute(f"create or replace temp table late_{table} as select * from late_rows")
            connection.unregister("late_rows")
            query += f" where rule_code not in ({codes}) union all by name select * from late_{table}"
        connection.execute(f"create or replace temp view {view} as {query}")


def _write_settings(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    connection.execute("create or replace temp table setting (name varchar, value double, text varchar)")
    connection.execute("create or replace temp table previous (rule_code varchar, value bigint)")
    connection.execute(
        "insert into setting values ('oldest_build_days', ?, null), ('fingerprint', null, ?)",
        [inputs.thresholds.oldest_build_days, inputs.current_fingerprint],
    )
    if inputs.previous:
        connection.executemany("insert into previous values (?, ?)", list(inputs.previous.items()))


def _table_sizes(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> dict[str, int]:
    """Rows of each table; a table that is not there has no size, and its suite says so."""
    import duckdb

    sizes: dict[str, int] = {}
    for table in tables:
        try:
            row = connection.execute(f"select count(*) from {table}").fetchone()
        except duckdb.Error:
            continue
        sizes[table] = int(row[0]) if row else 0
    connection.execute("create or replace temp table table_size (table_name varchar, row_count bigint)")
    if sizes:
        connection.executemany("insert into table_size values (?, ?)", list(sizes.items()))
    return sizes


_RULES = """
with failing_rules as (
    select
        rule_code,
        any_value(suite) as suite,
        count(*) filter (where is_accepted) as rows_accepted,
        bool_or(severity = 'error' and not is_accepted) as has_error,
        bool_or(severity = 'warning' and not is_accepted) as has_warning,
        count(*) filter (where not is_accepted) as rows_open,
    from failing
    group by rule_code
),
applied as (
    select rule_code, sum(applications) as applications from reconciled group by rule_code
),
documents as (
    select count(*) as loaded from main.dim_document where outcome = 'loaded'
),
rules as (
    select
        rule.rule_code,
        case rule.kind when 'check' then 'checks' else 'audit' end as suite,
        rule.title,
        rule.why,
        rule.severity,
        case when rule.outcome = 'broken' then rule.outcome_reason end as broken,
        case rule.kind when 'check' then coalesce(applied.applications, 0) else documents.loaded end as rows_checked,
    from ruled as rule
    cross join documents
    left join applied using (rule_code)
    union all
    select distinct
        notice.rule_code,
        'notices',
        'Notices of the loaders: ' || replace(notice.rule_code, '_', ' '),
        'A loader says so where it read something that it cannot vouch for.',
        'info',
        null,
        documents.loaded,
    from quality.notice as notice
    cross join documents
    where notice.rule_code not in (select rule_code from ruled)
)
select
    rules.rule_code,
    rules.suite,
    rules.title,
    rules.why,
    case
        when failing_rules.has_error then 'error'
        when failing_rules.has_warning then 'warning'
        when failing_rules.rows_open > 0 then 'info'
        else rules.severity
    end,
    rules.broken,
    rules.rows_checked,
    coalesce(failing_rules.rows_accepted, 0),
    coalesce(failing_rules.rows_open, 0),
from rules
left join failing_rules using (rule_code)
order by rules.suite, rules.rule_code
"""


def _rules(connection: duckdb.DuckDBPyConnection) -> Iterator[RuleState]:
    for code, suite, title, why, severity, broken, checked, accepted, opened in connection.execute(_RULES).fetchall():
        yield RuleState(
            code,
            suite,
            title,
            why or "",
            severity,
            broken,
            None if checked is None else int(checked),
            int(accepted),
            int(opened),
        )
