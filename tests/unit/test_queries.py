"""The library of example queries, and the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import open_published
from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.load import load
from warehouse.model import run_file
from warehouse.queries import read_query, saved_queries, saved_query
from warehouse.query import run_query
from warehouse.resources import resource_folder
from warehouse.search import snippet
from warehouse.shell import Settings, answer

from ..conftest import budget_text

QUERIES = saved_queries()
_VALUES = {"unit": "河湾", "people": "100", "amount": "1000000.00", "word": "养老"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("queries")
    (folder / "budget.txt").write_text(budget_text(), encoding="utf-8")
    home = Home(folder / "home")
    load(home, [folder / "budget.txt"], jobs=1)
    return home


def test_there_are_thirty_and_each_is_a_question() -> None:
    assert len(QUERIES) >= 30
    for query in QUERIES:
        assert query.question.endswith("?"), query.name
        assert query.question_zh.endswith("？"), query.name
    assert len({query.name for query in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_runs_with_its_defaults(query: object, home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    item = saved_query(query.name)  # type: ignore[attr-defined]
    given = {parameter.name: _VALUES[parameter.name] for parameter in item.parameters if parameter.default is None}
    connection = open_published(home)
    try:
        run_query(connection, item.text, item.values(given), "csv")
    finally:
        connection.close()
    assert capsys.readouterr().out


def test_a_missing_parameter_is_asked_for() -> None:
    with pytest.raises(CallError, match="needs a value for unit"):
        saved_query("unit_profile").values({})


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(CallError, match="takes no parameter colour"):
        saved_query("by_function").values({"colour": "blue"})


def test_a_wrong_name_gets_the_nearest_one() -> None:
    with pytest.raises(CallError) as raised:
        saved_query("by_functon")
    assert "by_function" in raised.value.hint


def test_a_header_is_read(tmp_path: Path) -> None:
    file = tmp_path / "spending" / "one.sql"
    file.parent.mkdir()
    file.write_text("-- Why?\n-- zh: 为什么？\n-- param rows: how many (default: 5)\nselect $rows\n", encoding="utf-8")
    query = read_query(file)
    assert (query.topic, query.question, query.question_zh) == ("spending", "Why?", "为什么？")
    assert query.values({}) == {"rows": "5"}


class TestAsked:
    """What is asked for in a call or in the shell."""

    @pytest.fixture
    def connection(self, home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
        with open_published(home) as opened:
            yield opened

    def test_each_of_several_results_is_printed(
        self, connection: duckdb.DuckDBPyConnection, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run_query(connection, "select 1 as a; select 2 as b where false; select 3 as c;", {}, "table") == 2
        assert capsys.readouterr().out == "a\n─\n1\n\nb\n─\n\nc\n─\n3\n"
        answer(connection, "select 1 as a; select 3 as c;", Settings("table"))
        assert re.fullmatch(r"a\n─\n1\n\nc\n─\n3\n2 rows in \d+\.\d\d s\n", capsys.readouterr().out)

    def test_a_long_result_is_cut_and_said_to_be(
        self, connection: duckdb.DuckDBPyConnection, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings = Settings("csv")
        for command, shown, is_cut in ((".limit 3", 3, True), (".limit 0", 5, False), (".limit 5;", 5, False)):
            answer(connection, command, settings)
            answer(connection, "select * from range(5) as numbers (n)", settings)
            lines = capsys.readouterr().out.splitlines()
            assert lines[1 : shown + 1] == [str(number) for number in range(shown)]
            assert ("these are the first 3 rows; .limit 0 shows all" in lines) == is_cut
            assert lines[-1].startswith(f"{shown} rows in ")

    def test_the_list_of_tables_holds_ours_alone(
        self, connection: duckdb.DuckDBPyConnection, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer(connection, ".tables", Settings("csv"))
        names = [line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]]
        assert "mart.ledger" in names
        assert [name for name in names if "duckdb" in name or "pragma" in name or "sqlite" in name] == []

    @pytest.mark.parametrize("format_name", ["csv", "json"])
    def test_a_format_for_programs_holds_one_result(
        self, connection: duckdb.DuckDBPyConnection, format_name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(CallError, match=f"2 queries give 2 results, and {format_name} holds one"):
            run_query(connection, "select 1; select 2", {}, format_name)
        assert not capsys.readouterr().out
        assert run_query(connection, "create temp table one as select 5 as n; from one", {}, format_name) == 1
        assert "5" in capsys.readouterr().out

    def test_each_query_takes_its_own_parameters(self, connection: duckdb.DuckDBPyConnection) -> None:
        assert run_query(connection, "select $a; select $b -- $c", {"a": "1", "b": "2"}, "table") == 2
        with pytest.raises(CallError, match=r"needs a value for \$b"):
            run_query(connection, "select $a; select $b", {"a": "1"}, "table")

    @pytest.mark.parametrize(
        ("name", "parameter", "told"),
        [
            ("by_function", "year=abc", "--param year=abc: is no whole number"),
            ("figure_to_cell", "amount=much", "--param amount=much: is no number"),
            ("largest_lines", "rows=-1", "cannot be negative; --param rows=-1"),
        ],
    )
    def test_a_value_that_does_not_fit_is_told_by_its_name(
        self, connection: duckdb.DuckDBPyConnection, name: str, parameter: str, told: str
    ) -> None:
        query = saved_query(name)
        key, _, value = parameter.partition("=")
        with pytest.raises(CallError, match=told):
            run_query(connection, query.text, query.values({key: value}), "csv")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (".nosuch", ".nosuch: there is no such command\n  .help lists them\n"),
            (".table", "did you mean .tables?"),
            (".schema", ".schema: needs a table"),
            (".schema mart.nosuch", "mart.nosuch: there is no such table"),
            (".schema mart.spending_lines;", "did you mean mart.spending_line?"),
            (".schema main.spending_line", "main.spending_line: there is no such table"),
        ],
    )
    def test_a_wrong_command_of_the_shell_says_what_to_do(
        self, connection: duckdb.DuckDBPyConnection, text: str, told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer(connection, text, Settings("table"))
        said = capsys.readouterr()
        assert told in said.err
        assert not said.out

    @pytest.mark.parametrize("text", [".schema spending_line", ".schema mart.Spending_Line;", ".tables", ".help;"])
    def test_a_command_of_the_shell(
        self, connection: duckdb.DuckDBPyConnection, text: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer(connection, text, Settings("table"))
        said = capsys.readouterr()
        assert not said.err
        assert ("amount_yuan" in said.out) == text.startswith(".schema")


def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for file in sorted((resource_folder("sql") / "macros").glob("*.sql")):
        run_file(connection, file)
    return connection


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("yuan_to_wan(123456.78)", Decimal("12.35")),
        ("yuan_to_yi(123456789.12)", Decimal("1.2345678912")),
        ("share_of(1, 3)", Decimal("33.33")),
        ("share_of(1, 0)", None),
        ("yoy(120, 100)", Decimal("20.00")),
        ("yoy(-50, -100)", Decimal("50.00")),
        ("yoy(1, null)", None),
        ("per_capita(100, 3)", Decimal("33.33")),
        ("per_capita(100, 0)", None),
        ("function_at('2010301', 1)", "201"),
        ("function_at('2010301', 2)", "20103"),
        ("function_at('201', 2)", None),
        ("target_as_read('≥', '95', '%')", "≥95%"),
        ("target_as_read('=', '达到 95%', '%')", "达到 95%"),
        ("target_as_read('定性', '优', null)", "优"),
    ],
)
def test_macros(expression: str, value: object) -> None:
    found = macros().execute(f"select {expression}").fetchone()
    assert found is not None
    assert found[0] == value


def test_tokens_are_pairs_of_characters_and_words() -> None:
    found = macros().execute("select search_tokens('购买gps2台，物业管理')").fetchone()
    assert found is not None
    assert found[0] == ["购买", "物业", "业管", "管理", "gps2"]


class TestSearch:
    @pytest.fixture
    def texts(self) -> duckdb.DuckDBPyConnection:
        connection = macros()
        connection.execute("create schema mart")
        connection.execute(
            "create table mart.search_text as select row_number() over ()::integer as text_id,"
            " 'goal' as kind, text,"
            " 'd' as document_key, 'f' as file_name, 2026 as fiscal_year, 'u' as unit_name, 'p' as project_name,"
            " 1 as page, null::varchar as line_key from (values ('为老年人提供居家养老服务'), ('机关 物业 管理费'),"
            " ('街巷物业管理，服务居民'), ('维护GPS设备')) as t(text)"
        )
        # The helper of the build is made from the marts of projects and lines.
        connection.execute(
            "create schema store; create table store.text_number as"
            " select text, lower(regexp_replace(text, '\\s+', '', 'g')) as folded_text, text_id from mart.search_text"
        )
        for name in ("search_token", "search"):
            run_file(connection, resource_folder("sql") / "marts" / f"{name}.sql")
        return connection

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("养老", ["为老年人提供居家养老服务"]),
            ("物业管理", ["机关 物业 管理费", "街巷物业管理，服务居民"]),
            ("物业 居民", ["街巷物业管理，服务居民"]),
            ("gps", ["维护GPS设备"]),
            ("老", ["为老年人提供居家养老服务"]),
            ("人老", []),
            ("航天", []),
            (" ", []),
        ],
    )
    def test_all_words_must_stand_in_the_text(
        self, texts: duckdb.DuckDBPyConnection, words: str, found: list[str]
    ) -> None:
        rows = texts.execute("select text from search_text(?) order by text", [words]).fetchall()
        assert sorted(row[0] for row in rows) == sorted(found)

    def test_a_short_text_that_is_about_it_comes_first(self, texts: duckdb.DuckDBPyConnection) -> None:
        rows = texts.execute("select text from search_text('物业管理') order by score desc").fetchall()
        assert rows[0][0] == "机关 物业 管理费"


def test_a_snippet_shows_the_word() -> None:
    text = "一" * 50 + "物业管理" + "二" * 50
    assert "物业" in snippet(text, "物业")
    assert snippet(text, "物业").startswith("…")
