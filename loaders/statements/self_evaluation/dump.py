"""Section of a dump -> Form: the head by its labels, the funds by their columns, the indicators by the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.document import Place
from loaders.section import FURNITURE, HEADING, READ, Section
from loaders.statements.self_evaluation.amounts import cells_of, read_block, reasons_of
from loaders.statements.self_evaluation.cells import bare, cut_cost, join_cost, text_of
from loaders.statements.self_evaluation.form import Contact, Form, Funds, Indicator, Reasoned
from loaders.statements.self_evaluation.printed import (
    Break,
    Piece,
    PrintedLine,
    has_paragraphs,
    is_furniture,
    pieces_of,
    printed_lines,
)
from loaders.statements.self_evaluation.splice import spliced
from loaders.statements.self_evaluation.table import Row, Sums, Table, read_measured
from loaders.statements.self_evaluation.words import (
    any_of,
    is_echo,
    is_met,
    is_not_applicable_word,
    labels,
    total_pattern,
    vocabulary,
)
from loaders.text import folded, is_dash, joined

_YEAR_LINE = re.compile(r"\(?20\d\d年?度?\)?\Z")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*(万\s*元|元|亿\s*元|千\s*元)\s*[)）]|单位[:：]\s*(万\s*元|元)")


@dataclass(frozen=True, slots=True)
class _Span:
    """A label found in the text of the head: what it is, and where its value begins."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines as one text, with the way back from a position to its line."""

    text: str
    lines: tuple[PrintedLine, ...]
    starts: tuple[int, ...]

    def pieces(self, start: int, end: int, speaking: bool) -> tuple[Piece, ...]:
        """The pieces of text between two positions."""
        cut = []
        for line, offset in zip(self.lines, self.starts, strict=True):
            low, high = max(start, offset), min(end, offset + len(line.text))
            if low < high and line.text[low - offset : high - offset].strip():
                cut.append(replace(line, text=line.text[low - offset : high - offset]))
        return pieces_of(cut, speaking)

    def place(self, position: int) -> Place:
        at = max(index for index, start in enumerate(self.starts) if start <= position)
        return self.lines[at].place


def _text(lines: tuple[PrintedLine, ...]) -> _Text:
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += line.text + "\n"
    return _Text(text, lines, tuple(starts))


def _is_title(line: PrintedLine) -> bool:
    bare_text = folded(line.text)
    return bool(_YEAR_LINE.match(bare_text)) or (
        len(bare_text) <= 60 and any(word in bare_text for word in vocabulary()["title"])
    )


def read_dump(section: Section) -> tuple[Form, dict[Place, str]]:
    """One dumped form, and what became of each of its lines."""
    outcomes: dict[Place, str] = {}
    kept: list[PrintedLine] = []
    all_lines = printed_lines(section)
    for at, line in enumerate(all_lines):
        following = all_lines[at + 1] if at + 1 < len(all_lines) else None
        outcome = FURNITURE if is_furniture(line, following) else HEADING if _is_title(line) else READ
        outcomes.update((place, outcome) for place in line.places)
        if outcome == READ:
            kept.append(line)
    lines = tuple(kept)
    speaking = has_paragraphs(lines)
    whole = _text(lines)
    heading_start, heading_end = _headings(whole)
    head_end = heading_start if heading_start is not None else len(whole.text)
    total_at = next(
        (offset for line, offset in zip(lines, whole.starts, strict=True) if _closes(line, offset, heading_end)), None
    )
    form = _head(whole, head_end, speaking, section)
    total_weight, total_score = _totals(whole, total_at)
    missing = list(form.missing)
    if heading_end is None:
        missing.append("indicators")
    if total_at is None:
        missing.append("total")
    reasoned: tuple[Reasoned, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    if heading_end is not None:
        pieces = whole.pieces(heading_end, total_at if total_at is not None else len(whole.text), speaking)
        table, reasoned = _table(pieces, _sums(form.funds, total_weight, total_score))
        indicators = tuple(_indicator(row) for row in table.rows)
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
        ),
        outcomes,
    )


def _closes(line: PrintedLine, offset: int, heading_end: int | None) -> bool:
    return (heading_end is None or offset >= heading_end) and bool(total_pattern().match(line.text))


def _table(pieces: tuple[Piece, ...], sums: Sums) -> tuple[Table, tuple[Reasoned, ...]]:
    """The table of the pieces as printed, or of the best way to put a row back together that a page end cut in two."""
    plain = read_measured(pieces, sums)
    best, reasoned = plain, ()  # type: Table, tuple[Reasoned, ...]
    for other, reason in spliced(pieces):
        table = read_measured(other, sums)
        if table.cost < best.cost:
            best, reasoned = table, (reason,)
    return best, reasoned


def _sums(funds: Funds, total_weight: Decimal | None, total_score: Decimal | None) -> Sums:
    weight = funds.weight if funds.weight is not None else Decimal(10)
    weights = frozenset() if total_weight is None else frozenset({total_weight - weight})
    scores: frozenset[Decimal] = frozenset()
    if total_score is not None:
        scores = frozenset({total_score - funds.score} if funds.score is not None else {total_score, total_score - weight})
    return Sums(weights, scores)


def _headings(whole: _Text) -> tuple[int | None, int | None]:
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
        if seen >= 4:
            side = re.compile(r"绩\s*效\s*指\s*标\s*\Z").search(whole.text[: match.start()])
            return (side.start() if side else match.start()), end
    return None, None


def _mark_headings(whole: _Text, start: int, end: int, outcomes: dict[Place, str]) -> None:
    for line, offset in zip(whole.lines, whole.starts, strict=True):
        if start <= offset and offset + len(line.text) <= end + 1:
            outcomes.update((place, HEADING) for place in line.places)


def _totals(whole: _Text, at: int | None) -> tuple[Decimal | None, Decimal | None]:
    if at is None:
        return None, None
    numbers = [Decimal(number) for number in re.findall(r"(?<!\S)\d+(?:\.\d+)?(?!\S)", whole.text[at:])]
    weight = numbers[0] if numbers else None
    score = numbers[1] if len(numbers) > 1 else None
    return weight, score


def _find_labels(text: str, group: str, start: int, end: int) -> list[_Span]:
    """The labels of a group in the order in which they stand in the text; each is looked for behind the one before."""
    out: list[_Span] = []
    at = start
    for name, pattern in labels(group):
        match = pattern.search(text, at, end)
        if match:
            out.append(_Span(name, match.start(), match.end()))
            at = match.end()
    return out


def _head(whole: _Text, end: int, speaking: bool, section: Section) -> Form:
    text = whole.text
    fields = _find_labels(text, "field", 0, end)
    by_name = {span.name: span for span in fields}
    funds_start = by_name["funds"].end if "funds" in by_name else 0
    fund_spans = _find_labels(text, "fund", funds_start, end)
    goal_start = _goal_start(text, fund_spans[-1].end if fund_spans else funds_start, end)
    first_fund = fund_spans[0].start if fund_spans else end
    values = {}
    for span, following in zip(fields, [*fields[1:], None], strict=True):
        stop = following.start if following else first_fund
        values[span.name] = (span, whole.pieces(span.end, stop, speaking))
    stops = [span.start for span in fund_spans[1:]] + [goal_start if goal_start is not None else end]
    rows = {
        span.name: whole.pieces(span.end, stop, speaking) for span, stop in zip(fund_spans, stops, strict=True)
    }
    block = read_block(rows)
    total = block.get("total")
    unit, evidence = _unit(text[funds_start - 4 if funds_start else 0 : first_fund])
    funds = Funds(
        cells=cells_of(block),
        rate=total.value("rate") if total else None,
        weight=total.value("weight") if total else None,
        score=total.value("score") if total else None,
        unit=unit,
        unit_evidence=evidence,
        reasoned=reasons_of(block),
    )
    goal, actual = _goal(whole, goal_start, end, speaking)
    missing = [name for name, there in (("funds", bool(fund_spans)), ("goal", goal_start is not None)) if not there]
    return Form(
        place=whole.place(by_name["project_name"].start) if "project_name" in by_name else whole.lines[0].place,
        title=section.title,
        project_name=_value(values, "project_name"),
        project_code=_value(values, "project_code"),
        department=_value(values, "department"),
        implementing_unit=_value(values, "implementing_unit"),
        funds=funds,
        goal=goal,
        goal_actual=actual,
        contacts=_contacts(values, whole),
        missing=tuple(missing),
    )


def _value(values: dict[str, tuple[_Span, tuple[Piece, ...]]], name: str) -> str | None:
    if name not in values:
        return None
    return joined(text_of(values[name][1])) or None


def _contacts(values: dict[str, tuple[_Span, tuple[Piece, ...]]], whole: _Text) -> tuple[Contact, ...]:
    name, telephone = _value(values, "contact_person"), _value(values, "telephone")
    if not name and not telephone:
        return ()
    span = values["contact_person" if "contact_person" in values else "telephone"][0]
    return (Contact(name, telephone, whole.place(span.start)),)


def _unit(text: str) -> tuple[str | None, str | None]:
    match = _UNIT.search(text)
    if not match:
        return None, None
    unit = re.sub(r"\s", "", match.group(1) or match.group(2))
    return unit, f"the head of the funds block prints {unit}"


def _goal_start(text: str, start: int, end: int) -> int | None:
    match = any_of(tuple(vocabulary()["goal"]["block"])).search(text, start, end)
    return match.start() if match else None


def _goal(whole: _Text, start: int | None, end: int, speaking: bool) -> tuple[str | None, str | None]:
    """The expected goal and what was reached: cut where the second cell most likely begins."""
    if start is None:
        return None, None
    data = vocabulary()["goal"]
    at = start
    for words in (data["block"], data["expected"], data["actual"]):
        match = any_of(tuple(words)).match(whole.text, at, end)
        if match:
            at = match.end()
            while at < end and whole.text[at].isspace():
                at += 1
    pieces = whole.pieces(at, end, speaking)
    if not pieces:
        return None, None
    best: tuple[float, int] = (float("inf"), len(pieces))
    for cut in range(1, len(pieces) + 1):
        first, second = pieces[:cut], pieces[cut:]
        cost = _goal_cost(first, second)
        if cost < best[0]:
            best = (cost, cut)
    first, second = pieces[: best[1]], pieces[best[1] :]
    return text_of(first) or None, text_of(second) or None


def _goal_cost(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> float:
    cost = sum(join_cost(left, right) for left, right in zip(first, first[1:], strict=False))
    cost += sum(join_cost(left, right) for left, right in zip(second, second[1:], strict=False))
    if not second:
        return cost + 1.0
    cost += cut_cost(first[-1], second[0])
    left, right = bare(first), bare(second)
    if second[0].before is Break.BLANK and not is_met(right):
        cost += 1.0
    cost += -2.0 if is_met(right) else 0.0
    cost += -2.0 if left.rstrip("。") == right.rstrip("。") else 0.0
    cost += -3.0 if any(right.startswith(word) for word in vocabulary()["goal"]["actual"]) else 0.0
    cost += -1.0 if left.endswith("。") else 1.0 if left.endswith(("，", ",", "、")) else 0.0
    return cost


def _indicator(row: Row) -> Indicator:
    cells = row.cells
    dashed = bool(cells.target) and all(is_dash(piece.text) for piece in cells.target)
    name = text_of(cells.name) or None
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
    return None if piece is None else Decimal(folded(piece.text).rstrip("分"))
