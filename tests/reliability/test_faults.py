"""Kills, two loads at once, readers during a publish, Ctrl-C, a full disk: the published warehouse stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.connect import open_published
from warehouse.errors import CallError, HomeInUse
from warehouse.home import Home, exclusive
from warehouse.load import load

#: where a load can be killed -> the code that arranges it, run before the load.
KILL_POINTS = {
    "rows_written_documents_not": "warehouse.store.Store.commit_documents = die",
    "documents_written_sources_not": "warehouse.store.Store.write_sources = die",
    "model_half_built": "warehouse.model._apply_rules = die",
    "built_not_published": "warehouse.publish.publish = die",
}
SCRIPT = """
import os, signal, sys
from pathlib import Path
import warehouse.load, warehouse.model, warehouse.publish, warehouse.store
from warehouse.home import Home

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

{arrange}

if __name__ == "__main__":
    warehouse.load.load(Home(Path(sys.argv[1])), [Path(sys.argv[2])], jobs=1)
"""


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


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_killed_load_leaves_what_was_published_and_the_next_one_goes_on(point, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt", basic=100)
    load(Home(home), [folder], jobs=1)
    before = totals(home)
    write_budget(folder / "a.txt", basic=200)
    write_budget(folder / "b.txt", basic=300)
    script = tmp_path / "killed.py"
    script.write_text(SCRIPT.format(arrange=KILL_POINTS[point]))
    done = subprocess.run([sys.executable, script, home, folder], capture_output=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert totals(home) == before
    load(Home(home), [folder], jobs=1)
    load(Home(tmp_path / "clean"), [folder], jobs=1)
    assert totals(home) == totals(tmp_path / "clean")
    assert list((home / "building").glob("*.duckdb*")) == []


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


@pytest.mark.skipif(os.geteuid() != 0, reason="a small file system needs root")
def test_a_full_disk_leaves_the_published_warehouse(tmp_path, write_budget, program):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        home = small / "home"
        file = write_budget(tmp_path / "in" / "a.txt")
        load(Home(home), [file], jobs=1)
        before = totals(home)
        with open(small / "filler", "wb") as filler:
            free = os.statvfs(small)
            filler.write(b"\0" * (free.f_bavail * free.f_frsize - (1 << 20)))
        write_budget(tmp_path / "in" / "b.txt", basic=300)
        done = program("--home", home, "load", tmp_path / "in")
        assert done.returncode in (2, 3)
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) <= 3
        assert totals(home) == before
        (small / "filler").unlink()
        load(Home(home), [tmp_path / "in"], jobs=1)
        assert len(totals(home)) == 2
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_home_of_a_newer_program_is_refused(home, tmp_path, write_budget):
    file = write_budget(tmp_path / "a.txt")
    load(Home(home), [file], jobs=1)
    (home / "home.json").write_text('{"format": 999}')
    with pytest.raises(CallError, match="newer program"):
        load(Home(home), [file], jobs=1)
    with pytest.raises(CallError, match="newer program"):
        open_published(Home(home))
