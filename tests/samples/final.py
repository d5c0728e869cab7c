"""The final account (部门决算, 公开01–09表) of a unit: the books of the year, executed to a fixed share.

In 万元 with two decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from tests.samples.accounts import (
    CLASSES,
    DEPT_ECONOMIC,
    FUNCTIONS,
    GENERAL,
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
HUNDRED = Decimal(100)
#: what of each project was spent; the others were spent in full
_EXECUTED = {
    "群众文化活动经费": Decimal("0.62"),
    "社区议事协商经费": Decimal("0.91"),
    "垃圾分类清运服务": Decimal("0.98"),
    "城管执法保障经费": Decimal("0.955"),
}


def executed(books: Books) -> Books:
    """The year's books as they came out, in whole hundreds of yuan, so that two decimals of 万元 print them exactly."""
    entries = []
    for entry in books.entries:
        share = _EXECUTED.get(entry.project or "", Decimal(1))
        yuan = (entry.yuan * share / HUNDRED).quantize(Decimal(1), ROUND_DOWN) * HUNDRED
        entries.append(replace(entry, yuan=yuan))
    return replace(books, entries=tuple(entries))


def money(yuan: Decimal) -> str:
    return wan(yuan, 2)


def tables(books: Books) -> list[Table]:
    """公开01表 to 公开09表, from executed books; `books` of the budget give the budget columns of 三公."""
    done = executed(books)
    return [
        _summary(done),
        _revenue(done),
        _expenditure(done),
        _appropriation(done),
        _general_public(done),
        _basic(done),
        _three_public(books, done),
        _fund("公开08表 政府性基金预算财政拨款收入支出决算表"),
        _fund("公开09表 国有资本经营预算财政拨款支出决算表"),
    ]


def _summary(done: Books) -> Table:
    left = [
        ("一、一般公共预算财政拨款收入", done.total(fund=GENERAL)),
        ("二、政府性基金预算财政拨款收入", done.total(fund=GOV_FUND)),
        ("三、国有资本经营预算财政拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", ZERO),
        ("六、经营收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、其他收入", done.total(fund=OTHER)),
    ]
    rows = [(C("收入", across=2), C("支出", across=2)), row("项目", "决算数", "项目", "决算数")]
    for index, (code, name) in enumerate(CLASSES.items()):
        first = left[index] if index < len(left) else ("", ZERO)
        rows.append(row(first[0], money(first[1]), name, money(done.total(prefix=code))))
    total = money(done.total())
    rows.append(row("本年收入合计", total, "本年支出合计", total, bold=True))
    rows.append(row("使用非财政拨款结余", "", "结余分配", ""))
    rows.append(row("年初结转和结余", "", "年末结转和结余", ""))
    rows.append(row("总计", total, "总计", total, bold=True))
    return Table("公开01表 收入支出决算总表", NOTE, (30, 20, 30, 20), tuple(rows), 2)


def _levels(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """类, 款 and 项 with the lines below each, as final accounts print them."""
    codes = {entry.function[:size] for entry in entries for size in (3, 5, 7)}
    return [(code, [entry for entry in entries if entry.function.startswith(code)]) for code in sorted(codes)]


def _sum(entries: list[Entry], *kinds: str, fund: str | None = None) -> Decimal:
    found = (entry for entry in entries if (not kinds or entry.kind in kinds) and fund in (None, entry.fund))
    return sum((entry.yuan for entry in found), ZERO)


def _revenue(done: Books) -> Table:
    heads = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    rows = [
        (C("项目", across=2), *(C(head, down=2) for head in heads)),
        row("功能分类科目编码", "科目名称"),
    ]
    everything = list(done.entries)
    for code, entries in [("", everything), *_levels(everything)]:
        total, other = _sum(entries), _sum(entries, fund=OTHER)
        amounts = (total, total - other, ZERO, ZERO, ZERO, ZERO, other)
        rows.append(_line(code, *amounts))
    return Table("公开02表 收入决算表", NOTE, (14, 34, *[14] * 7), tuple(rows), 2)


def _expenditure(done: Books) -> Table:
    heads = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    rows = [
        (C("项目", across=2), *(C(head, down=2) for head in heads)),
        row("功能分类科目编码", "科目名称"),
    ]
    everything = list(done.entries)
    for code, entries in [("", everything), *_levels(everything)]:
        rows.append(
            _line(code, _sum(entries), _sum(entries, PERSONNEL, PUBLIC), _sum(entries, PROJECT), ZERO, ZERO, ZERO)
        )
    return Table("公开03表 支出决算表", NOTE, (14, 34, *[14] * 6), tuple(rows), 2)


def _line(code: str, *amounts: Decimal) -> tuple[C, ...]:
    texts = list(map(money, amounts))
    return row(code, FUNCTIONS[code], *texts) if code else (C("合计", across=2, bold=True), *row(*texts, bold=True))


def _appropriation(done: Books) -> Table:
    fiscal = [entry for entry in done.entries if entry.fund != OTHER]
    left = [
        ("一、一般公共预算财政拨款", _sum(fiscal, fund=GENERAL)),
        ("二、政府性基金预算财政拨款", _sum(fiscal, fund=GOV_FUND)),
        ("三、国有资本经营预算财政拨款", ZERO),
    ]
    rows = [
        (C("收入", across=2), C("支出", across=5)),
        row(
            "项目",
            "决算数",
            "项目",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        ),
    ]
    for index, (code, name) in enumerate(CLASSES.items()):
        first = left[index] if index < len(left) else ("", ZERO)
        found = [entry for entry in fiscal if entry.function.startswith(code)]
        amounts = (_sum(found), _sum(found, fund=GENERAL), _sum(found, fund=GOV_FUND), ZERO)
        rows.append(row(first[0], money(first[1]), name, *map(money, amounts)))
    amounts = (_sum(fiscal), _sum(fiscal, fund=GENERAL), _sum(fiscal, fund=GOV_FUND), ZERO)
    for left_name, right_name in (("本年收入合计", "本年支出合计"), ("总计", "总计")):
        rows.append(row(left_name, money(_sum(fiscal)), right_name, *map(money, amounts), bold=True))
        if left_name == "本年收入合计":
            rows.append(row("年初财政拨款结转和结余", "", "年末财政拨款结转和结余", "", "", "", ""))
    return Table("公开04表 财政拨款收入支出决算总表", NOTE, (26, 16, 28, 16, 18, 18, 18), tuple(rows), 2)


def _general_public(done: Books) -> Table:
    rows = [
        (C("项目", across=2), C("合计", down=2), C("基本支出", down=2), C("项目支出", down=2)),
        row("功能分类科目编码", "科目名称"),
    ]
    general = list(done.where(fund=GENERAL))
    for code, entries in [("", general), *_levels(general)]:
        rows.append(_line(code, _sum(entries), _sum(entries, PERSONNEL, PUBLIC), _sum(entries, PROJECT)))
    return Table("公开05表 一般公共预算财政拨款支出决算表", NOTE, (16, 40, 18, 18, 18), tuple(rows), 2)


def _basic(done: Books) -> Table:
    rows = [
        (C("项目", across=2), C("合计", down=2), C("人员经费", down=2), C("公用经费", down=2)),
        row("经济分类科目编码", "科目名称"),
    ]
    basic = [entry for entry in done.entries if entry.is_basic]
    for code in sorted({entry.dept[:size] for entry in basic for size in (3, 5)}):
        found = [entry for entry in basic if entry.dept.startswith(code)]
        amounts = (_sum(found), _sum(found, PERSONNEL), _sum(found, PUBLIC))
        rows.append(row(code, DEPT_ECONOMIC[code], *map(money, amounts)))
    totals = (_sum(basic), _sum(basic, PERSONNEL), _sum(basic, PUBLIC))
    rows.append((C("合计", across=2, bold=True), *row(*map(money, totals), bold=True)))
    return Table("公开06表 一般公共预算财政拨款基本支出决算表", NOTE, (16, 40, 18, 18, 18), tuple(rows), 2)


def _three_public(planned: Books, done: Books) -> Table:
    heads = ["小计", "公务用车购置费", "公务用车运行维护费"]
    top = (
        C("合计", down=2),
        C("因公出国（境）费", down=2),
        C("公务用车购置及运行维护费", across=3),
        C("公务接待费", down=2),
    )
    amounts = []
    for books in (planned, done):
        reception, purchase, running = (books.total(dept=code) for code in ("30217", "31013", "30231"))
        amounts += [reception + purchase + running, ZERO, purchase + running, purchase, running, reception]
    rows = (
        (C("预算数", across=6), C("决算数", across=6)),
        (*top, *top),
        row(*heads, *heads),
        row(*map(money, amounts)),
    )
    return Table("公开07表 财政拨款“三公”经费支出决算表", NOTE, (12,) * 12, rows, 3)


def _fund(title: str) -> Table:
    rows = (
        (
            C("项目", across=2),
            C("年初结转和结余", down=2),
            C("本年收入", down=2),
            C("本年支出", across=3),
            C("年末结转和结余", down=2),
        ),
        row("功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"),
        (C("合计", across=2), *row("", "", "", "", "", "")),
    )
    return Table(title, NOTE, (16, 30, 16, 16, 16, 16, 16, 16), rows, 2)
