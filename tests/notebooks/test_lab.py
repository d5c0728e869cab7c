"""JupyterLab on the working copy: what is kept, and a real browser that runs a notebook with the network cut."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from warehouse.home import Home
from warehouse.lab import prepare_copy


def test_the_copy_follows_until_it_is_changed(tmp_path: Path) -> None:
    assert {item.outcome for item in prepare_copy(tmp_path, "en")} == {"new"}
    assert {item.outcome for item in prepare_copy(tmp_path, "en")} == {"same"}
    # Another language is another text: an untouched copy follows it.
    assert {item.outcome for item in prepare_copy(tmp_path, "zh")} == {"updated"}


def test_work_of_the_analyst_is_kept(tmp_path: Path) -> None:
    prepare_copy(tmp_path, "en")
    file = tmp_path / "01-start-here.ipynb"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = "# mine"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert prepare_copy(tmp_path, "en")[0].outcome == "kept"
    assert prepare_copy(tmp_path, "zh")[0].outcome == "beside"
    assert "# mine" in file.read_text(encoding="utf-8")
    assert (tmp_path / "01-start-here.new.ipynb").exists()


def test_running_a_notebook_is_no_change(tmp_path: Path) -> None:
    prepare_copy(tmp_path, "en")
    file = tmp_path / "01-start-here.ipynb"
    content = json.loads(file.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 3
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert prepare_copy(tmp_path, "en")[0].outcome == "same"


_TRIES = 3


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_lab(home: Home, folder: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The server, and its address with the token."""
    port = free_port()
    call = [sys.executable, "-m", "warehouse", "lab", "--home", str(home.folder)]
    call += ["--folder", str(folder), "--no-browser", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(call, stdout=out, stderr=out, env={**os.environ, "JUPYTER_RUNTIME_DIR": str(folder)})
    for _ in range(240):
        found = re.search(rf"http://127\.0\.0\.1:{port}/\S*token=(\w+)", log.read_text(errors="replace"))
        if found:
            return server, f"http://127.0.0.1:{port}/lab/tree/01-start-here.ipynb?token={found[1]}"
        if server.poll() is not None:
            break
        time.sleep(0.5)
    server.terminate()
    pytest.fail("JupyterLab did not start: " + log.read_text(errors="replace")[-800:])


def test_a_browser_runs_a_notebook_and_sees_its_charts(sample_home: Home, browser: Any, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    server, address = start_lab(sample_home, tmp_path / "lab", tmp_path / "lab.log")
    try:
        browser.get(address)
        for _ in range(_TRIES):
            # What is asked of a kernel that is still starting may get lost, as it does for people.
            WebDriverWait(browser, 60).until(lambda opened: "| Idle" in opened.find_element("tag name", "body").text)
            run_all_cells(browser)
            if has_charts(browser):
                break
        else:
            pytest.fail("no charts: " + browser.find_element("tag name", "body").text[-500:])
        assert (
            browser.execute_script("return document.querySelectorAll('.jp-RenderedText[data-mime-type*=error]').length")
            == 0
        )
        assert browser.execute_script("return document.body.innerText").count("亿元") >= 1
    finally:
        browser.get("about:blank")
        server.terminate()
        server.wait(60)
    assert left_over(tmp_path) == []


def left_over(folder: Path) -> list[str]:
    """Processes that were started for a folder and still run: a server, a kernel. They get a moment to end."""
    for _ in range(60):
        found = [words for words in running() if str(folder) in words]
        if not found:
            break
        time.sleep(0.5)
    return found


def running() -> list[str]:
    """The calls of all processes."""
    calls = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            calls.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return calls


def run_all_cells(browser: Any) -> None:
    """Run > Run All Cells, as a person does."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    wait = WebDriverWait(browser, 60)
    menu = "//*[contains(@class,'lm-MenuBar-item') and .//*[text()='Run']]"
    entry = "li[data-command='runmenu:run-all']:not(.lm-mod-disabled)"
    wait.until(lambda opened: opened.find_element(By.XPATH, menu)).click()
    wait.until(lambda opened: opened.find_element(By.CSS_SELECTOR, entry)).click()


def has_charts(browser: Any, seconds: float = 45) -> bool:
    """Whether two charts get drawn in that time."""
    count = "return document.querySelectorAll('.vega-embed svg.marks, .vega-embed canvas.marks').length"
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if browser.execute_script(count) >= 2:
            return True
        time.sleep(0.5)
    return False
