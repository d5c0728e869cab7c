"""Runs the articulation rules (sql/checks) and the audit rules (sql/audit) over a warehouse that is being built.

1. A rule is a file: a header of comments (`-- title: …`) and one query. Its name is the name of the file. Dropping a
   file into the folder adds the rule.
2. The files of sql/checks/working run first: they make the tables `rules.*` that rules read, each in one pass over the
   lines, so that the cost of a rule does not grow with what it does not look at. They are dropped at the end.
3. Rules run two at a time, each on a connection of its own, for to plan a query keeps one processor busy only; in a
   small warehouse that is most of their time. What they give is stored in the order of the files, while the next run.
4. The files of sql/quality/after then fill in where each finding stands and how much money it concerns.
5. A rule that fails or takes too long is reported as broken in quality.rule; the others run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.resources import resource_folder
from warehouse.rule_file import Rule, nameless, read_rule
from warehouse.rule_results import RuleOutcome, store_check, store_failed_checks, store_findings, store_rules
from warehouse.time_limit import time_limit

if TYPE_CHECKING:
    import duckdb

_TIMEOUT_SECONDS = 60.0
_AT_A_TIME = 2
#: what each kind of rule must give; other columns may follow.
_NEEDED = {"checks": ("document_key", "left_yuan", "right_yuan"), "audit": ("document_key", "subject", "message")}
_STORE: dict[str, Callable[[duckdb.DuckDBPyConnection, Rule, Collection[str]], None]] = {
    "checks": store_check,
    "audit": store_findings,
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a rule gave stands in the temporary table rule_output of the connection."""

    connection: duckdb.DuckDBPyConnection
    outcome: RuleOutcome
    columns: frozenset[str] = frozenset()


def apply_rules(
    connection: duckdb.DuckDBPyConnection,
    *,
    root: Path | None = None,
    timeout_seconds: float = _TIMEOUT_SECONDS,
    only: Collection[str] | None = None,
) -> tuple[RuleOutcome, ...]:
    """Fill quality.reconciliation, quality.finding and quality.rule of the database being built.

    `only` names the rules to run; without it all run.
    """
    sql = root or resource_folder("sql")
    connection.execute("drop schema if exists rules cascade; create schema rules")
    for table in ("reconciliation", "finding", "rule"):
        connection.execute(f"delete from quality.{table}")
    _run_files(connection, sql / "checks" / "working")
    files = [file for folder in _STORE for file in sorted((sql / folder).glob("*.sql"))]
    outcomes = _run(connection, [file for file in files if only is None or file.stem in only], timeout_seconds)
    store_failed_checks(connection, outcomes)
    store_rules(connection, outcomes)
    _run_files(connection, sql / "quality" / "after")
    connection.execute("drop schema rules cascade")
    return tuple(outcomes)


def _run_files(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    import duckdb

    for file in sorted(folder.glob("*.sql")):
        try:
            connection.execute(file.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            place = "/".join(file.parts[-3:])
            raise ModelError(f"sql/{place}: {_line(error)}") from error


def _run(connection: duckdb.DuckDBPyConnection, files: list[Path], timeout_seconds: float) -> list[RuleOutcome]:
    (path,) = connection.execute("select current_setting('search_path')").fetchall()[0]
    # One more than run: what it gave is being stored.
    cursors = tuple(connection.cursor() for _ in range(_AT_A_TIME + 1))
    try:
        for cursor in cursors:
            cursor.execute("set search_path = $path", {"path": path})
        return [_stored(answer, timeout_seconds) for answer in _answers(cursors, files, timeout_seconds)]
    finally:
        for cursor in cursors:
            cursor.close()


def _answers(
    cursors: tuple[duckdb.DuckDBPyConnection, ...], files: list[Path], timeout_seconds: float
) -> Iterator[_Answer]:
    """The answers in the order of the files; while one is looked at, the next are on their way."""
    under_way: deque[Future[_Answer]] = deque()
    with ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="rule") as beside:
        try:
            for file, cursor in zip(files, cycle(cursors), strict=False):
                under_way.append(beside.submit(_answer, cursor, file, timeout_seconds))
                if len(under_way) > _AT_A_TIME:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BaseException:
            # Whoever stops the load does not wait for the rules that are running.
            beside.shutdown(wait=False, cancel_futures=True)
            for cursor in cursors:
                cursor.interrupt()
            raise


def _answer(connection: duckdb.DuckDBPyConnection, file: Path, timeout_seconds: float) -> _Answer:
    import duckdb

    rule = nameless(file)

    def broken(reason: str) -> _Answer:
        return _Answer(connection, RuleOutcome(rule, reason, 0))

    try:
        rule = read_rule(file)
        statements = connection.extract_statements(rule.query)
        if [item.type for item in statements] != [duckdb.StatementType.SELECT]:
            # A second statement would run on the build itself.
            return broken("is not one query: a rule is one select")
        with time_limit(connection, timeout_seconds):
            made = connection.execute(f"create or replace temp table rule_output as {rule.query}").fetchone()
    except ModelError as error:
        return broken(str(error))
    except UnicodeDecodeError:
        return broken("the file is no text in UTF-8")
    except duckdb.InterruptException:
        return broken(f"stopped after {timeout_seconds:g} seconds")
    except duckdb.Error as error:
        return broken(_line(error))
    columns = frozenset(str(row[0]) for row in connection.execute("describe rule_output").fetchall())
    lacking = [
        name for name in _NEEDED[rule.folder] if name not in columns and not (name == "message" and rule.message)
    ]
    if lacking:
        return broken(f"gives no column {', '.join(lacking)}")
    return _Answer(connection, RuleOutcome(rule, None, int(made[0]) if made else 0), columns)


def _stored(answer: _Answer, timeout_seconds: float) -> RuleOutcome:
    import duckdb

    outcome = answer.outcome
    if outcome.broken is not None or not outcome.row_count:
        return outcome
    try:
        with time_limit(answer.connection, timeout_seconds):
            _STORE[outcome.rule.folder](answer.connection, outcome.rule, answer.columns)
    except duckdb.InterruptException:
        return RuleOutcome(outcome.rule, f"stopped after {timeout_seconds:g} seconds", 0)
    except duckdb.Error as error:
        return RuleOutcome(outcome.rule, _line(error), 0)
    return outcome


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:400]
