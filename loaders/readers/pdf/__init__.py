"""PDF -> Document.

    pdfium: glyphs and rulings (page) -> lattices (lattice) -> cells and lines (layout)
    tabula: a second, independent reading of the pages that hold a table of a statement (second_reading) -> reconcile
    pages without text -> OCR (loaders.readers.ocr)

A multi-page table stays one grid a page; the statement readers join them.
"""

from __future__ import annotations

from loaders.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
