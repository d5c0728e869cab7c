"""Reading a printed amount, exactly.

A cell is one of five things, never confused: blank, dash, a number, a number in a damaged form, not a number.
The number keeps how it was printed (decimals, grouping), because the neighbours' form is evidence when one is damaged.

Rules for `read_amount`:

1. Full-width digits, commas and stops are their half-width selves; U+2212, （…） and △ are a minus sign.
2. Blanks and line breaks inside a number are typesetting (`1,234.5` / `67890`, `14. 54`): removed. A column breaks a
   number where it is full: a line after a shorter one is no rest of it (`1` / `5,876.67`), the form is damaged.
3. Commas must group by three from the point, else the form is damaged (`34,12`, `1,000,000000`).
4. A trailing unit (元, 万元, 亿元, 万) is read off and kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from loaders.text import is_dash, plain

YUAN_PER_UNIT = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
#: the units of money as headings print them, the longer before what it ends with; for patterns
MONEY_UNITS = "亿元|百万元|万元|千元|百元|元"
#: the same cell is asked by everybody who looks at its row or column
_REMEMBERED = 65_536
_CENT = Decimal("0.01")
#: no sum of money has more before its point: cells run into each other, or a damaged file
_MOST_DIGITS = 22
_UNIT = re.compile(rf"(人民币)?({MONEY_UNITS}|亿|万)(整)?\Z")
_SOUND = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\Z")
_NUMERIC = re.compile(r"[-+]?(?=[,.]*\d)[\d,.]++\Z")


class Form(Enum):
    BLANK = "blank"
    DASH = "dash"
    NUMBER = "number"
    #: only digits, commas and stops, but not a well-formed number: has several readings
    DAMAGED = "damaged"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    form: Form
    text: str
    #: the number as printed, in its printed unit; None unless form is NUMBER
    value: Decimal | None = None
    #: printed decimals (0 for an integer)
    decimals: int = 0
    is_grouped: bool = False
    #: a unit printed inside the cell
    unit: str | None = None

    @property
    def is_number(self) -> bool:
        return self.form is Form.NUMBER


def normalised(text: str) -> str:
    """Half-width, without blanks, mark-up, currency signs; a minus sign is '-'."""
    bare = unicodedata.normalize("NFKC", plain(text))
    bare = re.sub(r"\s+", "", bare)
    bare = bare.replace("，", ",").replace("。", ".").replace("−", "-").replace("–", "-").replace("—", "-")
    bare = bare.lstrip("￥¥")
    if re.fullmatch(r"\([\d,.]+\)", bare):
        bare = "-" + bare[1:-1]
    if bare[:1] in "△▲" and len(bare) > 1:
        bare = "-" + bare[1:]
    return bare


@lru_cache(maxsize=_REMEMBERED)
def read_amount(text: str) -> Amount:
    """What a cell of an amount column says. Never guesses: a damaged form is reported as damaged."""
    if not plain(text):
        return Amount(Form.BLANK, text)
    if is_dash(plain(text)):
        return Amount(Form.DASH, text)
    bare = normalised(text)
    unit = None
    if (match := _UNIT.search(bare)) and match.start() > 0:
        unit = match.group(2)
        bare = bare[: match.start()]
    if sum(letter.isdigit() for letter in bare.partition(".")[0]) > _MOST_DIGITS:
        return Amount(Form.OTHER, text)
    if (match := _SOUND.fullmatch(bare)) and not _is_two(text):
        decimals = len(match.group(1) or "")
        return Amount(Form.NUMBER, text, Decimal(bare.replace(",", "")), decimals, "," in bare, unit)
    if _NUMERIC.fullmatch(bare):
        return Amount(Form.DAMAGED, text, None, 0, "," in bare, unit)
    return Amount(Form.OTHER, text)


def _is_two(text: str) -> bool:
    """Do the lines of a cell hold two things? A sign may stand alone."""
    lines = [line for part in plain(text).splitlines() if len(line := "".join(part.split())) > 1 or line.isdigit()]
    return any(
        len(after) > len(before) and after[0] not in ".," and before[-1] not in ".,"
        for before, after in pairwise(lines)
    )


def is_money(value: Decimal, unit: str) -> bool:
    """Is it a sum that can be kept (18 digits before the point)? What is larger is damage, or no money at all."""
    return abs(value) * YUAN_PER_UNIT[unit] < Decimal(10) ** 18


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """Yuan to the cent. `is_whole_cents` tells beforehand whether anything is lost; the printed text is kept anyway."""
    return (value * YUAN_PER_UNIT[unit]).quantize(_CENT)


def is_whole_cents(value: Decimal, unit: str) -> bool:
    """Does the printed number come to whole cents?"""
    yuan = value * YUAN_PER_UNIT[unit]
    return yuan == yuan.quantize(_CENT)


def point_readings(text: str) -> tuple[Decimal, ...]:
    """Every number that the digits of a damaged cell may mean when one of its separators is the decimal point.

    `12,599,200` may be 12.599200 or 12599.200 or the integer itself; `1,000,000000` 1000.000000.
    """
    bare = normalised(text).lstrip("+")
    sign = -1 if bare.startswith("-") else 1
    bare = bare.lstrip("-")
    if not _NUMERIC.fullmatch(bare):
        return ()
    readings = []
    for position, character in enumerate(bare):
        if character in ",.":
            whole = re.sub(r"\D", "", bare[:position]) or "0"
            readings.append(sign * Decimal(f"{whole}.{re.sub(r'[^0-9]', '', bare[position + 1 :])}"))
    readings.append(sign * Decimal(re.sub(r"\D", "", bare)))
    return tuple(dict.fromkeys(readings))
