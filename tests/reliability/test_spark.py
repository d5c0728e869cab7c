"""The star that `warehouse build --engine spark` makes is the one that DuckDB makes: every table, row by row.

It takes minutes and needs pyspark and a Java of its own: `.ci/run` has both and runs it after the other tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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


@pytest.fixture(autouse=True)
def _needed() -> None:
    pytest.importorskip("pyspark", reason="Spark is an optional part: pip install -e '.[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs a Java 17 or 21: apt-get install openjdk-17-jre-headless")


def differences(home: Path, star: Path) -> dict[str, str]:
    """What differs between the two engines, by table."""
    words = ("--home", str(home), "build", "--engine", "spark", "--out", str(star), "--master", "local[2]")
    done = subprocess.run(
        [sys.executable, "-m", "warehouse", *words], capture_output=True, text=True, check=False, timeout=1800
    )
    assert done.returncode == 0, done.stderr[-2000:]
    written = sorted(f"{path.parent.name}.{path.name}" for path in star.glob("*/*") if path.is_dir())
    assert len(written) > 25
    assert f"{len(written)} tables written" in done.stdout
    connection = duckdb.connect()
    # Rules, and the marks they leave on lines, are made by DuckDB alone.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.model._apply_rules", lambda _: None)
        run_model(connection, Store(home / "store"))
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
    return found


def test_the_samples(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    load(home, [samples_folder()], store_only=True)
    assert differences(home.folder, tmp_path / "star") == {}


def test_a_hundred_thousand_lines(tmp_path: Path) -> None:
    generate(tmp_path / "home", 100_000, seed=7)
    assert differences(tmp_path / "home", tmp_path / "star") == {}
