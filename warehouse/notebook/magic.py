"""`%%sql [NAME] [--rows N] [--quiet]`: a cell of SQL on the published warehouse.

1. `$name` in the query takes the notebook's variable of that name.
2. The rows are kept as a Polars frame under NAME (else `_sql`), decimals exact, and the first ones are shown.
3. A query that is wrong gives DuckDB's sentence, not a traceback.
4. Tab completes tables, columns and words of SQL in such cells, through IPython's own completer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from warehouse.errors import WarehouseError
from warehouse.interrupt import listen
from warehouse.notebook.desk import current
from warehouse.notebook.tables import show
from warehouse.query import giving_rows

if TYPE_CHECKING:
    import polars as pl
    from IPython.core.interactiveshell import InteractiveShell

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_COMMENT = re.compile(r"--[^\n]*")
_WORDS = (
    *("select", "from", "where", "group by all", "order by", "limit", "having", "with", "join", "left join", "using"),
    *(
        "case when",
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


def register(shell: InteractiveShell) -> None:
    """Give a shell the magic and its completion. Doing so twice does no harm."""

    def run(line: str, cell: str) -> None:
        name, rows, is_quiet = _options(line)
        wanted = set(_PARAMETER.findall(_COMMENT.sub("", cell)))
        lacking = sorted(item for item in wanted if item not in shell.user_ns)
        if lacking:
            raise SqlCellError(f"${lacking[0]}: there is no variable of this name in the notebook")
        frame = _run(cell, {item: shell.user_ns[item] for item in wanted})
        shell.user_ns[name] = frame
        if not is_quiet:
            show(frame, rows)

    shell.magics_manager.magics["cell"]["sql"] = run
    # The kernel takes Ctrl-C ("interrupt the kernel") anew for every cell.
    shell.events.register("pre_run_cell", _listen)
    completer = getattr(shell, "Completer", None)
    if completer is not None and not any(getattr(item, "is_of_warehouse", False) for item in completer.custom_matchers):
        completer.custom_matchers.append(_matcher())


def _listen(_: object) -> None:
    listen()


class SqlCellError(WarehouseError):
    """A `%%sql` cell failed."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return str(self).splitlines()


def _run(query: str, parameters: dict[str, object]) -> pl.DataFrame:
    import duckdb

    try:
        several = len(giving_rows(current().connection.extract_statements(query)))
        if several > 1:
            raise SqlCellError(f"a cell holds one query, this one holds {several}: give each a cell of its own")
        return current().sql(query.strip().rstrip(";"), **parameters)
    except duckdb.Error as error:
        raise SqlCellError(str(error)) from error


def _options(line: str) -> tuple[str, int, bool]:
    words = line.split()
    rows = int(words[words.index("--rows") + 1]) if "--rows" in words else 10
    skipped = {words.index("--rows"), words.index("--rows") + 1} if "--rows" in words else set()
    names = [word for place, word in enumerate(words) if place not in skipped and word.isidentifier()]
    return (names[0] if names else "_sql"), rows, "--quiet" in words


def _matcher() -> object:
    from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher

    @context_matcher()  # type: ignore[untyped-decorator]
    def complete(context: CompletionContext) -> SimpleMatcherResult:
        if not context.full_text.lstrip().startswith("%%sql"):
            return SimpleMatcherResult(completions=[])
        token = (
            context.token.rsplit(".", 1)[-1]
            if "." in context.token and not context.token.startswith("mart.")
            else context.token
        )
        found = [name for name in _names() if name.startswith(token.lower())]
        return SimpleMatcherResult(completions=[SimpleCompletion(text=name, type="sql") for name in found])

    complete.is_of_warehouse = True
    return complete


def _names() -> list[str]:
    frame = current().sql(
        "select distinct schema_name || '.' || table_name as name from duckdb_columns()"
        " where schema_name in ('main', 'mart')"
        " union select distinct column_name from duckdb_columns() where schema_name in ('main', 'mart') order by 1"
    )
    return [*frame["name"].to_list(), *_WORDS]
