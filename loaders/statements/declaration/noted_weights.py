"""Forms that print the weights of their indicators in a column of remarks."""

from __future__ import annotations

from dataclasses import replace

from loaders.statements.declaration.form import Form
from loaders.statements.noted_points import are_points


def with_noted_weights(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms that print the weights in a column of remarks, with these as weights."""
    rows = [row for form in forms for row in form.indicators]
    if any(row.weight_text.strip() for row in rows):
        return forms
    columns = sorted({column for row in rows for column, _ in row.notes})
    for column in columns:
        groups = [[text for row in form.indicators for at, text in row.notes if at == column] for form in forms]
        if are_points(groups):
            return tuple(
                replace(
                    form,
                    indicators=tuple(replace(r, weight_text=dict(r.notes).get(column, "")) for r in form.indicators),
                )
                for form in forms
            )
    return forms
