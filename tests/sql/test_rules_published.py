"""Whoever reads a rule can run it: on the published file each gives the rows that it gave in the build."""

from __future__ import annotations

from pathlib import Path

import pytest

import warehouse
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load
from warehouse.resources import resource_folder
from warehouse.rule_file import read_rule

SAMPLES = Path(warehouse.__file__).parent / "samples"
RULES = [file for folder in ("checks", "audit") for file in sorted((resource_folder("sql") / folder).glob("*.sql"))]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("published_rules")
    home = Home(folder / "home")
    load(home, [SAMPLES], jobs=1)
    return home


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_a_rule_runs_as_it_is(home: Home, file: Path) -> None:
    rule = read_rule(file)
    if "store.cell" in rule.query or "rules.prose" in rule.query:
        # Cells are in no published table: such a rule runs in a build only, and --explain says so.
        return
    connection = open_published(home)
    try:
        built = connection.execute(
            "select row_count, outcome from quality.rule where rule_code = ?", [rule.code]
        ).fetchone()
        assert built == (len(connection.execute(rule.query).fetchall()), "ran")
    finally:
        connection.close()


def test_every_view_of_the_rules_says_what_its_rows_are(home: Home) -> None:
    connection = open_published(home)
    try:
        views = connection.execute(
            "select view_name, comment from duckdb_views() where schema_name in ('rules', 'store') and not internal"
        ).fetchall()
    finally:
        connection.close()
    assert len(views) > 20
    assert [name for name, comment in views if not comment] == []
