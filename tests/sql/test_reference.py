"""The generated references are those of the program and the catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.cli import build_parser
from warehouse.dictionary import reference_pages

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference_pages(build_parser)


@pytest.mark.parametrize("name", ["commands.md", "rules.md", "tables.md"])
def test_reference_pages_have_not_drifted(name, pages):
    assert (REFERENCE / name).read_text(encoding="utf-8") == pages[name], "run: make docs"
