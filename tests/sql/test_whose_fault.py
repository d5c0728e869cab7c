"""Whose fault a sum is that does not close: small documents, each with one kind of trouble."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.session import Inputs, prepare
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load

TOTAL = "合计\t\t\t460.000000\t460.000000\t"
RULE = "expenditure_total_is_sum"


def far_off(text: str) -> str:
    return text.replace(TOTAL, "合计\t\t\t4,603.000000\t4,603.000000\t")


def a_little_off(text: str) -> str:
    return text.replace(TOTAL, "合计\t\t\t470.000000\t470.000000\t")


def rounded(text: str) -> str:
    return text.replace(TOTAL, "合计\t\t\t460.000030\t460.000030\t")


def one_row_more(text: str) -> str:
    """A row that its printer left out of the total."""
    row = "2210201-住房公积金\t50103-住房公积金\t30113-住房公积金\t13.000000\t13.000000\t\n"
    return text.replace(TOTAL, row + TOTAL)


DOCUMENTS = {"far_off": far_off, "a_little_off": a_little_off, "rounded": rounded, "one_row_more": one_row_more}


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, make_budget_text: Callable[..., str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """(document, rule) -> (fault, evidence)"""
    folder = tmp_path_factory.mktemp("faults")
    for number, (name, spoil) in enumerate(DOCUMENTS.items()):
        text = spoil(make_budget_text(unit=f"第{'一二三四'[number]}街道办事处"))
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    home = Home(folder / "home")
    load(home, [Path(folder / f"{name}.txt") for name in DOCUMENTS], jobs=1)
    connection = open_published(home)
    try:
        session = prepare(connection, (), Inputs())
        assert [rule.broken for rule in session.rules if rule.broken] == []
        rows = connection.execute("select file_name, rule_code, fault, evidence from failing where suite = 'checks'")
        return {(name.removesuffix(".txt"), rule): (fault, why) for name, rule, fault, why in rows.fetchall()}
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("document", "fault", "why"),
    [
        ("far_off", "reading", "far from its total"),
        ("a_little_off", "publication", "without doubt"),
        ("rounded", "publication", "rounded"),
        ("one_row_more", "publication", "without doubt"),
    ],
)
def test_whose_fault_it_is(found, document, fault, why):
    told, evidence = found[document, RULE]
    assert told == fault
    assert why in evidence
