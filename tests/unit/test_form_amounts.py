"""Amounts and labels of forms: tables of cases, and the rule that a printed amount is never changed by its context."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.indicators import read_target
from loaders.statements.declaration.amount import decide, read_form_amount
from loaders.statements.declaration.labels import heading_of, label_of
from loaders.statements.declaration.money import compound_yuan, numeral_yuan
from loaders.statements.overall_targets.items import quantities_of


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("5万4千元", "54000"), ("1亿2000万元", "120000000"), ("1万2345元", "12345"), ("3万元5角", "30000.50")],
)
def test_spelled_with_more_than_one_unit(text: str, yuan: str) -> None:
    assert compound_yuan(text) == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("伍拾万元整", "500000"),
        ("一百二十万元", "1200000"),
        ("三亿五千万元", "350000000"),
        ("壹拾贰万叁仟元", "123000"),
        ("十万", "100000"),
    ],
)
def test_chinese_numerals(text: str, yuan: str) -> None:
    assert numeral_yuan(text) == Decimal(yuan)


@pytest.mark.parametrize("text", ["100万元", "", "元", "万元", "三年"])
def test_neither(text: str) -> None:
    assert compound_yuan(text) is None
    assert numeral_yuan(text) is None


@pytest.mark.parametrize(
    ("text", "header", "stated", "typical", "yuan"),
    [
        ("12", "万元", (), None, "120000"),
        ("34098.8017", "万元", (), None, "340988017"),
        ("450", None, (), None, "4500000"),
        ("450000", None, ("4500000000",), None, "4500000000"),
        ("450000", None, ("450000",), "1000000", "450000"),
        ("1.234567", None, (), None, "12345.67"),
        ("365,000.00（元）", "万元", (), None, "365000"),
        ("36.5（万元）", None, (), None, "365000"),
        ("总计36.5万元，其中市级20万元", None, (), None, "365000"),
    ],
)
def test_decided_by_evidence(
    text: str, header: str | None, stated: tuple[str, ...], typical: str | None, yuan: str
) -> None:
    decided = decide(read_form_amount(text, header), tuple(map(Decimal, stated)), Decimal(typical) if typical else None)
    assert decided.yuan == Decimal(yuan)
    assert decided.evidence


@pytest.mark.parametrize("text", ["187.32164=1+1万元", "每月14000元×12个月", "3+5万元", "2541.万21元"])
def test_what_has_to_be_calculated_or_is_among_other_figures_is_not_printed(text: str) -> None:
    assert decide(read_form_amount(text, "万元"), (), None).yuan is None


def test_a_damaged_number_needs_proof() -> None:
    amount = read_form_amount("2,718,80", None)
    assert decide(amount, (), None).yuan is None
    proved = decide(amount, (Decimal("27188.00"), Decimal("271880.00")), None)
    assert proved.yuan is None or proved.is_repaired


@given(st.decimals(min_value=1, max_value=10**8, places=2), st.sampled_from([None, "元", "万元"]))
def test_a_printed_unit_always_holds(value: Decimal, header: str | None) -> None:
    for unit, factor in (("元", 1), ("万元", 10_000)):
        decided = decide(read_form_amount(f"{value:,}{unit}", header), (), None)
        assert decided.yuan == (value * factor).quantize(Decimal("0.01"))


@given(
    st.text(alphabet="0123456789,.，。元万亿千一二三拾佰零共计其中()（）=+≥%人 不约\n", max_size=60),
    st.sampled_from([None, "万元"]),
)
def test_any_text_is_read_without_an_error(text: str, header: str | None) -> None:
    yuan = decide(read_form_amount(text, header), (), None).yuan
    assert yuan is None or abs(yuan) < Decimal(10) ** 18
    value = read_target(text).value
    assert value is None or (abs(value) < Decimal(10) ** 18 and value == value.quantize(Decimal("0.000001")))
    for quantity in quantities_of(text):
        assert abs(quantity.value) < Decimal(10) ** 18


@pytest.mark.parametrize(
    "text", ["9" * 40, "9" * 40 + "万元", "玖" + "亿" * 9, "1" + ",000" * 12, "NaN", "0.000000001亿元"]
)
def test_figures_longer_than_any_money(text: str) -> None:
    yuan = decide(read_form_amount(text, "万元"), (), None).yuan
    assert yuan is None or abs(yuan) < 10**17


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("部门（单位\n名称", "unit", None),
        ("预算金额\n（万元）", "amount", "万元"),
        ("其中：\n财政拨款", "fiscal", None),
        ("部门（单位）总体资金情况（万元）", "funds_block", "万元"),
        ("其他说明的\n问题", "remark", None),
        ("总\n体\n目\n标", "goal", None),
        ("资金金额\n1620.98（万元）", "funds_block", "万元"),
    ],
)
def test_labels(text: str, kind: str, unit: str | None) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.kind, label.unit) == (kind, unit)


@pytest.mark.parametrize("text", ["完成预算金额的一半", "项目名称以批复为准", "", "365000元"])
def test_values_are_no_labels(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("具体指标（指标内容、指标值）", "text"),
        ("指标内容和指标值", "text"),
        ("年度(/项目)指标值", "value"),
        ("指标权重\n(%)", "weight"),
        ("绩效指标性质", "operator"),
        ("三级指标", "name"),
    ],
)
def test_headings(text: str, kind: str) -> None:
    assert heading_of(text) == kind
