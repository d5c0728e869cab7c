"""Fixtures for tests that go through the program: small documents of our own, a home, the program itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., "subprocess.CompletedProcess[str]"]
Write = Callable[..., Path]

_FUNCTIONS = (
    "2010301-行政运行",
    "2080505-机关事业单位基本养老保险缴费支出",
    "2101101-行政单位医疗",
    "2210201-住房公积金",
)


def budget_text(unit: str = "河湾街道办事处", year: int = 2026, basic: int = 100, rows: int = 4) -> str:
    """The text of a department budget with one statement of spending whose sums close."""
    lines = [f"青禾市临荷区人民政府{unit}{year}年部门预算", "", f"编制单位：{unit}", ""]
    lines += ["预算03表 支出预算总表", "", "金额单位：万元", ""]
    lines.append("支出功能分类科目\t政府支出经济分类科目\t部门支出经济分类科目\t合计\t基本支出\t项目支出")
    total = 0
    for index in range(rows):
        amount = basic + index * 10
        total += amount
        function = _FUNCTIONS[index % len(_FUNCTIONS)]
        lines.append(f"{function}\t50101-工资奖金津补贴\t30101-基本工资\t{amount}.000000\t{amount}.000000\t")
    lines.append(f"合计\t\t\t{total:,}.000000\t{total:,}.000000\t")
    return "\n".join(lines) + "\n"


@pytest.fixture
def write_budget() -> Write:
    """Writes a small budget document and gives back its path."""

    def write(path: Path, **values: object) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(budget_text(**values), encoding="utf-8")  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def program(home: Path) -> Program:
    """Runs `warehouse` as a user does: another process, its own home, no terminal."""

    def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "warehouse", *map(str, words)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "WAREHOUSE_HOME": str(home), **environment},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def make_budget_text() -> Callable[..., str]:
    return budget_text
