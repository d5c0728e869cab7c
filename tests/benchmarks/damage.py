"""Planted damage: sound budget tables are damaged cell by cell and read again; what became of each damage is counted.

    python -m tests.benchmarks.damage --tables 10000 --seed 1

A table is a text dump of 支出预算总表 with 基本支出表 beside it, six decimals, all sums exact. Kinds of damage:

- separator: the point printed as a comma, a comma lost or printed as a point;
- scale: all separators lost (`12599200` for 12.599200);
- digit: one digit changed;
- swap: the row's only part stands under the other column (基本 for 项目);
- shift: the row's figures stand one column to the right;
- loss: the cell is blank.

Outcomes: `right` (read as it was), `flagged` (not read, or a sum that touches it fails, so that a check reports it),
`silent` (read wrongly and every sum closes). A `wrong repair` is a figure with a repair whose value or column is wrong.
The sums determine every kind but `loss`: what a lost cell held can be worked out, but nothing is added to a document.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from loaders.about import describe
from loaders.articulate.equations import equations_of, sound_row_sums
from loaders.articulate.solve import solve
from loaders.document import Place
from loaders.families import READERS
from loaders.readers.text import read_text
from loaders.recognise import sections_of
from loaders.statements.tables.model import Reading, Table

OUTCOMES = ("right", "flagged", "silent")
KINDS = ("separator", "scale", "digit", "swap", "shift", "loss")
#: column of the text line -> what it holds
TOTAL, BASIC, PROJECT = 3, 4, 5


@dataclass(frozen=True)
class Damage:
    kind: str
    row: int
    column: int
    printed: str


def money(value: Decimal) -> str:
    return f"{value:,.6f}"


def sound_rows(random_: random.Random) -> list[list[Decimal | None]]:
    """total, basic, project of each row; at least two rows of each part."""
    rows: list[list[Decimal | None]] = []
    for index in range(random_.randint(6, 30)):
        amount = Decimal(random_.randint(1, 10 ** random_.randint(4, 9))) / Decimal(10_000)
        amount = amount.quantize(Decimal("0.000001")) + Decimal(random_.randint(0, 9999)) / Decimal(1_000_000)
        other = Decimal(random_.randint(1, 10**8)) / Decimal(1_000_000) if random_.random() < 0.2 else None
        basic, project = (amount, other) if index % 2 else (other, amount)
        rows.append([(basic or Decimal(0)) + (project or Decimal(0)), basic, project])
    return rows


def dump(lines: list[list[str]], totals: list[str], basics: list[list[str]], basic_total: str) -> str:
    out = ["预算03表 支出预算总表", "", "金额单位：万元", ""]
    out.append("支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t合计\t基本支出\t项目支出\t其中\t\t")
    out.append("\t\t\t\t\t\t事业单位经营支出\t上缴上级支出\t对附属单位补助支出")
    out += ["\t".join(line) for line in lines]
    out.append("\t".join(["合 计", "", "", *totals, "", "", ""]))
    out += ["", "预算06表 一般公共预算财政拨款基本支出表", "", "金额单位：万元", ""]
    out.append("政府支出经济分类科目\t部门支出经济分类科目\t预算数\t\t")
    out.append("\t\t合计\t人员经费\t公用经费")
    out += ["\t".join(line) for line in basics]
    out.append("\t".join(["合 计", "", basic_total, basic_total, ""]))
    return "\n".join(out) + "\n"


def damage_text(kind: str, text: str, random_: random.Random) -> str:
    if kind == "separator":
        choices = [text.replace(".", ",")]
        if "," in text:
            choices += [text.replace(",", ".", 1).replace(".", "", 0), text.replace(",", ".").replace(".", ",")]
            first = text.index(",")
            choices.append(text[:first] + "." + text[first + 1 :].replace(".", "").replace(",", ""))
        return random_.choice([choice for choice in choices if choice != text])
    if kind == "scale":
        return text.replace(",", "").replace(".", "").lstrip("0") or text
    if kind == "digit":
        places = [index for index, character in enumerate(text) if character.isdigit()]
        place = random_.choice(places)
        return text[:place] + random_.choice([d for d in "123456789" if d != text[place]]) + text[place + 1 :]
    return ""


def one_table(random_: random.Random, damages: int) -> tuple[str, list[list[Decimal | None]], list[Damage]]:
    rows = sound_rows(random_)
    codes = [f"{201 + index // 90}{index % 90 + 10:02d}01" for index in range(len(rows))]
    pairs = [
        (f"50{index % 8 + 1}{index % 9 + 10:02d}", f"30{index % 3 + 1}{index % 88 + 10:02d}")
        for index in range(len(rows))
    ]
    lines = [
        [
            f"{code}-测试科目",
            f"{gov}-政府科目",
            f"{dept}-部门科目",
            *(money(v) if v is not None else "" for v in row),
            "",
            "",
            "",
        ]
        for code, (gov, dept), row in zip(codes, pairs, rows, strict=True)
    ]
    planted: list[Damage] = []
    for row in random_.sample(range(len(rows)), min(damages, len(rows))):
        kind = random_.choice(KINDS)
        single = rows[row][1] is None or rows[row][2] is None
        if kind == "swap" and not single:
            kind = "digit"
        filled = [column for column in (TOTAL, BASIC, PROJECT) if lines[row][column]]
        column = random_.choice(filled)
        if kind == "swap":
            source, target = (BASIC, PROJECT) if lines[row][BASIC] else (PROJECT, BASIC)
            lines[row][target], lines[row][source] = lines[row][source], ""
            column = source
        elif kind == "shift":
            lines[row][TOTAL:] = ["", *lines[row][TOTAL:-1]]
        else:
            lines[row][column] = damage_text(kind, lines[row][column], random_)
        planted.append(Damage(kind, row, column, lines[row][column]))
    totals = [sum((row[i] or Decimal(0) for row in rows), Decimal(0)) for i in range(3)]
    by_pair: dict[tuple[str, str], Decimal] = {}
    for pair, row in zip(pairs, rows, strict=True):
        if row[1]:
            by_pair[pair] = by_pair.get(pair, Decimal(0)) + row[1]
    basics = [[f"{gov}-政府科目", f"{dept}-部门科目", money(v), money(v), ""] for (gov, dept), v in by_pair.items()]
    return dump(lines, [money(t) for t in totals], basics, money(totals[1])), rows, planted


def judge(text: str, rows: list[list[Decimal | None]], planted: list[Damage]) -> tuple[list[tuple[str, str]], int]:
    """(kind, outcome) of each damage, and the number of wrong repairs in the table."""
    document = read_text(text.encode(), "planted.txt", "0" * 64)
    sections = sections_of(document)
    about = describe(document, sections)
    tables = [t for s in sections if s.kind in {"expenditure", "basic"} for t in READERS["table"](s, about).tables]
    readings = solve(tables, is_dump=True)
    table = next(table for table in tables if table.statement == "expenditure")
    first = min(head.row_no for head in table.rows)
    truth = {(first + r, TOTAL + c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}
    got = {(f.place.row_no, readings[f.place].column): readings[f.place] for f in table.figures if f.place in readings}
    last = first + len(rows)
    wrong = sum(
        reading.rule is not None and place[0] < last and truth.get(place) != reading.value
        for place, reading in got.items()
    )
    flagged_rows, flagged_columns = _flagged(table, readings)
    outcomes = []
    for damage in planted:
        row = first + damage.row
        wanted = {place: v for place, v in truth.items() if place[0] == row}
        have = {place: reading.value for place, reading in got.items() if place[0] == row}
        right = wanted == have
        is_flagged = row in flagged_rows or (damage.kind == "loss" and damage.column in flagged_columns)
        outcomes.append((damage.kind, "right" if right else "flagged" if is_flagged else "silent"))
    return outcomes, wrong


def _flagged(table: Table, readings: dict[Place, Reading]) -> tuple[set[int], set[int]]:
    """Rows with an unread figure or touched by a sum that fails; columns whose total fails."""
    rows = {figure.place.row_no for figure in table.figures if figure.place not in readings}
    columns: set[int] = set()
    values = {place: reading.value for place, reading in readings.items()}
    for equation in equations_of(table, readings, sound_row_sums(table, readings)):
        if any(place not in values for place in equation.places()) or not equation.holds(values):
            rows.update(place.row_no for place in equation.places())
            if equation.kind == "column":
                columns.add(readings[equation.whole].column)
    return rows, columns


def run(tables: int, seed: int, damages: int = 1) -> tuple[Counter[tuple[str, str]], int]:
    random_ = random.Random(seed)
    counts: Counter[tuple[str, str]] = Counter()
    wrong_repairs = 0
    for _ in range(tables):
        outcomes, wrong = judge(*one_table(random_, random_.randint(1, damages)))
        counts.update(outcomes)
        wrong_repairs += wrong
    return counts, wrong_repairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damages", type=int, default=3, help="at most so many damaged rows in a table")
    options = parser.parse_args()
    counts, wrong = run(options.tables, options.seed, options.damages)
    print(f"{'damage':10} {'right':>7} {'flagged':>8} {'silent':>7}")
    for kind in KINDS:
        print(
            f"{kind:10} "
            + " ".join(
                f"{counts[kind, outcome]:>{width}}" for outcome, width in (("right", 7), ("flagged", 8), ("silent", 7))
            )
        )
    determined = {outcome: sum(counts[kind, outcome] for kind in KINDS if kind != "loss") for outcome in OUTCOMES}
    print(f"determined damages read right: {determined['right'] / sum(determined.values()):.3%}")
    print(f"wrong repairs: {wrong} in {options.tables} tables")


if __name__ == "__main__":
    main()
