"""The star that Spark makes of a store is the one that DuckDB makes of it: every table, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.generate import generate
from warehouse.home import Home
from warehouse.load import load
from warehouse.model import run_model
from warehouse.resources import samples_folder
from warehouse.store import Store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    pytest.importorskip("pyspark", reason="Spark is an optional part: pip install -e '.[spark]'")
    from warehouse.spark.build import session

    try:
        running = session("local[2]")
    except Exception as error:
        pytest.skip(f"Spark does not start here: {' '.join(str(error).split())[:200]}")
    yield running
    running.stop()


def differences(store: Store, star: Path, spark: object) -> dict[str, str]:
    """What differs between the two engines, by table."""
    from warehouse.spark.build import build_on_spark

    written = build_on_spark(store, star, spark=spark)  # type: ignore[arg-type]
    connection = duckdb.connect()
    # Rules, and the marks they leave on lines, are made by DuckDB alone.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.model._apply_rules", lambda _: None)
        run_model(connection, store)
    found = {}
    for name in written:
        described = connection.execute(f"describe {name}").fetchall()
        columns = ", ".join(f'"{row[0]}"' for row in described)
        cast = ", ".join(f'"{row[0]}"::{row[1]} as "{row[0]}"' for row in described)
        files = f"{star / name.replace('.', '/')}/**/*.parquet"
        connection.execute(
            f"create or replace temp table other as select {cast} from"
            f" read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false, union_by_name = true)"
        )
        for one, two, what in ((name, "other", "only in DuckDB's"), ("other", name, "only in Spark's")):
            rows = connection.execute(
                f"select {columns} from {one} except all select {columns} from {two} limit 2"
            ).fetchall()
            if rows:
                found[f"{name} {what}"] = str(rows[0])
    connection.close()
    assert len(written) > 25
    return found


def test_the_samples(spark: object, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load(home, [samples_folder()], store_only=True)
    assert differences(Store(home.store), tmp_path / "star", spark) == {}


def test_a_hundred_thousand_lines(spark: object, tmp_path: Path) -> None:
    generate(tmp_path / "home", 100_000, seed=7)
    assert differences(Store(tmp_path / "home" / "store"), tmp_path / "star", spark) == {}
