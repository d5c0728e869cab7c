"""The funds block of a dumped form: which of its columns each printed number belongs to.

Each row prints up to six things (initial, adjusted, executed, weight, rate, score), and a blank column leaves no
trace. All ways to give the printed numbers to the columns, in order, are weighed for the whole block at once:

- a number with a per cent sign is the rate, a dash stands for a weight or score that a row does not have;
- the rate is executed / adjusted, the score is at most the weight;
- the funds of a column add up to its total, and have the same blank columns as the total;
- two amounts for three columns mean a blank 年初预算数 (money added during the year), unless the other rows say
  otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from loaders.amounts import read_amount
from loaders.statements.self_evaluation.form import STAGES, AmountCell, Reasoned
from loaders.statements.self_evaluation.printed import Break, Piece
from loaders.text import folded, is_dash

COLUMNS = ("initial", "adjusted", "executed", "weight", "rate", "score")
_RATE = re.compile(r"(\d+(?:\.\d+)?)[%％]\Z")
_DIGITS = re.compile(r"[\d,.]+")
_KEEP = 8
_TOLERANCE = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, per cent figure or dash of the block."""

    text: str
    kind: str
    value: Decimal | None
    piece: Piece


@dataclass(frozen=True, slots=True)
class RowReading:
    """One way to give the tokens of a row to the columns."""

    columns: tuple[tuple[str, Token], ...]
    cost: float

    def value(self, column: str) -> Decimal | None:
        return next((token.value for name, token in self.columns if name == column), None)

    def amounts(self) -> dict[str, Decimal]:
        return {name: token.value for name, token in self.columns if name in STAGES and token.value is not None}


def tokens_of(pieces: tuple[Piece, ...]) -> list[tuple[Token, ...]]:
    """The ways to read the pieces of a row as tokens: a number broken at a line end may be one or two."""
    plain = [_token(piece.text, piece) for piece in pieces]
    ways = [tuple(token for token in plain if token is not None)]
    for at in range(1, len(pieces)):
        left, right = pieces[at - 1].text, pieces[at].text
        broken = (
            pieces[at].before is not Break.BLANK
            and _DIGITS.fullmatch(folded(left))
            and _DIGITS.fullmatch(folded(right))
        )
        if broken and "." in left + right[:1]:
            rest = [*plain[: at - 1], _token(left + right, pieces[at - 1]), *plain[at + 1 :]]
            ways.append(tuple(token for token in rest if token is not None))
    return ways


def _token(text: str, piece: Piece) -> Token | None:
    if is_dash(text):
        return Token(text, "dash", None, piece)
    if match := _RATE.match(folded(text)):
        return Token(text, "rate", Decimal(match.group(1)), piece)
    amount = read_amount(text)
    return Token(text, "number", amount.value, piece) if amount.is_number else None


def _assignments(tokens: tuple[Token, ...]) -> Iterator[tuple[tuple[str, Token], ...]]:
    if len(tokens) > len(COLUMNS):
        return
    for chosen in combinations(COLUMNS, len(tokens)):
        if all((token.kind != "rate" or column == "rate") for column, token in zip(chosen, tokens, strict=True)):
            yield tuple(zip(chosen, tokens, strict=True))


def _row_cost(reading: RowReading, is_total: bool) -> float:
    given = dict(reading.columns)
    cost = 0.0
    if is_total:
        cost += 0.5 * ("initial" not in given) + 2.0 * ("adjusted" not in given) + 1.5 * ("executed" not in given)
        cost += 1.2 * ("weight" not in given) + 0.4 * ("rate" not in given) + 0.5 * ("score" not in given)
    else:
        amounts = sum(column in given and given[column].kind != "dash" for column in STAGES)
        cost += 0.3 * (3 - amounts) if amounts else 0.0
        cost += 0.4 * ("weight" not in given) + 0.1 * ("rate" not in given) + 0.4 * ("score" not in given)
    for column, token in given.items():
        if token.kind == "dash":
            cost += 0.6 if column in STAGES else 0.5 if is_total or column == "rate" else 0.0
        elif column == "rate" and token.kind == "number":
            cost += 1.0
        elif column in ("weight", "score") and not is_total:
            cost += 0.6
    weight, score, rate = reading.value("weight"), reading.value("score"), reading.value("rate")
    if weight is not None:
        cost += 0.0 if weight == 10 else 1.0 if weight in (5, 15, 20) else 3.0
    if score is not None:
        cost += 0.0 if score <= (weight if weight is not None else 20) else 2.0
    initial, adjusted, executed = (reading.value(stage) for stage in STAGES)
    if rate is not None and executed is not None:
        bases = [base for base in (adjusted, initial) if base]
        fits = [abs(executed / base * 100 - rate) <= _TOLERANCE for base in bases]
        cost += 0.0 if fits and fits[0] else 0.6 if any(fits) else 1.5
        if score is not None and weight is not None:
            cost += 0.0 if abs(rate * weight / 100 - score) <= 1 else 0.3
    if executed is not None and adjusted is not None and executed > adjusted * Decimal("1.001"):
        cost += 1.0
    return cost


def _row_readings(pieces: tuple[Piece, ...], is_total: bool) -> list[RowReading]:
    out = []
    for way, tokens in enumerate(tokens_of(pieces)):
        for columns in _assignments(tokens):
            reading = RowReading(columns, 0.0)
            out.append(RowReading(columns, _row_cost(reading, is_total) + 0.3 * (way > 0)))
    out.sort(key=lambda reading: reading.cost)
    return out[:_KEEP] or [RowReading((), 0.0)]


def read_block(rows: dict[str, tuple[Piece, ...]]) -> dict[str, RowReading]:
    """The best reading of all rows of the block together."""
    funds = [fund for fund in ("total", "fiscal", "carryover", "other") if fund in rows]
    ways = [_row_readings(rows[fund], fund == "total") for fund in funds]
    best: tuple[float, tuple[RowReading, ...]] | None = None
    for chosen in product(*ways):
        cost = sum(reading.cost for reading in chosen) + _block_cost(dict(zip(funds, chosen, strict=True)))
        if best is None or cost < best[0]:
            best = (cost, chosen)
    return dict(zip(funds, best[1], strict=True)) if best else {}


def _block_cost(block: dict[str, RowReading]) -> float:
    total = block.get("total")
    parts = [reading.amounts() for fund, reading in block.items() if fund != "total"]
    if total is None or not any(parts):
        return 0.0
    cost = 0.0
    sums = total.amounts()
    for stage in STAGES:
        printed = [part[stage] for part in parts if stage in part]
        if stage in sums and printed:
            cost += 0.0 if sum(printed) == sums[stage] else 1.5
        elif stage in sums or any(printed):
            cost += 1.0
    return cost


def cells_of(block: dict[str, RowReading]) -> tuple[AmountCell, ...]:
    return tuple(
        AmountCell(fund, column, token.value, token.text, token.piece.line.place)
        for fund, reading in block.items()
        for column, token in reading.columns
        if column in STAGES and token.value is not None
    )


def reasons_of(block: dict[str, RowReading]) -> tuple[Reasoned, ...]:
    """A repair for each row whose columns had to be reasoned: fewer amounts than columns."""
    out = []
    for fund, reading in block.items():
        amounts = reading.amounts()
        if not amounts or len(amounts) == len(STAGES):
            continue
        first = next(token for column, token in reading.columns if column in amounts)
        blank = [stage for stage in STAGES if stage not in amounts]
        evidence = [f"{len(amounts)} amounts for 3 columns"]
        rate, adjusted, executed = reading.value("rate"), reading.value("adjusted"), reading.value("executed")
        proved = False
        if (
            rate is not None
            and adjusted
            and executed is not None
            and abs(executed / adjusted * 100 - rate) <= _TOLERANCE
        ):
            evidence.append(f"执行率 {rate}% = 全年执行数 / 全年预算数 needs both")
            proved = True
        others = [name for name, row in block.items() if name != fund and row.amounts() == amounts]
        if others:
            evidence.append(f"the row {', '.join(others)} leaves the same column blank")
        if blank == ["initial"]:
            evidence.append("money added during the year has no 年初预算数")
        out.append(
            Reasoned(
                first.piece.line.place,
                " ".join(token.text for _, token in reading.columns),
                "; ".join(f"{stage}={amounts.get(stage, 'blank')}" for stage in STAGES),
                "blank_column",
                "; ".join(evidence),
                "strong" if proved else "form",
                (fund, next(iter(amounts))),
            )
        )
    return tuple(out)
