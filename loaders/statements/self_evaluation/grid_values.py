"""What single cells of a form in a grid say: numbers, fund headings, the row of an indicator."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from loaders.document import Place
from loaders.indicators import bare_name, is_not_applicable
from loaders.statements.self_evaluation.columns import Column, GridCell, bare_label, column_under, heading_name
from loaders.statements.self_evaluation.form import STAGES, AmountCell, Contact, Indicator
from loaders.statements.self_evaluation.words import vocabulary
from loaders.text import folded, is_dash

_PERSON_AND_NUMBER = re.compile(r"^(\D{2,12}?)[\s:：,，、/]*([\d-]{7,13})$")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:分|%)?\Z")


def decimal_of(text: str | None) -> Decimal | None:
    bare = folded(text or "").rstrip("分%")
    return Decimal(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None


def contact_of(person: str | None, telephone: str | None, place: Place) -> Contact:
    """A person with the number; both may stand in one cell (项目负责人及电话)."""
    match = _PERSON_AND_NUMBER.match(person or "") if telephone is None else None
    return Contact(match.group(1), match.group(2), place) if match else Contact(person, telephone, place)


def bind_all(row: list[GridCell]) -> list[Column]:
    """Every fund heading of a row: under each stage the same funds stand again, so names are made distinct."""
    found = [(item, heading_name("fund_in_grid", item.text)) for item in row]
    return [column_under(item, f"{name}-{at}") for at, (item, name) in enumerate(found) if name]


def is_amount(text: str) -> bool:
    return bool(NUMBER.match(folded(text).replace(",", "")))


def indicator_of(values: dict[str, str], place: Place) -> Indicator:
    def said(column: str) -> str | None:
        text = values.get(column)
        return None if text is None or is_dash(text) else text

    name = said("name")
    target, actual = said("target"), said("actual")
    dashed = "target" in values and target is None
    inapplicable = dashed or (is_not_applicable(target) if target else False)
    reason = said("reason")
    return Indicator(
        level1=values.get("level1"),
        level2=values.get("level2"),
        name=bare_name(name) if name else None,
        target=target,
        actual=actual,
        weight=decimal_of(values.get("weight")),
        score=decimal_of(values.get("score")),
        reason=reason,
        is_not_applicable=inapplicable,
        place=place,
        operator=said("operator"),
        unit=said("unit"),
    )


def without_row_label(row: list[GridCell]) -> list[GridCell]:
    """The headings of the funds without a label at their left that is spelled like one of them (年度预算数（万元）)."""
    names = [heading_name("amount_column", item.text) for item in row]
    return [item for at, item in enumerate(row) if names[at] not in STAGES or names[at] not in names[at + 1 :]]


def field_of(text: str) -> str | None:
    """The labelled field that a cell names."""
    return heading_name("field", text) or heading_name("field_in_grid", text)


def with_subtotals(amounts: list[AmountCell]) -> tuple[AmountCell, ...]:
    """A fund whose parts are printed as well is a subtotal."""
    parts = {(cell.fund, cell.stage) for cell in amounts if cell.label is not None and cell.fund != "total"}
    return tuple(
        replace(cell, line_kind="subtotal")
        if cell.label is None and cell.line_kind == "leaf" and (cell.fund, cell.stage) in parts
        else cell
        for cell in amounts
    )


def goal_columns(row: list[GridCell]) -> list[Column]:
    """The headings of the goal in a row: what was expected, what came of it."""
    data = vocabulary()["goal"]
    words = {
        side: {folded(word) for word in data[side]} | {bare_label(word) for word in data[side]}
        for side in ("expected", "actual")
    }
    return [
        column_under(item, side)
        for item in row
        for side in ("expected", "actual")
        if {folded(item.text).rstrip(":"), bare_label(item.text)} & words[side]
    ]
