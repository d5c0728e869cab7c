"""What the words over an amount column say: its measure, its stage, its fund (loaders/vocabulary/columns.toml)."""

from __future__ import annotations

import re

from loaders.statements.tables.extent import FUND_MEASURES
from loaders.statements.tables.words import flow_rules, measure_rules, pattern, stage_rules

_MONEY_UNIT = re.compile(r"\((?:单位:)?(?:万元|元|亿元)\)")
_IN_BRACKETS = re.compile(r"\(.*?\)")
_MONEY_WORD = re.compile("合计|总计|小计|金额|预算|决算|总额|支出|收入")
_STAGE_WORD = re.compile("数$|预算|决算|执行|批复|到位")


#: measures of columns whose figures are not money
NOT_MONEY = frozenset({"change_pct", "count"})
CHANGE = "change"
#: measures of columns that are no part of what stands before them
ALONE = frozenset({CHANGE, *NOT_MONEY, "procurement", "procurement_sme", "procurement_small_micro", "other"})
#: 扣除中央基建投资后执行数 measures what 执行数 does, and is a part of it
_DEDUCTED = re.compile(r"\(扣除.*?\)|扣除.*?后|\(不含.*?\)")
#: what is left is told when the money is spent
_LEFT = re.compile("^(指标|资金|预算|项目)?结余(资金|金额|数)?$")
_OF_WHICH = re.compile(r"^其中:?")
_EARMARKED = "special_fund"


def measure_of(path: tuple[str, ...], kind: str) -> tuple[str, bool] | None:
    """(measure, is_of_which) of an amount column by its headings; 'total' where they are all generic; None where they
    say nothing of money. A heading over several columns counts for each of them: what stands below 增减 is a change,
    and what stands below 扣除… is a part."""
    flow = flow_of(path, kind)
    if flow is not None:
        return flow, False
    is_part = any("扣除" in part for part in path)
    change = _change_of(path)
    if change is not None:
        return change, is_part
    found = _lowest(path, kind)
    return None if found is None else (found[0], found[1] or is_part)


def changed_measure_of(path: tuple[str, ...], kind: str) -> str:
    """What has changed, in a column of changes: what its other headings measure."""
    kept = tuple(part for part in path if _change_of((part,)) is None)
    found = _lowest(kept, kind) if kept else None
    return found[0] if found else "total"


def _change_of(path: tuple[str, ...]) -> str | None:
    """`change` or `change_pct` where a heading says so, the lowest first."""
    rules = [rule for rule in measure_rules() if rule.name in {"change_pct", CHANGE}]
    return next((rule.name for part in reversed(path) for rule in rules if rule.pattern.search(part)), None)


def _lowest(path: tuple[str, ...], kind: str) -> tuple[str, bool] | None:
    """What the lowest heading measures that is not generic."""
    generic = pattern("generic")
    for position in range(len(path) - 1, -1, -1):
        text = _MONEY_UNIT.sub("", path[position])
        bare = _DEDUCTED.sub("", text) or text
        for rule in measure_rules():
            is_meant = rule.kinds is None or kind in rule.kinds
            if not is_meant or not rule.pattern.search(text if rule.is_of_which else bare):
                continue
            if not rule.is_of_which and generic.search(bare):
                break
            if rule.name == _EARMARKED and bare.startswith("其中") and (above := _lowest(path[:position], kind)):
                # 公共预算拨款 | 其中：专项资金 is a part of that fund.
                return above[0], True
            return rule.name, rule.is_of_which
    if any(generic.search(_IN_BRACKETS.sub("", part)) or _MONEY_WORD.search(part) for part in path):
        return "total", False
    return None


def fund_of(path: tuple[str, ...], kind: str) -> tuple[str, str] | None:
    """(kind of fund, heading) of a column that stands under the name of a fund, or is headed by it."""
    if flow_of(path, kind) is not None:
        return None
    for part in reversed(path):
        found = _lowest((part,), kind)
        if found is not None and found[0] in FUND_MEASURES:
            return found[0], _OF_WHICH.sub("", part)
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
    if path and _LEFT.search(path[-1]):
        return "executed"
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
