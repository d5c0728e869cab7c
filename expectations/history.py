"""The memory of quality runs: two append-only Delta tables that outlive every rebuild.

HOME/quality/history/result     what came of every expectation in every run, passes too
HOME/quality/history/run        the runs; a run counts once its row stands here, and it is written last

A process killed at any moment leaves results without a run, which nobody reads. Runs that end at the same moment both
stand: appends of Delta tables do not get in each other's way. The star's own file carries the last runs as quality.run
and quality.result (`copy_into`), so that SQL finds them. Results are read where they stand and never as a whole: a job
that runs every quarter of an hour leaves fifteen million of them in a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
#: runs that the star's own file carries
RUNS_IN_STAR = 500


class HistoryError(Exception):
    """The history cannot be read or written."""

    exit_code = 3
    hint = "the next check or load sets it aside, and goes on with what the warehouse file remembers"


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
    """Keep a run: its results first, then the row that makes them count. Raises `HistoryError`."""
    import pyarrow as pa

    rows = {"result": [_result_row(run.run_key, item) for item in run.outcomes], "run": [_run_row(run)]}
    for table, listed in rows.items():
        append_rows(folder, table, pa.Table.from_pylist(listed, schema=_schema(table)))


def append_rows(folder: Path, table: str, rows: pa.Table) -> None:
    from deltalake import write_deltalake
    from deltalake.exceptions import DeltaError

    path = folder / "history" / table
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_deltalake(str(path), rows, mode="append", schema_mode="merge")
        _compact(path)
    except (OSError, DeltaError) as error:
        raise _history_error(error) from error


def _history_error(error: Exception) -> HistoryError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return HistoryError(f"the history of quality runs cannot be read or written: {reason}")


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
    """Views `run` and `result` of a connection: all that counts."""
    for table in ("run", "result"):
        files = _files(folder, table)
        if files:
            connection.read_parquet(files, union_by_name=True).create_view(f"past_{table}")
        else:
            connection.from_arrow(_schema(table).empty_table()).create(f"past_{table}")
    connection.execute("create table run as select * from past_run")
    connection.execute("create view result as select * from past_result where run_key in (select run_key from run)")


@contextmanager
def open_history(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the table `run` and the view `result`. What goes wrong within it is a `HistoryError`."""
    import duckdb
    from deltalake.exceptions import DeltaError

    connection = duckdb.connect()
    try:
        _define(connection, folder)
        yield connection
    except (duckdb.Error, DeltaError, OSError) as error:
        raise _history_error(error) from error
    finally:
        connection.close()


def copy_into(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The last runs into quality.run and quality.result of a warehouse file that is open for writing."""
    present = {str(key) for (key,) in connection.execute("select run_key from quality.run").fetchall()}
    with open_history(folder) as past:
        kept = past.execute("select run_key from run order by run_key desc limit $n", {"n": RUNS_IN_STAR}).fetchall()
        keys = {str(key) for (key,) in kept}
        wanted = sorted(keys - present)
        query = "select * from {} where run_key in (select unnest($keys::varchar[])) order by run_key"
        tables = {
            name: past.sql(query.format(name), params={"keys": wanted}).to_arrow_table() for name in ("run", "result")
        }
    gone = sorted(present - keys)
    connection.execute("begin")
    for table, rows in tables.items():
        connection.execute(
            f"delete from quality.{table} where run_key in (select unnest($keys::varchar[]))", {"keys": gone}
        )
        connection.register("kept_history", rows)
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


def last_run_key(folder: Path) -> str | None:
    """The key of the last run; None before the first."""
    with open_history(folder) as past:
        row = past.execute("select max(run_key) from run").fetchone()
    return row[0] if row else None
