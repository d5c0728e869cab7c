"""Everything the warehouse raises on purpose.

- `WarehouseError`: base; carries the exit code, a message of one plain line and a hint saying what to do.
    - `CallError` (2): the call or an input is wrong.
        - `HomeInUse` (2): another load holds the home.
        - `NotPublished` (2): nothing has been published in this home yet.
    - `DataError` (1): the data fails an expectation of severity `error`.
    - `ModelError` (3): a file of sql/ does not run.
    - `DiskFull` (3): there is no room to write.
"""

from __future__ import annotations

import errno
from pathlib import Path

_NO_ROOM = ("No space left on device", "Disk quota exceeded", "max_temp_directory_size")


class WarehouseError(Exception):
    """Base class: `str(error)` is one plain line, `hint` says what to do."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class CallError(WarehouseError):
    """The call or an input is wrong."""

    exit_code = 2


class HomeInUse(CallError):
    """Another process is loading into this home."""


class NotPublished(CallError):
    """The home holds no published warehouse."""


class DataError(WarehouseError):
    """The data fails an expectation of severity `error`."""

    exit_code = 1


class ModelError(WarehouseError):
    """A file of sql/ does not run."""


class DiskFull(WarehouseError):
    """There is no room to write. What was published and stored before is whole."""

    def __init__(self, place: Path) -> None:
        super().__init__(f"{place}: the disk is full", "make room and run it again; what was published stays as it was")


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of any library means that there was no room to write."""
    numbers = (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "errno", None) in numbers or any(words in str(error) for words in _NO_ROOM)
