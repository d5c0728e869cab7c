"""HTML -> Document (and HTML fragments left inside a text dump -> rows)."""

from __future__ import annotations

from loaders.document import Cell, Row


def rows_of_fragment(markup: str, page: int) -> tuple[Row, ...]:
    """The rows of one `<table>`, spans respected: a cell stands at its leftmost grid column."""
    import lxml.html

    table = lxml.html.fragment_fromstring(markup, create_parent="div").find(".//table")
    if table is None:
        return ()
    rows: list[Row] = []
    taken: dict[tuple[int, int], bool] = {}
    for row_index, tr in enumerate(table.iter("tr"), 1):
        cells: list[Cell] = []
        column = 1
        for td in tr:
            if td.tag not in ("td", "th"):
                continue
            while taken.get((row_index, column)):
                column += 1
            span, height = _span(td, "colspan"), _span(td, "rowspan")
            for down in range(height):
                for across in range(span):
                    taken[(row_index + down, column + across)] = True
            cells.append(Cell(td.text_content(), column, span, height))
            column += span
        if cells:
            rows.append(Row(page, row_index, tuple(cells)))
    return tuple(rows)


def _span(td, name: str) -> int:  # type: ignore[no-untyped-def]
    value = (td.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isdigit() else 1
