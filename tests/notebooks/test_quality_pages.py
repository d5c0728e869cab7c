"""quality.html and the Data Docs in a real browser that can reach nothing but this machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from warehouse.home import Home
from warehouse.quality.check import check


@pytest.fixture(scope="module")
def checked(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The quality folder of a copy of the sample warehouse, after a check."""
    pytest.importorskip("great_expectations")
    folder = tmp_path_factory.mktemp("pages") / "home"
    shutil.copytree(sample_home.folder, folder)
    assert check(Home(folder)).notes == ()
    return folder / "quality"


def requested(browser: Any) -> list[str]:
    """Every address that the page asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [item["params"]["request"]["url"] for item in messages if item["method"] == "Network.requestWillBeSent"]


def errors(browser: Any) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def outside(urls: list[str]) -> list[str]:
    return [url for url in urls if not url.startswith(("file://", "data:", "about:", "blob:"))]


def has_chinese_font(browser: Any) -> bool:
    """Whether the page brings a font for Chinese, which machines without one need."""
    return bool(
        browser.execute_script("return document.fonts.load(\"12px 'Warehouse Sans SC'\", '预').then(f => f.length)")
    )


def test_the_summary_opens_without_a_network(checked, browser):
    browser.get((checked / "quality.html").as_uri())
    assert outside(requested(browser)) == []
    assert errors(browser) == []
    text = browser.find_element("tag name", "body").text
    assert "Quality of the warehouse" in text
    assert "faults of the publication" in text
    assert browser.find_elements("css selector", "svg rect")
    width = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, "the page scrolls sideways"
    assert has_chinese_font(browser)


def test_data_docs_open_without_a_network(checked, browser):
    index = checked / "data_docs" / "index.html"
    browser.get(index.as_uri())
    assert outside(requested(browser)) == []
    assert errors(browser) == []
    rows = browser.find_elements("css selector", "table tbody tr")
    assert len(rows) >= 10
    assert "main.fact_spending" in browser.find_element("tag name", "body").text
    # Bootstrap is there: its grid and its fonts apply.
    padding = "return getComputedStyle(document.querySelector('.container-fluid, .container')).paddingLeft"
    assert browser.execute_script(padding) not in ("", "0px")
    pages = sorted((checked / "data_docs" / "validations").rglob("*.html"))
    assert pages
    browser.get(next(page for page in pages if "checks" in page.parts).as_uri())
    assert outside(requested(browser)) == []
    assert errors(browser) == []
    assert "summary_balance" in browser.page_source
    assert has_chinese_font(browser)
    assert outside(requested(browser)) == []


def test_no_page_refers_to_the_network_for_more_than_a_link(checked):
    import re

    for page in [checked / "quality.html", *(checked / "data_docs").rglob("*.html")]:
        text = page.read_text(encoding="utf-8")
        loads = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=[\"'](?:https?:)?//[^\"']*", text)
        assert loads == [], page
        assert not re.search(r"url\(\s*['\"]?https?:", text), page
