"""Running rules: an analyst drops a file; a broken one is reported and the others run; nothing of persons comes out."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import duckdb
import pytest

from loaders.records import TABLES
from tests.sql.rules_case import Given, Judged
from warehouse.errors import ModelError
from warehouse.home import Home
from warehouse.load import load
from warehouse.model import store_view
from warehouse.resources import resource_folder, samples_folder
from warehouse.rule_file import read_rule
from warehouse.rules import apply_rules
from warehouse.store import Store

GOOD = """-- title: Every total is printed
-- severity: warning
-- relation: <=
-- measured_in: count
-- why: a rule of our own,
--   told in two lines
select document_key, statement_key, count(*) as left_yuan, 1 as right_yuan from rules.amount group by all
"""


def small() -> Given:
    given = Given()
    document = given.document("one")
    table = given.table(document, "expenditure")
    given.spend(table, 1, amounts={"total": "10", "basic": "10"}, function_code="2010101")
    return given


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    """A folder of rules with the working tables of the product and nothing else."""
    shutil.copytree(resource_folder("sql") / "checks" / "working", tmp_path / "checks" / "working")
    (tmp_path / "audit").mkdir()
    return tmp_path


def test_a_dropped_file_is_a_rule(sql: Path) -> None:
    (sql / "checks" / "own_rule.sql").write_text(GOOD, encoding="utf-8")
    judged = Judged(small(), root=sql)
    assert [(item.rule.code, item.broken, item.row_count) for item in judged.outcomes] == [("own_rule", None, 1)]
    rows = judged.rows("select rule_code, rule, relation, measured_in, holds from quality.reconciliation")
    assert rows == [("own_rule", "Every total is printed", "<=", "count", False)]
    assert judged.rows("select why from quality.rule") == [("a rule of our own, told in two lines",)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD.replace("select document_key", "selct document_key"), "syntax error"),
        (GOOD.replace("rules.amount", "rules.nothing"), "nothing does not exist"),
        (GOOD.replace("1 as right_yuan", "1 as righty"), "gives no column right_yuan"),
        (GOOD.replace("severity: warning", "severity: grave"), "severity"),
        (GOOD.replace("count(*) as left_yuan", "'a' as left_yuan"), "No function matches"),
    ],
)
def test_a_broken_rule_is_reported_and_the_others_run(sql: Path, text: str, reason: str) -> None:
    (sql / "checks" / "bad_rule.sql").write_text(text, encoding="utf-8")
    (sql / "checks" / "own_rule.sql").write_text(GOOD, encoding="utf-8")
    judged = Judged(small(), root=sql)
    broken = {item.rule.code: item.broken for item in judged.outcomes}
    assert broken["own_rule"] is None
    assert reason in str(broken["bad_rule"])
    assert judged.rows("select rule_code, outcome from quality.rule order by 1") == [
        ("bad_rule", "broken"),
        ("own_rule", "ran"),
    ]
    assert judged.rows("select distinct rule_code from quality.reconciliation") == [("own_rule",)]


def test_a_rule_that_never_ends_is_stopped(sql: Path) -> None:
    endless = GOOD.replace("from rules.amount", "from rules.amount, range(1000000), range(1000000)")
    (sql / "checks" / "endless.sql").write_text(endless, encoding="utf-8")
    (sql / "checks" / "own_rule.sql").write_text(GOOD, encoding="utf-8")
    started = time.monotonic()
    judged = Judged(small(), root=sql, timeout_seconds=0.5)
    assert time.monotonic() - started < 20
    assert {item.rule.code: item.broken for item in judged.outcomes} == {
        "endless": "stopped after 0.5 seconds",
        "own_rule": None,
    }


def test_a_broken_working_table_names_its_file(sql: Path) -> None:
    (sql / "checks" / "working" / "999_bad.sql").write_text("select * from nowhere", encoding="utf-8")
    with pytest.raises(ModelError, match=r"999_bad\.sql"):
        Judged(small(), root=sql)


def test_an_empty_store_gives_nothing_and_breaks_nothing() -> None:
    judged = Judged(Given())
    assert [item.rule.code for item in judged.outcomes if item.broken] == []
    assert judged.rows("select count(*) from quality.reconciliation") == [(0,)]
    assert judged.rows("select count(*) from quality.finding") == [(0,)]


def test_applying_twice_gives_the_same(sql: Path) -> None:
    (sql / "checks" / "own_rule.sql").write_text(GOOD, encoding="utf-8")
    connection = small().database()
    counts = []
    for _ in range(2):
        apply_rules(connection, root=sql)
        counts.append(connection.execute("select count(*) from quality.reconciliation").fetchall())
    assert counts[0] == counts[1]


RULE_FILES = sorted((resource_folder("sql") / "checks").glob("*.sql")) + sorted(
    (resource_folder("sql") / "audit").glob("*.sql")
)


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.stem)
def test_every_rule_says_what_it_is_and_looks_at_no_person(file: Path) -> None:
    rule = read_rule(file)
    assert rule.title
    assert rule.title_zh
    assert rule.why
    assert rule.folder == "audit" or rule.statements
    assert rule.folder == "audit" or rule.tolerance
    assert "contact" not in rule.query
    assert rule.relation in ("=", "<=")
    duckdb.extract_statements(rule.query)


@pytest.mark.parametrize(
    "file",
    sorted((resource_folder("sql") / "checks" / "working").glob("*.sql")) + RULE_FILES,
    ids=lambda file: file.stem,
)
def test_no_rule_takes_whichever_row_comes_first(file: Path) -> None:
    """Which row is first changes from build to build: what was accepted would come back without a reason."""
    text = re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8"))
    for match in re.finditer(r"\b(any_value|first|last|list|string_agg)\(", text):
        argument = inside(text, match.end())
        assert " order by " in f" {' '.join(argument.split())} ", f"{match.group(1)}({argument}) has no order"
    for match in re.finditer(r"\b(?:min_by|max_by|arg_min|arg_max)\(", text):
        argument = inside(text, match.end())
        assert re.search(r",\s*\(", argument), f"{match.group()}{argument}): a tie must be broken by a key"


def inside(text: str, start: int) -> str:
    """What stands between a bracket that was opened before `start` and the one that closes it."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return text[start:place]
    raise AssertionError(f"a bracket is not closed: {text[start:]}")


def test_rules_say_the_same_whatever_order_the_lines_come_in(tmp_path: Path) -> None:
    samples = [file for file in samples_folder().iterdir() if "scan" not in file.name]
    load(Home(tmp_path), samples, jobs=2, store_only=True)
    said = [what_rules_say(Store(tmp_path / "store"), salt) for salt in ("one", "other")]
    assert len(said[0]["reconciliation"]) > 500
    assert len(said[0]["finding"]) > 10
    assert said[0] == said[1]


def what_rules_say(store: Store, salt: str) -> dict[str, list[tuple[object, ...]]]:
    """Reconciliations and findings of a store whose lines are read in an order of chance."""
    connection = Given().database()
    connection.execute("drop schema store cascade; create schema store; create schema shuffled")
    for table in (*TABLES, "source"):
        connection.execute(store_view(store, table))
        connection.execute(
            f"create table shuffled.{table} as"
            f" select * from store.{table} as line order by md5(line::varchar || $salt)",
            {"salt": salt},
        )
        connection.execute(f"create or replace view store.{table} as select * from shuffled.{table}")
    apply_rules(connection)
    return {
        table: connection.execute(f"select * from quality.{table} order by all").fetchall()
        for table in ("reconciliation", "finding")
    }
