"""The head of a dumped form: project, units, contact, funds, goal. Each field runs from its label to the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.document import Place
from loaders.section import Section
from loaders.statements.self_evaluation.amounts import cells_of, read_block, reasons_of
from loaders.statements.self_evaluation.cells import bare, cut_cost, join_cost, text_of
from loaders.statements.self_evaluation.form import Contact, Form, Funds
from loaders.statements.self_evaluation.printed import Break, Piece, PrintedLine, Speech, jumps, pieces_of
from loaders.statements.self_evaluation.words import any_of, is_met, labels, vocabulary
from loaders.text import joined

_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*(万\s*元|元|亿\s*元|千\s*元)\s*[)）]|单位[:：]\s*(万\s*元|元)")


_NEXT_LABEL = "绩效指标"


@dataclass(frozen=True, slots=True)
class _Span:
    """A label found in the text of the head: what it is, and where its value begins."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FormText:
    """Lines as one text, with the way back from a position to its line."""

    text: str
    lines: tuple[PrintedLine, ...]
    starts: tuple[int, ...]

    def pieces(self, start: int, end: int, speech: Speech) -> tuple[Piece, ...]:
        """The pieces of text between two positions."""
        cut = []
        for line, offset in zip(self.lines, self.starts, strict=True):
            low, high = max(start, offset), min(end, offset + len(line.text))
            if low < high and line.text[low - offset : high - offset].strip():
                cut.append(replace(line, text=line.text[low - offset : high - offset]))
        return pieces_of(cut, speech)

    def jumps_inside_labels(self, end: int) -> bool:
        """Is a label of the head broken by a great jump? Then the lines of one cell stand that far apart."""
        far = jumps(self.lines)
        for group in ("field", "fund", "amount_column"):
            for _, pattern in labels(group):
                for match in pattern.finditer(self.text, 0, end):
                    inside = (match.start() < start < match.end() for start in self.starts)
                    if any(within and jump for within, jump in zip(inside, far, strict=True)):
                        return True
        return False

    def place(self, position: int) -> Place:
        at = max(index for index, start in enumerate(self.starts) if start <= position)
        return self.lines[at].place


def form_text(lines: tuple[PrintedLine, ...]) -> FormText:
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += line.text + "\n"
    return FormText(text, lines, tuple(starts))


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


def read_head(whole: FormText, end: int, speech: Speech, section: Section) -> Form:
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
        values[span.name] = (span, whole.pieces(span.end, stop, speech))
    stops = [span.start for span in fund_spans[1:]] + [goal_start if goal_start is not None else end]
    rows = {span.name: whole.pieces(span.end, stop, speech) for span, stop in zip(fund_spans, stops, strict=True)}
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
    goal, actual = _goal(whole, goal_start, end, speech)
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


def _contacts(values: dict[str, tuple[_Span, tuple[Piece, ...]]], whole: FormText) -> tuple[Contact, ...]:
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


def _goal(whole: FormText, start: int | None, end: int, speech: Speech) -> tuple[str | None, str | None]:
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
    pieces = whole.pieces(at, end, speech)
    while pieces and _NEXT_LABEL.startswith(bare(pieces[-1:])):
        # The label beside the indicators (绩效指标) is set one character a line and may begin before their headings.
        pieces = pieces[:-1]
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
    cost = sum(join_cost(left, right) for left, right in pairwise(first))
    cost += sum(join_cost(left, right) for left, right in pairwise(second))
    if not second:
        return cost + 1.0
    cost += cut_cost(first[-1], second[0])
    left, right = bare(first), bare(second)
    if second[0].before is Break.BLANK and not is_met(right):
        cost += 1.0
    cost += -2.0 if is_met(right) else 0.0
    cost += -2.0 if left.rstrip("。") == right.rstrip("。") else 0.0
    cost += -3.0 if any(right.startswith(word) for word in vocabulary()["goal"]["actual"]) else 0.0
    cost += 1.0 if "。" in right[:-1] and not left.endswith(("。", "；", "！", ";")) else 0.0
    cost += -1.0 if left.endswith("。") else 1.0 if left.endswith(("，", ",", "、")) else 0.0
    return cost
