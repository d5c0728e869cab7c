"""One form as it stands on paper, whatever file it came from: its fields, its indicator rows, its remark.

Between reading a form (from a text dump or from a grid) and making records of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document import Place


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: `预算金额（万元） | 352.8万元`."""

    kind: str
    label_text: str
    text: str
    #: money unit that the label, or the label of its block, prints
    unit: str | None
    place: Place | None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class FormIndicator:
    """One row of the indicator block. Texts are as printed; what stands nowhere is ''."""

    level1_text: str
    #: is level 1 printed on this row (or carried down from a row above)?
    is_level1_printed: bool
    level2_text: str
    name: str
    operator_text: str
    target_text: str
    unit_text: str
    weight_text: str
    activity: str
    #: the cell that holds what the row says
    place: Place | None
    level2_place: Place | None = None
    #: where each printed line of the text stands, in a text dump
    lines: tuple[Place, ...] = ()
    #: do the rulings of the table put the row beside its level 1 (and not a reading of blanks)?
    is_level1_ruled: bool = False
    #: the cells of columns that only remark on the row (备注, 评分标准): column, text, place
    notes: tuple[tuple[int, str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    title: str | None
    heading: str | None
    fields: tuple[Field, ...]
    indicators: tuple[FormIndicator, ...]
    has_block: bool
    remark: Field | None
    place: Place

    def all(self, kind: str) -> Iterator[Field]:
        return (field for field in self.fields if field.kind == kind)

    def first(self, kind: str) -> Field | None:
        """The first field of a kind that is filled, else the first that is there at all."""
        fields = tuple(self.all(kind))
        return next((field for field in fields if not field.is_blank), fields[0] if fields else None)

    def text(self, kind: str) -> str | None:
        field = self.first(kind)
        return field.text.strip() or None if field else None
