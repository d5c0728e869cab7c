"""Sums over the tables of the three public expenses and of procurement: no amount twice, no document lost.

`given` is what a table prints, as rows of mart.spending_line; the queries of sql/analyses and the cells of the curated
notebook must add it up alike.
"""

from __future__ import annotations

import json
from decimal import Decimal

import duckdb
import pytest

from warehouse.notebooks import notebook_files
from warehouse.queries import saved_query

Row = tuple[str, str, str, int, int]
Sums = dict[str, dict[str, int]]

_ITEMS = {
    "overseas_yuan": "因公出国（境）",
    "reception_yuan": "公务接待",
    "vehicle_purchase_yuan": "公务用车购置",
    "vehicle_operation_yuan": "公务用车运行维护",
}
_KINDS = {"goods_yuan": "货物", "works_yuan": "工程", "services_yuan": "服务"}

# (unit, measure and label, line_kind, row, amount); `expect`: what each unit has, its total among it.
THREE_PUBLIC: dict[str, tuple[list[Row], Sums]] = {
    # hz2026_gongan.pdf, page 29: the row 合计 bears the name of the department, which has a row of its own.
    "a total row and a row for each unit": (
        [
            ("局", "total", "total", 4, 300),
            ("局", "reception", "total", 4, 120),
            ("局", "vehicle_purchase", "total", 4, 180),
            ("局", "total", "subtotal", 5, 100),
            ("局", "reception", "leaf", 5, 100),
            ("支队", "total", "subtotal", 6, 200),
            ("支队", "reception", "leaf", 6, 20),
            ("支队", "vehicle_purchase", "leaf", 6, 180),
        ],
        {
            "局": {"reception_yuan": 100, "total_yuan": 100},
            "支队": {"reception_yuan": 20, "vehicle_purchase_yuan": 180, "total_yuan": 200},
        },
    ),
    "one row": (
        [("局", "total", "total", 4, 30), ("局", "overseas", "leaf", 4, 10), ("局", "reception", "leaf", 4, 20)],
        {"局": {"overseas_yuan": 10, "reception_yuan": 20, "total_yuan": 30}},
    ),
    "the items below each other": (
        [
            ("局", "total", "total", 2, 30),
            ("局", "overseas", "leaf", 3, 10),
            ("局", "vehicle_total", "subtotal", 4, 20),
            ("局", "vehicle_operation", "leaf", 5, 20),
        ],
        {"局": {"overseas_yuan": 10, "vehicle_operation_yuan": 20, "total_yuan": 30}},
    ),
    # gz2026_guozi.pdf, page 17
    "the items as a part of all administrative expenses": (
        [
            ("局", "total 行政经费", "total", 2, 900),
            ("局", "total “三公”经费", "total", 3, 30),
            ("局", "reception", "leaf", 4, 30),
        ],
        {"局": {"reception_yuan": 30, "total_yuan": 30}},
    ),
    "only a total row": (
        [("局", "total", "total", 4, 30), ("局", "reception", "total", 4, 30)],
        {"局": {"reception_yuan": 30, "total_yuan": 30}},
    ),
    "only leaves": ([("局", "reception", "leaf", 4, 30)], {"局": {"reception_yuan": 30}}),
    "a column for the sum and one for each source": (
        [("局", "reception", "leaf", 4, 30), ("局", "reception", "leaf", 4, 10), ("局", "reception", "leaf", 4, 20)],
        {"局": {"reception_yuan": 30}},
    ),
    "two columns that nobody tells apart": (
        [("局", "overseas", "leaf", 4, 5), ("局", "reception", "leaf", 4, 30), ("局", "reception", "leaf", 4, 10)],
        {"局": {"overseas_yuan": 5}},
    ),
}
PROCUREMENT: dict[str, tuple[list[Row], Sums]] = {
    "a total row and a row for each unit": (
        [
            ("局", "total", "total", 4, 30),
            ("局", "goods", "total", 4, 30),
            ("局", "total", "leaf", 5, 10),
            ("局", "goods", "leaf", 5, 10),
            ("支队", "total", "leaf", 6, 20),
            ("支队", "goods", "leaf", 6, 20),
        ],
        {"局": {"goods_yuan": 10, "total_yuan": 10}, "支队": {"goods_yuan": 20, "total_yuan": 20}},
    ),
    "one row": (
        [("局", "total", "total", 4, 30), ("局", "goods", "leaf", 4, 10), ("局", "services", "leaf", 4, 20)],
        {"局": {"goods_yuan": 10, "services_yuan": 20, "total_yuan": 30}},
    ),
    "only a total row": (
        [("局", "total", "total", 4, 30), ("局", "works", "total", 4, 30)],
        {"局": {"works_yuan": 30, "total_yuan": 30}},
    ),
    "lines below subtotals": (
        [("局", "total", "total", 3, 30), ("局", "total", "subtotal", 4, 30), ("局", "total", "leaf", 5, 30)],
        {"局": {"total_yuan": 30}},
    ),
}


def _lines(statement: str, rows: list[Row]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        "create schema mart; create table mart.document (document_key varchar, is_current boolean, is_addable boolean);"
        " insert into mart.document values ('d', true, true);"
        " create table mart.spending_line (statement varchar, statement_key varchar, document_key varchar,"
        " scope varchar, is_of_which boolean, file_name varchar, fiscal_year integer, stage varchar, unit_name varchar,"
        " measure varchar, line_kind varchar, label varchar, page integer, table_no integer, row_no integer,"
        " amount_yuan decimal(20, 2))"
    )
    connection.executemany(
        "insert into mart.spending_line by name (select $1 as statement, 'key' as statement_key, 'a.pdf' as file_name,"
        " 'd' as document_key, 'department' as scope, false as is_of_which, 2026 as fiscal_year, 'budget' as stage,"
        " $2 as unit_name, split_part($3, ' ', 1) as measure, $4 as line_kind, $3 as label, 1 as page, 1 as table_no,"
        " $5 as row_no, $6 as amount_yuan)",
        [(statement, *row) for row in rows],
    )
    return connection


def _of_query(connection: duckdb.DuckDBPyConnection, name: str, unit: str | None = None) -> Sums:
    query = saved_query(name)
    values: dict[str, str | None] = {**query.values({}), "unit": unit}
    result = connection.execute(query.text, values)
    names = [column[0] for column in result.description or []]
    found: Sums = {}
    for row in result.fetchall():
        item = dict(zip(names, row, strict=True))
        assert item["unit_name"] not in found
        found[item["unit_name"]] = {key: int(value) for key, value in item.items() if isinstance(value, Decimal)}
    return found


def _of_cell(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str]) -> Sums:
    [file] = notebook_files(["05"])
    sources = ["".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    [text] = [text for text in sources if text.startswith(f"%%sql {name}\n")]
    named = {shown: column for column, shown in columns.items()}
    found: Sums = {}
    for unit, item, amount in connection.execute(text.partition("\n")[2], {"stage": "budget", "year": 2026}).fetchall():
        found.setdefault(unit, {})[named[item]] = int(amount)
    return found


@pytest.mark.parametrize("case", THREE_PUBLIC)
def test_three_public(case: str) -> None:
    rows, expect = THREE_PUBLIC[case]
    assert _of_query(_lines("three_public", rows), "three_public_by_unit") == expect


@pytest.mark.parametrize("case", THREE_PUBLIC)
def test_three_public_in_the_notebook(case: str) -> None:
    rows, expect = THREE_PUBLIC[case]
    found = _of_cell(_lines("three_public", rows), "three_public", _ITEMS)
    assert found == _without_total(expect)


@pytest.mark.parametrize("case", PROCUREMENT)
def test_procurement(case: str) -> None:
    rows, expect = PROCUREMENT[case]
    assert _of_query(_lines("procurement", rows), "procurement_by_kind") == expect


@pytest.mark.parametrize("case", PROCUREMENT)
def test_procurement_in_the_notebook(case: str) -> None:
    rows, expect = PROCUREMENT[case]
    found = _of_cell(_lines("procurement", rows), "procurement", _KINDS)
    assert found == _without_total(expect)


def test_a_unit_has_the_same_sums_when_it_is_asked_for_alone() -> None:
    rows, _ = THREE_PUBLIC["a total row and a row for each unit"]
    without_own_row = [row for row in rows if row[0] != "局" or row[3] == 4]
    assert _of_query(_lines("three_public", without_own_row), "three_public_by_unit", "局") == {}


def _without_total(sums: Sums) -> Sums:
    kept = {unit: {name: value for name, value in row.items() if name != "total_yuan"} for unit, row in sums.items()}
    return {unit: row for unit, row in kept.items() if row}
