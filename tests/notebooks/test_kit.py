"""The notebook kit: labels of money, layouts, charts with units, `%%sql` cells."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import start_new_kernel

from warehouse.home import Home
from warehouse.load import load
from warehouse.notebook.charts import bars, drawable, save, short
from warehouse.notebook.flow import flow
from warehouse.notebook.money import money, money_unit, percent
from warehouse.notebook.treemap import Area, squarified, treemap

from ..conftest import budget_text


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


def test_rows_of_one_name_are_bars_of_their_own() -> None:
    frame = pl.DataFrame({"n": ["满意度", "满意度"], "projects": [2, 3]})
    drawn = bars(frame, "n", "projects", title="x").to_dict()
    assert len({row["_name"] for row in next(iter(drawn["datasets"].values()))}) == 2


def test_counts_have_whole_ticks() -> None:
    drawn = bars(pl.DataFrame({"n": ["a"], "projects": [1]}), "n", "projects", title="x", axis="projects").to_dict()
    assert drawn["layer"][0]["encoding"]["x"]["axis"]["values"] == [0, 1]


class TestCells:
    @pytest.fixture
    def shell(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
        document = tmp_path / "budget.txt"
        document.write_text(budget_text(), encoding="utf-8")
        load(Home(tmp_path / "home"), [document], jobs=1)
        monkeypatch.setenv("WAREHOUSE_HOME", str(tmp_path / "home"))
        InteractiveShell.clear_instance()
        opened = InteractiveShell.instance()
        opened.run_cell("from warehouse.notebook import start\ndesk = start()")
        yield opened
        InteractiveShell.clear_instance()

    def test_a_cell_takes_variables_and_gives_exact_rows(self, shell: InteractiveShell) -> None:
        shell.run_cell("year = 2026")
        query = "select sum(amount_yuan) as yuan from mart.spending_line where line_kind = 'leaf' and measure = 'total'"
        shell.run_cell(f"%%sql sums --quiet\n{query} and fiscal_year = $year;")
        assert shell.user_ns["sums"]["yuan"][0] == Decimal("4600000.00")

    @pytest.mark.parametrize("query", ["select nothing_like_it from mart.project", "select $nobody"])
    def test_a_wrong_cell_says_so_in_a_sentence(
        self, shell: InteractiveShell, query: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert not shell.run_cell("%%sql\nselect 1; select 2").success
        assert not shell.run_cell(f"%%sql\n{query}").success
        assert "Traceback" not in capsys.readouterr().out

    def test_tab_completes_tables_and_columns(self, shell: InteractiveShell) -> None:
        from IPython.core.completer import provisionalcompleter

        with provisionalcompleter():
            text = "%%sql\nselect function_na"
            assert "function_name" in {item.text for item in shell.Completer.completions(text, len(text))}
            text = "%%sql\nselect * from mart.spend"
            assert "mart.spending_line" in {item.text for item in shell.Completer.completions(text, len(text))}


def test_interrupting_the_kernel_stops_a_long_query(sample_home: Home) -> None:
    manager, client = start_new_kernel(kernel_name="python3")
    try:

        def status(cell: str) -> object:
            return client.execute_interactive(cell, timeout=60, output_hook=lambda _: None)["content"]["status"]

        assert status(f"from warehouse.notebook import start\nstart({str(sample_home.folder)!r})") == "ok"
        client.execute(
            "%%sql\nselect max(r) from (select a.range as r, row_number() over (order by a.range)"
            " from range(3000000) as a, range(300000) as b)",
            # Else the kernel aborts what comes right after an error, as Run All wants it.
            stop_on_error=False,
        )
        time.sleep(1.5)
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=30)["content"]["status"] == "error"
        assert status("%%sql\nselect 1") == "ok"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
