"""What a file that is no sound document gets: one clear line, quickly, and never a crash or a flood of memory."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from loaders.document import MissingExtra, UnreadableDocument
from loaders.readers import limits, read

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(sheet: str, before: str = "") -> bytes:
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.xml": before + _WORKBOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": _SHEET.format(sheet),
        }
    )


def compound(*names: str) -> bytes:
    """A minimal OLE2 file whose directory has these streams: header, one FAT sector, one directory sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<108I", header, 80, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name, kind in (("Root Entry", 5), *((name, 2) for name in names)):
        entry = bytearray(128)
        raw = name.encode("utf-16-le")
        entry[: len(raw)] = raw
        struct.pack_into("<HB", entry, 64, len(raw) + 2, kind)
        struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
        directory += bytes(entry)
    return bytes(header) + fat + directory.ljust(512, b"\x00")


SOUND = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
CASES = {
    "empty": ("a.pdf", b"", "empty"),
    "blanks only": ("a.txt", b" \n\n", "empty"),
    "zero bytes": ("a.xlsx", bytes(5000), "zero bytes"),
    "binary of another kind": ("a.txt", bytes(range(256)) * 20, "binary"),
    "binary named csv": ("a.csv", b"\x01\x02\x03\x04" * 500, "binary"),
    "binary named pdf": ("a.pdf", b"\x01\x02\x03\x04" * 500, "named .pdf"),
    "program": ("a.xls", b"MZ\x90\x00" + bytes(100), "program"),
    "rar": ("a.pdf", b"Rar!\x1a\x07\x01\x00", "RAR"),
    "plain zip": ("a.zip", zipped({"x.pdf": "x"}), "zip archive"),
    "ofd": ("a.pdf", zipped({"OFD.xml": "<x/>"}), "OFD"),
    "truncated zip": ("a.xlsx", SOUND[: len(SOUND) // 2], "cut off or damaged"),
    "damaged part": ("a.xlsx", SOUND.replace(b"xl/workbook.xml", b"xl/workbook.xmm", 1), "damaged"),
    "encrypted office file": ("a.xlsx", compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "unknown compound file": ("a.doc", compound("Something"), "neither"),
    "damaged compound file": ("a.xls", compound("Workbook")[:600], "damaged"),
    "entity bomb": (
        "a.xlsx",
        workbook("", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
        "declares XML entities",
    ),
    "entity bomb in word": (
        "a.docx",
        zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "declares XML entities",
    ),
    "word without a document": ("a.docx", zipped({"word/other.xml": "<x/>"}), "damaged"),
    "stray cell": (
        "a.xlsx",
        workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
        "spreads over",
    ),
    "not a workbook after all": ("a.xlsx", workbook(""), "cannot be opened"),
    "too many entries": ("a.docx", zipped({f"word/{i}": "" for i in range(limits.MAX_ZIP_ENTRIES + 1)}), "entries"),
    "powerpoint": ("a.pptx", zipped({"ppt/x.xml": "<x/>"}), "PowerPoint"),
    "other xml": ("a.xml", b"<?xml version='1.0'?><a/>", "XML"),
    "empty html": ("a.html", b"<html><script>x()</script></html>", "without any text"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_clear_line(case: str, tmp_path: Path) -> None:
    name, data, expected = CASES[case]
    path = tmp_path / name
    path.write_bytes(data)
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match=expected) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    assert time.monotonic() - started < 2


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_COUNTS_FROM_BYTES", 1 << 20)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(zipped({"xl/workbook.xml": bytes(8 << 20)}))
    with pytest.raises(UnreadableDocument, match="zip bomb"):
        read(path)
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(UnreadableDocument, match="limit of 1 MB"):
        read(path)


def test_a_workbook_without_content(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("a")
    with pytest.raises(UnreadableDocument, match="no cell with content"):
        read(path)


def test_too_large_a_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_text("一" * 1000, encoding="utf-8")
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 100)
    with pytest.raises(UnreadableDocument, match="the limit is"):
        read(path)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 100)
    with pytest.raises(UnreadableDocument, match="the limit is"):
        read(path)


def test_missing_path_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no such file"):
        read(tmp_path / "nothing.pdf")
    with pytest.raises(UnreadableDocument, match="folder"):
        read(tmp_path)


def test_old_word_file_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "old.doc"
    path.write_bytes(compound("WordDocument"))
    with pytest.raises(MissingExtra, match="LibreOffice") as caught:
        read(path)
    assert "docx" in caught.value.hint


def test_html_that_tries_to_exhaust_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    spans = "<tr>" + "<td colspan=999999 rowspan=999999>x</td>" * 30 + "</tr>"
    path.write_text(f"<html><table>{spans * 20}</table>{'<div>' * 20000}tail</html>", encoding="utf-8")
    started = time.monotonic()
    document = read(path)
    assert time.monotonic() - started < 5
    assert sum(1 for _ in document.grids()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", "\t" * 60), ("a.csv", "a,b\n" * 60), ("a.html", "<html><table><tr>" + "<td>1</td>" * 60)],
)
def test_more_cells_than_a_worker_can_hold(
    name: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 50)
    path = tmp_path / name
    path.write_text(content + "完", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="the limit is 50"):
        read(path)


def test_word_text_too_large_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_WORD_XML_BYTES", 1 << 20)
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/document.xml": "x" * (2 << 20)}))
    with pytest.raises(UnreadableDocument, match="the limit is 1 MB"):
        read(path)


def test_doc_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import docx

    word = docx.Document()
    word.add_paragraph("部门整体支出绩效目标申报表")
    word.save(tmp_path / "converted.docx")
    office = tmp_path / "soffice"
    # A stand-in that does what the converter does: the result lies in the folder named after --outdir.
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\n'
        f'/bin/cp "{tmp_path}/converted.docx" "$2/document.docx"\n'
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "old.doc").write_bytes(compound("WordDocument"))
    document = read(tmp_path / "old.doc")
    assert (document.format, [line.text for line in document.lines()]) == ("doc", ["部门整体支出绩效目标申报表"])
    office.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(UnreadableDocument, match="could not convert"):
        read(tmp_path / "old.doc")
