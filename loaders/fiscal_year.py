"""The fiscal year of a document, from its own text.

1. The year that its title says of the account: 2023年度部门决算 is 2023, whenever it is published. A report on the last
   year's execution and the next budget is about the budget.
2. Else the year with the most weight: titles of tables before the first lines, those before short texts, those before
   prose. A date (2024年8月) is no fiscal year; in a final account, a year that stands before 决算 counts more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.text import folded

_YEAR = re.compile(r"(20[0-3]\d)(?:年(?!\d{1,2}月)|\(?年度|\)?\(年度)")
#: a year and what it is the year of, with no other figure between them
_YEAR_OF = {
    word: re.compile(rf"(20[0-3]\d)(?:年(?:度)?)?(?!\d|\.|年?\d{{1,2}}月)[^\d]{{0,40}}?{word}")
    for word in ("预算", "决算")
}
_DRAFT = re.compile(r"(20[0-3]\d)(?:年(?:度)?)?[^\d]{0,40}?预算(?:[^\d]{0,12}预算)?\(?草案")
_ANY = re.compile(r"(20[0-3]\d)(?:年(?!\d{1,2}月)|度)")
TITLE_WEIGHT = 20
HEAD_WEIGHT, HEAD_TEXTS, HEAD_LENGTH = 10, 30, 60
SHORT_WEIGHT, SHORT_LENGTH = 5, 30


def fiscal_year_of(title: str | None, is_final: bool, table_titles: Sequence[str], texts: Sequence[str]) -> int | None:
    named = _year_said(title, is_final) if title else None
    return named or _year_by_weight(is_final, table_titles, texts)


def year_of_title(title: str) -> int | None:
    """The year that the title of a table names, where it is exactly one."""
    years = set(_YEAR.findall(folded(title)))
    return int(years.pop()) if len(years) == 1 else None


def _year_said(title: str, is_final: bool) -> int | None:
    drafts = _DRAFT.findall(title)
    if drafts and not is_final:
        return int(drafts[-1])
    years = _YEAR_OF["决算" if is_final else "预算"].findall(title) or _ANY.findall(title)
    return int(years[-1]) if years else None


def _year_by_weight(is_final: bool, table_titles: Sequence[str], texts: Sequence[str]) -> int | None:
    years: Counter[int] = Counter()
    for table_title in table_titles:
        for year in _YEAR.findall(table_title):
            years[int(year)] += TITLE_WEIGHT
    for position, text in enumerate(texts):
        is_head = position < HEAD_TEXTS and len(text) < HEAD_LENGTH
        weight = HEAD_WEIGHT if is_head else SHORT_WEIGHT if len(text) < SHORT_LENGTH else 1
        for year in _YEAR.findall(text):
            years[int(year)] += weight
        if is_final and len(text) < HEAD_LENGTH:
            for year in _YEAR_OF["决算"].findall(text):
                years[int(year)] += HEAD_WEIGHT
    return years.most_common(1)[0][0] if years else None
