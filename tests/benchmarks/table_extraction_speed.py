"""Seconds a page, in one run on the same files: our whole reading beside the bare calls of the libraries.

    python tests/benchmarks/table_extraction_speed.py [FOLDER] [--pages N]

`bare calls` is what nobody can do without who wants two independent readings: tabula in the same process on every page,
and pdfplumber's tables. `camelot lattice` reads the same pages. Each tool reads one document to warm up.
"""

from __future__ import annotations

import argparse
import logging
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from loaders.readers.pdf import read_pdf
from loaders.readers.pdf.second_reading import second_reader

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs" / "with-expected"


def ours(path: Path, pages: int) -> object:
    return read_pdf(_head(path, pages), path.name, "")


def bare_tabula(path: Path, pages: int) -> object:
    with second_reader(_head(path, pages)) as reader:
        return [reader.cells(page) for page in range(1, pages + 1)]


def bare_pdfplumber(path: Path, pages: int) -> object:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages[:pages]]


def camelot_lattice(path: Path, pages: int) -> Any:
    from camelot.io import read_pdf as read_with_camelot

    return read_with_camelot(str(path), pages=f"1-{pages}", flavor="lattice")


TOOLS: dict[str, Callable[[Path, int], object]] = {
    "ours": ours,
    "bare tabula": bare_tabula,
    "bare pdfplumber": bare_pdfplumber,
    "camelot lattice": camelot_lattice,
}


def _head(path: Path, pages: int) -> bytes:
    """The first pages of a document, so that each tool reads the same."""
    if pages >= _page_count(path):
        return path.read_bytes()
    import io

    with pdfium.PdfDocument(path) as whole, pdfium.PdfDocument.new() as part:
        part.import_pages(whole, list(range(pages)))
        buffer = io.BytesIO()
        part.save(buffer)
        return buffer.getvalue()


def _page_count(path: Path) -> int:
    with pdfium.PdfDocument(path) as pdf:
        return len(pdf)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--pages", type=int, default=15, help="pages of each document")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    documents = [(path, min(arguments.pages, _page_count(path))) for path in sorted(arguments.folder.glob("*.pdf"))]
    if not documents:
        raise SystemExit(f"no PDF in {arguments.folder}")
    total = sum(pages for _, pages in documents)
    seconds: dict[str, float] = {}
    for name, tool in TOOLS.items():
        tool(documents[0][0], 1)
        start = time.perf_counter()
        for path, pages in documents:
            tool(path, pages)
        seconds[name] = time.perf_counter() - start
    print(f"{len(documents)} documents, {total} pages\n{'tool':<18}{'ms a page':>10}{'x ours':>8}")
    for name, spent in seconds.items():
        print(f"{name:<18}{1000 * spent / total:>10.1f}{spent / seconds['ours']:>8.1f}")
    bare = seconds["bare tabula"] + seconds["bare pdfplumber"]
    print(f"{'bare calls':<18}{1000 * bare / total:>10.1f}{bare / seconds['ours']:>8.1f}")


if __name__ == "__main__":
    main()
