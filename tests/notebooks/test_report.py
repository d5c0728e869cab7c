"""The report as its readers get it: pages that need nothing outside themselves, drawn by a real browser."""

from __future__ import annotations

import fcntl
import json
import re
from pathlib import Path
from typing import Any

import pytest

from warehouse.contacts import write_contacts
from warehouse.home import Home
from warehouse.report import report
from warehouse.store import Store

_ADDRESS = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)

#: texts of a drawing that reach out of it, and so are cut.
CUT_LABELS = """
const cut = [];
for (const svg of document.querySelectorAll('figure svg')) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        if (text.textContent.trim() && box.width &&
            (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1))
            cut.push(text.textContent);
    }
}
return cut;
"""


@pytest.fixture(scope="session")
def pages(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole report of the sample warehouse."""
    shared = tmp_path_factory.getbasetemp().parent / "desk-report"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "pages" / "index.html").exists():
            made = report(sample_home, shared / "pages")
            (shared / "problems.json").write_text(json.dumps([page.problem for page in made if page.problem]))
    return shared / "pages"


def notebook_pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.html"))


def test_every_notebook_ran_to_its_end(pages: Path) -> None:
    assert json.loads((pages.parent / "problems.json").read_text()) == []
    assert len(notebook_pages(pages)) == 11


def test_no_page_holds_an_address(pages: Path) -> None:
    for page in pages.glob("*.html"):
        assert _ADDRESS.findall(page.read_text(encoding="utf-8")) == []


def test_code_is_folded_and_sections_are_listed(pages: Path) -> None:
    text = (pages / "02-where-the-money-goes.html").read_text(encoding="utf-8")
    assert text.count('<details class="code">') >= 5
    assert 'nav class="toc"' in text
    assert "@media print" in text


def test_the_index_leads_to_every_page(pages: Path) -> None:
    text = (pages / "index.html").read_text(encoding="utf-8")
    for page in notebook_pages(pages):
        assert f'href="{page.name}"' in text


def test_pages_name_no_person(pages: Path, sample_home: Home, tmp_path: Path) -> None:
    import duckdb

    beside = Home(tmp_path)
    assert write_contacts(beside, Store(sample_home.store)) > 0
    with duckdb.connect(str(beside.restricted), read_only=True) as connection:
        found = connection.execute("select distinct telephone from contact where telephone is not null").fetchall()
    numbers = [number for (number,) in found if len(number) >= 7]
    assert numbers
    with duckdb.connect(str(sample_home.published), read_only=True) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns where data_type = 'VARCHAR'"
        ).fetchall()
        texts = "\n".join(
            connection.execute(f"select coalesce(string_agg(distinct {column}, chr(10)), '') from {schema}.{table}").fetchall()[0][0]
            for schema, table, column in columns
        )
    assert not [number for number in numbers if number in texts]
    for page in notebook_pages(pages):
        text = page.read_text(encoding="utf-8")
        assert not [number for number in numbers if number in text]


def test_charts_are_drawn_and_no_label_is_cut(pages: Path, browser: Any) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    drawn = 0
    for page in notebook_pages(pages):
        browser.get(page.as_uri())
        wanted = browser.execute_script("return document.querySelectorAll('figure').length")
        WebDriverWait(browser, 30).until(
            lambda opened, wanted=wanted: (
                opened.execute_script("return document.querySelectorAll('figure svg.marks').length") == wanted
            )
        )
        assert browser.execute_script(CUT_LABELS) == [], page.name
        assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
        drawn += wanted
    assert drawn >= 15
