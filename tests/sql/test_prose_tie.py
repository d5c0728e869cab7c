"""Figures in prose and the table lines that print the same thing: agree, differ, or cannot be told."""

# A case is one line, however wide it is.
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.rules_case import Given


def ties(given: Given) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(document, figure as printed) -> agrees, amount of the line, kind of its table, is it of the same document?"""
    rows = (
        given.database()
        .execute(
            "select prose.document_key, prose.raw, ties.agrees, ties.line_yuan,"
            " coalesce(spending.statement, revenue.statement), ties.is_own"
            " from store.prose left join store.prose_tie as ties on prose.figure_key = ties.figure_key"
            " left join store.spending on ties.line_key = spending.line_key"
            " left join store.revenue on ties.line_key = revenue.line_key"
        )
        .fetchall()
    )
    return {(row[0], row[1]): row[2:] for row in rows}


@pytest.fixture
def given() -> Given:
    given = Given()
    document = given.document("one")
    summary = given.table(document, "summary_revenue")
    given.earn(summary, 1, "800000.00", fund_source="一、一般公共预算拨款收入")
    given.earn(summary, 2, "201234.56", fund_source="三、事业收入")
    given.earn(summary, 3, "1001234.56", "total", fund_source="收入总计")
    table = given.table(document, "general_public")
    given.spend(table, 1, amounts={"total": "500000"}, function_code="2010101", function_name="行政运行")
    given.spend(table, 2, amounts={"total": "300000"}, function_code="2050803", function_name="培训支出")
    given.spend(table, 3, "total", amounts={"total": "800000", "basic": "500000", "project": "300000"})
    public = given.table(document, "three_public")
    given.spend(public, 1, amounts={"total": "50000", "reception": "20000", "overseas": "30000"})
    given.spend(public, 2, stage="budget", fiscal_year=2025, amounts={"total": "60000"})
    balance = given.table(document, "appropriation_expenditure")
    given.spend(balance, 1, amounts={"total": "500000"}, label="一、一般公共服务支出")
    return given


@pytest.mark.parametrize(
    ("heading", "sentence", "figure", "expected"),
    [
        ("二、收入预算情况说明", "收入预算100.12万元。", "100.12万元", (True, "1001234.56", "summary_revenue")),
        ("二、收入预算情况说明", "收入预算0.01亿元。", "0.01亿元", (True, "1001234.56", "summary_revenue")),
        ("二、收入预算情况说明", "收入预算100.13万元。", "100.13万元", (False, "1001234.56", "summary_revenue")),
        ("二、收入预算情况说明", "事业收入20.12万元。", "20.12万元", (True, "201234.56", "summary_revenue")),
        ("四、一般公共预算支出情况说明", "项目支出30万元。", "30万元", (True, "300000.00", "general_public")),
        ("四、一般公共预算支出情况说明", "行政运行（2010101）51万元。", "51万元", (False, "500000.00", "general_public")),
        ("五、“三公”经费情况说明", "公务接待费2万元。", "2万元", (True, "20000.00", "three_public")),
        ("五、“三公”经费情况说明", "2025年“三公”经费预算6万元。", "6万元", (True, "60000.00", "three_public")),
        ("六、财政拨款支出情况说明", "一般公共服务（类）支出50万元。", "50万元", (True, "500000.00", "appropriation_expenditure")),
        ("六、财政拨款支出情况说明", "购置设备支出50万元。", "50万元", (None, None, None)),
        ("七、政府采购情况说明", "政府采购预算总额9万元。", "9万元", (None, None, None)),
    ],
)  # fmt: skip
def test_a_figure_is_tied_to_the_line_of_the_same_thing(
    given: Given, heading: str, sentence: str, figure: str, expected: tuple[Any, ...]
) -> None:
    given.prose("one", 9, f"{heading}\n2026年{sentence}" if not sentence.startswith("20") else f"{heading}\n{sentence}")
    agrees, yuan, statement, _ = ties(given)["one", figure]
    assert (agrees, None if yuan is None else str(yuan), statement) == expected


def test_where_several_lines_could_be_meant_nothing_is_said() -> None:
    given = Given()
    table = given.table(given.document("units"), "general_public")
    for row, unit in enumerate(("甲中心", "乙中心"), 1):
        given.spend(table, row, "total", amounts={"total": f"{row}00000"}, unit_name=unit)
    given.prose("units", 9, "2026年一般公共预算支出30万元，2026年一般公共预算拨款支出20万元。")
    found = ties(given)
    assert found["units", "30万元"][0] is None
    assert found["units", "20万元"][0] is True


def test_the_tables_of_another_document_of_the_unit_answer_where_its_own_has_none() -> None:
    given = Given()
    given.document("prose", unit_name="柳安区民生局")
    given.document("tables", unit_name="柳安区民生局")
    given.document("others", unit_name="柳安区财政局")
    for document, amount in (("tables", "700000"), ("others", "900000")):
        given.spend(given.table(document, "general_public"), 1, "total", amounts={"total": amount})
    given.prose("prose", 1, "2026年一般公共预算支出70万元。")
    agrees, yuan, _, is_own = ties(given)["prose", "70万元"]
    assert (agrees, int(yuan), is_own) == (True, 700000, False)


def test_parts_reasons_and_shares_are_not_tied(given: Given) -> None:
    given.prose(
        "one", 9, "2026年一般公共预算支出80万元，占100%，主要原因是培训支出增加30万元；其中国内公务接待费2万元。"
    )
    found = ties(given)
    assert found["one", "80万元"][0] is True
    assert [found["one", figure][0] for figure in ("100%", "30万元", "2万元")] == [None, None, None]
