"""What a unit may be called: the gate through which every name and code of a unit leaves the loaders.

A name comes from a unit column, a unit row or the document itself. What stands there by mistake (a kind of fund, a
dash, a money unit, a heading, an amount that ran into the name, a placeholder of a blank form) is no name: the line is
then about the unit of its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from loaders.text import folded

if TYPE_CHECKING:
    from loaders.records import (
        DocumentRecord,
        IndicatorRecord,
        ProjectRecord,
        RevenueRecord,
        SpendingRecord,
        StatementRecord,
    )

    Named = TypeVar(
        "Named", DocumentRecord, IndicatorRecord, ProjectRecord, RevenueRecord, SpendingRecord, StatementRecord
    )

#: how the names of units end
BODY = re.compile(
    r"(?:局|委|委员会|办公室|办事处|厅|院|中心|[大支总]队|所|会|部|处|站|学校|小学|中学|大学|幼儿园|街道|镇|乡|馆|公司|集团|署|台|政府)(?:\([^()]*\))?$"
)
#: further endings, for places where hardly anything but a name can stand (the title of a cover)
_FURTHER_BODY = re.compile(
    r"(?:[室校园社场厂库团狱组联协队系科股]|基地|银行|机关|本级|联盟|机构|法庭|人大|政协|本部)(?:\([^()]*\))?$"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[,。;!?]")
_PLACEHOLDER = re.compile(r"[xX×*＊○〇_]{2,}|\.{3}|…")
_MONEY = re.compile(r"(?:金额)?单位[:：]|\(?(?:亿|百万|万|千)?元\)?$")
#: money that ran into the name: a figure with decimals or thousands
_AMOUNT = re.compile(r"\d\.\d|\d,\d{3}|\d{5}")
_FIGURES = re.compile(r"[\d.,]")
_HEADING = re.compile(
    r"^(?:(?:预算|填报|编制|主管|实施|公开)?(?:部门|单位|科室)(?:\(单位\)|\(部门\))?(?:名称|编码|代码)?|名称|合计|总计|小计|其中|本年.*|上年.*|其他|项目.{0,4}|科目.{0,4}|备注|无|"
    r"(?:全额|差额|定额|定项|参公|自收自支)(?:拨款|补助|补贴|管理|预算|事业)*(?:单位)?|行政|事业|行政单位|事业单位|参公单位|基本支出|项目支出)[:：]?$"
)
#: endings of projects, funds, items, things bought and reports that no unit has
_THING = re.compile(
    r"(?:经费|费用?|支出|收入|资金|项目|工程|专项|补助|补贴|津贴|购置|采购|改造|维修|还本|付息|预算|决算|报表|情况|说明|概况|平台|系统|网站|公众号|[一二三四五六七八九十\d]期)(?:\([^()]*\))?$"
)
_IN_BRACKETS = re.compile(r"[(（].*[)）]|本级|机关")
_PLACES = re.compile(r"(?:[^省市区县州盟旗]{1,7}[省市区县州盟旗])+")
#: a name of fewer characters (财务处) is one that many have
WHOLE_NAME = 5
#: share of characters that two spellings of one name have in common: one is lost, or a word of the place left out
ALIKE = 0.75
_CODE = re.compile(r"[0-9A-Za-z]{3,18}")


@lru_cache(maxsize=16_384)
def is_unit_name(text: str) -> bool:
    """May the text, found where a unit is named, be the name of one?"""
    name = folded(text)
    if not 2 <= len(name) <= 60 or not _CHINESE.search(name):
        return False
    return not any(pattern.search(name) for pattern in (_SENTENCE, _PLACEHOLDER, _MONEY, _AMOUNT, _HEADING, _THING))


def is_body(text: str) -> bool:
    """Does the name end as units are called? For names in titles, where nothing else marks them."""
    name = folded(text)
    return is_unit_name(name) and bool(BODY.search(name) or _FURTHER_BODY.search(name))


def is_unit_code(code: str) -> bool:
    """A code of a unit has three digits or more; less is the number of a row."""
    return bool(_CODE.fullmatch(code))


class _OfUnit(Protocol):
    @property
    def unit_code(self) -> str | None: ...

    @property
    def unit_name(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class UnitsOfDocument:
    """The gate for the records of one document: its own unit, and the full names of those that some table cuts."""

    document: DocumentRecord
    full_names: Mapping[tuple[str | None, str], str]

    def checked(self, record: Named) -> Named:
        """The record with a unit that may be one. A code without a name keeps its code: other tables print the name."""
        code, name = record.unit_code, record.unit_name
        document = self.document
        if code is not None and not is_unit_code(code):
            code = None
        if name is not None:
            name = self.full_names.get((code, name), name)
        if name is not None and not is_unit_name(name):
            name = None
        own = document.unit_name
        # A row with a name and no code, in a table that says the department's: the code is the department's.
        if name is not None and code == document.unit_code and own and not _may_be_one(name, own):
            code = None
        if code == record.unit_code and name == record.unit_name:
            return record
        if code is None and name is None:
            code, name = document.unit_code, document.unit_name
        return replace(record, unit_code=code, unit_name=name)

    def of_money(self, record: Named) -> Named:
        """The same for an amount: in the document of a whole government it has no unit. (Projects in it have one.)"""
        if self.document.scope == "department":
            return self.checked(record)
        return replace(record, unit_code=None, unit_name=None)


def units_of_document(document: DocumentRecord, records: Iterable[_OfUnit]) -> UnitsOfDocument:
    """The whole names of those that the document prints in part.

    A narrow column cuts a name (中共某某市委 / 宣传部): of one code, the longer is the name; without a code, where the
    shorter does not end as names do and only one goes on from it. A form leaves the city or district out. An amount
    that ran into a name (某某中18心39311.66) leaves the characters that another table prints.
    """
    everyone: list[_OfUnit] = [document, *records]
    printed = {
        (record.unit_code, record.unit_name)
        for record in everyone
        if record.unit_name is not None and is_unit_name(record.unit_name)
    }
    full: dict[tuple[str | None, str], str] = {}
    for code, name in printed:
        longer = {
            other
            for other_code, other in printed
            if len(other) > len(name) and other.startswith(name) and code in (None, other_code)
        }
        longer = {other for other in longer if not _IN_BRACKETS.fullmatch(other[len(name) :])}
        placed = {
            other
            for other_code, other in printed
            if code == other_code and other.endswith(name) and _PLACES.fullmatch(other[: -len(name)])
        }
        if len(longer) == 1 and (code is not None or not is_body(name)):
            full[code, name] = longer.pop()
        elif placed and len(name) >= WHOLE_NAME:
            full[code, name] = max(placed, key=lambda other: (len(other), other))
    names = {name for _, name in printed}
    for record in everyone:
        damaged = record.unit_name
        if damaged is not None and _AMOUNT.search(damaged) and (without := _FIGURES.sub("", damaged)) in names:
            full[record.unit_code, damaged] = without
    return UnitsOfDocument(document, full)


def _may_be_one(name: str, other: str) -> bool:
    """Names of one unit hardly differ, or one is part of the other."""
    shorter, longer = sorted((folded(name), folded(other)), key=len)
    return shorter in longer or SequenceMatcher(None, shorter, longer, autojunk=False).ratio() >= ALIKE
