"""Printed amounts: what a sound form says is read exactly, what is damaged is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.amounts import YUAN_PER_UNIT, Form, is_whole_cents, point_readings, read_amount, to_yuan

DECIMALS = st.integers(min_value=0, max_value=6)
VALUES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(min_value=-(10**14), max_value=10**14), DECIMALS
)
FULL_WIDTH = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


def printed(value: Decimal, grouped: bool) -> str:
    places = -int(value.as_tuple().exponent)
    return f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"


@given(VALUES, st.booleans())
def test_a_sound_number_is_read_as_it_stands(value: Decimal, grouped: bool) -> None:
    text = printed(value, grouped)
    amount = read_amount(text)
    assert (amount.form, amount.value, amount.text) == (Form.NUMBER, value, text)
    assert amount.decimals == -int(value.as_tuple().exponent)


@given(VALUES, st.booleans())
def test_full_width_says_the_same(value: Decimal, grouped: bool) -> None:
    assert read_amount(printed(value, grouped).translate(FULL_WIDTH)).value == value


@given(VALUES, st.booleans(), st.data())
def test_blanks_inside_a_number_are_typesetting(value: Decimal, grouped: bool, data: st.DataObject) -> None:
    text = printed(value, grouped)
    blank = data.draw(st.sampled_from([" ", "\n", "\u3000", "\t"]))
    # A column breaks a number where it is full: the rest is no longer than what stands above it.
    first = (len(text) + 1) // 2 if blank == "\n" else 0
    position = data.draw(st.integers(min_value=first, max_value=len(text)))
    assert read_amount(text[:position] + blank + text[position:]).value == value


@given(VALUES.filter(bool))
def test_brackets_and_triangles_are_a_minus(value: Decimal) -> None:
    text = printed(abs(value), grouped=True)
    for negative in (f"({text})", f"（{text}）", f"△{text}", f"\u2212{text}", f"-{text}"):
        assert read_amount(negative).value == -abs(value)


@given(VALUES, st.sampled_from(sorted(YUAN_PER_UNIT)))
def test_a_unit_in_the_cell_is_read_off_and_kept(value: Decimal, unit: str) -> None:
    amount = read_amount(f"{printed(value, grouped=True)}{unit}")
    assert (amount.value, amount.unit) == (value, unit)


@given(VALUES)
def test_cents_survive_the_way_from_the_unit_to_yuan(value: Decimal) -> None:
    assert to_yuan(value, "万元") == value * 10_000
    assert is_whole_cents(value, "万元")


@given(st.integers(min_value=10**6, max_value=10**12))
def test_below_a_cent_is_told(digits: int) -> None:
    value = Decimal(digits).scaleb(-3)
    assert is_whole_cents(value, "元") == (digits % 10 == 0)
    assert abs(to_yuan(value, "元") - value) <= Decimal("0.005")


@given(VALUES.filter(lambda value: abs(value) >= 1 and value.as_tuple().exponent != 0), st.booleans())
def test_a_lost_point_leaves_the_true_value_among_the_readings(value: Decimal, grouped: bool) -> None:
    damaged = printed(value, grouped).replace(".", ",")
    assert value in point_readings(damaged)


@given(st.text(alphabet="0123456789,.-", max_size=14))
def test_whatever_the_separators_only_a_sound_form_has_a_value(text: str) -> None:
    amount = read_amount(text)
    assert (amount.value is None) == (amount.form is not Form.NUMBER)
    if amount.value is not None:
        assert amount.value == Decimal(text.replace(",", ""))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", Form.BLANK),
        (" \n\u3000", Form.BLANK),
        ("<b></b>", Form.BLANK),
        ("-", Form.DASH),
        ("——", Form.DASH),
        ("—\n—", Form.DASH),
        ("0", Form.NUMBER),
        ("0.00", Form.NUMBER),
        ("34,12", Form.DAMAGED),
        ("1,000,000000", Form.DAMAGED),
        ("11,262,466491", Form.DAMAGED),
        ("1.234.567890", Form.DAMAGED),
        ("12.5%", Form.OTHER),
        ("三万元", Form.OTHER),
        ("元", Form.OTHER),
        ("2026年", Form.OTHER),
        ("1-2", Form.OTHER),
    ],
)
def test_blank_dash_zero_damaged_and_words_are_five_things(text: str, form: Form) -> None:
    assert read_amount(text).form is form


def test_a_separator_may_be_any_of_the_points() -> None:
    assert point_readings("12,599,200") == (Decimal("12.599200"), Decimal("12599.200"), Decimal("12599200"))
    assert point_readings("-1,5") == (Decimal("-1.5"), Decimal("-15"))
    assert point_readings("无") == ()


@pytest.mark.parametrize("text", ["1\n5,876.67", "11\n123.61", "2\n5876.67", "1\n\n5,876.67"])
def test_a_number_above_a_longer_one_is_no_part_of_it(text: str) -> None:
    assert read_amount(text).form is Form.DAMAGED


@pytest.mark.parametrize(
    ("text", "value"),
    [("1682.7\n6", "1682.76"), ("-\n123.45", "-123.45"), ("12,\n345.67", "12345.67"), ("1,234\n.567890", "1234.56789")],
)
def test_a_number_broken_at_the_end_of_its_column_is_one(text: str, value: str) -> None:
    assert read_amount(text).value == Decimal(value)


def test_a_row_of_forty_digits_is_no_amount() -> None:
    assert read_amount("9" * 40).form is Form.OTHER
