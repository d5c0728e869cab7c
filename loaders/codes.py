"""Account codes of 政府收支分类科目: reading them off a cell, completing segments, telling the classifications apart.

功能分类 has 3, 5 or 7 digits and starts with 2; 政府支出经济分类 5 digits starting 50 (3-digit classes 501 … 599);
部门支出经济分类 3 or 5 digits starting with 3. Longer codes (Beijing's 7-digit economic items) keep all digits.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.text import folded, joined
from loaders.vocabulary import load_csv

_CODE_NAME = re.compile(r"^\[?(\d{2,9})\]?[-—－–:：.、]?(.*)$", re.DOTALL)


def split_code(text: str) -> tuple[str | None, str | None]:
    """`2010199-其他人大事务支出` -> ('2010199', '其他人大事务支出'); a bare code or a bare name gives one half."""
    bare = folded(text)
    match = _CODE_NAME.match(bare)
    if not match:
        return None, (joined(text).replace(" ", "") or None) if bare else None
    code, name = match.groups()
    if name[:1].isdigit():
        return None, bare
    printed = re.sub(r"^\s*\[?[\d\s]+\]?\s*[-—－–:：.、]?\s*", "", text.strip())
    return code, (re.sub(r"\s+", "", printed) or None) if name else None


def scheme_of_code(code: str) -> str | None:
    """function | gov_economic | dept_economic, by the code's own digits; None where it is none of them."""
    if len(code) not in (3, 5, 7, 9):
        return None
    if code.startswith("2"):
        return "function"
    if code.startswith("3"):
        return "dept_economic"
    if code.startswith("5"):
        return "gov_economic"
    return None


@cache
def known_names() -> dict[str, frozenset[str]]:
    """code -> names under which it is known, all classifications together (their first digits differ)."""
    names: dict[str, set[str]] = {}
    for row in load_csv("account_names.csv"):
        names.setdefault(row["code"], set()).add(folded(row["name"]))
    return {code: frozenset(known) for code, known in names.items()}


def complete(segment: str, context: str | None, name: str | None) -> str | None:
    """A code of which only the own segment is printed (`05` below `208`), completed from the code above it.

    The name decides between a 款 and a 项 where the classification knows it; else the segment goes one level below a
    类 or 款, and beside a 项.
    """
    if not context or len(segment) != 2:
        return None
    candidates = [context[:length] + segment for length in (3, 5) if len(context) >= length]
    bare = folded(name or "")
    fitting = [code for code in candidates if bare and bare in known_names().get(code, frozenset())]
    if len(fitting) == 1:
        return fitting[0]
    return context[:5] + segment
