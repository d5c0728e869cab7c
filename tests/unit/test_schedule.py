"""The scheduled job: its times, its lines, its environment, and a crontab that belongs to somebody."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from warehouse.cli import main
from warehouse.errors import CallError, WarehouseError
from warehouse.home import Home
from warehouse.quality.environment import read_environment
from warehouse.quality.schedule import Job, calendar_of, cron_line, cron_of, install, installed, remove, unit_files


@pytest.mark.parametrize(
    ("every", "calendar", "cron"),
    [
        ("06:00", "*-*-* 06:00:00", "0 6 * * *"),
        ("23:45", "*-*-* 23:45:00", "45 23 * * *"),
        ("15m", "*-*-* *:00/15:00", "*/15 * * * *"),
        ("1h", "*-*-* 00/1:00:00", "0 */1 * * *"),
        ("24h", "*-*-* 00:00:00", "0 0 * * *"),
    ],
)
def test_times_in_both_languages(every, calendar, cron):
    assert (calendar_of(every), cron_of(every)) == (calendar, cron)


@pytest.mark.parametrize("every", ["25:00", "7m", "5h", "0m", "0h", "daily", "", "6:0", "60m"])
def test_a_time_that_is_none(every):
    with pytest.raises(CallError):
        calendar_of(every)


AWKWARD = Job(
    Path("/data/预算 100%/it's"), "06:00", Path("/data/in box"), ("env:HOOK",), program="/opt/w/bin/warehouse"
)


def test_a_crontab_line_survives_blanks_quotes_and_percent_signs():
    line = cron_line(AWKWARD)
    assert "\n" not in line
    # cron turns \% into % and gives the rest to sh.
    command = (
        line.split(" ", 5)[5].replace("\\%", "%").replace("/opt/w/bin/warehouse", "printf '%s|'").partition(">>")[0]
    )
    said = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout
    assert said == "--home|/data/预算 100%/it's|schedule|run|--inbox|/data/in box|--notify|env:HOOK|"


def test_a_unit_names_no_secret_and_doubles_its_specifiers():
    units = unit_files(AWKWARD)
    service = next(text for name, text in units.items() if name.endswith(".service"))
    assert '"/data/预算 100%%/it\'s"' in service
    assert "env:HOOK" in service
    assert any("OnCalendar=*-*-* 06:00:00" in text for text in units.values())


# the environment of the job --------------------------------------------------


def test_a_value_is_taken_as_it_stands(tmp_path):
    file = tmp_path / "environment"
    file.write_text(
        '# who\nexport HOOK="https://a.example/x?a=1&b=$2%3"\n\nEMPTY=\nWORDS= two words \n', encoding="utf-8"
    )
    assert read_environment(file) == {"HOOK": "https://a.example/x?a=1&b=$2%3", "EMPTY": "", "WORDS": "two words"}
    assert read_environment(tmp_path / "none") == {}


def test_a_line_that_says_nothing_is_named_without_what_it_says(tmp_path):
    file = tmp_path / "environment"
    file.write_text("A=1\nhttps://a.example/secret\n", encoding="utf-8")
    with pytest.raises(CallError, match="line 2") as raised:
        read_environment(file)
    assert "secret" not in str(raised.value)


# the crontab -----------------------------------------------------------------


@pytest.fixture
def crontab(tmp_path, monkeypatch):
    """A crontab that is a file; without it the program says what crontab says."""
    table, program = tmp_path / "table", tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(
        f"""#!/bin/sh
case "$1" in
-l) test -e {tmp_path}/denied && {{ echo "you are not allowed to use this program" >&2; exit 1; }}
    test -e {table} || {{ echo "no crontab for user" >&2; exit 1; }}; cat {table} ;;
-r) rm {table} ;;
*) cat > {table} ;;
esac
"""
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return table


def test_a_job_comes_and_goes_and_other_lines_stay(crontab, tmp_path):
    other = "# mine\n5 4 * * * echo \xff 中文\n".encode("latin-1", "replace") + "5 5 * * * 中\n".encode()
    crontab.write_bytes(other)
    home = Home(tmp_path / "家 100%")
    job = Job(home.folder, "06:00", tmp_path, ())
    install(job, "cron")
    install(Job(home.folder, "1h", tmp_path, ()), "cron")
    lines = crontab.read_bytes().splitlines()
    assert len(lines) == len(other.splitlines()) + 1
    assert "0 */1 * * *" in str(installed(home, "cron"))
    assert remove(home, "cron")
    assert crontab.read_bytes() == other
    assert not remove(home, "cron")


def test_a_crontab_that_only_held_the_job_is_gone(crontab, tmp_path):
    install(Job(tmp_path / "home", "06:00", tmp_path, ()), "cron")
    assert remove(Home(tmp_path / "home"), "cron")
    assert not crontab.exists()


def test_a_crontab_that_cannot_be_read_is_not_written(crontab, tmp_path):
    crontab.write_text("1 1 * * * mine\n")
    (tmp_path / "denied").touch()
    with pytest.raises(WarehouseError, match="not allowed"):
        install(Job(tmp_path / "home", "06:00", tmp_path, ()), "cron")
    assert crontab.read_text() == "1 1 * * * mine\n"


def test_a_variable_may_be_set_after_the_job_is_made(tmp_path, capsys):
    words = ["schedule", "install", "--every", "1h", "--inbox", str(tmp_path), "--notify", "env:NOT_SET_YET", "--print"]
    assert main(["--home", str(tmp_path / "home"), *words]) == 0
    assert "env:NOT_SET_YET" in capsys.readouterr().out
