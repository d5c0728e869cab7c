"""The best reading of one row: every way to cut its pieces into cells, weighed.

The numbers at the end of the row are found first (weight, score, and a reason behind them); the text before them is
then cut into name, target and actual value. See `cells` for what each cut and each cell costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from loaders.statements.self_evaluation.cells import (
    ACTUAL,
    BOUND_SIGNS,
    NAME,
    TARGET,
    Cells,
    Widths,
    cell_cost,
    cut_cost,
    is_score,
    join_cost,
    number,
    pair_cost,
    shape_cost,
)
from loaders.statements.self_evaluation.printed import Break, Piece
from loaders.statements.self_evaluation.words import is_echo, is_met, is_not_applicable_word, is_reason_word
from loaders.text import folded, is_dash

_IMPOSSIBLE = 100.0
_BOUNDS = tuple(BOUND_SIGNS)


class Scorer:
    """Weighs cells of one form; a cell is a range of its pieces, and each range is weighed once."""

    def __init__(self, pieces: tuple[Piece, ...], widths: Widths) -> None:
        self.pieces = pieces
        self.widths = widths
        self.folded = tuple(folded(piece.text) for piece in pieces)
        joins, self.cuts = [0.0], [0.0]
        for left, right in pairwise(pieces):
            joins.append(joins[-1] + join_cost(left, right))
            self.cuts.append(cut_cost(left, right))
        self.joins = (*joins, joins[-1])
        self._cells: dict[tuple[str, int, int], float] = {}
        self._texts: dict[tuple[int, int], str] = {}

    def text(self, start: int, end: int) -> str:
        """The characters of a range, without blanks."""
        key = (start, end)
        if key not in self._texts:
            self._texts[key] = "".join(self.folded[start:end])
        return self._texts[key]

    def inside(self, start: int, end: int) -> float:
        """The cost of the breaks inside a cell."""
        return self.joins[end - 1] - self.joins[start] if end > start else 0.0

    def cell(self, column: str, start: int, end: int) -> float:
        if start >= end:
            return 0.0
        key = (column, start, end)
        if key not in self._cells:
            cost = self.inside(start, end) + cell_cost(column, self.text(start, end))
            self._cells[key] = cost + shape_cost(self.pieces[start:end], self.widths.of(column))
        return self._cells[key]

    def split(self, start: int, end: int) -> tuple[float, int, int]:
        """The best cut of a range into name, target and actual value: (cost, end of the name, end of the target)."""
        if start == end:
            return 1.0, start, end
        best = (float("inf"), start, start)
        for first in range(start, end + 1):
            name = self.cell(NAME, start, first)
            if first > start:
                name += self.cuts[first] if first < end else 0.0
            if name >= best[0] + 6:
                continue
            for second in range(first, end + 1):
                cost = name + self._rest(start, first, second, end)
                if cost < best[0]:
                    best = (cost, first, second)
        return best

    def _rest(self, start: int, first: int, second: int, end: int) -> float:
        if first == second:
            # A row with one text alone says its target (不适用), unless the text is the name that every row repeats.
            if first < end:
                return _IMPOSSIBLE
            return 0.8 if is_echo(self.text(start, end)) else 3.0
        target = self.text(first, second)
        cost = self.cell(TARGET, first, second)
        inapplicable = is_not_applicable_word(target)
        if first == start:
            cost += 0.3 if inapplicable else 1.2
        elif self.text(start, first).startswith(_BOUNDS):
            # ≤1年 as a name and 1年 as the target belong together.
            cost -= 1.5 if self.text(start, first).lstrip(BOUND_SIGNS) == target else 0.0
        if second == end:
            return cost + (0.0 if inapplicable else 0.6)
        return cost + self.cuts[second] + self.cell(ACTUAL, second, end) + pair_cost(target, self.text(second, end))


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where the numbers of a row stand: the end of its text, and what follows."""

    end: int
    weight: int | None
    score: int | None
    reason: int
    cost: float


def closing_pairs(pieces: tuple[Piece, ...]) -> frozenset[int]:
    """The places of a weight with its score behind it, at the end of a line or before a reason."""
    out = set()
    for at in range(len(pieces) - 1):
        score = pieces[at + 1]
        if not (is_score(pieces[at].text) and is_score(score.text) and score.before is Break.BLANK):
            continue
        following = pieces[at + 2] if at + 2 < len(pieces) else None
        ends = following is None or following.starts_line or is_reason_word(following.text)
        if ends or (following is not None and not is_score(following.text) and number(score) < number(pieces[at])):
            out.add(at)
    return frozenset(out)


def _tails(scorer: Scorer, start: int, end: int, pairs: frozenset[int]) -> list[_Tail]:
    pieces = scorer.pieces
    own = [at for at in range(start, end - 1) if at in pairs]
    if own:
        at = own[-1]
        weight, score = number(pieces[at]), number(pieces[at + 1])
        cost = (1.0 if score > weight else 0.0) + (1.0 if weight > 60 else 0.0)
        return [_Tail(at, at, at + 1, at + 2, cost + _reason_cost(scorer, at + 2, end, score < weight))]
    plain = scorer.text(start, end)
    silent = "不适用" in plain or not plain or is_dash(plain)
    out = [_Tail(end, None, None, end, 0.3 if silent else 3.0)]
    for at in range(start, end):
        if not is_score(pieces[at].text):
            continue
        if at + 1 < end and is_score(pieces[at + 1].text):
            out.append(_Tail(at, at, at + 1, at + 2, 0.8 + _reason_cost(scorer, at + 2, end, True)))
        elif at + 1 == end or is_reason_word(scorer.text(at + 1, end)):
            cost = 0.3 if number(pieces[at]) == 0 or at + 1 < end else 2.0
            out.append(_Tail(at, at, None, at + 1, cost))
    return out


def _reason_cost(scorer: Scorer, start: int, end: int, expected: bool) -> float:
    if start >= end:
        return 0.0
    text = scorer.text(start, end)
    cost = scorer.inside(start, end) * 0.5 + (1.5 if is_met(text) else 0.0)
    return cost + (0.0 if is_reason_word(text) else 0.8) + (0.0 if expected else 2.5)


def readings(scorer: Scorer, start: int, end: int, pairs: frozenset[int]) -> list[Cells]:
    """The readings of one row (without its labels), one for each pair of numbers it may end with."""
    pieces = scorer.pieces
    dashes = 0
    while start <= end - 1 - dashes and is_dash(pieces[end - 1 - dashes].text):
        dashes += 1
    if dashes and start == end - dashes:
        return [Cells((), pieces[start:end], (), None, None, (), 0.0 if dashes > 2 else 1.0)]
    if dashes >= 2:
        # The name alone is given, everything else is dashes: the indicator does not apply.
        name = end - dashes
        return [Cells(pieces[start:name], pieces[name:end], (), None, None, (), 0.5 + scorer.cell(NAME, start, name))]
    out = []
    for tail in _tails(scorer, start, end, pairs):
        cost, first, second = scorer.split(start, tail.end)
        out.append(
            Cells(
                pieces[start:first],
                pieces[first:second],
                pieces[second : tail.end],
                None if tail.weight is None else pieces[tail.weight],
                None if tail.score is None else pieces[tail.score],
                pieces[tail.reason : end],
                tail.cost + cost,
            )
        )
    return sorted(out, key=lambda cells: cells.cost)
