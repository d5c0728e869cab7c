"""A dump cut into forms: which lines belong to which form.

A form runs from its 项目名称 to its 总分. Where a page ends inside a form, the dump may print the head of the next
form first and the rest of the form after it: while a form is still open, rows of indicators before the next form has a
table of its own belong to the open one, up to its 总分.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.document import Block, Document, Grid, Line
from loaders.recognise import sections_of
from loaders.section import Section
from loaders.statements.self_evaluation.openings import openings_at
from loaders.statements.self_evaluation.printed import (
    PrintedLine,
    Speech,
    is_form_title,
    is_furniture,
    lines_of,
    pieces_of,
)
from loaders.statements.self_evaluation.words import any_of, loose, total_pattern, vocabulary
from loaders.text import folded

KIND = "self_evaluation"
_START_MARKS = frozenset(word[0] for word in vocabulary()["start"])


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines between one 项目名称 and the next."""

    start: int
    end: int


def _is_start(line: PrintedLine) -> bool:
    # Most lines of any text have none of these characters: they are not worth folding.
    if line.place.table_no != 0 or not any(mark in line.text for mark in _START_MARKS):
        return False
    return folded(line.text).startswith(tuple(folded(word) for word in vocabulary()["start"]))


def _is_form(lines: list[PrintedLine]) -> bool:
    text = "\n".join(line.text for line in lines)
    return all(any_of(tuple(group)).search(text) for group in vocabulary()["required"])


def is_dump(section: Section) -> bool:
    """Is a section of lines one dumped form (and not a title alone, or prose about one)?"""
    lines = list(lines_of(section.blocks))
    return any(_is_start(line) for line in lines) and _is_form(lines)


def _heading_end(lines: list[PrintedLine], span: _Span) -> int | None:
    """The first line after the headings of the indicators of a span."""
    text, starts = "", []
    for line in lines[span.start : span.end]:
        starts.append(len(text))
        text += line.text + "\n"
    match = re.compile(loose("一级指标") + r"[\s\S]{0,80}?" + loose("得分")).search(text)
    if not match:
        return None
    last = max(index for index, start in enumerate(starts) if start < match.end())
    return span.start + last + 1


def _first_row(lines: list[PrintedLine], start: int, end: int) -> int | None:
    """The first line in a range that opens a row of indicators."""
    for at in range(start, end):
        pieces = pieces_of(lines[at : min(end, at + 8)], Speech())
        if any(True for _ in openings_at(pieces, 0)):
            return at
    return None


def assigned(lines: list[PrintedLine]) -> tuple[list[list[int]], int] | None:
    """The line numbers of each form, in the order of the form, and where the last form ends."""
    starts = [at for at, line in enumerate(lines) if _is_start(line)]
    if not starts:
        return None
    spans = [_Span(start, end) for start, end in pairwise([*starts, len(lines)])]
    total = total_pattern()
    forms: list[list[int]] = []
    is_open = False
    for span in spans:
        closing = [at for at in range(span.start, span.end) if total.match(lines[at].text)]
        borrowed: tuple[int, int] | None = None
        heading = _heading_end(lines, span)
        if is_open and closing and forms:
            tail_end = closing[0]
            limit = tail_end + 1
            first = _first_row(lines, span.start + 1, limit)
            first = tail_end if first is None else first
            before_table = heading is None or tail_end < heading
            if before_table or len(closing) > 1:
                borrowed = (first, tail_end + 1)
        own = [at for at in range(span.start, span.end) if borrowed is None or not borrowed[0] <= at < borrowed[1]]
        if borrowed is not None:
            forms[-1].extend(range(*borrowed))
        forms.append(own)
        own_closing = [at for at in closing if borrowed is None or at >= borrowed[1]]
        is_open = not own_closing
    return forms, len(lines)


def claim_dump(document: Document) -> tuple[Section, ...] | None:
    """The sections of a document that holds dumped self-evaluation forms, else None."""
    if not any(isinstance(block, Line) for block in document.blocks):
        return None
    blocks = [block for block in document.blocks if not _is_real_table(block)]
    lines = list(lines_of(blocks))
    found = assigned(lines)
    if found is None:
        return None
    forms = [form for form in found[0] if _is_form([lines[at] for at in form])]
    if not forms:
        return None
    owner = _owners(lines, forms)
    return _sections(document, forms, owner, lines)


def _is_real_table(block: Block) -> bool:
    """A grid of a format that has tables, and no run of tab-separated text: it has merged cells or boxes."""
    return isinstance(block, Grid) and any(
        cell.box is not None or cell.column_span > 1 or cell.row_span > 1 for row in block.rows for cell in row.cells
    )


def _owners(lines: list[PrintedLine], forms: list[list[int]]) -> list[int]:
    """For each line the number of its form, or -1. The title above a form goes with the form."""
    owner = [-1] * len(lines)
    total = total_pattern()
    for number, form in enumerate(forms):
        closed = next((index for index, at in enumerate(form) if total.match(lines[at].text)), None)
        kept = form if closed is None else form[: closed + 1]
        for at in kept:
            owner[at] = number
    for number, form in enumerate(forms):
        at = form[0] - 1
        while at >= 0 and owner[at] == -1 and (is_form_title(lines[at]) or is_furniture(lines[at], lines[at + 1])):
            owner[at] = number
            at -= 1
    return owner


def _sections(
    document: Document, forms: list[list[int]], owner: list[int], lines: list[PrintedLine]
) -> tuple[Section, ...]:
    of_place = {line.place[:3]: owner[at] for at, line in enumerate(lines)}
    position = {line.place[:3]: at for at, line in enumerate(lines)}
    parts: dict[int, list[tuple[int, Block]]] = {}
    rest: list[Block] = []
    for block in document.blocks:
        for piece in _rows_apart(block):
            key = piece.place[:3] if isinstance(piece, Line) else (piece.page, piece.table_no, piece.rows[0].row_no)
            number = of_place.get(key, -1)
            if number < 0:
                rest.append(piece)
            else:
                parts.setdefault(number, []).append((position[key], piece))
    others = sections_of(replace(document, blocks=tuple(rest))) if rest else ()
    sections: list[Section] = [replace(section, section_no=index) for index, section in enumerate(others, 1)]
    for number, form in enumerate(forms):
        order = {at: index for index, at in enumerate(form)}
        own = sorted(parts.get(number, []), key=lambda item: order.get(item[0], item[0] - len(lines) * 2))
        title = next((lines[at].text for at, _ in own if is_form_title(lines[at]) and at not in order), None)
        places = tuple(
            place for at, _ in own if at not in order and is_form_title(lines[at]) for place in lines[at].places
        )
        sections.append(Section(len(sections) + 1, KIND, title, places, tuple(block for _, block in own)))
    return tuple(sections)


def _rows_apart(block: Block) -> list[Line | Grid]:
    if isinstance(block, Line) or _is_real_table(block):
        return [block]
    return [replace(block, rows=(row,)) for row in block.rows]
