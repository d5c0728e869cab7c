"""Cells of tables, against the gold cells of the ICDAR 2013 table competition: ours beside pdfplumber, camelot, tabula.

    python tests/benchmarks/table_extraction.py [FOLDER]

Two measures, both as F1 over all documents, on texts without blanks:

- cells: the multiset of the texts of non-empty cells;
- neighbours: the multiset of (text, text of the next non-empty cell to the right or below), the competition's own
  measure. A lost row, a shifted column or two cells in one break neighbours even where the texts are right.

Seconds are wall-clock for all documents in one process, after one document to warm up. `ours` is everything that
`read_pdf` does, the second reading and its reconciliation included.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2 as pdfium

from loaders.readers.pdf import read_pdf

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs" / "icdar2013"


@dataclass(frozen=True, slots=True)
class GoldCell:
    row: int
    column: int
    last_row: int
    last_column: int
    text: str


Table = list[GoldCell]
Extractor = Callable[[Path], list[Table]]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def gold_tables(path: Path) -> list[Table]:
    tables: list[Table] = []
    for table in ElementTree.parse(path).getroot().iter("table"):
        cells: Table = []
        for region in table.iter("region"):
            down, right = int(region.get("row-increment") or 0), int(region.get("col-increment") or 0)
            for cell in region.iter("cell"):
                row, column = int(cell.get("start-row") or 0) + down, int(cell.get("start-col") or 0) + right
                last_row = int(cell.get("end-row") or row - down) + down
                last_column = int(cell.get("end-col") or column - right) + right
                cells.append(GoldCell(row, column, last_row, last_column, bare(cell.findtext("content") or "")))
        tables.append(cells)
    return tables


def is_gold_of(path: Path) -> bool:
    """Is at least half of the gold text in the document? (Two gold files of the collection belong to other files.)"""
    with pdfium.PdfDocument(path) as pdf:
        printed = bare("".join(page.get_textpage().get_text_range() for page in pdf))
    texts = [cell.text for table in gold_tables(path.with_name(path.stem + "-str.xml")) for cell in table]
    return 2 * sum(text in printed for text in texts) >= len(texts)


def of_rows(rows: Iterable[Iterable[str | None]]) -> Table:
    return [
        GoldCell(row, column, row, column, bare(text or ""))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def ours(path: Path) -> list[Table]:
    return [
        [
            GoldCell(
                row.row_no,
                cell.column_no,
                row.row_no + cell.row_span - 1,
                cell.column_no + cell.column_span - 1,
                bare(cell.text),
            )
            for row in grid.rows
            for cell in row.cells
        ]
        for grid in read_pdf(path, path.name, "").grids()
    ]


def pdfplumber_lines(path: Path) -> list[Table]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [of_rows(table) for page in pdf.pages for table in page.extract_tables()]


def pdfplumber_text(path: Path) -> list[Table]:
    import pdfplumber

    settings = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with pdfplumber.open(path) as pdf:
        return [of_rows(table) for page in pdf.pages for table in page.extract_tables(settings)]


def camelot_with(flavor: str) -> Extractor:
    def extract(path: Path) -> list[Table]:
        from camelot.io import read_pdf as read_with_camelot

        return [of_rows(table.data) for table in read_with_camelot(str(path), pages="all", flavor=flavor)]

    return extract


def tabula_with(mode: str) -> Extractor:
    def extract(path: Path) -> list[Table]:
        from tabula.io import read_pdf as read_with_tabula

        tables: Any = read_with_tabula(
            path,
            pages="all",
            output_format="json",
            silent=True,
            lattice=mode == "lattice",
            stream=mode == "stream",
            guess=mode == "guess",
        )
        return [of_rows([cell["text"] for cell in row] for row in table["data"]) for table in tables]

    return extract


def neighbours(table: Table) -> Counter[tuple[str, str, str]]:
    """Each non-empty cell with the next non-empty one to the right and below."""
    taken: dict[tuple[int, int], GoldCell] = {}
    for cell in table:
        if cell.text:
            for row in range(cell.row, cell.last_row + 1):
                for column in range(cell.column, cell.last_column + 1):
                    taken[(row, column)] = cell
    if not taken:
        return Counter()
    rows, columns = max(row for row, _ in taken), max(column for _, column in taken)
    pairs: set[tuple[GoldCell, GoldCell, str]] = set()
    for (row, column), cell in taken.items():
        right = next((taken[(row, c)] for c in range(cell.last_column + 1, columns + 1) if (row, c) in taken), None)
        below = next((taken[(r, column)] for r in range(cell.last_row + 1, rows + 1) if (r, column) in taken), None)
        if right is not None:
            pairs.add((cell, right, "right"))
        if below is not None:
            pairs.add((cell, below, "below"))
    return Counter((first.text, second.text, direction) for first, second, direction in pairs)


def f1(gold: Counter[object], found: Counter[object]) -> float:
    shared = sum((gold & found).values())
    return 2 * shared / max(1, sum(gold.values()) + sum(found.values()))


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    cells: float
    neighbours: float
    seconds: float
    documents: dict[str, float]


def measure(name: str, extract: Extractor, documents: list[Path]) -> Result:
    """Run one tool over all documents. A document that it cannot read counts as nothing found."""
    texts = [Counter[object](), Counter[object]()]
    pairs = [Counter[object](), Counter[object]()]
    per_document: dict[str, float] = {}
    extract(documents[0])
    seconds = 0.0
    for path in documents:
        start = time.perf_counter()
        try:
            found = extract(path)
        except Exception as error:  # another program's failure is its score
            logging.warning("%s: %s: %s", name, path.name, error)
            found = []
        seconds += time.perf_counter() - start
        document_pairs = []
        for index, tables in enumerate((gold_tables(path.with_name(path.stem + "-str.xml")), found)):
            document_pairs.append(Counter[object]())
            for table in tables:
                texts[index].update(cell.text for cell in table if cell.text)
                document_pairs[index].update(neighbours(table))
            pairs[index].update(document_pairs[index])
        per_document[path.name] = f1(*document_pairs)
    return Result(name, f1(*texts), f1(*pairs), seconds, per_document)


TOOLS: dict[str, Extractor] = {
    "ours": ours,
    "pdfplumber lines": pdfplumber_lines,
    "pdfplumber text": pdfplumber_text,
    "camelot lattice": camelot_with("lattice"),
    "camelot stream": camelot_with("stream"),
    "tabula lattice": tabula_with("lattice"),
    "tabula stream": tabula_with("stream"),
    "tabula guess": tabula_with("guess"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--tools", default=",".join(TOOLS), help="comma-separated, of: " + ", ".join(TOOLS))
    parser.add_argument("--documents", action="store_true", help="neighbours of each document, too")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    documents = sorted(
        path for path in arguments.folder.glob("*.pdf") if path.with_name(path.stem + "-str.xml").exists()
    )
    strangers = [path for path in documents if not is_gold_of(path)]
    documents = [path for path in documents if path not in strangers]
    for path in strangers:
        print(f"{path.name}: left out, its gold cells are those of another document")
    if not documents:
        raise SystemExit(f"no PDF with gold cells (NAME.pdf beside NAME-str.xml) in {arguments.folder}")
    results = [measure(name, TOOLS[name], documents) for name in arguments.tools.split(",")]
    own = next((result.seconds for result in results if result.name == "ours"), results[0].seconds)
    print(f"{len(documents)} documents\n{'tool':<18}{'cells F1':>10}{'neighbours F1':>15}{'seconds':>9}{'x ours':>8}")
    for result in results:
        print(
            f"{result.name:<18}{result.cells:>10.3f}{result.neighbours:>15.3f}{result.seconds:>9.2f}"
            f"{result.seconds / own:>8.1f}"
        )
    if arguments.documents:
        for path in documents:
            scores = "  ".join(f"{result.name} {result.documents[path.name]:.2f}" for result in results)
            print(f"{path.name:<14}{scores}")


if __name__ == "__main__":
    main()
