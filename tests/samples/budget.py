"""The eleven amount tables of a department budget in the Beijing form, from the books."""

from __future__ import annotations

from decimal import Decimal

from tests.samples.accounts import (
    CARRYOVER,
    CLASSES,
    DEPT_ECONOMIC,
    FUNCTIONS,
    GENERAL,
    GOV_ECONOMIC,
    GOV_FUND,
    OTHER,
    PERSONNEL,
    PROJECT,
    PUBLIC,
    ZERO,
    Books,
    Entry,
    wan,
)
from tests.samples.grid import C, Table, row

NOTE = "金额单位：万元"
PURCHASED_GOODS = ("31002", "31007", "31013")
#: project -> 政府购买服务指导性目录, three levels
SERVICES = {
    "楼院环境整治经费": ("01-公共服务", "0111-城乡维护服务", "城乡运行维护保障服务"),
    "垃圾分类清运服务": ("01-公共服务", "0106-生态保护和环境治理服务", "垃圾分类及清运服务"),
    "社区养老服务站运营补助": ("01-公共服务", "0104-社会保障服务", "养老服务"),
    "社区议事协商经费": ("01-公共服务", "0110-社会治理服务", "社会工作服务"),
    "居家养老巡视探访": ("01-公共服务", "0104-社会保障服务", "养老服务"),
    "养老设施适老化改造": ("01-公共服务", "0104-社会保障服务", "养老服务"),
    "民生信息平台运维": ("02-政府履职辅助性服务", "0210-信息化服务", "机关信息系统开发与维护服务"),
}


def tables(books: Books, *, procurement_error: Decimal = ZERO) -> list[Table]:
    """预算01表 to 预算11表. `procurement_error` is added to the printed total of 政府采购: a fault of publication."""
    return [
        _summary(books),
        _revenue(books),
        _expenditure(books),
        _appropriation(books),
        _general_public(books),
        _basic(books),
        _by_function(books, "预算07表 政府性基金预算财政拨款支出表", GOV_FUND),
        _by_function(books, "预算08表 国有资本经营预算财政拨款支出表", None),
        _three_public(books),
        _procurement(books, procurement_error),
        _services(books),
    ]


def function_cell(code: str) -> str:
    return f"{code}-{FUNCTIONS[code]}"


def _balance(
    title: str,
    left: list[tuple[str, Decimal]],
    right: list[tuple[str, Decimal]],
    ends: list[tuple[str, Decimal, str, Decimal]],
) -> Table:
    rows = [
        (C("收入", across=2), C("支出", across=2)),
        row("项目", "预算数", "项目", "预算数"),
    ]
    for index in range(max(len(left), len(right))):
        first = left[index] if index < len(left) else ("", ZERO)
        second = right[index] if index < len(right) else ("", ZERO)
        rows.append(row(first[0], wan(first[1]), second[0], wan(second[1])))
    rows.extend(row(a, wan(b), c, wan(d), bold=True) for a, b, c, d in ends)
    return Table(title, NOTE, (30, 20, 30, 20), tuple(rows), 2)


def _summary(books: Books) -> Table:
    left = [
        ("一、一般公共预算拨款收入", books.total(fund=GENERAL)),
        ("二、政府性基金预算拨款收入", books.total(fund=GOV_FUND)),
        ("三、国有资本经营预算拨款收入", ZERO),
        ("四、财政专户管理资金收入", ZERO),
        ("五、事业收入", ZERO),
        ("六、上级补助收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、事业单位经营收入", ZERO),
        ("九、其他收入", books.total(fund=OTHER)),
    ]
    right = [(name, books.total(prefix=code)) for code, name in CLASSES.items()]
    total, carried = books.total(), books.total(fund=CARRYOVER)
    ends = [
        ("本年收入合计", total - carried, "本年支出合计", total),
        ("上年结转结余", carried, "年终结转结余", ZERO),
        ("收入总计", total, "支出总计", total),
    ]
    return _balance("预算01表 收支总表", left, right, ends)


def _appropriation(books: Books) -> Table:
    left = [
        ("一、一般公共预算资金", books.total(fund=GENERAL)),
        ("二、政府性基金预算资金", books.total(fund=GOV_FUND)),
        ("三、国有资本经营预算资金", ZERO),
    ]
    right = [(name, books.total(prefix=code) - books.total(prefix=code, fund=OTHER)) for code, name in CLASSES.items()]
    total, carried = books.fiscal, books.total(fund=CARRYOVER)
    ends = [
        ("本年收入合计", total - carried, "本年支出合计", total),
        ("上年结转结余", carried, "年终结转结余", ZERO),
        ("收入总计", total, "支出总计", total),
    ]
    return _balance("预算04表 财政拨款收支预算总表", left, right, ends)


def _revenue(books: Books) -> Table:
    total, carried = books.total(), books.total(fund=CARRYOVER)
    general, fund, other = (books.total(fund=name) for name in (GENERAL, GOV_FUND, OTHER))
    amounts = [wan(total), wan(total - carried), wan(general), wan(fund), "", "", "", "", "", "", wan(other)]
    amounts += [wan(carried), wan(carried), "", "", "", ""]
    this_year = [
        "小计",
        "一般公共预算资金",
        "政府性基金预算资金",
        "国有资本经营预算资金",
        "财政专户管理资金",
        "事业收入",
    ]
    this_year += ["事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]
    earlier = ["小计", "一般公共预算资金", "政府性基金预算资金", "国有资本经营预算资金", "财政专户管理资金", "单位资金"]
    rows = (
        (
            C("部门（单位）代码", down=2),
            C("部门（单位）名称", down=2),
            C("合计", down=2),
            C("本年收入", across=10),
            C("上年结转结余", across=6),
        ),
        row(*this_year, *earlier),
        row(books.unit.department_code, books.unit.name, *amounts),
        row(books.unit.code, f"{books.unit.name}（本级）", *amounts),
        row("", "合 计", *amounts, bold=True),
    )
    return Table("预算02表 收入总表", NOTE, (6, 14, *[9] * 17), rows, 2)


def _keyed(entries: list[Entry], key: str) -> dict[tuple[str, ...], list[Entry]]:
    """Lines grouped by the codes of a table, in the order of the codes."""
    names = {"expenditure": ("function", "gov", "dept"), "basic": ("gov", "dept"), "function": ("function",)}[key]
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(tuple(getattr(entry, name) for name in names), []).append(entry)
    return dict(sorted(groups.items()))


def _sum(entries: list[Entry], *kinds: str) -> Decimal:
    return sum((entry.yuan for entry in entries if not kinds or entry.kind in kinds), ZERO)


def _expenditure(books: Books) -> Table:
    rows = [
        (
            C("支出功能分类科目", down=2),
            C("政府支出经济分类科目", down=2),
            C("部门支出经济分类科目", down=2),
            C("合计", down=2),
            C("基本支出", down=2),
            C("项目支出", down=2),
            C("其中", across=3),
        ),
        row("事业单位经营支出", "上缴上级支出", "对附属单位补助支出"),
    ]
    for (function, gov, dept), entries in _keyed(list(books.entries), "expenditure").items():
        names = (function_cell(function), f"{gov}-{GOV_ECONOMIC[gov]}", f"{dept}-{DEPT_ECONOMIC[dept]}")
        amounts = (_sum(entries), _sum(entries, PERSONNEL, PUBLIC), _sum(entries, PROJECT))
        rows.append(row(*names, *map(wan, amounts), "", "", ""))
    everything = list(books.entries)
    totals = (_sum(everything), _sum(everything, PERSONNEL, PUBLIC), _sum(everything, PROJECT))
    rows.append(row("合 计", "", "", *map(wan, totals), "", "", "", bold=True))
    return Table("预算03表 支出预算总表", NOTE, (30, 24, 26, 16, 16, 16, 12, 12, 12), tuple(rows), 2)


def _general_public(books: Books) -> Table:
    rows = [
        (C("功能分类科目", across=2), C("预算数", across=6)),
        (
            C("科目编码", down=2),
            C("科目名称", down=2),
            C("合计", down=2),
            C("基本支出", across=3),
            C("项目支出", across=2),
        ),
        row("小计", "人员经费", "公用经费", "项目支出总数", "扣除基建项目后预算数"),
    ]
    general = list(books.where(fund=GENERAL))
    groups = {key[0]: entries for key, entries in _keyed(general, "function").items()}
    for code, entries in [*groups.items(), ("", general)]:
        amounts = [_sum(entries), _sum(entries, PERSONNEL, PUBLIC), _sum(entries, PERSONNEL), _sum(entries, PUBLIC)]
        amounts += [_sum(entries, PROJECT)] * 2
        rows.append(row(code, FUNCTIONS.get(code, "合 计"), *map(wan, amounts), bold=not code))
    return Table("预算05表 一般公共预算财政拨款支出表", NOTE, (12, 30, 16, 16, 16, 16, 16, 22), tuple(rows), 3)


def _basic(books: Books) -> Table:
    rows = [
        (C("政府支出经济分类科目", down=2), C("部门支出经济分类科目", down=2), C("预算数", across=3)),
        row("合计", "人员经费", "公用经费"),
    ]
    basic = [entry for entry in books.entries if entry.is_basic]
    for (gov, dept), entries in _keyed(basic, "basic").items():
        amounts = (_sum(entries), _sum(entries, PERSONNEL), _sum(entries, PUBLIC))
        rows.append(row(f"{gov}-{GOV_ECONOMIC[gov]}", f"{dept}-{DEPT_ECONOMIC[dept]}", *map(wan, amounts)))
    totals = (_sum(basic), _sum(basic, PERSONNEL), _sum(basic, PUBLIC))
    rows.append(row("", "合 计", *map(wan, totals), bold=True))
    return Table("预算06表 一般公共预算财政拨款基本支出表", NOTE, (30, 30, 18, 18, 18), tuple(rows), 2)


def _by_function(books: Books, title: str, fund: str | None) -> Table:
    rows = [
        (C("功能分类科目", across=2), C("预算数", across=3)),
        row("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ]
    entries = list(books.where(fund=fund)) if fund else []
    for (code,), found in _keyed(entries, "function").items():
        amounts = (_sum(found), _sum(found, PERSONNEL, PUBLIC), _sum(found, PROJECT))
        rows.append(row(code, FUNCTIONS[code], *map(wan, amounts)))
    totals = (_sum(entries), _sum(entries, PERSONNEL, PUBLIC), _sum(entries, PROJECT))
    rows.append(row("", "合 计", *map(wan, totals), bold=True))
    return Table(title, NOTE, (14, 40, 18, 18, 18), tuple(rows), 2)


def _three_public(books: Books) -> Table:
    reception, purchase, running = (books.total(dept=code) for code in ("30217", "31013", "30231"))
    amounts = (reception + purchase + running, ZERO, reception, purchase + running, purchase, running)
    rows = (
        (
            C("“三公”经费财政拨款预算总额", down=2),
            C("因公出国（境）费用", down=2),
            C("公务接待费", down=2),
            C("公务用车购置及运行维护费", across=3),
        ),
        row("小计", "公务用车购置费", "公务用车运行维护费"),
        row(*map(wan, amounts)),
    )
    return Table("预算09表 财政拨款“三公”经费支出表", NOTE, (22, 18, 18, 18, 18, 20), rows, 2)


def _procurement(books: Books, error: Decimal) -> Table:
    goods = sum((books.total(dept=code) for code in PURCHASED_GOODS), ZERO)
    services = sum((yuan for _, yuan in _purchased(books)), ZERO)
    rows = (
        row("采购类别", "金额"),
        row("A-货物", wan(goods)),
        row("B-工程", ""),
        row("C-服务", wan(services)),
        row("合 计", wan(goods + services + error), bold=True),
    )
    return Table("预算10表 政府采购预算明细表", NOTE, (40, 30), rows, 1)


def _purchased(books: Books) -> list[tuple[Entry, Decimal]]:
    """The service parts of projects that are bought from others."""
    return [
        (entry, entry.yuan)
        for entry in books.entries
        if entry.project in SERVICES and entry.dept.startswith("302") and entry.fund in (GENERAL, GOV_FUND)
    ]


def _services(books: Books) -> Table:
    purchased = _purchased(books)
    rows = [
        (C("指导性目录", across=3), C("服务领域", down=2), C("预算金额", down=2)),
        row("一级", "二级", "三级"),
        row("合计", "", "", "", wan(sum((yuan for _, yuan in purchased), ZERO)), bold=True),
    ]
    for entry, yuan in purchased:
        field = entry.function[:3]
        rows.append(row(*SERVICES[entry.project or ""], f"{field}-{FUNCTIONS[field]}", wan(yuan)))
    title = "预算11表 政府购买服务预算财政拨款明细表"
    return Table(title, NOTE, (24, 30, 30, 26, 18), tuple(rows), 2)
