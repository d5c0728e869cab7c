"""A home may stand in any folder that people name: with blanks, Chinese, per cent signs, quotes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.cli import main
from warehouse.home import Home
from warehouse.store import Store

Write = Callable[..., Path]


@pytest.mark.parametrize("name", ["预算 100% 的家", "it's a #home (2026); +1"])
def test_everything_works_in_a_folder_with_an_awkward_name(name, tmp_path, write_budget: Write, capsys):
    home = tmp_path / name
    write_budget(tmp_path / "in box" / "一.txt")
    call = ["--home", str(home)]
    assert main([*call, "load", str(tmp_path / "in box"), "--jobs", "1"]) == 0
    write_budget(tmp_path / "in box" / "二.txt", unit="松坪街道办事处")
    assert main([*call, "load", str(tmp_path / "in box"), "--jobs", "1"]) == 0
    assert main([*call, "check", "--plain"]) == 0
    assert main([*call, "history"]) == 0
    capsys.readouterr()
    assert main([*call, "sql", "select min(line_key) as k from mart.spending_line", "--format", "csv"]) == 0
    assert main([*call, "trace", capsys.readouterr().out.split()[-1]]) == 0
    assert all(Path(file).is_file() for file in Store(Home(home).store).live_files("spending"))


@pytest.mark.parametrize("name", ["a[1]", "a%20b", "a|b", "a?b"])
def test_a_name_that_the_store_cannot_work_with_is_refused_before_anything_is_made(
    name, tmp_path, write_budget: Write, capsys
):
    document = write_budget(tmp_path / "a.txt")
    assert main(["--home", str(tmp_path / name), "load", str(document)]) == 2
    assert "choose another folder" in capsys.readouterr().err
    assert not (tmp_path / name).exists()
