"""Pieces that do not stand where they belong.

A label that is set in the middle of a high cell may be printed behind its row: `without_strays` takes its remains
(指标, （10分）) away.

A row that a page end cuts through a line: the second lines of its cells stand on the next page, side by side.

    可持续影 可持续影响 有利于推行集中供热，推进 达到目标 5 5
     响指标 指标 供热事业的健康发展

Each piece on the new page belongs behind one of the pieces of the line above, in the same order. Every way is
offered; the table that fits best tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from loaders.statements.self_evaluation.cells import is_score
from loaders.statements.self_evaluation.form import Reasoned
from loaders.statements.self_evaluation.printed import Break, Piece
from loaders.statements.self_evaluation.words import vocabulary
from loaders.text import folded

_MOST = 40
_POINTS = re.compile(r"\(\d{1,3}(?:\.\d+)?分\)\Z")
_SCORE_AND_LABEL = re.compile(r"(\d{1,3}(?:\.\d+)?|无|无偏差)指标\Z")
_REMAINS = ("指标", "标")


def without_strays(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without the remains of labels that are printed behind their row."""
    out: list[Piece] = []
    carried: Break | None = None
    for at, original in enumerate(pieces):
        takes_over = carried not in (None, Break.BLANK) and not original.starts_line
        piece = replace(original, before=carried) if takes_over and carried is not None else original
        carried = None
        text = folded(piece.text)
        before = "".join(folded(earlier.text) for earlier in out[-5:])
        if _POINTS.match(text) and not any(before.endswith(word) for word in vocabulary()["labels"]["level1"]):
            carried = piece.before if piece.starts_line else None
            if out and (match := _SCORE_AND_LABEL.match(folded(out[-1].text))):
                out[-1] = replace(out[-1], text=match.group(1))
            elif out and folded(out[-1].text) in _REMAINS:
                carried = out.pop().before
            continue
        alone = piece.starts_line and (at + 1 == len(pieces) or pieces[at + 1].starts_line)
        if text in _REMAINS and alone and out and is_score(out[-1].text):
            continue
        out.append(piece)
    return tuple(out)


def spliced(pieces: tuple[Piece, ...]) -> Iterator[tuple[tuple[Piece, ...], Reasoned]]:
    for at, piece in enumerate(pieces):
        if piece.before is not Break.PAGE:
            continue
        above_start = next((k for k in range(at - 1, -1, -1) if pieces[k].line is not pieces[at - 1].line), -1) + 1
        above = pieces[above_start:at]
        end = next((k for k in range(at, len(pieces)) if pieces[k].line is not piece.line), len(pieces))
        below = pieces[at:end]
        if len(above) < 3 or not is_score(above[-1].text) or is_score(below[-1].text) or len(below) >= len(above):
            continue
        yield from _ways(pieces, above_start, at, end)


def _ways(pieces: tuple[Piece, ...], start: int, at: int, end: int) -> Iterator[tuple[tuple[Piece, ...], Reasoned]]:
    above, below = pieces[start:at], pieces[at:end]
    texts = [number for number, piece in enumerate(above) if not is_score(piece.text) or number < len(above) - 2]
    for count, chosen in enumerate(combinations(texts, len(below))):
        if count >= _MOST:
            return
        parts: list[Piece] = []
        for number, piece in enumerate(above):
            parts.append(piece)
            if number in chosen:
                parts.append(replace(below[chosen.index(number)], before=Break.PAGE))
        yield (
            (*pieces[:start], *parts, *pieces[end:]),
            Reasoned(
                below[0].line.place,
                " ".join(piece.text for piece in below),
                " ".join(piece.text for piece in parts),
                "row_cut_by_page_end",
                "the cells go on side by side on the next page; the way that gives the best table was taken",
                "form",
            ),
        )
