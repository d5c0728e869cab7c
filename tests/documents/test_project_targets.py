"""Lists of projects with their targets: one small table for each thing that goes wrong in real ones."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.document import Cell, Document, Grid, Line, Row
from loaders.extract import extract, understand
from loaders.readers.text import read_text
from loaders.records import Extract

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CODE = "21019931T00000040000{}"
TITLE = "预算12表 年度项目支出绩效表\n\n金额单位：万元\n"
HEADINGS = (
    "单位名称\t项目名称\t项目类别\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n"
    "\t\t\t\t财政资金\t其他资金\n"
)


def read(body: str) -> Extract:
    data = f"{TITLE}\n{HEADINGS}{body}".encode()
    return understand(read_text(data, "targets.txt", hashlib.sha256(data).hexdigest()))


def row(
    level1: str, level2: str, name: str, operator: str = "=", target: str = "1", unit: str = "次", lead: str = ""
) -> str:
    before = lead or "\t" * 7
    return f"{before}{level1}指标\t{level2}指标\t{name}\t{operator}\t{target}\t{unit}\n"


def project(number: int, name: str, amount: str, goal: str) -> str:
    return f"\t{CODE.format(number)}-{name}\t31-部门项目\t{amount}\t{amount}\t\t{goal}\t"


def full(topic: str, lead: str, limit: str = "") -> list[str]:
    """One project's usual set; `lead` are its cells, on the first row."""
    rows = [
        row("产出", "数量", f"{topic}次数", "≥", "4", "次", lead),
        row("产出", "质量", f"{topic}合格率", "≥", "95", "%"),
        row("产出", "时效", f"{topic}按期完成"),
        row("效益", "社会效益", f"{topic}受益人数", "≥", "500", "人"),
        row("满意度", "服务对象满意度", f"{topic}对象满意度", "≥", "90", "%"),
    ]
    return [*rows, row("成本", "经济成本", f"{topic}成本", "≤", limit, "元")] if limit else rows


def owners(result: Extract) -> dict[str | None, list[str | None]]:
    found: dict[str | None, list[str | None]] = {}
    for line in result.indicator:
        found.setdefault(line.project_name, []).append(line.indicator_name)
    return found


def rules(result: Extract) -> Counter[str]:
    return Counter(notice.rule_code for notice in result.notice)


def test_projects_indicators_and_amounts() -> None:
    body = full("河道巡查", project(1, "河道 保洁 经费", "12.5", "保持河道清洁"), "125000")
    result = read("".join(body) + "".join(full("路灯更换", project(2, "路灯更新", "8.04", "更新老旧路灯"))))
    first, second = result.project
    assert (first.project_code, first.project_name, first.category) == (CODE.format(1), "河道保洁经费", "31-部门项目")
    assert (first.amount_yuan, first.fiscal_yuan, first.other_yuan) == (
        Decimal("125000.00"),
        Decimal("125000.00"),
        None,
    )
    assert (first.goal, second.amount_yuan) == ("保持河道清洁", Decimal("80400.00"))
    assert len(result.indicator) == 11
    line = next(line for line in result.indicator if line.indicator_name == "河道巡查合格率")
    assert (line.level1, line.level2, line.level1_text, line.level2_text) == ("产出", "质量", "产出指标", "质量指标")
    assert (line.operator, line.target_text, line.target_value, line.target_unit) == ("≥", "95", Decimal(95), "%")
    leaves = [(line.statement, line.measure, line.line_kind, line.amount_yuan) for line in result.spending]
    assert leaves[0] == ("project_budget", "total", "leaf", Decimal("125000.00"))
    assert len(leaves) == 4


def test_a_centred_cell_owns_rows_above_it() -> None:
    """The project's cells stand on the fourth of its six rows, after a page end."""
    rows = [
        line.replace(project(2, "路灯更新", "8", "更新老旧路灯"), "\t" * 7) for line in full("路灯更换", "", "80000")
    ]
    rows[3] = row("效益", "社会效益", "路灯更换受益人数", "≥", "500", "人", project(2, "路灯更新", "8", "更新老旧路灯"))
    body = [*full("河道巡查", project(1, "河道保洁", "12.5", "保持河道清洁"), "125000"), *rows[:3], "\n", *rows[3:]]
    found = owners(read("".join(body)))
    assert len(found["河道保洁"]) == 6
    assert len(found["路灯更新"]) == 6


def test_cost_limits_decide_where_the_rest_is_silent() -> None:
    limits = [
        row("成本", "经济成本", f"成本控制{n}", "≤", amount, "元")
        for n, amount in ((1, "50000"), (2, "70000"), (3, "30000"))
    ]
    first = [
        row("产出", "质量", "质量达标", "定性", "优", "", project(1, "甲类经费", "12", "办好甲类事项")),
        *limits[:2],
    ]
    second = [
        limits[2],
        "\n",
        row("产出", "质量", "质量达标", "定性", "优", "", project(2, "乙类经费", "3", "办好乙类事项")),
    ]
    result = read("".join([*first, *second]))
    assert owners(result)["甲类经费"] == ["质量达标", "成本控制1", "成本控制2"]
    assert owners(result)["乙类经费"] == ["成本控制3", "质量达标"]
    assert {line.attribution for line in result.indicator if line.level1 == "成本"} == {"cost_sum"}


def test_rows_of_a_lost_project_are_not_hung_on_a_neighbour() -> None:
    lost = full("普法宣传", "\t" * 7)
    body = [
        *full("河道巡查", project(1, "河道保洁", "12.5", "保持河道清洁"), "125000"),
        "\n\n\n",
        *lost,
        *full("路灯更换", project(2, "路灯更新", "8", "更新老旧路灯"), "80000"),
    ]
    result = read("".join(body))
    assert len(owners(result)[None]) == 5
    assert all(line.project_key is None for line in result.indicator if line.project_name is None)
    (notice,) = [notice for notice in result.notice if notice.rule_code == "lost_project"]
    assert notice.computed == "5"


def test_rows_printed_twice_count_once() -> None:
    once = full("河道巡查", "\t" * 7)
    markup = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.strip().split("\t")) + "</tr>" for line in once
    )
    flat = "\t".join(line.strip() for line in once)
    head = project(1, "河道保洁", "12.5", "保持河道清洁")
    result = read(f"{head}<table>{markup}</table>\t{flat}\n" + "".join(line.lstrip("\t") for line in once))
    assert len(result.indicator) == 5
    assert rules(result)["echoed_rows"] == 1


def test_projects_without_codes() -> None:
    body = full("河道巡查", "\t河道保洁\t31-部门项目\t12.5\t12.5\t\t保持河道清洁\t", "125000")
    result = read("".join(body) + "".join(full("路灯更换", "\t路灯更新\t31-部门项目\t8\t8\t\t更新老旧路灯\t")))
    assert [(line.project_code, line.project_name) for line in result.project] == [
        (None, "河道保洁"),
        (None, "路灯更新"),
    ]
    assert len(owners(result)["路灯更新"]) == 5


def test_cells_each_on_a_line_of_its_own() -> None:
    loose = "\n21019931T0\n0000040000\n3-河道\n保洁经费\n\n31-部门项目\n\n12.5\n\n12.5\n\n保持河道\n清洁。\n\n"
    body = loose + "".join(line.lstrip("\t") for line in full("河道巡查", "\t" * 7))
    (only,) = read(body).project
    assert (only.project_code, only.project_name, only.goal) == (CODE.format(3), "河道保洁经费", "保持河道清洁。")
    assert (only.amount_yuan, only.fiscal_yuan) == (Decimal("125000.00"), Decimal("125000.00"))


def test_a_cell_torn_by_a_page_end() -> None:
    rows = full("河道巡查", f"{CODE.format(1)[:12]}\t\t\t\t\t\t保持河道\t")
    tail = f"{CODE.format(1)[12:]}-河道保洁\t31-部门项目\t12.5\t12.5\t清洁。\t"
    rows[3] = row("效益", "社会效益", "河道受益人数", "≥", "500", "人", tail)
    (only,) = read("".join([*rows[:3], "\n", *rows[3:]])).project
    assert (only.project_code, only.project_name, only.goal) == (CODE.format(1), "河道保洁", "保持河道清洁。")


def test_an_amount_torn_in_two_is_proved_by_the_cost_limits() -> None:
    first = full("河道巡查", project(1, "河道", "40.0", "保持河道"), "498000")
    tail = "保洁服务\t31-部门项目\t19.0\t19.0\t\t清洁。\t"
    first[3] = row("效益", "社会效益", "河道受益人数", "≥", "500", "人", tail)
    result = read("".join([*first[:3], "\n", *first[3:]]))
    (only,) = result.project
    assert (only.project_name, only.amount_yuan, only.is_repaired) == ("河道保洁服务", Decimal("498000.00"), True)
    assert {repair.rule for repair in result.repair} == {"cost_sum"}


def test_a_printed_total_is_a_total_and_no_project() -> None:
    body = full("河道巡查", project(1, "河道保洁", "12.5", "保持河道清洁"))
    result = read("".join(body) + "\n合计：\n\n12.5\n")
    assert len(result.project) == 1
    assert [line.amount_yuan for line in result.spending if line.line_kind == "total"] == [Decimal("125000.00")]


def test_every_cell_is_accounted_for() -> None:
    result = read("".join(full("河道巡查", project(1, "河道保洁", "12.5", "保持河道清洁"))))
    assert Counter(cell.outcome for cell in result.cell)["quarantined"] == 0


def grid(page: int, number: int, *rows: tuple[tuple[int, int, str], ...]) -> Grid:
    """A grid of a page; a cell is (column, rows it spans, text)."""
    made = tuple(
        Row(page, at, tuple(Cell(text, column, 1, span) for column, span, text in cells))
        for at, cells in enumerate(rows, 1)
    )
    return Grid(number, made, 7)


SPANNED = (
    (1, 1, "项目名称"),
    (2, 1, "项目总额"),
    (3, 1, "绩效目标"),
    (4, 1, "一级指标"),
    (5, 1, "二级指标"),
    (6, 1, "三级指标"),
    (7, 1, "指标值"),
)


def spanned(*grids: Grid) -> Extract:
    blocks = (Line(1, 1, "项目支出绩效目标表"), Line(1, 2, "金额单位：万元"), *grids)
    return understand(Document("0" * 64, "targets.pdf", "pdf", len(grids), blocks))


def cells_of(*texts: str, spans: dict[int, int] | None = None) -> tuple[tuple[int, int, str], ...]:
    """Cells of columns 1, 2 …; `spans`: how many rows a column's cell spans; ↑ stands for a cell covered from above."""
    return tuple((at, (spans or {}).get(at, 1), text) for at, text in enumerate(texts, 1) if text != "↑")


def test_a_merged_cell_owns_the_rows_it_spans_over_a_page_end() -> None:
    """The last project of page 1 prints its text on page 2."""
    both = {1: 2, 2: 2, 3: 2, 4: 2}
    result = spanned(
        grid(
            1,
            1,
            SPANNED,
            cells_of("河道保洁", "12.50", "清洁", "产出指标", "数量指标", "甲", "≥3次", spans=both),
            cells_of("↑", "↑", "↑", "↑", "质量指标", "乙", "优"),
            cells_of("", "", "", "产出指标", "数量指标", "丙", "≥1处"),
        ),
        grid(2, 2, cells_of("路灯更新", "8.00", "明亮", "满意度指标", "服务对象满意度指标", "丁", "≥90%")),
    )
    assert owners(result) == {"河道保洁": ["甲", "乙"], "路灯更新": ["丙", "丁"]}
    assert [line.level1 for line in result.indicator] == ["产出", "产出", "产出", "满意度"]
    first = result.indicator[0]
    assert (first.operator, first.target_value, first.target_unit) == ("≥", Decimal(3), "次")


def test_one_name_over_several_amounts() -> None:
    result = spanned(
        grid(
            1,
            1,
            SPANNED,
            cells_of("河道保洁", "12.50", "东段", "产出指标", "数量指标", "甲", "3", spans={1: 2}),
            cells_of("↑", "2.00", "西段", "产出指标", "数量指标", "乙", "3"),
        )
    )
    assert [(project.project_name, project.amount_yuan) for project in result.project] == [
        ("河道保洁", Decimal("125000.00")),
        ("河道保洁", Decimal("20000.00")),
    ]
    assert len({project.project_key for project in result.project}) == 2


def test_a_unit_s_own_sum_is_a_subtotal() -> None:
    def plain(name: str, amount: str, goal: str) -> tuple[tuple[int, int, str], ...]:
        name_cells = ((1, 1, name), (2, 1, amount), (3, 1, goal))
        return (*name_cells, (4, 1, "产出指标"), (5, 1, "数量指标"), (6, 1, "甲"), (7, 1, "3")) if goal else name_cells

    result = spanned(
        grid(
            1,
            1,
            SPANNED,
            plain("合计", "5.00", ""),
            plain("某某中心", "5.00", ""),
            plain("保洁", "2.00", "清"),
            plain("路灯", "3.00", "亮"),
        )
    )
    assert [project.project_name for project in result.project] == ["保洁", "路灯"]
    assert Counter(line.line_kind for line in result.spending) == {"total": 1, "subtotal": 1, "leaf": 2}


def bare(text: str | None) -> str:
    return re.sub(r"\s+|</?p>", "", unicodedata.normalize("NFKC", text or ""))


def expected(name: str) -> list[dict[str, str]]:
    path = SHARED / "expected" / name
    if not path.exists():
        pytest.skip("the shared documents are not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["jinrongjie-2026-department-budget.txt", "xiaoguan-2026-department-budget.txt"])
def test_real_dumps(name: str) -> None:
    projects = [row for row in expected("project_targets_projects.csv") if row["file_name"] == name]
    codes = {row["project_code"] for row in projects if not row["project_code"].startswith(("LOST", "PARTIAL"))}
    result = extract(SHARED / "documents" / name)
    assert {
        (row["project_code"], bare(row["project_name"]), row["amount_yuan"])
        for row in projects
        if row["project_code"] in codes
    } == {
        (project.project_code, bare(project.project_name), str(project.amount_yuan))
        for project in result.project
        if project.project_code in codes
    }
    want = Counter(
        (row["project_code"], bare(row["level3"])[:24], row["operator"])
        for row in expected("project_targets_indicators.csv")
        if row["file_name"] == name and row["project_code"] in codes
    )
    given = Counter(
        (line.project_code, bare(line.indicator_name)[:24], line.operator or "")
        for line in result.indicator
        if line.project_code in codes
    )
    hit = sum((want & given).values())
    assert hit >= 0.98 * sum(want.values())
    assert hit >= 0.98 * sum(given.values())
