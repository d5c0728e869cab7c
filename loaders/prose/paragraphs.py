"""Printed lines put together to paragraphs, each character with the place it stands in.

1. Page numbers and running heads are taken out where a page begins or ends; a sentence goes on behind them.
2. Where lines have a box, a line continues the one before it if that one reaches the right margin and it is not
   indented itself. Without boxes a line of a page goes on where the one before ends in the middle of a sentence.
3. Formats whose lines are paragraphs already (Word, HTML, sheets) are taken as they are.
4. A row of a table with a single long cell is a paragraph: explanations stand in boxes, and in sheets of workbooks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from loaders.document import Document, Grid, Line, Place
from loaders.text import plain

#: their lines are printed lines, which break anywhere
_BROKEN_LINES = frozenset({"pdf", "image", "text"})
_PAGE_NUMBER = re.compile(
    r"[-—–·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·.\s]*|[-—–]{1,3}"
)
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}(?:、|[.．](?=\D|20\d\d\s?年))|[（(]\d{1,2}[)）]|[①-⑳]"
)
_HEADING_ENDS = re.compile(r"(?:情况|说明|如下|概况)(?:[（(][^（()）]{1,20}[)）])?$")
_ENDS = re.compile(r"[。！？；：!?;:][”\"’）)]?$")
_OPEN = re.compile(r"[，,、（(“\d.]$")
#: of so many pages, and of this share of all, a running head is printed
_RUNNING_PAGES, _RUNNING_SHARE = 3, 0.4
_RUNNING_LENGTH = 45
#: in widths of a character: how far from the margin a full line may end (a figure is not broken), and what is indented
_RAGGED, _INDENTED = 3.6, 1.2
#: lines of so many characters may be printed lines; shorter ones are labels, longer ones paragraphs
_NARROW, _WIDE, _NEAR, _FEW, _NEARLY_FULL = 18, 80, 2, 5, 0.7
#: a single cell of a row is prose from this length on
_LONG_CELL = 24


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text without blanks, full-width signs as printed. `places[i]` is where the text from `starts[i]` on stands."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place_at(self, position: int) -> Place:
        """Where the character at this position is printed."""
        found = self.places[0]
        for start, place in zip(self.starts, self.places, strict=True):
            if start > position:
                break
            found = place
        return found


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line with its geometry, or without (`right` is 0)."""

    text: str
    place: Place
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    em: float


def paragraphs_of(document: Document, read: Collection[Place]) -> Iterator[Paragraph]:
    """The paragraphs of a document in reading order, without the cells that a statement reader has `read`."""
    run: list[_Printed] = []
    for block in document.blocks:
        if isinstance(block, Line):
            if block.text.strip() and block.place not in read:
                run.append(_printed(block))
            continue
        boxed = list(_boxed(block, read))
        # A table inside a paragraph ends it only where it holds more than a picture's few words.
        if boxed or sum(1 for _ in block.cells()) > 1:
            yield from _joined(run, document.format)
            run = []
            yield from boxed
    yield from _joined(run, document.format)


def _printed(line: Line) -> _Printed:
    box = line.box
    return (
        _Printed(line.text, line.place, box.x0, box.x1, box.top) if box is not None else _Printed(line.text, line.place)
    )


def _boxed(grid: Grid, read: Collection[Place]) -> Iterator[Paragraph]:
    for row in grid.rows:
        filled = [cell for cell in row.cells if not cell.is_blank]
        if len(filled) != 1 or len(filled[0].text) < _LONG_CELL:
            continue
        place = Place(row.page, grid.table_no, row.row_no, filled[0].column_no)
        if place not in read:
            # The lines of a cell are broken by its width or are paragraphs: a numbered one begins anew.
            for part in _lines_of_cell(filled[0].text):
                yield Paragraph(part, (0,), (place,))


def _lines_of_cell(text: str) -> Iterator[str]:
    whole = ""
    for line in plain(text).splitlines():
        bare = _squeezed(line)
        if whole and (_NUMBERED.match(bare) and _ENDS.search(whole)):
            yield whole
            whole = ""
        whole += bare
    if whole:
        yield whole


def _squeezed(text: str) -> str:
    return "".join(plain(text).split())


def _joined(run: Sequence[_Printed], format_name: str) -> Iterator[Paragraph]:
    if format_name not in _BROKEN_LINES:
        yield from _whole_lines(run)
        return
    lines = _without_furniture(run)
    margins = {page: _margins(list(those)) for page, those in _by_page(lines).items()}
    longest = _usual_width(lines)
    text = ""
    starts: list[int] = []
    places: list[Place] = []
    before: _Printed | None = None
    for line in lines:
        bare = _squeezed(line.text)
        if not bare:
            continue
        if before is not None and not _continues(before, line, text, margins, longest):
            yield Paragraph(text, tuple(starts), tuple(places))
            text, starts, places = "", [], []
        starts.append(len(text))
        places.append(line.place)
        text += bare
        before = line
    if text:
        yield Paragraph(text, tuple(starts), tuple(places))


def _usual_width(lines: Sequence[_Printed]) -> float:
    """How wide full lines are: few are wider."""
    widths = sorted(_width(line.text.strip()) for line in lines)
    return widths[int(len(widths) * 0.95)] if widths else 0.0


def _whole_lines(run: Sequence[_Printed]) -> Iterator[Paragraph]:
    run = [line for line in run if not _PAGE_NUMBER.fullmatch(line.text.strip())]
    if not run:
        return
    text, goes_on = "", False
    starts: list[int] = []
    places: list[Place] = []
    for line, continued in zip(run, _rejoined(run), strict=True):
        bare = _squeezed(line.text)
        if text and (not goes_on or _NUMBERED.match(bare)):
            yield Paragraph(text, tuple(starts), tuple(places))
            text, starts, places = "", [], []
        if bare:
            starts.append(len(text))
            places.append(line.place)
            text += bare
        goes_on = continued
    if text:
        yield Paragraph(text, tuple(starts), tuple(places))


def _rejoined(run: Sequence[_Printed]) -> list[bool]:
    """Of each line in a format whose lines should be paragraphs: does the next one continue it? It does where it ends
    within a sentence and is as wide as lines near it, so that a page has broken it."""
    widths = [_width(line.text.strip()) for line in run]
    open_ended = [
        not _ENDS.search(line.text.strip()) and _NARROW <= w <= _WIDE for line, w in zip(run, widths, strict=True)
    ]
    found = [
        is_open and sum(_is_like(other, width) for other in _near(widths, position)) >= 2
        for position, (width, is_open) in enumerate(zip(widths, open_ended, strict=True))
    ]
    broken = sorted(width for width, is_broken in zip(widths, found, strict=True) if is_broken)
    if len(broken) >= _FEW:
        # The page's width is known by now: a paragraph of two lines has no neighbours to tell by.
        usual = broken[len(broken) // 2]
        found = [
            is_broken or (is_open and _is_like(width, usual))
            for width, is_open, is_broken in zip(widths, open_ended, found, strict=True)
        ]
    return [
        is_broken or (line.text.strip().endswith("万") and after.text.strip().startswith("元"))
        for line, after, is_broken in zip(run, [*run[1:], run[-1]], found, strict=True)
    ]


def _near(widths: Sequence[float], position: int) -> Sequence[float]:
    return [*widths[max(0, position - _NEAR) : position], *widths[position + 1 : position + 1 + _NEAR]]


def _is_like(width: float, other: float) -> bool:
    return abs(width - other) <= other * 0.12


def _by_page(lines: Sequence[_Printed]) -> dict[int, list[_Printed]]:
    pages: dict[int, list[_Printed]] = defaultdict(list)
    for line in lines:
        pages[line.place.page].append(line)
    return pages


def _without_furniture(run: Sequence[_Printed]) -> list[_Printed]:
    pages = _by_page(run)
    if len(pages) == 1 and not any(line.right for line in run):
        return list(run)
    edges = {page: {id(line) for line in (*lines[:2], *lines[-2:])} for page, lines in pages.items()}
    seen = Counter(
        key
        for page, lines in pages.items()
        for key in {_bare_of_digits(line.text) for line in lines if id(line) in edges[page]}
    )
    least = max(_RUNNING_PAGES, len(pages) * _RUNNING_SHARE)
    heads = {text for text, count in seen.items() if count >= least and len(text) <= _RUNNING_LENGTH}
    return [
        line
        for line in run
        if id(line) not in edges[line.place.page]
        or not (_PAGE_NUMBER.fullmatch(line.text.strip()) or _bare_of_digits(line.text) in heads)
    ]


def _bare_of_digits(text: str) -> str:
    # A line of the text is no running head because its figures differ: only such without sentence are alike.
    return re.sub(r"\d+", "#", _squeezed(text))


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def _margins(lines: Sequence[_Printed]) -> _Margins | None:
    boxed = [line for line in lines if line.right > line.left and len(line.text) >= 8]
    if not boxed:
        return None
    right = max(line.right for line in boxed)
    left = min(line.left for line in boxed)
    full = [line for line in boxed if line.right - line.left > (right - left) * 0.6] or boxed
    em = median((line.right - line.left) / max(1.0, _width(line.text)) for line in full)
    # The margin is where most full lines begin; one that begins further left is a stamp or a table.
    starts = Counter(round(line.left / 3) for line in full)
    common = starts.most_common(1)[0][1]
    left = min(3.0 * start for start, count in starts.items() if count * 3 >= common)
    # Where all full lines are the first of their paragraphs, a short last line shows the margin two characters before.
    left = min([left, *(line.left for line in boxed if abs(left - line.left - 2 * em) <= em / 2)])
    ends = sorted(line.right for line in full)
    return _Margins(left, ends[int(len(ends) * 0.9) - 1] if len(ends) > 9 else ends[-1], em)


def _continues(
    before: _Printed, line: _Printed, text: str, margins: dict[int, _Margins | None], longest: float
) -> bool:
    is_ended, is_numbered = bool(_ENDS.search(text)), bool(_NUMBERED.match(line.text.strip()))
    if _OPEN.search(text) and not is_numbered:
        return True
    here, there = margins.get(line.place.page), margins.get(before.place.page)
    if here is None or there is None or not line.right or not before.right:
        return not is_ended and not is_numbered and _width(before.text.strip()) > longest * _NEARLY_FULL
    is_full = before.right >= there.right - _RAGGED * there.em
    is_indented = line.left > here.left + _INDENTED * here.em
    if is_numbered and (is_ended or is_indented or not is_full):
        return False
    if is_indented and _HEADING_ENDS.search(text):
        return False
    if is_indented:
        # A block that is indented as a whole goes on at its own margin.
        return is_full and not is_ended and not is_numbered and abs(line.left - before.left) < here.em / 2
    return is_full or (not is_ended and not is_numbered and bool(_OPEN.search(text)))
