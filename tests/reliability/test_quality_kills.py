"""Kills at random moments, and readers who notice nothing while the warehouse is loaded, checked and published anew."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.history import open_history
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load
from warehouse.quality.gate import quality_gate

Write = Callable[..., Path]


@pytest.fixture
def small(home: Path, tmp_path: Path, write_budget: Write) -> Path:
    """A home with one document."""
    write_budget(tmp_path / "in" / "first.txt")
    load(Home(home), [tmp_path / "in"], jobs=1, gate=quality_gate(Home(home)))
    return home


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    monkeypatch.setattr("warehouse.quality.check._late_results", lambda *_: {})


def runs(home: Path) -> int:
    with open_history(home / "quality") as past:
        row = past.execute("select count(*) from run").fetchone()
    return int(row[0]) if row else 0


def kill_at_random(home: Path, inbox: Path, write: Write, times: int, longest: float) -> None:
    """Loads, checks and scheduled runs, one after another, each killed at a moment of chance."""
    chance = random.Random(times)
    for number in range(times):
        write(inbox / "changing.txt", unit="松坪街道办事处", basic=200 + number)
        words = chance.choice(
            (["load", str(inbox)], ["check", "--plain", "--quiet"], ["schedule", "run", "--inbox", str(inbox)])
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "warehouse", "--home", str(home), *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.05, longest))
        # Every other time the workers live on for a moment, as they do where the kernel kills one process.
        if number % 2:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert_consistent(home)


def assert_consistent(home: Path) -> None:
    """The warehouse opens, its history is whole, and so is the one beside it."""
    with open_history(home / "quality") as past:
        halves = past.execute(
            "select count(*) from run where expectations <> "
            "(select count(*) from result where result.run_key = run.run_key)"
        ).fetchone()
        assert halves == (0,)
    connection = open_published(Home(home))
    try:
        assert connection.execute("select count(*) > 0 from mart.spending_line").fetchone() == (True,)
        halves = connection.execute(
            "select count(*) from quality.run where expectations <> "
            "(select count(*) from quality.result where result.run_key = run.run_key)"
        ).fetchone()
        assert halves == (0,)
    finally:
        connection.close()


def assert_like_new(home: Path, inbox: Path, other: Path) -> None:
    """After all that, a load gives what a home gives that never saw a kill."""
    found = []
    for folder in (home, other):
        load(Home(folder), [inbox], jobs=1, gate=quality_gate(Home(folder)))
        connection = open_published(Home(folder))
        try:
            found.append(
                connection.execute(
                    "select file_name, unit_name, line_key, amount_yuan from mart.spending_line order by all"
                ).fetchall()
            )
        finally:
            connection.close()
    assert found[0] == found[1]
    assert found[0]


def test_kills_leave_history_and_warehouse_whole(small, tmp_path, write_budget):
    kill_at_random(small, tmp_path / "in", write_budget, 6, 3.0)
    assert_like_new(small, tmp_path / "in", tmp_path / "other")


@pytest.mark.slow
def test_two_hundred_kills(small, tmp_path, write_budget):
    kill_at_random(small, tmp_path / "in", write_budget, 200, 6.0)
    assert_like_new(small, tmp_path / "in", tmp_path / "other")


READER = """
import sys, time
from pathlib import Path
from warehouse.connect import open_published
from warehouse.home import Home

home, published, times = Home(Path(sys.argv[1])), Path(sys.argv[2]), 0
while not published.with_name("stop").exists():
    told = int(published.read_text())
    connection = open_published(home)
    count, runs = connection.execute(
        "select (select count(*) from mart.spending_line), (select count(*) from quality.run)"
    ).fetchone()
    connection.close()
    assert count > 0, "no lines"
    assert runs >= told, f"{runs} runs, though {told} were published before it was opened"
    times += 1
    time.sleep(0.3)
print(times)
"""


def readers_during(home: Path, readers: int, folder: Path, rounds: int, work: Callable[[int], None]) -> None:
    """Processes that query again and again while something runs: none fails, none sees less than was published."""
    published = folder / "published"

    def tell() -> None:
        connection = open_published(Home(home))
        row = connection.execute("select count(*) from quality.run").fetchone()
        connection.close()
        published.with_name("half").write_text(str(row[0] if row else 0))
        os.replace(published.with_name("half"), published)

    tell()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(home), str(published)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(readers)
    ]
    try:
        for number in range(rounds):
            work(number)
            tell()
    finally:
        published.with_name("stop").touch()
        said = [process.communicate(timeout=60) for process in started]
    assert [text for process, (_, text) in zip(started, said, strict=True) if process.returncode] == []
    assert all(int(out) > 0 for out, _ in said)


def test_readers_notice_nothing(small, no_rules, tmp_path):
    from warehouse.quality.check import check

    readers_during(small, 3, tmp_path, 3, lambda _: check(Home(small), is_plain=True) and None)
    assert runs(small) == 4


@pytest.mark.slow
def test_ten_readers_during_fifty_scheduled_runs(small, tmp_path, write_budget):
    from warehouse.quality.scheduled import scheduled_run

    def work(number: int) -> None:
        write_budget(tmp_path / "in" / "changing.txt", unit="松坪街道办事处", basic=100 + number)
        assert scheduled_run(Home(small), tmp_path / "in", (), strict=False, wait_seconds=60, prune=False) == 0

    readers_during(small, 10, tmp_path, 50, work)
    assert runs(small) == 51
