"""XLSX for people: one workbook, a sheet a table with Chinese headings, and the dictionary as its first sheet.

A spreadsheet keeps numbers as binary floating point with 15 digits. Amounts whose digits fit (cents below 10 万亿元)
are written as numbers and come back exact; longer ones as text, so that no digit is lost. Texts are written as texts,
so that none becomes a formula or a link. A sheet holds 1,048,575 rows; longer tables go on in further sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.export.tables import ExportColumn, ExportTable
from warehouse.output import shown

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 20_000
_SHEET_ROWS = 1_048_575
_EXACT_DIGITS = 15
_CELL_LIMIT = 32_767


def is_exact_number(value: Decimal) -> bool:
    """Whether a spreadsheet gives this number back with all its digits."""
    return len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS


def write_workbook(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[ExportTable], target: Path, *, about: str
) -> dict[str, int]:
    """Write the workbook; gives back the number of rows of each table."""
    import xlsxwriter

    counts: dict[str, int] = {}
    book = xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    try:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"})
        formats = {
            scale: book.add_format({"num_format": "#,##0" + ("." + "0" * scale if scale else "")})
            for scale in range(11)
        }
        _dictionary(book, head, tables, about)
        for table in tables:
            counts[table.full_name] = _sheets(connection, book, head, formats, table)
    finally:
        book.close()
    return counts


def _dictionary(book: Any, head: Any, tables: Sequence[ExportTable], about: str) -> None:
    sheet = book.add_worksheet("字典")
    sheet.write_string(0, 0, about)
    for place, title in enumerate(("表 table", "中文表名", "列 column", "中文列名", "类型 type", "说明 meaning")):
        sheet.write_string(1, place, title, head)
    row = 2
    for table in tables:
        for column in table.columns:
            texts = (table.full_name, table.chinese, column.name, column.chinese, column.type, column.comment)
            for place, text in enumerate(texts):
                sheet.write_string(row, place, text)
            row += 1
    sheet.freeze_panes(2, 0)
    for place, width in enumerate((26, 22, 26, 22, 16, 70)):
        sheet.set_column(place, place, width)


def _sheets(
    connection: duckdb.DuckDBPyConnection, book: Any, head: Any, formats: dict[int, Any], table: ExportTable
) -> int:
    result = connection.execute(f"select * from {table.full_name}")
    count = 0
    sheet: Any = None
    part = 0
    while True:
        rows = result.fetchmany(_ROWS_AT_ONCE)
        if sheet is None:
            sheet = _new_sheet(book, head, table, part)
        if not rows:
            return count
        for row in rows:
            if count and count % _SHEET_ROWS == 0:
                part += 1
                sheet = _new_sheet(book, head, table, part)
            _row(sheet, count % _SHEET_ROWS + 1, row, table.columns, formats)
            count += 1


def _new_sheet(book: Any, head: Any, table: ExportTable, part: int) -> Any:
    name = table.name[: 31 if not part else 28] + (f"_{part + 1}" if part else "")
    sheet = book.add_worksheet(name)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, 18 if column.is_decimal else 14)
        sheet.write_string(0, place, column.chinese, head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, max(0, len(table.columns) - 1))
    return sheet


def _row(
    sheet: Any, place: int, row: Sequence[object], columns: Sequence[ExportColumn], formats: dict[int, Any]
) -> None:
    for index, (value, column) in enumerate(zip(row, columns, strict=True)):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(place, index, value)
        elif isinstance(value, Decimal) and is_exact_number(value):
            sheet.write_number(place, index, value, formats[min(column.scale, 10)])
        elif (isinstance(value, int) and abs(value) < 10**_EXACT_DIGITS) or isinstance(value, float):
            sheet.write_number(place, index, value)
        elif isinstance(value, datetime | date):
            sheet.write_string(
                place, index, value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
            )
        else:
            sheet.write_string(place, index, shown(value)[:_CELL_LIMIT])
