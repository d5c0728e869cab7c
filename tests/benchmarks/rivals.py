"""Twelve usual questions put to the warehouse and to what an analyst would use instead, on the same lines.

1. The bars speak of the raw lines: each rival has them as they are extracted, in the order of the documents. SQLite
   has them in a file of its own, pandas and Polars read the columns they need from the Parquet files of the store.
2. The rivals prepared as well as can be stand beside them without a bar: our order, two indexes and all in memory for
   SQLite, all columns in memory for pandas and Polars.
3. The flat table is the strictest: bare DuckDB, only the columns that the questions need, sorted for them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.measured import Measured, best
from tests.benchmarks.questions import COLUMNS, QUESTIONS, pandas_answer, polars_answer, sql
from warehouse.home import Home
from warehouse.store import Store

#: above this, rivals in memory would need more than the machine has
_IN_MEMORY_LINES = 20_000_000


def _fill(lite: sqlite3.Connection, batches: Iterator[Any]) -> sqlite3.Connection:
    lite.execute(f"create table lines ({', '.join(COLUMNS)})")
    for part in batches:
        lite.executemany(
            f"insert into lines values ({', '.join('?' * len(COLUMNS))})", zip(*part.to_pydict().values(), strict=True)
        )
    lite.commit()
    return lite


def _raw_sqlite(file: Path, files: list[str]) -> sqlite3.Connection:
    file.unlink(missing_ok=True)
    listed = ", ".join(f"'{name}'" for name in files)
    with duckdb.connect() as connection:
        rows = connection.sql(
            f"select {', '.join(COLUMNS)} from (select * replace (amount_yuan::double as amount_yuan)"
            f" from read_parquet([{listed}]))"
        ).to_arrow_reader(50_000)
        return _fill(sqlite3.connect(file), iter(rows))


def _tuned_sqlite(lines: Any) -> sqlite3.Connection:
    lite = _fill(sqlite3.connect(":memory:"), iter(lines.to_batches(50_000)))
    lite.execute("create index by_unit on lines (unit_code)")
    lite.execute("create index by_year on lines (fiscal_year, statement)")
    return lite


def _flat(home: Path) -> duckdb.DuckDBPyConnection:
    file = home / "flat.duckdb"
    file.unlink(missing_ok=True)
    flat = duckdb.connect(str(file), config={"memory_limit": "4GiB"})
    flat.execute(f"attach '{home / 'warehouse.duckdb'}' as w (read_only)")
    flat.execute(
        f"create table lines as select {', '.join(COLUMNS)} from w.mart.spending_line"
        " order by fiscal_year, statement, measure, unit_code"
    )
    flat.execute("checkpoint")
    return flat


def ours_and_flat(home: Path) -> list[Measured]:
    """Against the hand-tuned table of bare DuckDB."""
    from warehouse.connect import open_published

    mart, flat = open_published(Home(home)), _flat(home)
    ours = tuned = worst = 0.0
    for question in QUESTIONS:
        one = best(5, lambda q=question: mart.execute(sql(q, "mart.spending_line")).fetchall())
        other = best(5, lambda q=question: flat.execute(sql(q, "lines")).fetchall())
        worst = max(worst, one / other)
        ours += one
        tuned += other
    mart.close()
    flat.close()
    return [
        Measured("twelve questions", ours, "s"),
        Measured("twelve questions / hand-tuned flat table", ours / tuned, "×", "<=", 1.2),
        Measured("the worst of them / hand-tuned flat table", worst, "×"),
    ]


def queries(home: Path) -> list[Measured]:
    """Against everything."""
    measured = ours_and_flat(home)
    ours = measured[0].value
    flat_file, lite_file = home / "flat.duckdb", home / "raw.sqlite"
    files = [name.removeprefix("file://") for name in Store(home / "store").live_files("spending")]
    raw = _raw_sqlite(lite_file, files)
    sqlite_raw = sum(best(1, lambda q=question: raw.execute(sql(q, "lines")).fetchall()) for question in QUESTIONS)
    raw.close()
    lite_file.unlink()
    measured.append(Measured("SQLite on the raw lines / twelve questions", sqlite_raw / ours, "×", ">=", 50))
    with duckdb.connect(str(flat_file), read_only=True) as flat:
        [(rows,)] = flat.execute("select count(*) from lines").fetchall()
        if rows <= _IN_MEMORY_LINES:
            lines = flat.sql("select * replace (amount_yuan::double as amount_yuan) from lines").to_arrow_table()
            measured += _frames(lines, files, ours)
    flat_file.unlink()
    return measured


def _frames(lines: Any, files: list[str], ours: float) -> list[Measured]:
    import pandas as pd
    import polars as pl

    lite, frame, eager = _tuned_sqlite(lines), lines.to_pandas(), pl.from_arrow(lines)
    sums = dict.fromkeys(("sqlite", "pandas", "polars", "pandas_files", "polars_files"), 0.0)
    for question in QUESTIONS:
        sums["sqlite"] += best(1, lambda q=question: lite.execute(sql(q, "lines")).fetchall())
        sums["pandas"] += best(1, lambda q=question: pandas_answer(q, frame))
        sums["polars"] += best(3, lambda q=question: polars_answer(q, eager))
        sums["pandas_files"] += best(
            1, lambda q=question: pandas_answer(q, pd.read_parquet(files, columns=list(COLUMNS)))
        )
        sums["polars_files"] += best(
            1, lambda q=question: polars_answer(q, pl.read_parquet(files, columns=list(COLUMNS)))
        )
    return [
        Measured("SQLite, sorted, two indexes, in memory / twelve questions", sums["sqlite"] / ours, "×"),
        Measured("pandas on the raw lines / twelve questions", sums["pandas_files"] / ours, "×", ">=", 10),
        Measured("pandas, all in memory already / twelve questions", sums["pandas"] / ours, "×"),
        Measured("Polars eager on the raw lines / twelve questions", sums["polars_files"] / ours, "×", ">=", 5),
        Measured("Polars eager, all in memory already / twelve questions", sums["polars"] / ours, "×"),
    ]
