"""Parts of the quality service by themselves: what is known, thresholds, suites, pages, JUnit, the scheduled job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from expectations.definitions import Failure, Outcome, Run
from expectations.junit import junit_xml
from expectations.known import Accepted, KnownError, accept, read_known, write_known
from expectations.page import chart, page
from expectations.suites import read_suites
from expectations.thresholds import Threshold, ThresholdError, Thresholds, judge, read_thresholds
from warehouse.quality.check import misspelled

MOMENT = datetime(2026, 11, 1, 6, 0)
ENTRY = Accepted(
    "total_is_sum",
    'a "quoted" 预算.pdf',
    "d1",
    "printed so\\ for ever",
    "somebody",
    date(2026, 11, 1),
    date(2027, 3, 31),
    (("abc123", "第3页: 3.00 is not 4.00"), ("def456", "page 5: \x7f")),
)


def run_of(*outcomes: Outcome) -> Run:
    return Run("r1", MOMENT, "check", MOMENT, "f", "0.1", 3, 1.0, outcomes)


FAILED = Outcome(
    "total_is_sum",
    "checks",
    "rule",
    "合计 = Σ <rows>",
    "error",
    "failed",
    rows_checked=9,
    rows_failed=1,
    message="3 ≠ 4",
    failures=(Failure("page 3: <b>3 ≠ 4</b> \x00", "l1", "d1", "预算.pdf", "publication", "read without doubt"),),
)


# what is known ------------------------------------------------------------------


def test_accepted_failures_survive_the_file(tmp_path):
    write_known(tmp_path, [ENTRY])
    assert read_known(tmp_path) == (ENTRY,)
    assert read_known(tmp_path / "nowhere") == ()


def test_accepting_again_replaces_the_entry():
    other = replace(ENTRY, rule="another")
    newer = replace(ENTRY, reason="again")
    assert accept((ENTRY, other), newer) == (other, newer)
    namesake = replace(ENTRY, document_key="another office")
    assert accept((ENTRY,), namesake) == (ENTRY, namesake)


def test_an_entry_ends_on_its_day():
    assert ENTRY.holds_on(date(2027, 3, 30))
    assert not ENTRY.holds_on(date(2027, 3, 31))


@pytest.mark.parametrize("text", ["[[accepted]\n", "[[accepted]]\nrule = 'a'\n", "[[accepted]]\nuntil = 'soon'\n"])
def test_a_file_that_says_nothing_clear_is_refused(tmp_path, text):
    (tmp_path / "accepted.toml").write_text(text)
    with pytest.raises(KnownError, match=r"accepted\.toml"):
        read_known(tmp_path)


# thresholds ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threshold", "failed", "expected"),
    [
        (Threshold(error_above=10, warn_above=2), 2, ("passed", "error")),
        (Threshold(error_above=10, warn_above=2), 3, ("failed", "warning")),
        (Threshold(error_above=10, warn_above=2), 11, ("failed", "error")),
        (Threshold(error_above=0.1, is_share=True), 10, ("passed", "error")),
        (Threshold(error_above=0.1, is_share=True), 11, ("failed", "error")),
    ],
)
def test_thresholds_decide_what_so_many_rows_are(threshold, failed, expected):
    outcome = replace(FAILED, rows_checked=100, rows_failed=failed)
    judged = judge(outcome, Thresholds({"total_is_sum": threshold}))
    assert (judged.status, judged.severity) == expected


def test_a_home_says_more_than_what_is_shipped(tmp_path):
    (tmp_path / "thresholds.toml").write_text("[rule.x]\nwarn_above = 3\n[limits]\nseconds = 5\n")
    found = read_thresholds(tmp_path)
    assert (found.rules["x"].warn_above, found.seconds) == (3, 5.0)
    assert found.oldest_build_days == read_thresholds(None).oldest_build_days


def test_a_misspelled_rule_of_a_threshold_is_told():
    run = Run("r", datetime(2026, 11, 1), "check", None, None, "0.1", 1, 1.0, (FAILED,))
    limits = Thresholds({"total_is_sums": Threshold(1.0), "total_is_sum": Threshold(1.0), "other": Threshold(1.0)})
    assert [note.rpartition(" ")[2] for note in misspelled(Path("x.toml"), limits, run)] == ["total_is_sum?"]


@pytest.mark.parametrize(
    "text",
    [
        *("[rule.x]\nlimit = 3\n", "[limits]\nmost = 1\n", "[rule", "[rule.x]\nin = 'per cent'\n"),
        *("[rule.x]\nwarn_above = '5'\n", "[rule.x]\nerror_above = true\n", "[limits]\nseconds = -1\n"),
        *("[limits]\nseconds = 0\n", "[limits]\nseconds = nan\n", "[limits]\noldest_build_days = 'old'\n"),
    ],
)
def test_a_threshold_that_means_nothing_is_refused(tmp_path, text):
    (tmp_path / "thresholds.toml").write_text(text)
    with pytest.raises(ThresholdError):
        read_thresholds(tmp_path)


# suites ------------------------------------------------------------------


def test_there_is_a_suite_for_every_table_and_mart(tmp_path):
    from warehouse.dictionary import catalog, empty_warehouse

    connection = empty_warehouse(tmp_path)
    try:
        tables = {entry.full_name for entry in catalog(connection) if entry.schema in ("main", "mart")}
    finally:
        connection.close()
    expectations, broken = read_suites()
    assert not broken
    assert tables <= {item.suite for item in expectations}
    assert len({item.code for item in expectations}) == len(expectations)


def test_a_suite_that_cannot_be_read_is_told_and_the_others_stay(tmp_path):
    (tmp_path / "bad.toml").write_text("table = \n")
    (tmp_path / "odd.toml").write_text('table = "mart.x"\nkeys = ["a"]\n')
    (tmp_path / "half.toml").write_text('table = "mart.x"\n[between.a]\nlow = 1\n')
    (tmp_path / "word.toml").write_text('table = "mart.x"\nkey = "line_key"\n')
    (tmp_path / "good.toml").write_text('table = "mart.x"\nkey = ["a"]\n')
    expectations, broken = read_suites(tmp_path)
    assert [item.code for item in expectations] == ["mart.x.a.key"]
    assert [name for name, _ in broken] == ["bad.toml", "half.toml", "odd.toml", "word.toml"]


# reports ------------------------------------------------------------------


def test_junit_fails_for_errors_alone_and_says_whose_they_are():
    warning = replace(FAILED, rule_code="w", severity="warning")
    known = replace(FAILED, rule_code="k", status="accepted", rows_accepted=2)
    broken = replace(FAILED, rule_code="b", status="broken", message="no column x")
    root = ElementTree.fromstring(junit_xml(run_of(FAILED, warning, known, broken)))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "1", "1")
    failure = root.find(".//testcase[@name='total_is_sum']/failure")
    assert failure is not None
    assert failure.get("type") == "publication"
    assert "预算.pdf" in (failure.text or "")
    assert root.find(".//testcase[@name='k']/skipped") is not None
    assert root.find(".//testcase[@name='w']/failure") is None


def test_the_page_escapes_what_documents_say():
    text = page(run_of(FAILED), [], [ENTRY], [("2026-11-01 06:00", 1, 0)])
    assert "<b>3" not in text
    assert "&lt;b&gt;3 ≠ 4&lt;/b&gt;" in text
    assert "faults of the publication" in text
    assert "printed so" in text


def test_the_chart_has_a_bar_for_each_run_with_failures():
    assert chart([("a", 2, 1), ("b", 0, 0), ("c", 1, 0)]).count("<rect") == 3
    assert chart([]) == ""
