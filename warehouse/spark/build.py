"""The star on Spark: the store's Delta files in, Parquet out, with the queries of sql/ (see transpile).

1. Reads the live files of the store as the DuckDB build does, leaving out rows of documents that do not count.
2. Runs dimensions, facts, quality and marts in the same order. Helpers of the build are kept in memory, not written.
3. Writes each table to OUT/<schema>/<table>; facts and the marts of lines are partitioned by fiscal year.
4. What is only for the analyst's shell (the search index) or made by the program (results of rules, and the marks they
   leave on lines) is left out: rules run on DuckDB.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.records import TABLES
from warehouse.errors import CallError, ModelError
from warehouse.model import in_order
from warehouse.resources import resource_folder
from warehouse.spark.transpile import Made, macros_of, objects_of
from warehouse.store import Store, stored_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

STAGES = ("dimensions", "facts", "choices", "quality", "marts")
#: the index of the search, and what shows results of rules: made by DuckDB alone.
#: the choice of the ledger is made by DuckDB alone so far: its SQL still uses what Spark refuses
LEFT_OUT = frozenset(
    {
        "search", "search_text", "search_token", "reconciliation", "finding", "finding_group", "scorecard", "ledger",
        "unit_year", "document", "candidate", "closing_edition", "counted", "edition", "ledger_part", "printed_sum",
        "printed_total", "publication", "revenue_sum", "unit_row",
    }
)  # fmt: skip
_BY_YEAR = frozenset(
    {"fact_spending", "fact_revenue", "fact_indicator", "spending_line", "revenue_line", "indicator_line"}
)


def model_objects(folder: Path | None = None) -> list[Made]:
    """Everything Spark makes, in order."""
    root = folder or resource_folder("sql")
    macros = macros_of(sorted((root / "macros").glob("*.sql")))
    files = [
        file for stage in STAGES for file in in_order(sorted((root / stage).glob("*.sql"))) if file.stem not in LEFT_OUT
    ]
    return [made for file in files for made in objects_of(file, macros)]


def session(master: str = "local[*]", memory: str = "4g") -> SparkSession:
    """A session whose answers do not depend on where it runs: UTC, ANSI off, one collation."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CallError("Spark is not installed", "pip install 'budget-warehouse[spark]'") from error
    return (
        SparkSession.builder.master(master)
        .appName("warehouse build")
        .config("spark.driver.memory", memory)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )


def build_on_spark(
    store: Store, out: Path, *, master: str = "local[*]", spark: SparkSession | None = None
) -> list[str]:
    """Write the star of a store as Parquet; gives back the names of the tables."""
    running = spark or session(master)
    try:
        return _build(running, store, out)
    finally:
        if spark is None:
            running.stop()


def _build(spark: SparkSession, store: Store, out: Path) -> list[str]:
    for table in (*TABLES, "source"):
        _stored(spark, store, table).createOrReplaceTempView(f"store__{table}")
    for file in sorted((resource_folder("sql") / "reference").glob("*.csv")):
        frame = spark.read.csv(str(file), header=True, nullValue="", emptyValue="", escape='"')
        frame.createOrReplaceTempView(f"reference__{file.stem}")
    written = []
    for made in model_objects():
        try:
            frame = spark.sql(made.query)
            if made.schema == "store":
                # A plan that holds all plans before it outgrows the driver: a helper of the build is computed here.
                frame = frame.localCheckpoint()
            else:
                _write(frame, out / made.schema / made.name, made.name in _BY_YEAR)
                frame = spark.read.parquet(str(out / made.schema / made.name)).select(frame.columns)
                written.append(f"{made.schema}.{made.name}")
            frame.createOrReplaceTempView(made.view)
        except Exception as error:
            raise ModelError(f"{made.schema}.{made.name} on Spark: {' '.join(str(error).split())[:400]}") from error
    return written


def _write(frame: DataFrame, path: Path, by_year: bool) -> None:
    writer = frame.write.mode("overwrite")
    if by_year:
        writer = writer.partitionBy("fiscal_year")
    writer.parquet(str(path))


def _stored(spark: SparkSession, store: Store, table: str) -> DataFrame:
    """The rows of a store table that count, with its declared columns."""
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_type

    fields = [field for field in stored_schema(table) if field.name != "batch"]
    files = store.live_files(table)
    if not files:
        from pyspark.sql.types import StructField, StructType

        return spark.createDataFrame(
            [], StructType([StructField(item.name, from_arrow_type(item.type)) for item in fields])
        )
    frame = spark.read.option("mergeSchema", "true").parquet(*files)
    present = set(frame.columns)
    if table not in ("source", "document"):
        documents = store.live_files("document")
        counting = spark.read.parquet(*documents).select("document_key", "batch")
        frame = frame.join(f.broadcast(counting), ["document_key", "batch"], "left_semi")
    return frame.select(
        *[
            (f.col(item.name) if item.name in present else f.lit(None))
            .cast(from_arrow_type(item.type))
            .alias(item.name)
            for item in fields
        ]
    )
