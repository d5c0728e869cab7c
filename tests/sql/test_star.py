"""The star and the marts over hand-made records: names by year, hierarchies, unknown members, units, the contract."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import duckdb
import pytest

from loaders.records import TABLES, DocumentRecord, arrow_table
from warehouse.dictionary import SCHEMAS, catalog
from warehouse.model import run_model
from warehouse.store import Store

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def record(table: str, **values: Any) -> Any:
    """A record with plain values for what a case does not care about."""
    kind = TABLES[table]
    hints = get_type_hints(kind)
    plain: dict[type, Any] = {str: "x", int: 1, bool: False, Decimal: Decimal("0.00"), float: None}
    filled = {}
    for item in fields(kind):
        hint = hints[item.name]
        optional = get_origin(hint) is UnionType and type(None) in get_args(hint)
        filled[item.name] = None if optional else [] if get_origin(hint) is list else plain[hint]
    return kind(**{**filled, "document_key": "d1", **values})


def build(folder: Path, **tables: list[Any]) -> duckdb.DuckDBPyConnection:
    store = Store(folder)
    documents = tables.pop("document", None) or [document("d1")]
    store.write("b1", {name: arrow_table(TABLES[name], rows) for name, rows in tables.items()}, documents)
    connection = duckdb.connect()
    run_model(connection, store)
    return connection


def document(key: str, **values: Any) -> DocumentRecord:
    return record("document", **{"document_key": key, "file_name": f"{key}.txt", "outcome": "loaded", **values})


def spending(number: int, **values: Any) -> Any:
    given = {
        "line_key": f"l{number:03}",
        "statement": "expenditure",
        "measure": "total",
        "line_kind": "leaf",
        "stage": "budget",
    }
    return record("spending", **{**given, "fiscal_year": 2026, "row_no": number, **values})


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


NAMES = (
    # code, year, printed name, expected name, expected 款
    ("2080501", 2018, "行政单位离退休", "行政单位离退休", "行政事业单位离退休"),
    ("2080501", 2026, "行政单位离退休", "行政单位离退休", "行政事业单位养老支出"),
    ("2010301", 2026, "行政运形", "行政运行", "政府办公厅（室）及相关机构事务"),
    ("2019876", 2026, "本地科目", "本地科目", None),
    ("2019875", 2026, None, "2019875", None),
    (None, 2026, None, None, None),
)


def test_a_code_has_the_name_of_its_year_and_its_ancestors(tmp_path):
    lines = [
        spending(number, function_code=code, function_name=name, fiscal_year=year)
        for number, (code, year, name, _, _) in enumerate(NAMES)
    ]
    connection = build(tmp_path, spending=lines)
    found = connection.execute(
        "select function_code, fiscal_year, function_name, function_group_name from mart.spending_line"
        " order by line_key"
    ).fetchall()
    expected = [(code, year, name, group) for code, year, _, name, group in NAMES]
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    assert [row[3] for row in found if row[0] and row[0].startswith("2080501")] == [NAMES[0][4], NAMES[1][4]]
    assert found[5][3] is None
    canonical = connection.execute(
        "select distinct canonical_name from main.dim_function where function_code = '20805'"
    ).fetchall()
    assert canonical == [("行政事业单位养老支出",)]


def test_a_local_economic_code_rolls_up_to_its_national_parent(tmp_path):
    connection = build(
        tmp_path,
        spending=[spending(1, dept_economic_code="3021502"), spending(2, dept_economic_code="30215")],
        document=[document("d1", unit_name="北京市水务局")],
    )
    assert connection.execute(
        "select dept_economic_code, item_code, item_name, class_name from main.dim_dept_economic"
        " where dept_economic_code in ('3021502', '30215') and valid_to is null order by 1"
    ).fetchall() == [("30215", "30215", "会议费", "商品和服务支出"), ("3021502", "30215", "会议费", "商品和服务支出")]


UNITS = (
    # printed code, printed name, expected code, expected name
    ("265001", "金融街街道办事处", "265001", "金融街街道办事处"),
    ("265001", "金融街街道办事处", "265001", "金融街街道办事处"),
    ("265001", "金融街道办事处", "265001", "金融街街道办事处"),
    ("265001", "第三中学", "265001", "第三中学"),
    ("265001", None, "265001", "金融街街道办事处"),
    (None, "第三中学", "265001", "第三中学"),
    (None, "别的单位", None, "别的单位"),
    (None, None, None, None),
)


def test_units_are_known_by_code_and_by_names_that_hardly_differ(tmp_path):
    lines = [spending(number, unit_code=code, unit_name=name) for number, (code, name, _, _) in enumerate(UNITS)]
    connection = build(tmp_path, spending=lines, document=[document("d1")])
    found = connection.execute("select unit_code, unit_name from mart.spending_line order by line_key").fetchall()
    assert found == [(code, name) for _, _, code, name in UNITS]


#: cities number their units alike
UNITS_OF_MANY_CITIES = (
    ("001001", "松河市财政局", "松河市财政局"),
    ("001001", "松河市财政局", "松河市财政局"),
    ("001001", "松柳市财政局", "松柳市财政局"),
    ("001001", "江北省松柳市财政局", "松柳市财政局"),
    ("001001", "松柳市财政局", "松柳市财政局"),
    ("001001", "财政局", "财政局"),
    ("001002", "清河县第一小学", "清河县第一小学"),
    ("001002", "清河县第二小学", "清河县第二小学"),
    ("001003", "清河县民政局（本级）", "清河县民政局（本级）"),
    ("001003", "清河县民政局（本级）", "清河县民政局（本级）"),
    ("001003", "民政局", "清河县民政局（本级）"),
    ("001003", "民政局", "清河县民政局（本级）"),
    ("001003", "民政局", "清河县民政局（本级）"),
    ("001003", "清河具民政局", "清河县民政局（本级）"),
)


def test_units_of_one_code_in_other_places_are_other_units(tmp_path):
    lines = [
        spending(number, unit_code=code, unit_name=name) for number, (code, name, _) in enumerate(UNITS_OF_MANY_CITIES)
    ]
    connection = build(tmp_path, spending=lines, document=[document("d1")])
    found = connection.execute("select unit_name from mart.spending_line order by line_key").fetchall()
    assert [name for (name,) in found] == [name for _, _, name in UNITS_OF_MANY_CITIES]


def test_no_key_of_a_fact_is_null_and_every_key_has_a_member(tmp_path):
    connection = build(
        tmp_path,
        spending=[
            spending(1),
            spending(
                2,
                fiscal_year=None,
                function_code="9999999",
                project_name="项目",
                fund_source="财政拨款",
                service_level1="一",
            ),
            spending(3, measure="never_heard_of", statement="nor_of_this"),
        ],
        revenue=[record("revenue", line_key="r1", statement="summary_revenue", measure="total", line_kind="leaf")],
        indicator=[
            record("indicator", line_key="i1", statement="project_targets", scope="project", level1="产出", level2="怪")
        ],
        project=[record("project", project_key="p1", statement="project_targets")],
    )
    keys = {
        "document_key": "dim_document",
        "fiscal_year": "dim_period",
        "unit_key": "dim_unit",
        "statement": "dim_statement",
        "measure": "dim_measure",
        "function_key": "dim_function",
        "gov_economic_key": "dim_gov_economic",
        "dept_economic_key": "dim_dept_economic",
        "fund_source_key": "dim_fund_source",
        "project_key": "dim_project",
        "service_key": "dim_service",
        "indicator_type_key": "dim_indicator_type",
    }
    for fact in ("fact_spending", "fact_revenue", "fact_indicator", "fact_project"):
        columns = {row[0] for row in connection.execute(f"describe main.{fact}").fetchall()}
        for key, dimension in keys.items():
            if key in columns:
                lost = f"select count(*) from main.{fact} anti join main.{dimension} using ({key})"
                assert connection.execute(lost).fetchone() == (0,), (fact, key)
    for key, dimension in keys.items():
        doubled = f"select {key} from main.{dimension} group by {key} having count(*) > 1"
        assert connection.execute(doubled).fetchall() == [], dimension
    assert connection.execute("select count(*) from mart.spending_line").fetchone() == (3,)


def test_money_stays_exact_and_text_is_never_empty(tmp_path):
    amount = Decimal("123456789012345678.91")
    connection = build(tmp_path, spending=[spending(1, amount_yuan=amount), spending(2, amount_yuan=Decimal("-0.01"))])
    assert connection.execute("select sum(amount_yuan) from mart.spending_line").fetchone() == (
        amount - Decimal("0.01"),
    )
    assert connection.execute("select typeof(amount_yuan) from mart.spending_line limit 1").fetchone() == (
        "DECIMAL(20,2)",
    )
    money = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where column_name like '%_yuan' and data_type <> 'DECIMAL(20,2)' and database_name <> 'temp'"
        # Sums and computed sums of texts in the views of the rules are wider, and exact all the same.
        " and not (schema_name = 'rules' and starts_with(data_type, 'DECIMAL('))"
    ).fetchall()
    assert money == []


def test_coverage_adds_up(tmp_path):
    outcomes = ("read", "read", "heading", "furniture", "quarantined")
    cells = [record("cell", row_no=number, outcome=outcome, text="x") for number, outcome in enumerate(outcomes)]
    connection = build(tmp_path, cell=cells)
    assert connection.execute(
        "select cells_total, cells_read, cells_heading, cells_furniture, cells_quarantined from mart.coverage"
    ).fetchall() == [(5, 2, 1, 1, 1)]


def test_notices_are_findings_and_persons_are_nowhere(tmp_path):
    connection = build(
        tmp_path,
        notice=[
            record("notice", rule_code="lost_row", severity="warning", subject="document", message="a row is lost")
        ],
        contact=[record("contact", role="项目负责人", person_name="某某", telephone="000-0000")],
    )
    assert connection.execute("select rule_code, file_name, message from mart.finding").fetchall() == [
        ("lost_row", "d1.txt", "a row is lost")
    ]
    for entry in catalog(connection):
        assert not {"person_name", "telephone"} & {column.name for column in entry.columns}


def test_every_table_and_column_says_what_it_is(tmp_path):
    entries = catalog(build(tmp_path))
    assert {entry.schema for entry in entries} == set(SCHEMAS)
    silent = [entry.full_name for entry in entries if not entry.comment]
    silent += [
        f"{entry.full_name}.{column.name}" for entry in entries for column in entry.columns if not column.comment
    ]
    assert silent == []


def contract_marts() -> dict[str, list[str]]:
    """Mart -> its columns in the order of the contract. A list of columns ends with its first full stop, colon or
    semicolon outside brackets; what is said after it, and of which no column is the name, is no column."""
    text = (SHARED / "contract.md").read_text(encoding="utf-8").replace("\n  ", " ")
    marts = {}
    for mart, said in re.findall(r"^- \*\*`mart\.(\w+)`\*\*: (.*)$", text, flags=re.MULTILINE):
        bare = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\([^()]*\)[^()]*\)", "", said))
        # "one row for each unit, with the totals that the documents give: revenue_yuan, …; closes; document_key, …"
        listed = [part.strip() for part in re.split(r"[,;:.]", bare)]
        marts[mart] = [name for name in listed if re.fullmatch(r"[a-z][a-z_0-9]*", name)]
    return marts


#: what the contract says in words: the columns that a mart has there, in its order
IN_WORDS = {
    "ledger": {
        "after": "function_code",
        "columns": [
            "function_name", "function_class_code", "function_class_name", "function_group_code", "function_group_name",
            "dept_economic_code", "dept_economic_name", "dept_economic_class_code", "dept_economic_class_name",
        ],
    },
    "unit_year": {"after": None, "columns": ["unit_key", "unit_code", "unit_name", "fiscal_year", "stage"]},
}  # fmt: skip
#: marts whose columns the contract tells in sentences only; each is made by a part of its own and tested there
TOLD_IN_SENTENCES = {"scorecard", "prose_figure"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is absent")
def test_the_marts_have_the_columns_of_the_contract_in_its_order(tmp_path):
    found = {
        entry.name: [column.name for column in entry.columns]
        for entry in catalog(build(tmp_path))
        if entry.schema == "mart"
    }
    marts = contract_marts()
    assert len(marts) == 14
    for mart, columns in marts.items():
        if mart in TOLD_IN_SENTENCES and mart not in found:
            continue
        missing = [column for column in columns if column not in found[mart]]
        assert missing == [], mart
        if mart in IN_WORDS:
            after, words = IN_WORDS[mart]["after"], IN_WORDS[mart]["columns"]
            place = found[mart].index(after) + 1 if after else 0
            assert found[mart][place : place + len(words)] == words, mart
        told = [column for column in found[mart] if column in columns]
        assert told == columns, mart
        if mart not in IN_WORDS and mart not in TOLD_IN_SENTENCES:
            assert found[mart][: len(columns)] == columns, mart
