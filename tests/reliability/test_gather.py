"""Extraction in shares and gathering, as the program does it: the same warehouse as one load, kills and all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.home import Home
from warehouse.load import load
from warehouse.resources import samples_folder

#: where a gathering can be killed -> the code that arranges it
KILL_POINTS = {
    "some_rows_copied": "warehouse.gather.Store.append_rows = third",
    "rows_copied_documents_not": "warehouse.gather.Store.commit_documents = die",
    "documents_counted_sources_not": "warehouse.gather.Store.write_sources = die",
    "one_home_of_two": "warehouse.gather._take = second",
    "before_compaction": "warehouse.gather.Store.compact = die",
    "before_checksums": "warehouse.gather.record = die",
}
SCRIPT = """
import itertools, os, signal, sys
import warehouse.cli, warehouse.gather
calls = itertools.count(1)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def at(number, plain):
    return lambda *given, **named: die() if next(calls) == number else plain(*given, **named)

third = at(3, warehouse.gather.Store.append_rows)
second = at(2, warehouse.gather._take)
{arrange}
sys.exit(warehouse.cli.main(sys.argv[1:]))
"""


def tables(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a published warehouse that says something of the documents."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by 1"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr)
            for (name,) in names
            # When it was built, and the runs of the checks.
            if name not in ("quality.build", "quality.run", "quality.result")
        }


def differing(one: Path, other: Path) -> list[str]:
    left, right = tables(one), tables(other)
    assert left.keys() == right.keys()
    return [name for name in left if left[name] != right[name]]


def test_three_shares_of_the_samples_are_the_whole_table_by_table(program, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for path in samples_folder().iterdir():
        # The scan would be read twice, and OCR takes a minute on a small machine.
        if path.is_file() and "scan" not in path.name:
            (folder / path.name).write_bytes(path.read_bytes())
    assert program("--home", tmp_path / "whole", "load", folder).returncode in (0, 1)
    homes = [tmp_path / f"shard-{number}" for number in (1, 2, 3)]
    for number, home in enumerate(homes, 1):
        done = program("--home", home, "extract", folder, "--shard", f"{number}/3")
        assert done.returncode == 0, done.stderr
    gathered = program("--home", tmp_path / "all", "gather", *homes)
    assert gathered.returncode == 0, gathered.stderr
    assert f"{len(list(folder.iterdir()))} documents taken" in gathered.stdout
    again = program("--home", tmp_path / "all", "gather", *homes)
    assert again.stdout.startswith("0 documents taken")
    assert program("--home", tmp_path / "all", "build").returncode in (0, 1)
    found = tables(tmp_path / "all")
    assert len(found["main.fact_spending"]) > 100
    assert len(found["quality.reconciliation"]) > 10
    assert differing(tmp_path / "whole", tmp_path / "all") == []


@pytest.fixture
def shards(tmp_path, write_budget, monkeypatch):
    """Two homes with documents, one of them in both, and the whole as one load makes it."""
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    folder = tmp_path / "in"
    for number in range(4):
        write_budget(folder / f"{number}.txt", basic=100 + number)
    files = sorted(folder.iterdir())
    load(Home(tmp_path / "one"), files[:2], jobs=1, store_only=True)
    load(Home(tmp_path / "two"), files[1:], jobs=1, store_only=True)
    load(Home(tmp_path / "whole"), [folder], jobs=1)
    return tmp_path / "one", tmp_path / "two"


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_killed_gathering_may_be_run_again(point, shards, home, tmp_path, program, write_budget):
    before = write_budget(tmp_path / "in" / "0.txt", basic=100)
    load(Home(home), [before], jobs=1)
    published = (home / "warehouse.duckdb").read_bytes()
    script = tmp_path / "killed.py"
    script.write_text(SCRIPT.format(arrange=KILL_POINTS[point]))
    done = subprocess.run(
        [sys.executable, script, "--home", home, "gather", *shards],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert (home / "warehouse.duckdb").read_bytes() == published
    assert program("gather", *shards).returncode == 0
    from warehouse.load import rebuild

    rebuild(Home(home))
    assert differing(home, tmp_path / "whole") == []


def test_what_cannot_be_gathered_is_said(program, home, tmp_path, write_budget):
    assert program("extract", write_budget(tmp_path / "a.txt")).returncode == 0
    for given, words in (
        (tmp_path / "nowhere", "holds no store"),
        (home, "is the home that is gathered into"),
    ):
        done = program("gather", given)
        assert done.returncode == 2
        assert words in done.stderr
