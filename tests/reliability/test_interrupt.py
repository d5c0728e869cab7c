"""Ctrl-C stops the program whatever it is at, also where a library takes it for something else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.load import load

#: sorts without end; a sort is what DuckDB does not leave by itself
_LONG = "create temp table long as select a.range from range(3000000) as a, range(300000) as b order by 1"
_LONG_QUERY = "select max(r) from (select a.range as r, row_number() over (order by a.range) from range(3000000) as a, range(300000) as b)"  # noqa: E501
_SECONDS = 30


def interrupted(home: Path, patches: str, words: tuple[str, ...], started: Path) -> tuple[int, str]:
    """Run the program with `patches` before it, and send Ctrl-C when the file `started` is there."""
    script = (
        f"import sys, pathlib, time, signal\nstarted = pathlib.Path({str(started)!r})\nlong = {_LONG!r}\n{patches}\n"
        "if __name__ == '__main__':\n    from warehouse.__main__ import run\n    run()\n"
    )
    file = started.with_suffix(".py")
    file.write_text(script, encoding="utf-8")
    # A job in the background ignores Ctrl-C; the program here is one of the foreground.
    running = subprocess.Popen(
        [sys.executable, str(file), "--home", str(home), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        deadline = time.monotonic() + 60
        while not started.exists() and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=_SECONDS)
    finally:
        running.kill()
    return running.returncode, errors


@pytest.fixture
def loaded(home, tmp_path, write_budget):
    load(Home(home), [write_budget(tmp_path / "in" / "a.txt")], jobs=1)
    return home


def is_stopped(outcome: tuple[int, str]) -> bool:
    code, errors = outcome
    return code == 130 and "warehouse: stopped" in errors and "Traceback" not in errors and "failed" not in errors


def test_in_a_long_statement_of_the_build(loaded, tmp_path):
    before = Home(loaded).published.read_bytes()
    patches = (
        "import warehouse.model as model\n"
        "plain = model.run_file\n"
        "def run_file(connection, file, *store):\n"
        "    if file.stem == 'fact_spending': started.touch(); connection.execute(long)\n"
        "    plain(connection, file, *store)\n"
        "model.run_file = run_file\n"
    )
    assert is_stopped(interrupted(loaded, patches, ("build", "--again"), tmp_path / "started"))
    assert Home(loaded).published.read_bytes() == before


def test_in_a_long_query(loaded, tmp_path):
    patches = (
        "import warehouse.query as query\n"
        "plain = query.run_query\n"
        "def run_query(*arguments): started.touch(); return plain(*arguments)\n"
        "query.run_query = run_query\n"
    )
    stopped = interrupted(loaded, patches, ("sql", _LONG_QUERY), tmp_path / "started")
    assert stopped == (130, "warehouse: stopped\n")


def test_the_shell_stays_after_a_query_is_stopped(loaded, tmp_path):
    patches = (
        "import warehouse.shell as shell\n"
        "from warehouse.connect import open_published\n"
        "from warehouse.home import Home\n"
        "from warehouse.interrupt import listen\n"
        "listen()\n"
        f"connection = open_published(Home(pathlib.Path({str(loaded)!r})))\n"
        "started.touch()\n"
        f"shell.answer(connection, {_LONG_QUERY!r}, shell.Settings('table'))\n"
        "shell.answer(connection, 'select 1', shell.Settings('table'))\n"
        "sys.stderr.write('it goes on\\n')\n"
        "sys.exit()\n"
    )
    code, errors = interrupted(loaded, patches, (), tmp_path / "started")
    assert code == 0
    assert errors.splitlines() == ["stopped", "it goes on"]


def test_where_a_library_loses_it_while_documents_are_read(loaded, tmp_path, write_budget):
    write_budget(tmp_path / "in" / "slow.txt", basic=400)
    patches = (
        "import multiprocessing.connection as connection\n"
        "plain = connection.wait\n"
        "def wait(*arguments, **options):\n"
        "    try: return plain(*arguments, **options)\n"
        "    except KeyboardInterrupt: return []\n"
        "connection.wait = wait\n"
        "read = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        "    if self.name == 'slow.txt': started.touch(); time.sleep(120)\n"
        "    return read(self)\n"
        # Spawned workers run this file, too.
        "if __name__ != '__main__': pathlib.Path.read_bytes = read_bytes\n"
    )
    words = ("load", "--jobs", "1", str(tmp_path / "in"))
    assert is_stopped(interrupted(loaded, patches, words, tmp_path / "started"))


def test_a_run_of_the_suites_that_was_stopped_is_not_kept(loaded, tmp_path):
    patches = (
        "import warehouse.quality.check as check\n"
        "plain = check.quality_run\n"
        "def quality_run(*arguments, **options):\n"
        "    started.touch()\n"
        "    try: time.sleep(60)\n"
        "    except KeyboardInterrupt: pass\n"
        "    return plain(*arguments, **options)\n"
        "check.quality_run = quality_run\n"
    )
    assert is_stopped(interrupted(loaded, patches, ("check", "--plain"), tmp_path / "started"))
    told = subprocess.run(
        [sys.executable, "-m", "warehouse", "--home", str(loaded), "history"],
        capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    assert told.stdout.startswith("no run yet")


def test_it_is_how_the_desk_is_left(loaded, tmp_path):
    patches = (
        "import warehouse.lab as lab\n"
        "def lab_arguments(*_, **__): started.touch(); return ['sleep', '60']\n"
        "lab.lab_arguments = lab_arguments\n"
    )
    words = ("lab", "--no-browser", "--folder", str(tmp_path / "lab"))
    assert interrupted(loaded, patches, words, tmp_path / "started") == (0, "")
