"""The shell of `warehouse sql`: several lines a query, history, completion of tables, columns and words of SQL.

A query ends with a semicolon; below its rows stand their number and the time it took. A long result is cut, and a line
says so (`.limit N` sets where). `.tables` lists what there is, `.schema TABLE` its columns, `.help` says so, `.quit`
(or Ctrl-D) leaves. An error is told and the shell goes on.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import CallError, WarehouseError
from warehouse.interrupt import heeded, met
from warehouse.query import run_query

if TYPE_CHECKING:
    import duckdb
    from prompt_toolkit import PromptSession

_WORDS = (
    *("select", "from", "where", "group by all", "order by", "limit", "having", "with", "join", "left join", "using"),
    *(
        "case",
        "when",
        "then",
        "else",
        "end",
        "distinct",
        "count(*)",
        "sum(",
        "min(",
        "max(",
        "filter (where",
        "is not null",
    ),
)
_HELP = """\
end a query with ; — several lines are fine
.tables          tables and views with their meaning
.schema TABLE    columns of a table
.limit N         show at most N rows of a result (1000 at the start, 0 for all)
.quit            leave (or Ctrl-D)"""
_COMMANDS = (".help", ".tables", ".schema", ".limit", ".quit", ".exit")
_TABLES = """
select schema_name || '.' || table_name as "table", comment from duckdb_tables()
where schema_name in ('main', 'mart') and not internal
union all
select schema_name || '.' || view_name, comment from duckdb_views()
where schema_name in ('main', 'mart') and not internal
order by all
"""


@dataclass(slots=True)
class Settings:
    """What a user of the shell may set."""

    format_name: str
    #: rows of a result that are shown; 0 for all. A result of millions would run for minutes over the screen.
    limit: int = 1_000


def shell(connection: duckdb.DuckDBPyConnection, format_name: str) -> int:
    """Ask, answer, until the user leaves."""
    session = _session(connection)
    settings = Settings(format_name)
    sys.stdout.write("read-only shell on the published warehouse; .help for help, .quit to leave\n")
    while True:
        try:
            text = session.prompt("warehouse> ").strip()
        except KeyboardInterrupt:
            met()
            continue
        except EOFError:
            return 0
        if text.rstrip("; ") in (".quit", ".exit", "quit", "exit"):
            return 0
        if text:
            answer(connection, text, settings)


def answer(connection: duckdb.DuckDBPyConnection, text: str, settings: Settings) -> None:
    """One input: a dot command or a query, then how many rows it gave and how long that took. Errors are said, not
    raised."""
    try:
        if text.startswith("."):
            _command(connection, text, settings)
        else:
            started = time.perf_counter()
            with heeded():
                count = run_query(connection, text, {}, settings.format_name, most=settings.limit)
            seconds = time.perf_counter() - started
            sys.stdout.write(f"{count:,} row{'s' * (count != 1)} in {seconds:.2f} s\n")
    except WarehouseError as error:
        sys.stderr.write(f"{error}\n" + (f"  {error.hint}\n" if error.hint else ""))
    except KeyboardInterrupt:
        met()
        sys.stderr.write("stopped\n")


def _command(connection: duckdb.DuckDBPyConnection, text: str, settings: Settings) -> None:
    """A dot command, with or without a semicolon."""
    format_name = settings.format_name
    command, _, rest = text.rstrip("; ").partition(" ")
    if command == ".help":
        sys.stdout.write(_HELP + "\n")
    elif command == ".tables":
        run_query(connection, _TABLES, {}, format_name)
    elif command == ".schema":
        _schema(connection, rest.strip(), format_name)
    elif command == ".limit":
        if not rest.strip().isdecimal():
            raise CallError(".limit: needs a number", "write for example: .limit 100, or .limit 0 for all rows")
        settings.limit = int(rest)
    else:
        near = get_close_matches(command, _COMMANDS, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise CallError(f"{command}: there is no such command", f"{meant}.help lists them")


def _schema(connection: duckdb.DuckDBPyConnection, table: str, format_name: str) -> None:
    """The columns of one table, named with its schema or without."""
    if not table:
        raise CallError(".schema: needs a table", "write for example: .schema mart.spending_line")
    known = connection.execute("select distinct schema_name, table_name from duckdb_columns()").fetchall()
    schema, _, name = table.lower().rpartition(".")
    if not any(name == item[1].lower() and schema in ("", item[0].lower()) for item in known):
        listed = [f"{item[0]}.{item[1]}" for item in known if item[0] in ("main", "mart")]
        near = get_close_matches(table, listed + [item.partition(".")[2] for item in listed], n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise CallError(f"{table}: there is no such table", f"{meant}.tables lists them")
    query = (
        "select column_name, data_type, comment from duckdb_columns()"
        " where lower(table_name) = $name and ($schema = '' or lower(schema_name) = $schema)"
    )
    run_query(connection, query, {"name": name, "schema": schema}, format_name)


def _is_done(text: str) -> bool:
    bare = text.strip()
    return not bare or bare.endswith(";") or bare.startswith(".") or bare in ("quit", "exit")


def _session(connection: duckdb.DuckDBPyConnection) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers.sql import SqlLexer

    names = connection.execute(
        "select schema_name || '.' || table_name from duckdb_columns() where schema_name in ('main', 'mart')"
        " union select column_name from duckdb_columns() where schema_name in ('main', 'mart')"
    ).fetchall()
    keys = KeyBindings()

    @keys.add("enter", filter=Condition(lambda: True))
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if _is_done(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    history = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "warehouse" / "history"
    history.parent.mkdir(parents=True, exist_ok=True)
    return PromptSession(
        history=FileHistory(str(history)),
        lexer=PygmentsLexer(SqlLexer),
        completer=WordCompleter(
            [*sorted(name for (name,) in names), *_WORDS], ignore_case=True, pattern=None, WORD=True
        ),
        complete_while_typing=False,
        multiline=True,
        key_bindings=keys,
    )
