"""What one cell of a target table is: a project code with its name, a category, an operator, a level.

Rules for codes (18-digit style of the budget system: district 6, year 2, a letter, serial 12):

1. Blanks and line breaks inside code and name are typesetting and are removed.
2. Where the letter is read as a digit (`1101052310…`), the position is known, and the letter is the one that the other
   codes of the table have; where a digit too many follows the letter (`T10000…`), it is a doubled stroke: serials are
   padded with zeros.
3. Half a code (`11010223T000`, `002024595-…`) is completed by the other half, which a page end has cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from loaders.indicators import conform_level2, read_operator
from loaders.statements.project_targets.values import Code
from loaders.text import folded, joined, plain, squeeze
from loaders.vocabulary import load_toml

_HYPHEN = "-—–－‐"
_CODE = re.compile(rf"(\d{{8}})([A-Z1])(\d{{12,13}})(?:[{_HYPHEN}](.*))?\Z", re.DOTALL)
_HEAD = re.compile(r"\d{8}[A-Z]?\d{0,11}\Z")
_TAIL = re.compile(rf"(\d{{1,12}})[{_HYPHEN}](\D.*)\Z", re.DOTALL)
_UNIT = re.compile(rf"(\d{{6}})[{_HYPHEN}]?([^\x00-\x7f].*)\Z", re.DOTALL)
_CATEGORY = re.compile(rf"\d{{2}}[{_HYPHEN}]?\D{{0,4}}\d{{0,2}}项目\Z")
SERIAL_LENGTH = 12
CODE_LENGTH = 21
#: a blank between two characters that are no ASCII is typesetting
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    words = load_toml("project_targets.toml")
    return {name: frozenset(words[name]) for name in ("level1_labels", "heading_words", "heading_parts", "total_words")}


def one_line(text: str) -> str:
    """A text as it reads, without the breaks and blanks that its narrow cell has put between Chinese characters."""
    return _BETWEEN.sub("", joined(text))


def is_level1(text: str) -> bool:
    return folded(text) in _vocabulary()["level1_labels"]


def is_level2(text: str) -> bool:
    bare = folded(text)
    return len(bare) <= 12 and bare.endswith("指标") and conform_level2(bare) is not None


def is_heading_row(texts: Iterable[str]) -> bool:
    """Two headings or more, or nothing but the second row of the headings."""
    bare = [folded(text) for text in texts if text.strip()]
    known = [text for text in bare if text in _vocabulary()["heading_words"]]
    parts = [text for text in bare if text in _vocabulary()["heading_parts"]]
    return len(known) >= 2 or (bool(parts) and len(known) + len(parts) == len(bare))


def is_list_heading(texts: Iterable[str]) -> bool:
    """Headings of projects and of indicators in one row: the table lists many projects."""
    bare = {folded(text) for text in texts}
    return "项目名称" in bare and bool(bare & {"一级指标", "二级指标", "三级指标"})


def is_total(text: str) -> bool:
    return folded(text) in _vocabulary()["total_words"]


def is_category(text: str) -> bool:
    return bool(_CATEGORY.match(folded(text)))


def is_clean_category(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"\d{2}-\D+", squeeze(text)))


def is_operator(text: str) -> bool:
    return len(folded(text)) <= 4 and read_operator(text) is not None


def is_rule(text: str) -> bool:
    """Nothing but dashes: what an extraction makes of a table border."""
    bare = squeeze(text)
    return len(bare) >= 2 and set(bare) <= {"-", "|", ":", "=", "+"}


def read_unit(text: str) -> tuple[str, str] | None:
    """`402001-某某市某某局` -> code and name of a unit."""
    match = _UNIT.match(squeeze(text))
    return (match.group(1), match.group(2)) if match else None


def read_code(text: str, letter: str = "T") -> tuple[Code, str] | None:
    """The code that a project cell opens with, and the name behind it (without its breaking blanks)."""
    bare = squeeze(text)
    match = _CODE.match(folded(text).replace("'", "").replace('"', ""))
    if match is None:
        return None
    head, mark, serial, _ = match.groups()
    printed = head + mark + serial
    rules: list[str] = []
    if mark == "1":
        if len(serial) != SERIAL_LENGTH:
            return None
        mark = letter
        rules.append("the ninth place of a code is a letter")
    if len(serial) == SERIAL_LENGTH + 1:
        if not serial.startswith("10"):
            return None
        serial = serial[1:]
        rules.append("the serial has twelve digits, padded with zeros: one digit too many after the letter")
    name = re.sub(rf"\A[{_HYPHEN}]", "", bare[len(printed) :])
    return Code(head + mark + serial, printed, "code_form" if rules else None, "; ".join(rules)), name


def is_code_head(text: str) -> bool:
    bare = squeeze(text)
    return 8 < len(bare) < CODE_LENGTH and bool(_HEAD.match(bare))


def read_code_tail(text: str) -> tuple[str, str] | None:
    """The end of a code with the name behind it: `002024595-垃圾分类…` -> (002024595, 垃圾分类…)."""
    if is_category(text):
        return None
    match = _TAIL.match(squeeze(text))
    return (match.group(1), match.group(2)) if match else None


def usual_letter(texts: Iterable[str]) -> str:
    """The letter that most codes of the table have in their ninth place."""
    found = Counter(
        match.group(2) for text in texts if (match := _CODE.match(folded(text))) and match.group(2).isalpha()
    )
    return found.most_common(1)[0][0] if found else "T"


def is_number(text: str) -> bool:
    bare = folded(plain(text)).replace(",", "").replace(".", "")
    return bool(bare) and bare.isdigit()
