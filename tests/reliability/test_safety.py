"""Untrusted documents and curious analysts: each test tries the attack."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from loaders.document import UnreadableDocument
from loaders.readers import read
from tests.conftest import budget_text
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load
from warehouse.store import Store
from warehouse.workers import Limits, extract_all

EVIL_NAMES = (
    "a'; drop table document; --.txt",
    'quote"and\\back.txt',
    "$(touch evil) `id`.txt",
    "换行\n名.txt",
    "=cmd|'x'!A1.txt",
)


def rewritten(source: Path, target: Path, change) -> Path:  # type: ignore[no-untyped-def]
    """A copy of an office file with some of its parts changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return target


@pytest.fixture
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def sample(suffix: str) -> Path:
    from warehouse.resources import samples_folder

    return next(path for path in sorted(samples_folder().iterdir()) if path.suffix == suffix)


@pytest.mark.parametrize(("suffix", "part"), [(".docx", "word/document.xml"), (".xlsx", "xl/worksheets/sheet1.xml")])
@pytest.mark.parametrize("attack", ["file", "laughs"])
def test_entities_are_not_resolved(suffix: str, part: str, attack: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-CONTENT")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    inside = (
        f'<!ENTITY x SYSTEM "file://{secret}">' if attack == "file" else f'<!ENTITY l0 "ha">{laughs}<!ENTITY x "&l9;">'
    )

    def change(name: str, body: bytes) -> bytes:
        if name != part:
            return body
        text = body.decode("utf-8")
        head, mark, rest = text.partition("?>")
        text = f"{head}{mark}<!DOCTYPE r [{inside}]>{rest}"
        return text.replace("合计", "&x;").encode("utf-8")

    try:
        document = read(rewritten(sample(suffix), tmp_path / f"evil{suffix}", change))
    except UnreadableDocument:
        return
    told = repr(document.blocks)
    assert "SECRET-CONTENT" not in told
    assert "hahaha" not in told


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_bomb_in_an_archive_is_refused(suffix: str, tmp_path: Path) -> None:
    part = "word/document.xml" if suffix == ".docx" else "xl/sharedStrings.xml"
    blanks = b" " * (1 << 20)

    bomb = tmp_path / f"bomb{suffix}"
    with zipfile.ZipFile(sample(suffix)) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))
        with new.open(part, "w", force_zip64=True) as out:
            for _ in range(300):
                out.write(blanks)
    assert bomb.stat().st_size < 8 << 20
    with pytest.raises(UnreadableDocument):
        read(bomb)


def test_parts_of_an_archive_are_never_written_anywhere(tmp_path: Path) -> None:
    body = io.BytesIO(sample(".docx").read_bytes())
    with zipfile.ZipFile(body, "a") as archive:
        archive.writestr("../../escaped.txt", "out")
        archive.writestr("/tmp/escaped-absolute.txt", "out")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "evil.docx").write_bytes(body.getvalue())
    with suppress(UnreadableDocument):
        read(folder / "evil.docx")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["evil.docx"]
    assert not Path("/tmp/escaped-absolute.txt").exists()


def test_names_of_files_are_only_names(no_rules: None, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(EVIL_NAMES):
        (folder / name).write_text(budget_text(basic=100 + number), encoding="utf-8")
    home = Home(tmp_path / "home")
    loaded = load(home, [folder], jobs=1)
    assert loaded.count("loaded") == len(EVIL_NAMES)
    connection = open_published(home)
    names = {row[0] for row in connection.execute("select file_name from main.dim_document").fetchall()}
    connection.close()
    assert set(EVIL_NAMES) <= names
    for path in folder.iterdir():
        path.unlink()
    (folder / "sound.txt").write_text(budget_text(basic=900), encoding="utf-8")
    load(home, [folder], jobs=1, prune=True)
    assert {item.file_name for item in Store(home.store).documents().values()} == {"sound.txt"}
    assert not Path("evil").exists()


def test_parameters_are_values_and_never_sql(home: Path, tmp_path: Path, write_budget, program, no_rules) -> None:  # type: ignore[no-untyped-def]
    load(Home(home), [write_budget(tmp_path / "a.txt")], jobs=1)
    evil = "x' or 1=1; copy (select 1) to '/tmp/leak.csv'; --"
    done = program(
        "sql",
        "select count(*) as n from mart.spending_line where unit_name = $name",
        "--param",
        f"name={evil}",
        "--format",
        "csv",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["n", "0"]
    assert not Path("/tmp/leak.csv").exists()


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/hosts')",
        "select * from glob('/*')",
        "copy (select 1) to '/tmp/out.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "pragma enable_external_access",
        "create table main.x as select 1",
        "delete from main.dim_unit",
        "export database '/tmp/export'",
        "select * from '/etc/passwd'",
        "select getenv('HOME')",
    ],
)
def test_the_analyst_reads_the_published_file_and_nothing_else(
    query: str, home: Path, tmp_path: Path, write_budget, no_rules
) -> None:  # type: ignore[no-untyped-def]
    import duckdb

    load(Home(home), [write_budget(tmp_path / "a.txt")], jobs=1)
    connection = open_published(Home(home))
    try:
        with pytest.raises(duckdb.Error):
            connection.execute(query).fetchall()
    finally:
        connection.close()


def _site(tmp_path: Path, text: str) -> dict[str, str]:
    """A `sitecustomize` for the workers: what a broken or bought reader might do."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import pathlib, sys\n"
        "plain = pathlib.Path.read_bytes\n"
        "def read_bytes(self):\n"
        f"    if self.name == 'evil.txt':\n        {text}\n"
        "    return plain(self)\n"
        "pathlib.Path.read_bytes = read_bytes\n"
    )
    return {"PYTHONPATH": str(site)}


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("while True: pass", "longer than"),
        ("held = [bytearray(1 << 28) for _ in range(64)]", "memory"),
        ("import os; os.kill(os.getpid(), 9)", "SIGKILL"),
        ("import socket; socket.create_connection(('127.0.0.1', 9), 1)", "network"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "network"),
        ("open('/tmp/big.bin', 'wb').write(b'x' * (1 << 30))", ""),
    ],
)
def test_a_worker_is_held_to_its_limits(
    deed: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _site(tmp_path, deed).items():
        monkeypatch.setenv(name, value)
    for name in ("evil.txt", "sound.txt"):
        (tmp_path / name).write_text(budget_text(), encoding="utf-8")
    limits = Limits(seconds=6, memory_bytes=1 << 30, written_bytes=1 << 20)
    results = {
        Path(item.path).name: item
        for item in extract_all([str(tmp_path / "evil.txt"), str(tmp_path / "sound.txt")], 1, limits)
    }
    assert results["sound.txt"].problem is None
    assert results["evil.txt"].problem is not None
    assert reason in results["evil.txt"].reason
    big = Path("/tmp/big.bin")
    assert not big.exists() or big.stat().st_size <= 1 << 20
    big.unlink(missing_ok=True)


def test_the_program_has_no_telemetry_and_no_addresses_to_call() -> None:
    code = (
        "import sys\n"
        "def hook(event, _):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): raise SystemExit('called ' + event)\n"
        "sys.addaudithook(hook)\n"
        "import warehouse.cli\n"
        "sys.exit(warehouse.cli.main(['--version']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
