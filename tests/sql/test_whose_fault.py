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
    """Far more is printed than the rows have, and nothing proves these: rows may be lost."""
    lines = [line.split("\t") for line in text.splitlines()]
    whole = [[*line[:4], "", ""] if len(line) == 6 and line[3][0].isdigit() else line for line in lines]
    return "\n".join("\t".join(line) for line in whole).replace("合计\t\t\t460.", "合计\t\t\t4,603.") + "\n"


def unread(text: str) -> str:
    """Far more is printed than the rows have, and a cell of the table cannot be read: rows may be lost."""
    return text.replace(TOTAL, "合计\t\t\t4,603.000000\t4,603.000000\t1.2.3")


def left_out(text: str) -> str:
    """Most rows are secret: those printed add up across, and no cell is unread."""
    return text.replace(TOTAL, "合计\t\t\t4,603.000000\t4,603.000000\t")


def one_figure_too_many(text: str) -> str:
    """The money of all projects stands in a row where none belongs, and nowhere in the total of that row."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("2010301"))
    lines[first] += "60.000000"
    for number, amount in ((first + 1, "20"), (first + 2, "40")):
        function, government, department, total, basic, _ = lines[number].split("\t")
        whole = f"{float(total) + float(amount):.6f}"
        lines[number] = "\t".join((function, government, department, whole, basic, f"{amount}.000000"))
    return "\n".join(lines).replace(TOTAL, "合计\t\t\t520.000000\t460.000000\t60.000000") + "\n"


def a_little_off(text: str) -> str:
    return text.replace(TOTAL, "合计\t\t\t470.000000\t470.000000\t")


def rounded(text: str) -> str:
    return text.replace(TOTAL, "合计\t\t\t460.000030\t460.000030\t")


def one_row_more(text: str) -> str:
    """A row that its printer left out of the total."""
    row = "2210201-住房公积金\t50103-住房公积金\t30113-住房公积金\t13.000000\t13.000000\t\n"
    return text.replace(TOTAL, row + TOTAL)


def basic_tables(general_public_total: str, basic_total: str) -> str:
    """Two tables of the same money, one of which has more of it."""
    return (
        "\n预算05表 一般公共预算财政拨款支出表\n\n金额单位：万元\n\n"
        "功能分类科目\t\t预算数\t\t\t\t\n科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出\n\t\t\t小计\t人员经费\t公用经费\t\n"
        "2010301\t行政运行\t100.000000\t100.000000\t70.000000\t30.000000\t\n"
        "2080505\t机关事业单位基本养老保险缴费支出\t50.000000\t50.000000\t50.000000\t\t\n"
        f"{general_public_total}"
        "\n预算06表 一般公共预算财政拨款基本支出表\n\n金额单位：万元\n\n"
        "政府支出经济分类科目\t部门支出经济分类科目\t预算数\t\t\n\t\t合计\t人员经费\t公用经费\n"
        "50101-工资奖金津补贴\t30101-基本工资\t120.000000\t120.000000\t\n"
        "50201-办公经费\t30201-办公费\t40.000000\t\t40.000000\n"
        f"{basic_total}"
    )


_GENERAL_PUBLIC_TOTAL = "\t合计\t150.000000\t150.000000\t120.000000\t30.000000\t\n"
_BASIC_TOTAL = "\t合计\t160.000000\t120.000000\t40.000000\n"


def totals_close(text: str) -> str:
    return text + basic_tables(_GENERAL_PUBLIC_TOTAL, _BASIC_TOTAL)


def left_total_lost(text: str) -> str:
    """No total row of one table was kept: no rule of its own ever checked how it was read."""
    return text + basic_tables(_GENERAL_PUBLIC_TOTAL, "")


def right_total_lost(text: str) -> str:
    return text + basic_tables("", _BASIC_TOTAL)


DOCUMENTS = {
    "far_off": far_off,
    "unread": unread,
    "left_out": left_out,
    "a_little_off": a_little_off,
    "rounded": rounded,
    "one_row_more": one_row_more,
    "one_figure_too_many": one_figure_too_many,
    "totals_close": totals_close,
    "left_total_lost": left_total_lost,
    "right_total_lost": right_total_lost,
}


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, make_budget_text: Callable[..., str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """(document, rule) -> (fault, evidence)"""
    folder = tmp_path_factory.mktemp("faults")
    for number, (name, spoil) in enumerate(DOCUMENTS.items()):
        text = spoil(make_budget_text(unit=f"第{'一二三四五六七八九十'[number]}街道办事处"))
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
    ("document", "rule", "fault", "why"),
    [
        ("far_off", RULE, "reading", "far from its total"),
        ("unread", RULE, "reading", "in quarantine"),
        ("left_out", RULE, "publication", "adds up across"),
        ("a_little_off", RULE, "publication", "adds up across"),
        ("rounded", RULE, "publication", "rounded"),
        ("one_row_more", RULE, "publication", "without doubt"),
        ("one_figure_too_many", "expenditure_project_is_sum", "publication", "without doubt"),
        ("one_figure_too_many", "expenditure_row", "publication", "without doubt"),
        ("totals_close", "basic_is_general_public_basic", "publication", "without doubt"),
    ],
)
def test_whose_fault_it_is(found, document, rule, fault, why):
    told, evidence = found[document, rule]
    assert told == fault
    assert why in evidence


@pytest.mark.parametrize("document", ["left_total_lost", "right_total_lost"])
def test_a_table_without_its_total_accuses_nobody(found, document):
    assert (document, "basic_is_general_public_basic") not in found
