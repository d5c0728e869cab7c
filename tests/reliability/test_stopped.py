"""Documents that are refused for good, and those whose reading was stopped: by time, by memory, by a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load
from warehouse.workers import Limits


@pytest.fixture
def no_rules(monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def lines(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute("select * from mart.spending_line order by line_key").fetchall()
    finally:
        connection.close()


def test_a_refused_document_is_remembered(no_rules, home, tmp_path):
    file = tmp_path / "empty.txt"
    file.write_bytes(b"")
    first = load(Home(home), [file], jobs=1)
    second = load(Home(home), [file], jobs=1)
    assert [item.outcome for item in (*first.outcomes, *second.outcomes)] == ["refused", "refused"]
    assert (first.outcomes[0].is_new, second.outcomes[0].is_new) == (True, False)
    assert first.outcomes[0].reason == second.outcomes[0].reason
    assert "(download it again)" in second.outcomes[0].reason
    stopped = load(Home(home), [file], jobs=1, again=True, limits=Limits(seconds=0.01))
    assert stopped.outcomes[0].reason == second.outcomes[0].reason
    assert not (home / "warehouse.duckdb").exists()


def test_a_hanging_and_a_greedy_document_cost_themselves_only(no_rules, home, tmp_path, write_budget, monkeypatch):
    """Readers run in fresh processes: a sitecustomize there makes two documents misbehave."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import builtins, pathlib, time\n"
        "plain = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        "    if self.name == 'hangs.txt': time.sleep(600)\n"
        "    if self.name == 'greedy.txt': bytearray(3 << 30)\n"
        "    if self.name == 'dies.txt': __import__('os')._exit(9)\n"
        "    return plain(self)\n"
        "pathlib.Path.read_bytes = read_bytes\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(site))
    folder = tmp_path / "in"
    for number, name in enumerate(("hangs", "greedy", "dies", "sound")):
        write_budget(folder / f"{name}.txt", basic=100 + number)
    loaded = load(Home(home), [folder], jobs=2, limits=Limits(seconds=8, memory_bytes=2 << 30))
    found = {Path(item.path).stem: item for item in loaded.outcomes}
    assert found["sound"].outcome == "loaded"
    assert {found[name].outcome for name in ("hangs", "greedy", "dies")} == {"refused"}
    assert "longer than 8 seconds" in found["hangs"].reason
    assert "memory" in found["greedy"].reason
    assert "ended" in found["dies"].reason


@pytest.fixture
def stopping(tmp_path, monkeypatch):
    """A reader that takes too long while the file gate.txt says so."""
    gate = tmp_path / "gate.txt"
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import pathlib, time\n"
        "plain = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        f"    if self.name.startswith('slow') and pathlib.Path({str(gate)!r}).exists(): time.sleep(600)\n"
        "    return plain(self)\n"
        "pathlib.Path.read_bytes = read_bytes\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(site))
    return gate


def test_a_document_that_was_stopped_by_a_limit_is_tried_again(no_rules, home, tmp_path, write_budget, stopping):
    slow, sound = write_budget(tmp_path / "slow.txt"), write_budget(tmp_path / "sound.txt", basic=300)
    stopping.touch()
    first = load(Home(home), [slow, sound], jobs=1, limits=Limits(seconds=2.5))
    assert [(item.outcome, item.is_new) for item in first.outcomes] == [("refused", True), ("loaded", True)]
    assert "longer than 2.5 seconds" in first.outcomes[0].reason
    second = load(Home(home), [slow, sound], jobs=1, limits=Limits(seconds=2.5))
    assert [(item.outcome, item.is_new) for item in second.outcomes] == [("refused", False), ("loaded", False)]
    assert not second.is_built
    stopping.unlink()
    third = load(Home(home), [slow, sound], jobs=1)
    assert [(item.outcome, item.is_new) for item in third.outcomes] == [("loaded", True), ("loaded", False)]


def test_a_reading_that_is_stopped_keeps_the_earlier_one(no_rules, home, tmp_path, write_budget, stopping):
    slow = write_budget(tmp_path / "slow.txt")
    load(Home(home), [slow], jobs=1)
    before = lines(home)
    stopping.touch()
    loaded = load(Home(home), [slow], jobs=1, again=True, limits=Limits(seconds=2.5))
    (found,) = loaded.outcomes
    assert (found.outcome, found.is_new, found.is_kept, loaded.is_built) == ("loaded", False, True, False)
    assert found.reason == "read again, but it took longer than 2.5 seconds: the earlier reading is kept"
    assert lines(home) == before
    assert before
