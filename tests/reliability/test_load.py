"""Loading again, changing, pruning, order and workers: the store is right and the outcome is the same."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.conftest import budget_text
from warehouse import cli
from warehouse.connect import open_published
from warehouse.errors import CallError, DataError, ModelError
from warehouse.gate import Verdict, refused_build
from warehouse.home import Home
from warehouse.load import load
from warehouse.store import Store


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    connection = open_published(Home(home))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def whole(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table and view of the warehouse, but for the row that says when it was built."""
    connection = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    try:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by 1"
        ).fetchall()
        tables = {
            name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr)
            for (name,) in names
            if name not in ("quality.build",)
        }
    finally:
        connection.close()
    return tables


@pytest.fixture
def no_rules(monkeypatch):
    """Most of these tests are about documents: the rules would only make each build slower."""
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


TOTALS = """
    select file_name, sum(amount_yuan) from mart.spending_line
    where measure = 'total' and line_kind = 'leaf' group by all order by all
"""


def test_loading_twice_changes_nothing(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    first = load(Home(home), [folder], jobs=1)
    published = (home / "warehouse.duckdb").stat().st_ino
    versions = Store(home / "store").versions()
    second = load(Home(home), [folder], jobs=1)
    assert (first.is_built, second.is_built) == (True, False)
    assert second.outcomes[0].outcome == "loaded"
    assert not second.outcomes[0].is_new
    assert (home / "warehouse.duckdb").stat().st_ino == published
    assert Store(home / "store").versions() == versions


def test_a_changed_document_replaces_its_own_lines_alone(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt", basic=100)
    write_budget(folder / "b.txt", basic=500)
    load(Home(home), [folder], jobs=1)
    before = rows(home, "select * from mart.spending_line where file_name = 'b.txt' order by line_key")
    write_budget(folder / "a.txt", basic=200)
    loaded = load(Home(home), [folder], jobs=1)
    assert loaded.dropped == 1
    assert rows(home, TOTALS) == [("a.txt", Decimal("8600000.00")), ("b.txt", Decimal("20600000.00"))]
    assert rows(home, "select * from mart.spending_line where file_name = 'b.txt' order by line_key") == before
    assert len(Store(home / "store").documents()) == 2


def test_a_document_whose_file_is_gone_is_dropped_on_request_only(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    write_budget(folder / "b.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    (folder / "b.txt").unlink()
    assert load(Home(home), [folder], jobs=1).dropped == 0
    assert [name for name, _ in rows(home, TOTALS)] == ["a.txt", "b.txt"]
    assert load(Home(home), [], prune=True, jobs=1).dropped == 1
    assert [name for name, _ in rows(home, TOTALS)] == ["a.txt"]


def test_pruning_never_takes_every_document(no_rules, home, tmp_path, write_budget):
    folder, moved, other = tmp_path / "in", tmp_path / "moved", tmp_path / "other"
    write_budget(folder / "a.txt")
    write_budget(folder / "b.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    before = rows(home, TOTALS)
    folder.rename(moved)
    other.mkdir()
    (other / "empty.txt").write_bytes(b"")
    for given in ([], [other]):
        with pytest.raises(CallError, match="would drop every document: "):
            load(Home(home), given, prune=True, jobs=1)
    assert rows(home, TOTALS) == before
    assert load(Home(home), [moved], prune=True, jobs=1).dropped == 0
    assert rows(home, TOTALS) == before
    write_budget(moved / "b.txt", basic=500)
    (moved / "a.txt").unlink()
    assert load(Home(home), [moved], prune=True, jobs=1).dropped == 2


def test_the_same_bytes_under_two_names_are_one_document(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "b.txt")
    shutil.copy(folder / "b.txt", folder / "a.txt")
    load(Home(home), [folder / "b.txt"], jobs=1)
    load(Home(home), [folder / "a.txt"], jobs=1)
    assert rows(home, TOTALS) == [("a.txt", Decimal("4600000.00"))]
    (folder / "a.txt").unlink()
    assert load(Home(home), [], prune=True, jobs=1).dropped == 0
    assert rows(home, TOTALS) == [("b.txt", Decimal("4600000.00"))]


def test_a_renamed_document_is_not_read_again(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "old.txt")
    load(Home(home), [folder], jobs=1)
    (folder / "old.txt").rename(folder / "new.txt")
    loaded = load(Home(home), [folder], prune=True, jobs=1)
    assert [item.is_new for item in loaded.outcomes] == [False]
    assert [name for name, _ in rows(home, TOTALS)] == ["new.txt"]


def test_a_copy_is_neither_new_nor_unchanged(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    shutil.copy(folder / "a.txt", folder / "b.txt")
    for new, unchanged in ((1, 0), (0, 1)):
        loaded = load(Home(home), [folder], jobs=1)
        assert (loaded.count("loaded", new=True), loaded.count("loaded", new=False)) == (new, unchanged)
        assert (loaded.copies, loaded.count("loaded")) == (1, 2)


def test_outcome_is_the_same_whatever_order_workers_and_way(tmp_path, write_budget, monkeypatch):
    folder = tmp_path / "in"
    for index in range(6):
        write_budget(folder / f"{index}.txt", unit=f"第{index}街道办事处", basic=100 + index, year=2025 + index % 2)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 cut off")
    load(Home(tmp_path / "one"), [folder], jobs=1)
    load(Home(tmp_path / "two"), [folder], jobs=3)
    files = sorted(folder.iterdir())
    random.Random(7).shuffle(files)
    write_budget(files[0].with_name("later-gone.txt"), basic=900)
    with monkeypatch.context() as quick:
        quick.setattr("warehouse.model._apply_rules", lambda _: None)
        load(Home(tmp_path / "piecemeal"), [*files[:3], folder / "later-gone.txt"], jobs=2)
        (folder / "later-gone.txt").unlink()
        for file in files[3:]:
            load(Home(tmp_path / "piecemeal"), [file], jobs=1)
        load(Home(tmp_path / "piecemeal"), [folder], jobs=1, again=True, prune=True)
    Store(tmp_path / "piecemeal" / "store").compact(everything=True)
    load(Home(tmp_path / "piecemeal"), [folder], jobs=1)
    expected = whole(tmp_path / "one")
    assert len(expected["main.fact_spending"]) == 6 * 10
    for other in ("two", "piecemeal"):
        found = whole(tmp_path / other)
        assert found.keys() == expected.keys()
        for table in expected:
            assert found[table] == expected[table], table


def test_a_model_that_does_not_build_leaves_the_published_warehouse(
    no_rules, home, tmp_path, write_budget, monkeypatch
):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1)
    before = rows(home, TOTALS)
    import warehouse.model

    monkeypatch.setattr(warehouse.model, "_apply_rules", lambda _: (_ for _ in ()).throw(ModelError("no")))
    write_budget(folder / "b.txt", basic=700)
    with pytest.raises(ModelError):
        load(Home(home), [folder], jobs=1)
    assert rows(home, TOTALS) == before
    assert list((home / "building").glob("*.duckdb")) == []
    monkeypatch.undo()
    load(Home(home), [folder], jobs=1)
    assert len(rows(home, TOTALS)) == 2


def test_a_strict_load_keeps_a_failing_build_aside(no_rules, home, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1, gate=lambda _: Verdict(0, 1, "1 warning"), strict=True)
    before = rows(home, TOTALS)
    write_budget(folder / "b.txt", basic=300)
    with pytest.raises(DataError, match="2 checks fail"):
        load(Home(home), [folder], jobs=1, gate=lambda _: Verdict(2, 0, "2 checks fail"), strict=True)
    assert rows(home, TOTALS) == before
    kept = refused_build(Home(home))
    assert kept is not None
    assert kept.path.exists()
    assert kept.summary == "2 checks fail"
    loaded = load(Home(home), [folder], jobs=1, gate=lambda _: Verdict(2, 0, "2 checks fail"))
    assert loaded.is_built
    assert len(rows(home, TOTALS)) == 2
    assert refused_build(Home(home)) is None


def test_a_refused_first_build_is_told_by_status(no_rules, home, tmp_path, write_budget, capsys):
    write_budget(tmp_path / "in" / "a.txt")
    with pytest.raises(DataError) as refused:
        load(Home(home), [tmp_path / "in"], jobs=1, gate=lambda _: Verdict(2, 0, "2 checks fail"), strict=True)
    assert "no warehouse is published yet" in refused.value.hint
    assert cli.main(["--home", str(home), "status"]) == 0
    told = capsys.readouterr().out
    assert "its only build was refused" in told
    assert "2 checks fail" in told
    assert str(home / "building" / "refused-") in told


def test_errors_of_the_published_warehouse_count_also_where_nothing_changed(home, tmp_path, program):
    text = budget_text().replace("460.000000", "999.000000")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    first, second = program("load", tmp_path / "a.txt"), program("load", tmp_path / "a.txt")
    assert (first.returncode, second.returncode) == (1, 1), (first.stdout, first.stderr)
    assert "nothing changed" in second.stdout
    assert "last check: " in second.stdout
    assert "errors" in second.stdout
    assert program("build").returncode == 1


def test_rows_of_another_batch_do_not_count(no_rules, home, tmp_path, write_budget):
    """What a killed load left in the tables is invisible, and goes when they are compacted."""
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    load(Home(home), [folder], jobs=1)
    store = Store(home / "store")
    import pyarrow.parquet as parquet

    table = parquet.read_table(store.live_files("spending")[0].removeprefix("file://")).drop(["batch"])
    from warehouse.store import with_batch

    store.append_rows("spending", with_batch(table, "orphan"))
    write_budget(folder / "b.txt", basic=300)
    load(Home(home), [folder], jobs=1)
    assert rows(home, "select count(*) from mart.spending_line") == [(20,)]
    store.compact(everything=True)
    left = sum(parquet.read_metadata(file.removeprefix("file://")).num_rows for file in store.live_files("spending"))
    assert left == 20


def test_nothing_to_load_is_a_wrong_call(no_rules, home, tmp_path):
    with pytest.raises(CallError, match="nothing to load"):
        load(Home(home), [])
    with pytest.raises(CallError, match="no such file"):
        load(Home(home), [tmp_path / "missing.pdf"])
    (tmp_path / "hollow").mkdir()
    with pytest.raises(CallError, match="holds no file"):
        load(Home(home), [tmp_path / "hollow"])


def test_a_home_inside_the_folder_is_not_loaded(no_rules, tmp_path, write_budget):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    write_budget(folder / "home" / "b.txt", basic=300)
    (folder / "home" / "home.json").write_text("{}")  # a file of that name makes no home
    home, other = Home(folder / "warehouse-data"), Home(folder / "deep" / "other")
    load(other, [folder / "a.txt"], jobs=1, store_only=True)
    load(home, [folder / "a.txt"], jobs=1)
    loaded = load(home, [folder], jobs=1)
    assert [Path(item.path).name for item in loaded.outcomes] == ["a.txt", "b.txt", "home.json"]
    with pytest.raises(CallError, match="is the home of a warehouse"):
        load(home, [home.folder])


def test_a_named_path_that_is_not_there_has_its_line_and_the_others_are_loaded(home, tmp_path, write_budget, program):
    folder = tmp_path / "in"
    write_budget(folder / "a.txt")
    (folder / "empty.txt").write_bytes(b"")
    missing = program("load", folder, tmp_path / "missing.pdf")
    assert (missing.returncode, "1 not there" in missing.stdout) == (0, True), missing.stderr
    assert f"{tmp_path / 'missing.pdf'}: not loaded: there is no such file" in missing.stderr
    assert program("extract", folder, tmp_path / "missing.pdf").returncode == 0
    assert program("load", folder / "empty.txt", tmp_path / "missing.pdf").returncode == 2
