"""A published sample warehouse and a browser, made once for all workers."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from warehouse.demo import build_demo
from warehouse.home import Home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The warehouse of the sample documents. With several test workers the first builds it, the others wait."""
    shared = tmp_path_factory.getbasetemp().parent / "desk-sample"
    shared.mkdir(exist_ok=True)
    home = Home(shared / "home")
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.published.exists():
            build_demo(home)
    return home


@pytest.fixture
def browser() -> Iterator[Any]:
    """Headless Chromium that can reach this machine and nothing else."""
    webdriver = pytest.importorskip("selenium.webdriver")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1200,1000",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield opened
    finally:
        opened.quit()
