"""What speaks for a run of indicator rows being one project, in natural logarithms, so that evidence adds up.

- Contiguity: within one project each level 1 and each level 2 forms one run of rows. The strongest evidence.
- The usual set: how often a project of this table has a level 2, and how often twice, is learnt from the table itself.
- Money: cost limits that add up to the project's amount, or a text that states the amount.
- Position: the project's cell stands on or inside its own run, mostly on the first row; a page end loosens that.
- Topic: rare pairs of characters that a row shares with the project's name and goal, and with its neighbour rows.
- Pages: a run hardly goes on over a page that is missing; a project whose own row is missing stands beside one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from loaders.amounts import YUAN_PER_UNIT, read_amount
from loaders.statements.project_targets.echoes import signature, twins_of
from loaders.statements.project_targets.values import IndicatorRow, TargetList
from loaders.text import folded

BROKEN_LEVEL1 = -7.0
BROKEN_LEVEL2 = -4.5
ECHO_IN_RUN = -1.5
ECHO_OUT_OF_ORDER = -2.0
COST_SUM = 8.0
COST_TOLD = 4.0
COST_MISSED = -1.5
COST_DENIED = -8.0
WITHOUT_ROWS = -9.0
LOST_PROJECT = -9.0
LOST_BESIDE_GAP = -5.5
LOST_OVER_A_GAP = -7.0
OVER_A_GAP = -2.5
OUTSIDE_STEP = -0.9
OUTSIDE_MOST = -9.0
TOPIC = 5.0
#: what a row of any project shares with any project
TOPIC_BY_CHANCE = 0.06
NEIGHBOUR = 2.5
MISSING_PAGE = 3
REACH = 5
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: a whole budget stated in the name of a cost indicator: 本项目全年总预算为200000元
_STATED = re.compile(r"预算\D{0,3}?(\d[\d,]{3,}(?:\.\d+)?)元")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the projects of this table look."""

    #: level 2 -> share of the projects that have it
    present: Mapping[str, float] = field(default_factory=dict)
    #: level 2 -> share of its rows that are not its first in their project
    repeated: Mapping[str, float] = field(default_factory=dict)
    #: share of the projects whose cell stands on their first row (where no page end comes before it)
    opens: float = 0.5
    #: share of the projects whose cell stands on a row of their own
    inside: float = 0.9

    def log_present(self, level2: str) -> float:
        return math.log(self.present.get(level2, 0.1))

    def log_absent(self, levels: Iterable[str]) -> float:
        """What it costs that a project has no other levels than these."""
        return sum(math.log(1 - share) for name, share in self.present.items() if name not in levels)

    def log_first(self, level2: str) -> float:
        return math.log(1 - self.repeated.get(level2, 0.25))

    def log_again(self, level2: str) -> float:
        return math.log(self.repeated.get(level2, 0.25))


DEFAULT_HABITS = Habits(
    present={
        "数量": 0.6, "质量": 0.8, "时效": 0.8, "社会效益": 0.75, "可持续影响": 0.5, "生态效益": 0.15, "经济效益": 0.05,
        "服务对象满意度": 0.85, "经济成本": 0.7,
    },
    repeated={"经济成本": 0.4},
)  # fmt: skip


def learnt(runs: Iterable[Sequence[IndicatorRow]], opening: Sequence[bool], inside: Sequence[bool]) -> Habits:
    """The habits of a table from a first cutting of it, drawn towards the usual ones while it is short."""
    rows_of: Counter[str] = Counter()
    projects_with: Counter[str] = Counter()
    count = 0
    for run in runs:
        count += 1
        levels = Counter(row.conformed2 for row in run if row.conformed2)
        rows_of.update(levels)
        projects_with.update(levels.keys())
    names = set(DEFAULT_HABITS.present) | set(projects_with)
    weight = 3.0
    present = {
        name: _bounded((projects_with[name] + weight * DEFAULT_HABITS.present.get(name, 0.1)) / (count + weight))
        for name in names
    }
    repeated = {
        name: _bounded(
            (rows_of[name] - projects_with[name] + weight * DEFAULT_HABITS.repeated.get(name, 0.25))
            / (rows_of[name] + weight)
        )
        for name in names
    }
    opens = _bounded((sum(opening) + 2) / (len(opening) + 4))
    inside_share = min(0.99, (sum(inside) + 9) / (len(inside) + 10))
    return Habits(present, repeated, opens, inside_share)


def _bounded(share: float) -> float:
    return min(0.97, max(0.03, share))


def cost_yuan(row: IndicatorRow) -> Decimal | None:
    """The money that an indicator limits, in yuan, where its target is one number with a unit of money."""
    unit = folded(row.unit or "").split("/")[0]
    if unit not in YUAN_PER_UNIT or not row.target:
        return None
    amount = read_amount(row.target)
    return amount.value * YUAN_PER_UNIT[unit] if amount.value is not None else None


def pairs(text: str) -> frozenset[str]:
    bare = re.sub(r"[\W\d_]+", " ", folded(text))
    return frozenset(part[at : at + 2] for part in bare.split() for at in range(len(part) - 1))


class Evidence:
    """The evidence of one table. Amounts are the projects' amounts in yuan (None where not printed)."""

    def __init__(self, table: TargetList, amounts: Sequence[Decimal | None], echoes: frozenset[int]) -> None:
        self.table, self.amounts, self.echoes = table, amounts, echoes
        self.rows = table.rows
        self.twins = twins_of(table.rows, echoes)
        self.signatures = [signature(row) for row in table.rows]
        self.costs = [cost_yuan(row) for row in table.rows]
        self._stated = [
            [Decimal(number.replace(",", "")) for number in _STATED.findall(folded(row.name or ""))]
            for row in table.rows
        ]
        self._told = [self._told_by(row) for row in range(len(table.rows))]
        self._topics: dict[tuple[int, int], float] = {}
        self._alike: dict[tuple[int, int], float] = {}
        self._pairs = [pairs(row.text) for row in table.rows]
        frequency: Counter[str] = Counter(pair for found in self._pairs for pair in found)
        count = max(2, len(table.rows))
        self._weight = {pair: math.log(count / seen) / math.log(count) for pair, seen in frequency.items()}

    @cached_property
    def _project_pairs(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        return [(pairs(project.name or ""), pairs(project.goal or "")) for project in self.table.projects]

    def _sum(self, found: Iterable[str]) -> float:
        return sum(self._weight.get(pair, 0.0) ** 2 for pair in found)

    def topic(self, row: int, project: int) -> float:
        """0 to 1: how much of what is rare in the row stands in the project's name and goal too."""
        key = (row, project)
        if key not in self._topics:
            self._topics[key] = self._topic(row, project)
        return self._topics[key]

    def _topic(self, row: int, project: int) -> float:
        mine = self._pairs[row]
        whole = self._sum(mine)
        if not whole:
            return 0.0
        name, goal = self._project_pairs[project]
        return min(1.0, (self._sum(mine & (name | goal)) + self._sum(mine & name)) / (whole + 1.0))

    def alike(self, row: int, other: int) -> float:
        """0 to 1: how much of what is rare in the shorter row stands in the other too."""
        key = (row, other)
        if key not in self._alike:
            self._alike[key] = self._alikeness(row, other)
        return self._alike[key]

    def _alikeness(self, row: int, other: int) -> float:
        mine, theirs = self._pairs[row], self._pairs[other]
        least = min(self._sum(mine), self._sum(theirs))
        return self._sum(mine & theirs) / (least + 1.0) if least else 0.0

    def denied(self, row: int, amount: Decimal) -> bool:
        """Does the row's name state a whole budget that is not this amount?"""
        found = self._stated[row]
        return bool(found) and all(abs(number - amount) > 1 for number in found)

    def told_amounts(self, row: int) -> frozenset[Decimal]:
        """Sums of money that a row states: in its name, or as its target."""
        return self._told[row]

    def _told_by(self, row: int) -> frozenset[Decimal]:
        item = self.rows[row]
        found = {Decimal(number.replace(",", "")) for number in _NUMBER.findall(item.name or "") if len(number) >= 4}
        if (cost := self.costs[row]) is not None:
            found.add(cost)
        return frozenset(found)
