"""Account codes: read off a cell, completed from the rows above, told apart by their digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.codes import complete, known_names, scheme_of_code, split_code

NAMES = st.text(alphabet="行政运行其他支出事务管理养老保险", min_size=2, max_size=12)
CODES = st.from_regex(r"[235][0-9]{2}([0-9]{2}){0,2}", fullmatch=True)


@given(CODES, st.sampled_from(["-", "—", " ", "－", ""]), NAMES)
def test_a_code_and_its_name_in_one_cell(code: str, separator: str, name: str) -> None:
    assert split_code(f"{code}{separator}{name}") == (code, name)


@given(CODES, NAMES, st.data())
def test_a_line_break_anywhere_changes_neither(code: str, name: str, data: st.DataObject) -> None:
    text = f"{code}-{name}"
    position = data.draw(st.integers(min_value=1, max_value=len(text) - 1))
    found_code, found_name = split_code(f"{text[:position]}\n{text[position:]}")
    assert (found_code, found_name) == (code, name)


@given(CODES)
def test_a_bare_code(code: str) -> None:
    assert split_code(code) == (code, None)
    assert split_code(f"[{code}]") == (code, None)


@given(NAMES)
def test_a_bare_name(name: str) -> None:
    assert split_code(name) == (None, name)


@pytest.mark.parametrize(
    ("code", "scheme"),
    [
        ("201", "function"),
        ("20101", "function"),
        ("2010101", "function"),
        ("301", "dept_economic"),
        ("30101", "dept_economic"),
        ("3010101", "dept_economic"),
        ("501", "gov_economic"),
        ("50101", "gov_economic"),
        ("05", None),
        ("2010", None),
        ("101001", None),
        ("401", None),
    ],
)
def test_the_digits_tell_the_classification(code: str, scheme: str | None) -> None:
    assert scheme_of_code(code) == scheme


@pytest.mark.parametrize(
    ("segment", "above", "name", "whole"),
    [
        ("05", "208", None, "20805"),
        ("05", "20805", None, "2080505"),
        ("06", "2080505", None, "2080506"),
        ("10", "2080506", "社会福利", "20810"),
        ("05", None, None, None),
        ("5", "208", None, None),
        ("005", "208", None, None),
    ],
)
def test_a_segment_is_completed_from_the_row_above(
    segment: str, above: str | None, name: str | None, whole: str | None
) -> None:
    assert complete(segment, above, name) == whole


def test_every_known_code_belongs_to_one_classification() -> None:
    assert known_names()
    assert [code for code in known_names() if scheme_of_code(code) is None] == []
