"""The demo: the sample warehouse says what it loaded, repaired and found, and the commands it proposes work."""

from __future__ import annotations

import shlex


def test_the_demo_shows_a_repair_a_failing_sum_and_findings_and_what_to_try(program, home):
    done = program("demo")
    assert done.returncode == 0, done.stderr
    for heading in ("Loaded", "Checked", "Repaired and set aside", "Found", "Try next"):
        assert heading in done.stdout.splitlines()
    assert "does not close" in done.stdout
    assert "read as" in done.stdout
    proposed = [shlex.split(line) for line in done.stdout.partition("Try next")[2].splitlines() if line.strip()]
    assert len(proposed) == 3
    for words in proposed:
        verb = next(word for word in words if word in ("sql", "trace", "lab"))
        if verb != "lab":
            tried = program(*words[words.index(verb) :])
            assert tried.returncode == 0, tried.stderr
            assert tried.stdout.strip()


def test_the_demo_leaves_a_home_with_other_documents_alone(program, home, tmp_path, write_budget):
    write_budget(tmp_path / "mine.txt")
    assert program("load", tmp_path / "mine.txt").returncode == 0
    done = program("demo")
    assert done.returncode == 2
    assert "holds other documents (mine.txt" in done.stderr
