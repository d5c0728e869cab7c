"""quality.html: what failed, where, since when, on one page that opens anywhere without a network.

Everything is in the file: styles, the chart of the trend (SVG), and for machines without a Chinese font the characters
that the page uses. Every text from a document is escaped.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path

from expectations.changes import Change
from expectations.definitions import Failure, Outcome, Run
from expectations.history import open_history
from expectations.known import Accepted
from warehouse.fonts import FAMILY, font_css

FILE_NAME = "quality.html"
_STYLE = Path(__file__).resolve().parent / "page.css"
_FAULTS = {"reading": "our reading", "publication": "the publication", "undecided": "undecided"}
#: runs that the chart shows
_RUNS_SHOWN = 60
_WIDTH, _HEIGHT, _LEFT = 900, 170, 40


def write_page(run: Run, folder: Path, changes: Sequence[Change], known: Sequence[Accepted]) -> Path:
    """Write the page of a run into the quality folder, in one step."""
    with open_history(folder) as past:
        trend = past.execute(
            "select started_at, failed_error + broken, failed_warning from run where run_key <= $run_key"
            " order by run_key desc limit $limit",
            {"run_key": run.run_key, "limit": _RUNS_SHOWN},
        ).fetchall()
    text = page(run, changes, known, [(f"{moment:%Y-%m-%d %H:%M}", int(a), int(b)) for moment, a, b in reversed(trend)])
    text = text.replace(
        "<style>", f"<style>{font_css(character for character in text if not character.isascii())}\n", 1
    )
    file = folder / FILE_NAME
    half = folder / f".{FILE_NAME}.{os.getpid()}"
    half.write_text(text, encoding="utf-8")
    os.replace(half, file)
    return file


def page(run: Run, changes: Sequence[Change], known: Sequence[Accepted], trend: Sequence[tuple[str, int, int]]) -> str:
    """The page as text."""
    since = {item.rule_code: item for item in changes}
    verdict = {"failed": "failed", "warning": "passed with warnings", "passed": "passed"}[run.outcome]
    numbers = (
        ("expectations", len(run.outcomes)),
        ("hold", run.count("passed")),
        ("errors: our reading", run.failed_by("reading")),
        ("errors: the publication", run.failed_by("publication")),
        ("warnings", run.count("failed", "warning")),
        ("notes", run.count("failed", "info")),
        ("known and accepted", run.count("accepted")),
    )
    bad = [item for item in run.outcomes if item.status in ("failed", "broken")]
    theirs = [item for item in run.red if item.fault == "publication"]
    is_open = any(row.fault == "undecided" for item in theirs for row in item.failures)
    sections = [
        *_failed("Errors that are faults of our reading", [i for i in run.red if i.fault == "reading"], since),
        *_failed(f"Errors that are faults of the publication{', or undecided' if is_open else ''}", theirs, since),
        *_failed("Warnings", [i for i in bad if i.severity == "warning"], since),
        *_failed("Notes", [i for i in bad if i.severity == "info"], since),
        *_fixed(changes),
        *_accepted(known),
    ]
    built = f"{run.built_at:%Y-%m-%d %H:%M} UTC" if run.built_at else "unknown"
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<title>Quality of the warehouse</title>",
            f"<style>{_style()}</style></head><body>",
            "<h1>Quality of the warehouse</h1>",
            f'<p class="soft">Checked {run.started_at:%Y-%m-%d %H:%M} UTC · warehouse built {built} · '
            f"{run.documents} documents · {run.seconds:.1f} s · run <code>{escape(run.run_key)}</code></p>",
            f'<p><span class="verdict {run.outcome}">{verdict}</span></p>',
            '<div class="numbers">',
            *(f"<div><b>{count}</b>{escape(name)}</div>" for name, count in numbers),
            "</div>",
            "<h2>Over time</h2>",
            chart(trend),
            *sections,
            '<p class="soft">A line key leads to its cell: <code>warehouse trace LINE_KEY</code>. '
            "A rule is explained by <code>warehouse check --explain RULE</code>.</p>",
            "</body></html>",
            "",
        ]
    )


def _style() -> str:
    return _STYLE.read_text(encoding="utf-8").replace("FAMILY", f"'{FAMILY}'")


def _failed(title: str, items: list[Outcome], since: dict[str, Change]) -> Iterable[str]:
    if not items:
        return
    yield f"<h2>{escape(title)} ({len(items)})</h2>"
    yield "<table><thead><tr><th>Rule</th><th>Where</th><th>Rows</th><th>Since</th></tr></thead><tbody>"
    for item in items:
        change = since.get(item.rule_code)
        checked = f" of {item.rows_checked:,}" if item.rows_checked and item.rows_failed <= item.rows_checked else ""
        yield (
            f'<tr><td><span class="{item.severity}-word">{item.severity}</span> <code>{escape(item.rule_code)}</code>'
            f"<br>{escape(item.title)}</td><td>{_where(item)}</td>"
            f'<td class="number">{item.rows_failed:,}{checked}</td><td class="since">{_since(change)}</td></tr>'
        )
    yield "</tbody></table>"


def _where(item: Outcome) -> str:
    if item.status == "broken":
        return f"could not be checked: {escape(item.message or '')}"
    rows = [f"<li>{_row(row)}</li>" for row in item.failures]
    if len(rows) <= 2:
        return f"<ul>{''.join(rows)}</ul>"
    more = item.rows_failed - len(rows)
    tail = f"<li>… and {more:,} more</li>" if more > 0 else ""
    rest = f"<ul>{''.join(rows[1:])}{tail}</ul>"
    return f"<ul>{rows[0]}</ul><details><summary>{item.rows_failed:,} in all</summary>{rest}</details>"


def _row(row: Failure) -> str:
    parts = [escape(row.file_name)] if row.file_name else []
    parts.append(escape(row.text))
    if row.line_key:
        parts.append(f"<code>{escape(row.line_key)}</code>")
    if row.evidence:
        parts.append(f'<span class="soft">{_FAULTS[row.fault]}: {escape(row.evidence)}</span>')
    return " · ".join(parts)


def _since(change: Change | None) -> str:
    if change is None:
        return ""
    words = {
        "new": "new in this run",
        "changed": "its figures changed",
        "unaccepted": "no longer accepted",
        "still": f"for {change.runs} runs",
    }
    return f"{change.since:%Y-%m-%d}<br>{words.get(change.what, change.what)}"


def _fixed(changes: Sequence[Change]) -> Iterable[str]:
    fixed = [item for item in changes if item.what == "fixed"]
    if fixed:
        yield f"<h2>Fixed since the run before ({len(fixed)})</h2><ul>"
        yield from (f"<li><code>{escape(item.rule_code)}</code> {escape(item.title)}</li>" for item in fixed)
        yield "</ul>"


def _accepted(known: Sequence[Accepted]) -> Iterable[str]:
    if not known:
        return
    yield f"<h2>Known and accepted ({len(known)})</h2>"
    yield "<table><thead><tr><th>Rule</th><th>Document</th><th>Reason</th><th>Until</th></tr></thead><tbody>"
    for item in known:
        until = f"{item.until}" if item.holds_on(date.today()) else f"{item.until} (expired: it counts again)"
        yield (
            f"<tr><td><code>{escape(item.rule)}</code></td><td>{escape(item.file_name)}</td>"
            f"<td>{escape(item.reason)}<br><span class='soft'>{escape(item.by)}, {item.since}</span></td>"
            f"<td>{until}</td></tr>"
        )
    yield "</tbody></table>"


def chart(trend: Sequence[tuple[str, int, int]]) -> str:
    """Errors and warnings of each run as stacked bars, with their numbers on an axis."""
    if not trend:
        return ""
    most = max(1, *(errors + warnings for _, errors, warnings in trend))
    low, room = _HEIGHT - 24, _HEIGHT - 40
    step = min(36.0, (_WIDTH - _LEFT - 10) / len(trend))
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Errors and warnings of each run">',
        f'<line class="axis" x1="{_LEFT}" y1="{low}" x2="{_WIDTH - 10}" y2="{low}" />',
        f'<text x="{_LEFT - 6}" y="{low}" text-anchor="end">0</text>',
        f'<text x="{_LEFT - 6}" y="{low - room + 8}" text-anchor="end">{most}</text>',
    ]
    for number, (moment, errors, warnings) in enumerate(trend):
        x = _LEFT + 4 + number * step
        top = low - room * errors / most
        title = f"<title>{moment}: {errors} errors, {warnings} warnings</title>"
        parts.append(_bar("error", x, top, step, room * errors / most, title))
        height = room * warnings / most
        parts.append(_bar("warning", x, top - height, step, height, title))
    first, last = trend[0][0], trend[-1][0]
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 6}">{first}</text>')
    if len(trend) > 1:
        parts.append(f'<text x="{_WIDTH - 10}" y="{_HEIGHT - 6}" text-anchor="end">{last} UTC</text>')
    parts.append("</svg>")
    legend = '<span class="error-word">■</span> errors <span class="warning-word">■</span> warnings, one bar a run'
    return "".join(parts) + f'<p class="soft">{legend}</p>'


def _bar(name: str, x: float, y: float, step: float, height: float, title: str) -> str:
    if height <= 0:
        return ""
    size = f'width="{max(1.0, step - 3):.1f}" height="{height:.1f}"'
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" {size}>{title}</rect>'
