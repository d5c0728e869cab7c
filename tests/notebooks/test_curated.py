"""The curated notebooks as files: their form, and that they run on a warehouse that holds almost nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.load import load
from warehouse.notebooks import in_language, notebook_files

from ..conftest import budget_text

FILES = notebook_files()
_MART = re.compile(r"\b(?:from|join)\s+([a-z_]+\.[a-z_]+)")

RUN_ALL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from warehouse.notebooks import in_language
from pathlib import Path
failed = []
for name in sys.argv[1:]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    for cell in in_language(Path(name), "zh").cells:
        if cell.cell_type == "code":
            result = shell.run_cell(cell.source, store_history=False)
            if not result.success:
                error = result.error_in_exec or result.error_before_exec
                failed.append([Path(name).stem, cell.source[:80], str(error)])
                break
print("\\nFAILED " + json.dumps(failed))
"""


def cells(file: Path, kind: str) -> list[dict[str, object]]:
    return [cell for cell in json.loads(file.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, object]) -> str:
    return "".join(cell["source"])  # type: ignore[arg-type]


def test_there_are_eleven() -> None:
    assert len(FILES) == 11


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
class TestForm:
    def test_has_no_outputs(self, file: Path) -> None:
        assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells(file, "code"))

    def test_begins_with_topic_and_question(self, file: Path) -> None:
        english, chinese = (source(cell) for cell in cells(file, "markdown")[:2])
        assert english.startswith("# ")
        assert "**Question.**" in english
        assert "**问题。**" in chinese

    def test_every_text_stands_in_both_languages(self, file: Path) -> None:
        assert len(in_language(file, "en").cells) == len(in_language(file, "zh").cells)

    def test_has_one_parameters_cell(self, file: Path) -> None:
        tagged = [cell for cell in cells(file, "code") if "parameters" in cell["metadata"].get("tags", [])]  # type: ignore[attr-defined]
        assert len(tagged) == 1

    def test_reads_marts_only(self, file: Path) -> None:
        for cell in cells(file, "code"):
            for name in _MART.findall(source(cell)):
                assert name.startswith(("mart.", "main.dim_", "quality.run", "warehouse.")), name

    def test_prose_holds_no_figure_of_the_data(self, file: Path) -> None:
        for cell in cells(file, "markdown"):
            assert not re.search(r"\d[\d,.]*\s*(?:亿元|万元|million)", source(cell))


def test_they_run_on_a_warehouse_with_a_single_table(tmp_path: Path) -> None:
    document = tmp_path / "budget.txt"
    document.write_text(budget_text(), encoding="utf-8")
    home = Home(tmp_path / "home")
    load(home, [document], jobs=1)
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, *map(str, FILES)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "WAREHOUSE_HOME": str(home.folder), "WAREHOUSE_LANG": "zh"},
    )
    assert json.loads(done.stdout.rpartition("FAILED ")[2]) == []
