"""What a row says of the level at which it stands, before any sum is asked.

- *Rank*: procurement kind (货物) > fund kind (全额) > department > unit > heading of rows > row. A unit is told by its
  code, or by a name that the document prints for a unit elsewhere; a heading of rows has a name and nothing beside it,
  where other rows print more.
- *Indent*: how far the name is set in, as far as the column is set to the left at all.
- *Name*: classes and items of the classifications.

None of these is believed alone: `candidates` asks the sums.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from loaders.issuer import BODY
from loaders.statements.tables.labels import measure_by_label
from loaders.statements.tables.model import RowHead
from loaders.statements.tables.tree.names import is_class_name
from loaders.statements.tables.words import pattern
from loaders.text import folded, leading_width

KIND, FUND, DEPARTMENT, UNIT, HEADING, ROW = range(6)
#: names that begin within so many characters of each other begin at the same place
SAME_INDENT = 0.6
MOST_LEVELS = 8
#: room before and behind a centred name differ by no more than this
CENTRED = 0.4
#: a department's code is shorter than those of its units
_DEPARTMENT_DIGITS = 3


def ranks(heads: Sequence[RowHead], units: Collection[str], *, by_ending: bool) -> list[int]:
    """The rank of each row. `by_ending`: a name that ends like that of a body is a unit's, whether known or not."""
    headings = _headings(heads)
    codes = {code for head in heads if (code := _unit_code(head))}
    return [_rank(head, units, codes, head.index in headings, by_ending) for head in heads]


def _rank(head: RowHead, units: Collection[str], codes: Collection[str], is_heading: bool, by_ending: bool) -> int:
    printed = head.printed
    if printed.name is None or printed.beside:
        return ROW
    name = folded(printed.name)
    code = _unit_code(head)
    if code:
        is_department = len(code) <= _DEPARTMENT_DIGITS and any(o.startswith(code) and o != code for o in codes)
        return DEPARTMENT if is_department else UNIT
    if measure_by_label(name) in {"goods", "works", "services"}:
        return KIND
    if pattern("unit_funding").search(name):
        return FUND
    if is_unit_name(name, units) or (by_ending and BODY.search(name) and not is_class_name(name)):
        return UNIT
    return HEADING if is_heading else ROW


def is_unit_name(name: str, units: Collection[str]) -> bool:
    """Does the document print the name for a unit?"""
    return unit_key(name) in units


def unit_key(name: str) -> str:
    """A unit's name as it is compared: without （本级）, which some tables print and others do not."""
    return pattern("own_level").sub("", folded(name))


def _unit_code(head: RowHead) -> str | None:
    """The code of a unit in the row's own cell: at least the three digits of a department."""
    code = head.printed.unit_cell
    return code if code.isdecimal() and len(code) >= _DEPARTMENT_DIGITS else None


def _headings(heads: Sequence[RowHead]) -> set[int]:
    """Rows with a name and nothing beside it, in a list whose rows say more, or leave the name blank."""
    alone = [head for head in heads if head.printed.name is not None and not head.printed.beside]
    is_list = len(heads) - len(alone) >= max(2, len(alone) / 4)
    return {head.index for head in alone} if is_list else set()


def indents(heads: Sequence[RowHead]) -> list[int] | None:
    """The level of each row by how far its name is set in; None where that tells nothing."""
    named = [head for head in heads if head.printed.name is not None]
    spaces = {head.index: _space(head) for head in named}
    if len(named) < 2 or any(space is None for space in spaces.values()) or _is_centred(named):
        return None
    starts: list[float] = []
    for space in sorted(space for space in spaces.values() if space is not None):
        if not starts or space - starts[-1] > SAME_INDENT:
            starts.append(space)
    if not 1 < len(starts) <= MOST_LEVELS:
        return None
    deepest = len(starts)
    return [
        max(level for level, start in enumerate(starts) if start <= (spaces[head.index] or 0.0))
        if head.index in spaces
        else deepest
        for head in heads
    ]


def _space(head: RowHead) -> float | None:
    """The room before a name; where the format tells none, the blanks that its text begins with."""
    printed = head.printed
    if printed.name is None:
        return None
    return max(0.0, leading_width(printed.name) if printed.space_before is None else printed.space_before)


def _is_centred(named: Sequence[RowHead]) -> bool:
    """Do most names stand in the middle of their cells?"""
    middle = [
        head
        for head in named
        if head.printed.space_before is not None
        and head.printed.space_behind is not None
        and head.printed.space_before > CENTRED
        and abs(head.printed.space_before - head.printed.space_behind) <= CENTRED
    ]
    return 2 * len(middle) > len(named)
