"""Audit rules: for each, a project or an indicator that it must note, and one like it that it must leave alone."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.sql.audit_cases import NOTED, PROSE, Case
from tests.sql.rules_case import Given, Judged


def put(given: Given, name: str, case: Case) -> None:
    statement, values, indicators = case
    document = given.document(name)
    table = given.table(document, statement)
    key = given.project(table, f"{name}项目", **values)
    for line in indicators:
        given.indicator(table, key, f"{name}项目", **line)


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    for number, (rule, noted, left_alone) in enumerate(NOTED):
        put(given, f"{rule}-{number}-noted", noted)
        put(given, f"{rule}-{number}-sound", left_alone)
    for number, (rule, noted_text, sound_text) in enumerate(PROSE):
        for word, text in (("noted", noted_text), ("sound", sound_text)):
            document = given.document(f"{rule}-{number}-{word}")
            table = given.table(document, "summary_revenue")
            given.earn(table, 1, "1000000", "total", label="收入总计")
            given.prose(document, 1, text)
    copied = "推进示范街区建设，为地区发展创造良好的社会环境和治安秩序"
    document = given.document("copies")
    table = given.table(document, "project_declaration")
    for name in ("服装制作", "巡防队"):
        key = given.project(table, name, amount_yuan=Decimal(100), goal=f"{copied}，维护辖区商户和居民的安全与便利")
        for number in range(3):
            given.indicator(table, key, name, level2="质量", target_text=f"{copied}{number}")
    for _ in range(2):
        given.project(table, "重复项目", amount_yuan=Decimal("777"), goal="两次列出的同一个项目")
    return Judged(given)


@pytest.mark.parametrize(("number", "rule"), [(number, item[0]) for number, item in enumerate(NOTED)])
def test_the_rule_notes_what_it_must_and_no_more(judged: Judged, number: int, rule: str) -> None:
    assert rule in judged.findings(f"{rule}-{number}-noted")
    assert rule not in judged.findings(f"{rule}-{number}-sound")


@pytest.mark.parametrize(("number", "rule"), [(number, item[0]) for number, item in enumerate(PROSE)])
def test_prose_is_held_against_its_own_figures(judged: Judged, number: int, rule: str) -> None:
    assert rule in judged.findings(f"{rule}-{number}-noted")
    assert rule not in judged.findings(f"{rule}-{number}-sound")


def test_copies_and_doubles_are_noted_once_for_each_pair(judged: Judged) -> None:
    rows = judged.rows(
        "select rule_code, severity, count(*) from quality.finding where document_key = 'copies'"
        " and rule_code in ('texts_copied_between_projects', 'goals_alike', 'project_listed_twice')"
        " group by all order by 1"
    )
    assert rows == [
        ("goals_alike", "info", 1),
        ("project_listed_twice", "warning", 1),
        ("texts_copied_between_projects", "warning", 1),
    ]


def test_the_form_of_a_whole_department_is_no_project() -> None:
    given = Given()
    document = given.document("department")
    for kind, names in (("overall_targets", (None, None)), ("project_targets", ("巡防队",))):
        table = given.table(document, kind)
        for name in names:
            goal = "保安每人每月4400元" if name else "保安每人每月3900元"
            goal += "，维护辖区商户和居民的安全与便利，完成年度各项重点任务，提升公共服务的水平"
            key = given.project(table, name, goal=goal, amount_yuan=Decimal(1000))
            given.indicator(table, key, name, level1="产出", level2="数量", indicator_name="开展巡查次数")
    found = Judged(given).rows("select rule_code, message from quality.finding where message not like '%巡防队%'")
    assert found == []


def test_every_finding_is_a_sentence_with_a_key_of_its_own(judged: Judged) -> None:
    rows = judged.rows("select finding_key, severity, subject, message, line_key, line_keys from quality.finding")
    assert len({row[0] for row in rows}) == len(rows)
    for _, severity, subject, message, line_key, line_keys in rows:
        assert severity in ("error", "warning", "info")
        assert subject in ("document", "unit", "project", "line")
        assert re.match(r"^[A-Z“0-9].*[.”)]$", message, re.DOTALL), message
        assert line_key is None or line_key == line_keys[0]


def test_errors_are_proved_and_name_both_figures(judged: Judged) -> None:
    rows = judged.rows("select rule_code, stated, computed from quality.finding where severity = 'error'")
    assert rows
    assert [row for row in rows if row[1] is None or row[2] is None or row[1] == row[2]] == []
