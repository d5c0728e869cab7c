"""The seconds that one document may cost are one setting, and the reader of pictures keeps within them."""

from __future__ import annotations

import pytest

from loaders.readers.pdf.reader import OCR_SHARE
from warehouse.errors import CallError
from warehouse.workers import SECONDS_VARIABLE, USUAL_SECONDS, Limits


def test_the_time_of_a_document_is_ten_minutes_or_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECONDS_VARIABLE, raising=False)
    assert Limits().seconds == USUAL_SECONDS == 600
    monkeypatch.setenv(SECONDS_VARIABLE, "1800")
    assert Limits().seconds == 1800


@pytest.mark.parametrize("text", ["soon", "0", "-5", "1e9", "nan"])
def test_a_time_that_is_none_is_a_wrong_call(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS_VARIABLE, text)
    with pytest.raises(CallError, match=SECONDS_VARIABLE):
        Limits()


def test_recognition_leaves_time_for_the_rest_before_the_worker_is_ended() -> None:
    assert OCR_SHARE <= 0.8
