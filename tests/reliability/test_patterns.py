"""No regular expression of the program takes for ever: a document must not be able to stop a reader with a long cell.

Every compiled pattern of the loaders and the warehouse is tried on texts made to lead it astray: one short token again
and again, and then something that does not fit. An exponential pattern does not come back from forty of them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

import loaders
import warehouse

_TOKENS = (
    *(
        "9",
        "1,",
        "1.",
        "-",
        " ",
        "　",
        ".",
        "…",
        "(",
        "()",
        "（1）",
        "一",
        "一、",
        "表",
        "表1",
        "续",
        "预算",
        "预算1",
        "单位",
        "第一部分",
    ),
    *(
        "a",
        "a1",
        "万",
        "元",
        "1万",
        "1元",
        "%",
        "5%",
        "年",
        "2026",
        "\n",
        "\t",
        "、",
        "，",
        "1-1",
        "×",
        "1×",
        "1人",
        "的",
        "－",
        "/",
        "<b>",
    ),
)
_SHORT, _LONG = 42, 500
_SHORT_SECONDS, _LONG_SECONDS = 0.5, 5.0


class TooSlow(BaseException):
    pass


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if ".verbs." in found.name or "__main__" in found.name or ".notebook" in found.name or ".spark" in found.name:
            continue
        yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    seen: set[str] = set()
    for package in (loaders, warehouse):
        for module in modules(package):
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value.pattern not in seen:
                    seen.add(value.pattern)
                    found[f"{module.__name__}.{name}"] = value
    return found


def slow_on(pattern: re.Pattern[str], text: str, seconds: float) -> bool:
    def stop(*_: object) -> None:
        raise TooSlow

    # CPU time, so that a busy machine is no reason to fail.
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        pattern.search(text)
        pattern.sub("", text)
    except TooSlow:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


@pytest.mark.parametrize(
    ("count", "seconds", "budget"),
    [(_SHORT, _SHORT_SECONDS, 60.0), (_LONG, _LONG_SECONDS, 240.0)],
    ids=["short", "long"],
)
def test_no_pattern_is_led_astray(count: int, seconds: float, budget: float) -> None:
    started = time.process_time()
    slow = []
    tried = patterns()
    assert len(tried) > 100
    for name, pattern in tried.items():
        for token in _TOKENS:
            for text in (token * count + "！", "预算03表" + token * count + "！", token * count + "1" * 9 + "。表x"):
                if slow_on(pattern, text, seconds):
                    slow.append(f"{name} on {token!r} × {count}")
                    break
            if time.process_time() - started > budget:
                pytest.fail(f"the patterns take longer than {budget:.0f} s altogether; slow: {slow}")
    assert not slow, "\n".join(slow)
