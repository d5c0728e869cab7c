"""`make coverage`: load all shared documents with the program and write docs/coverage.md, so that progress is seen.

    python -m tests.coverage_report [--home DIR] [--output docs/coverage.md] [FOLDER...]

A row a document: what was recognised, how many lines, which cells were read, which sums close, what was repaired
or refused and why. The figures come from the marts of the published warehouse, as an analyst would ask them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from warehouse.connect import open_published
from warehouse.home import Home

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"

QUERY = """
with
lines as (
    select document_key, count(*) as lines, count(*) filter (is_repaired) as repaired
    from (
        select document_key, is_repaired from mart.spending_line
        union all by name
        select document_key, is_repaired from mart.revenue_line
    )
    group by all
),
statements as (
    select document_key, count(distinct statement_key) as statements from mart.statement group by all
),
indicators as (select document_key, count(*) as indicators from mart.indicator_line group by all),
projects as (select document_key, count(*) as projects from mart.project group by all),
cells as (
    select
        document_key,
        sum(cells_total) as cells,
        sum(cells_read) as read,
        sum(cells_quarantined) as quarantined,
        sum(cells_total - cells_read - cells_heading - cells_furniture - cells_quarantined) as unaccounted
    from mart.coverage
    group by all
),
sums as (
    select
        document_key,
        coalesce(sum(applications) filter (holds), 0) as closing,
        coalesce(sum(applications) filter (not holds and severity = 'error'), 0) as failing
    from mart.reconciliation
    group by all
)
select
    documents.file_name, documents.format, documents.page_count,
    documents.kind, documents.fiscal_year, documents.unit_name,
    coalesce(statements, 0), coalesce(lines, 0), coalesce(indicators, 0), coalesce(projects, 0),
    coalesce(cells, 0), coalesce(read, 0), coalesce(quarantined, 0), coalesce(unaccounted, 0),
    coalesce(closing, 0), coalesce(failing, 0), coalesce(repaired, 0),
    documents.outcome, documents.outcome_reason
from main.dim_document as documents
left join lines using (document_key)
left join statements using (document_key)
left join indicators using (document_key)
left join projects using (document_key)
left join cells using (document_key)
left join sums using (document_key)
where documents.sha256 is not null and documents.outcome <> 'unknown'
order by documents.outcome, documents.file_name
"""

HEAD = """# Coverage: what the shared documents give

Written by `make coverage`; do not edit. Each row is one document of the shared folder, loaded by the program and
counted in the marts. *closing* and *failing* count the applications of articulation rules of severity error; a sum that
fails in a PDF with text, in Excel or HTML is a fault of the publication unless *quarantined* says otherwise.

"""
COLUMNS = (
    "document", "pages", "kind", "year", "unit", "statements", "amounts", "indicators", "projects", "cells", "read",
    "quarantined", "closing", "failing", "repaired",
)  # fmt: skip


def report(home: Path) -> str:
    connection = open_published(Home(home))
    loaded, nothing, total = [], [], [0] * 9
    for row in connection.execute(QUERY).fetchall():
        name, file_format, pages, kind, year, unit, *counts, outcome, reason = row
        if outcome != "loaded":
            nothing.append(f"| {name} | {file_format} | {outcome} | {(reason or '').replace('|', '/')} |")
            continue
        statements, lines, indicators, projects, cells, read, quarantined, unaccounted, closing, failing, repaired = (
            counts
        )
        shown = (statements, lines, indicators, projects, cells, read, quarantined, closing, failing, repaired)
        loaded.append(
            f"| {name} | {pages} | {kind} | {year or ''} | {unit or ''} | "
            + " | ".join(str(value) for value in shown)
            + " |"
        )
        if unaccounted:
            raise SystemExit(f"{name}: {unaccounted} cells are not accounted for")
        for index, value in enumerate(
            (lines, indicators, projects, cells, read, quarantined, closing, failing, repaired)
        ):
            total[index] += int(value)
    text = HEAD + "| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|\n" + "\n".join(loaded) + "\n\n"
    text += (
        f"**Together:** {len(loaded)} documents, {total[0]} amounts, {total[1]} indicators, {total[2]} projects; "
        f"{total[3]} cells, {total[4]} read, {total[5]} quarantined; {total[6]} sums close, {total[7]} fail; "
        f"{total[8]} amounts repaired.\n\n"
    )
    text += (
        "## No statement, or refused\n\n| document | format | outcome | why |\n|---|---|---|---|\n"
        + "\n".join(nothing)
        + "\n"
    )
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs" / "coverage.md")
    options = parser.parse_args()
    folders = options.folders or [SHARED / "documents", SHARED / "realdocs"]
    missing = [folder for folder in folders if not folder.exists()]
    if missing:
        raise SystemExit(
            f"{missing[0]}: not there; the shared documents lie beside the checkout, or name your own folders"
        )
    with tempfile.TemporaryDirectory() as temporary:
        home = options.home or Path(temporary) / "home"
        program = [sys.executable, "-m", "warehouse", "--home", str(home), "load", *map(str, folders)]
        if subprocess.run(program, check=False).returncode not in (0, 1):
            raise SystemExit("the load failed: see its messages above")
        options.output.write_text(report(home), encoding="utf-8")
    print(f"written: {options.output}")


if __name__ == "__main__":
    main()
