"""The wheel works on its own: everything it needs is inside, found from outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(folder),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_everything(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for stage in ("dimensions", "facts", "choices", "marts", "checks", "audit", "macros", "quality"):
        shipped = {Path(name).name for name in names if name.startswith(f"warehouse/_resources/sql/{stage}/")}
        assert shipped >= {file.name for file in (ROOT / "sql" / stage).glob("*.sql")}, stage
    assert "warehouse/_resources/sql/reference/function_codes.csv" in names
    assert "loaders/vocabulary/statements.toml" in names
    assert any(name.startswith("warehouse/samples/") for name in names)
    notebooks = {f"warehouse/_resources/notebooks/{file.name}" for file in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks <= names


def test_the_wheel_runs_outside_the_checkout(wheel, tmp_path, make_budget_text):
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    (tmp_path / "a.txt").write_text(make_budget_text(), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "WAREHOUSE_HOME": str(tmp_path / "home")}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "warehouse", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    where = subprocess.run(
        [sys.executable, "-P", "-c", "import warehouse; print(warehouse.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(unpacked))
    loaded = run("load", "a.txt")
    assert loaded.returncode == 0, loaded.stderr
    assert run("sql", "select count(*) as n from mart.spending_line", "--format", "csv").stdout == "n\n10\n"
