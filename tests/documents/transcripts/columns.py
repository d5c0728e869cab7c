"""The columns of a typed table: what stands in them, and putting them in another order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from loaders.amounts import Form, read_amount
from loaders.text import folded
from tests.documents.transcripts.model import Sheet, Table, Transcript, Typed

Change = Callable[[Transcript], Transcript]
_NO_MONEY = re.compile(r"%|率|比例|幅度|数量|序号|行次|栏次|单价|备注|台|人数|面积|编码|代码|^[类款项]$")


def paths(table: Table) -> list[list[str]]:
    """The heading texts over each column, from the top."""
    out: list[list[str]] = [[] for _ in range(table.width)]
    for cell in sorted(table.head(), key=lambda cell: cell.row):
        for column in range(cell.column, cell.column + cell.across):
            out[column].append(folded(cell.text))
    return out


def texts(table: Table, column: int) -> list[str]:
    return [cell.text for cell in table.body() if cell.column == column]


def is_amounts(table: Table, column: int) -> bool:
    """Do figures with decimals stand in the column?"""
    found = texts(table, column)
    amounts = sum("." in text and read_amount(text).form is Form.NUMBER for text in found)
    return amounts > 0 and amounts * 2 > len(found)


def is_plain(table: Table) -> bool:
    """No cell of the body covers others."""
    return all(cell.across == cell.down == 1 for cell in table.body())


def holds_money(table: Table, column: int, over: Sequence[str]) -> bool:
    """Do figures stand in the column, that are no codes, counts, shares or ordinals?"""
    found = [read_amount(text) for text in texts(table, column)]
    numbers = sum(amount.is_number for amount in found)
    return numbers * 2 > len(found) and not any(_NO_MONEY.search(text) for text in over)


def rearranged(table: Table, order: Sequence[int | None]) -> Table:
    """The table with its columns in another order; None is a new blank column. Heads over columns that were apart are
    printed once for each run."""
    cells: list[Typed] = []
    at = {old: new for new, old in enumerate(order) if old is not None}
    for cell in table.cells:
        columns = sorted(at[c] for c in range(cell.column, cell.column + cell.across) if c in at)
        runs: list[list[int]] = []
        for column in columns:
            if runs and runs[-1][-1] == column - 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        cells += [replace(cell, column=run[0], across=len(run)) for run in runs]
    return replace(table, width=len(order), cells=tuple(cells))


def each_table(change: Callable[[Table, Sheet], Table]) -> Change:
    def changed(transcript: Transcript) -> Transcript:
        sheets = (
            replace(sheet, tables=tuple(change(table, sheet) for table in sheet.tables)) for sheet in transcript.sheets
        )
        return replace(transcript, sheets=tuple(sheets))

    return changed
