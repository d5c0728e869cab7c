"""The memory of quality runs: two append-only Delta tables that outlive every rebuild.

HOME/quality/history/result     what came of every expectation in every run, passes too
HOME/quality/history/run        the runs; a run counts once its row stands here, and it is written last

A process killed at any moment leaves results without a run, which nobody reads. Runs that end at the same moment both
stand: appends of Delta tables do not get in each other's way. The star's own file carries a copy as quality.run and
quality.result (`copy_into`), so that SQL finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.definitions import Outcome, Run
from warehouse.delta_files import files_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

#: small files are merged above this number
_COMPACT_ABOVE_FILES = 60
#: lines that are kept with a result
_LINE_KEYS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one expectation against the run before."""

    #: new | still | changed (it fails otherwise than before) | fixed
    what: str
    rule_code: str
    suite: str
    title: str
    severity: str
    status: str
    fault: str | None
    rows_failed: int
    message: str | None
    #: when it began to fail, for how many runs it has, and for how many it had in the run that is compared with
    since: datetime
    runs: int
    runs_before: int


def _run_row(run: Run) -> dict[str, object]:
    return {
        "run_key": run.run_key,
        "started_at": run.started_at,
        "trigger": run.trigger,
        "outcome": run.outcome,
        "built_at": run.built_at,
        "fingerprint": run.fingerprint,
        "program_version": run.program_version,
        "documents": run.documents,
        "expectations": len(run.outcomes),
        "passed": run.count("passed"),
        "failed_error": run.count("failed", "error"),
        "failed_warning": run.count("failed", "warning"),
        "failed_info": run.count("failed", "info"),
        "failed_reading": run.failed_by("reading"),
        "failed_publication": run.failed_by("publication"),
        "accepted": run.count("accepted"),
        "broken": run.count("broken"),
        "seconds": run.seconds,
    }


def _result_row(run_key: str, item: Outcome) -> dict[str, object]:
    return {
        "run_key": run_key,
        "rule_code": item.rule_code,
        "suite": item.suite,
        "kind": item.kind,
        "title": item.title,
        "severity": item.severity,
        "status": item.status,
        "fault": item.fault,
        "rows_checked": item.rows_checked,
        "rows_failed": item.rows_failed,
        "rows_failed_reading": item.rows_failed_reading,
        "rows_accepted": item.rows_accepted,
        "value": item.value,
        "message": item.message,
        "line_keys": [failure.line_key for failure in item.failures if failure.line_key][:_LINE_KEYS],
        "digest": item.digest,
        "seconds": item.seconds,
    }


_RUN_COUNTS = (
    *("documents", "expectations", "passed", "failed_error", "failed_warning", "failed_info"),
    *("failed_reading", "failed_publication", "accepted", "broken"),
)
_RESULT_TEXTS = ("run_key", "rule_code", "suite", "kind", "title", "severity", "status", "fault")
_RESULT_COUNTS = ("rows_checked", "rows_failed", "rows_failed_reading", "rows_accepted", "value")


def _schema(table: str) -> pa.Schema:
    import pyarrow as pa

    text, count, moment = pa.string(), pa.int64(), pa.timestamp("us")
    if table == "run":
        fields = [("run_key", text), ("started_at", moment), ("trigger", text), ("outcome", text), ("built_at", moment)]
        fields += [("fingerprint", text), ("program_version", text), *((name, count) for name in _RUN_COUNTS)]
    else:
        fields = [*((name, text) for name in _RESULT_TEXTS), *((name, count) for name in _RESULT_COUNTS)]
        fields += [("message", text), ("line_keys", pa.list_(text)), ("digest", text)]
    return pa.schema([*fields, ("seconds", pa.float64())])


def append(folder: Path, run: Run) -> None:
    """Keep a run: its results first, then the row that makes them count."""
    import pyarrow as pa
    from deltalake import write_deltalake

    rows = {"result": [_result_row(run.run_key, item) for item in run.outcomes], "run": [_run_row(run)]}
    for table, listed in rows.items():
        path = folder / "history" / table
        path.parent.mkdir(parents=True, exist_ok=True)
        write_deltalake(
            str(path), pa.Table.from_pylist(listed, schema=_schema(table)), mode="append", schema_mode="merge"
        )
        _compact(path)


def _compact(path: Path) -> None:
    from deltalake import DeltaTable

    table = DeltaTable(str(path))
    if len(table.file_uris()) > _COMPACT_ABOVE_FILES:
        table.optimize.compact()
        # Not vacuumed: somebody may be reading the files that were merged. They go after the usual week.
        table.cleanup_metadata()
        table.vacuum(dry_run=False)


def _files(folder: Path, table: str) -> list[str]:
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    path = folder / "history" / table
    if not (path / "_delta_log").is_dir():
        return []
    try:
        return files_of(DeltaTable(str(path)))
    except DeltaError:
        # Killed before its first commit: nothing is in it.
        if any((path / "_delta_log").glob("*.json")):
            raise
        return []


def _define(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Tables `run` and `result` of a connection: all that counts."""
    for table in ("run", "result"):
        files = _files(folder, table)
        rows = (
            connection.read_parquet(files, union_by_name=True)
            if files
            else connection.from_arrow(_schema(table).empty_table())
        )
        rows.create(f"past_{table}")
    connection.execute("create view run as select * from past_run")
    connection.execute(
        "create view result as select * from past_result where run_key in (select run_key from past_run)"
    )


@contextmanager
def open_history(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the views `run` and `result`."""
    import duckdb

    connection = duckdb.connect()
    try:
        _define(connection, folder)
        yield connection
    finally:
        connection.close()


def copy_into(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The whole history into quality.run and quality.result of a warehouse file that is open for writing."""
    with open_history(folder) as past:
        tables = {
            name: past.sql(f"select * from {name} order by run_key").to_arrow_table() for name in ("run", "result")
        }
    connection.execute("begin")
    for table, rows in tables.items():
        connection.register("kept_history", rows)
        connection.execute(f"delete from quality.{table}")
        connection.execute(f"insert into quality.{table} by name select * from kept_history")
        connection.unregister("kept_history")
    connection.execute("commit")
    connection.execute("checkpoint")


def previous_values(folder: Path) -> dict[str, int]:
    """What the last run measured."""
    with open_history(folder) as past:
        rows = past.execute(
            "select rule_code, value from result where value is not null and run_key = (select max(run_key) from run)"
        ).fetchall()
    return {str(code): int(value) for code, value in rows}


_CHANGES = """
with numbered as (
    select run_key, started_at, row_number() over (order by run_key) as run_no from run where run_key <= $run_key
),
base as (
    select case
        when $base is null then (select max(run_no) - 1 from numbered)
        else coalesce((select max(run_no) from numbered where run_key <= $base and run_key < $run_key), 0)
    end as run_no
),
results as (
    select result.*, numbered.run_no, numbered.started_at, status in ('failed', 'broken') as is_bad
    from result
    inner join numbered using (run_key)
),
present as (
    select * from results where run_key = $run_key
),
before as (
    select *
    from results
    where run_no <= (select run_no from base)
    qualify row_number() over (partition by rule_code order by run_no desc) = 1
),
last_good as (
    select rule_code, max(run_no) as run_no from results where not is_bad group by rule_code
),
streaks as (
    select results.rule_code, min(results.started_at) as since, count(*) as runs
    from results
    left join last_good using (rule_code)
    where results.is_bad and results.run_no > coalesce(last_good.run_no, 0)
    group by results.rule_code
)
select
    case
        when not coalesce(before.is_bad, false) then 'new'
        when before.digest is distinct from present.digest then 'changed'
        else 'still'
    end as what,
    present.rule_code, present.suite, present.title, present.severity, present.status, present.fault,
    present.rows_failed, present.message, streaks.since, streaks.runs,
    greatest(0, streaks.runs - (select max(run_no) from numbered) + (select run_no from base)) as runs_before,
from present
left join before using (rule_code)
inner join streaks using (rule_code)
where present.is_bad
union all
select
    'fixed', before.rule_code, before.suite, before.title, before.severity, coalesce(present.status, 'gone'), null,
    0, before.message, coalesce(present.started_at, before.started_at), 1, 0,
from before
left join present using (rule_code)
where before.is_bad and not coalesce(present.is_bad, false)
    and before.run_no = (select run_no from base)
order by
    list_position(['new', 'changed', 'fixed', 'still'], what), list_position(['error', 'warning', 'info'], severity),
    rule_code
"""


def changes(folder: Path, run_key: str | None = None, base: str | None = None) -> list[Change]:
    """Every expectation that fails in a run (the last one), or that failed in the base and no longer does.

    The base is the run to compare with: the one before, unless it is named; '' is the time before all runs.
    """
    with open_history(folder) as past:
        if run_key is None:
            last = past.execute("select max(run_key) from run").fetchone()
            run_key = last[0] if last else None
        if run_key is None:
            return []
        return [Change(*row) for row in past.execute(_CHANGES, {"run_key": run_key, "base": base}).fetchall()]


def is_first(folder: Path) -> bool:
    """Whether no run stands in the history."""
    return not _files(folder, "run")
