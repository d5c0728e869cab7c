"""A number of a workbook -> the text a person sees in the cell, without float noise and without losing figures.

1. Fifteen significant digits, as Excel keeps them: 0.1 + 0.2 is `0.3`, and 205.0 is the code `205`.
2. No exponent, no grouping, no rounding to the format's decimals: the file's precision is evidence for the sums.
3. Per cent formats are followed (0.985 under `0.00%` is `98.50%`): the meaning changes with them.
4. So are zeros that pad a code (2 under `00` is `02`) and Chinese words in the format (5 under `0"个"` is `5个`).
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

#: builtin formats of the file formats that say more than "a number"
BUILTIN = {9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PADDED = re.compile(r"0{2,}\Z")
_CJK = re.compile(r"[\u3400-\u9fff%℃]")
_MIDNIGHT = datetime.time(0, 0)
#: a damaged workbook may hold any number that a float can be
_ANY_LENGTH = Context(prec=400)


def matters(code: str) -> bool:
    """Does the format change what the number says?"""
    bare = _BRACKETS.sub("", code.split(";")[0])
    return "%" in bare or bool(_PADDED.fullmatch(_QUOTED.sub("", bare).strip())) or bool(_CJK.search(bare))


def shown(value: CellValue, code: str | None = None) -> str:
    """The text of one cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, datetime.timedelta):
        return str(value)
    return _formatted(value, code) if code else number_text(value)


def number_text(value: int | float) -> str:
    """The plain decimal text of a number, to 15 significant digits."""
    if isinstance(value, int):
        return str(value)
    number = Decimal(f"{value:.15g}")
    return format(number.normalize(), "f") if number.is_finite() else str(value)


def _formatted(value: int | float, code: str) -> str:
    section = _BRACKETS.sub("", code.split(";")[0])
    digits = _QUOTED.sub("", section).strip()
    if "%" in digits:
        decimals = len(re.sub(r"[^0#?]", "", digits.partition(".")[2]))
        percent = Decimal(number_text(value)) * 100
        if not percent.is_finite():
            return number_text(value)
        return format(percent.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_LENGTH), "f") + "%"
    if _PADDED.fullmatch(digits) and value >= 0 and float(value).is_integer():
        return number_text(value).zfill(len(digits))
    before, _, after = _QUOTED.sub(lambda match: match.group(1) or match.group(2) or "", section).partition("0")
    words_before, words_after = _words(before), _words(after)
    return words_before + number_text(value) + words_after


def _words(part: str) -> str:
    return "".join(re.findall(r"[\u3400-\u9fff℃]+", part))
