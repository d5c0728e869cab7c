"""The documents: every command in a ```bash block runs, links lead somewhere, generated figures are what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.resources import samples_folder

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "docs" / "tutorial.md",
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    *sorted((ROOT / "docs" / "explanation").glob("*.md")),
]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
#: pages whose blocks build a warehouse of their own, in this order.
_BUILDS = {"tutorial.md"}


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def run(script: list[str], folder: Path, home: Home, timeout: float = 400) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        script,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "WAREHOUSE_HOME": str(home.folder),
        },
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "bash")], ids=lambda page: page.name)
def test_commands_run(page: Path, sample_home: Home, tmp_path: Path) -> None:
    if page.name not in _BUILDS:
        shutil.copytree(samples_folder(), tmp_path / "budgets")
    for block in blocks(page, "bash"):
        # Exit code 1 of a load says that it is done and that some sums of the documents do not close.
        block = re.sub(r"^(warehouse load .*)$", r"\1 || test $? -eq 1", block, flags=re.MULTILINE)
        done = run(["bash", "-euo", "pipefail", "-c", block], tmp_path, sample_home)
        assert done.returncode == 0, f"{block}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        if "--copy-to" in block:
            # The load is tested where it belongs; here two small documents keep the page quick.
            for file in (tmp_path / "budgets").iterdir():
                if not file.name.startswith(("liuan-2026-department-budget", "minsheng-2026-project-list")):
                    file.unlink()
    if page.name in _BUILDS:
        for block in blocks(page, "python"):
            done = run([sys.executable, "-c", block], tmp_path, sample_home)
            assert done.returncode == 0, done.stderr
        assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["search.md", "follow-a-figure.md"])
def test_what_a_page_looks_for_is_there(name: str, sample_home: Home, tmp_path: Path) -> None:
    page = ROOT / "docs" / "how-to" / name
    lines = [line for block in blocks(page, "bash") for line in block.splitlines()]
    asked = [line for line in lines if re.match(r"warehouse (search|sql) ", line)]
    assert asked
    for line in asked:
        done = run(["bash", "-c", f"{line} --format csv"], tmp_path, sample_home)
        assert len(done.stdout.splitlines()) > 1, line


def test_verbs_named_in_the_documents_exist() -> None:
    from warehouse.cli import verb_names

    for page in PAGES:
        for verb in re.findall(r"(?:^|`)warehouse ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert verb in verb_names(), f"{page.name}: {verb}"


def test_the_finding_of_the_readme_is_computed(tmp_path: Path) -> None:
    document = ROOT.parent / "shared" / "realdocs" / "with-expected" / "bj2026_fuzhongxin_baobiao.pdf"
    if not document.exists():
        pytest.skip("the shared documents are not here")
    from warehouse.connect import open_published
    from warehouse.load import load
    from warehouse.queries import saved_query

    home = Home(tmp_path / "home")
    load(home, [document], jobs=1)
    query = saved_query("carryover_share")
    connection = open_published(home)
    try:
        row = connection.execute(query.text, query.values({})).fetchall()[0]
    finally:
        connection.close()
    carried, revenue, share = row[4:7]
    assert isinstance(carried, Decimal)
    for page in PAGES[:2]:
        text = page.read_text(encoding="utf-8")
        assert f"{carried:,}" in text
        assert f"{revenue:,}" in text
        assert f"{share} %" in text
    new_money = f"{(revenue - carried) / 10000:,.0f} 万元"
    assert new_money in PAGES[0].read_text(encoding="utf-8")
