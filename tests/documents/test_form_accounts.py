"""Read means that a record points to it: what the account of cells calls read stands in some record of the form."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

import pytest

from loaders.document import Grid
from loaders.indicators import bare_name
from loaders.records import Extract
from loaders.text import folded
from tests.documents import test_form_variants as forms
from tests.documents.layout_file import document, read

NAMES = (
    "OWN_COLUMNS", "DIRECTIONS", "NUMBERED_ROWS", "TWO_IN_ONE_TABLE", "SIDE_BY_SIDE", "TITLED", "NOTED_POINTS",
    "CUT_BY_A_PAGE", "TWO_UNITS_IN_ONE_BLOCK", "LIST_WITH_GOALS", "UNIT_ROWS", "BLOCKS_SIDE_BY_SIDE", "OF_A_TRANSFER",
)  # fmt: skip

#: what a packed cell calls its parts, and the values of all years
PACKED = frozenset({"1", "11", "实施周期指标值", "年度指标值", "≥60次", "执行率分值"})
#: words that say what a row is or which way a bound goes
WORDS = frozenset({"正向", "反向", "合计"})


def said(one: Extract) -> str:
    """All texts of all records, folded, and their numbers."""
    records = (*one.project, *one.indicator, *one.spending, *one.contact, *one.statement)
    values = [value for record in records for value in dataclasses.asdict(record).values() if value is not None]
    numbers = [format(value.normalize(), "f") for value in values if isinstance(value, Decimal)]
    return "\n".join([*(folded(value) for value in values if isinstance(value, str)), *numbers])


def is_said(text: str, known: str) -> bool:
    """As it stands, or in parts: a code and a name, a packed indicator, a number without its sign, a sum in yuan."""
    if folded(bare_name(text)) in known or folded(text) in WORDS:
        return True
    bare = re.sub(r"^\[\d+\]|[,☑]|□[^☑□]*", "", folded(bare_name(text)))
    number = bare.rstrip("%分")
    if re.fullmatch(r"\d+(\.\d+)?", number):
        sums = (format((Decimal(number) * factor).normalize(), "f") for factor in (1, 1000, 10_000, 1_000_000))
        return any(amount in known for amount in sums)
    parts = [part for part in re.split(r"[-()\[\];:、_]", bare) if part]
    return bare in known or all(part in known or part in PACKED for part in parts)


@pytest.mark.parametrize("name", NAMES)
def test_read_means_that_a_record_points_to_it(name: str) -> None:
    layout = getattr(forms, name)
    texts = {
        (block.table_no, row.row_no, cell.column_no): cell.text
        for block in document(layout).blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row.cells
    }
    one = read(layout)
    known = said(one)
    cells = [texts[c.table_no, c.row_no, c.column_no] for c in one.cell if c.outcome == "read" and c.table_no]
    assert cells
    assert [text for text in cells if not is_said(text, known)] == []
