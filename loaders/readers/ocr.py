"""Pages without text: pictures of pages -> glyphs and rulings, for the same layout as any other page.

Rules:

1. The recogniser (rapidocr, its models are in the wheel) gives a box and a confidence for each character, so that a
   character falls into its cell whatever the recogniser took for one line.
2. Rulings are those of the picture, set straight (ocr_rulings.py); one that lies on its side is turned upright.
3. The box of a line of text is a little larger than its ink: where a ruling passes just inside an end of it, the line
   ends at the ruling, so that its last digit does not fall into the next cell.
4. A tall picture (a long screenshot) is cut into bands at rows without ink, so that nothing is scaled down.
5. The recogniser is an optional extra; without it, the reader says in one line how to get it.
"""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from loaders.document import Document, MissingExtra, UnreadableDocument
from loaders.readers.ocr_rulings import rulings, straightened
from loaders.readers.pdf.page import Glyph, PageContent
from loaders.readers.pdf.rulings import Edge

if TYPE_CHECKING:
    import numpy

    Picture = numpy.ndarray[Any, numpy.dtype[Any]]

MISSING = "pages without text need OCR, which is not installed"
MISSING_HINT = "pip install 'budget-warehouse[ocr]'"
#: pixels; a longer side is scaled down by the recogniser
TALLEST = 1_600
LARGEST = 40_000_000
#: a line of text of an ordinary page is this high, in points
LINE_HEIGHT = 12.0
#: a gap between two characters of one word, in heights
CHARACTER_GAP = 0.6
#: the widest characters, in heights
NARROW, WIDE = 0.6, 1.2
#: how far the box of a line may reach over a ruling, in heights: less than a character and the blank before it;
#: digits stand as close as a figure prints them, and another figure would keep away from the ruling
OVERHANG = 0.3
DIGIT_OVERHANG = 0.75


def is_available() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def _threads() -> int:
    """OMP_NUM_THREADS (its first number, where it gives one for each level), else 2."""
    first = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    return max(1, int(first)) if first.isdecimal() else 2


@cache
def _recogniser() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": _threads(),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def page_of_picture(picture: Picture, points_per_pixel: float | None = None) -> PageContent:
    """A picture of a page (blue, green, red) as glyphs and rulings, in points."""
    picture = straightened(picture)
    lines = _recognised(picture)
    if _lies_on_its_side(_in_order(lines)):
        import cv2

        turned = [cv2.rotate(picture, code) for code in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)]
        readings = [(candidate, _recognised(candidate)) for candidate in turned]
        picture, lines = max(readings, key=lambda reading: sum(glyph.confidence for glyph in _in_order(reading[1])))
    horizontal, vertical = rulings(picture)
    glyphs = _in_order([_between(line, vertical) for line in lines])
    scale = points_per_pixel or _scale(glyphs)
    height, width = picture.shape[:2]
    return PageContent(
        width * scale,
        height * scale,
        tuple(
            glyph._replace(x0=glyph.x0 * scale, top=glyph.top * scale, x1=glyph.x1 * scale, bottom=glyph.bottom * scale)
            for glyph in glyphs
        ),
        tuple(Edge(edge.at * scale, edge.start * scale, edge.end * scale) for edge in horizontal),
        tuple(Edge(edge.at * scale, edge.start * scale, edge.end * scale) for edge in vertical),
        image_share=1.0,
        is_ocr=True,
    )


def _scale(glyphs: list[Glyph]) -> float:
    heights = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    return LINE_HEIGHT / heights[len(heights) // 2] if heights else 0.5


def _lies_on_its_side(glyphs: list[Glyph]) -> bool:
    """Lines of text that run down the page: following characters of a line stand below each other."""
    steps = [
        (abs(after.x0 - before.x0), abs(after.top - before.top))
        for before, after in pairwise(glyphs)
        if not after.after_blank
    ]
    return len(steps) >= 20 and 3 * sum(down > across for across, down in steps) > 2 * len(steps)


def _recognised(picture: Picture) -> list[list[Glyph]]:
    """The characters of each line of text."""
    lines: list[list[Glyph]] = []
    for top, bottom in _bands(picture):
        result = _recogniser()(picture[top:bottom], return_word_box=True, return_single_char_box=True)
        if result.txts is not None:
            lines.extend(line for words in result.word_results if (line := _line(words, top)))
    return lines


def _line(words: Any, top: int) -> list[Glyph]:
    glyphs: list[Glyph] = []
    after_blank = True
    for text, score, box in words:
        character = text.strip()
        if not character:
            after_blank = True
            continue
        xs, ys = [float(point[0]) for point in box], [float(point[1]) + top for point in box]
        x0, upper, lower = min(xs), min(ys), max(ys)
        # Where the box of the line runs on over an empty cell, the box of its last character does.
        x1 = min(max(xs), x0 + (NARROW if character.isascii() else WIDE) * (lower - upper))
        if not after_blank and x0 - glyphs[-1].x1 < CHARACTER_GAP * (lower - upper):
            # The recogniser's boxes hold the ink; the place of a character reaches to the next one.
            glyphs[-1] = glyphs[-1]._replace(x1=x0)
        glyphs.append(Glyph(character, x0, upper, x1, lower, 0, after_blank, None, float(score)))
        after_blank = False
    return glyphs


def _between(line: list[Glyph], vertical: list[Edge]) -> list[Glyph]:
    """Rule 3: a line drawn together to the rulings just inside its ends."""
    x0, x1 = line[0].x0, max(glyph.x1 for glyph in line)
    height = line[0].bottom - line[0].top
    middle = (line[0].top + line[0].bottom) / 2
    crossed = [edge.at for edge in vertical if edge.start <= middle <= edge.end and x0 < edge.at < x1]
    left = max((at for at in crossed if at - x0 < OVERHANG * height), default=x0)
    reach = DIGIT_OVERHANG if line[-1].text.isdigit() and not line[-1].after_blank else OVERHANG
    right = min((at for at in crossed if x1 - at < reach * height), default=x1)
    if (left, right) == (x0, x1) or right <= left:
        return line
    narrowed = (right - left) / (x1 - x0)
    return [
        glyph._replace(x0=left + (glyph.x0 - x0) * narrowed, x1=left + (glyph.x1 - x0) * narrowed) for glyph in line
    ]


def _in_order(lines: list[list[Glyph]]) -> list[Glyph]:
    """The characters of all lines, numbered so that a gap in the numbers stands between any two."""
    return [glyph._replace(order=2 * number) for number, glyph in enumerate(g for line in lines for g in line)]


def _bands(picture: Picture) -> list[tuple[int, int]]:
    """Rule 3: the rows from and to which the picture is read in one go."""
    height, width = picture.shape[:2]
    tallest = max(TALLEST, int(1.45 * width))
    if height <= tallest:
        return [(0, height)]
    spread = picture.max(axis=(1, 2)).astype(int) - picture.min(axis=(1, 2)).astype(int)
    bands: list[tuple[int, int]] = []
    top = 0
    while height - top > tallest:
        first, last = top + tallest // 2, top + tallest
        cut = first + int(spread[first:last][::-1].argmin())
        cut = last - 1 - (cut - first)
        bands.append((top, cut))
        top = cut
    return [*bands, (top, height)]


def read_image(data: bytes, file_name: str, sha256: str) -> Document:
    """A picture of a page or of a long table (PNG, JPEG, WebP, TIFF, BMP)."""
    if not is_available():
        raise MissingExtra(MISSING, MISSING_HINT)
    import cv2
    import numpy

    from loaders.readers.pdf.blocks import LaidOut, numbered
    from loaders.readers.pdf.layout import lay_out

    try:
        picture = cv2.imdecode(numpy.frombuffer(data, dtype=numpy.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise UnreadableDocument("the picture is too large or damaged", "save it again") from error
    if picture is None:
        raise UnreadableDocument("the picture is damaged or of an unknown kind", "save it as PNG or JPEG")
    if picture.shape[0] * picture.shape[1] > LARGEST:
        raise UnreadableDocument("the picture is too large", "scan it at 200 dots per inch")
    content = page_of_picture(picture)
    blocks = numbered([LaidOut(1, content, lay_out(content))])
    return Document(sha256, file_name, "image", 1, tuple(blocks))
