"""Sums as proof: a damaged figure is read where the sums single out one reading; no sound figure is ever altered."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.records import Extract
from tests.documents.table_text import table, wan

TITLE = "预算03表 支出预算总表"
HEADINGS = "科目编码|科目名称|合计|基本支出|项目支出"
CODES = ("2010101|行政运行", "2010102|一般行政管理事务", "2010103|机关服务", "2010108|代表工作", "2010150|事业运行")


def amounts(one: Extract) -> dict[tuple[str, str], str]:
    """(code or label, measure) -> amount."""
    return {(line.function_code or line.label or "", line.measure): wan(line) for line in one.spending}


def sound(figures: list[tuple[Decimal, Decimal]], places: int, grouped: bool = True) -> list[str]:
    """A table whose sums close: basic and project of each row, and the total row."""

    def show(value: Decimal) -> str:
        return f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"

    lines = [HEADINGS]
    for name, (basic, project) in zip(CODES, figures, strict=False):
        lines.append(f"{name}|{show(basic + project)}|{show(basic)}|{show(project)}")
    basics, projects = (sum(column, Decimal(0)) for column in zip(*figures, strict=True))
    return [*lines, f"合计||{show(basics + projects)}|{show(basics)}|{show(projects)}"]


def money(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(min_value=1, max_value=10**10).map(lambda digits: Decimal(digits).scaleb(-places))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([0, 1, 2, 6]).flatmap(
    lambda places: st.tuples(st.just(places), st.lists(st.tuples(money(places), money(places)), min_size=2, max_size=5))
), st.booleans())  # fmt: skip
def test_a_sound_table_is_read_as_printed(case: tuple[int, list[tuple[Decimal, Decimal]]], grouped: bool) -> None:
    places, figures = case
    one = table(TITLE, *sound(figures, places, grouped))
    assert not one.repair
    assert not one.quarantine
    for name, (basic, project) in zip(CODES, figures, strict=False):
        code = name.split("|")[0]
        found = {line.measure: line.amount_yuan for line in one.spending if line.function_code == code}
        assert found == {"total": (basic + project) * 10_000, "basic": basic * 10_000, "project": project * 10_000}


def test_whole_numbers_among_two_decimals_stay() -> None:
    one = table(
        TITLE, HEADINGS, "2010101|行政运行|1200|1200|", "2010102|一般行政管理事务|35.50||35.50",
        "2010103|机关服务|1,000,000|1,000,000|", "2010108|代表工作|12.25||12.25", "合计||1001247.75|1,001,200|47.75",
    )  # fmt: skip
    assert not one.repair
    assert amounts(one)["2010103", "total"] == "1000000"


def test_a_faulty_publication_is_read_as_printed() -> None:
    """Sums that fail are for the checks to tell: no sound figure is altered to make one close."""
    one = table(
        TITLE,
        HEADINGS,
        "2010101|行政运行|20.50|20.50|",
        "2010102|一般行政管理事务|30.25||30.25",
        "合计||51.00|20.50|30.25",
    )
    assert (amounts(one)["合计", "total"], len(one.repair)) == ("51", 0)


@pytest.mark.parametrize(
    ("printed", "true"),
    [
        ("12,599,200", "12.5992"),
        ("12,599200", "12.5992"),
        ("12 599200", "12.5992"),
        ("12599200", "12.5992"),
    ],
)
def test_a_point_that_became_a_comma_or_went_lost(printed: str, true: str) -> None:
    one = table(
        TITLE,
        HEADINGS,
        "2010101|行政运行|1,200.500000|1,200.500000|",
        f"2010102|一般行政管理事务|{printed}||12.599200",
        "2010103|机关服务|5.250000|5.250000|",
        "合计||1,218.349200|1,205.750000|12.599200",
    )
    assert amounts(one)["2010102", "total"] == true
    (repair,) = one.repair
    assert (repair.rule, repair.confidence, repair.printed_text) == ("decimal_point", "proved", printed)
    assert "closes" in repair.evidence or "row sum" in repair.evidence


def test_damage_that_no_sum_decides_is_quarantined_and_told() -> None:
    one = table(
        TITLE,
        "科目编码|科目名称|合计",
        "2010101|行政运行|1,200.500000",
        "2010102|一般行政管理事务|12,59,9.2.00",
        "2010103|机关服务|5,25,0.0.00",
        "合计||2,000.000000",
    )
    assert ("2010102", "total") not in amounts(one)
    assert {record.cells[0] for record in one.quarantine} == {"12,59,9.2.00", "5,25,0.0.00"}
    assert {cell.text for cell in one.cell if cell.outcome == "quarantined"} == {"12,59,9.2.00", "5,25,0.0.00"}
    assert [notice.rule_code for notice in one.notice if notice.rule_code == "damaged_amount"] == ["damaged_amount"] * 2


def test_rows_of_a_shifted_page_are_moved_back() -> None:
    one = table(
        TITLE,
        HEADINGS + "|备注金额",
        "2010101|行政运行|1,200.500000|1,200.500000||",
        "2010102|一般行政管理事务||12.599200||12.599200",
        "2010103|机关服务|5.250000|5.250000||",
        "2010108|代表工作||7.000000||7.000000",
        "合计||1,225.349200|1,205.750000|19.599200|",
    )
    assert amounts(one)["2010102", "project"] == "12.5992"
    assert {repair.rule for repair in one.repair} == {"shifted_column"}


def test_one_wrong_digit_is_read_where_row_and_column_meet() -> None:
    one = table(
        TITLE,
        HEADINGS,
        "2010101|行政运行|1,200.500000|1,200.500000|",
        "2010102|一般行政管理事务|12.599200|10.000000|2.599700",
        "2010103|机关服务|5.250000|5.250000|",
        "合计||1,218.349200|1,215.750000|2.599200",
    )
    assert amounts(one)["2010102", "project"] == "2.5992"
    (repair,) = one.repair
    assert (repair.rule, repair.confidence) == ("digit", "proved")


def test_a_difference_that_rounding_explains_is_no_wrong_digit() -> None:
    one = table(
        TITLE,
        HEADINGS,
        "2010101|行政运行|120.50|120.50|",
        "2010102|一般行政管理事务|10.01|7.50|2.50",
        "2010103|机关服务|5.25|5.25|",
        "合计||135.75|133.25|2.50",
    )
    assert not one.repair
    assert amounts(one)["2010102", "total"] == "10.01"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(money(6), money(6)), min_size=2, max_size=5))
def test_a_table_of_rounded_figures_is_read_as_printed(figures: list[tuple[Decimal, Decimal]]) -> None:
    def show(value: Decimal) -> str:
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"

    basics, projects = (sum(column, Decimal(0)) for column in zip(*figures, strict=True))
    rows = [f"{name}|{show(b + p)}|{show(b)}|{show(p)}" for name, (b, p) in zip(CODES, figures, strict=False)]
    one = table(TITLE, HEADINGS, *rows, f"合计||{show(basics + projects)}|{show(basics)}|{show(projects)}")
    assert not one.repair
    printed = {line.amount_text for line in one.spending if line.line_kind == "total"}
    assert printed == {show(value) for value in (basics + projects, basics, projects)}


def test_a_digit_far_beyond_rounding_is_read() -> None:
    one = table(
        TITLE,
        HEADINGS,
        "2010101|行政运行|1,200.50|1,200.50|",
        "2010102|一般行政管理事务|812.59|10.00|202.59",
        "2010103|机关服务|5.25|5.25|",
        "2010108|代表工作|5.25|5.25|",
        "合计||1,423.59|1,221.00|202.59",
    )
    assert amounts(one)["2010102", "total"] == "212.59"


def test_a_lost_row_is_told_and_not_invented() -> None:
    one = table(
        "预算01表 收支总表",
        "收入||支出|",
        "项目|预算数|项目|预算数",
        "一、一般公共预算财政拨款收入|90.000000|二、住房保障支出|30.000000",
        "收入总计|90.000000|三、卫生健康支出|15.000000",
        "||支出总计|90.000000",
    )
    (lost,) = [notice for notice in one.notice if notice.rule_code == "lost_row"]
    assert "450000.00" in lost.message
    assert "numbered 1" in lost.message
    assert len(one.spending) == 3


def test_more_digits_than_any_sum_of_money_has_are_no_amount() -> None:
    one = table(TITLE, "科目编码|科目名称|合计", "2010101|行政运行|" + "9" * 24 + ".00", "2010103|机关服务|5.00")
    assert ("2010101", "total") not in amounts(one)
    assert {cell.text for cell in one.cell if cell.outcome == "quarantined"} == {"9" * 24 + ".00"}
