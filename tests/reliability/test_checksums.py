"""A damaged file of the store is noticed before it is modelled, and its documents are extracted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.checksums import damaged
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load, rebuild
from warehouse.store import Store


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def lines(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute("select * from mart.spending_line order by line_key").fetchall()
    finally:
        connection.close()


def flip(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[len(body) // 3] ^= 8
    path.write_bytes(body)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("harm", [flip, cut, Path.unlink])
@pytest.mark.parametrize("table", ["spending", "document", "statement"])
def test_documents_of_a_damaged_file_are_extracted_again(harm, table, home, tmp_path, write_budget) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "in"
    write_budget(folder / "a.txt", basic=100)
    load(Home(home), [folder], jobs=1)
    write_budget(folder / "b.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    before = lines(home)
    harm(sorted((home / "store" / table).glob("*.parquet"))[0])
    assert len(damaged(Store(home / "store"))) == 1
    write_budget(folder / "c.txt", basic=500)
    load(Home(home), [folder / "c.txt"], jobs=1)
    after = lines(home)
    assert set(before) < set(after)
    assert len(after) == len(before) * 3 // 2
    assert damaged(Store(home / "store")) == []


def test_a_build_mends_the_store_as_well(home, tmp_path, write_budget) -> None:  # type: ignore[no-untyped-def]
    load(Home(home), [write_budget(tmp_path / "a.txt")], jobs=1)
    before = lines(home)
    flip(next((home / "store" / "spending").glob("*.parquet")))
    assert rebuild(Home(home), again=True).is_built
    assert lines(home) == before
