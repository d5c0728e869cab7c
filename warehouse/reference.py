"""Generated pages that draw on the catalog and the files of the product: the schema diagram and the example queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from warehouse.queries import saved_queries

_TOPICS = {
    "spending": "Where the money goes (支出)",
    "revenue": "Where it comes from (收入)",
    "units": "Units and documents (单位与文件)",
    "purchases": "“Three public”, procurement, projects (三公、采购与项目)",
    "targets": "Targets (绩效目标)",
    "evaluations": "Self-evaluations (绩效自评)",
    "quality": "Quality (质量)",
}


class Column(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...


class Table(Protocol):
    @property
    def schema(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[Column]: ...


def references(entries: Sequence[Table]) -> list[tuple[str, str, str]]:
    """(fact, dimension, column): a fact points to a dimension with the column that comes first in the dimension."""
    dimensions = {entry.columns[0].name: entry.name for entry in entries if entry.name.startswith("dim_")}
    return [
        (entry.name, dimensions[column.name], column.name)
        for entry in entries
        if entry.schema == "main" and entry.name.startswith("fact_")
        for column in entry.columns
        if column.name in dimensions
    ]


def schema_page(entries: Sequence[Table], note: str) -> str:
    """The star as a Mermaid diagram: facts with all their columns, dimensions with their first ones."""
    lines = ["# The star", "", note, "", "Facts point to dimensions; every dimension has a member for the unknown.", ""]
    lines += ["```mermaid", "erDiagram"]
    for fact, dimension, column in references(entries):
        lines.append(f"    {dimension} ||--o{{ {fact} : {column}")
    for entry in entries:
        if entry.schema == "main" and entry.name.startswith(("fact_", "dim_")):
            shown = entry.columns if entry.name.startswith("fact_") else entry.columns[:6]
            lines.append(f"    {entry.name} {{")
            lines += [f"        {_plain(column.type)} {column.name}" for column in shown]
            lines.append("    }")
    return "\n".join([*lines, "```", ""])


def _plain(kind: str) -> str:
    """A type as Mermaid takes it: no commas, no brackets of arrays."""
    return kind.replace("(", "_").replace(",", "_").replace(")", "").replace("[]", "_list").replace(" ", "")


def queries_page(note: str) -> str:
    """The example queries by topic."""
    lines = ["# Example queries", "", note, ""]
    lines.append("Run one with `warehouse sql -q NAME`, see its SQL with `warehouse queries --show NAME`.")
    topic = ""
    for query in saved_queries():
        if query.topic != topic:
            topic = query.topic
            lines += ["", f"## {_TOPICS.get(topic, topic)}", "", "| name | question | parameters |", "|---|---|---|"]
        parameters = "<br>".join(
            f"`{item.name}`: {item.meaning}" + ("" if item.default is None else " (optional)")
            for item in query.parameters
        )
        lines.append(f"| `{query.name}` | {query.question} {query.question_zh} | {parameters} |")
    return "\n".join([*lines, ""])
