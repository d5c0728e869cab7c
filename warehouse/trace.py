"""From a fact line back to the cell it was read from: document, page, table, row, column, printed text, repair.

The line comes from the published warehouse, the cells of its row from the extract store (which keeps every non-empty
cell of every document, with its place on the page).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from warehouse.connect import open_published
from warehouse.errors import CallError
from warehouse.home import Home

_MARTS = ("spending_line", "revenue_line", "indicator_line")


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell of the row that the line stands in."""

    column_no: int
    text: str
    outcome: str
    reading: str
    #: x0, top, x1, bottom in points, where the format has a geometry
    box: tuple[float, float, float, float] | None
    is_source: bool


@dataclass(frozen=True, slots=True)
class TracedRepair:
    printed_text: str
    read_as: str
    rule: str
    evidence: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a line comes from."""

    line_key: str
    mart: str
    #: the columns of its mart, in order
    values: tuple[tuple[str, object], ...]
    file_name: str
    source_path: str | None
    page: int
    table_no: int
    row_no: int
    column_no: int
    printed_text: str | None
    cells: tuple[TracedCell, ...]
    repairs: tuple[TracedRepair, ...]

    def value(self, name: str) -> object:
        return dict(self.values).get(name)


def trace(home: Home, line_key: str) -> Traced:
    """Trace one line. Raises `CallError` where no line has this key."""
    connection = open_published(home)
    try:
        for mart in _MARTS:
            result = connection.execute(f"select * from mart.{mart} where line_key = ?", [line_key])
            names = [column[0] for column in result.description or []]
            row = result.fetchone()
            if row is not None:
                repairs = connection.execute(
                    "select printed_text, read_as, rule, evidence, confidence from mart.repair"
                    " where line_key = ? order by all",
                    [line_key],
                ).fetchall()
                return _traced(
                    home, line_key, mart, dict(zip(names, row, strict=True)), [TracedRepair(*item) for item in repairs]
                )
    finally:
        connection.close()
    raise CallError(
        f"{line_key}: no line has this key", "take a line_key from mart.spending_line, revenue_line or indicator_line"
    )


def _traced(home: Home, line_key: str, mart: str, values: dict[str, object], repairs: list[TracedRepair]) -> Traced:
    page, table_no, row_no, column_no = (_number(values[name]) for name in ("page", "table_no", "row_no", "column_no"))
    document_key = str(values["document_key"])
    source_path, cells = _cells(home, document_key, page, table_no, row_no, column_no)
    printed = next((cell.text for cell in cells if cell.is_source), None)
    fallback = values.get("amount_text") or values.get("target_text")
    return Traced(
        line_key,
        mart,
        tuple(values.items()),
        str(values["file_name"]),
        source_path,
        page,
        table_no,
        row_no,
        column_no,
        printed if printed is not None else (str(fallback) if fallback is not None else None),
        cells,
        tuple(repairs),
    )


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | Decimal | str) else 0


def _cells(
    home: Home, document_key: str, page: int, table_no: int, row_no: int, column_no: int
) -> tuple[str | None, tuple[TracedCell, ...]]:
    """The cells of a row out of the store; nothing where the store is not there (a copied warehouse file)."""
    from warehouse.store import Store

    store = Store(home.store)
    document = store.documents().get(document_key)
    if document is None:
        return None, ()
    path = next((path for path, key in sorted(store.sources().items()) if key == document_key), document.source_path)
    import duckdb

    files = store.live_files("cell")
    if not files:
        return path, ()
    rows = (
        duckdb.connect()
        .execute(
            """
        select column_no, text, outcome, reading, box_x0, box_top, box_x1, box_bottom
        from read_parquet(?, union_by_name = true)
        where document_key = ? and batch = ? and page = ? and table_no = ? and row_no = ?
        order by column_no
        """,
            [files, document_key, document.batch, page, table_no, row_no],
        )
        .fetchall()
    )
    cells = tuple(
        TracedCell(row[0], row[1], row[2], row[3], None if row[4] is None else tuple(row[4:8]), row[0] == column_no)
        for row in rows
    )
    return str(Path(path)), cells
