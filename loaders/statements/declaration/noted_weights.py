"""Forms that print the weights of their indicators in a column of remarks."""

from __future__ import annotations

from dataclasses import replace

from loaders.document import Place
from loaders.statements.declaration.form import Form
from loaders.statements.noted_points import are_points


def with_noted_weights(forms: tuple[Form, ...]) -> tuple[tuple[Form, ...], tuple[Place, ...]]:
    """Forms that print the weights in a column of remarks, with these as weights, and the cells of that column."""
    rows = [row for form in forms for row in form.indicators]
    if any(row.weight_text.strip() for row in rows):
        return forms, ()
    columns = sorted({column for row in rows for column, _, _ in row.notes})
    for column in columns:
        groups = [[text for row in form.indicators for at, text, _ in row.notes if at == column] for form in forms]
        if are_points(groups):
            places = tuple(place for row in rows for at, _, place in row.notes if at == column)
            return tuple(_weighted(form, column) for form in forms), places
    return forms, ()


def _weighted(form: Form, column: int) -> Form:
    texts = ("".join(text for at, text, _ in row.notes if at == column) for row in form.indicators)
    rows = zip(form.indicators, texts, strict=True)
    return replace(form, indicators=tuple(replace(row, weight_text=text) for row, text in rows))
