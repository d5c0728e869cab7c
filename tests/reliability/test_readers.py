"""Ten readers query while warehouses are published: no error, no half of anything, nothing from before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.load import load

READERS = 10
#: Opens anew for each question, as `warehouse sql` does, and asks two that must agree; ends when `stop` is there.
READER = """
import json, sys, time
from pathlib import Path
from warehouse.connect import open_published
from warehouse.home import Home

home, stop = Home(Path(sys.argv[1])), Path(sys.argv[2])
seen = []
print("ready", flush=True)
while True:
    last = stop.exists()
    connection = open_published(home)
    lines, documents = connection.execute(
        "select count(*), count(distinct document_key) from mart.spending_line").fetchone()
    amount = connection.execute(
        "select sum(amount_yuan) from mart.spending_line where line_kind = 'total' and measure = 'total'").fetchone()[0]
    again = connection.execute("select count(*) from main.fact_spending").fetchone()[0]
    connection.close()
    seen.append([lines, documents, again, str(amount)])
    if last:
        break
    time.sleep(0.1)
print(json.dumps(seen))
"""


def _readers_during(publications: int, home: Path, tmp_path: Path, write_budget) -> None:
    folder = tmp_path / "in"
    write_budget(folder / "0.txt", basic=100)
    load(Home(home), [folder], jobs=1)
    stop = tmp_path / "stop"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(home), str(stop)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(READERS)
    ]  # fmt: skip
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        for number in range(1, publications + 1):
            write_budget(folder / f"{number}.txt", basic=100 + number)
            assert load(Home(home), [folder], jobs=1).is_built
        stop.touch()
        told = [reader.communicate(timeout=120) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
    assert [errors for _, errors in told if errors] == []
    for output, _ in told:
        seen = json.loads(output)
        # Each look is of one publication, whole: so many documents have so many lines and that sum.
        assert all(lines == again == 10 * documents for lines, documents, again, _ in seen)
        sums = {documents: amount for _, documents, _, amount in seen}
        assert all(sums[documents] == amount for _, documents, _, amount in seen)
        # Nothing older after something newer, and the last look sees the last publication.
        counts = [documents for _, documents, _, _ in seen]
        assert counts == sorted(counts)
        assert counts[-1] == publications + 1


def test_ten_readers_during_publications(home, tmp_path, write_budget, monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)
    _readers_during(2, home, tmp_path, write_budget)


@pytest.mark.slow
def test_ten_readers_during_many_publications(home, tmp_path, write_budget):
    _readers_during(25, home, tmp_path, write_budget)
