"""A representative part of the real documents: what is read never becomes less, decoys give nothing, sound documents
are not repaired."""

from __future__ import annotations

import pytest

from tests.documents.count_realdocs import COUNTS, SHARED, counts_of, expected_counts

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not beside the checkout")
EXPECTED = expected_counts() if COUNTS.exists() else {}


@pytest.mark.parametrize("document", sorted(EXPECTED))
def test_counts_only_go_up(document: str) -> None:
    wanted, got = EXPECTED[document], counts_of(document)
    less = {
        field: (got[field], wanted[field])
        for field in ("statements", "amounts", "indicators", "projects")
        if got[field] < wanted[field]
    }
    assert not less, "read less than before: (now, before)"
    assert got["quarantined"] <= wanted["quarantined"]
    assert got["repaired"] == wanted["repaired"]
    if document.startswith(("decoys", "csv-spending")):
        assert got["amounts"] == got["indicators"] == got["projects"] == 0
