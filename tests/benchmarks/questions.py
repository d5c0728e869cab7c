"""Twelve usual questions, told once and asked of every engine: DuckDB, SQLite, pandas, Polars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """A sum or a count over lines that fit, by some columns, the largest first."""

    name: str
    #: column -> value; a value that ends with % is the beginning of a code
    where: dict[str, str | int]
    by: tuple[str, ...]
    top: int = 1000


_LEAF: dict[str, str | int] = {"statement": "expenditure", "measure": "total", "line_kind": "leaf"}
QUESTIONS = (
    Question("total of all years", _LEAF, ("fiscal_year",)),
    Question("by function", _LEAF, ("fiscal_year", "function_code", "function_name")),
    Question("by economic item", _LEAF, ("fiscal_year", "dept_economic_code", "dept_economic_name")),
    Question("outsourced by unit", {**_LEAF, "dept_economic_code": "30227"}, ("unit_code", "unit_name"), 20),
    Question("units ranked in a year", {**_LEAF, "fiscal_year": 2020}, ("unit_code", "unit_name"), 20),
    Question("one unit over the years", {**_LEAF, "unit_code": "101001"}, ("unit_name", "fiscal_year")),
    Question(
        "one unit's items in a year", {**_LEAF, "unit_code": "101001", "fiscal_year": 2021}, ("dept_economic_code",)
    ),
    Question("goods and services", {**_LEAF, "dept_economic_code": "302%"}, ("fiscal_year", "dept_economic_code")),
    Question("function by economic item", _LEAF, ("function_code", "gov_economic_code")),
    Question("basic and project", {"statement": "expenditure", "line_kind": "leaf"}, ("fiscal_year", "measure")),
    Question("personnel and running", {"statement": "basic", "line_kind": "leaf"}, ("fiscal_year", "measure")),
    Question(
        "largest projects",
        {"statement": "project_budget", "measure": "total", "fiscal_year": 2022},
        ("project_code", "project_name"),
        20,
    ),
)
COLUMNS = (
    *("fiscal_year", "statement", "measure", "line_kind", "unit_code", "unit_name", "function_code", "function_name"),
    *("gov_economic_code", "dept_economic_code", "dept_economic_name", "project_code", "project_name", "amount_yuan"),
)


def sql(question: Question, table: str) -> str:
    """For DuckDB and SQLite alike."""
    conditions = " and ".join(
        f"{column} like '{value}'" if str(value).endswith("%") else f"{column} = {value!r}"
        for column, value in question.where.items()
    )
    keys = ", ".join(question.by)
    return (
        f"select {keys}, sum(amount_yuan) as amount, count(*) as lines from {table} where {conditions}"
        f" group by {keys} order by amount desc limit {question.top}"
    )


def pandas_answer(question: Question, frame: Any) -> Any:
    for column, value in question.where.items():
        fits = frame[column].str.startswith(str(value)[:-1]) if str(value).endswith("%") else frame[column] == value
        frame = frame[fits.fillna(False)]
    summed = frame.groupby(list(question.by), dropna=False)["amount_yuan"].agg(["sum", "count"])
    return summed.sort_values("sum", ascending=False).head(question.top)


def polars_answer(question: Question, frame: Any) -> Any:
    import polars as pl

    for column, value in question.where.items():
        fits = pl.col(column).str.starts_with(str(value)[:-1]) if str(value).endswith("%") else pl.col(column) == value
        frame = frame.filter(fits)
    summed = frame.group_by(question.by).agg(pl.col("amount_yuan").sum().alias("amount"), pl.len().alias("lines"))
    return summed.sort("amount", descending=True).head(question.top)
