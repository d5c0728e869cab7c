"""Reading money and quantity expressions in Chinese text, with their spans. Pure functions on strings.

What is read, and by which rule:

1. Characters are folded one to one (full-width digits, commas, stops, operators), so that a span always fits the text.
2. A number may be grouped by threes, may have a blank after its point, and may carry magnitudes: `5万4千`,
   `1亿2000万`. Digits that touch Latin letters (project codes) are no number.
3. `元` after it makes it **money** (in yuan); `万` or `亿` alone does so where no counted thing follows (`60万，` but
   not `6万多居民`). `元/人/月`, `每人每月…元`, `人均…元` make it a **rate**; a counter (`160人`, `15个月`) a
   **quantity**; `20xx年` a **year**.
4. Operands joined by × * + - are a **product** or a **sum**; `=`, `≈`, `共`, `合计` and an amount after it is what the
   text states. A minus between two amounts is a range unless the chain states a result or also adds.
5. What is stated holds when it differs from what is computed by at most half of its last printed digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

_MAGNITUDE = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
}
_COUNTERS = (
    "人次|人天|人月|人年|个月|个工作日|工作日|平方公里|平方米|立方米|平米|公里|千米|公顷|公斤|千克|课时|学时|小时|分钟|"
    "人|名|位|户|家|个|月|年|天|日|周|次|场|期|套|件|台|辆|份|册|本|张|块|处|条|项|篇|米|吨|斤|%|‰|字|幅|支|批|班|所|栋|幢|"
    "座|间|床|只|棵|株|亩|升|瓶|袋|箱|盒|圈|站|部|眼|樘|只|架|组|对|顶|根|片|面|人份"
)
#: counters that count the same thing
_SAME = {
    "名": "人",
    "位": "人",
    "个月": "月",
    "平米": "平方米",
    "日": "天",
    "千米": "公里",
    "工作日": "天",
    "个工作日": "天",
}
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])(?<!\d,)(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++(?!,\d{3}))(?:\.[ ]?\d++)?+(?![A-Za-z]|\.\d)"
)
_TAIL = re.compile(r"\s?(十万|百万|千万|百|千|万|亿)")
_YUAN = re.compile(r"\s?(元|圆)(?!素|旦|宵|件)")
_PERIODS = "采暖季|季度|季|学期"
_PER = re.compile(rf"\s?/\s?({_COUNTERS}|{_PERIODS}|车|人员)?((?:[/•·.]\s?(?:{_COUNTERS}|{_PERIODS}))*)")
_COUNTER = re.compile(rf"\s?(?:余|多)?\s?({_COUNTERS})")
_EACH = re.compile(rf"每(?:一)?({_COUNTERS}|社区|季度|季|站|学期|人员)|(人|户|月|年)均")
_MONTHLY = re.compile(r"月(?:服务费|工资|补贴|补助|租金|费用|标准|薪)")
_BARE_MONEY = re.compile(r"\s*(?:$|[,;、。:)\]+\-*=≈\n整]|左右|以内|以下)")
_APPROXIMATE = re.compile(r"(?:约|近|大约|预计|左右|不超过?|不低于|不少于|以内|≈)\s*$")
_PRODUCT_SIGN = re.compile(r"\s*\*\s*")
_SUM_SIGN = re.compile(r"\s*([+\-])\s*(?:(?:20\d\d年)?[^\d+\-*=;。,\n]{0,16}:\s*)?")
_STATES = re.compile(
    r"\s*(?:\+\s*)?(?:(=|≈)\s*(?:共计|合计|总计|共|约)?\s*:?|(?:,\s*)?(?:共计|合计|总计|小计|共需|共|计)\s*(?:人民币|经费|费用|约|为|:)*)\s*"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s?年")


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a text; `text[start:end]` is its printed form."""

    start: int
    end: int
    #: money | rate | quantity | range | year | product | sum | number
    kind: str
    #: yuan for money, rate, and for products and sums of money
    value: Decimal
    #: 元, 元/人/月, 人 … (as printed, without the magnitude)
    unit: str | None = None
    #: the upper end of a range
    upper: Decimal | None = None
    #: what the text says a product or sum comes to, and what it does come to
    stated: Decimal | None = None
    computed: Decimal | None = None
    #: does the stated result hold at its printed precision; None where nothing is stated
    holds: bool | None = None
    is_approximate: bool = False
    #: the value of one unit in the last printed digit
    last_digit: Decimal = Decimal(1)
    #: what a rate is per (人, 月, …), counters that count the same made one
    per: tuple[str, ...] = ()
    parts: tuple[Expression, ...] = ()
    #: the span of the stated result
    stated_start: int | None = None
    stated_end: int | None = None

    @property
    def is_money(self) -> bool:
        return self.unit is not None and self.unit.startswith("元")


def foldable(text: str) -> str:
    """The text folded character by character: positions stay what they are."""
    signs = {"×": "*", "✕": "*", "╳": "*", "✖": "*", "−": "-", "—": "-", "–": "-", "－": "-", "＝": "="}
    out = []
    for character in text:
        folded = signs.get(character) or unicodedata.normalize("NFKC", character)
        out.append(folded if len(folded) == 1 else character)
    line = "".join(out)
    line = re.sub(r"(?<=[\d元月人个米家套])([xX])(?=\s?\d)", "*", line)
    # A blank or a full-width stop inside the decimals of a number is typesetting; a stop between sentences is not.
    return re.sub(r"(?<=\d)[\u3002](?=\d{1,6}(?:元|万))", ".", line)


def counted(unit: str | None) -> str | None:
    """The counter by which equal things are counted: 名 and 人, 个月 and 月, 平米 and 平方米."""
    return None if unit is None else _SAME.get(unit, unit)


def _number(text: str, position: int) -> tuple[Decimal, Decimal, int, str] | None:
    """value, worth of its last printed digit, end, last magnitude; None where no number starts here."""
    match = _NUMBER.match(text, position)
    if not match:
        return None
    printed = match.group().replace(",", "").replace(" ", "")
    value, digit, end = Decimal(printed), Decimal(1).scaleb(-len(printed.partition(".")[2])), match.end()
    magnitude = ""
    if tail := _TAIL.match(text, end):
        magnitude = tail.group(1)
        value, digit, end = value * _MAGNITUDE[magnitude], digit * _MAGNITUDE[magnitude], tail.end()
        lower = re.match(r"(\d{1,4})(千|百|万)?(?=\s?元|[,;。、\s]|$)", text[end:])
        if lower:
            worth = _MAGNITUDE[lower.group(2)] if lower.group(2) else Decimal(1)
            added = Decimal(lower.group(1)) * worth
            if _MAGNITUDE[magnitude] / 10 <= added < _MAGNITUDE[magnitude]:
                value, digit, end = value + added, worth, end + lower.end()
    return value, digit, end, magnitude


def _per_before(text: str, start: int) -> tuple[str, ...]:
    """`每人每月…` before an amount: what it is per. Reaches back over its clause, not over another figure."""
    clause = re.split(r"[,;。:、()\n]", text[max(0, start - 24) : start])[-1]
    clause = re.split(r"\d", clause)[-1]
    found = [counted(a or b) or "" for a, b in _EACH.findall(clause)]
    if found and _MONTHLY.search(clause) and "月" not in found:
        found.append("月")
    return tuple(found)


def _operand(text: str, match_start: int) -> Expression | None:
    read = _number(text, match_start)
    if read is None:
        return None
    value, digit, end, magnitude = read
    approximate = bool(_APPROXIMATE.search(text[max(0, match_start - 6) : match_start]))
    base = Expression(match_start, end, "number", value, None, last_digit=digit, is_approximate=approximate)
    if yuan := _YUAN.match(text, end):
        end = yuan.end()
        if (per := _PER.match(text, end)) and (per.group(1) or re.match(r"\s?/\s?\*", text[end:])):
            units = tuple(
                counted(part) or "" for part in re.split(r"[/•·.]", (per.group(1) or "") + per.group(2)) if part.strip()
            )
            return replace(base, end=per.end(), kind="rate", unit="/".join(("元", *units)), per=units)
        if before := _per_before(text, match_start):
            return replace(base, end=end, kind="rate", unit="/".join(("元", *before)), per=before)
        return replace(base, end=end, kind="money", unit="元")
    if magnitude in ("万", "亿", "百万", "千万") and _BARE_MONEY.match(text, end):
        return replace(base, kind="money", unit="元")
    if counter := _COUNTER.match(text, end):
        unit = counter.group(1)
        if unit in ("%", "‰"):
            return replace(base, end=counter.end(), kind="quantity", unit=unit)
        if unit == "年" and 1990 <= value <= 2049 and digit == 1:
            return replace(base, end=counter.end(), kind="year", unit="年")
        return replace(base, end=counter.end(), kind="quantity", unit=unit)
    return base


def single_figures(text: str) -> list[Expression]:
    """Every single figure of a folded text (see `foldable`), without calculations between them."""
    found: list[Expression] = []
    position = 0
    while match := _NUMBER.search(text, position):
        operand = _operand(text, match.start())
        if operand is None:
            position = match.end()
            continue
        found.append(operand)
        position = max(operand.end, match.end())
    return found


def _factor(operand: Expression) -> Decimal:
    return operand.value / 100 if operand.unit == "%" else operand.value


def _product(text: str, operands: Sequence[Expression], first: int) -> tuple[Expression, int]:
    """The longest product that starts with this operand, and the index after it."""
    parts, last = [operands[first]], first
    while last + 1 < len(operands):
        sign = _PRODUCT_SIGN.match(text, parts[-1].end)
        if not sign or sign.end() != operands[last + 1].start or operands[last + 1].kind == "year":
            break
        last += 1
        parts.append(operands[last])
    if len(parts) == 1:
        return parts[0], first + 1
    value = Decimal(1)
    for part in parts:
        value *= _factor(part)
    money = any(part.is_money for part in parts)
    return (
        Expression(
            parts[0].start, parts[-1].end, "product", value, "元" if money else None, computed=value, parts=tuple(parts)
        ),
        last + 1,
    )


def holds_at(stated: Decimal, computed: Decimal, last_digit: Decimal) -> bool:
    """Is the stated figure the computed one, rounded at its last printed digit?"""
    return abs(stated - computed) <= last_digit / 2


def _with_stated(text: str, chain: Expression, operands: Sequence[Expression], after: int) -> tuple[Expression, int]:
    """The chain with the result that the text states right after it, if it does."""
    sign = _STATES.match(text, chain.end)
    if not sign or after >= len(operands) or operands[after].start != sign.end() or chain.computed is None:
        return chain, after
    stated = operands[after]
    if stated.kind not in ("money", "number", "quantity") or (not sign.group(1) and stated.kind != "money"):
        return chain, after
    # What follows the stated result must not go on calculating (A*B=C*D says something else).
    if _PRODUCT_SIGN.match(text, stated.end):
        return chain, after
    readings = [(stated.value, stated.last_digit)]
    if stated.kind == "number" and (chain.is_money or "万" in text):
        readings.append((stated.value * 10_000, stated.last_digit * 10_000))
    value, holds = stated.value, False
    for reading, digit in readings:
        if holds_at(reading, chain.computed, digit):
            value, holds = reading, True
            break
    return (
        replace(
            chain,
            end=stated.end,
            stated=value,
            holds=holds,
            unit=chain.unit or stated.unit,
            last_digit=stated.last_digit,
            stated_start=stated.start,
            stated_end=stated.end,
        ),
        after + 1,
    )


def _chain(text: str, operands: Sequence[Expression], first: int) -> tuple[Expression, int]:
    """A sum of products, a product, a range or a single operand that starts here, and the index after it."""
    head, after = _product(text, operands, first)
    terms, signs = [head], ["+"]
    while after < len(operands):
        sign = _SUM_SIGN.match(text, terms[-1].end)
        if not sign or head.kind == "year":
            break
        following = next((index for index in (after, after + 1) if _starts(operands, index, sign.end())), None)
        if following is None:
            break
        term, after = _product(text, operands, following)
        terms.append(term)
        signs.append(sign.group(1))
    if len(terms) == 1:
        return _with_stated(text, head, operands, after) if head.kind == "product" else (head, after)
    signed = (term.value if sign == "+" else -term.value for term, sign in zip(terms, signs, strict=True))
    value = sum(signed, Decimal(0))
    money = any(term.is_money for term in terms)
    chain = Expression(
        head.start, terms[-1].end, "sum", value, "元" if money else terms[-1].unit, computed=value, parts=tuple(terms)
    )
    whole, after_stated = _with_stated(text, chain, operands, after)
    if whole.stated is None and "-" in signs:
        return _range(terms, operands, first, after)
    return whole, after_stated


def _starts(operands: Sequence[Expression], index: int, position: int) -> bool:
    """Does this operand start here (a year inside the label of a term may stand before it)?"""
    return index < len(operands) and operands[index].start == position and operands[index].kind != "year"


def _range(
    terms: Sequence[Expression], operands: Sequence[Expression], first: int, after: int
) -> tuple[Expression, int]:
    """`1-2期`, `5万元-8万元`: a range where two plain operands ascend, else just the first operand."""
    if len(terms) == 2 and all(term.kind != "product" for term in terms):
        low, high = terms
        start = low.value
        if low.unit is None and high.is_money and low.value < high.last_digit * 10_000 and high.value >= 10_000:
            start = low.value * 10_000 if low.value * 10_000 < high.value else low.value
        if start < high.value and (low.unit is None or low.unit == high.unit):
            return replace(high, start=low.start, kind="range", value=start, upper=high.value), after
    return operands[first], first + 1


def expressions(text: str) -> tuple[Expression, ...]:
    """Every expression of a text, in order, without overlaps (the parts of a chain are inside it)."""
    line = foldable(text)
    single = single_figures(line)
    found: list[Expression] = []
    position = 0
    while position < len(single):
        expression, position = _chain(line, single, position)
        found.append(expression)
    return tuple(found)


def years(text: str) -> tuple[tuple[int, int, int], ...]:
    """The calendar years written as 20xx年: (year, start, end)."""
    line = foldable(text)
    return tuple((int(match.group(1)), match.start(), match.end()) for match in _YEAR.finditer(line))
