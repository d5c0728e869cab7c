"""Figures that sentences state."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRecord:
    """One figure of a sentence of an explanation (预算情况说明, 决算说明)."""

    document_key: str
    figure_key: str
    #: order in the document, of the sentence and of the figure
    sentence_no: int
    figure_no: int
    #: where the figure begins, and where its sentence ends
    page: int
    table_no: int
    row_no: int
    column_no: int
    last_page: int
    last_row_no: int
    sentence: str
    #: the heading that stands above the sentence
    heading: str | None = None
    #: what the figure is of, in the words of the text
    topic: str | None = None
    statement: str | None = None
    measure: str | None = None
    function_code: str | None = None
    function_name: str | None = None
    fund_kind: str | None = None
    stage: str | None = None
    fiscal_year: int | None = None
    #: amount | change | change_pct | share_pct | count | unit_price
    kind: str
    #: increase | decrease | equal
    direction: str | None = None
    #: money only
    amount_yuan: Decimal | None = None
    #: percentages and counts
    value: Decimal | None = None
    unit_text: str | None = None
    raw: str
    #: the worth of the last printed digit, in yuan for money
    last_digit: Decimal
    #: a part that has no name in the vocabulary: the statement and measure are those of the whole
    is_part: bool = False
    #: stands in a clause that gives reasons
    is_reason: bool = False
    #: the amount that a change or a percentage is of, and the amount that it is worked out from, where printed
    of_key: str | None = None
    base_key: str | None = None
    #: what a change compares with
    base_year: int | None = None
    base_stage: str | None = None
