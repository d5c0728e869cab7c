"""What the sample documents say, as facts: every printed amount with its statement, its measure and what it is of.

Told from the tables before they are written in any format, and from nothing that a loader does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tests.samples.accounts import Books
from tests.samples.grid import Table

#: statement, measure or fund source, codes or label, yuan
Fact = tuple[str, str, tuple[str, ...], Decimal]
Facts = Counter[Fact]

TOTAL = ("合计",)
_THREE_PUBLIC = ("total", "overseas", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation")
_THREE_PUBLIC_FINAL = ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception")
_FUNDS = ("total", "general_public", "gov_fund", "state_capital")
#: words of the title -> statement, number of columns that tell what the amounts are of, measures of the others
_CODED: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "支出预算总表": ("expenditure", 3, ("total", "basic", "project")),
    "一般公共预算财政拨款支出表": (
        "general_public",
        2,
        ("total", "basic", "personnel", "public", "project", "project_ex_infrastructure"),
    ),
    "一般公共预算财政拨款基本支出表": ("basic", 2, ("total", "personnel", "public")),
    "政府性基金预算财政拨款支出表": ("gov_fund", 2, ("total", "basic", "project")),
    "国有资本经营预算财政拨款支出表": ("state_capital", 2, ("total", "basic", "project")),
    "政府购买服务预算财政拨款明细表": ("service_purchase", 4, ("total",)),
    "支出决算表": ("expenditure", 2, ("total", "basic", "project")),
    "一般公共预算财政拨款支出决算表": ("general_public", 2, ("total", "basic", "project")),
    "一般公共预算财政拨款基本支出决算表": ("basic", 2, ("total", "personnel", "public")),
}
_BALANCES = {
    "收支总表": "summary",
    "财政拨款收支预算总表": "appropriation",
    "收入支出决算总表": "summary",
    "财政拨款收入支出决算总表": "appropriation",
}
_PROCUREMENT = {"A-货物": "goods", "B-工程": "works", "C-服务": "services", "合 计": "total"}


def yuan(printed: str) -> Decimal:
    """万元 as printed -> yuan."""
    return (Decimal(printed.replace(",", "")) * 10000).quantize(Decimal("0.01"))


def facts_of(tables: Sequence[Table]) -> Facts:
    """Every amount of the tables of a budget or a final account."""
    return Counter(fact for table in tables for fact in _facts(table))


def _facts(table: Table) -> Iterator[Fact]:
    title = table.title.split(" ")[1]
    body = table.matrix()[table.head_rows :]
    if title in _CODED:
        statement, keys, measures = _CODED[title]
        for row in body:
            amounts = zip(measures, row[keys:], strict=False)
            yield from ((statement, measure, _key(row[:keys]), yuan(text)) for measure, text in amounts if text)
    elif title in _BALANCES:
        yield from _balance(_BALANCES[title], body)
    elif "三公" in title:
        stages = (_THREE_PUBLIC_FINAL, _THREE_PUBLIC_FINAL) if "决算" in title else (_THREE_PUBLIC,)
        measures = [measure for stage in stages for measure in stage]
        yield from (
            ("three_public", measure, (), yuan(text)) for measure, text in zip(measures, body[0], strict=True) if text
        )
    elif "政府采购" in title:
        yield from (("procurement", _PROCUREMENT[label], (), yuan(text)) for label, text in body if text)
    elif title == "收入总表":
        yield from _revenue_by_unit(table)
    elif title == "收入决算表":
        heads = [cell.text for _, column, cell in table.placed() if cell.down == 2]
        for row in body:
            amounts = zip(heads, row[2:], strict=True)
            yield from (("revenue_by_function", head, (), yuan(text)) for head, text in amounts if text)


def _key(texts: Sequence[str]) -> tuple[str, ...]:
    """The codes of a row; the words, where it has none."""
    words = [text.replace(" ", "") for text in texts if text]
    codes = [word.split("-")[0] for word in words if word[0].isdigit()]
    if any("-" not in word for word in words if word[0].isdigit()):
        return tuple(codes)
    is_catalogue = any(not word[0].isdigit() for word in words) and len(words) > 1
    return ("|".join(words),) if is_catalogue else tuple(codes or words)


def _balance(kind: str, body: list[list[str]]) -> Iterator[Fact]:
    for left, amount, right, *amounts in body:
        if amount:
            yield f"{kind}_revenue", left, (), yuan(amount)
        for measure, text in zip(_FUNDS, amounts, strict=False):
            if text:
                yield f"{kind}_expenditure", measure, (right,), yuan(text)


def _revenue_by_unit(table: Table) -> Iterator[Fact]:
    heads = ["", "", "合计", *("本年收入/" + text for text in table.matrix()[1][3:13])]
    heads += ["上年结转结余/" + text for text in table.matrix()[1][13:]]
    for row in table.matrix()[table.head_rows :]:
        for head, text in list(zip(heads, row, strict=True))[2:]:
            if text:
                yield "revenue_by_unit", head, (row[0],) if row[0] else TOTAL, yuan(text)


def targets_of(books: Books) -> Facts:
    """The amounts of 项目支出绩效目标表."""
    facts: Facts = Counter()
    for name, amount in books.projects().items():
        other = sum((entry.yuan for entry in books.where(fund="other") if entry.project == name), Decimal(0))
        for measure, part in (("total", amount), ("fiscal", amount - other), ("other_income", other)):
            if part:
                facts["project_budget", measure, (name,), part] += 1
    return facts


def evaluated(forms: Sequence[Table]) -> Facts:
    """The amounts of 项目支出绩效自评表: by stage."""
    facts: Facts = Counter()
    for form in forms:
        rows = form.matrix()
        for label, measure in (("年度资金总额", "total"), ("其中：当年财政拨款", "fiscal")):
            amounts = next(row for row in rows if label in row)[3:6]
            for stage, text in zip(("initial_budget", "adjusted_budget", "executed"), amounts, strict=True):
                facts["self_evaluation", f"{stage}/{measure}", (rows[0][2],), yuan(text)] += 1
    return facts
