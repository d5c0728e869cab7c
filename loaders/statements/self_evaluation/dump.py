"""Section of a dump -> Form: the head by its labels, the funds by their columns, the indicators by the table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from loaders.document import Place
from loaders.indicators import bare_name
from loaders.section import FURNITURE, HEADING, QUARANTINED, READ, Section
from loaders.statements.self_evaluation.cells import number, text_of
from loaders.statements.self_evaluation.form import Form, Funds, Indicator, Reasoned
from loaders.statements.self_evaluation.head import FormText, form_text, read_head
from loaders.statements.self_evaluation.printed import (
    Piece,
    PrintedLine,
    is_form_title,
    is_furniture,
    printed_lines,
    speech_of,
)
from loaders.statements.self_evaluation.splice import spliced, without_strays
from loaders.statements.self_evaluation.table import Row, Sums, Table, read_measured
from loaders.statements.self_evaluation.words import (
    is_echo,
    is_not_applicable_word,
    labels,
    loose,
    total_pattern,
)
from loaders.text import is_dash

_SCORE_HEADING = re.compile(loose("得分"))


def read_dump(section: Section) -> tuple[Form, dict[Place, str]]:
    """One dumped form, and what became of each of its lines."""
    outcomes: dict[Place, str] = {}
    kept: list[PrintedLine] = []
    all_lines = printed_lines(section)
    for at, line in enumerate(all_lines):
        following = all_lines[at + 1] if at + 1 < len(all_lines) else None
        outcome = FURNITURE if is_furniture(line, following) else HEADING if is_form_title(line) else READ
        outcomes.update((place, outcome) for place in line.places)
        if outcome == READ:
            kept.append(line)
    lines = tuple(kept)
    whole = form_text(lines)
    heading_start, heading_end = _headings(whole)
    head_end = heading_start if heading_start is not None else len(whole.text)
    speech = speech_of(lines, whole.jumps_inside_labels(head_end))
    total_at = next(
        (offset for line, offset in zip(lines, whole.starts, strict=True) if _closes(line, offset, heading_end)), None
    )
    form = read_head(whole, head_end, speech, section)
    total_weight, total_score = _totals(whole, total_at)
    missing = list(form.missing)
    if heading_end is None:
        missing.append("indicators")
    if total_at is None:
        missing.append("total")
    reasoned: tuple[Reasoned, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unread: dict[Place, str] = {}
    if heading_end is not None:
        pieces = whole.pieces(heading_end, total_at if total_at is not None else len(whole.text), speech)
        table, reasoned = _table(pieces, _sums(form.funds, total_weight, total_score))
        indicators = tuple(_indicator(row) for row in table.rows)
        unread = {piece.line.place: piece.line.text for piece in table.passed_over}
        outcomes.update((place, QUARANTINED) for place in unread)
        if not indicators and "indicators" not in missing:
            missing.append("indicators")
    if heading_start is not None and heading_end is not None:
        _mark_headings(whole, heading_start, heading_end, outcomes)
    return (
        replace(
            form,
            indicators=indicators,
            total_weight=total_weight,
            total_score=total_score,
            reasoned=form.reasoned + reasoned,
            missing=tuple(missing),
            unread=tuple(sorted(unread.items())),
        ),
        outcomes,
    )


def _closes(line: PrintedLine, offset: int, heading_end: int | None) -> bool:
    return (heading_end is None or offset >= heading_end) and bool(total_pattern().match(line.text))


def _table(pieces: tuple[Piece, ...], sums: Sums) -> tuple[Table, tuple[Reasoned, ...]]:
    """The table of the pieces as printed, or of the best way to put a row back together that a page end cut in two."""
    pieces = without_strays(pieces)
    plain = read_measured(pieces, sums)
    best, reasoned = plain, ()  # type: Table, tuple[Reasoned, ...]
    for other, reason in spliced(pieces):
        table = read_measured(other, sums)
        if table.cost < best.cost:
            best, reasoned = table, (reason,)
    return best, reasoned


def _sums(funds: Funds, total_weight: Decimal | None, total_score: Decimal | None) -> Sums:
    """What the indicators may add up to: the total without the execution rate, or (as many forms have it) with it."""
    weight = funds.weight if funds.weight is not None else Decimal(10)
    score = funds.score if funds.score is not None else weight
    return Sums(
        frozenset() if total_weight is None else frozenset({total_weight - weight, total_weight}),
        frozenset() if total_score is None else frozenset({total_score - score, total_score}),
    )


def _headings(whole: FormText) -> tuple[int | None, int | None]:
    """Where the headings of the indicators begin and end."""
    first = dict(labels("indicator_column"))["level1"]
    for match in first.finditer(whole.text):
        end, seen = match.end(), 1
        while True:
            while end < len(whole.text) and whole.text[end].isspace():
                end += 1
            found = max(
                (hit.end() for _, pattern in labels("indicator_column") if (hit := pattern.match(whole.text, end))),
                default=None,
            )
            if found is None:
                break
            end, seen = found, seen + 1
        # Where lines of several headings are mixed (年度 实际 / 指标值 完成值) the chain breaks off: the rest of the
        # headings is no row, and is passed over in front of the first one.
        if seen >= 4 or (seen >= 2 and _SCORE_HEADING.search(whole.text, end, end + 60)):
            side = re.compile(r"绩\s*效\s*指\s*标\s*\Z").search(whole.text[: match.start()])
            return (side.start() if side else match.start()), end
    return None, None


def _mark_headings(whole: FormText, start: int, end: int, outcomes: dict[Place, str]) -> None:
    for line, offset in zip(whole.lines, whole.starts, strict=True):
        if start <= offset and offset + len(line.text) <= end + 1:
            outcomes.update((place, HEADING) for place in line.places)


def _totals(whole: FormText, at: int | None) -> tuple[Decimal | None, Decimal | None]:
    if at is None:
        return None, None
    numbers = [Decimal(number) for number in re.findall(r"(?<!\S)\d+(?:\.\d+)?(?!\S)", whole.text[at:])]
    weight = numbers[0] if numbers else None
    score = numbers[1] if len(numbers) > 1 else None
    return weight, score


def _indicator(row: Row) -> Indicator:
    cells = row.cells
    dashed = bool(cells.target) and all(is_dash(piece.text) for piece in cells.target)
    name = bare_name(text_of(cells.name)) or None
    target = None if dashed else text_of(cells.target) or None
    actual = text_of(cells.actual) or None
    inapplicable = dashed or any(text and is_not_applicable_word(text) for text in (name, target, actual))
    only_zero = not target and not actual and (cells.weight is not None) and _number(cells.weight) == 0
    return Indicator(
        level1=row.level1,
        level2=row.level2,
        name=name,
        target=target,
        actual=actual,
        weight=_number(cells.weight),
        score=_number(cells.score),
        reason=text_of(cells.reason) or None,
        is_not_applicable=bool(inapplicable or (only_zero and (name is None or is_echo(name)))),
        place=row.start.line.place,
    )


def _number(piece: Piece | None) -> Decimal | None:
    return None if piece is None else number(piece)
