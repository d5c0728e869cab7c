"""Runs expectations with Great Expectations: context, data source, suites, validation definitions, checkpoint, actions.

1. The context is ephemeral: the definitions are the files of expectations/suites and sql/, not a second copy of them.
2. Conditions on one column are expectations of Great Expectations itself; keys, references, columns, rules and own
   queries are `OffendingRows`.
3. Outcomes are those of the plain run: `expectations.plain` says how a count becomes an outcome, thresholds included.
4. One suite that cannot run (its table is gone) is broken by itself; the others run.

Importing this module takes seconds: import it only to run, after `expectations.great_import`.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent import SQLDatasource

from expectations.data_docs import add_site, docs_action
from expectations.definitions import Expectation, Outcome
from expectations.dialect import URL_OF_SESSION, release_connection, use_connection
from expectations.fresh import RunCheckpoint, RunDefinition
from expectations.offending_rows import OffendingRows, know_clean
from expectations.plain import all_expectations, broken, broken_rules, clean_rules, outcome_of, run_one
from expectations.queries import offending
from expectations.session import Session


def run_great(session: Session, expectations: Iterable[Expectation], docs: Path | None = None) -> list[Outcome]:
    """Every expectation and every rule through one checkpoint; Data Docs go into the folder `docs`."""
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    ordered = sorted(all_expectations(session, expectations), key=lambda item: (item.suite, item.code))
    use_connection(session.connection, session.thresholds.seconds)
    clean = clean_rules(session)
    know_clean(offending(item) for item in ordered if item.kind == "rule" and item.code in clean)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outcomes = _run(session, ordered, docs)
    finally:
        release_connection()
        know_clean(())
    return [*outcomes, *broken_rules(session)]


def _run(session: Session, ordered: list[Expectation], docs: Path | None) -> list[Outcome]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    if docs:
        add_site(context, docs)
    # Put together before the context knows it: a context writes its whole configuration with each table it is told of.
    source = SQLDatasource(name="warehouse", connection_string=URL_OF_SESSION, create_temp_table=False)
    definitions = []
    batches: dict[str, Any] = {}
    by_suite: dict[str, list[Expectation]] = {}
    outcomes: list[Outcome] = []
    for name, group in groupby(ordered, key=lambda item: item.suite):
        listed = list(group)
        schema, _, table = name.rpartition(".")
        if "." in name and name not in session.table_sizes:
            # The table is gone: its expectations are broken one by one, with the database's own words.
            outcomes.extend(run_one(session, item) for item in listed)
            continue
        asset = (
            source.add_table_asset(name, table_name=table, schema_name=schema)
            if schema
            else source.add_table_asset(name, table_name="failing")
        )
        batches[name] = asset.add_batch_definition_whole_table("whole")
        by_suite[name] = listed
    context.data_sources.add_sql(source)
    for name, listed in by_suite.items():
        suite = context.suites.add(
            gx.ExpectationSuite(name=name, expectations=[_expectation(session, item) for item in listed])
        )
        definitions.append(RunDefinition(name=name, data=batches[name], suite=suite))
    checkpoint = RunCheckpoint(
        name="quality",
        validation_definitions=definitions,
        actions=[docs_action()] if docs else [],
        result_format="BASIC",
    )
    for result in checkpoint.run().run_results.values():
        listed = by_suite[str(result.suite_name)]
        by_code = {item.expectation_config.meta["code"]: item for item in result.results}
        share = _seconds(result) / max(1, len(listed))
        outcomes.extend(_outcome(session, item, by_code[item.code], share) for item in listed)
    return outcomes


def _seconds(result: Any) -> float:
    started = result.meta.get("validation_time")
    return max(0.0, time.time() - started.timestamp()) if hasattr(started, "timestamp") else 0.0


def _expectation(session: Session, item: Expectation) -> Any:
    named: dict[str, Any] = {
        "meta": {"code": item.code},
        "notes": f"{item.title}. {item.why}".strip(),
        "severity": {"error": "critical", "warning": "warning", "info": "info"}[item.severity],
    }
    if item.kind == "not_null":
        return gxe.ExpectColumnValuesToNotBeNull(column=item.columns[0], **named)
    if item.kind == "vocabulary":
        return gxe.ExpectColumnValuesToBeInSet(column=item.columns[0], value_set=list(item.values), **named)
    if item.kind == "between":
        return gxe.ExpectColumnValuesToBeBetween(
            column=item.columns[0], min_value=item.low, max_value=item.high, **named
        )
    threshold = session.thresholds.rules.get(item.code)
    allowed = 0
    if threshold and not threshold.is_share:
        allowed = int(min(value for value in (threshold.warn_above, threshold.error_above) if value is not None) or 0)
    return OffendingRows(
        unexpected_rows_query=offending(item), description=f"{item.code}: {item.title}", allowed_rows=allowed, **named
    )


def _outcome(session: Session, item: Expectation, result: Any, seconds: float) -> Outcome:
    raised = _raised(result.exception_info)
    if raised:
        return broken(item, raised, seconds)
    if isinstance(result.result.get("details"), dict):
        details = result.result["details"]
        row = (result.result["observed_value"], details["rows_publication"], details["digest"], details["sample"])
        return outcome_of(session, item, row, seconds)
    count = int(result.result.get("unexpected_count") or 0)
    # The rows themselves, with their keys, are asked for only where there are any.
    return run_one(session, item) if count else outcome_of(session, item, (0, 0, None, None), seconds)


def _raised(info: Any) -> str | None:
    """What went wrong while an expectation was looked at; None where nothing did."""
    parts = info.values() if info and "raised_exception" not in info else [info or {}]
    for part in parts:
        if part.get("raised_exception"):
            return str(part.get("exception_message") or "it could not be computed")
    return None
