"""Every shipped query, and the SQL of the README and the tutorial, asked of documents made to be added up wrongly.

All expected numbers are written by hand from the docstring of `tests.traps`, in 万元 unless said otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Program
from tests.traps import copies, documents
from tests.traps.answers import ANSWERED, ANSWERS, GIVEN, NAIVE, PRINTED, Rows
from warehouse.home import Home
from warehouse.load import load
from warehouse.queries import answered_by, saved_queries, saved_query
from warehouse.resources import samples_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def trap_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traps")
    for name, text in documents().items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, content in copies(samples_folder()).items():
        (folder / name).write_bytes(content)
    home = folder / "home"
    load(Home(home), [file for file in sorted(folder.iterdir()) if file.is_file()], jobs=1)
    return home


@pytest.fixture(scope="module")
def traps(trap_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(trap_home / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def wan(value: object) -> object:
    """Yuan in 万元, as people count; what is no money stays as it is."""
    return int(value / 10000) if isinstance(value, Decimal) and value % 10000 == 0 else value


@pytest.mark.parametrize("query", NAIVE)
def test_the_sum_that_everybody_types_first_is_right(traps: duckdb.DuckDBPyConnection, query: str) -> None:
    assert [tuple(wan(value) for value in row) for row in traps.execute(query).fetchall()] == NAIVE[query]


def asked(connection: duckdb.DuckDBPyConnection, name: str, columns: str) -> Rows:
    query = saved_query(name)
    text = query.text.strip().rstrip(";")
    found = connection.execute(f"select {columns} from ({text}\n) as answer", query.values(GIVEN.get(name, {})))
    return [tuple(wan(value) for value in row) for row in found.fetchall()]


@pytest.mark.parametrize("name", [query.name for query in saved_queries()])
def test_every_query_gives_the_number_written_by_hand(traps: duckdb.DuckDBPyConnection, name: str) -> None:
    columns, rows = ANSWERS[name]
    assert asked(traps, name, columns) == rows


@pytest.mark.parametrize("name", ANSWERED)
def test_a_query_says_how_many_can_answer_it(traps: duckdb.DuckDBPyConnection, name: str) -> None:
    query = saved_query(name)
    assert answered_by(traps, query, query.values({})) == ANSWERED[name]


def test_the_line_stands_below_the_table_and_beside_json(program: Program, trap_home: Path) -> None:
    words = ("--home", trap_home, "sql", "-q", "by_economic_item")
    line = ANSWERED["by_economic_item"]
    assert program(*words).stdout.splitlines()[-1] == line
    written = program(*words, "--format", "json")
    assert [row["dept_economic_code"] for row in json.loads(written.stdout)] == ["30101", "30227", "30113"]
    assert written.stderr.splitlines() == [line]


@pytest.mark.parametrize("page", PRINTED)
def test_the_sql_of_the_pages_gives_the_number_written_by_hand(traps: duckdb.DuckDBPyConnection, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    # What adds money up: between the quotes of a command or a call, or in a block of SQL.
    quoted = re.findall(r'"{1,3}\s*(select[^"`]*?)"', text) + re.findall(r"```sql\n(select.*?)```", text, re.DOTALL)
    queries = [query for query in quoted if "sum(amount_yuan)" in query]
    assert len(queries) == len(PRINTED[page])
    for query, rows in zip(queries, PRINTED[page], strict=True):
        found = [tuple(wan(value) for value in row) for row in traps.execute(query).fetchall()]
        assert sorted(found, key=str) == sorted(rows, key=str)


def test_what_the_program_says_to_try_next_is_right(traps: duckdb.DuckDBPyConnection, trap_home: Path) -> None:
    from warehouse.demo import _next

    said = "\n".join(_next(traps, Home(trap_home), "warehouse"))
    [query] = re.findall(r'sql "(select.*?)"', said, re.DOTALL)
    assert sum(row[1] for row in traps.execute(query).fetchall()) == 26_400_000


def test_the_published_file_opens_in_older_readers(traps: duckdb.DuckDBPyConnection) -> None:
    """In DuckDB 1.4: the version is written when the file is."""
    [(tags,)] = traps.execute("select tags from duckdb_databases() where not internal").fetchall()
    assert tags["storage_version"] == "v1.4.0+"
