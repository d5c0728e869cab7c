"""What a column holds, by the words over it (loaders/vocabulary/columns.toml) and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.amounts import Form, read_amount
from loaders.statements.tables.model import Column
from loaders.statements.tables.sheet import SheetRow
from loaders.text import folded
from loaders.titles import year_in
from loaders.vocabulary import load_toml

_CODE = re.compile(r"^\[?(\d{3}(?:\d{2}){0,3})\]?(?:[-—－–:：.、]|(?=\D)|$)")


@cache
def _words() -> dict[str, Any]:
    return load_toml("columns.toml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name])


@dataclass(frozen=True, slots=True)
class TextColumn:
    index: int
    heading: str
    #: unit_code, unit_name, code, name, segment_1..3, label, service_level1..3, service_field, fund_source, project_*, note, ordinal
    role: str
    #: function | gov_economic | dept_economic | None (told by the code itself)
    scheme: str | None


def text_role(path: tuple[str, ...]) -> str | None:
    if not path:
        return None
    for rule in _words()["text"]:
        if re.search(rule["leaf"], path[-1]) and (
            "path" not in rule or any(re.search(rule["path"], part) for part in path)
        ):
            return str(rule["role"])
    return None


def scheme_of(path: tuple[str, ...]) -> str | None:
    """Which classification a code column belongs to, where its headings say so."""
    joined = "/".join(path)
    if "政府" in joined and "经济" in joined:
        return "gov_economic"
    if "经济" in joined:
        return "dept_economic"
    if "功能" in joined:
        return "function"
    return None


def is_amount_path(path: tuple[str, ...], kind: str) -> bool:
    return measure_of(path, kind) is not None


def measure_of(path: tuple[str, ...], kind: str) -> tuple[str, bool] | None:
    """(measure, is_of_which) of an amount column by its headings; 'total' where they are all generic; None where they
    say nothing of money."""
    for part in reversed(path):
        bare = re.sub(r"\((?:单位:)?(?:万元|元|亿元)\)", "", part)
        if not re.search(_words()["generic"], bare):
            for rule in _words()["measure"]:
                if "kinds" in rule and kind not in rule["kinds"]:
                    continue
                if re.search(rule["pattern"], bare):
                    return str(rule["name"]), bool(rule.get("of_which", False))
    if any(
        re.search(_words()["generic"], re.sub(r"\(.*?\)", "", part))
        or re.search("合计|总计|小计|金额|预算|决算|总额|支出|收入", part)
        for part in path
    ):
        return "total", False
    return None


def stage_of(path: tuple[str, ...]) -> str | None:
    for part in reversed(path):
        if re.search(r"数$|预算|决算|执行", part) and re.search(_words()["generic"], part):
            for rule in _words()["stage"]:
                if re.search(rule["pattern"], part):
                    return str(rule["name"])
    return None


def is_sum_heading(text: str) -> bool:
    return bool(_pattern("sums").search(text))


def fund_source_of(path: tuple[str, ...]) -> str:
    """The printed name of a fund column: its headings joined by '/', without groups that tell nothing."""
    kept = [part for part in path[:-1] if not _pattern("empty_groups").search(part)]
    return "/".join([*kept, path[-1]]) if path else ""


def content_share(rows: Sequence[SheetRow], column: int) -> tuple[int, int, int]:
    """How many cells of a column are amounts, codes, other texts."""
    amounts = codes = texts = 0
    for row in rows:
        if column >= len(row.cells) or not row.origin[column]:
            continue
        text = row.text(column)
        amount = read_amount(text)
        if amount.form is Form.BLANK:
            continue
        bare = folded(text)
        if amount.form in (Form.NUMBER, Form.DAMAGED):
            if re.fullmatch(r"\d{3}(?:\d{2}){0,3}|\d{2}", bare) and not re.search(r"[.,]", text):
                codes += 1
            else:
                amounts += 1
        elif amount.form is Form.OTHER:
            if _CODE.match(bare):
                codes += 1
            else:
                texts += 1
    return amounts, codes, texts


def common_parts(paths: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """Headings that stand over every amount column: they say what the table is about, not what a column measures."""
    if len(paths) < 2:
        return frozenset()
    return frozenset(set(paths[0]).intersection(*paths[1:]))


#: what a column measures that measures what its whole statement is about: 基本支出 in 基本支出表 is the total
OWN_MEASURE = {
    "basic": "basic",
    "gov_fund": "gov_fund",
    "state_capital": "state_capital",
    "procurement": "procurement",
    "agency_operation": "agency_operation",
    "appropriation": "fiscal",
}


def classify(
    paths: tuple[tuple[str, ...], ...], rows: Sequence[SheetRow], kind: str, fact: str
) -> tuple[tuple[TextColumn, ...], tuple[Column, ...]]:
    """The text columns and the amount columns of a panel."""
    texts: list[TextColumn] = []
    columns: list[Column] = []
    shares = [content_share(rows, index) for index in range(len(paths))]
    common = common_parts([path for path, (amounts, _, words) in zip(paths, shares, strict=True) if amounts > words])
    for index, path in enumerate(paths):
        amounts, codes, words = shares[index]
        role = text_role(path)
        heading = "/".join(path)
        looks_numeric = amounts > 0 and amounts >= words
        if role in {"note", "ordinal", "unit_code", "code", "segment_1", "segment_2", "segment_3"}:
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
            continue
        if role is not None and not looks_numeric and not (role == "label" and words + codes == 0):
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
            continue
        measure = measure_of(tuple(part for part in path if part not in common), kind) or measure_of(path, kind)
        if measure is not None and not (words + codes > amounts and not looks_numeric and words > 0):
            name, of_which = measure
            if OWN_MEASURE.get(kind) == name and sum(a > w for a, _, w in shares) == 1:
                name, of_which = "total", False
            leaf = path[-1]
            columns.append(
                Column(
                    index=index,
                    heading=heading,
                    measure=name,
                    fund_source=fund_source_of(path) if fact == "revenue" else None,
                    stage=stage_of(path),
                    fiscal_year=year_in(heading),
                    is_carryover=bool(_pattern("carryover").search(heading)),
                    is_sum=is_sum_heading(leaf),
                    is_of_which=of_which,
                )
            )
        elif looks_numeric:
            columns.append(
                Column(index, heading, "total", fund_source_of(path) if fact == "revenue" and path else None)
            )
        elif words + codes:
            texts.append(TextColumn(index, heading, role or ("code" if codes > words else "label"), scheme_of(path)))
    return tuple(texts), _with_parents(tuple(columns), paths, kind)


#: which measures a measure is the sum of, where their columns stand in one table
PARTS: dict[str, tuple[str, ...]] = {
    "total": ("basic", "project", "operating", "superior_remittance", "subordinate_subsidy"),
    "basic": ("personnel", "public"),
    "vehicle_total": ("vehicle_purchase", "vehicle_operation"),
}


def _with_parents(columns: tuple[Column, ...], paths: tuple[tuple[str, ...], ...], kind: str) -> tuple[Column, ...]:
    """Tie each amount column to the column that sums it up: by its group of headings first, else by its measure."""
    from dataclasses import replace

    by_measure: dict[str, list[Column]] = {}
    for column in columns:
        by_measure.setdefault(column.measure, []).append(column)
    out: list[Column] = []
    for position, column in enumerate(columns):
        path = paths[column.index]
        parent: int | None = None
        if (
            column.measure == "total"
            and column.is_sum
            and "小计" in path[-1:]
            and kind in {"general_public", "expenditure"}
        ):
            # A lost group title: 小计 | 人员经费 | 公用经费 is the basic expenditure.
            following = [other.measure for other in columns[position + 1 : position + 3]]
            if following == ["personnel", "public"] and "basic" not in by_measure:
                column = replace(column, measure="basic")
        parent = _sum_over(column, columns, paths)
        out.append(replace(column, parent=parent))
    measures = {column.measure: column.index for column in reversed(out)}
    finished: list[Column] = []
    for column in out:
        parent = column.parent
        for whole, parts in PARTS.items():
            if column.measure in parts and whole in measures and len([c for c in out if c.measure == whole]) == 1:
                parent = measures[whole]
        if parent is None and column.heading and not column.is_of_which and column.index != _grand_sum(out):
            parent = _grand_sum(out)
        if not column.heading and any(other.heading for other in out):
            parent = None  # a column that no heading covers is no part of anything
        finished.append(replace(column, parent=None if column.is_of_which or parent == column.index else parent))
    return tuple(finished)


def _sum_over(column: Column, columns: Sequence[Column], paths: tuple[tuple[str, ...], ...]) -> int | None:
    """The sum column of the nearest group of headings that a column stands in; for a sum, of the group around its own."""
    group = paths[column.index][:-1]
    best: tuple[int, int] | None = None
    for other in columns:
        if other.index == column.index or not other.is_sum or other.is_of_which:
            continue
        around = paths[other.index][:-1]
        inside = group[: len(around)] == around and (not column.is_sum or len(around) < len(group))
        if inside and (best is None or len(around) > best[0]):
            best = (len(around), other.index)
    return best[1] if best else None


def _grand_sum(columns: Sequence[Column]) -> int | None:
    """The column of the row's grand total: a sum column outside any group, else the only 'total'."""
    outside = [column for column in columns if column.is_sum and "/" not in column.heading]
    if len(outside) == 1:
        return outside[0].index
    totals = [column for column in columns if column.measure == "total"]
    return totals[0].index if len(totals) == 1 else None


def is_total_label(text: str) -> bool:
    return bool(_pattern("totals").search(folded(text)))


def is_subtotal_label(text: str) -> bool:
    return bool(_pattern("subtotals").search(folded(text)))


def is_carryover_label(text: str) -> bool:
    return bool(_pattern("carryover").search(folded(text)))


def is_closing_label(text: str) -> bool:
    return bool(_pattern("closing").search(folded(text)))
