"""A document whose every text is a script: loaded, checked, reported and opened in a browser, none of them runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Program

HEADINGS = (
    *("单位名称", "项目名称", "项目类别", "项目总额", "其中：", "", "绩效目标", "一级指标", "二级指标"),
    *("三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位"),
)
#: notebooks that show names of units and projects, goals, targets, findings
PAGES = ("04", "06", "10")


def script(number: int) -> str:
    return f"<script>window.pwned={number}</script>"


def image(number: int) -> str:
    """Blanks are taken out of names, so there is none."""
    return f"<img/src=x/onerror=window.pwned={number}>"


def breakout(number: int) -> str:
    """Ends the script that carries the data of a page."""
    return f'"</script><script>window.pwned={number}</script>'


def evil_document(folder: Path) -> Path:
    """A budget whose columns close and whose first row does not, and a project with its targets: a contradiction for the
    quality pages, and money for those that show only what closes."""
    unit = f"河湾街道办事处{image(1)}"
    book = openpyxl.Workbook()
    spending, targets = book.active, book.create_sheet(f"绩效{script(11)}".replace("/", "")[:31])
    for row in (
        ("预算03表 2026年支出预算总表",),
        (f"编制单位：{unit}",),
        ("金额单位：万元",),
        ("支出功能分类科目", "政府支出经济分类科目", "部门支出经济分类科目", "合计", "基本支出", "项目支出"),
        (f"2010301-行政运行{script(2)}", "50101-工资奖金津补贴", f"30101-工资{image(3)}", "100.000000", "90.000000"),
        ("2010302-一般行政管理事务", "50205-委托业务费", "30227-委托业务费", "50.000000", "", "50.000000"),
        ("合计", "", "", "150.000000", "90.000000", "50.000000"),
    ):
        spending.append(row)
    project = (unit, f"21019931T000000400001-{script(4)}", "31-部门项目", "50.000000", "50.000000", "")
    no_project = ("",) * 7
    for row in (
        ("预算12表 年度项目支出绩效表",),
        ("金额单位：万元",),
        HEADINGS,
        ("", "", "", "", "财政资金", "其他资金"),
        (*project, f"{breakout(5)}目标", "产出指标", "数量指标", f"{image(6)}次数", "≥", "4", f"次{image(7)}"),
        (*no_project, "产出指标", "质量指标", f"{breakout(8)}合格率", "＝", "100", "%"),
        (*no_project, "产出指标", "时效指标", f"按期完成{script(12)}", "定性", f"优{image(13)}", ""),
        (*no_project, "效益指标", "社会效益指标", "受益人数", "≥", "500", "人"),
        (*no_project, "满意度指标", "服务对象满意度指标", "满意度", "≥", "90", "%"),
        (*no_project, "成本指标", "经济成本指标", f"成本{image(9)}", "≤", "400000", "元"),
    ):
        targets.append(row)
    # The last part of the path ends in an opening tag: a slash cannot stand in a name.
    path = folder / "河湾<svg onload=window.pwned=10>2026年部门预算.xlsx"
    folder.mkdir(parents=True)
    book.save(path)
    return path


@pytest.fixture
def pages(tmp_path: Path, home: Path, program: Program) -> list[Path]:
    """What the program writes of such a document."""
    assert program("load", evil_document(tmp_path / "in")).returncode == 1
    arrived = program(
        "sql",
        "select count(*) from mart.indicator_line where project_name like '%<script>%' and unit_name like '%<img%'",
        "--format",
        "csv",
    )
    assert arrived.stdout.split()[-1] == "6", "the texts do not arrive as they are printed"
    assert program("check").returncode == 1
    reported = program("report", *PAGES, "--out", tmp_path / "report")
    assert reported.returncode == 0, reported.stderr
    found = [*(tmp_path / "report").glob("*.html"), *(home / "quality").rglob("*.html")]
    assert len(found) > 10
    return found


def test_no_script_of_a_document_runs(pages: list[Path], browser: Any) -> None:
    shown = set()
    for page in pages:
        browser.get(page.as_uri())
        assert browser.execute_script("return window.pwned === undefined"), page
        assert browser.execute_script("return document.querySelectorAll('[onerror], [onload]').length") == 0, page
        if "pwned" in browser.find_element("tag name", "body").text:
            shown.add(page.name)
    # The texts are there, as texts.
    assert "quality.html" in shown
    assert len(shown) >= 3
