"""Which indicator rows belong to which project: the cutting of the row sequence that all evidence together likes best.

A dynamic programme over (rows used, projects used). Each step takes a run of rows for the next project, or for a
project that is not in the text, or says that a project has no rows. The score of a run is a sum of the evidence of
evidence.py; the table's habits are learnt from a first cutting and used in the second.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders.statements.project_targets import evidence as weights
from loaders.statements.project_targets.echoes import TWIN_DISTANCE, echoes_of
from loaders.statements.project_targets.evidence import DEFAULT_HABITS, Evidence, Habits, learnt
from loaders.statements.project_targets.values import Run, TargetList

#: how far from its own cell a run may begin or end, and how long it may be
WINDOW = 45
LONGEST = 80
LONGEST_LOST = 60
#: a run that breaks contiguity so often is not looked at further
MOST_BREAKS = 4


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a run of rows says without any project."""

    score: float
    #: what it costs that the other usual levels are not there
    absent: float
    kept: tuple[int, ...]
    cost: Decimal | None
    told: frozenset[Decimal]
    crosses_gap: bool


def cut(table: TargetList, amounts: Sequence[Decimal | None]) -> tuple[Run, ...]:
    """The runs of all projects in reading order, and of lost projects between them."""
    evidence = Evidence(table, amounts, echoes_of(table.rows))
    runs = _best(evidence, DEFAULT_HABITS)
    return _best(evidence, _habits(table, runs))


def _habits(table: TargetList, runs: Sequence[Run]) -> Habits:
    named = [run for run in runs if run.project is not None and run.kept]
    opening = [
        run.start == int(table.projects[run.project].first)
        for run in named
        if run.project is not None and not table.projects[run.project].is_page_top
    ]
    inside = [
        run.start <= table.projects[run.project].first and table.projects[run.project].last <= run.stop
        for run in named
        if run.project is not None
    ]
    return learnt(([table.rows[at] for at in run.kept] for run in named), opening, inside)


def _shapes(evidence: Evidence, habits: Habits, start: int) -> list[_Shape]:
    """The shapes of the runs start..start+1, start..start+2, …"""
    out: list[_Shape] = []
    score = 0.0
    absent = habits.log_absent(())
    last1 = last2 = None  # type: str | None
    seen1: set[str] = set()
    seen2: set[tuple[str | None, str]] = set()
    levels: set[str] = set()
    signatures: set[tuple[str, ...]] = set()
    kept: list[int] = []
    cost: Decimal | None = None
    told: frozenset[Decimal] = frozenset()
    crosses, breaks = False, 0
    for at in range(start, min(len(evidence.rows), start + LONGEST)):
        if at > start and evidence.table.breaks.get(at, 0) >= weights.MISSING_PAGE and not crosses:
            crosses = True
            score += weights.OVER_A_GAP
        row = evidence.rows[at]
        level1, level2 = row.conformed1, row.conformed2
        is_echo = at in evidence.echoes
        again1 = level1 is not None and level1 != last1 and level1 in seen1
        again2 = level2 is not None and level2 != last2 and (level1, level2) in seen2
        if is_echo or evidence.signatures[at] in signatures:
            score += 0.0 if is_echo else weights.ECHO_IN_RUN
        elif at in evidence.twins and (again1 or again2 or _is_stray(evidence, at, start, last1)):
            score += weights.ECHO_OUT_OF_ORDER
        else:
            if again1:
                score += weights.BROKEN_LEVEL1
            if again2:
                score += weights.BROKEN_LEVEL2
            breaks += again1 + again2
            if level2 is not None:
                if level2 in levels:
                    score += habits.log_again(level2)
                else:
                    score += habits.log_present(level2) + habits.log_first(level2)
                    levels.add(level2)
                    absent = habits.log_absent(levels)
                seen2.add((level1, level2))
            if level1 is not None:
                seen1.add(level1)
            if kept:
                score += weights.NEIGHBOUR * max(evidence.alike(at, other) for other in kept[-weights.REACH :])
            last1, last2 = level1 or last1, level2 or last2
            kept.append(at)
            signatures.add(evidence.signatures[at])
            if level1 == "成本" and (money := evidence.costs[at]) is not None:
                cost = money if cost is None else cost + money
            told |= evidence.told_amounts(at)
        out.append(_Shape(score, absent, tuple(kept), cost, told, crosses))
        if breaks >= MOST_BREAKS:
            break
    return out


def _is_stray(evidence: Evidence, at: int, start: int, last1: str | None) -> bool:
    """Does a copy of a row before the run stand alone between two rows of one other level 1?"""
    if evidence.signatures[at] not in evidence.signatures[max(0, start - TWIN_DISTANCE) : start]:
        return False
    level1 = evidence.rows[at].conformed1
    follows = evidence.rows[at + 1].conformed1 if at + 1 < len(evidence.rows) else None
    return None not in (level1, last1) and level1 != last1 and follows == last1


def _position(evidence: Evidence, habits: Habits, project: int, start: int, stop: int) -> float:
    item = evidence.table.projects[project]
    if start <= item.first and item.last <= stop:
        if item.is_page_top:
            return 0.0
        return math.log(habits.opens if start == int(item.first) else 1 - habits.opens) - math.log(0.5)
    distance = max(0.0, item.last - stop) + max(0.0, start - item.first)
    # At the top of a page the cell of a project stands on whatever row comes first.
    outside = math.log(1 - habits.inside) * (0.4 if item.is_page_top else 1.0)
    return max(weights.OUTSIDE_MOST, outside + weights.OUTSIDE_STEP * distance)


def _money(evidence: Evidence, project: int, shape: _Shape) -> float:
    amount = evidence.amounts[project]
    if amount is None:
        return 0.0
    if shape.cost is not None and _equal(shape.cost, amount):
        return weights.COST_SUM
    if any(_equal(sum_told, amount) for sum_told in shape.told):
        return weights.COST_TOLD + (weights.COST_MISSED if shape.cost is not None else 0.0)
    if shape.cost is None:
        return 0.0
    return weights.COST_DENIED if any(evidence.denied(at, amount) for at in shape.kept) else weights.COST_MISSED


def _equal(left: Decimal, right: Decimal) -> bool:
    """Equal to the yuan, or within the rounding of a printed amount."""
    return abs(left - right) <= 1


def _lost(evidence: Evidence, start: int, stop: int, shape: _Shape) -> float:
    breaks = evidence.table.breaks
    beside = shape.crosses_gap or any(breaks.get(at, 0) >= weights.MISSING_PAGE for at in (start, stop))
    # A piece of a name without its head is the trace of a project whose row is lost.
    trace = any(start <= fragment.before <= stop for fragment in evidence.table.fragments)
    # A project that is cut by a missing page shows only a part of its usual set, and goes on over it.
    if shape.crosses_gap:
        return weights.LOST_OVER_A_GAP - weights.OVER_A_GAP
    return weights.LOST_BESIDE_GAP if beside or trace else weights.LOST_PROJECT + shape.absent


def _best(evidence: Evidence, habits: Habits) -> tuple[Run, ...]:
    rows, projects = len(evidence.rows), len(evidence.table.projects)
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    origin: dict[tuple[int, int], tuple[tuple[int, int], Run]] = {}

    def offer(source: tuple[int, int], goal: tuple[int, int], gain: float, run: Run) -> None:
        score = best[source] + gain
        if score > best.get(goal, -math.inf):
            best[goal] = score
            origin[goal] = (source, run)

    for start in range(rows + 1):
        shapes = _shapes(evidence, habits, start) if start < rows else []
        lost = [
            shape.score + _lost(evidence, start, start + length, shape)
            for length, shape in enumerate(shapes[:LONGEST_LOST], 1)
        ]
        for project in range(projects + 1):
            source = (start, project)
            if source not in best or (project < projects and evidence.table.projects[project].last < start - WINDOW):
                continue
            for length, gain in enumerate(lost, 1):
                run = Run(start, start + length, None, shapes[length - 1].kept)
                offer(source, (start + length, project), gain, run)
            if project == projects or not _is_near(evidence, project, start):
                continue
            offer(source, (start, project + 1), weights.WITHOUT_ROWS, Run(start, start, project, ()))
            topic, counted = 0.0, 0
            for length, shape in enumerate(shapes, 1):
                stop = start + length
                topic += sum(evidence.topic(at, project) - weights.TOPIC_BY_CHANCE for at in shape.kept[counted:])
                counted = len(shape.kept)
                money = _money(evidence, project, shape)
                gain = (
                    shape.score
                    + shape.absent
                    + weights.TOPIC * topic
                    + money
                    + _position(evidence, habits, project, start, stop)
                )
                run = Run(start, stop, project, shape.kept, money == weights.COST_SUM)
                offer(source, (stop, project + 1), gain, run)
    return _walk(origin, (rows, projects))


def _is_near(evidence: Evidence, project: int, start: int) -> bool:
    item = evidence.table.projects[project]
    return start - WINDOW <= item.last and item.first <= start + WINDOW


def _walk(origin: dict[tuple[int, int], tuple[tuple[int, int], Run]], end: tuple[int, int]) -> tuple[Run, ...]:
    runs: list[Run] = []
    while end in origin:
        end, run = origin[end]
        runs.append(run)
    return tuple(reversed(runs))
