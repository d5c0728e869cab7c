"""Findings on the seed documents against what a person said of each: true, false or worthless.

A label names a finding by its rule, project and sentence. Measured is the share of the labelled findings that are still
given and true; what was called false must be gone, and what was called worthless must be gone or folded into a group.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load

SHARED = Path(__file__).resolve().parents[3] / "shared"
LABELS = SHARED / "expected" / "finding_labels.csv"

pytestmark = pytest.mark.skipif(not LABELS.is_file(), reason="the documents with labelled findings are not here")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, int]]:
    """(rule, verdict, size of the group it stands in; 0 where the finding is no longer given)"""
    home = Home(tmp_path_factory.mktemp("labels") / "home")
    load(home, [SHARED / "documents"], jobs=2)
    connection = open_published(home)
    try:
        rows = connection.execute(
            "select found.file_name, found.rule_code, found.message, groups.findings from mart.finding as found"
            " inner join mart.finding_group as groups on list_contains(groups.finding_keys, found.finding_key)"
        ).fetchall()
    finally:
        connection.close()
    given = {(file_name, rule, _key(message)): int(size) for file_name, rule, message, size in rows}
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [
            (row["rule_code"], row["verdict"], given.get((row["file_name"], row["rule_code"], _key(row["message"])), 0))
            for row in csv.DictReader(file)
        ]


def _key(message: str) -> str:
    return "".join(message.split())


def test_what_is_false_is_gone(judged: list[tuple[str, str, int]]) -> None:
    assert [rule for rule, verdict, size in judged if verdict == "false" and size] == []


def test_what_is_true_is_still_found(judged: list[tuple[str, str, int]]) -> None:
    kept = Counter((verdict == "true", size > 0) for _, verdict, size in judged)
    lost = Counter(rule for rule, verdict, size in judged if verdict == "true" and not size)
    assert kept[True, True] / (kept[True, True] + kept[True, False]) >= 0.95, lost


def test_what_is_worthless_is_gone_or_one_line(judged: list[tuple[str, str, int]]) -> None:
    alone = Counter(rule for rule, verdict, size in judged if verdict == "worthless" and size == 1)
    assert sum(alone.values()) <= 3, alone
