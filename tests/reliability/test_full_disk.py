"""A disk that is full at one stage or another of a load: one plain line, and the published warehouse as it was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load

#: how much is left before the load begins -> where it ends: in the store, in the build, in the checks
LEFT = (0, 16 << 10, 64 << 10, 160 << 10, 320 << 10, 640 << 10, 1 << 20, 2 << 20, 3 << 20, 4 << 20, 6 << 20, 8 << 20)
QUICK = {0, 64 << 10, 2 << 20}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 32 MiB."""
    if os.geteuid() != 0:
        pytest.skip("a small file system needs root")
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(folder: Path, left: int) -> Path:
    """Leave so many bytes free."""
    filler = folder / "filler"
    free = os.statvfs(folder)
    with open(filler, "wb") as file:
        file.write(b"\0" * max(0, free.f_bavail * free.f_frsize - left))
    return filler


def totals(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute(
            "select file_name, count(*), sum(amount_yuan) from mart.spending_line group by all order by all"
        ).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "left", [left if left in QUICK else pytest.param(left, marks=pytest.mark.slow) for left in LEFT]
)
def test_a_full_disk_leaves_the_published_warehouse(left, small, tmp_path, write_budget, program, monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    home = small / "home"
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1)
    before = totals(home)
    filler = fill(small, left)
    write_budget(folder / "b.txt", basic=300)
    done = program("--home", home, "load", folder)
    if done.returncode == 0:
        assert len(totals(home)) == 2
    else:
        assert done.returncode == 3, done.stderr
        assert "disk is full" in done.stderr
        assert str(home) in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) <= 2
        assert totals(home) == before
    # A full disk keeps nobody from reading.
    assert program("--home", home, "status").returncode == 0
    filler.unlink()
    assert program("--home", home, "load", folder).returncode == 0
    assert len(totals(home)) == 2
    assert list((home / "building").glob("*.duckdb*")) == []


def test_a_full_disk_while_gathering(small, tmp_path, write_budget, program, monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    folder = tmp_path / "in"
    for number in range(4):
        write_budget(folder / f"{number}.txt", basic=100 + number, rows=200)
    load(Home(tmp_path / "other"), [folder], jobs=1, store_only=True)
    home = small / "home"
    load(Home(home), [folder / "0.txt"], jobs=1)
    before = totals(home)
    filler = fill(small, 24 << 10)
    done = program("--home", home, "gather", tmp_path / "other")
    assert done.returncode == 3
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    filler.unlink()
    assert totals(home) == before
    assert program("--home", home, "gather", tmp_path / "other").returncode == 0
    assert program("--home", home, "build").returncode == 0
    load(Home(tmp_path / "clean"), [folder], jobs=1)
    assert totals(home) == totals(tmp_path / "clean")
