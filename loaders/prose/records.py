"""The figures of a document's prose as records. Names and telephone numbers of persons never get into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from loaders.accounts import hidden
from loaders.document import Document, Place
from loaders.prose.figures import MONEY, RATE
from loaders.prose.reader import stated_figures
from loaders.prose.told import Stated
from loaders.records import ContactRecord, ProseRecord, key_of
from loaders.section import About
from loaders.text import or_none

_CENT, _MICRO = Decimal("0.01"), Decimal("0.000001")
#: decimal(20,2) holds 18 digits before the point
_LARGEST = Decimal(10) ** 18
#: statements of money that a document of prose alone can be about, and how many of their figures make it one
_ACCOUNTS = frozenset(
    {
        "summary_revenue", "summary_expenditure", "expenditure", "appropriation_revenue", "appropriation_expenditure",
        "general_public", "basic", "gov_fund", "state_capital", "three_public", "procurement", "service_purchase",
        "agency_operation",
    }
)  # fmt: skip
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Prose:
    """What the prose of a document gives, and where it stands."""

    records: tuple[ProseRecord, ...] = ()
    places: frozenset[Place] = frozenset()

    @property
    def kind(self) -> str:
        """budget | final, by most of the amounts."""
        stages = Counter(record.stage for record in self.records if record.kind == "amount")
        return "final" if stages["final"] > stages["budget"] else "budget"

    @property
    def is_account(self) -> bool:
        """Does the prose alone state the money of a budget or a final account?"""
        told = {
            (record.statement, record.measure)
            for record in self.records
            if record.kind == "amount" and record.statement in _ACCOUNTS and record.measure and not record.is_part
        }
        return len(told) >= _ENOUGH


def prose_of(document: Document, about: About, read: Collection[Place], contacts: Iterable[ContactRecord]) -> Prose:
    """The figures of the sentences outside the cells that a statement reader has read."""
    stated = stated_figures(document, about, read)
    words = [
        word for contact in contacts for word in (contact.person_name, contact.telephone) if word and len(word) > 1
    ]
    keys = _keys(about.document_key, stated)
    records = tuple(
        _record(about.document_key, number, item, keys, words)
        for number, item in enumerate(stated)
        if abs(item.figure.value) < _LARGEST
    )
    return Prose(records, frozenset(item.place for item in stated))


def _keys(document_key: str, stated: list[Stated]) -> list[str]:
    seen: Counter[Place] = Counter()
    keys = []
    for item in stated:
        seen[item.place] += 1
        keys.append(key_of(document_key, "prose", *item.place, seen[item.place]))
    return keys


def _record(document_key: str, number: int, item: Stated, keys: list[str], words: list[str]) -> ProseRecord:
    figure, subject = item.figure, item.subject
    is_money = figure.sort in (MONEY, RATE)
    sign = -1 if figure.is_negative and item.kind != "change" and item.kind != "change_pct" else 1
    # A figure without words before it is of what its heading names.
    topic = subject.topic or item.heading
    return ProseRecord(
        document_key=document_key,
        figure_key=keys[number],
        sentence_no=item.sentence_no,
        figure_no=number + 1,
        page=item.place.page,
        table_no=item.place.table_no,
        row_no=item.place.row_no,
        column_no=item.place.column_no,
        last_page=item.end_place.page,
        last_row_no=item.end_place.row_no,
        sentence=hidden(item.sentence, words),
        heading=or_none(hidden(item.heading, words)),
        topic=or_none(hidden(topic, words)),
        statement=_statement(subject.statement),
        measure=subject.measure,
        function_code=subject.function_code,
        function_name=subject.function_name,
        fund_kind=subject.fund,
        stage=item.stage,
        fiscal_year=item.fiscal_year,
        kind=item.kind,
        direction=item.direction,
        amount_yuan=(figure.value * sign).quantize(_CENT) if is_money else None,
        value=None if is_money else (figure.value * sign).quantize(_MICRO),
        unit_text=or_none(item.raw.lstrip("-－0123456789０１２３４５６７８９,，.． ") if figure.unit else ""),
        raw=item.raw,
        last_digit=figure.last_digit.quantize(_MICRO),
        is_part=subject.is_part,
        is_reason=item.is_reason,
        of_key=keys[item.of] if item.of is not None else None,
        base_key=keys[item.base] if item.base is not None else None,
        base_year=item.base_year,
        base_stage=item.base_stage,
    )


def _statement(statement: str | None) -> str | None:
    return "other" if statement == "organisation" else statement
