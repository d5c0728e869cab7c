"""三公: items as columns or rows, by fund below the item, year by year, a department above its units."""

from __future__ import annotations

from tests.documents.table_text import table, wan

THREE_PUBLIC = {
    "total": ("12", "total"),
    "overseas": ("2", "leaf"),
    "reception": ("1", "leaf"),
    "vehicle_total": ("9", "subtotal"),
    "vehicle_purchase": ("5", "leaf"),
    "vehicle_operation": ("4", "leaf"),
}


def test_three_public_with_items_as_columns() -> None:
    one = table(
        "预算09表 “三公”经费支出表",
        "合计|因公出国（境）费用|公务接待费|公务用车购置及运行费||",
        "|||小计|公务用车购置费|公务用车运行维护费",
        "12.00|2.00|1.00|9.00|5.00|4.00",
    )
    assert {line.measure: (wan(line), line.line_kind) for line in one.spending} == THREE_PUBLIC


def test_three_public_with_items_as_rows() -> None:
    one = table(
        "“三公”经费支出表",
        "项目|预算数",
        "合计|12.00",
        "1、因公出国（境）费用|2.00",
        "2、公务接待费|1.00",
        "3、公务用车购置及运行费|9.00",
        "其中：（1）公务用车运行维护费|4.00",
        "（2）公务用车购置费|5.00",
    )
    assert {line.measure: (wan(line), line.line_kind) for line in one.spending} == THREE_PUBLIC


BY_FUND = (
    "预算单位|年度|总计||因公出国（境）费||公务接待费||公务用车购置及运行维护费|||||",
    "||||||||小计||公务用车购置费||公务用车运行维护费|",
    "||一般公共预算|政府性基金预算|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算"
    "|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算",
)


def test_three_public_with_the_funds_below_the_items_and_the_years_as_rows() -> None:
    one = table(
        "财政拨款“三公”经费支出表",
        *BY_FUND,
        "青禾市测绘局|2030年|12.00|3.00|2.00|0.00|1.00|0.00|9.00|3.00|5.00|3.00|4.00|0.00",
        "|2031年|9.00|0.00|2.00|0.00|1.00|0.00|6.00|0.00|2.00|0.00|4.00|0.00",
        "|增减变化金额|-3.00|-3.00|0.00|0.00|0.00|0.00|-3.00|-3.00|-3.00|-3.00|0.00|0.00",
    )
    lines = {(line.fiscal_year, line.fund_source, line.measure): (wan(line), line.line_kind) for line in one.spending}
    printed = {measure: lines[2030, "一般公共预算", measure] for measure in THREE_PUBLIC}
    assert printed == THREE_PUBLIC
    assert lines[2030, "政府性基金预算", "total"] == ("3", "total")
    assert lines[2031, "一般公共预算", "vehicle_total"] == ("6", "subtotal")
    changes = [(wan(line), line.line_kind) for line in one.spending if line.measure == "change"]
    assert changes[:3] == [("-3", "total"), ("-3", "total"), ("0", "leaf")]
    assert all(line.stage == "budget" and line.unit_name == "青禾市测绘局" for line in one.spending)


def test_a_department_above_its_units_year_by_year() -> None:
    one = table(
        "财政拨款“三公”经费支出表",
        "预算单位|年度|总计|因公出国（境）费|公务接待费",
        "青禾市测绘局|2030年|6.00|1.00|5.00",
        "|2031年|8.00|3.00|5.00",
        "|增减变化金额|2.00|2.00|0.00",
        "青禾市测绘局（本级）|2030年|4.00|1.00|3.00",
        "|2031年|7.00|3.00|4.00",
        "|增减变化金额|3.00|2.00|1.00",
        "青禾市地图馆|2030年|2.00||2.00",
        "|2031年|1.00||1.00",
        "|增减变化金额|-1.00||-1.00",
    )
    for year, printed in ((2030, "6"), (2031, "8")):
        lines = [line for line in one.spending if line.fiscal_year == year and line.measure != "change"]
        assert [
            (line.unit_name, wan(line)) for line in lines if (line.measure, line.line_kind) == ("total", "total")
        ] == [("青禾市测绘局", printed)]
        leaves = [line for line in lines if line.line_kind == "leaf"]
        assert sum(int(wan(line)) for line in leaves) == int(printed)
        assert {line.measure for line in leaves} == {"overseas", "reception"}
    assert {line.line_kind for line in one.spending if line.measure == "change"} == {"total", "subtotal", "leaf"}
