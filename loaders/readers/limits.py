"""The sizes beyond which a file is refused before it is parsed: a damaged or hostile file costs itself only.

Generous against real documents (the largest published budget seen is under 3 MB and 190 pages), tight against memory:
one worker may use about 1.5 GiB.
"""

from __future__ import annotations

from loaders.document import UnreadableDocument

#: a file of any kind, on disk
MAX_FILE_BYTES = 256 * 1024 * 1024
#: text, CSV and HTML: all of it is held decoded
MAX_TEXT_BYTES = 64 * 1024 * 1024
#: zip containers (xlsx, docx): entries, and bytes after unpacking, of all entries together
MAX_ZIP_ENTRIES = 5_000
MAX_UNPACKED_BYTES = 384 * 1024 * 1024
#: one entry that unpacks to more than this many times its packed size is a bomb, once it is large enough to hurt
MAX_PACKING_RATIO = 250
RATIO_COUNTS_FROM_BYTES = 32 * 1024 * 1024
#: a sheet is held as a rectangle: rows times columns between its first and its last filled cell
#: (a whole sheet of the old .xls format has 16.8 million)
MAX_SHEET_CELLS = 20_000_000
#: cells with content in one document: each takes about 250 bytes
MAX_CELLS = 3_000_000
#: the main part of a Word file: its tree takes about ten times as much
MAX_WORD_XML_BYTES = 64 * 1024 * 1024
#: colspan and rowspan as written in HTML can be anything
MAX_SPAN = 1_000
#: lines of one text file, records of one CSV file
MAX_LINES = 2_000_000
#: a column number of a delimited record beyond this is no table
MAX_COLUMNS = 16_384
#: LibreOffice converting one document
CONVERT_SECONDS = 120


def check_cells(count: int) -> None:
    """Refuse a document of more cells than a worker can hold, before they are made."""
    if count > MAX_CELLS:
        raise UnreadableDocument(f"{count:,} cells, the limit is {MAX_CELLS:,}", "split the document")
