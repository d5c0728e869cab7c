"""`warehouse check --explain RULE`: what a rule says, how it asks, and what came of it."""

from __future__ import annotations

import sys

from expectations.definitions import Expectation
from expectations.history import open_history
from expectations.known import read_known
from expectations.queries import offending
from expectations.suites import read_suites
from warehouse.errors import CallError, ModelError
from warehouse.home import Home
from warehouse.output import write_rows
from warehouse.resources import resource_folder
from warehouse.rule_file import Rule, read_rule

_LAST_RUNS = 10
_LAST = """
select date_trunc('second', run.started_at) as started_at, result.status, result.severity, result.fault,
    result.rows_checked, result.rows_failed,
    result.rows_accepted, result.message,
from result
inner join run using (run_key)
where result.rule_code = $rule_code
order by run.run_key desc
limit $limit
"""


def explain(home: Home, code: str, format_name: str) -> int:
    """Print a rule or an expectation of a suite."""
    rule, broken = _rule(code)
    expectation = next((item for item in read_suites()[0] if item.code == code), None)
    if rule is None and expectation is None and broken is None:
        raise CallError(f"no rule is called {code}", f"names near it: {', '.join(near_names(code)) or 'none'}")
    lines = _of_rule(rule) if rule else _of_expectation(expectation) if expectation else [f"{code}: {broken}"]
    if format_name == "table":
        sys.stdout.write("\n".join(lines) + "\n\nLast results\n")
    with open_history(home.quality) as past:
        result = past.execute(_LAST, {"rule_code": code, "limit": _LAST_RUNS})
        columns, rows = [item[0] for item in result.description], result.fetchall()
    if rows or format_name != "table":
        write_rows(columns, rows, format_name)
    else:
        sys.stdout.write("  none yet\n")
    entries = [item for item in read_known(home.quality) if item.rule == code]
    if entries and format_name == "table":
        sys.stdout.write("\nAccepted\n")
        sys.stdout.writelines(f"  {item.file_name} until {item.until}: {item.reason}\n" for item in entries)
    return 0


def _rule(code: str) -> tuple[Rule | None, str | None]:
    for folder in ("checks", "audit"):
        file = resource_folder("sql") / folder / f"{code}.sql"
        if file.is_file() and file.resolve().parent.name == folder:
            try:
                return read_rule(file), None
            except ModelError as error:
                return None, str(error)
    return None, None


def _of_rule(rule: Rule) -> list[str]:
    lines = [f"{rule.code}: {rule.title}"]
    if rule.title_zh:
        lines.append(f"  {rule.title_zh}")
    facts = (
        ("file", f"sql/{rule.folder}/{rule.code}.sql"),
        ("severity", rule.severity),
        ("needs", ", ".join(rule.statements)),
        ("tolerance", rule.tolerance),
        ("proves", rule.proves if rule.folder == "checks" else None),
        ("why", rule.why),
        ("message", rule.message),
        ("message_zh", rule.message_zh),
    )
    lines += [f"  {name}: {value}" for name, value in facts if value]
    how = '-- runs as it is: warehouse sql "…", or in any DuckDB client on the published file'
    if "store.cell" in rule.query or "rules.prose" in rule.query:
        how = "-- reads the cells of the documents, which are in no published table: it runs in a build only"
    return [*lines, "", how, rule.query]


def _of_expectation(item: Expectation) -> list[str]:
    lines = [f"{item.code}: {item.title}", f"  suite: {item.suite}", f"  severity: {item.severity}"]
    if item.why:
        lines.append(f"  why: {item.why}")
    return [*lines, "", "-- the rows that fail", offending(item)]


def near_names(code: str) -> list[str]:
    """Rules and expectations whose names look like it."""
    import difflib

    names = [file.stem for folder in ("checks", "audit") for file in (resource_folder("sql") / folder).glob("*.sql")]
    names += [item.code for item in read_suites()[0]]
    return difflib.get_close_matches(code, names, n=4, cutoff=0.4)
