"""A form dumped as text: its lines, and the pieces of text that stand between blanks.

What a line end of such a dump says. The dump follows the cells of a table row by row, and ends a line where the next
piece of text stands at another height. It leaves a blank line (a paragraph) where

1. the height changes by more than two lines, or
2. the text starts at another distance from the left than the line before, and that line did not itself start a
paragraph.

So a line end without a blank line, after a line that does not start a paragraph, means: same left edge, same cell. A
blank line after a line that does start one means a great jump: another cell. Every other line end says little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from loaders.document import Cell, Grid, Line, Place
from loaders.section import Section
from loaders.statements.self_evaluation.words import vocabulary
from loaders.text import folded


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a dump. `gap` is the number of blank lines before it; a leading blank marks the start of a page."""

    text: str
    places: tuple[Place, ...]
    gap: int
    is_page_start: bool

    @property
    def place(self) -> Place:
        return self.places[0]


class Break(Enum):
    """What separates a piece of text from the one before it."""

    BLANK = "blank"
    LINE = "line"
    #: a line end where both lines start at the same distance from the left
    ALIGNED = "aligned"
    PARAGRAPH = "paragraph"
    #: a blank line after a line that itself starts a paragraph: a great jump
    JUMP = "jump"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a blank."""

    text: str
    line: PrintedLine
    before: Break

    @property
    def starts_line(self) -> bool:
        return self.before is not Break.BLANK


def lines_of(blocks: Iterable[Line | Grid]) -> Iterator[PrintedLine]:
    """The lines of a dump in order; a row of tab-separated cells is a line of its own."""
    previous_number = 0
    for block in blocks:
        rows: list[tuple[int, int, tuple[Cell, ...], int]]
        if isinstance(block, Line):
            rows = [(block.page, block.line_no, (Cell(block.text, 1),), 0)]
        else:
            rows = [(row.page, row.row_no, row.cells, block.table_no) for row in block.rows]
        for page, number, cells, table_no in rows:
            filled = [cell for cell in cells if not cell.is_blank]
            if not filled:
                continue
            text = "\t".join(cell.text for cell in filled)
            places = tuple(Place(page, table_no, number, cell.column_no) for cell in filled)
            gap = max(0, number - previous_number - 1)
            yield PrintedLine(text.replace("\ufeff", ""), places, gap, text[:1] in (" ", "\x0c") and gap == 0)
            previous_number = number


def printed_lines(section: Section) -> tuple[PrintedLine, ...]:
    """The lines of a form. Lines that another form was printed between keep their gaps from the whole dump."""
    return tuple(lines_of(section.blocks))


_PAGE_NUMBER = re.compile(r"^\s*[-—–]?\s*(?:第\s*)?\d{1,4}\s*(?:页)?\s*[-—–]?\s*$")
_ADDRESS = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)


_YEAR_LINE = re.compile(r"(?:\(20\d\d年?度?\)|20\d\d年度?)\Z")


def is_form_title(line: PrintedLine) -> bool:
    """The title of a form, or the year that stands under it. (`20 20` is a weight and a score.)"""
    bare = folded(line.text)
    if _YEAR_LINE.match(bare):
        return True
    return len(bare) <= 60 and any(word in bare for word in vocabulary()["title"])


def is_furniture(line: PrintedLine, following: PrintedLine | None) -> bool:
    """A page number (alone, after the void at the foot of a page) or the address of a page pasted into the form."""
    if _ADDRESS.match(line.text):
        return True
    if not _PAGE_NUMBER.match(line.text):
        return False
    return line.gap >= 3 or (line.gap >= 2 and (following is None or following.gap >= 2 or following.is_page_start))


@dataclass(frozen=True, slots=True)
class Speech:
    """What the line ends of a form say: whether an aligned line is the same cell, and a great jump another one.

    Not every dump leaves blank lines; and where the lines of a cell stand far apart, each of them is a great jump.
    """

    aligned: bool = False
    jumps: bool = False


def jumps(lines: tuple[PrintedLine, ...]) -> tuple[bool, ...]:
    """Which lines follow a great jump: a blank line before them, and before the line above them."""
    starts = [number == 0 or line.gap > 0 or line.is_page_start for number, line in enumerate(lines)]
    return tuple(number > 0 and line.gap > 0 and starts[number - 1] for number, line in enumerate(lines))


def speech_of(lines: tuple[PrintedLine, ...], inside_labels: bool) -> Speech:
    """`inside_labels`: a great jump was seen inside a label, so that it does not tell cells apart."""
    gaps = sum(line.gap > 0 for line in lines)
    speaks = gaps >= max(3, len(lines) // 12)
    return Speech(aligned=speaks and gaps < len(lines) * 9 // 10, jumps=speaks and not inside_labels)


def pieces_of(lines: Iterable[PrintedLine], speech: Speech) -> tuple[Piece, ...]:
    """The pieces of text of some lines."""
    out: list[Piece] = []
    starts_paragraph = True
    for number, line in enumerate(lines):
        if number == 0 or line.is_page_start:
            before, starts = (Break.PAGE if number else Break.PARAGRAPH), True
        elif line.gap > 0:
            before, starts = (Break.JUMP if starts_paragraph and speech.jumps else Break.PARAGRAPH), True
        else:
            before, starts = (Break.LINE if starts_paragraph or not speech.aligned else Break.ALIGNED), False
        for position, text in enumerate(line.text.split()):
            out.append(Piece(text, line, before if position == 0 else Break.BLANK))
        starts_paragraph = starts
    return tuple(out)


def is_ascii(text: str) -> bool:
    return folded(text).isascii()
