"""The notebook kit: labels of money, layouts, charts with units, `%%sql` cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.notebook.charts import bars, drawable, save, short
from warehouse.notebook.flow import flow
from warehouse.notebook.money import money, money_unit, percent
from warehouse.notebook.treemap import Area, squarified, treemap


@pytest.mark.parametrize(
    ("amount", "label"),
    [
        (Decimal("309391164.70"), "3.09 亿元"),
        (Decimal("100000000"), "1.00 亿元"),
        (Decimal("99999999.99"), "10,000.00 万元"),
        (Decimal("433528.03"), "43.35 万元"),
        (Decimal("-25000"), "-2.50 万元"),
        (Decimal("9999.99"), "9,999.99 元"),
        (Decimal(0), "0.00 元"),
        (None, "—"),
    ],
)
def test_money_is_read_in_the_unit_that_suits_it(amount: Decimal | None, label: str) -> None:
    assert money(amount) == label


def test_an_amount_is_never_shown_as_nothing() -> None:
    unit = money_unit([Decimal("500000000")])
    assert unit.label(Decimal("12.34")) == "<0.01 亿元"


def test_percent_of_nothing_is_a_dash() -> None:
    assert percent(Decimal(3), Decimal(0)) == "—"
    assert percent(Decimal(1), Decimal(3)) == "33.3%"


@given(st.lists(st.floats(min_value=0.01, max_value=1e6), min_size=1, max_size=40))
def test_a_treemap_fills_its_area(weights: list[float]) -> None:
    ordered = sorted(weights, reverse=True)
    areas = squarified(ordered, Area(0, 0, 700, 420))
    total = sum(ordered)
    for weight, area in zip(ordered, areas, strict=True):
        assert area.width * area.height == pytest.approx(weight / total * 700 * 420, rel=1e-6, abs=0.01)
        assert area.x >= -0.01
        assert area.x + area.width <= 700 + 0.01
        assert area.y + area.height <= 420 + 0.01


FRAME = pl.DataFrame(
    {
        "function": ["公共安全支出", "公共安全支出", "教育支出"],
        "item": ["基本工资", "委托业务费", None],
        "amount_yuan": [Decimal("120000000.01"), Decimal("3000.00"), Decimal("45000000.00")],
    }
)


def test_a_frame_keeps_its_decimals() -> None:
    drawn, title, unit = drawable(FRAME, "amount_yuan")
    assert FRAME["amount_yuan"][0] == Decimal("120000000.01")
    assert unit is not None
    assert unit.name == "亿元"
    assert "亿元" in title
    assert drawn["_exact"][0] == "120,000,000.01 元"


@pytest.mark.parametrize("ending", ["png", "svg", "html"])
def test_charts_are_written_with_chinese_labels(tmp_path: Path, ending: str) -> None:
    chart = bars(FRAME, "function", "amount_yuan", title="标题")
    file = save(chart, tmp_path / f"chart.{ending}")
    if ending == "png":
        assert file.read_bytes().startswith(b"\x89PNG")
    else:
        assert "公共安全支出" in file.read_text(encoding="utf-8")


def test_every_chart_has_title_and_unit() -> None:
    drawn = bars(FRAME, "function", "amount_yuan", title="Where it goes").to_dict()
    assert drawn["title"]["text"] == ["Where it goes"]
    assert "亿元" in str(drawn)
    assert "元" in str(flow(FRAME, "function", "item", "amount_yuan", title="f").to_dict())
    assert "元" in str(treemap(FRAME, "function", "item", "amount_yuan", title="t").to_dict())


def test_long_labels_stay_apart() -> None:
    names = ["某" * 30 + "一", "某" * 30 + "二"]
    chart = bars(pl.DataFrame({"n": names, "amount_yuan": [Decimal(1), Decimal(2)]}), "n", "amount_yuan", title="x")
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert len({row["_name"] for row in rows}) == 2
    assert short(names[0]).endswith("…")
