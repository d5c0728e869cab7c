"""Everything the warehouse raises on purpose.

- `WarehouseError`: base; carries the exit code, a message of one plain line and a hint saying what to do.
    - `CallError` (2): the call or an input is wrong.
        - `HomeInUse` (2): another load holds the home.
        - `NotPublished` (2): nothing has been published in this home yet.
    - `DataError` (1): the data fails an expectation of severity `error`.
    - `ModelError` (3): a file of sql/ does not run.
"""

from __future__ import annotations


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
