"""Planted damage, small: what the sums determine is read right, the rest is flagged, nothing is silently wrong."""

from __future__ import annotations

from tests.benchmarks.damage import KINDS, run


def test_one_damage_in_a_table_is_read_right() -> None:
    counts, wrong_repairs = run(tables=120, seed=3, damages=1)
    assert wrong_repairs == 0
    assert {kind: counts[kind, "silent"] for kind in KINDS} == dict.fromkeys(KINDS, 0)
    determined = [kind for kind in KINDS if kind != "loss"]
    assert {kind: counts[kind, "flagged"] for kind in determined} == dict.fromkeys(determined, 0)
    assert sum(counts[kind, "right"] for kind in determined) > 80


def test_several_damages_in_a_table_are_read_right_together() -> None:
    counts, wrong_repairs = run(tables=150, seed=4, damages=3)
    assert wrong_repairs == 0
    assert sum(counts[kind, "silent"] for kind in KINDS) == 0
    determined = [kind for kind in KINDS if kind != "loss"]
    assert {kind: counts[kind, "flagged"] for kind in determined} == dict.fromkeys(determined, 0)


def test_a_lost_figure_is_never_invented() -> None:
    counts, _ = run(tables=60, seed=5, damages=1)
    assert counts["loss", "right"] == 0
    assert counts["loss", "flagged"] > 0
