"""Laid-out pages -> the blocks of a document, with their numbers: lines count within their page, tables within the
document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.document import Block, Cell, Grid, Line, Row
from loaders.readers.pdf.layout import Layout, PlacedTable
from loaders.readers.pdf.page import PageContent


@dataclass(frozen=True, slots=True)
class LaidOut:
    page_no: int
    content: PageContent
    layout: Layout


def numbered(pages: Iterable[LaidOut]) -> list[Block]:
    blocks: list[Block] = []
    table_no = 0
    for page in pages:
        line_no = 0
        for item in page.layout.blocks:
            if isinstance(item, PlacedTable):
                table_no += 1
                blocks.append(_grid(item, page.content, page.page_no, table_no))
            else:
                line_no += 1
                box = page.content.shown_box(item.x0, item.top, item.x1, item.bottom)
                confidence = round(min(glyph.confidence for glyph in item.glyphs), 3) if page.content.is_ocr else None
                blocks.append(Line(page.page_no, line_no, item.text, box, confidence))
    return blocks


def _grid(table: PlacedTable, content: PageContent, page_no: int, table_no: int) -> Grid:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(
            Cell(
                cell.text,
                cell.column + 1,
                cell.column_span,
                cell.row_span,
                content.shown_box(cell.x0, cell.top, cell.x1, cell.bottom),
                reading="ocr" if content.is_ocr else "single",
                alternative=cell.whole_text,
                confidence=round(cell.confidence, 3) if content.is_ocr else None,
                space_before=cell.spaces[0] if cell.spaces else None,
                space_behind=cell.spaces[1] if cell.spaces else None,
            )
        )
    placed = tuple(Row(page_no, row + 1, tuple(cells)) for row, cells in sorted(rows.items()))
    return Grid(table_no, placed, table.column_count, is_ruled=table.is_ruled and not content.is_ocr)
