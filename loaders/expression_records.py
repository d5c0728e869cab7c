"""The expressions of a document's texts as records, so that SQL can compare what is said with what is budgeted.

Read are the goal of a project and, of an indicator, its name, target, actual value and reason of deviation. A bare
number is not recorded. `total` is what a whole text comes to (see loaders.cost_texts).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from loaders.cost_texts import CostText, read_cost_text
from loaders.records import ExpressionRecord, Extract, key_of

_PROJECT_FIELDS = ("goal", "goal_actual")
_INDICATOR_FIELDS = ("indicator_name", "target_text", "actual_text", "deviation_reason")
#: decimal(28,6) holds 22 digits before the point: what is longer is no figure of a budget.
_LARGEST = Decimal(10) ** 18
_MICRO = Decimal("0.000001")


@lru_cache(maxsize=4096)
def _read(text: str) -> CostText:
    return read_cost_text(text)


def expressions_of(extract: Extract) -> tuple[ExpressionRecord, ...]:
    """All expressions of one document, in the order of its records."""
    out: list[ExpressionRecord] = []
    document_key = extract.document.document_key
    for project in extract.project:
        for field in _PROJECT_FIELDS:
            out.extend(_records(document_key, None, project.project_key, field, getattr(project, field)))
    for line in extract.indicator:
        for field in _INDICATOR_FIELDS:
            out.extend(_records(document_key, line.line_key, line.project_key, field, getattr(line, field)))
    return tuple(out)


def _records(
    document_key: str, line_key: str | None, project_key: str | None, field: str, text: str | None
) -> Iterator[ExpressionRecord]:
    if not text or not any(character.isdigit() for character in text):
        return
    read = _read(text)
    for item in (*read.expressions, *read.sums):
        if item.kind == "number" or abs(item.value) >= _LARGEST:
            continue
        yield ExpressionRecord(
            document_key=document_key,
            expression_key=key_of(document_key, line_key, project_key, field, item.kind, item.start, item.end),
            line_key=line_key,
            project_key=project_key,
            field=field,
            span_start=item.start,
            span_end=item.end,
            text=text[item.start : item.end].strip(),
            kind=item.kind,
            value=_micro(item.value),
            upper=_micro(item.upper),
            unit=item.unit,
            stated=_micro(item.stated),
            computed=_micro(item.computed),
            holds=item.holds,
            is_approximate=item.is_approximate,
            evidence=None,
        )
    if read.total is not None and abs(read.total) < _LARGEST:
        yield ExpressionRecord(
            document_key=document_key,
            expression_key=key_of(document_key, line_key, project_key, field, "total"),
            line_key=line_key,
            project_key=project_key,
            field=field,
            span_start=0,
            span_end=len(text),
            text=text,
            kind="total",
            value=_micro(read.total),
            upper=None,
            unit="元",
            stated=None,
            computed=None,
            holds=None,
            is_approximate=read.total_is_approximate,
            evidence=read.total_from,
        )


def _micro(value: Decimal | None) -> Decimal | None:
    return None if value is None or abs(value) >= _LARGEST else value.quantize(_MICRO)
