"""The scheduled job: a systemd timer or a line of the crontab, whichever the machine has.

1. A systemd user timer is used where systemd runs (it keeps a log and catches up what was missed); else the crontab.
2. One job a home: installing again replaces it. Its name carries a digest of the home's path.
3. The job runs `warehouse schedule run`: it loads what is new, checks, publishes and notifies, and steps aside where
   another run holds the home. No secret stands in it: addresses of webhooks are named as env:NAME, and the run reads
   HOME/quality/environment (mode 600), which the owner writes.
4. Lines of a crontab that are not ours stay as they are, to the byte; a crontab that cannot be read is not written.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from expectations.alerts import check_target, named
from expectations.sending import AlertError
from warehouse.errors import CallError, WarehouseError
from warehouse.home import Home
from warehouse.quality.environment import FILE_NAME, exposed, read_environment

_AT = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_EACH = re.compile(r"(\d+)\s*(m|h)")


@dataclass(frozen=True, slots=True)
class Job:
    """What runs, and when."""

    home: Path
    every: str
    inbox: Path
    notify: tuple[str, ...]
    strict: bool = False
    prune: bool = False
    program: str = ""

    def __post_init__(self) -> None:
        for word in (str(self.home), str(self.inbox), *self.notify):
            if not word.isprintable():
                raise CallError(
                    f"{word!r}: a line break or another sign that no scheduler takes", "choose another name"
                )

    @property
    def name(self) -> str:
        return job_name(self.home)

    def command(self) -> list[str]:
        words = [*shlex.split(self.program or default_program()), "--home", str(self.home), "schedule", "run"]
        words += ["--inbox", str(self.inbox)]
        for target in self.notify:
            words += ["--notify", target]
        words += ["--strict"] if self.strict else []
        return [*words, "--prune"] if self.prune else words


def job_name(home: Path) -> str:
    return f"warehouse-{hashlib.sha256(str(home).encode()).hexdigest()[:10]}"


def default_program() -> str:
    """How the job calls this very program, whatever the search path of the scheduler."""
    beside = Path(sys.executable).with_name("warehouse")
    return shlex.quote(str(beside)) if beside.is_file() else f"{shlex.quote(sys.executable)} -m warehouse"


def calendar_of(every: str) -> str:
    """The time of a job as systemd's OnCalendar."""
    at, each = _AT.fullmatch(every), _EACH.fullmatch(every)
    if at:
        return f"*-*-* {int(at[1]):02}:{at[2]}:00"
    if each and each[2] == "h" and 0 < int(each[1]) <= 24 and 24 % int(each[1]) == 0:
        return "*-*-* 00:00:00" if int(each[1]) == 24 else f"*-*-* 00/{int(each[1])}:00:00"
    if each and each[2] == "m" and 0 < int(each[1]) < 60 and 60 % int(each[1]) == 0:
        return f"*-*-* *:00/{int(each[1])}:00"
    raise _no_time(every)


def cron_of(every: str) -> str:
    """The time of a job as the five fields of a crontab."""
    calendar_of(every)
    at, each = _AT.fullmatch(every), _EACH.fullmatch(every)
    if at:
        return f"{int(at[2])} {int(at[1])} * * *"
    if each and each[2] == "h":
        return "0 0 * * *" if int(each[1]) == 24 else f"0 */{int(each[1])} * * *"
    return f"*/{int(each[1]) if each else 1} * * * *"


def _no_time(every: str) -> CallError:
    return CallError(
        f"--every {every}: is no time",
        "write a time of day (06:00), or 15m, 30m, 1h, 6h: a part of the hour or the day",
    )


def unit_files(job: Job) -> dict[str, str]:
    """Name -> text of the systemd unit and its timer."""
    # In a unit file % begins a specifier and $ a variable; both are doubled.
    command = " ".join(_systemd_word(word) for word in job.command())
    service = f"""\
[Unit]
Description=Budget warehouse: load, check and publish ({_plain(str(job.home))})
After=network-online.target

[Service]
Type=oneshot
ExecStart={command}
Nice=10
# 1: the data fails a check; the alert has told it. 75: another run holds the home.
SuccessExitStatus=1 75
"""
    timer = f"""\
[Unit]
Description=Budget warehouse: {job.every} ({_plain(str(job.home))})

[Timer]
OnCalendar={calendar_of(job.every)}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{job.name}.service": service, f"{job.name}.timer": timer}


def _plain(text: str) -> str:
    return text.replace("%", "%%")


def _systemd_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) or not word else escaped


def cron_line(job: Job) -> str:
    """The line of a crontab; % would end the command there."""
    command = shlex.join(job.command()).replace("%", "\\%")
    log = shlex.quote(str(job.home / "quality" / "schedule.log")).replace("%", "\\%")
    return f"{cron_of(job.every)} {command} >>{log} 2>&1 # {job.name}"


def scheduler() -> str:
    """systemd | cron, or a plain error."""
    if shutil.which("systemctl") and Path("/run/systemd/system").is_dir():
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise CallError(
        "this machine has neither systemd nor cron",
        "see the job with --print, and give it to whatever runs jobs here (a container: docs/how-to/schedule.md)",
    )


def unit_folder() -> Path:
    """Where systemd looks for the units of this user; root's are the system's."""
    if os.geteuid() == 0:
        return Path("/etc/systemd/system")
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def _systemctl(*words: str) -> str:
    return _called(["systemctl", *([] if os.geteuid() == 0 else ["--user"]), *words])


def _called(words: list[str], given: str | None = None) -> str:
    """What a program prints. Paths go in and come back as the bytes they are, whatever the locale."""
    done = _run(words, given)
    if done.returncode:
        raise WarehouseError(f"{words[0]}: {_reason(done)}")
    return os.fsdecode(done.stdout)


def _run(words: list[str], given: str | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            words,
            input=None if given is None else os.fsencode(given),
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise CallError(
            f"this machine has no {words[0]}", "see the job with --print, or name another scheduler with --using"
        ) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WarehouseError(f"{words[0]}: cannot be called ({type(error).__name__})") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = os.fsdecode(done.stderr or done.stdout).strip().splitlines()
    return "; ".join(line.strip() for line in lines[-3:]) or f"exit code {done.returncode}"


def _crontab() -> list[str]:
    done = _run(["crontab", "-l"])
    if done.returncode == 0:
        return os.fsdecode(done.stdout).splitlines()
    # Having no crontab is an error to crontab; any other failure must not pass for an empty one.
    if re.search(r"no crontab|no such file", _reason(done), re.IGNORECASE):
        return []
    raise WarehouseError(f"crontab: {_reason(done)}")


def _other_lines(name: str) -> list[str]:
    return [line for line in _crontab() if not line.endswith(f"# {name}")]


def install(job: Job, kind: str) -> str:
    """Install a job, in place of the home's earlier one. Gives back where it stands."""
    if kind == "cron":
        _called(["crontab", "-"], "\n".join([*_other_lines(job.name), cron_line(job)]) + "\n")
        return "the crontab of this user"
    folder = unit_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in unit_files(job).items():
        (folder / name).write_text(text, encoding="utf-8")
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", f"{job.name}.timer")
    return str(folder / f"{job.name}.timer")


def remove(home: Home, kind: str) -> bool:
    """Take the job of a home away. False where there was none."""
    name = job_name(home.folder)
    if kind == "cron":
        others = _other_lines(name)
        if len(others) == len(_crontab()):
            return False
        if others:
            _called(["crontab", "-"], "\n".join(others) + "\n")
        else:
            _called(["crontab", "-r"])
        return True
    files = [unit_folder() / f"{name}.{ending}" for ending in ("timer", "service")]
    if not any(file.is_file() for file in files):
        return False
    _systemctl("disable", "--now", f"{name}.timer")
    for file in files:
        file.unlink(missing_ok=True)
    _systemctl("daemon-reload")
    return True


def installed(home: Home, kind: str) -> str | None:
    """The job of a home as it stands installed; None where there is none."""
    name = job_name(home.folder)
    if kind == "cron":
        return next((line for line in _crontab() if line.endswith(f"# {name}")), None)
    file = unit_folder() / f"{name}.timer"
    if not file.is_file():
        return None
    shown = _systemctl("list-timers", "--all", "--no-pager", f"{name}.timer").strip()
    return f"{file}\n{shown}"


def warnings_of(job: Job, kind: str) -> list[str]:
    """What the owner of a job should know before its first run, one plain line each."""
    known = {**read_environment(job.home / "quality" / FILE_NAME), **os.environ}
    found = []
    for target in job.notify:
        try:
            check_target(target, known)
        except AlertError as error:
            found.append(f"{error}: the job will fail until that is mended")
        if target.partition(":")[0].endswith(("http", "https")):
            found.append(
                f"the address of {named(target, known)} is a secret that others on this machine can read in the job:"
                f" put it into {job.home / 'quality' / FILE_NAME} and write --notify env:NAME"
            )
    exposed_file = exposed(Home(job.home))
    if exposed_file:
        found.append(exposed_file)
    if kind == "systemd" and os.geteuid() != 0 and not _lingers():
        found.append("the timer only runs while you are logged in: loginctl enable-linger")
    return found


def _lingers() -> bool:
    try:
        return "yes" in _called(["loginctl", "show-user", "--property=Linger", str(os.getuid())])
    except WarehouseError:
        return False
