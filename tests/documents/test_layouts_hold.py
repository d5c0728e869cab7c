"""Every layout of other places, loaded as a web page: the rules that tie a budget together hold on all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.layout_file import FOLDER, parts, web_page
from warehouse.connect import open_published
from warehouse.home import Home
from warehouse.load import load

pytestmark = pytest.mark.slow


def test_no_rule_fails_on_a_sound_table(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in sorted(FOLDER.glob("*.txt")):
        (inbox / f"{path.stem}.html").write_text(web_page(parts(path)[0]), encoding="utf-8")
    home = Home(tmp_path / "home")
    load(home, [inbox])
    connection = open_published(home)
    try:
        failed = connection.execute(
            "select file_name, rule_code, left_yuan, right_yuan from mart.reconciliation "
            "where not holds and severity = 'error' order by all"
        ).fetchall()
        read = connection.execute("select count(*) from mart.spending_line").fetchall()[0][0]
    finally:
        connection.close()
    assert failed == []
    assert read > 0
