"""The files of a Delta table as paths that can be opened.

delta-rs names files by address: a folder called `预算 2026` reads `%E9%A2%84%E7%AE%97%202026` there. Addresses of other
places (object storage) stay as they are.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from deltalake import DeltaTable

#: delta-rs opens no table in a folder with one of these in its path; for DuckDB ? ends the name of a file
_REFUSED = re.compile(r"[\[\]^|\\?]|%[0-9A-Fa-f]{2}")


def files_of(table: DeltaTable) -> list[str]:
    """The live files of a table, in name order."""
    return sorted(uri if _is_remote(uri) else unquote(uri.removeprefix("file://")) for uri in table.file_uris())


def _is_remote(uri: str) -> bool:
    return "://" in uri and not uri.startswith("file://")


def unusable_in(folder: Path) -> str | None:
    """The part of a path that no home can stand under; None where all is well."""
    found = _REFUSED.search(str(folder))
    return found.group() if found else None
