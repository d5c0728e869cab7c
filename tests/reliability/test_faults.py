"""Two loads at once, a reader during a publish, Ctrl-C: the published warehouse stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.connect import open_published
from warehouse.errors import HomeInUse
from warehouse.home import Home, exclusive
from warehouse.load import load


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def totals(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute(
            "select file_name, count(*), sum(amount_yuan) from mart.spending_line group by all order by all"
        ).fetchall()
    finally:
        connection.close()


def test_two_loads_at_once_the_second_says_who_holds_the_home(home, tmp_path, write_budget, program):
    file = write_budget(tmp_path / "a.txt")
    Home(home).prepare()
    with exclusive(Home(home)):
        done = program("load", file)
        assert done.returncode == 2
        assert f"process {os.getpid()}" in done.stderr
        assert "since" in done.stderr
        with pytest.raises(HomeInUse):
            load(Home(home), [file], jobs=1, wait_seconds=0.3)
    assert load(Home(home), [file], jobs=1).is_built


def test_a_reader_keeps_its_data_while_another_file_is_published(home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1)
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from warehouse.home import Home\n"
            "from warehouse.connect import open_published\n"
            "c = open_published(Home(Path(sys.argv[1])))\n"
            "q = 'select count(*) from mart.spending_line'\n"
            "for _ in range(2): print(c.execute(q).fetchone()[0], flush=True); sys.stdin.readline()",
            str(home),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdin is not None
    assert reader.stdout.readline() == "10\n"
    write_budget(folder / "b.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    reader.stdin.write("\n")
    reader.stdin.flush()
    assert reader.stdout.readline() == "10\n"
    reader.communicate("\n", timeout=20)
    assert sum(count for _, count, _ in totals(home)) == 20


def test_ctrl_c_keeps_what_is_done_and_the_published_file(home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1)
    before = totals(home)
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import pathlib, time\n"
        "plain = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        "    if self.name == 'slow.txt': (self.parent.parent / 'started').touch(); time.sleep(60)\n"
        "    return plain(self)\n"
        "pathlib.Path.read_bytes = read_bytes\n"
    )
    # The larger document is read first.
    write_budget(folder / "quick.txt", basic=300, rows=8)
    write_budget(folder / "slow.txt", basic=400)
    loading = subprocess.Popen(
        [sys.executable, "-m", "warehouse", "--home", str(home), "load", "--jobs", "1", str(folder)],
        env={**os.environ, "PYTHONPATH": str(site)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    loading.send_signal(signal.SIGINT)
    _, errors = loading.communicate(timeout=30)
    assert loading.returncode == 130
    assert "stopped" in errors
    assert "Traceback" not in errors
    assert totals(home) == before
    loaded = load(Home(home), [folder], jobs=1)
    assert {Path(item.path).name: item.is_new for item in loaded.outcomes} == {
        "a.txt": False,
        "quick.txt": False,
        "slow.txt": True,
    }
