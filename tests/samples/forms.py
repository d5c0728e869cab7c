"""The performance forms: 项目支出绩效目标表, 部门整体支出绩效目标表, 申报表, 自评表."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.samples.accounts import OTHER, PROJECT, Books, wan
from tests.samples.grid import C, Table, row
from tests.samples.projects import COST, PROJECTS, QUANTITY, Indicator, code_of, indicators_of

EMPTY = C("")


def targets_table(books: Books, copied: dict[str, str] | None = None) -> Table:
    """预算12表: all projects with their indicators; `copied` gives a project the words of another."""
    rows = [
        (
            C("项目名称", down=2),
            C("项目总额", down=2),
            C("其中：", across=2),
            C("绩效目标", down=2),
            C("一级指标", down=2),
            C("二级指标", down=2),
            C("三级指标", down=2),
            C("绩效指标性质", down=2),
            C("本年绩效指标值", down=2),
            C("绩效度量单位", down=2),
        ),
        row("财政资金", "其他资金"),
    ]
    for name, amount in books.projects().items():
        other = sum(
            (entry.yuan for entry in books.entries if entry.project == name and entry.fund == OTHER), Decimal(0)
        )
        source = (copied or {}).get(name, name)
        found = indicators_of(books, name)
        if source != name:
            found = [*PROJECTS[source].indicators, *[item for item in found if item.level == COST]]
        lead = [C(f"{code_of(books, name)}-{name}"), C(wan(amount)), C(wan(amount - other)), C(wan(other))]
        lead = [C(cell.text, down=len(found)) for cell in (*lead, C(PROJECTS[source].goal))]
        for position, item in enumerate(found):
            cells = row(*item.level, item.name, item.operator, item.value, item.unit)
            rows.append((*lead, *cells) if position == 0 else cells)
    return Table(
        "预算12表 项目支出绩效目标表", "金额单位：万元", (30, 18, 18, 14, 34, 14, 16, 26, 10, 14, 12), tuple(rows), 2
    )


def overall_table(books: Books, goal: str, activities: tuple[tuple[str, Indicator], ...]) -> Table:
    """预算13表: the whole department."""
    fiscal_project = books.total(kind=PROJECT) - books.total(fund=OTHER)
    basic = books.total() - books.total(kind=PROJECT)
    other = books.total(fund=OTHER)
    rows = [
        (C("部门名称", across=2), C(f"{books.unit.code}-{books.unit.name}", across=7)),
        (
            C("总体资金情况（万元）", across=2, down=3),
            C("预算支出总额", down=2),
            C("财政拨款", across=3),
            C("其他资金", across=3),
        ),
        row("合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出"),
        row(*map(wan, (books.total(), books.fiscal, basic, fiscal_project, other, Decimal(0), other))),
        (C("整体绩效目标", down=3 + len(activities)), C("整体绩效目标"), C(goal, across=7)),
        (C("其他说明"), C("", across=7)),
        (C("活动"), C("绩效指标", across=3), C("指标性质"), C("指标值", across=2), C("度量单位")),
    ]
    for activity, item in activities:
        rows.append(
            (
                C(activity),
                C(f"{item.level[0]}{item.level[1]}{item.name}", across=3),
                C(item.operator),
                C(item.value, across=2),
                C(item.unit),
            )
        )
    return Table(
        "预算13表 部门整体支出绩效目标表",
        "",
        (10, 16, 18, 18, 18, 18, 16, 14, 16),
        tuple(rows),
        0,
        f"（{books.year}年度）",
    )


@dataclass(frozen=True)
class Outcome:
    """What a project came to, as its unit tells it."""

    project: str
    initial: Decimal
    adjusted: Decimal
    executed: Decimal
    #: (indicator, actual value, weight, score, reason of a deviation)
    lines: tuple[tuple[Indicator, str, str, str, str], ...]
    actual: str


def self_evaluation(books: Books, outcome: Outcome, leader: str) -> Table:
    """项目支出绩效自评表: money, goal, indicators with weight and score."""
    rate = outcome.executed / outcome.adjusted * 100
    shown_rate = f"{rate.quantize(Decimal('0.01')).normalize():f}%"
    score = _plain((rate / 10).quantize(Decimal("0.01")))
    money = [_plain(value / 10000) for value in (outcome.initial, outcome.adjusted, outcome.executed)]
    rows = [
        (C("项目名称", across=2), C(f"{books.year}年{outcome.project}", across=7)),
        (C("主管部门", across=2), C(books.unit.name, across=3), C("实施单位", across=2), C("社区建设办公室", across=2)),
        (C("项目负责人", across=2), C(leader, across=3), C("联系电话", across=2), C("000-0000", across=2)),
        (
            C("项目资金（万元）", across=2, down=5),
            C(""),
            C("年初预算数"),
            C("全年预算数"),
            C("全年执行数"),
            C("分值"),
            C("执行率"),
            C("得分"),
        ),
        row("年度资金总额", *money, "10", shown_rate, score),
        row("其中：当年财政拨款", *money, "—", shown_rate, "—"),
        row("上年结转资金", "", "", "", "—", "", "—"),
        row("其他资金", "", "", "", "—", "", "—"),
        (C("年度总体目标", down=2), C("预期目标", across=4), C("实际完成情况", across=4)),
        (C(PROJECTS[outcome.project].goal, across=4), C(outcome.actual, across=4)),
        (
            C("绩效指标", down=len(outcome.lines) + 1),
            *row(
                "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"
            ),
        ),
    ]
    for first, size, line in _runs([item.level[0] for item, *_ in outcome.lines]):
        item, actual, weight, points, reason = outcome.lines[line]
        target = f"{item.operator}{item.value}{item.unit}".removeprefix("定性").removeprefix("=")
        cells = row(item.level[1], item.name, target, actual, weight, points, reason)
        rows.append((C(item.level[0], down=size), *cells) if first else cells)
    total = sum((Decimal(points) for _, _, _, points, _ in outcome.lines), Decimal(score))
    weights = sum((Decimal(weight) for _, _, weight, _, _ in outcome.lines), Decimal(10))
    rows.append((C("总分", across=6), C(_plain(weights)), C(_plain(total)), C("")))
    title = "项目支出绩效自评表"
    return Table(title, "", (10, 14, 20, 24, 18, 18, 10, 12, 24), tuple(rows), 0, f"（{books.year}年度）")


def _runs(names: list[str]) -> list[tuple[bool, int, int]]:
    """(opens a run, its length, position) for each name of a list whose equal names stand together."""
    out = []
    for position, name in enumerate(names):
        first = position == 0 or names[position - 1] != name
        out.append((first, names.count(name), position))
    return out


def declaration(books: Books, name: str, leader: str, cost_text: str) -> Table:
    """项目支出绩效目标申报表 of one project: labels, money, goal, indicators as numbered texts."""
    amount = books.projects()[name]
    project = PROJECTS[name]
    by_level: dict[str, list[Indicator]] = {}
    for item in project.indicators:
        by_level.setdefault(item.level[1], []).append(item)
    benefits = [level for level in by_level if level.startswith(("社会", "生态", "可持续"))]
    output_rows = [
        ("产出数量指标", _numbered(by_level.get(QUANTITY[1], []))),
        ("产出质量指标", _numbered(by_level.get("质量指标", []))),
        ("产出进度指标", _numbered(by_level.get("时效指标", []))),
        ("产出成本指标", cost_text),
    ]
    effect_rows = [(level, _numbered(by_level[level])) for level in benefits]
    rows = [
        (C("部门（单位）名称", across=2), C(books.unit.name, across=3)),
        (C("项目名称", across=2), C(name), C("预算金额"), C(f"{_plain(amount / 10000)}万元")),
        (C("项目负责人", across=2), C(leader), C("联系电话"), C("000-0000")),
        (C("单位地址", across=2), C("青禾市临荷区柳岸路1号"), C("邮政编码"), C("000000")),
        (C("项目类型", across=2), C("1.大型会议培训类  2.信息化系统改造类  3.宣传活动类  √4.其他一般类", across=3)),
        (C("项目绩效目标", across=2), C(project.goal, across=3)),
        (
            C("绩效指标", down=2 + len(output_rows) + len(effect_rows)),
            C("一级指标"),
            C("二级指标"),
            C("具体指标（指标内容、指标值）", across=2),
        ),
    ]
    for block, lines in (("产出指标", output_rows), ("效果指标", effect_rows)):
        for position, (label, text) in enumerate(lines):
            cells = (C(label), C(text, across=2))
            rows.append((C(block, down=len(lines)), *cells) if position == 0 else cells)
    satisfaction = _numbered(by_level.get("服务对象满意度指标", []))
    rows.append((C("满意度指标"), C("服务对象满意度指标"), C(satisfaction, across=2)))
    rows.append((C("其他说明的问题", across=2), C("无", across=3)))
    return Table(f"{books.year}年项目支出绩效目标申报表", "", (12, 16, 30, 20, 40), tuple(rows), 0, name)


def _numbered(items: list[Indicator]) -> str:
    said = {"≥": "不少于", "≤": "不超过", "=": "", "定性": ""}
    parts = [
        f"{number}.{item.name}{said[item.operator]}{item.value}{item.unit}；" for number, item in enumerate(items, 1)
    ]
    return "\n".join(parts)


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.000001')):f}"
    return text.rstrip("0").rstrip(".")
