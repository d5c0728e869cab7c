"""Small budget tables of our own as text dumps, and what the loaders read in them."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from loaders.extract import understand
from loaders.readers.text import read_text
from loaders.records import Extract, RevenueRecord, SpendingRecord


def read(*lines: str) -> Extract:
    """The extract of a text: `|` stands for the tab between two cells."""
    data = "\n".join(line.replace("|", "\t") for line in lines).encode()
    return understand(read_text(data, "sample.txt", hashlib.sha256(data).hexdigest()))


def table(title: str, *lines: str, unit: str = "金额单位：万元") -> Extract:
    """One table with its title and its money unit."""
    return read(title, "", unit, "", *lines)


def wan(line: SpendingRecord | RevenueRecord) -> str:
    """The amount in 万元, without trailing zeros."""
    return f"{line.amount_yuan / Decimal(10_000):f}".rstrip("0").rstrip(".")


def kinds(one: Extract) -> dict[str, str]:
    """label (or code) -> kind of line, of spending."""
    return {line.label or line.function_code or line.dept_economic_code or "": line.line_kind for line in one.spending}
