"""The program from outside: verbs, exit codes, plain lines, formats, and what a query may not do."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse import cli
from warehouse.home import Home
from warehouse.load import load

VERBS = ("demo", "load", "inspect", "check", "sql", "trace", "status", "history", "report", "lab", "export", "docs")


@pytest.fixture(scope="module")
def filled(tmp_path_factory, make_budget_text) -> Path:
    """One home with one document, for all queries."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(make_budget_text(), encoding="utf-8")
    load(Home(folder / "home"), [folder / "a.txt"], jobs=1)
    return folder / "home"


@pytest.mark.parametrize("verb", cli.verb_names())
def test_every_verb_has_help_and_an_example(verb, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([verb, "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert "example:" in text
    assert f"warehouse {verb}" in text.partition("example:")[2] or "warehouse --home" in text.partition("example:")[2]


def test_the_verbs_of_the_contract_are_there():
    assert set(VERBS) <= set(cli.verb_names())


def test_help_starts_quickly():
    def seconds(*words: str) -> float:
        """Processor time of a call: it does not depend on what else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare = min(seconds("-c", "pass") for _ in range(9))
    ours = min(seconds("-m", "warehouse", "--help") for _ in range(9))
    assert ours <= 4 * bare


def test_nothing_heavy_is_imported_to_parse():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from warehouse.cli import build_parser; build_parser(); print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"duckdb", "pyarrow", "polars", "deltalake", "great_expectations", "altair", "rich", "pandas", "numpy"}
    assert not heavy & set(done.stdout.split())


BAD_CALLS = (
    ([], "first steps"),
    (["nonsense"], "invalid choice"),
    (["lod"], "did you mean 'load'?"),
    (["load"], "nothing to load"),
    (["load", "no-such-file.pdf"], "no-such-file.pdf: there is no such file or folder"),
    (["sql", "select 1"], "no warehouse is published here"),
    (["status"], "no warehouse is published here"),
    (["trace", "0123456789abcdef"], "no warehouse is published here"),
    (["inspect", "no-such-file.pdf"], "no such file"),
    (["load", ".", "--document-memory", "lots"], "is no size"),
)


@pytest.mark.parametrize(("words", "expected"), BAD_CALLS)
def test_a_wrong_call_gives_two_and_plain_lines(words, expected, program):
    done = program(*words)
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


BAD_OPTIONS = (
    (["sql", "--memory-limit", "xx", "select 1"], "--memory-limit 'xx' is no size"),
    (["sql", "--memory-limit", "1KB", "select 1"], "--memory-limit 1KB: is too little"),
    (["sql", "--memory-limit", "9999999999TiB", "select 1"], "is more than any machine has"),
    (["load", ".", "--memory-limit", "foo"], "--memory-limit 'foo' is no size"),
    (["build", "--again", "--memory-limit", "1KB"], "--memory-limit 1KB: is too little"),
    (["load", ".", "--document-memory", "1KB"], "--document-memory 1KB: is too little"),
    (["extract", ".", "--document-memory", "lots"], "--document-memory 'lots' is no size"),
    (["load", ".", "--jobs", "-3"], "--jobs -3: is out of range"),
    (["extract", ".", "--jobs", "-1"], "--jobs -1: is out of range"),
    (["demo", "--jobs", "two"], "--jobs two: is no whole number"),
    (["report", "--jobs", "0"], "--jobs 0: is out of range"),
    (["load", ".", "--timeout", "0"], "--timeout 0: is no time"),
    (["load", ".", "--timeout", "-1"], "--timeout -1: is no time"),
    (["extract", ".", "--timeout", "nan"], "--timeout nan: is no time"),
    (["gather", "other", "--wait", "-1"], "--wait -1: is no time"),
    (["schedule", "run", "--wait", "nan"], "--wait nan: is no time"),
    (["search", "--limit", "0", "养老"], "--limit 0: is out of range"),
    (["search", "--limit", "-1", "养老"], "--limit -1: is out of range"),
    (["findings", "--limit", "-1"], "--limit -1: is out of range"),
    (["history", "--limit", "0"], "--limit 0: is out of range"),
)


@pytest.mark.parametrize(("words", "expected"), BAD_OPTIONS, ids=lambda item: " ".join(item)[:40])
def test_a_wrong_value_of_an_option_is_told_by_its_name(words, expected, filled, capsys):
    assert cli.main(["--home", str(filled), *words]) == 2
    told = capsys.readouterr().err
    assert expected in told
    assert "\n  give " in told or "\n  write it like " in told


def test_the_time_of_a_document_that_is_set_for_good_holds_for_a_load(filled, capsys, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_DOCUMENT_SECONDS", "0")
    assert cli.main(["--home", str(filled), "load", str(filled.parent / "a.txt")]) == 2
    assert "WAREHOUSE_DOCUMENT_SECONDS=0" in capsys.readouterr().err
    assert cli.main(["--home", str(filled), "load", str(filled.parent / "a.txt"), "--timeout", "60"]) == 0


def test_sizes_are_read_as_people_write_them(filled, capsys):
    for text in ("64MiB", "0.5g", "1 GB"):
        query = "select current_setting('memory_limit')"
        assert cli.main(["--home", str(filled), "sql", "--memory-limit", text, query]) == 0
    assert "64.0 MiB" in capsys.readouterr().out


BAD_FILES = (
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n", "empty"),
    ("picture.pdf", b"\x7fELF\x02\x01\x01" + bytes(200), ""),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", ""),
    ("prose.txt", "今天天气很好，没有表格。\n".encode() * 20, "text only"),
    ("data.json", '{"预算": [1, 2]}'.encode(), "JSON, in which no tables are looked for"),
    (
        "untitled.html",
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>".encode(),
        "no title over them",
    ),
)


@pytest.mark.parametrize(("name", "content", "expected"), BAD_FILES)
def test_a_document_that_cannot_be_loaded_gets_one_line(name, content, expected, tmp_path, home, program):
    (tmp_path / name).write_bytes(content)
    done = program("load", tmp_path / name)
    assert done.returncode == 2
    assert name in done.stderr
    assert expected in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (home / "warehouse.duckdb").exists()


def test_the_others_are_loaded_beside_a_bad_one(tmp_path, write_budget, program):
    write_budget(tmp_path / "good.txt")
    (tmp_path / "bad.txt").write_bytes(b"")
    gb = write_budget(tmp_path / "gb18030.txt", basic=900)
    gb.write_bytes(gb.read_text(encoding="utf-8").encode("gb18030"))
    done = program("load", tmp_path, tmp_path / "missing.pdf", "--format", "csv")
    assert done.returncode == 0, done.stderr
    outcomes = {Path(row["path"]).name: row["outcome"] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert outcomes == {"good.txt": "loaded", "gb18030.txt": "loaded", "bad.txt": "refused", "missing.pdf": "missing"}


FORBIDDEN = (
    "copy (select 1) to '/tmp/warehouse-test-out.csv'",
    "attach '/tmp/warehouse-test-other.db'",
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from read_parquet('/tmp/*.parquet')",
    "select * from '/etc/passwd'",
    "select * from glob('/*')",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset memory_limit",
    "export database '/tmp/warehouse-test-export'",
    "import database '/tmp/warehouse-test-export'",
    "create table main.mine as select 1",
    "delete from main.fact_spending",
    "update main.dim_unit set unit_name = 'x'",
    "drop table main.fact_spending",
    "insert into main.dim_period values (1, null, null, '')",
    "create schema mine",
    "select 1; copy (select 1) to '/tmp/warehouse-test-out.csv'",
)


@pytest.mark.parametrize("query", FORBIDDEN)
def test_a_query_may_only_read_the_published_warehouse(query, filled, capsys):
    before = (filled / "warehouse.duckdb").read_bytes()
    assert cli.main(["--home", str(filled), "sql", query]) == 2
    said = capsys.readouterr().err
    assert 1 <= len(said.strip().splitlines()) <= 2
    assert (filled / "warehouse.duckdb").read_bytes() == before
    assert not list(Path("/tmp").glob("warehouse-test-*"))


def test_formats_keep_every_digit(filled, capsys):
    query = "select 12345678901234567.89::decimal(20, 2) as amount, 'a,\"b' as text, null as nothing, [1, 2] as list"
    assert cli.main(["--home", str(filled), "sql", query, "--format", "csv"]) == 0
    assert capsys.readouterr().out == 'amount,text,nothing,list\n12345678901234567.89,"a,""b",,1 | 2\n'
    assert cli.main(["--home", str(filled), "sql", query, "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert "12345678901234567.89" in out
    assert json.loads(out)[0]["text"] == 'a,"b'
    assert cli.main(["--home", str(filled), "sql", query]) == 0
    assert "12345678901234567.89" in capsys.readouterr().out


def test_queries_from_files_and_parameters(filled, tmp_path, capsys):
    file = tmp_path / "question.sql"
    file.write_text(
        "select count(*) as n from mart.spending_line where fiscal_year = $year -- 年度\n", encoding="utf-8"
    )
    assert cli.main(["--home", str(filled), "sql", "-f", str(file), "--param", "year=2026", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "n\n10\n"
    assert cli.main(["--home", str(filled), "sql", "-f", str(file)]) == 2
    assert "--param year=VALUE" in capsys.readouterr().err
    assert cli.main(["--home", str(filled), "sql", "-f", str(file), "--param", "year=2026' or 1=1 --"]) == 2
    assert cli.main(["--home", str(filled), "sql", "-f", str(tmp_path / "none.sql")]) == 2
    assert cli.main(["--home", str(filled), "sql", "-q", "none"]) == 2
    assert cli.main(["--home", str(filled), "sql", "selec 1"]) == 2
    assert cli.main(["--home", str(filled), "sql", ""]) == 2


def test_trace_leads_to_the_cell(filled, capsys):
    query = "select line_key from mart.spending_line where function_code = '2101101' and measure = 'total'"
    assert cli.main(["--home", str(filled), "sql", query, "--format", "csv"]) == 0
    line_key = capsys.readouterr().out.splitlines()[1]
    assert cli.main(["--home", str(filled), "trace", line_key, "--format", "json"]) == 0
    traced = json.loads(capsys.readouterr().out)
    assert traced["printed_text"] == "120.000000"
    assert traced["file_name"] == "a.txt"
    assert "2101101-行政单位医疗" in [cell["text"] for cell in traced["cells"]]
    assert cli.main(["--home", str(filled), "trace", line_key]) == 0
    assert "◀ this cell" in capsys.readouterr().out
    assert cli.main(["--home", str(filled), "trace", "no-such-key"]) == 2


def test_status_and_inspect(filled, tmp_path, write_budget, capsys):
    assert cli.main(["--home", str(filled), "status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["spending_lines"] == 10
    file = write_budget(tmp_path / "b.txt", basic=700)
    assert cli.main(["inspect", str(file), "--show", "lines", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 11
    assert cli.main(["inspect", str(file)]) == 0
    assert "statements recognised: 1" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [file]


def test_status_names_what_was_refused(tmp_path, home, write_budget, capsys):
    write_budget(tmp_path / "in" / "good.txt")
    for number in range(12):
        (tmp_path / "in" / f"cut-{number:02}.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<" + bytes([65 + number]))
    load(Home(home), [tmp_path / "in"], jobs=1)
    assert cli.main(["--home", str(home), "status"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"refused +cut-\d\d\.pdf: \w+", told)
    assert told.count("cut-") == 10
    assert "… and 2 more" in told
    assert cli.main(["--home", str(home), "status", "--format", "json"]) == 0
    assert "… and 2 more" in json.loads(capsys.readouterr().out)[0]["refused"]


def test_a_failure_of_the_program_is_three_and_a_traceback_only_on_request(filled, capsys, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("something broke")

    monkeypatch.setattr("warehouse.connect.open_published", fail)
    assert cli.main(["--home", str(filled), "sql", "select 1"]) == 3
    assert "something broke" in capsys.readouterr().err
    with pytest.raises(RuntimeError):
        cli.main(["--home", str(filled), "--debug", "sql", "select 1"])
