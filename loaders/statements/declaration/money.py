"""Sums of money spelled out in a cell: with more than one unit (`5万4千元`) or in Chinese numerals (`伍拾万元整`)."""

from __future__ import annotations

import re
from decimal import Decimal

_CENT = Decimal("0.01")
#: money is kept with 18 digits before the point: what is larger is no sum of money
_LARGEST = Decimal(10) ** 17
_FACTORS = {"亿": Decimal(100_000_000), "万": Decimal(10_000), "千": Decimal(1_000), "百": Decimal(100)}
_COMPOUND = re.compile(
    r"^(?:(?P<亿>\d+(?:\.\d+)?)亿)?(?:(?P<万>\d+(?:\.\d+)?)万)?(?:(?P<千>\d+(?:\.\d+)?)千)?(?:(?P<百>\d+(?:\.\d+)?)百)?"
    r"(?P<元>\d+(?:\.\d+)?)?元?(?:(?P<角>\d)角)?(?:(?P<分>\d)分)?整?$"
)
_DIGIT_CHARACTERS = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {character: value for value, characters in enumerate(_DIGIT_CHARACTERS) for character in characters}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMERAL = re.compile(r"^[零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]+元?整?$")


def cents(value: Decimal) -> Decimal | None:
    """A sum to the cent; None for what is larger than any sum of money."""
    return value.quantize(_CENT) if abs(value) < _LARGEST else None


def compound_yuan(text: str) -> Decimal | None:
    """`5万4千元`, `1亿2000万元`: a sum spelled with more than one unit; None for anything else."""
    match = _COMPOUND.match(text)
    units = ("亿", "万", "千", "百", "元", "角", "分")
    if not match or sum(match.group(unit) is not None for unit in units) < 2:
        return None
    total = (
        Decimal(match.group("元") or 0) + Decimal(match.group("角") or 0) / 10 + Decimal(match.group("分") or 0) / 100
    )
    for unit, factor in _FACTORS.items():
        total += Decimal(match.group(unit) or 0) * factor
    return cents(total)


def numeral_yuan(text: str) -> Decimal | None:
    """`伍拾万元整`, `一百二十万元`: a sum in Chinese numerals, else None."""
    bare = text.replace("圆", "元").replace("萬", "万").replace("億", "亿")
    bare = re.sub(r"(万|亿)元", r"\1", bare)
    if not _NUMERAL.match(bare):
        return None
    total = section = digit = 0
    for character in bare.rstrip("整元"):
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            section += (digit or 1) * _PLACES[character]
            digit = 0
        elif character == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        else:
            total = (total + section + digit) * 100_000_000
            section = digit = 0
    value = total + section + digit
    return cents(Decimal(value)) if value else None
