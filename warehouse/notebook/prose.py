"""Sentences of a notebook. Every figure in them is computed: it stands in braces and is filled from the values given.

The language is that of WAREHOUSE_LANG (`en`, the default, or `zh`). Names from the documents stay Chinese in both.
"""

from __future__ import annotations

import os
import re
from html import escape
from typing import Any, Literal

from IPython.display import HTML, display

#: IPython carries no annotations.
_HTML: Any = HTML
_display: Any = display

Language = Literal["en", "zh"]


def language() -> Language:
    return "zh" if os.environ.get("WAREHOUSE_LANG", "en").lower().startswith("zh") else "en"


def say(en: str, zh: str) -> str:
    """The text in the language of the reader."""
    return zh if language() == "zh" else en


def _filled(text: str, values: dict[str, object]) -> str:
    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return marked.format(**{name: f"<b>{escape(str(value))}</b>" for name, value in values.items()})


def put(html: str) -> None:
    """Show a piece of HTML as the output of the cell."""
    _display(_HTML(html))


def finding(en: str, zh: str, **values: object) -> None:
    """Print a finding: one sentence whose figures are the given values."""
    text = _filled(say(en, zh), values)
    put(f'<p class="finding" style="border-left:4px solid #0072B2;padding:.3em .8em;margin:.6em 0">{text}</p>')


def missing(en: str, zh: str, **values: object) -> None:
    """Say what this warehouse does not hold, and what would be shown if it did."""
    text = _filled(say(en, zh), values)
    put(
        '<p class="missing" style="border-left:4px dashed #999;padding:.3em .8em;margin:.6em 0;color:#555">'
        f"{escape(say('Not in this warehouse: ', '本仓库没有：'))}{text}</p>"
    )
