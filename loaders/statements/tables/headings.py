"""Headings of a grid: which rows they are, and the path of texts over each column.

Rules:

1. Heading rows stand at the top of a grid: no amount and no account code in them, at least one word of the headings'
   vocabulary. A row of column numbers (`**`, 1, 2, 3; 栏次) closes them.
2. The heading of a column is the path of the heading cells above it. Where the format keeps merged cells (PDF, Excel,
   Word, HTML) their spans are used; in plain text a group title covers the blank cells to its right, as long as there
   are titles below them.
3. A grid without headings continues the last one that had some: by the same number of columns, else by the position
   of its columns on the page, else by their number.
4. A row that only repeats the headings is a page break, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.amounts import Form, read_amount
from loaders.issuer import issuer_of
from loaders.statements.tables.labels import is_total_label
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.words import heading_words
from loaders.text import compact, folded
from loaders.titles import title_kind

Paths = tuple[tuple[str, ...], ...]
#: left and right edge of a column on its page
Extent = tuple[float, float] | None

_COLUMN_NUMBER = re.compile(
    r"\*+|栏次|行次|序号|合计栏|\(?\d{1,2}\)?(?:[=+\-*/×÷()（）\d]+)?|[甲乙丙丁ABCD]|[①-⑳](?:=.*)?|—+|-+"
)
_NUMBERS_MARK = re.compile(r"\*+|栏次|行次|[甲乙丙丁]")
_SEGMENT_NAME = re.compile(r"[类款项目]")
_CODE_START = re.compile(r"^\[?[235]\d\d(?:\d\d){0,3}(?:\D|$)")
_OUTLINE = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.]\D|其中:.)")
_TOTAL_LABEL = re.compile(r"^(?:本年|当年)?(?:收入|支出)?(?:合计|总计|小计)$")
_TABLE_NUMBER = re.compile(r"(?:附?表|预算|公开|财决|批复表|决算)*[一二三四五六七八九十\d-]{1,6}(?:表)?")
_UNIT_MARK = re.compile(
    r"(?:金额)?单位[:：]?\(?(?:人民币)?\)?(亿元|百万元|千元|万元|元)\)?|[(（](?:单位[:：])?(亿元|百万元|千元|万元|元)[)）]"
)
_UNIT_LINE = re.compile(r"(?:金额)?单位:")
_UNIT_REMARK = re.compile(r"\((?:金额)?(?:单位[:：]?)?(?:人民币)?(?:亿|百万|万|千)?元\)")
MAX_HEADING_ROWS = 8
MAX_HEADING_LENGTH = 60


@dataclass(frozen=True, slots=True)
class HeadRows:
    """Indices of the heading rows of a grid, of the rows above them (title, unit), and of the first data row."""

    headings: tuple[int, ...]
    above: tuple[int, ...]
    first_data: int


def is_heading_word(text: str) -> bool:
    bare = folded(text)
    return bool(bare) and any(word in bare for word in heading_words())


def money_unit_in(text: str) -> str | None:
    """The money unit that a line over a table names (单位：万元)."""
    match = _UNIT_MARK.search(folded(text))
    return (match.group(1) or match.group(2)) if match else None


def is_table_number(text: str) -> bool:
    return bool(_TABLE_NUMBER.fullmatch(folded(text)))


def heading_text(text: str) -> str:
    """A heading as it is compared: without the money unit in brackets behind it."""
    bare = compact(text)
    return _UNIT_REMARK.sub("", bare) or bare


def is_repeated_heading(row: SheetRow, paths: Paths) -> bool:
    """Does the row print the headings again (a page break)? A total is none, though 合计 is a heading too."""
    known = {part for path in paths for part in path}
    texts = [heading_text(cell.text) for _, cell in row.filled()]
    return (
        bool(texts)
        and texts[0] in known
        and all(text in known or (is_heading_word(text) and not is_total_label(text)) for text in texts)
    )


def heading_rows(rows: Sequence[SheetRow]) -> HeadRows:
    headings: list[int] = []
    above: list[int] = []
    for index, row in enumerate(rows[: MAX_HEADING_ROWS + 6]):
        filled = row.filled()
        if not filled:
            continue
        if headings and _is_column_numbers(row):
            headings.append(index)
            continue
        is_data = _is_data(row)
        if not headings and not is_data and len(filled) <= 3 and _is_row_over_table([cell.text for _, cell in filled]):
            above.append(index)
            continue
        if is_data:
            return HeadRows(tuple(headings), tuple(above), index)
        longest = max(len(folded(cell.text)) for _, cell in filled)
        if longest <= MAX_HEADING_LENGTH and any(is_heading_word(cell.text) for _, cell in filled):
            headings.append(index)
            if len(headings) > MAX_HEADING_ROWS:
                return HeadRows(tuple(headings), tuple(above), index + 1)
        elif headings:
            return HeadRows(tuple(headings), tuple(above), index)
        else:
            above.append(index)
    return HeadRows(tuple(headings), tuple(above), max(headings) + 1 if headings else len(rows))


def is_tail(rows: Sequence[SheetRow], headings: Sequence[int], before: Paths) -> bool:
    """Are the first rows of a page the rest of a row that the page before began, and no headings? They fill few of the
    columns that the headings before them fill, and repeat none of those."""
    if not headings or len(rows[headings[0]].cells) != len(before):
        return False
    known = {part for path in before for part in path}
    filled = [(column, heading_text(cell.text)) for index in headings for column, cell in rows[index].filled()]
    columns = {column for column, _ in filled}
    return not any(text in known for _, text in filled) and 2 * len(columns) <= sum(map(bool, before))


def _is_row_over_table(texts: Sequence[str]) -> bool:
    """One of the cells stands over a table, or all together do (`单位：` | `万元`)."""
    if any(_is_over_table(text) for text in texts):
        return True
    return all(money_unit_in(text) is None for text in texts) and money_unit_in("".join(texts)) is not None


def _is_over_table(text: str) -> bool:
    """A title, a money unit, the unit that the table is about, or the table's number. 预算数（万元） is a heading."""
    is_heading = heading_text(text) != compact(text) and is_heading_word(heading_text(text))
    tells_unit = money_unit_in(text) is not None and not is_heading
    is_unit_line = bool(_UNIT_LINE.match(folded(text)))
    return bool(title_kind(text) or tells_unit or is_unit_line or issuer_of(text) or is_table_number(text))


def _is_column_numbers(row: SheetRow) -> bool:
    """`栏次 | 1 | 2 | 3`; the names of code segments may stand in the same row: 类 | 款 | 项 | 栏次 | 1 | 2."""
    texts = [folded(cell.text) for _, cell in row.filled()]
    numbers = [text for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    return (
        len(numbers) >= 2
        and all(_COLUMN_NUMBER.fullmatch(text) or _SEGMENT_NAME.fullmatch(text) for text in texts)
        and not any("." in text for text in texts)
        and (any(_NUMBERS_MARK.fullmatch(text) for text in texts) or _count_up(texts))
    )


def _count_up(texts: Sequence[str]) -> bool:
    """Do numbers count columns, from 1 and perhaps again from 1? Whole figures (10 | 0 | 0 | 10) do not; one or two
    may be lost."""
    before = 0
    for number in (int(text) for text in texts if text.isdecimal()):
        if number != 1 and not before < number <= before + 3:
            return False
        before = number
    return True


def _is_column_number(text: str) -> bool:
    return bool(_COLUMN_NUMBER.fullmatch(folded(text)))


def _is_data(row: SheetRow) -> bool:
    """Does the row hold an amount, an account code, an outline label or a total label?"""
    filled = row.filled()
    for position, (_, cell) in enumerate(filled):
        bare = folded(cell.text)
        amount = read_amount(cell.text)
        if amount.form in (Form.NUMBER, Form.DAMAGED) and not re.fullmatch(r"20\d\d", bare):
            return True
        if _CODE_START.match(bare) and not bare.endswith("年") and issuer_of(cell.text) is None:
            return True
        if _OUTLINE.match(bare) and not is_heading_word(bare.removeprefix("其中:")):
            # A label stands at the left of a list; 其中：… over a column to the right of headings is one of them.
            is_heading = position > 0 and all(is_heading_word(other.text) for _, other in filled[:position])
            return not (bare.startswith("其中") and is_heading)
    return len(filled) == 1 and bool(_TOTAL_LABEL.fullmatch(folded(filled[0][1].text)))


def _without_numbers(row: SheetRow, width: int) -> list[str]:
    """The texts of a heading row, without the numbers of the columns."""
    texts = [heading_text(row.text(column)) for column in range(width)]
    return ["" if _is_column_number(text) else text for text in texts] if _is_column_numbers(row) else texts


def paths_of(rows: Sequence[SheetRow], headings: Sequence[int], width: int) -> Paths:
    """The path of heading texts over each column, from the top; group titles spread over the columns they cover."""
    layers: list[list[str]] = []
    printed = [rows[index] for index in headings]
    raw = [_without_numbers(row, width) for row in printed]
    # Groups that are merged over their columns say so; cells that are merged downwards only do not tell.
    has_spans = any(cell.column_span > 1 for row in printed for _, cell in row.filled())
    for position, texts in enumerate(raw):
        is_group = not has_spans and position + 1 < len(raw)
        layers.append(_spread(texts, raw[position + 1 :], raw[:position]) if is_group else texts)
    paths: list[tuple[str, ...]] = []
    for column in range(width):
        path: list[str] = []
        for layer in layers:
            text = layer[column]
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)


def _spread(texts: list[str], below: Sequence[list[str]], above: Sequence[list[str]] = ()) -> list[str]:
    """Plain text has no spans: a title with a title below it is a group, and covers the blank cells on its right, as
    far as the group above it goes.

    A group opens with its 小计: where that stands one column after the group's title, the title slipped to the left.
    """
    out = list(texts)
    group = ""
    for column, text in enumerate(texts):
        under = any(layer[column] for layer in below)
        if text:
            sums = [layer[column + 1] if column + 1 < len(texts) else "" for layer in below]
            slipped = group and under and "小计" in sums and not texts[min(column + 1, len(texts) - 1)]
            if slipped and not any(layer[column] == "小计" for layer in below):
                out[column], out[column + 1] = group, text
                group = text
                continue
            group = text if under else ""
        elif out[column]:
            continue
        elif under and group and not any(layer[column] for layer in above):
            out[column] = group
        else:
            group = ""
    return out


def extents_of(rows: Sequence[SheetRow], width: int) -> list[Extent]:
    """The horizontal extent of each column, from the cells that cover just it."""
    extents: list[Extent] = [None] * width
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.box is not None and cell.column_span == 1 and extents[column] is None:
                extents[column] = (cell.box.x0, cell.box.x1)
    return extents


def continued(paths: Paths, boxes: Sequence[Extent], extents: Sequence[Extent], width: int) -> Paths:
    """Heading paths for a grid that prints none: those of the grid before it, whose columns lie at `boxes`."""
    if width == len(paths):
        return paths
    known = [(index, (box[0] + box[1]) / 2) for index, box in enumerate(boxes) if box is not None]
    if known and any(extents):
        out: list[tuple[str, ...]] = []
        for extent in extents:
            if extent is None:
                out.append(())
                continue
            middle = (extent[0] + extent[1]) / 2
            index, _ = min(known, key=lambda item: abs(item[1] - middle))
            out.append(paths[index])
        return tuple(out)
    if width < len(paths):
        return paths[:width]
    return (*paths, *([()] * (width - len(paths))))
