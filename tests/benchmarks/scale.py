"""Size and speed as ratios in one run: `make bench`, or `python -m tests.benchmarks.scale --lines 1e6`.

1. Everything is measured in the same run against something plain, so that a slow or busy machine changes both sides.
2. Queries and starts are the best of several; builds are one run each, in processes whose peak memory is read.
3. The table of ratios is printed with its bars, and added to tests/benchmarks/history/scale.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tests.benchmarks.generate import generate, read_truth
from tests.benchmarks.questions import COLUMNS, QUESTIONS, pandas_answer, polars_answer, sql
from tests.conftest import budget_text
from warehouse.home import Home
from warehouse.load import load
from warehouse.store import Store

HISTORY = Path(__file__).parent / "history" / "scale.csv"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    value: float
    unit: str
    #: what it must be: at most (<=) or at least (>=) so much; None where nothing is asked
    relation: str = ""
    bar: float | None = None

    @property
    def holds(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value <= self.bar if self.relation == "<=" else self.value >= self.bar


def best(times: int, work: Callable[[], object]) -> float:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def child(what: str, home: Path) -> dict[str, float]:
    """Build in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", "--child", what, "--home", str(home)],
        capture_output=True, text=True, check=False, cwd=_ROOT,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def run_child(what: str, home: Path) -> dict[str, float]:
    from warehouse import model
    from warehouse.sizes import model_memory

    started, cpu = time.perf_counter(), time.process_time()
    rules = 0.0
    if what == "bare":
        target = home / "bare.duckdb"
        target.unlink(missing_ok=True)
        with duckdb.connect(str(target), config={"memory_limit": model_memory()}) as connection:
            connection.execute(bare_statements(Store(home / "store")))
    else:
        plain = model._apply_rules

        def timed(connection: duckdb.DuckDBPyConnection) -> None:
            nonlocal rules
            before = time.perf_counter()
            plain(connection)
            rules = time.perf_counter() - before

        model._apply_rules = timed
        Home(home).prepare()
        os.replace(model.build(Home(home), Store(home / "store"), "benchmark"), home / "warehouse.duckdb")
    return {
        "seconds": time.perf_counter() - started,
        "rules": rules,
        "cpu": time.process_time() - cpu,
        "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }


def bare_statements(store: Store) -> str:
    """What a build reads, joins and writes, by hand: no conforming, no checks, no comments, no search."""

    def files(table: str) -> str:
        return (
            "read_parquet([" + ", ".join(f"'{name.removeprefix('file://')}'" for name in store.live_files(table)) + "])"
        )

    keys = "unit_code, unit_name"
    parts = [
        f"create table document as select * from {files('document')};",
        "create table unit as select row_number() over () as unit_key, *"
        f" from (select distinct {keys} from {files('spending')});",
        "create table project as select row_number() over () as project_key, * from"
        f" (select distinct {keys}, project_code, project_name from {files('spending')} union"
        f" select distinct {keys}, project_code, project_name from {files('indicator')});",
    ]
    for table, rest in (
        ("spending", "row_no, column_no"),
        ("revenue", "row_no, column_no"),
        ("indicator", "row_no, seq"),
    ):
        project = (
            "left join project on l.project_code = project.project_code and l.project_name = project.project_name"
            " and l.unit_name = project.unit_name and l.unit_code = project.unit_code"
        )
        columns = "l.*, unit.unit_key" + (", project.project_key" if table != "revenue" else "")
        parts.append(
            f"create table fact_{table} as select {columns} from {files(table)} as l"
            f" left join unit on l.unit_code = unit.unit_code and l.unit_name = unit.unit_name"
            f" {project if table != 'revenue' else ''}"
            f" order by l.fiscal_year, l.statement, unit.unit_key, l.document_key, l.page, {rest};"
            f"create table flat_{table} as select l.*, document.file_name from fact_{table} as l"
            " left join document using (document_key);"
        )
    parts.append(f"create table fact_project as select * from {files('project')} order by fiscal_year, document_key;")
    parts.append(f"create table statement as select * from {files('statement')};")
    parts.append(
        "create table coverage as select document_key, page, table_no, statement, outcome, count(*) as n"
        f" from {files('cell')} group by all;"
    )
    return "\n".join(parts)


def builds(home: Path, small: Path) -> list[Measured]:
    bare, whole, tenth = child("bare", home), child("build", home), child("build", small)
    without = whole["seconds"] - whole["rules"]
    lines = read_truth(home).line_count
    grown = lines / read_truth(small).line_count / 10
    return [
        Measured("build: whole", whole["seconds"], "s"),
        Measured("build: rules in it", whole["rules"], "s"),
        Measured("build: lines a second", lines / whole["seconds"], "lines/s"),
        Measured("build without rules / bare statements", without / bare["seconds"], "×", "<=", 1.5),
        Measured("build with rules / bare statements", whole["seconds"] / bare["seconds"], "×"),
        Measured("ten times the lines / a tenth", whole["seconds"] / tenth["seconds"] / grown, "×", "<=", 11),
        Measured("build: peak memory", whole["peak_gib"], "GiB", "<=", 8),
        Measured("published file", (home / "warehouse.duckdb").stat().st_size / 2**20, "MiB"),
        Measured("store", sum(f.stat().st_size for f in (home / "store").rglob("*")) / 2**20, "MiB"),
    ]


def queries(home: Path) -> list[Measured]:
    import pandas as pd
    import polars as pl

    from warehouse.connect import open_published

    mart = open_published(Home(home))
    flat_file = home / "flat.duckdb"
    flat_file.unlink(missing_ok=True)
    flat = duckdb.connect(str(flat_file))
    flat.execute(f"attach '{home / 'warehouse.duckdb'}' as w (read_only)")
    flat.execute(f"create table lines as select {', '.join(COLUMNS)} from w.mart.spending_line"
                 " order by fiscal_year, statement, measure, unit_code")  # fmt: skip
    flat.execute("checkpoint")
    arrow = flat.sql("select * replace (amount_yuan::double as amount_yuan) from lines").to_arrow_table()
    lite = sqlite3.connect(":memory:")
    lite.execute(f"create table lines ({', '.join(COLUMNS)})")
    for part in arrow.to_batches(50_000):
        lite.executemany(
            f"insert into lines values ({', '.join('?' * len(COLUMNS))})", zip(*part.to_pydict().values(), strict=True)
        )
    lite.execute("create index by_unit on lines (unit_code)")
    lite.execute("create index by_year on lines (fiscal_year, statement)")
    files = [name.removeprefix("file://") for name in Store(home / "store").live_files("spending")]
    frame, eager = arrow.to_pandas(), pl.from_arrow(arrow)
    sums = dict.fromkeys(("mart", "flat", "sqlite", "pandas", "polars", "pandas_files", "polars_files"), 0.0)
    worst = 0.0
    for question in QUESTIONS:
        ours = best(5, lambda q=question: mart.execute(sql(q, "mart.spending_line")).fetchall())
        tuned = best(5, lambda q=question: flat.execute(sql(q, "lines")).fetchall())
        worst = max(worst, ours / tuned)
        sums["mart"] += ours
        sums["flat"] += tuned
        sums["sqlite"] += best(1, lambda q=question: lite.execute(sql(q, "lines")).fetchall())
        sums["pandas"] += best(1, lambda q=question: pandas_answer(q, frame))
        sums["polars"] += best(3, lambda q=question: polars_answer(q, eager))
        sums["pandas_files"] += best(
            1, lambda q=question: pandas_answer(q, pd.read_parquet(files, columns=list(COLUMNS)))
        )
        sums["polars_files"] += best(
            1, lambda q=question: polars_answer(q, pl.read_parquet(files, columns=list(COLUMNS)))
        )
    flat.close()
    flat_file.unlink()
    ours = sums["mart"]
    return [
        Measured("twelve questions", ours, "s"),
        Measured("twelve questions / hand-tuned flat table", ours / sums["flat"], "×", "<=", 1.2),
        Measured("the worst of them / hand-tuned flat table", worst, "×"),
        Measured("SQLite / twelve questions", sums["sqlite"] / ours, "×", ">=", 50),
        Measured("pandas on the raw lines / twelve questions", sums["pandas_files"] / ours, "×", ">=", 10),
        Measured("pandas, all in memory already / twelve questions", sums["pandas"] / ours, "×"),
        Measured("Polars eager on the raw lines / twelve questions", sums["polars_files"] / ours, "×", ">=", 5),
        Measured("Polars eager, all in memory already / twelve questions", sums["polars"] / ours, "×"),
    ]


def starts(home: Path) -> list[Measured]:
    def run(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run(words, check=True, capture_output=True, cwd=_ROOT)

    program = str(Path(sys.executable).with_name("warehouse"))
    nothing = best(7, run(sys.executable, "-c", "pass"))
    bare = best(5, run(sys.executable, "-c", "import duckdb; duckdb.sql('select 1').fetchall()"))
    return [
        Measured("warehouse --help / python -c pass", best(7, run(program, "--help")) / nothing, "×", "<=", 4),
        Measured(
            "warehouse sql 'select 1' / bare duckdb",
            best(5, run(program, "--home", str(home), "sql", "select 1")) / bare, "×", "<=", 3,
        ),
    ]  # fmt: skip


def one_more(home: Path) -> list[Measured]:
    """A document more in a store of many, and in a store of none: extraction and store alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.txt")
        file.write_text(budget_text(basic=12345), encoding="utf-8")
        alone = load(Home(Path(folder, "home")), [file], jobs=1, store_only=True)
        added = load(Home(home), [file], jobs=1, again=True, store_only=True)
    count = read_truth(home).documents
    seconds, first = (sum(found.seconds.values()) for found in (added, alone))
    return [Measured(f"one document into a store of {count:,} / of none", seconds / first, "×", "<=", 2)]


def report(measured: list[Measured], lines: int) -> None:
    for item in measured:
        bar = f"{item.relation} {item.bar:g}" if item.bar is not None else ""
        verdict = {True: "holds", False: "MISSED", None: ""}[item.holds]
        sys.stdout.write(f"{item.name:<58} {item.value:>12,.2f} {item.unit:<8} {bar:<8} {verdict}\n")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=_ROOT
    ).stdout.strip()
    HISTORY.parent.mkdir(exist_ok=True)
    is_new = not HISTORY.exists()
    with open(HISTORY, "a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(("at", "commit", "cores", "python", "lines", "what", "value", "unit", "bar", "holds"))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        for item in measured:
            bar = f"{item.relation} {item.bar:g}" if item.bar is not None else ""
            holds = "" if item.holds is None else str(item.holds).lower()
            cores = len(os.sched_getaffinity(0))
            row = (
                at,
                commit,
                cores,
                platform.python_version(),
                lines,
                item.name,
                f"{item.value:.4g}",
                item.unit,
                bar,
                holds,
            )
            writer.writerow(row)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=float, default=1e6)
    parser.add_argument("--home", type=Path, help="keep the made-up stores here, to be used again")
    parser.add_argument("--child", choices=("build", "bare"))
    args = parser.parse_args()
    if args.child:
        sys.stdout.write(json.dumps(run_child(args.child, args.home)) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = args.home or Path(folder)
        homes = [root / f"lines-{int(size)}" for size in (args.lines, args.lines / 10)]
        for home, size in zip(homes, (args.lines, args.lines / 10), strict=True):
            if not (home / "truth.json").exists():
                generate(home, int(size))
        measured = builds(*homes) + queries(homes[0]) + starts(homes[0]) + one_more(homes[0])
        report(measured, read_truth(homes[0]).line_count)
    return 0 if all(item.holds is not False for item in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
