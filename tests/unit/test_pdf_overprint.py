"""Text that is wider than its cell: to which cell a run of glyphs belongs that crosses a ruling."""

from __future__ import annotations

from loaders.readers.pdf.lattice import Lattice, Region
from loaders.readers.pdf.overprint import whole_again
from loaders.readers.pdf.page import Glyph

#: two cells beside each other, 0 to 50 and 50 to 100
TWO_CELLS = Lattice((0.0, 50.0, 100.0), (0.0, 12.0), (Region(0, 0, 0, 0), Region(0, 1, 0, 1)), ((0, 1),))


def _run(text: str, x0: float, width: float, order: int) -> list[Glyph]:
    return [
        Glyph(character, x0 + width * at, 1.0, x0 + width * (at + 1), 11.0, order + at, after_blank=at == 0)
        for at, character in enumerate(text)
    ]


def _texts(*runs: list[Glyph]) -> list[str]:
    cells: dict[int, list[Glyph]] = {0: [], 1: []}
    for glyph in (glyph for run in runs for glyph in run):
        cells[TWO_CELLS.region_at((glyph.x0 + glyph.x1) / 2, 6.0)].append(glyph)
    moved = whole_again(TWO_CELLS, cells)
    return ["".join(glyph.text for glyph in sorted(moved.get(index, []), key=lambda g: g.order)) for index in (0, 1)]


def test_a_label_that_runs_under_the_next_amount_keeps_to_its_cell() -> None:
    assert _texts(_run("人员经费和公用", 2, 10, 0), _run("1839.66", 52, 5, 10)) == ["人员经费和公用", "1839.66"]


def test_a_wide_total_belongs_to_the_cell_it_ends_in() -> None:
    assert _texts(_run("1,024,807.17", 36, 5, 0)) == ["", "1,024,807.17"]


def test_words_over_an_empty_cell_are_left_to_the_rulings() -> None:
    assert _texts(_run("人员经费和公用", 2, 10, 0)) == ["人员经费和", "公用"]


def test_two_figures_that_touch_are_two() -> None:
    assert _texts(_run("12.50", 25, 5, 0), _run("3.50", 50, 5, 5)) == ["12.50", "3.50"]
