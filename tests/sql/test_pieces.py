"""Sorted tables made piece by piece are what they are in one go."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.generate import generate
from warehouse import pieces
from warehouse.errors import ModelError
from warehouse.model import run_file, run_model
from warehouse.resources import resource_folder
from warehouse.store import Store

_SORTED = ("main.fact_spending", "main.fact_indicator", "mart.spending_line", "mart.indicator_line")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    home = tmp_path_factory.mktemp("many-years")
    generate(home, 30_000)
    return Store(home / "store")


def built(store: Store) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("set threads = 2; set memory_limit = '2GB'")
    run_model(connection, store)
    return connection


def test_the_tables_are_the_same_and_in_the_same_order(store, monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    whole = built(store)
    monkeypatch.setattr(pieces, "_SHARE_OF_MEMORY", 0.0005)
    monkeypatch.setattr(pieces, "_MOST_READINGS", 100)
    ran = {}
    plain = pieces.statements

    def counting(connection, file, files_of):
        texts = plain(connection, file, files_of)
        ran[file.stem] = len(texts)
        return texts

    monkeypatch.setattr("warehouse.model.statements", counting)
    in_pieces = built(store)
    assert {name for name, count in ran.items() if count > 1} == {"fact_spending", "fact_indicator", "search_token"}
    for table in _SORTED:
        query = f"select * from {table}"
        assert in_pieces.execute(query).fetchall() == whole.execute(query).fetchall(), table
    query = "select * from mart.search_token order by all"
    assert in_pieces.execute(query).fetchall() == whole.execute(query).fetchall()
    # Each piece is sorted, so that a search reads one part of each.
    falls = in_pieces.execute(
        "select count(*) from (select token < lag(token) over (order by rowid) as falls from mart.search_token)"
        " where falls"
    ).fetchone()
    assert falls is not None
    assert falls[0] == ran["search_token"] - 1


def test_nothing_is_read_many_times_over_where_every_file_holds_every_year(tmp_path, monkeypatch):
    connection = duckdb.connect()
    connection.execute("create schema store")
    sql = tmp_path / "facts" / "fact.sql"
    sql.parent.mkdir()
    sql.write_text(
        "-- In pieces of store.line by year, 400 bytes a row.\ncreate table fact as\nselect * from store.line\n"
        "order by year;\n"
        "comment on table fact is 'a; b';\n"
    )
    monkeypatch.setattr(pieces, "_memory_limit", lambda _: 2 * 400 * 2048)
    for name, year in (("apart", "n // 2048"), ("mixed", "n % 8")):
        connection.execute(
            f"copy (select {year} + 2017 as year, n from range(16384) as t (n)) to '{tmp_path}/{name}.parquet'"
            " (row_group_size 2048)"
        )
        files = [f"{tmp_path}/{name}.parquet"]
        connection.execute(f"create or replace view store.line as select * from read_parquet({files!r})")
        texts = pieces.statements(connection, sql, lambda _, files=files: files)
        assert len(texts) == (8 if name == "apart" else 1)
        connection.execute("drop table if exists fact")
        for text in texts:
            connection.execute(text)
        assert connection.execute("select count(*), count(distinct n) from fact").fetchall() == [(16384, 16384)]
        assert connection.execute(
            "select bool_and(year >= before) from (select year, lag(year) over (order by rowid) as before from fact)"
        ).fetchall() == [(True,)]


def test_rows_without_a_value_belong_to_the_first_piece(tmp_path, monkeypatch):
    connection = duckdb.connect()
    connection.execute(
        "create schema store; create table store.line as select nullif(n % 4, 0) as year, n from range(400) as t (n)"
    )
    sql = tmp_path / "facts" / "fact.sql"
    sql.parent.mkdir()
    sql.write_text(
        "-- In pieces of store.line by year, 400 bytes a row.\ncreate table fact as\nselect * from store.line\n"
        "order by year nulls first;\n"
    )
    monkeypatch.setattr(pieces, "_memory_limit", lambda _: 2 * 400 * 100)
    for text in pieces.statements(connection, sql):
        connection.execute(text)
    assert connection.execute("select count(*), count(*) filter (where year is null) from fact").fetchall() == [
        (400, 100)
    ]


def test_every_file_that_says_so_reads_its_input_once():
    for file in sorted(resource_folder("sql").rglob("*.sql")):
        if found := pieces._DIRECTIVE.search(file.read_text(encoding="utf-8")):
            assert file.read_text(encoding="utf-8").count(f"from {found['source']}\n") == 1, file.name


def test_a_build_that_lacks_memory_says_so_and_not_that_the_file_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "facts" / "large.sql"
    file.parent.mkdir()
    file.write_text("create table large as select range as n, hash(range)::varchar as t from range(2000000);")
    connection = duckdb.connect()
    connection.execute("set memory_limit = '2MiB'; set temp_directory = ''")
    with pytest.raises(ModelError, match="memory of the model step is not enough") as raised:
        run_file(connection, file)
    assert "--memory-limit" in raised.value.hint
