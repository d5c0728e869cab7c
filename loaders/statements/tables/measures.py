"""What the words over an amount column say: its measure, its stage, its fund (loaders/vocabulary/columns.toml)."""

from __future__ import annotations

import re

from loaders.statements.tables.words import flow_rules, measure_rules, pattern, stage_rules

_MONEY_UNIT = re.compile(r"\((?:单位:)?(?:万元|元|亿元)\)")
_IN_BRACKETS = re.compile(r"\(.*?\)")
_MONEY_WORD = re.compile("合计|总计|小计|金额|预算|决算|总额|支出|收入")
_STAGE_WORD = re.compile("数$|预算|决算|执行")


#: measures of columns whose figures are not money
NOT_MONEY = frozenset({"change_pct", "count"})


def measure_of(path: tuple[str, ...], kind: str) -> tuple[str, bool] | None:
    """(measure, is_of_which) of an amount column by its headings; 'total' where they are all generic; None where they
    say nothing of money."""
    generic = pattern("generic")
    flow = flow_of(path, kind)
    if flow is not None:
        return flow, False
    for part in reversed(path):
        bare = _MONEY_UNIT.sub("", part)
        if generic.search(bare):
            continue
        for rule in measure_rules():
            if (rule.kinds is None or kind in rule.kinds) and rule.pattern.search(bare):
                return rule.name, rule.is_of_which
    if any(generic.search(_IN_BRACKETS.sub("", part)) or _MONEY_WORD.search(part) for part in path):
        return "total", False
    return None


def flow_of(path: tuple[str, ...], kind: str) -> str | None:
    """What a group of columns is a part of, where a final account prints all flows of a fund side by side: opening
    carry-over, income, closing carry-over. What stands below such a group (基本支出结转) is no expenditure."""
    for part in path:
        for rule in flow_rules():
            if (rule.kinds is None or kind in rule.kinds) and rule.pattern.search(part):
                return rule.name
    return None


def years_before(heading: str) -> int:
    """1 for the figures of last year where no year is printed (上年预算数); what was carried over is this year's."""
    return int(bool(pattern("last_year").search(heading)))


def stage_of(path: tuple[str, ...]) -> str | None:
    """The stage that a heading names (年初预算数, 决算数), where it names nothing else."""
    for part in reversed(path):
        if _STAGE_WORD.search(part) and pattern("generic").search(part):
            for rule in stage_rules():
                if rule.pattern.search(part):
                    return rule.name
    return None


def fund_source_of(path: tuple[str, ...]) -> str:
    """The printed name of a fund column: its headings joined by '/', without groups that tell nothing."""
    kept = [part for part in path[:-1] if not pattern("empty_groups").search(part)]
    return "/".join([*kept, path[-1]]) if path else ""
