"""A custom expectation of Great Expectations: unexpected rows, told with one query.

`UnexpectedRowsExpectation` runs its query twice (the rows, and their number) and brings back up to 200 rows. This one
asks once for the number, a digest and a sample. Its `unexpected_rows_query` is a whole query that names its tables: the
warehouse is the batch, and Data Docs show what an analyst can run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.query_metric_provider import QueryMetricProvider
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from expectations.queries import summed

_METRIC = "offending_rows.summary"
#: queries of the run under way of which it is known that they give no row: they are not asked again
_CLEAN: set[str] = set()


class OffendingRowsSummary(QueryMetricProvider):  # type: ignore[misc]
    """(rows, rows that are the publication's fault, digest, sample as JSON) of a query."""

    metric_name = _METRIC
    value_keys = ("unexpected_rows_query",)
    query_param_name: ClassVar[str] = "unexpected_rows_query"

    @metric_value(engine=SqlAlchemyExecutionEngine)  # type: ignore[untyped-decorator]
    def _sqlalchemy(
        cls,
        execution_engine: SqlAlchemyExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> tuple[Any, ...]:
        query = cls._get_query_from_metric_value_kwargs(metric_value_kwargs)
        if query in _CLEAN:
            return (0, 0, None, None)
        # As it stands: a brace is a brace and a colon is a colon, neither a placeholder nor a bind parameter.
        with execution_engine.get_connection() as connection:
            return tuple(connection.exec_driver_sql(summed(query)).fetchone())


class OffendingRows(UnexpectedRowsExpectation):  # type: ignore[misc]
    """Holds where the query gives no row, or no more than `allowed_rows`."""

    #: from the thresholds
    allowed_rows: int = 0
    metric_dependencies: ClassVar[tuple[str, ...]] = (_METRIC,)

    @pydantic.validator("unexpected_rows_query")  # type: ignore[untyped-decorator]
    def _validate_query(cls, query: str) -> str:
        """In place of the one that warns on standard output where `{batch}` is missing."""
        return _bare(query)

    def get_validation_dependencies(
        self, execution_engine: Any = None, runtime_configuration: Any = None
    ) -> ValidationDependencies:
        """The one metric, said outright: working it out from the declarations takes longer than most queries."""
        domain = {"batch_id": self.batch_id, "row_condition": None, "condition_parser": None}
        metric = MetricConfiguration(
            metric_name=_METRIC,
            metric_domain_kwargs=domain,
            metric_value_kwargs={"unexpected_rows_query": self.unexpected_rows_query},
        )
        return ValidationDependencies(metric_configurations={_METRIC: metric}, result_format={"result_format": "BASIC"})

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        rows_failed, rows_publication, digest, sample = metrics[_METRIC]
        rows = [json.loads(text) for text in json.loads(sample or "[]") or []]
        return {
            "success": rows_failed <= self.allowed_rows,
            "result": {
                "observed_value": rows_failed,
                "details": {
                    "unexpected_rows": rows,
                    "rows_publication": rows_publication,
                    "digest": digest,
                    "sample": sample,
                },
            },
        }


def know_clean(queries: Iterable[str]) -> None:
    """From now on these queries give no row: one pass over the failing rows of all rules has told so."""
    _CLEAN.clear()
    _CLEAN.update(_bare(query) for query in queries)


def _bare(query: str) -> str:
    return query.rstrip("; \n")
