"""The words of the field as data. A new city should be a few lines in these files, not a change of code."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_toml(name: str) -> dict[str, Any]:
    """One vocabulary file, read once. "@name" among its words stands for that group of forms.toml."""
    return {key: _with_groups(value) for key, value in _read(name).items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


@cache
def _groups() -> dict[str, list[str]]:
    words: dict[str, list[str]] = _read("forms.toml")["words"]
    return words


def _with_groups(value: Any) -> Any:
    """The value with its groups spelled out."""
    if isinstance(value, dict):
        return {key: _with_groups(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    out: list[Any] = []
    for item in value:
        if isinstance(item, str) and item.startswith("@"):
            out.extend(_groups()[item.removeprefix("@")])
        else:
            out.append(_with_groups(item))
    return out


@cache
def load_csv(name: str) -> tuple[dict[str, str], ...]:
    """One vocabulary table, read once."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
