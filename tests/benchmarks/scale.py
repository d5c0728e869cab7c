"""Size and speed as ratios in one run: `make bench`, or `python -m tests.benchmarks.scale --lines 1e6`.

1. Everything is measured in the same run against something plain, so that a slow or busy machine changes both sides.
2. Queries and starts are the best of several; builds are one run each, in processes whose peak memory is read.
3. The table of ratios is printed with its bars, and added to tests/benchmarks/history/scale.csv.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tests.benchmarks.generate import generate, read_truth
from tests.benchmarks.measured import Measured, best, report
from tests.benchmarks.rivals import queries
from tests.conftest import budget_text
from warehouse.home import Home
from warehouse.load import load
from warehouse.store import Store

_ROOT = Path(__file__).resolve().parents[2]
#: larger stores are built once in a run
_DOCUMENTS_BUILT_AGAIN = 20_000


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


def run_child(what: str, home: Path, memory: str | None = None) -> dict[str, float]:
    """`build` is all of it, `model` goes without the rules, `bare` is what is compared with."""
    from warehouse import model
    from warehouse.sizes import model_memory

    started, cpu = time.perf_counter(), time.process_time()
    rules = rules_cpu = 0.0
    if what == "bare":
        target = home / "bare.duckdb"
        target.unlink(missing_ok=True)
        with duckdb.connect(str(target), config={"memory_limit": memory or model_memory()}) as connection:
            connection.execute(bare_statements(Store(home / "store")))
    else:
        plain = model._apply_rules

        def timed(connection: duckdb.DuckDBPyConnection) -> None:
            nonlocal rules, rules_cpu
            before, before_cpu = time.perf_counter(), time.process_time()
            if what == "build":
                plain(connection)
            rules, rules_cpu = time.perf_counter() - before, time.process_time() - before_cpu

        model._apply_rules = timed
        Home(home).prepare()
        built = model.build(Home(home), Store(home / "store"), "benchmark", memory_limit=memory)
        os.replace(built, home / "warehouse.duckdb")
    return {
        "seconds": time.perf_counter() - started,
        "rules": rules,
        "rules_cpu": rules_cpu,
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
    without_cpu = whole["cpu"] - whole["rules_cpu"]
    lines = read_truth(home).line_count
    grown = lines / read_truth(small).line_count / 10
    return [
        Measured("build: whole", whole["seconds"], "s"),
        Measured("build: rules in it", whole["rules"], "s"),
        Measured("build: lines a second", lines / whole["seconds"], "lines/s"),
        Measured("build: processor time", whole["cpu"], "s"),
        Measured("build: processor time of the rules", whole["rules_cpu"], "s"),
        Measured("build without rules / bare statements", without / bare["seconds"], "×", "<=", 1.5),
        Measured("the same, processor time", without_cpu / bare["cpu"], "×", "<=", 1.5),
        Measured("build with rules / bare statements", whole["seconds"] / bare["seconds"], "×"),
        Measured("the same, processor time", whole["cpu"] / bare["cpu"], "×"),
        Measured("ten times the lines / a tenth", whole["seconds"] / tenth["seconds"] / grown, "×", "<=", 11),
        Measured("the same, processor time", whole["cpu"] / tenth["cpu"] / grown, "×", "<=", 11),
        Measured("build: peak memory", whole["peak_gib"], "GiB", "<=", 8),
        Measured("published file", (home / "warehouse.duckdb").stat().st_size / 2**20, "MiB"),
        Measured("store", sum(f.stat().st_size for f in (home / "store").rglob("*")) / 2**20, "MiB"),
    ]


def start_of(times: int, *words: str) -> tuple[float, float]:
    """Seconds by the clock and of processor time, the least of several runs."""
    clock, processor = [], []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(best(1, lambda: subprocess.run(words, check=True, capture_output=True, cwd=_ROOT)))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(processor)


def starts(home: Path) -> list[Measured]:
    program = str(Path(sys.executable).with_name("warehouse"))
    measured = []
    for name, bar, ours, other in (
        ("warehouse --help / python -c pass", 4, ("--help",), "pass"),
        (
            "warehouse sql 'select 1' / bare duckdb", 3,
            ("--home", str(home), "sql", "select 1"), "import duckdb; duckdb.sql('select 1').fetchall()",
        ),
    ):  # fmt: skip
        one, plain = start_of(9, program, *ours), start_of(9, sys.executable, "-c", other)
        measured.append(Measured(name, one[0] / plain[0], "×", "<=", bar))
        measured.append(Measured("the same, processor time", one[1] / plain[1], "×", "<=", bar))
    return measured


def one_more(home: Path) -> list[Measured]:
    """A document more in a store of many: against a store of none, and all of it against a build."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.txt")
        file.write_text(budget_text(basic=12345), encoding="utf-8")
        alone = load(Home(Path(folder, "home")), [file], jobs=1, store_only=True)
        added = load(Home(home), [file], jobs=1, again=True, store_only=True)
        count = read_truth(home).documents
        seconds, first = (sum(found.seconds.values()) for found in (added, alone))
        measured = [Measured(f"one document into a store of {count:,} / of none", seconds / first, "×", "<=", 2)]
        if count <= _DOCUMENTS_BUILT_AGAIN:
            program = (str(Path(sys.executable).with_name("warehouse")), "--home", str(home))
            file.write_text(budget_text(basic=54321), encoding="utf-8")
            built = best(1, lambda: subprocess.run([*program, "build", "--again"], capture_output=True, check=False))
            whole = best(1, lambda: subprocess.run([*program, "load", str(file)], capture_output=True, check=False))
            measured.append(
                Measured(f"warehouse load of it into {count:,} / warehouse build", whole / built, "×", "<=", 1.1)
            )
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=float, default=1e6)
    parser.add_argument("--home", type=Path, help="keep the made-up stores here, to be used again")
    parser.add_argument("--child", choices=("build", "model", "bare"))
    parser.add_argument("--memory-limit", metavar="SIZE", help="with --child: memory of the database")
    args = parser.parse_args()
    if args.child:
        sys.stdout.write(json.dumps(run_child(args.child, args.home, args.memory_limit)) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = args.home or Path(folder)
        homes = [root / f"lines-{int(size)}" for size in (args.lines, args.lines / 10)]
        for home, size in zip(homes, (args.lines, args.lines / 10), strict=True):
            if not (home / "truth.json").exists():
                generate(home, int(size))
        measured = builds(*homes) + queries(homes[0]) + starts(homes[0]) + one_more(homes[0])
        report(measured, "scale", "lines", read_truth(homes[0]).line_count)
    return 0 if all(item.holds is not False for item in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
