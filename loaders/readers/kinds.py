"""Which kind of file it is: by its bytes. The name only breaks ties among plain texts.

Every kind we do not read has its own line saying what it is and what to do, because "unknown format" helps nobody.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from loaders.document import UnreadableDocument
from loaders.readers.archive import check_archive, open_archive
from loaders.readers.compound import MAGIC as COMPOUND_MAGIC
from loaders.readers.compound import CompoundFile

_HEAD_BYTES = 4096
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_ASK = "give a PDF, Word, Excel, HTML, CSV or text file"
_UNPACK = "unpack it and load the folder"
#: first bytes -> (what it is, what to do)
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", _ASK),
    (b"PAR1", "a Parquet file", _ASK),
    (b"\x7fELF", "a program", _ASK),
    (b"MZ", "a program", _ASK),
    (b"GIF8", "a GIF image", "save it as PNG"),
    (b"\x09\x00\x04\x00", "a workbook of Excel 4 or older", "save it as .xlsx"),
    (b"\x09\x02\x06\x00", "a workbook of Excel 4 or older", "save it as .xlsx"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4 or older", "save it as .xlsx"),
)
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|script|style|center|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes, name: str) -> str:
    """pdf | xlsx | xls | docx | doc | rtf | html | mhtml | csv | text | image, or it is refused."""
    head = data[:_HEAD_BYTES]
    if not data.strip():
        raise UnreadableDocument("the file is empty", "download it again")
    if not head.strip(b"\x00") and not data.strip(b"\x00"):
        raise UnreadableDocument("the file holds nothing but zero bytes: a broken download", "download it again")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_archive(data)
    if head.startswith(COMPOUND_MAGIC):
        return _kind_of_compound(data)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    for magic, what, hint in _REFUSED:
        if head.startswith(magic):
            raise UnreadableDocument(f"{what}, which is no document", hint)
    return _kind_of_text(data, head, name)


def _kind_of_archive(data: bytes) -> str:
    archive = open_archive(data)
    names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    if "word" in tops:
        kind = "docx"
    elif "xl" in tops:
        kind = "xlsx"
    elif "mimetype" in names and "content.xml" in names:
        raise UnreadableDocument("an OpenDocument file, which is not read", "save it as .xlsx or .docx")
    elif "OFD.xml" in names:
        raise UnreadableDocument("an OFD document (版式文件), which is not read", "save it as PDF with an OFD viewer")
    elif "ppt" in tops:
        raise UnreadableDocument("a PowerPoint file, which is not read", "save it as PDF")
    else:
        raise UnreadableDocument("a zip archive, which is no document", _UNPACK)
    check_archive(archive)
    return kind


def _kind_of_compound(data: bytes) -> str:
    file = CompoundFile(data)
    names = file.names()
    if "EncryptedPackage" in names:
        raise UnreadableDocument("the file is encrypted", "open it with its password and save it without one")
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        if _is_encrypted_word(file.stream("WordDocument") or b""):
            raise UnreadableDocument("the file is encrypted", "open it with its password and save it without one")
        return "doc"
    if "PowerPoint Document" in names:
        raise UnreadableDocument("a PowerPoint file, which is not read", "save it as PDF")
    raise UnreadableDocument("an OLE2 file that is neither a workbook nor a Word file", _ASK)


def _is_encrypted_word(stream: bytes) -> bool:
    """A flag in the header of the main stream of Word 97."""
    return len(stream) > 11 and bool(stream[11] & 0x01)


def _kind_of_text(data: bytes, head: bytes, name: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = PurePath(name).suffix.lower()
    if suffix not in {".csv", ".tsv", ".txt"} and start[:13].lower() == b"mime-version:":
        return "mhtml"
    if _HTML_START.match(start) or (suffix in {".html", ".htm", ".xhtml"} and b"<" in start):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and _HTML_START.match(_as_bytes(head)):
        return "html"
    if start.startswith(b"<?xml"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
            raise UnreadableDocument("a workbook saved as XML (Excel 2003)", "save it as .xlsx")
        if b"schemas.microsoft.com/office/word" in head or b"pkg:package" in head:
            raise UnreadableDocument("a Word file saved as XML", "save it as .docx")
        raise UnreadableDocument("an XML file of a kind that is not read", _ASK)
    if suffix in {".csv", ".tsv"}:
        return "csv"
    if suffix in {".pdf", ".xls", ".xlsx", ".doc", ".docx"}:
        return _text_in_disguise(data, suffix)
    return "text"


def _as_bytes(head: bytes) -> bytes:
    """The head of a UTF-16 file as the ASCII bytes that marks of a format are made of."""
    return head.decode("utf-16", "replace").encode("ascii", "replace").strip()


def _text_in_disguise(data: bytes, suffix: str) -> str:
    """A file named like an office file whose bytes are none: a delimited export, a text, or damage."""
    from loaders.readers.delimited import delimiter_of
    from loaders.readers.encoding import decoded, is_binary

    text = decoded(data).text
    if is_binary(text):
        raise UnreadableDocument(
            f"named {suffix}, but its content is none (cut off at the start, damaged or encrypted)", "download it again"
        )
    return "csv" if suffix in {".xls", ".xlsx"} and delimiter_of(text) else "text"
