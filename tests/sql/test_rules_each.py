"""Every rule has a document on which it holds and one, with another figure, on which it does not."""

from __future__ import annotations

import pytest

from tests.sql.audit_cases import DOCUMENT_CASES, NOTED, PROSE
from tests.sql.check_cases import Case, check_cases, put
from tests.sql.rules_case import Given, Judged
from warehouse.resources import resource_folder

CHECKS = check_cases()


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    for case in (*CHECKS, *DOCUMENT_CASES):
        put(given, _name(case, "sound"), case.make(case.sound))
        put(given, _name(case, "noted"), case.make(case.noted))
    return Judged(given)


def _name(case: Case, word: str) -> str:
    """A rule may have several cases."""
    return f"{case.rule}-{case.sound}-{word}"


@pytest.mark.parametrize("case", CHECKS, ids=lambda case: case.rule)
def test_a_check_holds_or_fails_by_one_figure(judged: Judged, case: Case) -> None:
    assert case.rule in judged.holding(_name(case, "sound"))
    assert case.rule not in judged.failing(_name(case, "sound"))
    assert case.rule in judged.failing(_name(case, "noted"))


@pytest.mark.parametrize("case", DOCUMENT_CASES, ids=lambda case: case.rule)
def test_an_audit_rule_notes_by_one_figure(judged: Judged, case: Case) -> None:
    assert case.rule in judged.findings(_name(case, "noted"))
    assert case.rule not in judged.findings(_name(case, "sound"))


def test_every_rule_has_a_case() -> None:
    """A rule that nobody has seen hold and fail may be one that cannot."""
    tried = {case.rule for case in (*CHECKS, *DOCUMENT_CASES)} | {item[0] for item in (*NOTED, *PROSE)}
    rules = {file.stem for folder in ("checks", "audit") for file in (resource_folder("sql") / folder).glob("*.sql")}
    assert rules - tried == set()
    assert tried - rules == set()
