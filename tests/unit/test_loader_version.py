"""The loaders' version follows their code and their vocabulary by itself."""

import shutil
from pathlib import Path

import loaders
from loaders.version import loader_version, version_of


def _copy(folder: Path) -> Path:
    shutil.copytree(Path(loaders.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_same_loaders_have_the_same_version_wherever_they_lie(tmp_path):
    copied = _copy(tmp_path / "elsewhere")
    (copied / "text.py").write_bytes((copied / "text.py").read_bytes().replace(b"\n", b"\r\n"))
    (copied / "__pycache__").mkdir()
    (copied / "__pycache__" / "text.pyc").write_bytes(b"compiled")
    assert version_of(copied) == loader_version() > 0


def test_a_changed_word_or_a_new_file_is_another_version(tmp_path):
    copied = _copy(tmp_path / "changed")
    vocabulary = copied / "vocabulary" / "columns.toml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8") + "\n# one more word\n", encoding="utf-8")
    with_word = version_of(copied)
    (copied / "statements" / "another.py").write_text("", encoding="utf-8")
    assert len({loader_version(), with_word, version_of(copied)}) == 3
