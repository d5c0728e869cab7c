"""The sentence of a finding, in English and in Chinese, from the template of its rule.

1. `{column}` is a column of the rule's query; `{column:yuan}` a sum of money, as the language writes it:
   1,234.50 yuan, 12.345万元. What is empty adds nothing.
2. `{project}` and `{unit}` are there without a column: the name of the project, else of the unit, and the name of the
   unit. A name that is not known is said to be unknown, in the language.
3. `[[ … ]]` is a part that is left out where one of its columns is empty.
4. The sentence is made by one SQL expression: ten thousand findings cost no more than one query.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from warehouse.errors import ModelError

_FIELD = re.compile(r"\{([a-z_0-9]+)(?::([a-z]+))?\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_UNNAMED = {
    "en": ("a project without a name", "the unit"),
    "zh": ("未列名称的项目", "该单位"),
}
_MONEY = {"en": "rules.yuan", "zh": "rules.yuan_zh"}


def message_sql(template: str, language: str, columns: Collection[str], place: str) -> str:
    """The SQL expression that makes the sentence from a row. Raises `ModelError` where a column is lacking."""
    pieces: list[str] = []
    for number, text in enumerate(_OPTIONAL.split(template)):
        if number % 2 == 0:
            pieces += _pieces(text, language, columns, place)
            continue
        names = [match.group(1) for match in _FIELD.finditer(text)]
        inner = _pieces(text, language, columns, place)
        known = " and ".join(f'"{name}" is not null' for name in names) or "true"
        pieces.append(f"case when {known} then concat({', '.join(inner)}) else '' end")
    return f"concat({', '.join(pieces)})"


def _pieces(text: str, language: str, columns: Collection[str], place: str) -> list[str]:
    pieces: list[str] = []
    end = 0
    for match in _FIELD.finditer(text):
        pieces.append(_literal(text[end : match.start()]))
        pieces.append(_field(match.group(1), match.group(2), language, columns, place))
        end = match.end()
    pieces.append(_literal(text[end:]))
    return [piece for piece in pieces if piece != "''"] or ["''"]


def _field(name: str, kind: str | None, language: str, columns: Collection[str], place: str) -> str:
    no_project, no_unit = _UNNAMED[language]
    unit = "unit_name" if "unit_name" in columns else "null"
    if name == "project":
        project = "project_name" if "project_name" in columns else "null"
        return f"coalesce({project}, {unit}, {_literal(no_project)})"
    if name == "unit":
        return f"coalesce({unit}, {_literal(no_unit)})"
    if name not in columns:
        raise ModelError(f"{place}: the message names {{{name}}}, and the query gives no such column")
    if kind is None:
        return f'"{name}"::varchar'
    if kind != "yuan":
        raise ModelError(f"{place}: the message asks for {{{name}:{kind}}}; what may stand there is yuan")
    return f'{_MONEY[language]}("{name}")'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
