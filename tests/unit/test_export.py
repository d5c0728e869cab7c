"""Exports: exact decimals in every format, safe in a spreadsheet, complete or not there, and never the contacts."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import CallError
from warehouse.export.flat import safe_text
from warehouse.export.run import FORMATS, Choice, export
from warehouse.export.tables import ExportColumn, export_tables
from warehouse.export.workbook import is_exact_number
from warehouse.home import Home
from warehouse.load import load, rebuild

from ..conftest import budget_text


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("export")
    (folder / "budget.txt").write_text(budget_text(), encoding="utf-8")
    home = Home(folder / "home")
    load(home, [folder / "budget.txt"], jobs=1)
    return home


@pytest.fixture(scope="module")
def right(home: Home) -> list[tuple[str, Decimal]]:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        return connection.execute(
            "select line_key, amount_yuan from mart.spending_line where amount_yuan is not null order by 1"
        ).fetchall()


class TestFormulas:
    @pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@sum", "\tx", "\rx"])
    def test_a_text_that_looks_like_a_formula_is_defused(self, text: str) -> None:
        assert safe_text(text) == "'" + text

    def test_amounts_are_not_touched(self) -> None:
        assert safe_text(Decimal("-12.30")) == "-12.30"

    def test_other_texts_are_not_touched(self) -> None:
        assert safe_text("“三公”经费") == "“三公”经费"


def test_parquet_keeps_decimals(home: Home, right: list[tuple[str, Decimal]], tmp_path: Path) -> None:
    export(home, tmp_path / "out", Choice("parquet", ("spending_line",)))
    file = tmp_path / "out" / "spending_line.parquet"
    found = duckdb.sql(f"select line_key, amount_yuan from '{file}' order by 1").fetchall()
    assert found == right
    assert found[0][1].as_tuple().exponent == -2


def test_csv_keeps_digits_and_can_carry_a_mark_for_excel(
    home: Home, right: list[tuple[str, Decimal]], tmp_path: Path
) -> None:
    export(home, tmp_path / "out", Choice("csv", ("mart.spending_line",), bom=True))
    file = tmp_path / "out" / "spending_line.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = sorted((row["line_key"], Decimal(row["amount_yuan"])) for row in csv.DictReader(lines))
    assert found == right


def test_xlsx_has_chinese_headings_a_dictionary_and_exact_amounts(
    home: Home, right: list[tuple[str, Decimal]], tmp_path: Path
) -> None:
    import openpyxl

    export(home, tmp_path / "out", Choice("xlsx", ("spending_line",)))
    book = openpyxl.load_workbook(tmp_path / "out" / "warehouse.xlsx")
    assert book.sheetnames == ["字典", "spending_line"]
    rows = list(book["spending_line"].iter_rows(values_only=True))
    head = list(rows[0])
    key, amount = head.index("明细编号"), head.index("金额, 元")
    assert sorted((str(row[key]), Decimal(str(row[amount]))) for row in rows[1:]) == right


@pytest.mark.parametrize(("value", "fits"), [("9999999999999.99", True), ("12345678901234.56", False), ("0.10", True)])
def test_amounts_that_a_spreadsheet_would_round_are_text(value: str, fits: bool) -> None:
    assert is_exact_number(Decimal(value)) is fits


def test_sqlite_has_text_and_cents(home: Home, right: list[tuple[str, Decimal]], tmp_path: Path) -> None:
    export(home, tmp_path / "out", Choice("sqlite", ("spending_line",)))
    with sqlite3.connect(tmp_path / "out" / "warehouse.sqlite") as database:
        found = database.execute(
            "select line_key, amount_yuan, amount_yuan_cents from spending_line order by 1"
        ).fetchall()
    assert [(key, Decimal(text)) for key, text, _ in found] == right
    assert [cents for _, _, cents in found] == [int(amount * 100) for _, amount in right]


def test_the_data_package_describes_its_files(home: Home, tmp_path: Path) -> None:
    export(home, tmp_path / "out", Choice("package", ("spending_line", "dim_document")))
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert {item["name"] for item in package["resources"]} == {"spending-line", "dim-document"}
    lines = next(item for item in package["resources"] if item["name"] == "spending-line")
    content = (tmp_path / "out" / lines["path"]).read_bytes()
    assert lines["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    fields = {field["name"]: field for field in lines["schema"]["fields"]}
    assert fields["amount_yuan"]["type"] == "number"
    assert fields["amount_yuan"]["columnType"] == "value"
    assert next(csv.reader(content.decode("utf-8").splitlines())) == list(fields)


@pytest.mark.parametrize("kind", FORMATS)
def test_everything_can_be_exported_and_contacts_stay(home: Home, tmp_path: Path, kind: str) -> None:
    done = export(home, tmp_path / "out", Choice(kind))
    assert {"main.fact_spending", "main.dim_unit", "mart.project"} <= {item.table for item in done}
    assert not [item.table for item in done if "contact" in item.table]


def test_contacts_are_exported_only_when_asked_for(home: Home, tmp_path: Path) -> None:
    with (
        duckdb.connect(str(home.published), read_only=True) as connection,
        pytest.raises(CallError, match="contact"),
    ):
        export_tables(connection, ["contact"])
    with pytest.raises(CallError, match="no contacts were written"):
        export(home, tmp_path / "out", Choice("csv", with_contacts=True))
    rebuild(home, with_contacts=True)
    done = export(home, tmp_path / "out", Choice("csv", ("contact",), with_contacts=True))
    assert [item.table for item in done] == ["restricted.contact"]
    assert "telephone" in (tmp_path / "out" / "contact.csv").read_text(encoding="utf-8").splitlines()[0]
    assert home.restricted.stat().st_mode & 0o077 == 0
    # The next publication was not asked for persons.
    rebuild(home, again=True)
    assert not home.restricted.exists()


def test_a_folder_of_somebody_else_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CallError, match="no export"):
        export(home, tmp_path, Choice("csv"))
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_former_export_is_replaced_whole(home: Home, tmp_path: Path) -> None:
    export(home, tmp_path / "out", Choice("csv"))
    export(home, tmp_path / "out", Choice("parquet", ("dim_unit",)))
    assert sorted(file.name for file in (tmp_path / "out").iterdir() if not file.name.startswith(".")) == [
        "dictionary.csv",
        "dim_unit.parquet",
    ]


def test_the_chinese_name_of_a_column_is_in_its_comment() -> None:
    assert ExportColumn("amount_yuan", "DECIMAL(20,2)", "Amount in yuan, exact (金额, 元)").chinese == "金额, 元"
    assert ExportColumn("x", "VARCHAR", "No Chinese").chinese == "x"
