"""What one statement of a document says of another: the same money by other headings.

`contradicted` gives the figures of 支出预算总表 that stand under 基本支出 although 基本支出表 has no such (政府经济,
部门经济) pair, or has it with less (domain rule 6). A 基本支出表 that lost a row is short of it: the shortage is told,
so that just that much of the contradiction can be forgiven.

`placements` gives, the other way round, the columns in which the figures of a pair must stand so that its 基本 is what
基本支出表 has, where that table itself is whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from loaders.document import Place
from loaders.statements.tables.model import LEAF, TOTAL, Figure, Reading, Table

MAX_ROWS_OF_A_PAIR = 12


def _pairs(table: Table, readings: Mapping[Place, Reading], measure: str) -> dict[tuple[str, str], list[Figure]]:
    columns = {column.index for column in table.columns if column.measure == measure}
    heads = {head.index: head for head in table.rows}
    out: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in table.figures:
        reading, head = readings.get(figure.place), heads[figure.row]
        if reading is None or reading.column not in columns or head.line_kind != LEAF:
            continue
        if head.codes.gov_economic_code and head.codes.dept_economic_code:
            out[head.codes.gov_economic_code, head.codes.dept_economic_code].append(figure)
    return out


def shortage_of(table: Table, readings: Mapping[Place, Reading], measure: str) -> Decimal | None:
    """The total of a column less its leaf rows: 0 where it closes, None where it has no single total."""
    columns = {column.index for column in table.columns if column.measure == measure}
    kinds = {head.index: head.line_kind for head in table.rows}
    leaf, totals = Decimal(0), []
    for figure in table.figures:
        reading = readings.get(figure.place)
        if reading is None:
            return None
        if reading.column not in columns:
            continue
        if kinds[figure.row] == TOTAL:
            totals.append(reading.value)
        elif kinds[figure.row] == LEAF:
            leaf += reading.value
    return totals[0] - leaf if len(totals) == 1 else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that another table does not know where they stand, and what that table itself is short of (lost rows)."""

    places: frozenset[Place] = frozenset()
    shortage: Decimal = Decimal(0)


def contradicted(tables: Sequence[Table], readings: Mapping[Place, Reading]) -> Contradiction:
    """Figures under 基本支出 that 基本支出表 does not know, by (政府经济, 部门经济) pair."""
    basics = [table for table in tables if table.statement == "basic"]
    if len(basics) != 1:
        return Contradiction()
    shortage = shortage_of(basics[0], readings, "total")
    known = {
        pair: sum((readings[f.place].value for f in figures), Decimal(0))
        for pair, figures in _pairs(basics[0], readings, "total").items()
    }
    if not known or shortage is None or shortage < 0:
        return Contradiction()
    out: set[Place] = set()
    for table in tables:
        if table.statement != "expenditure":
            continue
        for pair, figures in _pairs(table, readings, "basic").items():
            out.update(_surplus(figures, readings, known.get(pair, Decimal(0))))
    return Contradiction(frozenset(out), shortage)


def _surplus(figures: Sequence[Figure], readings: Mapping[Place, Reading], known: Decimal) -> set[Place]:
    """The figures of a pair that are too many: those left over by the one subset that adds up to what is known; all of
    them where no subset, or more than one, does."""
    everything = {figure.place for figure in figures}
    if len(figures) > MAX_ROWS_OF_A_PAIR:
        return everything if sum((readings[place].value for place in everything), Decimal(0)) != known else set()
    keeping = [
        {figure.place for figure in subset}
        for size in range(len(figures) + 1)
        for subset in combinations(figures, size)
        if sum((readings[figure.place].value for figure in subset), Decimal(0)) == known
    ]
    if everything in keeping:
        return set()
    return everything - keeping[0] if len(keeping) == 1 else everything


def placements(tables: Sequence[Table], readings: Mapping[Place, Reading]) -> dict[Place, int]:
    """Figures of 支出预算总表 that belong under the other one of 基本 and 项目, and the column where they belong."""
    basics = [table for table in tables if table.statement == "basic"]
    if len(basics) != 1 or shortage_of(basics[0], readings, "total") != 0:
        return {}
    known = {
        pair: sum((readings[f.place].value for f in figures), Decimal(0))
        for pair, figures in _pairs(basics[0], readings, "total").items()
    }
    out: dict[Place, int] = {}
    for table in tables:
        columns = {column.measure: column.index for column in table.columns if column.measure in ("basic", "project")}
        if table.statement != "expenditure" or len(columns) != 2:
            continue
        under = {measure: _pairs(table, readings, measure) for measure in columns}
        for pair in {*under["basic"], *under["project"]}:
            basic, project = under["basic"].get(pair, []), under["project"].get(pair, [])
            out.update(_placed(basic, project, readings, columns, known.get(pair, Decimal(0))))
    return out


def _placed(
    basic: Sequence[Figure],
    project: Sequence[Figure],
    readings: Mapping[Place, Reading],
    columns: Mapping[str, int],
    known: Decimal,
) -> dict[Place, int]:
    """The moves after which the figures under 基本 come to what is known; none where more than one choice does."""
    split = {figure.row for figure in basic} & {figure.row for figure in project}
    fixed = sum((readings[f.place].value for f in basic if f.row in split), Decimal(0))
    movable = [figure for figure in (*basic, *project) if figure.row not in split]
    if len(movable) > MAX_ROWS_OF_A_PAIR:
        return {}
    keeping = [
        {figure.place for figure in subset}
        for size in range(len(movable) + 1)
        for subset in combinations(movable, size)
        if fixed + sum((readings[figure.place].value for figure in subset), Decimal(0)) == known
    ]
    if len(keeping) != 1:
        return {}
    wanted = {f.place: columns["basic" if f.place in keeping[0] else "project"] for f in movable}
    return {place: column for place, column in wanted.items() if readings[place].column != column}
