"""The audit rules over the shared declarations: what was found by eye is found, and nothing else is called an error."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.extract import extract
from tests.sql.rules_case import Given, Judged

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PROVED = {"cost_text_vs_budget", "arithmetic_in_text"}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder with the real documents is not here")


def rows(name: str) -> list[dict[str, str]]:
    with open(SHARED / "expected" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def judged() -> Judged:
    given = Given()
    (file,) = (SHARED / "documents").glob("*project-declarations.txt")
    given.extracts["declarations"] = extract(file)
    return Judged(given)


def test_every_sum_that_was_found_wrong_by_eye_is_an_error(judged: Judged) -> None:
    names = {row["form_no"]: row["project_name"] for row in rows("declarations_2019_projects.csv")}
    wanted = {names[row["form_no"]] for row in rows("declarations_2019_findings.csv") if row["kind"] in PROVED}
    found = {
        row[0]
        for row in judged.rows(
            "select distinct project_name from quality.finding where severity = 'error' and rule_code in ?",
            sorted(PROVED),
        )
    }
    assert wanted <= found
    # Of the forms that were looked at by eye, no other one is accused.
    assert found & set(names.values()) == wanted


def test_only_proved_sums_are_errors(judged: Judged) -> None:
    codes = {row[0] for row in judged.rows("select distinct rule_code from quality.finding where severity = 'error'")}
    assert codes <= PROVED


def test_the_stated_and_computed_values_are_those_found_by_eye(judged: Judged) -> None:
    wanted = {
        (float(row["stated_value"]), float(row["computed_value"]))
        for row in rows("declarations_2019_findings.csv")
        if row["kind"] in PROVED
    }
    query = "select stated, computed from quality.finding where severity = 'error' and rule_code in ?"
    given = {(float(stated), float(computed)) for stated, computed in judged.rows(query, sorted(PROVED))}
    assert wanted == given & wanted
