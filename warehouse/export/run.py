"""One export: a folder of files that is complete or not there.

Files are written into a folder beside the target and moved into its place at the end. A target that holds other things
than a former export is left alone. Every export carries its dictionary (dictionary.csv, or a sheet).
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connect import open_published, open_with_contacts
from warehouse.errors import CallError
from warehouse.export.tables import ExportTable, export_tables
from warehouse.home import Home

if TYPE_CHECKING:
    import duckdb

FORMATS = ("parquet", "csv", "xlsx", "package", "sqlite")
_MARK = ".warehouse-export.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a caller may choose."""

    format: str = "parquet"
    tables: tuple[str, ...] = ()
    bom: bool = False
    with_contacts: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    table: str
    file: str
    rows: int


def export(home: Home, target: Path, choice: Choice) -> list[Exported]:
    """Write the export; gives back its tables."""
    _check(target)
    connection = open_with_contacts(home) if choice.with_contacts else open_published(home)
    building = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}"
    try:
        tables = export_tables(connection, list(choice.tables), with_contacts=choice.with_contacts)
        building.mkdir(parents=True)
        done = _write(connection, tables, building, choice)
        (building / _MARK).write_text(json.dumps({"format": choice.format}) + "\n", encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        os.replace(building, target)
        return done
    except OSError as error:
        raise CallError(
            f"{target}: cannot be written ({error.strerror})", "check the folder and the space left"
        ) from error
    finally:
        connection.close()
        shutil.rmtree(building, ignore_errors=True)


def _check(target: Path) -> None:
    if target.is_file():
        raise CallError(f"{target}: is a file", "give a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).exists():
        raise CallError(f"{target}: holds files that are no export", "give an empty or a new folder")


def _about(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    # fetchall: a result that is not read to its end keeps the connection busy.
    rows = connection.execute("select built_at, program_version from quality.build").fetchall()
    return (rows[0][0].isoformat(timespec="seconds") + "Z", str(rows[0][1])) if rows else ("", "")


def _write(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[ExportTable], folder: Path, choice: Choice
) -> list[Exported]:
    created, version = _about(connection)
    if choice.format == "xlsx":
        from warehouse.export.workbook import write_workbook

        about = f"budget warehouse {version}, {created}"
        counts = write_workbook(connection, tables, folder / "warehouse.xlsx", about=about)
        return [Exported(name, "warehouse.xlsx", rows) for name, rows in counts.items()]
    _dictionary(tables, folder / "dictionary.csv", bom=choice.bom)
    if choice.format == "sqlite":
        from warehouse.export.sqlite import write_sqlite

        counts = write_sqlite(connection, tables, folder / "warehouse.sqlite")
        return [Exported(name, "warehouse.sqlite", rows) for name, rows in counts.items()]
    return _files(connection, tables, folder, choice, created, version)


def _files(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[ExportTable],
    folder: Path,
    choice: Choice,
    created: str,
    version: str,
) -> list[Exported]:
    from warehouse.export.flat import write_csv, write_parquet
    from warehouse.export.package import descriptor, write_descriptor

    files: dict[str, Path] = {}
    counts: dict[str, int] = {}
    for table in tables:
        suffix = "parquet" if choice.format == "parquet" else "csv"
        file = folder / f"{table.file_stem}.{suffix}"
        files[table.full_name] = file
        if choice.format == "parquet":
            counts[table.full_name] = write_parquet(connection, table, file)
        else:
            # A data package is read by programs: its texts stay as they are.
            safe = choice.format == "csv"
            counts[table.full_name] = write_csv(connection, table, file, bom=choice.bom, safe=safe)
    if choice.format == "package":
        write_descriptor(
            descriptor(tables, files, counts, created=created, version=version), folder / "datapackage.json"
        )
    return [Exported(name, file.name, counts[name]) for name, file in files.items()]


def _dictionary(tables: Sequence[ExportTable], target: Path, *, bom: bool) -> None:
    with target.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("table", "table_zh", "column", "column_zh", "type", "meaning"))
        for table in tables:
            for column in table.columns:
                writer.writerow(
                    (table.full_name, table.chinese, column.name, column.chinese, column.type, column.comment)
                )
