"""The demo: sample documents of an invented municipality become a warehouse, and a summary says what it shows."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connect import open_published
from warehouse.errors import CallError, WarehouseError
from warehouse.gate import Gate
from warehouse.home import DEFAULT_HOME, Home
from warehouse.load import load
from warehouse.outcomes import Loaded
from warehouse.resources import samples_folder
from warehouse.store import Store

if TYPE_CHECKING:
    import duckdb

    from warehouse.progress import Progress


def build_demo(home: Home, *, jobs: int = 0, gate: Gate | None = None, progress: Progress | None = None) -> Loaded:
    """Load the samples. A home with documents of somebody else is left alone."""
    samples = samples_folder()
    others = [path for path in Store(home.store).sources() if not Path(path).is_relative_to(samples)]
    if others:
        raise CallError(
            f"{home.folder}: holds other documents ({Path(others[0]).name}, {len(others)} in all)",
            "give the demo a home of its own: warehouse --home demo-data demo",
        )
    loaded = load(home, [samples], jobs=jobs, prune=True, gate=gate, progress=progress)
    if not loaded.count("loaded"):
        first = next((item.reason for item in loaded.outcomes), "there are none")
        raise WarehouseError(f"no sample document could be loaded: {first}", "install the program again")
    return loaded


def copy_samples(folder: Path) -> list[Path]:
    """Copy the sample documents into a folder of the user's. What stands there already is not written over."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sample in sorted(path for path in samples_folder().iterdir() if path.is_file()):
            target = folder / sample.name
            if target.exists():
                if target.read_bytes() != sample.read_bytes():
                    raise CallError(f"{target}: another file of this name stands there", "choose another folder")
                continue
            shutil.copyfile(sample, target)
            written.append(target)
    except OSError as error:
        raise CallError(f"{folder}: cannot be written to ({error.strerror})", "choose another folder") from error
    return written


def summary(home: Home, loaded: Loaded, program: str = "warehouse") -> list[str]:
    """The lines that the demo prints. `program` is how the reader calls the program."""
    connection = open_published(home)
    try:
        return [
            *_loaded(connection, loaded),
            *_checked(connection),
            *_repaired(connection),
            *_found(connection),
            *_next(connection, home, program),
        ]
    finally:
        connection.close()


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    return connection.execute(query).fetchone() or ()


def _money(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else "?"


def _loaded(connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> list[str]:
    counts = _one(
        connection,
        """
        select
            (select count(*) from mart.spending_line), (select count(*) from mart.revenue_line),
            (select count(*) from mart.project), (select count(*) from mart.indicator_line),
            (select count(distinct format) from main.dim_document where outcome = 'loaded'),
            (select count(*) from main.dim_unit where unit_key <> 0)
        """,
    )
    lines = [
        "Loaded",
        f"  {loaded.count('loaded')} documents in {counts[4]} formats, of an invented municipality",
        f"  {counts[0]:,} amounts of spending, {counts[1]:,} of revenue",
        f"  {counts[2]:,} projects with {counts[3]:,} indicators",
    ]
    for item in loaded.outcomes:
        if item.outcome != "loaded":
            lines.append(f"  {Path(item.path).name}: {item.outcome.replace('_', ' ')}: {item.reason}")
    return lines


def _checked(connection: duckdb.DuckDBPyConnection) -> list[str]:
    holds, fails, rules = _one(
        connection,
        """
        select
            count(*) filter (where holds), count(*) filter (where not holds),
            count(distinct rule_code) filter (where holds is not null)
        from mart.reconciliation
        """,
    )
    lines = ["", "Checked", f"  {rules} articulation rules (勾稽关系): {holds:,} sums close, {fails:,} do not"]
    for rule, file_name, left, right in connection.execute(
        "select rule, file_name, left_yuan, right_yuan from mart.reconciliation where not holds"
        " order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, file_name, rule_code limit 2"
    ).fetchall():
        lines.append(f"  does not close: {rule}: {_money(left)} against {_money(right)} ({file_name})")
    return lines


def _repaired(connection: duckdb.DuckDBPyConnection) -> list[str]:
    (repairs,) = _one(connection, "select count(*) from mart.repair")
    (rows,) = _one(connection, "select count(*) from mart.quarantine")
    lines = ["", "Repaired and set aside", f"  {repairs:,} damaged cells read with proof, {rows:,} rows in quarantine"]
    for printed, read_as, evidence in connection.execute(
        """
        select printed_text, read_as, evidence from mart.repair
        order by case confidence when 'proved' then 0 when 'strong' then 1 else 2 end, file_name, page, row_no limit 1
        """
    ).fetchall():
        lines.append(f"  printed {printed}, read as {read_as}: {evidence}")
    for file_name, row_no, reason in connection.execute(
        "select file_name, row_no, reason from mart.quarantine order by all limit 1"
    ).fetchall():
        lines.append(f"  set aside: {file_name}, row {row_no}: {reason}")
    return lines


def _found(connection: duckdb.DuckDBPyConnection) -> list[str]:
    counted = connection.execute(
        "select severity, count(*) from mart.finding group by severity"
        " order by case severity when 'error' then 0 when 'warning' then 1 else 2 end"
    ).fetchall()
    text = ", ".join(f"{count:,} {severity}" for severity, count in counted) or "nothing"
    lines = ["", "Found", f"  {text}"]
    for (message,) in connection.execute(
        """
        select message from mart.finding
        where rule_code not in (select rule_code from mart.reconciliation)
        qualify row_number() over (partition by rule_code order by file_name, finding_key) = 1
        order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, rule_code limit 4
        """
    ).fetchall():
        lines.append(f"  {message}")
    return lines


def _next(connection: duckdb.DuckDBPyConnection, home: Home, program: str) -> list[str]:
    row = _one(connection, "select line_key from mart.spending_line order by is_repaired desc, line_key limit 1")
    where = program if home.folder == Path(DEFAULT_HOME).resolve() else f"{program} --home {home.folder}"
    return [
        "",
        "Try next",
        f'  {where} sql "select function_class_name, sum(amount_yuan) as yuan from mart.ledger'
        " where fiscal_year = 2026 and stage = 'budget' group by all order by all\"",
        f"  {where} trace {row[0] if row else 'LINE_KEY'}",
        f"  {where} lab",
    ]
