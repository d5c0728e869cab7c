"""What a column holds, by the words over it (loaders/vocabulary/columns.toml) and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.amounts import Form, read_amount
from loaders.codes import known_names
from loaders.statements.tables.by_fund import funds_first
from loaders.statements.tables.column_sums import with_parents
from loaders.statements.tables.items import with_items
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import (
    CHANGE,
    NOT_MONEY,
    changed_measure_of,
    fund_of,
    fund_source_of,
    measure_of,
    stage_of,
    years_before,
)
from loaders.statements.tables.model import Column
from loaders.statements.tables.words import own_measures, pattern, text_rules
from loaders.text import folded
from loaders.titles import year_in

_CODE = re.compile(r"^\[?(\d{3}(?:\d{2}){0,3})\]?(?:[-—－–:：.、]|(?=\D)|$)")
_BARE_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
_SEGMENT = re.compile(r"\d{2}")
#: columns that are text whatever stands in them
_ALWAYS_TEXT = {"note", "ordinal", "unit_code", "project_code", "code", "segment_1", "segment_2", "segment_3"}


@dataclass(frozen=True, slots=True)
class TextColumn:
    index: int
    heading: str
    #: unit_code, unit_name, code, name, segment_1..3, label, service_level1..3, service_field, fund_source, project_*,
    #: note, ordinal
    role: str
    #: function | gov_economic | dept_economic | None (told by the code itself)
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many cells of a column are amounts, account codes, other texts."""

    amounts: int
    codes: int
    words: int
    #: of the codes, those that are nothing but two to nine digits
    bare_codes: int

    @property
    def is_numeric(self) -> bool:
        return self.amounts > 0 and self.amounts >= self.words + self.codes - self.bare_codes


def text_role(path: tuple[str, ...]) -> str | None:
    """What a text column holds, by its lowest heading and the groups over it; the first fitting rule wins."""
    if not path:
        return None
    for rule in text_rules():
        if rule.leaf.search(path[-1]) and (rule.path is None or any(rule.path.search(part) for part in path)):
            return rule.role
    return None


def scheme_of(path: tuple[str, ...]) -> str | None:
    """Which classification a code column belongs to, where its headings say so."""
    joined = "/".join(path)
    if "政府" in joined and "经济" in joined:
        return "gov_economic"
    if "经济" in joined:
        return "dept_economic"
    if "功能" in joined:
        return "function"
    return None


def content_share(rows: Sequence[SheetRow], column: int) -> Share:
    """What stands in a column."""
    amounts = codes = words = bare_codes = 0
    for row in rows:
        cell = row.begun(column)
        if cell is None:
            continue
        amount = read_amount(cell.text)
        if amount.form in (Form.NUMBER, Form.DAMAGED):
            if _is_bare_code(folded(cell.text)):
                codes += 1
                bare_codes += 1
            else:
                amounts += 1
        elif amount.form is Form.OTHER:
            if _CODE.match(folded(cell.text)):
                codes += 1
            else:
                words += 1
    return Share(amounts, codes, words, bare_codes)


def _is_bare_code(text: str) -> bool:
    """An account code or a segment of one, and no amount in whole yuan: the classes of the accounts are few."""
    return bool(_SEGMENT.fullmatch(text) or (_BARE_CODE.fullmatch(text) and text[:3] in known_names()))


def _holds_amounts(path: tuple[str, ...], share: Share, kind: str) -> bool:
    """Do amounts stand in the column? Whole yuan that happen to look like codes do, under a heading of money."""
    if text_role(path) in _ALWAYS_TEXT:
        return False
    is_bare = share.words == 0 and share.codes > 0 and measure_of(path, kind) is not None
    return share.amounts > share.words + share.codes - share.bare_codes or is_bare


def common_parts(paths: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """Headings that stand over every amount column: they say what the table is about, not what a column measures."""
    if len(paths) < 2:
        return frozenset()
    return frozenset(set(paths[0]).intersection(*paths[1:]))


def classify(
    paths: tuple[tuple[str, ...], ...], rows: Sequence[SheetRow], kind: str, fact: str
) -> tuple[tuple[TextColumn, ...], tuple[Column, ...]]:
    """The text columns and the amount columns of a panel: by the words over them, where those tell; else by what stands
    in them. A heading that may mean either (项目) is text unless figures stand under it."""
    texts: list[TextColumn] = []
    columns: list[Column] = []
    printed, paths = paths, funds_first(paths, kind)
    shares = [content_share(rows, index) for index in range(len(paths))]
    amounts = [path for path, share in zip(paths, shares, strict=True) if _holds_amounts(path, share, kind)]
    common = common_parts(amounts)
    is_only_amount = len(amounts) == 1
    for index, (path, share) in enumerate(zip(paths, shares, strict=True)):
        role = text_role(path)
        heading = "/".join(path)
        has_text = share.words + share.codes > 0
        is_by_fund = path != printed[index]
        named = path[1:] if is_by_fund else path
        measure = measure_of(tuple(part for part in named if part not in common), kind) or measure_of(named, kind)
        # Short integers look like codes; where a heading may measure money (项目支出), they are money.
        is_short = role == "label" and measure is not None and share.bare_codes == share.codes > share.words
        is_count = measure is not None and measure[0] in NOT_MONEY
        can_be_text = not share.is_numeric and not is_short and not is_count and (role != "label" or has_text)
        if role is not None and (role in _ALWAYS_TEXT or can_be_text):
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
            continue
        coded_words = share.words + share.codes - share.bare_codes
        is_words = share.words > 0 and not share.is_numeric and coded_words > share.amounts + share.bare_codes
        if measure is not None and (is_count or not is_words):
            if own_measures().get(kind) == measure[0] and is_only_amount:
                measure = ("total", False)
            own = tuple(part for part in path if part not in common)
            column = _amount_column(index, path, measure, kind, fact)
            if fact == "spending" and (fund := fund_of(own, kind)):
                column = replace(column, fund_kind=fund[0], fund_source=fund[1])
            columns.append(replace(column, fund_source=path[0]) if is_by_fund else column)
        elif share.is_numeric:
            fund_source = fund_source_of(path) if fact == "revenue" and path else None
            # A heading that says nothing we know measures nothing we know; figures under no heading are the total.
            columns.append(Column(index, heading, "other" if path and not is_only_amount else "total", fund_source))
        elif has_text:
            role = role or ("code" if share.codes > share.words else "label")
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
    return tuple(_with_segments(texts, rows)), with_parents(with_items(columns, paths, kind), paths, kind)


def _with_segments(texts: Sequence[TextColumn], rows: Sequence[SheetRow]) -> list[TextColumn]:
    """Code columns side by side under one heading (科目编码 over three columns) hold 类, 款 and 项 where their cells
    are no longer than those."""
    out = list(texts)
    for first, text in enumerate(texts):
        run = [
            at
            for at, other in enumerate(texts[first : first + 3], first)
            if (other.role, other.heading, other.index - at) == ("code", text.heading, text.index - first)
        ]
        begins = first == 0 or (texts[first - 1].role, texts[first - 1].heading) != ("code", text.heading)
        if begins and len(run) > 1 and all(_is_segment_column(texts[at].index, at > first, rows) for at in run):
            for number, at in enumerate(run, 1):
                out[at] = replace(texts[at], role=f"segment_{number}")
    return out


def _is_segment_column(column: int, is_below: bool, rows: Sequence[SheetRow]) -> bool:
    """Does a column hold nothing but parts of codes (of the lower levels, where `is_below`)?"""
    printed = [folded(cell.text) for row in rows if (cell := row.begun(column)) is not None]
    numbers = [text for text in printed if text.isdecimal()]
    return bool(numbers) and all(len(text) <= (2 if is_below else 3) for text in numbers)


def _amount_column(index: int, path: tuple[str, ...], measure: tuple[str, bool], kind: str, fact: str) -> Column:
    heading = "/".join(path)
    is_change = measure[0] == CHANGE
    return Column(
        index=index,
        heading=heading,
        measure=measure[0],
        fund_source=fund_source_of(path) if fact == "revenue" else None,
        stage=None if is_change else stage_of(path),
        fiscal_year=None if is_change else year_in(heading),
        years_before=0 if is_change else years_before(heading),
        is_carryover=bool(pattern("carryover").search(heading)),
        is_sum=bool(pattern("sums").search(path[-1])),
        is_of_which=measure[1],
        change_of=changed_measure_of(path, kind) if is_change else None,
    )
