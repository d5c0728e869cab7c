"""The quality service as an operator runs it: exit codes, files, alerts, kills, and readers who notice nothing."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest

from expectations.history import open_history
from warehouse.cli import main
from warehouse.connect import open_published
from warehouse.home import Home, exclusive

Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_budget_text: Callable[..., str]) -> Path:
    """A home with one document."""
    from warehouse.load import load
    from warehouse.quality.gate import quality_gate

    folder = tmp_path_factory.mktemp("service")
    (folder / "a.txt").write_text(make_budget_text(), encoding="utf-8")
    home = Home(folder / "home")
    load(home, [folder / "a.txt"], jobs=1, gate=quality_gate(home))
    return home.folder


@pytest.fixture
def small(built: Path, home: Path) -> Path:
    """A copy of it, as the home of the test."""
    shutil.copytree(built, home)
    return home


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    monkeypatch.setattr("warehouse.quality.check._late_results", lambda *_: {})


def runs(home: Path) -> int:
    with open_history(home / "quality") as past:
        row = past.execute("select count(*) from run").fetchone()
    return int(row[0]) if row else 0


def break_it(home: Path) -> None:
    connection = duckdb.connect(str(home / "warehouse.duckdb"))
    try:
        connection.execute("update main.fact_spending set stage = 'guess'")
    finally:
        connection.close()


def test_a_check_is_silent_when_fine_and_exact_when_not(small, program, tmp_path):
    fine = program("check", "--plain", "--quiet")
    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "", "")
    break_it(small)
    report = tmp_path / "quality.xml"
    bad = program("check", "--plain", "--quiet", "--junit", report)
    assert bad.returncode == 1
    assert "main.fact_spending.stage.vocabulary" in bad.stdout
    assert "our reading" in bad.stdout
    root = ElementTree.parse(report).getroot()
    failed = [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]
    assert "main.fact_spending.stage.vocabulary" in failed
    assert program("check", "--plain", "--fail-on", "reading").returncode == 1
    history = json.loads(program("history", "--format", "json").stdout)
    assert [row["outcome"] for row in history] == ["failed", "failed", "passed", "passed"]
    assert "New in the last run" not in program("history").stdout


def test_the_whole_check_with_great_expectations(small, program):
    pytest.importorskip("great_expectations")
    done = program("check", "--format", "json")
    assert done.returncode == 0
    assert done.stderr == ""
    rows = json.loads(done.stdout)
    assert {row["status"] for row in rows} == {"passed"}
    assert (small / "quality" / "data_docs" / "index.html").is_file()
    connection = open_published(Home(small))
    try:
        kept = connection.execute("select count(*) from quality.run").fetchone()
    finally:
        connection.close()
    assert kept == (2,)


BAD_CALLS = (
    (("check", "--explain", "no_such_rule"), "no rule is called"),
    (("check", "--plain", "--notify", "nonsense"), "is no address"),
    (("check", "--plain", "--notify", "env:NOT_SET_ANYWHERE"), "is not set"),
    (("check", "--plain", "--junit", "no/such/folder/x.xml"), "does not exist"),
    (("accept", "x"), "are missing"),
    (("accept", "x", "y", "--reason", "r", "--until", "soon"), "is no date"),
    (("history", "--since", "soon"), "is no date and no age"),
    (("schedule", "install", "--every", "7m", "--inbox", ".", "--print"), "is no time"),
    (("schedule", "install", "--every", "1h", "--inbox", ".", "--notify", "foo", "--print"), "is no address"),
    (("schedule", "run", "--inbox", "no/such/folder"), "is no folder"),
)


@pytest.mark.parametrize(("words", "said"), BAD_CALLS)
def test_a_wrong_call_gets_plain_words(built, capsys, words, said):
    assert main(["--home", str(built), *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("name", "text"), [("accepted.toml", "[[x"), ("thresholds.toml", "[limits]\nmany = 1\n")])
def test_a_file_of_the_home_that_cannot_be_read_is_named(small, capsys, name, text):
    (small / "quality" / name).write_text(text)
    assert main(["--home", str(small), "check", "--plain"]) == 2
    assert name in capsys.readouterr().err


def test_nothing_is_published(home, capsys):
    assert main(["--home", str(home), "check", "--plain"]) == 2
    assert "no warehouse is published" in capsys.readouterr().err


class Hook:
    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/token-of-the-hook"


def test_alerts_are_sent_on_a_change_and_not_again(small, program):
    hook = Hook()
    call = ("check", "--plain", "--quiet", "--notify", "env:HOOK")
    try:
        assert program(*call, HOOK=hook.url).returncode == 0
        assert hook.bodies == []
        break_it(small)
        for _ in range(2):
            told = program(*call, HOOK=hook.url)
            assert told.returncode == 1
            assert "token-of-the-hook" not in told.stdout + told.stderr
        assert [body["outcome"] for body in hook.bodies] == ["failed"]
    finally:
        hook.server.shutdown()


def test_an_alert_that_did_not_get_through_is_told_later(small, program):
    break_it(small)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        done = program("check", "--plain", "--quiet", "--notify", f"http://127.0.0.1:{port}/secret-way")
    assert done.returncode == 1
    assert "no alert was sent" in done.stderr
    assert "secret-way" not in done.stdout + done.stderr
    hook = Hook()
    try:
        # Another receiver, and the same one once it is back: both are told, although the failure is not new any more.
        program("check", "--plain", "--quiet", "--notify", hook.url)
        assert hook.bodies[0]["changes"][0]["rule_code"] == "main.fact_spending.stage.vocabulary"
    finally:
        hook.server.shutdown()


# the scheduled run -----------------------------------------------------------


def test_a_scheduled_run_loads_checks_and_leaves_a_trace(home, program, tmp_path, write_budget):
    inbox = tmp_path / "in"
    write_budget(inbox / "a.txt")
    first = program("schedule", "run", "--inbox", inbox)
    assert first.returncode == 0, first.stderr
    assert "1 new documents" in first.stdout
    again = program("schedule", "run", "--inbox", inbox)
    assert again.returncode == 0
    trace = json.loads((home / "quality" / "last-run.json").read_text())
    assert trace["exit_code"] == 0
    with open_history(home / "quality") as past:
        assert past.execute("select trigger from run order by run_key").fetchall() == [("schedule",), ("schedule",)]
    status = program("schedule", "status", "--format", "json")
    assert json.loads(status.stdout)[0]["exit_code"] == 0


def test_receivers_hear_of_refusals_and_of_runs_that_fail_by_themselves(
    home, capsys, monkeypatch, tmp_path, write_budget, no_rules
):
    inbox = tmp_path / "收件 箱"
    write_budget(inbox / "a.txt")
    hook = Hook()
    monkeypatch.setenv("HOOK", "")
    monkeypatch.delenv("HOOK")
    (home / "quality").mkdir(parents=True)
    (home / "quality" / "environment").write_text(f"HOOK={hook.url}?a=1&b=2\n", encoding="utf-8")
    call = ["--home", str(home), "schedule", "run", "--inbox", str(inbox), "--notify", "env:HOOK"]
    try:
        main(call)
        hook.bodies.clear()
        (inbox / "broken.pdf").write_bytes(b"%PDF-1.4 cut")
        main(call)
        assert "refused broken.pdf" in capsys.readouterr().out
        main(call)
        assert ["refused broken.pdf" in body["text"] for body in hook.bodies] == [True]
        (home / "quality" / "thresholds.toml").write_text("[[x")
        assert [main(call), main(call)] == [2, 2]
        (home / "quality" / "thresholds.toml").unlink()
        main(call)
        assert [body["outcome"] for body in hook.bodies[1:]] == ["broken", "recovered"]
    finally:
        hook.server.shutdown()


def test_a_run_steps_aside_for_another_and_the_next_goes_on(small, program, tmp_path, write_budget):
    write_budget(tmp_path / "in" / "b.txt", unit="松坪街道办事处")
    with exclusive(Home(small)):
        aside = program("schedule", "run", "--inbox", tmp_path / "in", "--wait", "0.3")
    assert aside.returncode == 75
    assert "stepped aside" in aside.stdout
    # A crashed run leaves its beginning without an end.
    trace = small / "quality" / "last-run.json"
    trace.write_text(json.dumps({"started_at": "2026-11-01T06:00:00", "pid": 2**22 + 1, "inbox": "x"}))
    assert "it was cut short" in program("schedule", "status").stdout
    after = program("schedule", "run", "--inbox", tmp_path / "in")
    assert after.returncode == 0
    assert "was cut short" in after.stderr


def test_a_check_without_the_lock_keeps_its_run_beside_the_star(small, no_rules, monkeypatch):
    from warehouse.quality import check as checking

    monkeypatch.setattr(checking, "refresh_published", lambda home: checking_refresh(home))
    with exclusive(Home(small)):
        checked = checking.check(Home(small), is_plain=True)
    assert any("next publication" in note for note in checked.notes)
    assert runs(small) == 2


def checking_refresh(home: Home) -> str | None:
    from warehouse.quality.star import refresh_published

    return refresh_published(home, wait_seconds=0.0)
