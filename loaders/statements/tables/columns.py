"""What a column holds, by the words over it (loaders/vocabulary/columns.toml) and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.amounts import Form, read_amount
from loaders.statements.tables.column_sums import with_parents
from loaders.statements.tables.items import with_items
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.measures import fund_source_of, measure_of, stage_of
from loaders.statements.tables.model import Column
from loaders.statements.tables.words import own_measures, pattern, text_rules
from loaders.text import folded
from loaders.titles import year_in

_CODE = re.compile(r"^\[?(\d{3}(?:\d{2}){0,3})\]?(?:[-—－–:：.、]|(?=\D)|$)")
_BARE_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}|\d{2}")
#: columns that are text whatever stands in them
_ALWAYS_TEXT = {"note", "ordinal", "unit_code", "code", "segment_1", "segment_2", "segment_3"}


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
        return self.amounts > 0 and self.amounts >= self.words


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
            if _BARE_CODE.fullmatch(folded(cell.text)) and not re.search(r"[.,]", cell.text):
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
    shares = [content_share(rows, index) for index in range(len(paths))]
    common = common_parts([path for path, share in zip(paths, shares, strict=True) if share.amounts > share.words])
    is_only_amount = sum(share.amounts > share.words for share in shares) == 1
    for index, (path, share) in enumerate(zip(paths, shares, strict=True)):
        role = text_role(path)
        heading = "/".join(path)
        has_text = share.words + share.codes > 0
        measure = measure_of(tuple(part for part in path if part not in common), kind) or measure_of(path, kind)
        # Short integers look like codes; where a heading may measure money (项目支出), they are money.
        is_short = role == "label" and measure is not None and share.bare_codes == share.codes > 0 == share.words
        can_be_text = not share.is_numeric and not is_short and (role != "label" or has_text)
        if role is not None and (role in _ALWAYS_TEXT or can_be_text):
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
            continue
        is_words = share.words > 0 and not share.is_numeric and share.words + share.codes > share.amounts
        if measure is not None and not is_words:
            if own_measures().get(kind) == measure[0] and is_only_amount:
                measure = ("total", False)
            columns.append(_amount_column(index, path, measure, fact))
        elif share.is_numeric:
            fund_source = fund_source_of(path) if fact == "revenue" and path else None
            # A heading that says nothing we know measures nothing we know; figures under no heading are the total.
            columns.append(Column(index, heading, "other" if path and not is_only_amount else "total", fund_source))
        elif has_text:
            role = role or ("code" if share.codes > share.words else "label")
            texts.append(TextColumn(index, heading, role, scheme_of(path)))
    return tuple(texts), with_parents(with_items(columns, paths, kind), paths, kind)


def _amount_column(index: int, path: tuple[str, ...], measure: tuple[str, bool], fact: str) -> Column:
    heading = "/".join(path)
    return Column(
        index=index,
        heading=heading,
        measure=measure[0],
        fund_source=fund_source_of(path) if fact == "revenue" else None,
        stage=stage_of(path),
        fiscal_year=year_in(heading),
        is_carryover=bool(pattern("carryover").search(heading)),
        is_sum=bool(pattern("sums").search(path[-1])),
        is_of_which=measure[1],
    )
