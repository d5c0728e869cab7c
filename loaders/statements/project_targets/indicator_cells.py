"""A run of cells -> one indicator, where columns cannot be trusted: what a cell is, is told by its form.

1. An indicator opens with its level 1 label; its level 2, name, operator, target and unit follow in this order, with
   blank cells anywhere between them.
2. Where the level 1 is lost, the level 2 opens it; where both are lost, the operator tells that the cell before it is
   the name.
3. What follows an operator: the target, then the unit. A sentence in the unit's place is the rest of the target.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.indicators import conform_levels
from loaders.statements.project_targets.cells import is_level1, is_level2, is_operator, one_line
from loaders.statements.project_targets.values import IndicatorRow, Printed
from loaders.text import folded, squeeze

LONGEST_UNIT = 10
_BARE_UNITS = frozenset({"套", "项", "个", "次", "年", "月", "元", "场", "人", "天", "家", "处", "%", "次/年"})


def openings(cells: Sequence[Printed]) -> list[int]:
    """Where indicators open in a row of cells (there may be several in one row)."""
    found: list[int] = []
    position = 0
    while position < len(cells):
        text = cells[position].text
        if is_level1(text) or (is_level2(text) and not (found and position - found[-1] <= 2)):
            found.append(position)
            # The next two cells are level 2 and name, even where the name reads like a level.
            position += 3 if position + 1 < len(cells) and is_level2(cells[position + 1].text) else 2
        else:
            position += 1
    if not found:
        operator = next((at for at, cell in enumerate(cells) if is_operator(cell.text)), None)
        if operator is not None and operator >= 1:
            found.append(operator - 1)
    return found


def indicator_of(cells: Sequence[Printed]) -> IndicatorRow | None:
    """The indicator that a run of non-blank cells prints, or None where it says no indicator."""
    rest = list(cells)
    level1 = rest.pop(0).text if rest and is_level1(rest[0].text) else None
    level2 = rest.pop(0).text if rest and is_level2(rest[0].text) else None
    conformed = conform_levels(level1, level2)
    name, operator, target, unit = _fields(rest)
    if name is None and target is None and operator is None:
        mixed = level1 is not None and conformed.level1 != conform_levels(level1, None).level1
        if level1 is None or level2 is None or mixed:
            return None
    return IndicatorRow(
        place=cells[0].place,
        level1=squeeze(level1) if level1 else None,
        level2=squeeze(level2) if level2 else None,
        name=name,
        operator=operator,
        target=target,
        unit=unit,
        places=tuple(cell.place for cell in cells),
        conformed1=conformed.level1,
        conformed2=conformed.level2,
    )


def _fields(cells: Sequence[Printed]) -> tuple[str | None, str | None, str | None, str | None]:
    """Name, operator, target, unit."""
    texts = [one_line(cell.text) for cell in cells]
    at = next((index for index, text in enumerate(texts[:3]) if is_operator(text)), None)
    if at is None:
        padded: list[str | None] = [*texts, None, None, None]
        return padded[0], None, padded[1], padded[2]
    name = "".join(texts[:at]) or None
    operator, rest = texts[at], texts[at + 1 :]
    if not rest:
        return name, operator, None, None
    if len(rest) == 1:
        if folded(operator) == "定性" and folded(rest[0]) in _BARE_UNITS:
            return name, operator, None, rest[0]
        return name, operator, rest[0], None
    if len(rest[1]) > LONGEST_UNIT:
        return name, operator, "".join(rest[:2]), rest[2] if len(rest) > 2 else None
    return name, operator, rest[0], "".join(rest[1:])
