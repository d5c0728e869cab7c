"""Makes stores of any size from a seed, with known truth: `python -m tests.benchmarks.generate HOME --lines 1e6`.

1. A document has about 290 fact lines in eight statements (generate.sql); its size, codes and amounts come from its
   number and the seed, so that any chunk can be made alone and twice the same.
2. The tables are Parquet files with the record schemas of the loaders, made Delta tables at the end: nothing of the
   program under test takes part.
3. The truth is told from the rows all tables are made of: see `Truth`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from loaders.records import TABLES, loader_version
from warehouse.home import HOME_FORMAT
from warehouse.store import stored_schema

LINES_A_DOCUMENT = 250
_DOCUMENTS_A_CHUNK = 5_000
_REFERENCE = Path(__file__).resolve().parents[2] / "sql" / "reference"

#: r, functional code, 政府经济, 部门经济, part
_ROWS = (
    *((r, "2010301", "50101", f"301{r:02}", "personnel") for r in (1, 2, 3, 4, 5)),
    (6, "2080505", "50102", "30108", "personnel"),
    (7, "2080506", "50102", "30109", "personnel"),
    (8, "2101101", "50102", "30110", "personnel"),
    (9, "2101103", "50102", "30111", "personnel"),
    (10, "2210201", "50103", "30113", "personnel"),
    (11, "2080501", "50905", "30302", "personnel"),
    (12, "2080801", "50901", "30304", "personnel"),
    *(
        (12 + n, "2010301", "50201", f"302{item:02}", "public")
        for n, item in enumerate((1, 2, 4, 5, 6, 7, 11, 28, 29, 39), 1)
    ),
    *((22 + n, "", "50205", "30227", "project") for n in range(1, 9)),
)
_INDICATORS = (
    (1, "产出", "数量", "完成数量", "≥", 20, "次"),
    (2, "产出", "数量", "覆盖单位数量", "≥", 12, "个"),
    (3, "产出", "质量", "验收合格率", "=", 100, "%"),
    (4, "产出", "质量", "工作达标率", "≥", 95, "%"),
    (5, "产出", "时效", "完成时间", "≤", 12, "月"),
    (6, "产出", "时效", "资金支付进度", "≥", 90, "%"),
    (7, "成本", "经济成本", "预算控制数", "≤", 0, "万元"),
    (8, "效益", "社会效益", "服务水平提高", "定性", 0, ""),
    (9, "效益", "社会效益", "群众知晓情况", "≥", 80, "%"),
    (10, "效益", "可持续影响", "长效机制建设情况", "定性", 0, ""),
    (11, "满意度", "服务对象满意度", "服务对象满意度", "≥", 95, "%"),
    (12, "满意度", "服务对象满意度", "群众满意度", "≥", 90, "%"),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a generated store, however it is read."""

    seed: int
    documents: int
    units: int
    years: int
    #: rows of 支出预算总表 without its total
    expenditure_rows: int
    expenditure_yuan: str
    #: documents whose printed total is one yuan more than its rows
    contradictions: int
    #: fact lines by store table
    lines: dict[str, int]
    yuan_by_year: dict[str, str]
    yuan_by_class: dict[str, str]

    @property
    def line_count(self) -> int:
        return sum(self.lines.values())


def generate(home: Path, lines: int, *, seed: int = 1, units: int | None = None) -> Truth:
    """Fill HOME/store with about so many fact lines. What stood there is taken away."""
    documents = max(10, round(lines / LINES_A_DOCUMENT))
    unit_count = units or max(5, documents // 10)
    store = home / "store"
    shutil.rmtree(home, ignore_errors=True)
    connection = _connection(seed, unit_count)
    # A few files a table, as compaction leaves them.
    chunk = min(_DOCUMENTS_A_CHUNK, max(500, documents // 4))
    truth = []
    for table in (*TABLES, "source"):
        (store / table).mkdir(parents=True)
    for number, low in enumerate(range(0, documents, chunk)):
        truth.append(_make_chunk(connection, store, number, low, min(documents, low + chunk)))
    _make_delta(store)
    (home / "home.json").write_text(json.dumps({"format": HOME_FORMAT}) + "\n", encoding="utf-8")
    told = _sum_up(connection, store, seed, documents, unit_count, [row for rows in truth for row in rows])
    (home / "truth.json").write_text(json.dumps(asdict(told), ensure_ascii=False, indent=1), encoding="utf-8")
    return told


def read_truth(home: Path) -> Truth:
    return Truth(**json.loads((home / "truth.json").read_text(encoding="utf-8")))


def _connection(seed: int, units: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"memory_limit": "4GiB"})
    for name, value in (("seed", seed), ("units", units), ("loader_version", loader_version())):
        connection.execute(f"set variable {name} = {value}")
    names = f"""
        select code, arg_max(name, coalesce(valid_to, '9999')) as name
        from read_csv('{_REFERENCE}/{{}}_codes.csv', all_varchar = true) group by code
    """
    connection.execute(f"create table function_name as {names.format('function')}")
    connection.execute(
        "create table function_pool as select *, row_number() over (order by code) - 1 as number from ("
        " select * from function_name where length(code) = 7 and code not like '2010301'"
        " qualify row_number() over (order by code) % 9 = 0)"
    )
    connection.execute(
        "create table class_name as select code as class_code, name from function_name where length(code) = 3"
    )
    rows = ", ".join(str(row) for row in _ROWS)
    connection.execute(
        f"""
        create table row_template as
        select r::integer as r, part, function_code, functions.name as function_name, gov_code, govs.name as gov_name,
            dept_code, depts.name as dept_name
        from (values {rows}) as rows (r, function_code, gov_code, dept_code, part)
        left join function_name as functions on function_code = functions.code
        left join ({names.format("gov_economic")}) as govs on gov_code = govs.code
        left join ({names.format("dept_economic")}) as depts on dept_code = depts.code
        """
    )
    indicators = ", ".join(str(row) for row in _INDICATORS)
    connection.execute(
        "create table indicator_template as select seq::integer as seq, level1, level2, name, operator,"
        f" value::decimal(28, 6) as value, nullif(target_unit, '') as target_unit from (values {indicators})"
        " as rows (seq, level1, level2, name, operator, value, target_unit)"
    )
    return connection


def _make_chunk(
    connection: duckdb.DuckDBPyConnection, store: Path, number: int, low: int, high: int
) -> list[tuple[int, str, str, int, int, int]]:
    connection.execute(f"set variable lo = {low}; set variable hi = {high}")
    connection.execute((Path(__file__).parent / "generate.sql").read_text(encoding="utf-8"))
    for table in (*TABLES, "source"):
        present = {row[0] for row in connection.execute(f"describe made_{table}").fetchall()}
        columns = ", ".join(_column(field, present, f"b{number:06}") for field in stored_schema(table))
        order = "" if table in ("source", "cell") else " order by document_key"
        connection.execute(
            f"copy (select {columns} from made_{table}{order}) to '{store}/{table}/part-{number:05}.parquet'"
            " (format parquet, compression zstd)"
        )
    return connection.execute("select * from truth").fetchall()


def _column(field, present: set[str], batch: str) -> str:  # type: ignore[no-untyped-def]
    from warehouse.model import _duckdb_type

    if field.name == "batch":
        return f"'{batch}' as batch"
    kind = _duckdb_type(field.type)
    return f"{field.name if field.name in present else 'null'}::{kind} as {field.name}"


def _make_delta(store: Path) -> None:
    """The files as tables with the declared schema: what a file happens not to hold may still come."""
    from deltalake import Schema
    from deltalake.transaction import AddAction, create_table_with_add_actions

    for table in (*TABLES, "source"):
        added = [
            AddAction(
                path=file.name,
                size=file.stat().st_size,
                partition_values={},
                modification_time=int(file.stat().st_mtime * 1000),
                data_change=True,
                stats="{}",
            )
            for file in sorted((store / table).glob("*.parquet"))
        ]
        schema = Schema.from_arrow(stored_schema(table))
        create_table_with_add_actions(str(store / table), schema, added, mode="overwrite", partition_by=[])


def _sum_up(
    connection: duckdb.DuckDBPyConnection,
    store: Path,
    seed: int,
    documents: int,
    units: int,
    rows: list[tuple[int, str, str, int, int, int]],
) -> Truth:
    by_year: dict[str, int] = {}
    by_class: dict[str, int] = {}
    for year, class_code, _, _, _, cents in rows:
        by_year[str(year)] = by_year.get(str(year), 0) + cents
        by_class[class_code] = by_class.get(class_code, 0) + cents
    lines = {}
    for table in ("spending", "revenue", "indicator"):
        found = connection.execute(f"select count(*) from read_parquet('{store}/{table}/*.parquet')").fetchone()
        lines[table] = int(found[0]) if found else 0
    return Truth(
        seed=seed,
        documents=documents,
        units=min(units, documents),
        years=len(by_year),
        expenditure_rows=sum(row[4] for row in rows),
        expenditure_yuan=str(_yuan(sum(by_year.values()))),
        contradictions=len(range(3, documents, 500)),
        lines=lines,
        yuan_by_year={key: str(_yuan(cents)) for key, cents in sorted(by_year.items())},
        yuan_by_class={key: str(_yuan(cents)) for key, cents in sorted(by_class.items())},
    )


def _yuan(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--lines", type=float, default=1e5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--units", type=int, default=None)
    args = parser.parse_args()
    started = time.monotonic()
    truth = generate(args.home, int(args.lines), seed=args.seed, units=args.units)
    sys.stdout.write(
        f"{truth.line_count:,} lines in {truth.documents:,} documents: {time.monotonic() - started:.1f} s\n"
    )


if __name__ == "__main__":
    main()
