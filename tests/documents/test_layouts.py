"""Tables as other places lay them out: each file of layouts/ is read as it says (see layout_file)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.layout_file import FOLDER, lines_of, parts, read

FILES = sorted(FOLDER.glob("*.txt"))
#: measures that are no part of a table's total
ASIDE = {"change", "of_which", "procurement_sme", "procurement_small_micro"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_amount_is_read_as_the_file_says(path: Path) -> None:
    layout, expected = parts(path)
    assert lines_of(read(layout)) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_leaves_add_up_to_the_total_of_their_measure(path: Path) -> None:
    one = read(parts(path)[0])
    leaves: Counter[tuple[str | int | None, ...]] = Counter()
    totals: dict[tuple[str | int | None, ...], Decimal] = {}
    for line in (*one.spending, *one.revenue):
        # What is carried over at the end bridges what was spent and the total.
        is_bridge = line.statement.endswith("_expenditure") and line.measure == "carryover"
        measure = "total" if is_bridge else line.measure
        key = (line.statement, measure, line.stage, line.fiscal_year, line.view, line.change_of, line.is_of_which)
        if line.line_kind == "leaf":
            leaves[key] += line.amount_yuan  # type: ignore[assignment]
        elif line.line_kind == "total":
            totals[key] = totals.get(key, Decimal(0)) + line.amount_yuan
    off = {key: (leaves[key], total) for key, total in totals.items() if key in leaves and leaves[key] != total}
    assert not {key: pair for key, pair in off.items() if key[1] not in ASIDE}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_of_a_layout_is_left_unread(path: Path) -> None:
    one = read(parts(path)[0])
    assert not [record.cells for record in one.quarantine]
    assert not one.repair


@pytest.mark.parametrize(
    ("layout", "kind", "unit"),
    [
        (
            "# 青禾市水务局2031年度部门决算\n# 财政拨款收入支出决算总表\n# 单位：万元\n收入{c2}|支出{c2}\n"
            "项目|金额|项目|金额\n"
            "一、一般公共预算财政拨款|3.00|一、一般公共服务支出|3.00\n本年收入合计|3.00|本年支出合计|3.00\n"
            "总计|3.00|总计|3.00",
            "final",
            (None, "青禾市水务局"),
        ),
        (
            "# 青禾市水务局2031年度部门预算信息公开\n# 收入总表\n# 单位：万元\n单位编码|合计|财政拨款\n"
            "015|3.00|3.00\n015001|3.00|3.00",
            "budget",
            ("015", "青禾市水务局"),
        ),
        (
            "# 青禾市水务局\n# 2031年度部门决算\n# 收入决算表\n# 单位：万元\n类|款|项|科目名称|本年收入合计\n"
            "221|02|01|住房公积金|3.00\n221|02|03|购房补贴|2.00\n合计||||5.00",
            "final",
            (None, "青禾市水务局"),
        ),
    ],
)
def test_what_a_document_is_and_whose(layout: str, kind: str, unit: tuple[str | None, str]) -> None:
    document = read(layout).document
    assert (document.kind, document.fiscal_year) == (kind, 2031)
    assert (document.unit_code, document.unit_name) == unit


def test_the_number_of_a_table_above_its_title_is_a_heading() -> None:
    one = read("""# 青禾市水务局2031年部门决算
公开03表{c4}
支出决算表{c4}
部门：青禾市水务局{c3}|单位：万元
科目编码|科目名称|本年支出合计|基本支出
2130301|行政运行|3.00|3.00
合计{c2}|3.00|3.00""")
    assert lines_of(one) == [
        "expenditure 2130301 leaf total 3",
        "expenditure 2130301 leaf basic 3",
        "expenditure 合计 total total 3",
        "expenditure 合计 total basic 3",
    ]
    assert not one.quarantine
