"""A folder of documents made to be added up wrongly, with what the right sums are.

Ten offices of 青禾市, all amounts in 万元 and small enough to add by head:

- 民政局 (1,000) with its units 局本级 300, 甲中心 400, 乙中心 300, which its 收入总表 lists; 甲中心 publishes its own.
- 水务局: three editions of one budget, 500 as a draft, 520 as published, 530 as corrected.
- 财政局: 200 in the budget of 2025, 180 in its final account, 210 in the budget of 2026, of which 10 are carried over;
  it prints its “三公” (5) and its procurement (30).
- 教育局 (800): the same money by function and item, again by item, and a part of it in the general public budget (700).
- 审计局 (90): a misprint: 99 is printed for a row of 9, in both tables. It counts nowhere.
- 城管局 (60): the total of one table is misprinted, the other gives the right sum.
- 体育局 (40): prints no table of all its money, only appropriations.
- 青禾市 itself: a budget of the whole government, 9,000.
- The self-evaluations of the samples' 柳岸街道办事处, once as they are and once with other bytes: a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

CITY = "青禾市"
NAMES = {
    "2010301": "行政运行",
    "2080501": "行政单位离退休",
    "2080502": "事业单位离退休",
    "2050201": "学前教育",
    "2130301": "行政运行",
    "2010601": "行政运行",
    "2010801": "行政运行",
    "2120101": "行政运行",
    "2070301": "行政运行",
    "2210201": "住房公积金",
}
CLASSES = {
    "201": "一般公共服务支出",
    "205": "教育支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "221": "住房保障支出",
}
#: code of a function, basic, project
Row = tuple[str, int, int]
#: function, item of the government, item of the department, basic, project
ITEMS = (
    ("2050201-学前教育", "50501-工资福利支出", "30101-基本工资", 500, 0),
    ("2050201-学前教育", "50502-商品和服务支出", "30227-委托业务费", 0, 200),
    ("2210201-住房公积金", "50501-工资福利支出", "30113-住房公积金", 100, 0),
)


def documents() -> dict[str, str]:
    """File name -> text."""
    minzheng: Sequence[Row] = [("2080501", 300, 200), ("2080502", 100, 300), ("2210201", 100, 0)]
    centre: Sequence[Row] = [("2080501", 200, 100), ("2210201", 100, 0)]
    education: Sequence[Row] = [("2050201", 500, 200), ("2210201", 100, 0)]
    units = [("民政局本级", 300), ("民政局甲中心", 400), ("民政局乙中心", 300)]
    return {
        "minzheng-2026-department.txt": budget("民政局", 2026, minzheng, level="部门", units=units),
        "minzheng-jia-2026-unit.txt": budget("民政局甲中心", 2026, centre, level="单位"),
        "shuiwu-2026-draft.txt": budget("水务局", 2026, [("2130301", 400, 0), ("2210201", 100, 0)]),
        "shuiwu-2026.txt": budget("水务局", 2026, [("2130301", 400, 20), ("2210201", 100, 0)]),
        "shuiwu-2026-corrected.txt": budget("水务局", 2026, [("2130301", 400, 30), ("2210201", 100, 0)]),
        "caizheng-2025-budget.txt": budget("财政局", 2025, [("2010601", 100, 60), ("2210201", 40, 0)]),
        "caizheng-2025-final.txt": final("财政局", 2025, [("2010601", 100, 40), ("2210201", 40, 0)]),
        "caizheng-2026-budget.txt": budget(
            "财政局",
            2026,
            [("2010601", 110, 60), ("2210201", 40, 0)],
            carried=10,
            more=[three_public(), procurement()],
        ),
        "jiaoyu-2026.txt": budget(
            "教育局",
            2026,
            education,
            itemised=ITEMS,
            more=[
                by_item([("30101", "基本工资", 500), ("30113", "住房公积金", 100), ("30227", "委托业务费", 200)]),
                general_public([("2050201", 450, 150), ("2210201", 100, 0)]),
            ],
        ),
        "shenji-2026.txt": budget("审计局", 2026, [("2010801", 71, 10), ("2210201", 99, 0)], total=90),
        "chengguan-2026.txt": budget("城管局", 2026, [("2120101", 30, 20), ("2210201", 10, 0)], misprint=66),
        "tiyu-2026.txt": head("体育局", 2026, "部门") + appropriation([("2070301", 20, 10), ("2210201", 10, 0)]),
        "qinghe-2026-government.txt": government(),
    }


def copies(samples: Path) -> dict[str, bytes]:
    """File name -> content: one document of the samples, twice."""
    forms = (samples / "liuan-2025-self-evaluations.pdf").read_bytes()
    return {"liuan-2025-self-evaluations.pdf": forms, "liuan-2025-self-evaluations-again.pdf": forms + b"\n%again\n"}


def head(unit: str, year: int, level: str, kind: str = "预算") -> str:
    return f"{CITY}{unit}{year}年{level}{kind}\n\n编制单位：{CITY}{unit}\n\n"


def budget(
    unit: str,
    year: int,
    rows: Sequence[Row],
    *,
    level: str = "部门",
    units: Sequence[tuple[str, int]] = (),
    total: int | None = None,
    misprint: int | None = None,
    carried: int = 0,
    itemised: Sequence[tuple[str, str, str, int, int]] = (),
    more: Sequence[str] = (),
) -> str:
    """`total` is printed where rows do not add up to it, `misprint` in the table of functions alone."""
    money = sum(basic + project for _, basic, project in rows) if total is None else total
    text = head(unit, year, level) + summary(rows, money, carried)
    if units:
        text += revenue(units)
    text += by_function_and_item(itemised) if itemised else expenditure(rows, money if misprint is None else misprint)
    return text + "".join(more)


def table(number: str, title: str, lines: Sequence[str]) -> str:
    return f"预算{number}表 {title}\n\n金额单位：万元\n\n" + "\n".join(lines) + "\n\n"


def wan(amount: int) -> str:
    return f"{amount:,}.000000"


def summary(rows: Sequence[Row], money: int, carried: int) -> str:
    sums: dict[str, int] = {}
    for code, basic, project in rows:
        sums[code[:3]] = sums.get(code[:3], 0) + basic + project
    right = [f"{CLASSES[code]}\t{wan(amount)}" for code, amount in sums.items()]
    left = [f"一、一般公共预算拨款收入\t{wan(money - carried)}", "二、政府性基金预算拨款收入\t", "三、其他收入\t"]
    lines = ["收入\t\t支出\t", "项目\t预算数\t项目\t预算数"]
    for index in range(max(len(left), len(right))):
        one = left[index] if index < len(left) else "\t"
        two = right[index] if index < len(right) else "\t"
        lines.append(f"{one}\t{two}")
    lines.append(f"本年收入合计\t{wan(money - carried)}\t本年支出合计\t{wan(money)}")
    lines.append(f"上年结转结余\t{wan(carried) if carried else ''}\t年终结转结余\t")
    lines.append(f"收入总计\t{wan(money)}\t支出总计\t{wan(money)}")
    return table("01", "收支总表", lines)


def revenue(units: Sequence[tuple[str, int]]) -> str:
    lines = ["单位名称\t合计\t一般公共预算拨款收入\t其他收入"]
    lines += [f"{CITY}{name}\t{wan(amount)}\t{wan(amount)}\t" for name, amount in units]
    total = sum(amount for _, amount in units)
    return table("02", "收入总表", [*lines, f"合计\t{wan(total)}\t{wan(total)}\t"])


def _coded(rows: Sequence[Row], total: int) -> list[str]:
    lines = ["科目编码\t科目名称\t合计\t基本支出\t项目支出"]
    lines += [f"{code}\t{NAMES[code]}\t{wan(b + p)}\t{wan(b)}\t{wan(p) if p else ''}" for code, b, p in rows]
    basic, project = (sum(row[place] for row in rows) for place in (1, 2))
    return [*lines, f"合计\t\t{wan(total)}\t{wan(basic)}\t{wan(project) if project else ''}"]


def expenditure(rows: Sequence[Row], total: int) -> str:
    return table("03", "支出总表", _coded(rows, total))


def by_function_and_item(rows: Sequence[tuple[str, str, str, int, int]]) -> str:
    lines = ["支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t合计\t基本支出\t项目支出"]
    lines += [f"{f}\t{g}\t{d}\t{wan(b + p)}\t{wan(b) if b else ''}\t{wan(p) if p else ''}" for f, g, d, b, p in rows]
    basic, project = (sum(row[place] for row in rows) for place in (3, 4))
    return table("03", "支出预算总表", [*lines, f"合计\t\t\t{wan(basic + project)}\t{wan(basic)}\t{wan(project)}"])


def three_public() -> str:
    vehicles = "公务用车购置和运行维护费\t其中：公务用车购置费\t公务用车运行维护费"
    heads = f"“三公”经费财政拨款预算总额\t因公出国（境）费用\t公务接待费\t{vehicles}"
    return table(
        "09", "财政拨款“三公”经费支出表", [heads, f"{wan(5)}\t{wan(0)}\t{wan(2)}\t{wan(3)}\t{wan(0)}\t{wan(3)}"]
    )


def procurement() -> str:
    lines = ["采购类别\t金额", f"A-货物\t{wan(10)}", f"C-服务\t{wan(20)}", f"合计\t{wan(30)}"]
    return table("10", "政府采购预算明细表", lines)


def appropriation(rows: Sequence[Row]) -> str:
    return table("04", "财政拨款支出表", _coded(rows, sum(b + p for _, b, p in rows)))


def general_public(rows: Sequence[Row]) -> str:
    return table("05", "一般公共预算财政拨款支出表", _coded(rows, sum(b + p for _, b, p in rows)))


def by_item(rows: Sequence[tuple[str, str, int]]) -> str:
    lines = ["部门预算支出经济分类科目编码\t科目名称\t合计"]
    lines += [f"{code}\t{name}\t{wan(amount)}" for code, name, amount in rows]
    return table("04", "支出总表（按部门预算经济分类）", [*lines, f"合计\t\t{wan(sum(row[2] for row in rows))}"])


def final(unit: str, year: int, rows: Sequence[Row]) -> str:
    text = "公开03表 支出决算表\n\n金额单位：万元\n\n"
    return head(unit, year, "部门", "决算") + text + "\n".join(_coded(rows, sum(b + p for _, b, p in rows))) + "\n"


def government() -> str:
    rows = [("一般公共服务支出", 5000), ("教育支出", 3000), ("社会保障和就业支出", 1000)]
    lines = ["项目\t预算数", *(f"{name}\t{wan(amount)}" for name, amount in rows), f"支出合计\t{wan(9000)}"]
    return f"{CITY}2026年政府预算\n\n{CITY}财政局 编制\n\n" + table("01", f"{CITY}一般公共预算支出表", lines)
