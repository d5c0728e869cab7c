"""Homes of other programs, of other times, and homes that cannot be written to, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from expectations.run import new_run_key
from loaders.records import loader_version
from warehouse import cli
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load
from warehouse.store import Store

FAKE_CLOCK = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


@pytest.fixture
def no_rules(monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def totals(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute(
            "select file_name, count(*), sum(amount_yuan) from mart.spending_line group by all order by all"
        ).fetchall()
    finally:
        connection.close()


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def plain_words(stderr: str) -> bool:
    return "Traceback" not in stderr and len(stderr.strip().splitlines()) <= 2


# the clock -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not FAKE_CLOCK.exists(), reason="another clock for a process: apt-get install libfaketime")
def test_a_clock_that_goes_back_changes_nothing_but_the_times_told(home, tmp_path, write_budget, program):
    """The first load happens ten years from now; every later one now."""
    future = {"LD_PRELOAD": str(FAKE_CLOCK), "FAKETIME": "+3650d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    folder = tmp_path / "in"
    write_budget(folder / "a.txt", basic=100)
    write_budget(folder / "b.txt", basic=300)
    assert program("load", folder, **future).returncode == 0
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as star:
        built_at = star.execute("select built_at from quality.build").fetchone()[0]
    assert built_at > datetime.now() + timedelta(days=3000)
    unchanged = program("load", folder)
    assert "nothing changed" in unchanged.stdout, unchanged.stderr
    write_budget(folder / "b.txt", basic=500)
    write_budget(folder / "c.txt", basic=700)
    os.utime(folder / "c.txt", (0, 0))
    assert program("load", folder).returncode == 0
    Store(home / "store").compact(everything=True)
    assert program("build", "--again").returncode == 0
    load(Home(tmp_path / "clean"), [folder], jobs=1)
    assert totals(home) == totals(tmp_path / "clean")
    # Runs stand in the order in which they were, the last one first.
    runs = list(csv.DictReader(io.StringIO(program("history", "--format", "csv").stdout)))
    years = [int(run["started_at"][:4]) for run in runs]
    assert len(years) == 3
    assert years[0] == years[1] < years[2]
    assert [int(run["documents"]) for run in runs] == [3, 3, 2]
    status = json.loads(program("status", "--format", "json").stdout)
    assert status[0]["last_check"].startswith(runs[0]["started_at"][:10])


# a home that cannot be written to ----------------------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write into the folder: for root by a mount, for others by its modes."""
    if os.geteuid() != 0:
        subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        return
    if subprocess.run(["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True, capture_output=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_home_is_read_and_not_written(home, tmp_path, write_budget, program, no_rules):
    file = write_budget(tmp_path / "a.txt")
    load(Home(home), [file], jobs=1)
    other = write_budget(tmp_path / "b.txt", basic=300)
    before = content(home)
    with read_only(home):
        for words in (
            ("sql", "select count(*) from mart.spending_line"),
            ("status",),
            ("history",),
            ("search", "支出"),
            ("export", tmp_path / "out", "--format", "csv"),
        ):
            done = program(*words)
            assert done.returncode == 0, (words, done.stderr)
        for words in (("load", other), ("build", "--again"), ("extract", other), ("gather", tmp_path / "other")):
            if words[0] == "gather":
                load(Home(tmp_path / "other"), [other], jobs=1, store_only=True)
            done = program(*words)
            assert done.returncode == 2, (words, done.stderr)
            assert str(home) in done.stderr
            assert "cannot be written to" in done.stderr
            assert plain_words(done.stderr), done.stderr
        # What the check found is told all the same; that it could not be kept is told as well.
        checked = program("check", "--plain")
        assert checked.returncode in (0, 1)
        assert "history was not kept" in checked.stderr + checked.stdout
        assert "Traceback" not in checked.stderr
        new = program("--home", home / "inside", "load", other)
        assert new.returncode == 2
        assert "cannot be made" in new.stderr
    assert content(home) == before
    assert program("load", other).returncode == 0
    assert len(totals(home)) == 2


# homes of other programs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("accept", "--list"),
        ("schedule", "status"),
        ("build",),
        ("build", "--engine", "spark", "--out", "star"),
    ],
)
def test_a_home_that_is_not_there_is_no_empty_home(tmp_path, capsys, words):
    assert cli.main(["--home", str(tmp_path / "typo"), *words]) == 2
    assert "there is no home of a warehouse here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_older_program_refuses_a_newer_home(home, tmp_path, write_budget, program, no_rules):
    file = write_budget(tmp_path / "a.txt")
    load(Home(home), [file], jobs=1)
    load(Home(tmp_path / "mine"), [file], jobs=1, store_only=True)
    (home / "home.json").write_text('{"format": 2}')
    before = content(home)
    for words in (
        ("load", file),
        ("extract", file),
        ("build", "--again"),
        ("build", "--engine", "spark", "--out", tmp_path / "star"),
        ("gather", tmp_path / "mine"),
        ("--home", tmp_path / "mine", "gather", home),
        ("sql", "select 1"),
        ("status",),
        ("check", "--plain"),
        ("export", tmp_path / "out"),
    ):
        done = program(*words)
        assert done.returncode == 2, (words, done.stdout, done.stderr)
        assert "newer program" in done.stderr, words
        assert "update the program" in done.stderr
        assert plain_words(done.stderr)
    assert content(home) == before


def test_a_published_file_of_a_newer_database_is_explained(home, tmp_path, write_budget, program, no_rules):
    load(Home(home), [write_budget(tmp_path / "a.txt")], jobs=1)
    body = bytearray((home / "warehouse.duckdb").read_bytes())
    # The version of the storage stands behind a checksum of 8 bytes and the four letters DUCK.
    assert body[8:12] == b"DUCK"
    body[12:20] = (9999).to_bytes(8, "little")
    (home / "warehouse.duckdb").write_bytes(body)
    done = program("sql", "select 1")
    assert done.returncode == 2
    assert "cannot be opened" in done.stderr
    assert "load again" in done.stderr
    assert program("load", tmp_path / "a.txt").returncode == 0
    assert len(totals(home)) == 1


def _of_an_older_program(home: Path) -> None:
    """The store as a program wrote it that knew fewer tables and columns and read less well."""
    from deltalake import write_deltalake

    store = Store(home / "store")
    for table, lacking in (("spending", ["reading", "confidence"]), ("document", []), ("statement", ["decimals"])):
        rows = pa.concat_tables([parquet.read_table(name.removeprefix("file://")) for name in store.live_files(table)])
        rows = rows.drop([name for name in lacking if name in rows.column_names])
        if table == "document":
            place = rows.column_names.index("loader_version")
            rows = rows.set_column(
                place, "loader_version", pa.array([loader_version() - 1] * rows.num_rows, pa.int32())
            )
        write_deltalake(str(store.folder / table), rows, mode="overwrite", schema_mode="overwrite")
    for table in ("expression", "notice"):
        subprocess.run(["rm", "-rf", str(store.folder / table)], check=True)
    (store.folder / "checksums.json").unlink()
    (home / "home.json").unlink()
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute("drop table mart.search_token")
        connection.execute("update quality.build set program_version = '0.0.1', fingerprint = 'older'")


def test_a_home_of_an_older_program_is_read_rebuilt_and_read_anew(home, tmp_path, write_budget, program, no_rules):
    folder = tmp_path / "in"
    write_budget(folder / "kept.txt", basic=100)
    write_budget(folder / "gone.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    expected = totals(home)
    _of_an_older_program(home)
    # Reading works on the file as it is.
    assert program("sql", "select count(*) from mart.spending_line").returncode == 0
    assert program("status").returncode == 0
    # Building anew needs no document.
    (folder / "gone.txt").rename(tmp_path / "gone.txt")
    built = program("build")
    assert built.returncode == 0, built.stderr
    assert "published" in built.stdout
    assert totals(home) == expected
    assert json.loads((home / "home.json").read_text())["format"] == 1
    # A load reads again what an older loader read; what is no longer there stays as it was read.
    loaded = program("load", folder, "--format", "json")
    assert [item["is_new"] for item in json.loads(loaded.stdout)] == [True]
    assert totals(home) == expected
    versions = {item.file_name: item.loader_version for item in Store(home / "store").documents().values()}
    assert versions == {"gone.txt": loader_version() - 1, "kept.txt": loader_version()}


@pytest.mark.parametrize(
    ("moment", "last", "stamp"),
    [
        ("2026-11-20T10:00:00.123456", None, "20261120T100000123"),
        ("2026-11-20T10:00:00.123456", "20261120T095959999-ab12", "20261120T100000123"),
        ("2026-11-20T10:00:00.123456", "20261120T100000123-ab12", "20261120T100000124"),
        ("2026-11-20T10:00:00.123456", "20361231T235959999-ab12", "20370101T000000000"),
    ],
)
def test_keys_of_runs_sort_in_their_order(moment, last, stamp):
    assert new_run_key(datetime.fromisoformat(moment), last).startswith(stamp + "-")
