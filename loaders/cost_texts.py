"""What the cost text of a project comes to: products in prose, sums of parts, and the total of a whole text.

1. **Products in prose.** One rate in a sentence (`每人每月4400元`), exactly one count for each thing it is per (160人,
   15个月), and one amount after them: the amount is checked against the product. A missing count of months may be 12
   or 1; if neither fits, nothing is said.
2. **Sums of parts.** An amount named a total (共计, 合计, 预计投入 …) and the amounts it is made of: those before it
   where it closes the text, those after it where it opens a list. Rates, factors inside a chain and amounts in
   brackets are no parts. A list after `其中` may be partial, so it is wrong only where it exceeds the total.
3. **The total of a text**: its stated total; else the sum of its parts, where every part of the text has one amount;
   else its only amount, printed (`single`) or to be calculated (`computed`: `14000元×12个月`). Otherwise it has none.
   Amounts told after `其中` are inside the amount before them, not beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from loaders.expressions import Expression, counted, expressions, foldable, holds_at

_SENTENCE_END = re.compile(r"[。;\n]|(?<=[,、。;])\s*(?=\d{1,2}、)")
_TOTAL_WORDS = re.compile(
    r"(?:共计|总计|合计|一共|共需|总投入|总费用|总金额|总预算|总额|总支出|总资金|预计投入|预计支出|需支出|预算资金|费用共|金额共|资金共)"
    r"[^\d。;,\n]{0,10}$"
)
_CLOSING_WORDS = re.compile(r"(?:共计|总计|合计|一共)(?:金额|经费|费用|资金|约|为|:|人民币|需|支出)*\s*$")
_OPENS_LIST = re.compile(r"^(?:元|整|人民币|\s)*[,。;:]?\s*(?:其中|包括|包含|分别|具体|主要|(?:\(?[一1]\)?[、.)]))")
_SHARE = re.compile(r"其中|^[整,。;:\s]*(?:包括|包含)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST_END = re.compile(r"[。\n]|(?:^|[\s;,、])[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.](?!\d)")
_PARTIAL_LIST = re.compile(r"^[,。;:\s整]*(?:其中|包括|包含|主要)")
_COMPARED = re.compile(
    r"(?:标准|单价|上限|下限|限额|每\w{0,4}|人均|户均|不低于|不少于|高于|低于|原|已|节约|节省|较上年\w*|比上年\w*)"
    r"[^\d,。;、\n]{0,6}$"
)
_ITEM = re.compile(r"(?:^|(?<=[\s;。,、:]))[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.](?!\d)\s*")


@dataclass(frozen=True, slots=True)
class CostText:
    """All that was read from one text."""

    expressions: tuple[Expression, ...]
    #: sum of parts against a stated total, where the text has both
    sums: tuple[Expression, ...]
    #: what the whole text comes to, in yuan, and how that is known: stated | parts | single | computed
    total: Decimal | None
    total_from: str | None
    total_is_approximate: bool


def read_cost_text(text: str) -> CostText:
    """Everything that a text says in figures."""
    line = foldable(text)
    found = _with_prose_products(line, expressions(text))
    amounts = _amounts(line, found)
    sums = tuple(_sums(line, amounts))
    total, how, approximate = _total(line, amounts, sums)
    return CostText(found, sums, total, how, approximate)


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(line):
        yield start, match.start()
        start = match.end()
    yield start, len(line)


def _with_prose_products(line: str, found: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """The expressions, with each product told in prose in the place of its stated amount."""
    out = list(found)
    for start, end in _sentences(line):
        inside = [item for item in out if start <= item.start and item.end <= end]
        product = _prose_product(line, inside)
        if product is not None:
            out = [product if item.start == product.stated_start and item.kind == "money" else item for item in out]
    return tuple(sorted(out, key=lambda item: (item.stated_start or item.start, item.end)))


def _prose_product(line: str, inside: list[Expression]) -> Expression | None:
    rates = [item for item in inside if item.kind == "rate" and item.per]
    if len(rates) != 1 or any(item.kind in ("product", "sum", "range") for item in inside):
        return None
    rate = rates[0]
    used = [rate]
    months: tuple[Decimal, ...] = (Decimal(1),)
    value = rate.value
    complete = True
    for per in rate.per:
        counts = [
            item
            for item in inside
            if item.kind == "quantity"
            and counted(item.unit) == per
            and not (item.unit == "月" and line[item.end : item.end + 1] not in ("", ",", ";", "。", ")", "*"))
        ]
        if len(counts) == 1:
            value *= counts[0].value
            used.append(counts[0])
        elif not counts and per == "月":
            months, complete = (Decimal(12), Decimal(1)), False
        elif not counts and per == "年":
            continue
        else:
            return None
    if len(used) < 2:
        return None
    after = max(item.end for item in used)
    stated = [item for item in inside if item.kind == "money" and item.start >= after]
    between = [item for item in inside if item.kind == "quantity" and item not in used and item.unit != "%"]
    if len(stated) != 1 or between or stated[0].is_approximate or _COMPARED.search(line[: stated[0].start][-12:]):
        return None
    amount = stated[0]
    readings = [value * factor for factor in months]
    fitting = next((item for item in readings if holds_at(amount.value, item, amount.last_digit)), None)
    if fitting is None and not complete:
        return None
    computed = readings[0] if fitting is None else fitting
    first = min(item.start for item in used)
    return Expression(
        first,
        amount.end,
        "product",
        computed,
        "元",
        stated=amount.value,
        computed=computed,
        holds=fitting is not None,
        last_digit=amount.last_digit,
        parts=tuple(sorted(used, key=lambda item: item.start)),
        stated_start=amount.start,
        stated_end=amount.end,
    )


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    value: Decimal
    last_digit: Decimal
    is_total: bool
    closes: bool
    is_approximate: bool
    #: its digits stand in the text; a chain without a result is only to be calculated
    is_printed: bool


def _amounts(line: str, found: tuple[Expression, ...]) -> list[_Amount]:
    """The amounts of a text that may be parts or totals, each chain by its result."""
    out: list[_Amount] = []
    for item in found:
        if item.kind == "money" or (item.is_money and item.kind in ("product", "sum")):
            start = item.stated_start if item.stated_start is not None else item.start
            end = item.stated_end if item.stated_end is not None else item.end
            before = line[max(0, start - 16) : start]
            if any(line[:place].count("(") > line[:place].count(")") for place in (item.start, start)):
                continue
            if item.kind == "money" and _COMPARED.search(before):
                continue
            value = item.stated if item.stated is not None else item.value
            plain_money = item.kind == "money"
            out.append(
                _Amount(
                    start,
                    end,
                    value,
                    item.last_digit,
                    plain_money and bool(_TOTAL_WORDS.search(before)),
                    plain_money and bool(_CLOSING_WORDS.search(before)),
                    item.is_approximate,
                    plain_money or item.stated is not None,
                )
            )
    return _not_in_later_sums(out, found)


def _not_in_later_sums(amounts: list[_Amount], found: tuple[Expression, ...]) -> list[_Amount]:
    """Amounts that a later chain adds up (`A×B=C … C+D=E`) are already in its result."""
    out = []
    for amount in amounts:
        later = (part.value for item in found if item.kind == "sum" and item.start >= amount.end for part in item.parts)
        if amount.value not in later:
            out.append(amount)
    return out


def _sums(line: str, amounts: list[_Amount]) -> Iterator[Expression]:
    """Each stated total with its parts. Says it does not hold only where the parts are certainly all of it."""
    for index, total in enumerate(amounts):
        if not total.is_total:
            continue
        before, after = amounts[:index], amounts[index + 1 :]
        if any(item.is_total for item in before):
            before = []
        until = next((position for position, item in enumerate(after) if item.is_total), len(after))
        opening = bool(_OPENS_LIST.match(line[total.end :]))
        if opening and until >= 2:
            parts, partial = after[:until], bool(_PARTIAL_LIST.match(line[total.end :]))
        elif total.closes and len(before) >= 2:
            parts, partial = before, not _covers(line[: total.start], before)
        else:
            continue
        computed = sum((part.value for part in parts), Decimal(0))
        tolerance = total.last_digit + sum((part.last_digit for part in parts if part.last_digit > 1), Decimal(0))
        fits = holds_at(total.value, computed, total.last_digit) or abs(total.value - computed) * 2 <= (
            tolerance if any(part.is_approximate for part in parts) else total.last_digit
        )
        # A partial list that stays below its total proves nothing; nor do rough figures.
        unknown = (partial and computed < total.value) or total.is_approximate
        yield Expression(
            min(total.start, parts[0].start),
            max(total.end, parts[-1].end),
            "sum",
            computed,
            "元",
            stated=total.value,
            computed=computed,
            holds=True if fits else None if unknown else False,
            last_digit=total.last_digit,
            stated_start=total.start,
            stated_end=total.end,
        )


def _covers(line: str, parts: list[_Amount]) -> bool:
    """Has every clause of this text exactly one of the amounts (so that nothing is left out)?"""
    pieces = [piece for piece in _pieces(line) if line[piece[0] : piece[1]].strip(" 　\t…以上")]
    counts = [sum(1 for part in parts if start <= part.start < end) for start, end in pieces]
    return bool(counts) and all(count == 1 for count in counts)


def _pieces(line: str) -> list[tuple[int, int]]:
    """The items of a text: cut at its numbering where it has one, else at semicolons, stops and line ends."""
    marks = [match.start() for match in _ITEM.finditer(line)]
    if len(marks) >= 2:
        return list(zip(marks, [*marks[1:], len(line)], strict=True))
    cuts = [0, *(match.end() for match in re.finditer(r"[;。\n]", line)), len(line)]
    pieces = [(start, end) for start, end in pairwise(cuts) if line[start:end].strip(" \t…;。\n")]
    if len(pieces) == 1:
        cuts = [0, *(match.end() for match in re.finditer(r"[,;。、\n]", line)), len(line)]
        by_comma = [(start, end) for start, end in pairwise(cuts)]
        if all(re.search(r"\d", line[start:end]) for start, end in by_comma if line[start:end].strip(" ,;。")):
            return by_comma
    return pieces


def _without_shares(line: str, amounts: list[_Amount]) -> list[_Amount]:
    """The amounts that stand beside each other: those listed after `其中` are inside the one before them. Where the
    list goes on behind a semicolon, what is inside is not told, and all are given back."""
    kept: list[_Amount] = []
    is_share, end = False, 0
    for amount in amounts:
        between = _BRACKETS.sub("", line[end : amount.start])
        opens = bool(kept) and bool(_SHARE.search(between))
        if is_share and not opens:
            if _LIST_END.search(between):
                is_share = False
            elif ";" in between:
                return amounts
        is_share, end = is_share or opens, amount.end
        if not is_share:
            kept.append(amount)
    return kept


def _total(line: str, every: list[_Amount], sums: tuple[Expression, ...]) -> tuple[Decimal | None, str | None, bool]:
    amounts = _without_shares(line, every)
    if not amounts:
        return None, None, False
    stated = [item for item in amounts if item.is_total]
    if len(amounts) == 1:
        how = "stated" if stated else "single" if amounts[0].is_printed else "computed"
        return amounts[0].value, how, amounts[0].is_approximate
    summed = {item.stated_start for item in sums}
    whole = [item for item in stated if item.start in summed]
    if len(whole) == 1 and len(stated) == 1:
        return whole[0].value, "stated", whole[0].is_approximate
    if not stated and _covers(line, amounts):
        return sum((item.value for item in amounts), Decimal(0)), "parts", any(item.is_approximate for item in amounts)
    pieces = _pieces(line)
    if stated and len(pieces) >= 2 and _covers(line, amounts):
        return sum((item.value for item in amounts), Decimal(0)), "parts", any(item.is_approximate for item in amounts)
    return None, None, False
