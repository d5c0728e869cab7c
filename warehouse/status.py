"""What a home holds, told from the published warehouse alone (quick, and safe while a load runs)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from warehouse.connect import open_published
from warehouse.gate import RefusedBuild, refused_build
from warehouse.home import Home
from warehouse.sizes import readable

if TYPE_CHECKING:
    import duckdb

#: refused documents that are named
_REFUSED_SHOWN = 10
_COUNTS = (
    (
        "documents loaded",
        "select count(*) from main.dim_document where outcome = 'loaded'",
    ),
    ("documents without a known statement", "select count(*) from main.dim_document where outcome = 'no_statement'"),
    ("documents refused", "select count(*) from main.dim_document where outcome = 'refused'"),
    ("units", "select count(*) from main.dim_unit where unit_key <> 0"),
    (
        "fiscal years",
        "select string_agg(distinct fiscal_year::varchar, ', ' order by fiscal_year::varchar) from main.dim_document"
        " where outcome = 'loaded'",
    ),
    ("spending lines", "select count(*) from main.fact_spending"),
    ("revenue lines", "select count(*) from main.fact_revenue"),
    ("indicator lines", "select count(*) from main.fact_indicator"),
    ("projects", "select count(*) from mart.project"),
    ("repairs", "select count(*) from mart.repair"),
    ("quarantined rows", "select count(*) from mart.quarantine"),
    ("findings", "select count(*) from mart.finding"),
)


def status(home: Home) -> list[tuple[str, object]]:
    """Name and value, in reading order."""
    import duckdb

    refused = refused_build(home)
    if refused and not home.published.is_file():
        return [
            ("home", str(home.folder)),
            ("published at (UTC)", "not yet: its only build was refused"),
            *_told(refused),
        ]
    connection = open_published(home)
    try:
        rows: list[tuple[str, object]] = [("home", str(home.folder))]
        built = connection.execute("select built_at, program_version, loader_version from quality.build").fetchone()
        if built:
            rows.append(("published at (UTC)", built[0].isoformat(sep=" ", timespec="seconds")))
            rows.append(("program version", built[1]))
            rows.append(("loader version", built[2]))
        for name, query in _COUNTS:
            found = connection.execute(query).fetchone()
            rows.append((name, found[0] if found else None))
        rows += _refused_documents(connection)
        rows.append(("last check", "none yet"))
        with suppress(duckdb.Error):
            last = connection.execute(
                "select started_at, outcome from quality.run order by run_key desc limit 1"
            ).fetchone()
            if last:
                rows[-1] = ("last check", f"{last[0]:%Y-%m-%d %H:%M:%S}: {last[1]}")
        rows.append(("size", readable(home.published.stat().st_size)))
    finally:
        connection.close()
    return [*rows, *_told(refused)]


def _refused_documents(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, object]]:
    """The first refused documents with their reasons, as one value of many lines."""
    found = connection.execute(
        "select file_name, outcome_reason, count(*) over () from main.dim_document where outcome = 'refused'"
        f" order by file_name, document_key limit {_REFUSED_SHOWN}"
    ).fetchall()
    if not found:
        return []
    lines = [f"{name}: {reason}" for name, reason, _ in found]
    more = found[0][2] - len(found)
    return [("refused", (*lines, f"… and {more} more") if more else tuple(lines))]


def _told(refused: RefusedBuild | None) -> list[tuple[str, object]]:
    if refused is None:
        return []
    return [
        ("refused build", f"{refused.refused_at}: {refused.summary}"),
        ("refused build kept at", str(refused.path)),
    ]
