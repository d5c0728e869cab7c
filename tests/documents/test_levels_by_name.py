"""A department, its units, classes and items in one column: levels by what the rows are called."""

from __future__ import annotations

import pytest

from tests.documents.table_text import table, wan

UNITS_WITH_ITEMS = (
    "青禾市测绘局（本级）|300.01",
    "工资福利支出|200.01",
    "基本工资|150.00",
    "津贴补贴|50.00",
    "其他支出|100.00",
    "其他支出|100.00",
    *(
        line
        for number in range(60)
        for line in (
            f"青禾市第{number}测绘站|30.00",
            "工资福利支出|20.00",
            "基本工资|20.00",
            "商品和服务支出|10.00",
            "办公费|4.00",
            "水费|6.00",
        )
    ),
)


@pytest.mark.parametrize(
    "above", [("青禾市测绘局|2100.01",), ("合计|2100.01",), ("合计|2100.01", "青禾市测绘局|2100.01")]
)
def test_units_classes_and_items_in_one_column_are_told_apart_by_their_names(above: tuple[str, ...]) -> None:
    one = table("基本支出总表", "支出项目类别|总计", *above, *UNITS_WITH_ITEMS)
    leaves = [line for line in one.spending if line.line_kind == "leaf"]
    assert {line.label for line in leaves} == {"基本工资", "津贴补贴", "其他支出", "办公费", "水费"}
    assert sum(line.amount_yuan for line in leaves) == 21_000_000
    assert [wan(line) for line in one.spending if line.line_kind == "total"] == ["2100.01"]
    of_station = [line for line in one.spending if line.unit_name == "青禾市第7测绘站"]
    assert [(line.label, line.line_kind) for line in of_station] == [
        (None, "subtotal"),
        ("工资福利支出", "subtotal"),
        ("基本工资", "leaf"),
        ("商品和服务支出", "subtotal"),
        ("办公费", "leaf"),
        ("水费", "leaf"),
    ]


def test_a_misprint_does_not_undo_the_levels() -> None:
    """The items of one class come to 23 of 30: the other sums confirm the levels, and the leaves do not close."""
    one = table(
        "基本支出总表",
        "支出项目类别|总计",
        "青禾市测绘局|90.00",
        *("青禾市测绘站|30.00", "工资福利支出|30.00", "基本工资|20.00", "津贴补贴|3.00"),
        *("青禾市档案馆|60.00", "工资福利支出|60.00", "基本工资|20.00", "津贴补贴|40.00"),
    )
    assert [line.label for line in one.spending if line.line_kind == "leaf"] == [
        *("基本工资", "津贴补贴"),
        *("基本工资", "津贴补贴"),
    ]
    assert {line.closes for line in one.spending} == {False}


def test_names_tell_no_levels_that_the_sums_deny() -> None:
    one = table(
        "基本支出总表",
        "支出项目类别|总计",
        "合计|100.00",
        *("青禾市测绘站|30.00", "工资福利支出|20.00", "基本工资|70.00", "津贴补贴|3.00"),
        *("青禾市档案馆|60.00", "工资福利支出|50.00", "基本工资|80.00", "津贴补贴|44.00"),
    )
    assert {line.line_kind for line in one.spending} == {"leaf", "total"}
    assert {line.closes for line in one.spending} == {False}
    assert [notice.rule_code for notice in one.notice] == ["undecided_rows"]
