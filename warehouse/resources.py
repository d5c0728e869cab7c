"""Where the plain files of the product stand: sql/, notebooks/, the samples, the vocabulary.

In a checkout sql/ and notebooks/ are folders of the project's root; in an installed wheel they are under
warehouse/_resources/. Everybody asks here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_folder(name: str) -> Path:
    """The folder `name` ("sql", "notebooks", "docs") of the installed wheel, or of the checkout."""
    installed = _PACKAGE / "_resources" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def samples_folder() -> Path:
    """The sample documents that are shipped inside the package."""
    return _PACKAGE / "samples"
