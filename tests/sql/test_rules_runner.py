"""Running rules: an analyst drops a file; a broken one is reported and the others run; nothing of persons comes out."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb
import pytest

from tests.sql.rules_case import Given, Judged
from warehouse.errors import ModelError
from warehouse.resources import resource_folder
from warehouse.rule_file import read_rule
from warehouse.rules import apply_rules

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
