"""The analyst's desk: a read-only connection to the published warehouse, with frames that keep decimals exact."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from warehouse.connect import open_published
from warehouse.home import Home, home_of

if TYPE_CHECKING:
    import duckdb

_current: list[Desk] = []


class Desk:
    """A published warehouse, open for reading. `sql` gives a Polars frame, `value` a single value."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.connection: duckdb.DuckDBPyConnection = open_published(home)

    def sql(self, query: str, **parameters: object) -> pl.DataFrame:
        """Run a query; `$name` in it takes the parameter of that name."""
        if parameters:
            return pl.DataFrame(self.connection.sql(query, params=parameters))
        return pl.DataFrame(self.connection.sql(query))

    def value(self, query: str, **parameters: object) -> object:
        """The first value of the first row, or None."""
        frame = self.sql(query, **parameters)
        return frame.item(0, 0) if frame.height else None

    def ask(self, name: str, **values: object) -> pl.DataFrame:
        """Run a query of sql/analyses; where not every document can answer it, a line says how many of how many do."""
        from warehouse.queries import saved_query

        query = saved_query(name)
        self.answered(name, **values)
        return self.sql(query.text.strip().rstrip(";"), **query.values(_texts(values)))

    def answered(self, name: str, **values: object) -> None:
        """Show the line alone: how many of how many can answer what the query of sql/analyses asks."""
        from warehouse.notebook.prose import put
        from warehouse.queries import answered_by, saved_query

        query = saved_query(name)
        note = answered_by(self.connection, query, query.values(_texts(values)))
        if note:
            put(f'<p class="answers" style="color:#777;font-size:.85em;margin:.2em 0">{escape(note)}</p>')

    @property
    def stage(self) -> str:
        """`budget` where the ledger has one, else the stage of most of it; without a ledger, of most spending lines."""
        for table in ("mart.ledger", "mart.spending_line"):
            found = self.value(
                f"select stage from {table} group by stage order by stage = 'budget' desc, count(*) desc, stage limit 1"
            )
            if found is not None:
                return str(found)
        return "budget"

    @property
    def year(self) -> int | None:
        """The newest fiscal year of that stage in the ledger, else among the spending lines."""
        for table in ("mart.ledger", "mart.spending_line"):
            found = self.value(f"select max(fiscal_year) from {table} where stage = $stage", stage=self.stage)
            if found is not None:
                return int(str(found))
        return None

    @property
    def version(self) -> str:
        """When and by which program the warehouse was built."""
        built = self.sql("select built_at, program_version from quality.build").row(0)
        return f"{built[0]:%Y-%m-%d %H:%M} UTC · warehouse {built[1]}"

    def __repr__(self) -> str:
        return f"<Desk on {self.home.published.name}, {self.version}>"


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}


def start(home: str | Path | None = None) -> Desk:
    """Open the warehouse of `home` (else WAREHOUSE_HOME, else ./warehouse-data) and set up charts and `%%sql`."""
    from IPython import get_ipython

    from warehouse.notebook.magic import register
    from warehouse.notebook.renderer import use_renderer
    from warehouse.notebook.theme import use_theme

    desk = Desk(home_of(None if home is None else str(home)))
    _current[:] = [desk]
    use_theme()
    use_renderer()
    shell = get_ipython()
    if shell is not None:
        register(shell)
    return desk


def current() -> Desk:
    """The desk that was opened last; opens the default one where none is open."""
    return _current[-1] if _current else start()
