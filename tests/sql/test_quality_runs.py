"""Quality runs over a small warehouse: both engines, whose fault, what is known, history, broken and late rules."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from expectations.changes import changes
from expectations.definitions import Outcome, Run
from expectations.history import append, copy_into, open_history
from expectations.known import read_known
from expectations.run import quality_run
from warehouse.connect import open_published
from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.load import load
from warehouse.quality.accepting import accept_failure, forget
from warehouse.quality.check import check
from warehouse.quality.gate import quality_gate
from warehouse.quality.words import told

RULE = "expenditure_total_is_sum"
SOON = date.today() + timedelta(days=30)


def broken_budget(text: str) -> str:
    """The same document with a total that does not close."""
    return text.replace("460.000000\t460.000000", "470.000000\t470.000000")


def broken_row(text: str) -> str:
    """The same document with a row whose parts are not its total, and the totals of the columns to match."""
    text = text.replace("\t110.000000\t110.000000\t", "\t110.000000\t90.000000\t10.000000")
    return text.replace("\t460.000000\t460.000000\t", "\t460.000000\t440.000000\t10.000000")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make_budget_text) -> Path:
    """A home with three documents, of which two contradict themselves."""
    folder = tmp_path_factory.mktemp("quality")
    inbox = folder / "in"
    inbox.mkdir()
    # Other figures than those of the others: a table that is the same to the last one would be a copy of theirs.
    (inbox / "good.txt").write_text(make_budget_text(unit="河湾街道办事处", basic=200), encoding="utf-8")
    (inbox / "bad.txt").write_text(broken_budget(make_budget_text(unit="柳岸街道办事处")), encoding="utf-8")
    (inbox / "row.txt").write_text(broken_row(make_budget_text(unit="松坪街道办事处")), encoding="utf-8")
    home = Home(folder / "home")
    load(home, [inbox], jobs=1, gate=quality_gate(home))
    return home.folder


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Home:
    """A copy of that home to be changed."""
    shutil.copytree(built, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture(scope="module")
def plain(built: Path) -> Run:
    home = Home(built)
    return quality_run(home.published, home.quality, trigger="check")


def outcome(run: Run, code: str) -> Outcome:
    return next(item for item in run.outcomes if item.rule_code == code)


def test_great_expectations_and_plain_sql_say_the_same(built, plain):
    pytest.importorskip("great_expectations")
    home = Home(built)
    great = quality_run(home.published, home.quality, trigger="check", engine="great")
    assert [replace(item, seconds=0) for item in great.outcomes] == [
        replace(item, seconds=0) for item in plain.outcomes
    ]


def test_structure_holds_and_the_contradiction_is_found(plain):
    failed = {item.rule_code for item in plain.red}
    assert RULE in failed
    assert not {item.rule_code for item in plain.red if item.kind != "rule"}
    found = outcome(plain, RULE)
    assert (found.rows_failed, found.fault) == (1, "publication")
    assert found.failures[0].file_name == "bad.txt"
    assert found.failures[0].line_key


def test_the_load_kept_its_run_and_the_star_carries_it(built):
    connection = open_published(Home(built))
    try:
        run = connection.execute("select trigger, outcome, failed_error from quality.run").fetchall()
        kept = connection.execute(f"select status, line_keys from quality.result where rule_code = '{RULE}'").fetchall()
    finally:
        connection.close()
    assert [(trigger, result) for trigger, result, _ in run] == [("load", "failed")]
    assert kept[0][0] == "failed"
    assert kept[0][1]
    assert (built / "quality" / "quality.html").is_file()


def test_what_is_accepted_is_quiet_until_its_figures_change(own):
    entry = accept_failure(own, RULE, "bad.txt", "printed so", SOON)
    assert entry.figures[0][1].endswith("yuan")
    quiet = quality_run(own.published, own.quality, trigger="check")
    assert outcome(quiet, RULE).status == "accepted"
    assert outcome(quiet, RULE).rows_accepted == 1
    _change_figures(own)
    loud = quality_run(own.published, own.quality, trigger="check")
    assert outcome(loud, RULE).status == "failed"


def _change_figures(home: Home) -> None:
    connection = duckdb.connect(str(home.published))
    try:
        connection.execute(f"update quality.reconciliation set left_yuan = left_yuan + 1 where rule_code = '{RULE}'")
    finally:
        connection.close()


def test_what_is_accepted_ends(own):
    accept_failure(own, RULE, "bad.txt", "printed so", SOON)
    text = (own.quality / "accepted.toml").read_text(encoding="utf-8")
    (own.quality / "accepted.toml").write_text(text.replace(f"until = {SOON}", "until = 2026-01-01"), encoding="utf-8")
    run = quality_run(own.published, own.quality, trigger="check")
    assert outcome(run, RULE).status == "failed"
    forget(own, RULE, "bad.txt")
    assert read_known(own.quality) == ()


@pytest.mark.parametrize(
    ("rule", "document", "reason", "until"),
    [
        ("no_such_rule", "bad.txt", "x", SOON),
        (RULE, "good.txt", "x", SOON),
        (RULE, "bad.txt", " ", SOON),
        (RULE, "bad.txt", "x", date(2026, 1, 1)),
    ],
)
def test_nothing_else_can_be_accepted(built, rule, document, reason, until):
    with pytest.raises(CallError):
        accept_failure(Home(built), rule, document, reason, until)


DAMAGE = (
    # what is done to the file, and what must fail for it
    ("insert into main.fact_spending select * from main.fact_spending limit 1", "main.fact_spending.line_key.key"),
    ("update main.fact_spending set stage = 'guess'", "main.fact_spending.stage.vocabulary"),
    ("update main.fact_spending set unit_key = 999", "main.fact_spending.unit_key.reference"),
    ("update main.fact_spending set page = -1", "main.fact_spending.page.between"),
    (
        "delete from main.fact_spending where row_no = (select min(row_no) from main.fact_spending)",
        "main.fact_spending.complete",
    ),
    ("update mart.coverage set cells_read = cells_read + 1", "mart.coverage.adds_up"),
    ("delete from main.dim_unit where unit_key = 0", "main.dim_unit.unknown_member"),
    ("alter table mart.coverage rename cells_read to cells_seen", "mart.coverage.columns"),
    ("delete from quality.build", "quality.build.one"),
)


@pytest.mark.parametrize(("damage", "code"), DAMAGE)
def test_damage_to_the_star_is_seen(own, damage, code):
    connection = duckdb.connect(str(own.published))
    try:
        connection.execute(damage)
    finally:
        connection.close()
    run = quality_run(own.published, own.quality, trigger="check")
    found = outcome(run, code)
    assert found.status in ("failed", "broken")
    assert found.is_red
    assert found.fault == "reading"


def test_a_table_that_is_gone_breaks_its_own_suite_alone(own):
    connection = duckdb.connect(str(own.published))
    try:
        connection.execute("drop table mart.repair; drop table quality.build")
    finally:
        connection.close()
    run = quality_run(own.published, own.quality, trigger="check")
    assert outcome(run, "mart.repair.rule.not_null").status == "broken"
    assert outcome(run, "results_of_rules").status == "broken"
    assert outcome(run, "main.fact_spending.line_key.key").status == "passed"


LATE = """-- title: A rule of an analyst
-- severity: warning
select document_key, amount_yuan as left_yuan, 0 as right_yuan, [line_key] as left_line_keys
from mart.spending_line where measure = 'total' and line_kind = 'total'
"""
BAD_RULES = {
    "syntax": "-- title: t\n-- severity: info\nselec 1\n",
    "column": "-- title: t\n-- severity: info\nselect no_such_column from mart.spending_line\n",
    "header": "select 1\n",
    "two": "-- title: t\n-- severity: info\nselect '' as document_key, 1 as left_yuan, 2 as right_yuan;"
    " drop schema quality cascade\n",
    "endless": "-- title: t\n-- severity: info\n"
    "select count(*)::varchar as document_key, 1 as left_yuan, 2 as right_yuan"
    " from range(1000000) a, range(1000000) b, range(1000000) c where a.range + b.range > c.range\n",
}


@pytest.fixture
def own_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of sql/ that an analyst may write to."""
    from warehouse.resources import resource_folder

    folder = tmp_path / "sql"
    shutil.copytree(resource_folder("sql"), folder)
    for module in ("warehouse.quality.late", "warehouse.rules", "warehouse.model"):
        monkeypatch.setattr(f"{module}.resource_folder", lambda name: tmp_path / name)
    return folder


def test_a_file_that_is_dropped_in_runs_with_the_next_check(own, own_sql):
    (own_sql / "checks" / "of_an_analyst.sql").write_text(LATE, encoding="utf-8")
    for name, text in BAD_RULES.items():
        (own_sql / "checks" / f"bad_{name}.sql").write_text(text, encoding="utf-8")
    (own.quality / "thresholds.toml").write_text("[limits]\nseconds = 1.5\n")
    run = check(own, is_plain=True).run
    assert outcome(run, "of_an_analyst").rows_failed == 3
    assert outcome(run, "of_an_analyst").severity == "warning"
    accept_failure(own, "of_an_analyst", "good.txt", "it is a test", SOON)
    for name in BAD_RULES:
        found = outcome(run, f"bad_{name}")
        assert (found.status, found.severity) == ("broken", "error")
        assert found.message
    assert outcome(run, RULE).status == "failed"


def test_thresholds_apply_to_rules(own):
    (own.quality / "thresholds.toml").write_text(f"[rule.{RULE}]\nwarn_above = 0\nerror_above = 5\n")
    found = outcome(quality_run(own.published, own.quality, trigger="check"), RULE)
    assert (found.status, found.severity) == ("failed", "warning")


def test_lines_of_a_failing_row_are_suspect(built):
    connection = open_published(Home(built))
    try:
        suspects = connection.execute(
            "select count(*) from mart.spending_line inner join quality.suspect using (line_key) where not is_suspect"
        ).fetchone()
        rules = connection.execute("select distinct rule_code from quality.suspect").fetchall()
        marked = connection.execute("select count(*) from mart.spending_line where is_suspect").fetchone()
    finally:
        connection.close()
    assert suspects == (0,)
    assert ("expenditure_row",) in rules
    assert marked
    assert marked[0] > 0


# history ---------------------------------------------------------------------


def failing(*digests: str | None) -> list[Run]:
    """Runs of one rule that fails with these digests; None passes, and '+1' says that one row of it is accepted."""
    from datetime import datetime

    runs = []
    for number, state in enumerate(digests):
        digest, _, accepted = (state or "").partition("+")
        item = Outcome(
            "a_rule",
            "checks",
            "rule",
            "A",
            "error",
            "failed" if digest else "accepted" if accepted else "passed",
            rows_failed=int(bool(digest)),
            rows_accepted=int(accepted or 0),
            digest=digest or None,
        )
        moment = datetime(2026, 11, 1 + number)
        runs.append(Run(f"2026110{number}-a", moment, "check", None, None, "0.1", 1, 0.1, (item,)))
    return runs


@pytest.mark.parametrize(
    ("digests", "expected"),
    [
        (["x"], [("new", 1)]),
        (["x", "x"], [("still", 2)]),
        (["x", "y"], [("changed", 2)]),
        (["x", None], [("fixed", 1)]),
        (["x", None, None], []),
        (["x", None, "x"], [("new", 1)]),
        (["x", "x", "y", "y"], [("still", 4)]),
        ([None], []),
        (["x", "+1"], [("accepted", 1)]),
        (["x", "+1", "+1"], []),
        (["x", "+1", "x"], [("unaccepted", 3)]),
        (["+1", "x"], [("unaccepted", 2)]),
        (["x", "+1", "x", "x"], [("still", 4)]),
        (["x", "+1", None, "x"], [("new", 1)]),
        # One row fails beside the one that is accepted, and is mended; or it is accepted too.
        (["+1", "y+1"], [("new", 1)]),
        (["x+1", "+1"], [("fixed", 1)]),
        (["x+1", "+2"], [("accepted", 1)]),
    ],
)
def test_what_became_of_a_failure(tmp_path, digests, expected):
    for run in failing(*digests):
        append(tmp_path, run)
    assert [(item.what, item.runs) for item in changes(tmp_path)] == expected


def test_an_accepted_failure_keeps_its_first_day(tmp_path):
    for run in failing("x", "+1", "x"):
        append(tmp_path, run)
    assert f"{changes(tmp_path)[0].since:%Y-%m-%d}" == "2026-11-01"


def test_a_failure_is_told_as_accepted_not_as_fixed(own):
    check(own, with_docs=False)
    accept_failure(own, RULE, "bad.txt", "printed so", SOON)
    quiet = told(check(own, with_docs=False))
    assert "Fixed since the run before" not in quiet
    assert any(RULE in line for line in quiet[quiet.index("Accepted since the run before") :])
    assert f"  {RULE} in bad.txt: printed so (until {SOON})" in quiet[quiet.index("Known and accepted") :]
    forget(own, RULE, "bad.txt")
    loud = "\n".join(told(check(own, with_docs=False)))
    assert re.search(rf"{RULE} .*since .*, no longer accepted", loud)


def test_changes_since_a_run_that_was_told(tmp_path):
    runs = failing(None, "x", "x")
    for run in runs:
        append(tmp_path, run)
    assert changes(tmp_path)[0].what == "still"
    assert changes(tmp_path, runs[2].run_key, runs[0].run_key)[0].what == "new"


def test_results_without_their_run_do_not_count(tmp_path):
    for run in failing("x", "x"):
        append(tmp_path, run)
    # As after a kill between the two appends.
    from deltalake import DeltaTable

    DeltaTable(str(tmp_path / "history" / "run")).delete("run_key = '20261101-a'")
    with open_history(tmp_path) as past:
        assert past.execute("select count(*) from result").fetchone() == (1,)


def test_many_runs_are_merged_and_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("expectations.history._COMPACT_ABOVE_FILES", 3)
    for run in failing(*["x"] * 9):
        append(tmp_path, run)
    assert changes(tmp_path)[0].runs == 9
    connection = duckdb.connect()
    connection.execute("create schema quality")
    root = Path(__file__).resolve().parents[2] / "sql" / "quality"
    for name in ("run", "result"):
        connection.execute((root / f"{name}.sql").read_text(encoding="utf-8"))
    copy_into(connection, tmp_path)
    assert connection.execute("select count(*) from quality.run").fetchone() == (9,)
    connection.close()


@pytest.mark.parametrize("damage", ["result/*.parquet", "run/*.parquet", "run/_delta_log/*0.json"])
def test_a_damaged_history_is_taken_from_the_warehouse_file(own, damage):
    first = check(own, is_plain=True)
    assert first.notes == ()
    file = next((own.quality / "history").glob(damage))
    file.write_bytes(file.read_bytes()[:40])
    mended = check(own, is_plain=True)
    assert len(mended.notes) == 1
    assert "history-damaged-" in mended.notes[0]
    with open_history(own.quality) as past:
        keys = [key for (key,) in past.execute("select run_key from run order by run_key").fetchall()]
    assert keys[-2:] == [first.run.run_key, mended.run.run_key]
    assert check(own, is_plain=True).notes == ()
