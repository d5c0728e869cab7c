"""What calamine does not tell of an .xlsx: the number formats that matter, the indents, and how large each sheet is.

The sheets are scanned, not parsed: a cell tag carries its reference and its style, and that is all that is wanted.
The size must be known beforehand, because a sheet is held as a rectangle from its first to its last filled cell:
one stray cell in the last row and column of a small file asks for 17 thousand million cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import lxml.etree

from loaders.document import UnreadableDocument
from loaders.readers.archive import part
from loaders.readers.number_format import BUILTIN, matters

_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*?)(/?)>")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Rows times columns from first to last filled cell; the formats that matter and the indents by (row, column)
    from 0."""

    area: int
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)


def facts_by_sheet(archive: zipfile.ZipFile) -> list[SheetFacts]:
    """The facts of every sheet, in order."""
    styles = _tree(part(archive, "xl/styles.xml"))
    codes, indents = _format_codes(styles), _indents(styles)
    return [_facts(part(archive, target), codes, indents) for target in _targets(archive)]


def _tree(raw: bytes) -> lxml.etree._Element | None:
    if not raw:
        return None
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return lxml.etree.fromstring(raw, parser)
    except lxml.etree.XMLSyntaxError as problem:
        raise UnreadableDocument("the workbook is damaged: a part of it is no sound XML", "save it again") from problem


def _children(tree: lxml.etree._Element | None, *names: str) -> Iterator[lxml.etree._Element]:
    """Elements by local name along a path: writers use different namespaces for the same thing."""
    found = [tree] if tree is not None else []
    for name in names:
        found = [child for parent in found for child in parent if _local(child) == name]
    yield from found


def _local(element: lxml.etree._Element) -> str:
    return lxml.etree.QName(element).localname if isinstance(element.tag, str) else ""


def _targets(archive: zipfile.ZipFile) -> Iterator[str]:
    """The part of the archive that holds each sheet, in order; '' where the workbook names none."""
    targets = {
        item.get("Id"): item.get("Target", "")
        for item in _children(_tree(part(archive, "xl/_rels/workbook.xml.rels")), "Relationship")
    }
    for sheet in _children(_tree(part(archive, "xl/workbook.xml")), "sheets", "sheet"):
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(relation, "")
        yield posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def _indents(tree: lxml.etree._Element | None) -> dict[int, int]:
    """Style number -> steps of its indent, for styles that have one."""
    found: dict[int, int] = {}
    for style, item in enumerate(_children(tree, "cellXfs", "xf")):
        steps = next((child.get("indent", "") for child in _children(item, "alignment")), "")
        if steps.isdecimal() and int(steps):
            found[style] = int(steps)
    return found


def _format_codes(tree: lxml.etree._Element | None) -> dict[int, str]:
    """Style number -> format code, for the formats that matter."""
    codes = dict(BUILTIN)
    for item in _children(tree, "numFmts", "numFmt"):
        codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
    styles = enumerate(int(item.get("numFmtId", "0")) for item in _children(tree, "cellXfs", "xf"))
    return {style: codes[number] for style, number in styles if matters(codes.get(number, ""))}


def _facts(raw: bytes, codes: Mapping[int, str], indents: Mapping[int, int]) -> SheetFacts:
    formats: dict[tuple[int, int], str] = {}
    steps: dict[tuple[int, int], int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for match in _CELL.finditer(raw):
        if match.group(2):
            continue
        reference = _REFERENCE.search(match.group(1))
        if reference is None:
            continue
        row, column = int(reference.group(2)) - 1, _column(reference.group(1))
        rows.append(row)
        columns.append(column)
        style = _STYLE.search(match.group(1)) if codes or indents else None
        if style and (code := codes.get(int(style.group(1)))):
            formats[(row, column)] = code
        if style and (step := indents.get(int(style.group(1)))):
            steps[(row, column)] = step
    area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0
    return SheetFacts(area, formats, steps)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
