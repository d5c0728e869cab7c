"""The files of sql/ in the words of Spark: one set of models, two engines.

1. A file is parsed as DuckDB's SQL; what it creates and the query that fills it are taken, comments on columns are not.
2. Macros that give a value are put in place where they are called; macros that give a table have no counterpart and
   are left out (they serve the analyst's shell, not the star).
3. Names are flattened (`main.dim_unit` becomes the view `main__dim_unit`): a temporary view has no schema.
4. Where sqlglot translates the word but not its meaning, the tree is changed here: see `_RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlglot
from sqlglot import exp

from warehouse.errors import ModelError


@dataclass(frozen=True, slots=True)
class Made:
    """One object of the model: its name and the query that fills it, as Spark takes it."""

    schema: str
    name: str
    query: str

    @property
    def view(self) -> str:
        return f"{self.schema}__{self.name}"


@dataclass(frozen=True, slots=True)
class Macro:
    parameters: tuple[str, ...]
    body: exp.Expression


def macros_of(files: Iterable[Path]) -> dict[str, Macro]:
    """Macros that give a value, by name."""
    found: dict[str, Macro] = {}
    for file in files:
        for tree in _parsed(file):
            if not (isinstance(tree, exp.Create) and tree.kind in ("FUNCTION", "MACRO")):
                continue
            signature = tree.this
            body = tree.expression
            if isinstance(body, exp.Expression) and not isinstance(body, (exp.Query, exp.Table)):
                names = tuple(part.name for part in signature.expressions)
                found[signature.this.name.lower()] = Macro(names, body)
    return found


def objects_of(file: Path, macros: dict[str, Macro]) -> list[Made]:
    """What a file makes, in its order. A table without a query (it is filled by the program) is no object here."""
    made = []
    for tree in _parsed(file):
        if not isinstance(tree, exp.Create) or tree.kind not in ("TABLE", "VIEW") or tree.expression is None:
            continue
        table = tree.this if isinstance(tree.this, exp.Table) else tree.this.this
        query = tree.expression.copy()
        query = _expanded(query, macros)
        for node in list(query.find_all(exp.Table)):
            if node.db:
                node.replace(
                    exp.Table(
                        this=exp.to_identifier(f"{node.db}__{node.name}"),
                        alias=node.args.get("alias") or exp.TableAlias(this=exp.to_identifier(node.name)),
                        joins=node.args.get("joins"),
                        laterals=node.args.get("laterals"),
                    )
                )
        query = query.transform(_changed)
        made.append(Made(table.db or "main", table.name, query.sql(dialect="spark")))
    return made


def _parsed(file: Path) -> list[exp.Expr]:
    try:
        return [tree for tree in sqlglot.parse(file.read_text(encoding="utf-8"), read="duckdb") if tree is not None]
    except sqlglot.errors.ParseError as error:
        raise ModelError(f"sql/{file.parent.name}/{file.name}: cannot be translated ({str(error)[:200]})") from error


def _expanded(query: exp.Expression, macros: dict[str, Macro]) -> exp.Expression:
    """Calls of macros replaced by their bodies, the innermost last, until none is left."""

    def replace(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Anonymous) or node.name.lower() not in macros:
            return node
        macro = macros[node.name.lower()]
        values = dict(zip(macro.parameters, node.expressions, strict=True))
        body = macro.body.copy().transform(
            lambda part: (
                exp.paren(values[part.name].copy())
                if isinstance(part, exp.Column) and not part.table and part.name in values
                else part
            )
        )
        return exp.paren(_expanded(body, macros))

    return query.transform(replace)


def _bytes_as_letters(text: exp.Expression) -> exp.Expression:
    """DuckDB's levenshtein counts bytes, Spark's counts letters: each byte is made a letter."""
    encoded = exp.Anonymous(this="encode", expressions=[text.copy(), exp.Literal.string("UTF-8")])
    return exp.Anonymous(this="decode", expressions=[encoded, exp.Literal.string("ISO-8859-1")])


def _levenshtein(node: exp.Expression) -> exp.Expression:
    left, right = node.this, node.expression
    return exp.Anonymous(this="levenshtein", expressions=[_bytes_as_letters(left), _bytes_as_letters(right)])


def _struct(node: exp.Expression) -> exp.Expression:
    """A tuple that is compared is a struct; the list of `in (…)` stays what it is."""
    if isinstance(node.parent, (exp.In, exp.Values)):
        return node
    return exp.Anonymous(this="struct", expressions=[part.copy() for part in node.expressions])


def _regex_matches(node: exp.Expression) -> exp.Expression:
    return exp.RegexpLike(this=node.this.copy(), expression=node.expression.copy())


_RULES: dict[type[exp.Expression], Callable[[exp.Expression], exp.Expression]] = {
    exp.Levenshtein: _levenshtein,
    exp.Tuple: _struct,
}


def _changed(node: exp.Expression) -> exp.Expression:
    change = _RULES.get(type(node))
    return change(node) if change else node
