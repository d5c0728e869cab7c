"""Which files a load is about, and what that means for the documents of the store. Pure, apart from looking at files.

1. Folders are walked in name order; hidden files and folders, unfinished downloads and homes of warehouses are left
   out.
2. A document is its bytes: two paths with the same bytes are one document, known by the first path in name order.
3. A path whose bytes changed no longer holds its old document; a document without any path left is dropped.
4. With --prune, paths that are gone from the disk are forgotten, and so the documents that stood only there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import CallError
from warehouse.home import Home

_UNFINISHED = (".part", ".crdownload", ".tmp", "~")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was asked for and cannot be loaded, with the reason and what to do."""

    path: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was found, with what its bytes are."""

    path: str
    document_key: str
    sha256: str
    byte_count: int


@dataclass(frozen=True, slots=True)
class Shard:
    """One share of the documents, by their bytes: equal files are always of one share, on whatever machine."""

    number: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            raise CallError(f"--shard {text}: is no I/N", "write --shard 1/4 … --shard 4/4")
        return cls(int(number), int(count))

    def holds(self, document_key: str) -> bool:
        return int(document_key, 16) % self.count == self.number - 1


def find_files(given: Sequence[Path]) -> tuple[list[Path], list[Missing]]:
    """All files under the given paths, each once, and the paths that are not there."""
    found: set[Path] = set()
    missing: list[Missing] = []
    for path in given:
        absolute = Path(os.path.abspath(path))
        if Home(absolute).is_home:
            missing.append(Missing(str(path), "is the home of a warehouse", "give the folder with the documents"))
        elif absolute.is_dir():
            inside = set(_walk(absolute))
            if not inside:
                missing.append(Missing(str(path), "the folder holds no file", "give a folder with documents in it"))
            found |= inside
        elif absolute.is_file():
            found.add(absolute)
        elif absolute.exists():
            missing.append(Missing(str(path), "is neither a file nor a folder", "give a document or a folder"))
        else:
            missing.append(Missing(str(path), "there is no such file or folder", "check the path"))
    return sorted(found), missing


def _walk(folder: Path) -> Iterable[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not Home(Path(root, name)).is_home)
        for name in files:
            path = Path(root, name)
            if not name.startswith((".", "~$")) and not name.endswith(_UNFINISHED) and path.is_file():
                yield path


def read_source(path: Path) -> SourceFile | Missing:
    """The content hash of a file."""
    digest = hashlib.sha256()
    size = 0
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError as error:
        return Missing(str(path), f"cannot be read ({error.strerror})", "check its permissions")
    from loaders.records import document_key_of

    sha256 = digest.hexdigest()
    return SourceFile(str(path), document_key_of(sha256), sha256, size)


def first_paths(files: Iterable[SourceFile]) -> dict[str, SourceFile]:
    """document key -> the file it is read from: the first in name order of those with the same bytes."""
    chosen: dict[str, SourceFile] = {}
    for file in sorted(files, key=lambda item: item.path):
        chosen.setdefault(file.document_key, file)
    return chosen


@dataclass(frozen=True, slots=True)
class Settled:
    """The sources after a load, and the documents that no path holds any more."""

    sources: dict[str, str]
    dropped: frozenset[str]


def settle(
    before: Mapping[str, str],
    seen: Mapping[str, str],
    stored: Mapping[str, str],
    gone: Iterable[str] = (),
) -> Settled:
    """New sources out of the old ones and what was seen.

    `before` and `seen`: path -> document key. `stored`: the documents of the store, key -> path they were read from.
    `gone`: paths to forget. A path counts as changed only where its new document is in the store, so that an
    interrupted load keeps the old one. A stored document without any source (a load was killed) keeps its own path.
    """
    sources = {path: key for path, key in before.items() if key in stored}
    for path, key in seen.items():
        if key in stored:
            sources[path] = key
    named = set(sources.values())
    for key, path in stored.items():
        if key not in named and key not in before.values():
            sources.setdefault(path, key)
    for path in gone:
        sources.pop(path, None)
    return Settled(sources, frozenset(set(stored) - set(sources.values())))
