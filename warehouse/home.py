"""The home: the folder of one warehouse, and where its parts stand.

HOME/home.json          the format of the home, so that an older program refuses a newer home
HOME/store/<table>/     what was extracted, as Delta tables (the only thing that cannot be rebuilt cheaply)
HOME/building/          builds under way and refused builds
HOME/warehouse.duckdb   the published warehouse: only ever replaced in one step
HOME/restricted.duckdb  persons named in forms, only where somebody asked for them (--with-contacts)
HOME/quality/           results of checks that outlive rebuilds
HOME/lock               held by the one process that writes
"""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.delta_files import unusable_in
from warehouse.errors import CallError, HomeInUse

#: Raise when an older program could no longer read or write the home safely.
HOME_FORMAT = 1
DEFAULT_HOME = "./warehouse-data"


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of one home. Creating the value touches nothing on disk."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def building(self) -> Path:
        return self.folder / "building"

    @property
    def published(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def restricted(self) -> Path:
        return self.folder / "restricted.duckdb"

    @property
    def quality(self) -> Path:
        return self.folder / "quality"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def marker(self) -> Path:
        return self.folder / "home.json"

    @property
    def is_home(self) -> bool:
        """Whether the folder is the home of a warehouse already, this one's or another's."""
        return self.marker.is_file() and self.store.is_dir()

    def prepare(self) -> None:
        """Make the folders of a home that is written to, or say why that is impossible."""
        refused = unusable_in(self.folder)
        if refused:
            raise CallError(
                f"{self.folder}: the home cannot be made: its path holds {refused}, which the store cannot work with",
                "choose another folder with --home DIR or WAREHOUSE_HOME",
            )
        try:
            for folder in (self.folder, self.store, self.building, self.quality):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CallError(
                f"{self.folder}: the home cannot be made ({error.strerror})",
                "choose another folder with --home DIR or WAREHOUSE_HOME",
            ) from error
        self.check_format()
        if not self.marker.exists():
            self.marker.write_text(json.dumps({"format": HOME_FORMAT}) + "\n", encoding="utf-8")

    @property
    def is_there(self) -> bool:
        """Whether a load, a build or the owner has made anything of this home yet."""
        return any(part.exists() for part in (self.marker, self.store, self.published, self.quality))

    def require(self) -> None:
        """Refuse a home that nobody has made: its name is likely misspelt. Makes nothing."""
        if not self.is_there:
            raise CallError(
                f"{self.folder}: there is no home of a warehouse here",
                "name it with --home DIR or WAREHOUSE_HOME, or make it with 'warehouse load PATH'",
            )

    def check_format(self) -> None:
        """Refuse a home written by a newer program; an older one is rebuilt from its store by the next load."""
        try:
            found = int(json.loads(self.marker.read_text(encoding="utf-8"))["format"])
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise CallError(
                f"{self.marker}: cannot be read ({error})", "restore the file or choose another home"
            ) from error
        if found > HOME_FORMAT:
            raise CallError(
                f"{self.folder}: written by a newer program (home format {found}, this program knows {HOME_FORMAT})",
                "update the program, or choose another home with --home DIR",
            )


def home_of(text: str | None) -> Home:
    """The home of a call: --home, else WAREHOUSE_HOME, else ./warehouse-data."""
    return Home(Path(text or os.environ.get("WAREHOUSE_HOME") or DEFAULT_HOME).expanduser().resolve())


def _holder(path: Path) -> str:
    with suppress(OSError, ValueError, KeyError):
        seen = json.loads(path.read_text(encoding="utf-8"))
        return f"{seen['user']} on {seen['host']} (process {seen['pid']}), since {seen['since']}"
    return "another process"


def exclusive(home: Home, wait_seconds: float = 0.0) -> AbstractContextManager[None]:
    """Hold the home for writing."""
    return hold(home, home.lock, wait_seconds)


@contextmanager
def hold(home: Home, lock: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold a lock of a home. The kernel gives it back when the process dies, so no lock is ever stale."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CallError(
            f"{home.folder}: cannot be written to ({error.strerror})", "check its owner and mode"
        ) from error
    try:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise HomeInUse(
                        f"{home.folder}: in use by {_holder(lock)}",
                        "wait for it, or call again with --wait SECONDS",
                    ) from None
                time.sleep(0.2)
        _sign(handle)
        yield
    finally:
        os.close(handle)


def _sign(handle: int) -> None:
    """Write who holds the lock. A full disk must not keep a load from saying so, hence nothing depends on it."""
    with suppress(OSError):
        who = {
            "user": getpass.getuser(),
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(who).encode("utf-8"), 0)
