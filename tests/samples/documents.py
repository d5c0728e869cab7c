"""Which sample document says what, in which format, with which planted faults."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.samples import budget, final
from tests.samples.accounts import LIUAN, Books, books, wan
from tests.samples.forms import Outcome, declaration, overall_table, self_evaluation, targets_table
from tests.samples.grid import Table
from tests.samples.projects import (
    COPIED,
    PROJECTS,
    QUALITY,
    QUANTITY,
    SATISFACTION,
    SOCIAL,
    TIMELINESS,
    Indicator,
    code_of,
)
from tests.samples.write_office import delimited, dump, web_page, word, workbook
from tests.samples.write_pdf import ruled, scanned, unruled

SCAN = "minsheng-2025-three-public-scan.pdf"


def documents() -> dict[str, Callable[[], bytes]]:
    """File name -> what writes it."""
    all_books = books()
    liuan_2025, liuan_2026 = all_books[("liuan", 2025)], all_books[("liuan", 2026)]
    minsheng_2025, minsheng_2026 = all_books[("minsheng", 2025)], all_books[("minsheng", 2026)]
    three_public = budget.tables(minsheng_2025)[8]
    return {
        "liuan-2025-department-budget.pdf": lambda: ruled(
            [*budget.tables(liuan_2025), targets_table(liuan_2025), _liuan_overall(liuan_2025)],
            "柳岸街道办事处2025年部门预算",
        ),
        "liuan-2026-department-budget.txt": lambda: _text_budget(liuan_2026),
        "liuan-2026-project-declarations.docx": lambda: word(_declarations(liuan_2026)),
        "liuan-2025-final-account.html": lambda: web_page(
            final.tables(liuan_2025), "柳岸街道办事处2025年度部门决算", LIUAN.name
        ),
        "liuan-2025-self-evaluations.pdf": lambda: ruled(
            self_evaluations(liuan_2025), "柳岸街道办事处2025年项目支出绩效自评", upright=True
        ),
        "minsheng-2025-department-budget.xlsx": lambda: workbook(
            budget.tables(minsheng_2025, procurement_error=Decimal("5000.00")),
            f"{minsheng_2025.unit.name}2025年部门预算",
        ),
        "minsheng-2026-department-budget.pdf": lambda: unruled(
            budget.tables(minsheng_2026), f"{minsheng_2026.unit.name}2026年部门预算"
        ),
        "minsheng-2026-overall-targets.docx": lambda: word(
            [targets_table(minsheng_2026), _minsheng_overall(minsheng_2026)]
        ),
        "minsheng-2026-project-list.csv": lambda: delimited(_project_list(minsheng_2026)),
        SCAN: lambda: scanned(three_public, f"单位：{minsheng_2025.unit.name}（2025年度）"),
    }


def _text_budget(liuan: Books) -> bytes:
    """The text budget with its planted faults; see the package's docstring."""
    tables = [*budget.tables(liuan), targets_table(liuan, COPIED)]
    lines = dump(tables, as_html=frozenset({"预算10表 政府采购预算明细表"}))
    start = _line(lines, "预算03表")
    car = _line(lines, "2010301-行政运行\t50208-", start)
    lines[car] = lines[car].replace("12.599200", "12,599,200")
    first = _line(lines, "2013202-", start)
    for index in range(first, first + 4):
        function, gov, dept, total, basic, project, *rest = lines[index].split("\t")
        lines[index] = "\t".join([function, gov, dept, total, project, basic, *rest])
    # The shifted rows are a page of their own: a page number and blank lines stand around them.
    lines[first + 4 : first + 4] = ["", "4", ""]
    lines[first:first] = ["", "3", ""]
    basic_table = _line(lines, "预算06表")
    del lines[_line(lines, "50201-办公经费\t30207-", basic_table)]
    services = _line(lines, "预算11表")
    unreadable = _line(lines, "01-公共服务\t0110-", services)
    lines[unreadable] = "\t".join([*lines[unreadable].split("\t")[:-1], "1■.■00■00"])
    heading = ["", "", "青禾市临荷区人民政府柳岸街道办事处2026年部门预算", ""]
    return ("\n".join([*heading, *lines]) + "\n").encode("utf-8")


def _line(lines: list[str], start: str, after: int = 0) -> int:
    return next(index for index in range(after, len(lines)) if lines[index].startswith(start))


def _liuan_overall(liuan: Books) -> Table:
    return overall_table(
        liuan,
        "守好柳岸一方水土：楼院干净、街面有序、老人有人管、居民的事居民议。",
        (
            ("社区治理", Indicator(QUANTITY, "召开议事协商会", "≥", "144", "次")),
            ("社区治理", Indicator(QUALITY, "协商事项办结率", "≥", "85", "%")),
            ("城市管理", Indicator(QUANTITY, "值守桶站", "=", "86", "处")),
            ("城市管理", Indicator(TIMELINESS, "举报响应时间", "≤", "2", "小时")),
            ("为老服务", Indicator(SOCIAL, "签约高龄老人", "≥", "860", "人")),
            ("其他", Indicator(SATISFACTION, "辖区居民满意度", "≥", "90", "%")),
        ),
    )


def _minsheng_overall(minsheng: Books) -> Table:
    return overall_table(
        minsheng,
        "让困难的家庭有人帮、高龄的老人有人看、办事的群众少跑路。",
        (
            ("养老服务", Indicator(QUANTITY, "巡访老人", "≥", "1450", "人")),
            ("养老服务", Indicator(QUALITY, "巡访记录抽查合格率", "≥", "95", "%")),
            ("社会救助", Indicator(QUANTITY, "慰问困难家庭", "≥", "670", "户")),
            ("其他", Indicator(SATISFACTION, "服务对象满意度", "≥", "93", "%")),
        ),
    )


def _declarations(liuan: Books) -> list[Table]:
    grounds = liuan.projects()["楼院环境整治经费"]
    wrong = f"预计投入{_wan(grounds)}万元，其中绿化补植60万元、堆物清理45万元、墙面修补70万元。"
    patrol = liuan.projects()["城管执法保障经费"]
    meals = liuan.projects()["社区养老服务站运营补助"]
    part = meals * 55 / 100
    return [
        declaration(
            liuan,
            "社区养老服务站运营补助",
            "苏望舒",
            f"助餐服务补助{_wan(part)}万元，日间照料补助{_wan(meals - part)}万元。",
        ),
        declaration(liuan, "楼院环境整治经费", "陆青砚", wrong),
        declaration(liuan, "城管执法保障经费", "江晚亭", f"预计投入{_wan(patrol)}万元，严格按照合同支付。"),
    ]


def self_evaluations(liuan: Books) -> list[Table]:
    done = final.executed(liuan).projects()
    planned = liuan.projects()
    talks, garbage, shows = "社区议事协商经费", "垃圾分类清运服务", "群众文化活动经费"
    actuals = {
        talks: ("151次", "87%", "6工作日", "312件", "91%"),
        garbage: ("4188吨", "86处", "1.8%", "1次/日", "19.6%", "93%"),
        shows: ("9场", "26期", "60%", "11月", "3600人次", "3支", "未做"),
    }
    weights = {
        talks: ("20", "20", "10", "30", "10"),
        garbage: ("15", "15", "15", "10", "25", "10"),
        shows: ("15", "15", "10", "10", "20", "10", "10"),
    }
    losses = {garbage: {0: ("13", "厨余垃圾分类投放量低于预期，已调整清运频次")}}
    forms = []
    for name, leader in ((talks, "顾清禾"), (garbage, "陆青砚"), (shows, "沈听澜")):
        lines = []
        for position, item in enumerate(PROJECTS[name].indicators):
            points, reason = losses.get(name, {}).get(position, (weights[name][position], ""))
            lines.append((item, actuals[name][position], weights[name][position], points, reason))
        # The over-confident one had its budget cut to what it had spent: its execution is 100 %.
        adjusted = done[name] if name == shows else planned[name]
        outcome = Outcome(name, planned[name], adjusted, done[name], tuple(lines), "全年各项工作已按计划开展。")
        forms.append(self_evaluation(liuan, outcome, leader))
    return forms


def _project_list(minsheng: Books) -> list[list[str]]:
    rows = [["2026年项目支出预算表"], [f"单位：{minsheng.unit.name}", "", "", "金额单位：万元"]]
    rows.append(["项目编码", "项目名称", "功能分类科目", "预算数"])
    for name, amount in minsheng.projects().items():
        function = next(entry.function for entry in minsheng.entries if entry.project == name)
        rows.append([code_of(minsheng, name), name, budget.function_cell(function), wan(amount).replace(",", "")])
    total = sum(minsheng.projects().values(), Decimal(0))
    rows.append(["合计", "", "", wan(total).replace(",", "")])
    return rows


def _wan(yuan: Decimal) -> str:
    return wan(yuan).replace(",", "").rstrip("0").rstrip(".")
