"""kill -9 at every stage of a load, from the first document to the last clean-up, rules and checks included."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from warehouse.connect import open_published
from warehouse.home import Home

#: where a load can be killed, in the order in which it gets there -> the code that arranges it, and whether the new
#: warehouse is published by then
STAGES = {
    "a_document_extracted": ("warehouse.batch.Batch.add = die", False),
    "some_tables_written": ("warehouse.store.Store.append_rows = third", False),
    "rows_written_documents_not": ("warehouse.store.Store.commit_documents = die", False),
    "documents_written_sources_not": ("warehouse.store.Store.write_sources = die", False),
    "verifying": ("warehouse.load.damaged = die", False),
    "compacting": ("warehouse.store.COMPACT_ABOVE_FILES = 0; deltalake.DeltaTable.vacuum = die", False),
    "compacted_checksums_not": ("warehouse.load.record = die", False),
    "model_half_built": ("warehouse.model.run_file = third", False),
    "model_built_rules_not": ("warehouse.model._apply_rules = die", False),
    "built_not_checked": ("warehouse.quality.gate.quality_run = die", False),
    "checked_history_not_kept": ("warehouse.quality.gate.append = die", False),
    "history_kept_not_in_the_star": ("warehouse.quality.gate.write_history = die", False),
    "page_not_written": ("warehouse.quality.gate.write_page = die", False),
    "checked_not_published": ("warehouse.publish.publish = die", False),
    "publishing": ("warehouse.publish.os.replace = die", False),
    "published_not_synced": ("warehouse.publish.os.replace = after", True),
    "published_not_tidied": ("warehouse.load.forget_refused = die", True),
}
#: the others belong to `make torture`
QUICK = {"some_tables_written", "documents_written_sources_not", "compacting", "model_half_built", "publishing"}
SCRIPT = """
import itertools, os, signal, sys
import deltalake
import warehouse.batch, warehouse.cli, warehouse.load, warehouse.model, warehouse.publish, warehouse.store
import warehouse.quality.gate
calls = itertools.count(1)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def at_third(plain):
    return lambda *given, **named: die() if next(calls) == 3 else plain(*given, **named)

def then_die(plain):
    def work(source, target):
        plain(source, target)
        if str(target).endswith("warehouse.duckdb"):
            die()
    return work

{names}
{arrange}
if __name__ == "__main__":
    sys.exit(warehouse.cli.main(sys.argv[1:]))
"""
_NAMES = {
    "third": "third = at_third({target})",
    "after": "after = then_die({target})",
}


def totals(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute(
            "select file_name, count(*), sum(amount_yuan) from mart.spending_line group by all order by all"
        ).fetchall()
    finally:
        connection.close()


def script_of(arrange: str) -> str:
    target, _, value = arrange.rpartition(";")[2].strip().partition(" = ")
    return SCRIPT.format(arrange=arrange, names=_NAMES.get(value, "").format(target=target))


@pytest.fixture(scope="module")
def clean(tmp_path_factory, make_budget_text):
    """A home with one document, the folder it came from, and what the home holds after the next load."""
    from warehouse.load import load
    from warehouse.quality.gate import quality_gate

    base = tmp_path_factory.mktemp("kills")
    folder = base / "in"
    folder.mkdir()
    (folder / "old.txt").write_text(make_budget_text(basic=100), encoding="utf-8")
    home = Home(base / "home")
    load(home, [folder], jobs=1, gate=quality_gate(home))
    before = totals(home.folder)
    return base, before


def lives_on(pids: list[int]) -> list[int]:
    """The processes among these that are still there a while later."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        pids = [pid for pid in pids if Path(f"/proc/{pid}/stat").exists() and _state(pid) != "Z"]
        if not pids:
            break
        time.sleep(0.1)
    return pids


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def sessions_of(sid: int) -> list[int]:
    """Every process of a session: the load and its workers."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == sid:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.parametrize(
    "stage", [stage if stage in QUICK else pytest.param(stage, marks=pytest.mark.slow) for stage in STAGES]
)
def test_a_load_killed_at_any_stage_loses_nothing(stage, clean, tmp_path, write_budget, program, home):
    base, before = clean
    subprocess.run(["cp", "-a", str(base / "home"), str(home)], check=True)
    folder = tmp_path / "in"
    write_budget(folder / "a.txt", basic=200)
    write_budget(folder / "b.txt", basic=300)
    arrange, is_published = STAGES[stage]
    script = tmp_path / "killed.py"
    script.write_text(script_of(arrange))
    killed = subprocess.Popen(
        [sys.executable, str(script), "--home", str(home), "load", str(base / "in"), str(folder), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _, errors = killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL, errors.decode()
    assert lives_on(sessions_of(killed.pid)) == []
    assert len(totals(home)) == 3 if is_published else totals(home) == before
    # The next load goes on where it stopped, and no trace of the killed one is left, nor of what it had sorted on disk.
    (home / "building" / "spill").mkdir(exist_ok=True)
    (home / "building" / "spill" / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(bytes(1000))
    done = program("load", base / "in", folder, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert len(totals(home)) == 3
    assert [row[1] for row in totals(home)] == [10, 10, 10]
    assert [path for path in (home / "building").rglob("*") if path.is_file()] == []
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as star:
        assert star.execute("select count(*) from main.dim_document where outcome = 'loaded'").fetchone() == (3,)
        assert star.execute("select count(distinct run_key) = count(*) from quality.run").fetchone() == (True,)
