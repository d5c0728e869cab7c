"""Parquet and CSV.

CSV is safe in a spreadsheet: a text that a spreadsheet would take for a formula gets a leading apostrophe (the advice
of OWASP); amounts are never touched. Decimals are written with all their digits. `--bom` puts a byte order mark in
front, so that Excel reads the Chinese right.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.export.tables import ExportTable
from warehouse.output import shown

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 50_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(value: object) -> str:
    """A value as CSV text that no spreadsheet takes for a formula."""
    text = shown(value)
    if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
        return "'" + text
    return text


def write_parquet(connection: duckdb.DuckDBPyConnection, table: ExportTable, target: Path) -> int:
    """One Parquet file, with the meaning of each column in its schema."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    reader: Any = connection.sql(f"select * from {table.full_name}").to_arrow_reader(_ROWS_AT_ONCE)
    comments = {column.name: column.comment for column in table.columns}
    schema = pa.schema(
        [field.with_metadata({"comment": comments.get(field.name, "")}) for field in reader.schema],
        metadata={"comment": table.comment},
    )
    count = 0
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            count += batch.num_rows
    return count


def write_csv(
    connection: duckdb.DuckDBPyConnection, table: ExportTable, target: Path, *, bom: bool = False, safe: bool = True
) -> int:
    """One CSV file, UTF-8, with a line of column names."""
    result = connection.execute(f"select * from {table.full_name}")
    written = safe_text if safe else shown
    count = 0
    with target.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([column.name for column in table.columns])
        while rows := result.fetchmany(_ROWS_AT_ONCE):
            writer.writerows([written(value) for value in row] for row in rows)
            count += len(rows)
    return count
