"""Where a row of indicators may open: a level 2 label, alone or behind a level 1 label, however they are broken."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loaders.statements.self_evaluation.printed import Break, Piece
from loaders.statements.self_evaluation.words import Label, cost_children, label_beginnings, level_labels
from loaders.text import folded

_POINTS = re.compile(r"\(?(?:\d{1,3}(?:\.\d+)?)?分?\)?\Z")
_WHOLE_POINTS = re.compile(r"(?:\(\d{1,3}(?:\.\d+)?分?\)|\d{1,3}(?:\.\d+)?分?)\Z")
_SIDE_LABEL = frozenset("绩效指标")
_INSIDE_LABEL = {
    Break.BLANK: 2.5,
    Break.LINE: 0.05,
    Break.ALIGNED: 0.05,
    Break.PARAGRAPH: 0.15,
    Break.JUMP: 2.0,
    Break.PAGE: 0.5,
}
#: the cost of two level 2 labels in one cell
_TWO_LABELS = 2.5


@dataclass(frozen=True, slots=True)
class Opening:
    level1: Label | None
    level2: Label | None
    end: int
    cost: float


def _labels_at(pieces: tuple[Piece, ...], at: int) -> list[tuple[Label, int, float]]:
    """The level labels that begin at a piece: (label, end, cost of the breaks inside it)."""
    found: list[tuple[Label, int, float]] = []
    text, cost = "", 0.0
    for end in range(at, min(len(pieces), at + 8)):
        piece = pieces[end]
        if end > at:
            single = piece.before is Break.BLANK and len(piece.text) == 1
            cost += 0.1 if single else _INSIDE_LABEL[piece.before]
        text += folded(piece.text)
        points = _POINTS.search(text)
        core = text[: points.start()] if points else text
        if core not in label_beginnings():
            break
        for label in level_labels().get(core, ()):
            # The points that a level 1 is worth stand under its name: 产出指标（50分）.
            if text == core or (label.level == 1 and _WHOLE_POINTS.match(text[len(core) :])):
                found.append((label, end + 1, cost))
    return found


def _beside(pieces: tuple[Piece, ...], at: int) -> int:
    """Where a row really begins: behind what stands at the height of its line but belongs to the cells left of it (a
    character of the side label 绩效指标, the points of a level 1)."""
    while at + 1 < len(pieces) and pieces[at + 1].before is Break.BLANK:
        text = folded(pieces[at].text)
        if not (text in _SIDE_LABEL or _WHOLE_POINTS.match(text)):
            break
        at += 1
    return at


def openings_at(pieces: tuple[Piece, ...], at: int) -> list[Opening]:
    if at >= len(pieces) or not pieces[at].starts_line:
        return []
    out = []
    at = _beside(pieces, at)
    for label, end, cost in _labels_at(pieces, at):
        if label.level == 2:
            out.append(Opening(None, label, end, cost + label.cost))
            continue
        for second, second_end, second_cost in _labels_at(pieces, end):
            if second.level != 2 or (label.text.startswith("成本") and not second.text.startswith(cost_children())):
                continue
            out.append(Opening(label, second, second_end, cost + label.cost + second_cost + second.cost))
    for opening in tuple(out):
        # Two level 2 labels in one cell (质量指标 / 时效指标): the first counts.
        for other, end, inside in _labels_at(pieces, opening.end):
            first = opening.level2
            if (
                other.level == 2
                and first is not None
                and other.order != first.order
                and pieces[opening.end].starts_line
            ):
                both = replace(first, text=first.text + other.text)
                out.append(Opening(opening.level1, both, end, opening.cost + inside + other.cost + _TWO_LABELS))
    return out


def is_other_label(name: str, level2: Label | None) -> bool:
    """Is an indicator named like a level 2 that is not its own?"""
    orders = {label.order for label in level_labels().get(name, ()) if label.level == 2 and name.endswith(("标", "指"))}
    return bool(orders) and (level2 is None or level2.order not in orders)
