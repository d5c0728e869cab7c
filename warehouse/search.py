"""Full text search over goals, outcomes, projects and indicators. The index is made by sql/marts/search*.sql."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from warehouse.errors import CallError

if TYPE_CHECKING:
    import duckdb

COLUMNS = ("score", "kind", "text", "unit_name", "project_name", "fiscal_year", "file_name", "page", "line_key")
KINDS = ("goal", "outcome", "project", "indicator")


@dataclass(frozen=True, slots=True)
class Hit:
    score: Decimal
    kind: str
    text: str
    unit_name: str | None
    project_name: str | None
    fiscal_year: int | None
    file_name: str
    page: int | None
    line_key: str | None


def search(
    connection: duckdb.DuckDBPyConnection,
    words: str,
    *,
    kind: str | None = None,
    year: int | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The best texts that hold all the words."""
    if not words.strip():
        raise CallError("nothing to search for", "write for example: warehouse search 物业管理")
    rows = connection.execute(
        f"select {', '.join(COLUMNS)} from search_text(?)"
        " where (? is null or kind = ?) and (? is null or fiscal_year = ?)"
        " order by score desc, file_name, page, text limit ?",
        [words, kind, kind, year, year, limit],
    ).fetchall()
    return [Hit(*row) for row in rows]


def snippet(text: str, words: str, width: int = 36) -> str:
    """The part of a text around the first of the words, on one line."""
    line = " ".join(text.split())
    folded = line.lower()
    places = [place for word in words.lower().split() if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - width // 3)
    cut = line[start : start + width]
    return ("…" if start else "") + cut + ("…" if start + width < len(line) else "")
