"""Damages documents in every way that extraction and printing do, from a seed: bytes, characters, cells, rows, pages.

1. `mutated_bytes` works on files: flipped, cut and repeated bytes of any format; text formats and the XML inside office
   files are damaged as characters, so that the damage arrives in the cells.
2. `mutated_document` works on what a reader gives: cells shifted, swapped, joined and split, rows lost, doubled and
   moved, decimal points damaged, pages out of order. It reaches every family without the cost of a format.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace

from loaders.document import Block, Cell, Document, Grid, Line, Row

_ODD = (
    "",
    " ",
    "　",
    "—",
    "0",
    "-",
    "…",
    "合计",
    "\x00",
    "\u202e",
    "9" * 40,
    "1,000,000000",
    "<b>",
    "'",
    "=1+1",
    "１２．５",
    "万元",
)
_XML_TEXT = re.compile(rb">([^<>]{1,60})<")


def mutated_bytes(data: bytes, name: str, chance: random.Random) -> bytes:
    """A damaged copy of a file."""
    if data[:2] == b"PK":
        return _mutated_archive(data, chance)
    if name.endswith((".txt", ".csv", ".tsv", ".html", ".htm")):
        text = data.decode("utf-8", "replace")
        for _ in range(chance.randint(1, 12)):
            text = _mutated_text(text, chance)
        return text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    return _mutated_raw(data, chance, chance.choice((1, 4, 32)))


def _mutated_raw(data: bytes, chance: random.Random, times: int) -> bytes:
    damaged = bytearray(data)
    for _ in range(times):
        if not damaged:
            break
        place = chance.randrange(len(damaged))
        match chance.randrange(5):
            case 0 | 1:
                damaged[place] ^= 1 << chance.randrange(8)
            case 2:
                del damaged[place : place + chance.choice((1, 16, 512))]
            case 3:
                damaged[place:place] = damaged[place : place + chance.choice((1, 16, 512))]
            case _ if chance.random() < 0.2:
                del damaged[place:]
    return bytes(damaged)


def _mutated_archive(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.25:
        return _mutated_raw(data, chance, 4)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if chance.random() < 0.02:
                continue
            body = old.read(entry)
            if entry.filename.endswith(".xml") and chance.random() < 0.7:
                body = _mutated_xml(body, chance)
            new.writestr(entry.filename, body)
    return out.getvalue()


def _mutated_xml(body: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.1:
        return _mutated_raw(body, chance, 1)
    texts = [match.span(1) for match in _XML_TEXT.finditer(body)]
    for start, end in sorted(chance.sample(texts, min(len(texts), chance.randint(1, 10))), reverse=True):
        text = _mutated_cell(body[start:end].decode("utf-8", "replace"), chance)
        safe = re.sub("[<>&\x00-\x08]", "", text)
        body = body[:start] + safe.encode("utf-8", "replace") + body[end:]
    return body


def _mutated_text(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    number = chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            del lines[number]
        case 1:
            lines.insert(number, lines[chance.randrange(len(lines))])
        case 2:
            other = chance.randrange(len(lines))
            lines[number], lines[other] = lines[other], lines[number]
        case 3:
            lines[number] = lines[number].replace("\t", chance.choice(("", "\t\t", "  ")), 1)
        case 4:
            cells = lines[number].split("\t")
            chance.shuffle(cells)
            lines[number] = "\t".join(cells)
        case 5:
            start = chance.randrange(len(lines))
            del lines[start : start + chance.randint(1, 40)]
        case 6:
            start = chance.randrange(len(lines))
            lines[number:number] = lines[start : start + chance.randint(1, 40)]
        case 7:
            lines[number] = _mutated_cell(lines[number], chance)
        case _:
            cells = lines[number].split("\t")
            place = chance.randrange(len(cells))
            cells[place] = _mutated_cell(cells[place], chance)
            lines[number] = "\t".join(cells)
    return "\n".join(lines) or " "


def _mutated_cell(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    match chance.randrange(10):
        case 0:
            return chance.choice(_ODD)
        case 1:
            return text[:place] + text[place + 1 :]
        case 2:
            return text[:place] + chance.choice(_ODD) + text[place:]
        case 3:
            return text.replace(".", chance.choice((",", "", "，", "．", " .")), 1)
        case 4:
            return text.replace(",", chance.choice((".", "", " ")), 1)
        case 5:
            return text[:place] + "\n" + text[place:]
        case 6:
            return text + text
        case 7:
            return re.sub(r"\d", lambda _: str(chance.randrange(10)), text, count=1)
        case 8:
            return text[:place]
        case _:
            return "".join(chance.sample(text, len(text)))


def mutated_document(document: Document, chance: random.Random) -> Document:
    """A document with damaged blocks. Places stay unique: rows are numbered anew."""
    blocks = list(document.blocks)
    for _ in range(chance.randint(1, 10)):
        if not blocks:
            break
        number = chance.randrange(len(blocks))
        match chance.randrange(12):
            case 0:
                del blocks[number]
            case 1:
                other = chance.randrange(len(blocks))
                blocks[number], blocks[other] = blocks[other], blocks[number]
            case 2:
                blocks.insert(chance.randrange(len(blocks)), blocks[number])
            case _:
                blocks[number] = _mutated_block(blocks[number], chance)
    return replace(document, blocks=tuple(_renumbered(blocks)))


def _mutated_block(block: Block, chance: random.Random) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_mutated_cell(block.text, chance) or " ")
    rows = [list(row.cells) for row in block.rows]
    for _ in range(chance.randint(1, 6)):
        if not rows:
            break
        number = chance.randrange(len(rows))
        cells = rows[number]
        match chance.randrange(9):
            case 0:
                del rows[number]
            case 1:
                rows.insert(chance.randrange(len(rows)), list(cells))
            case 2:
                other = chance.randrange(len(rows))
                rows[number], rows[other] = rows[other], rows[number]
            case 3:
                texts = [cell.text for cell in cells]
                shifted = texts[1:] + texts[:1] if chance.random() < 0.5 else texts[-1:] + texts[:-1]
                rows[number] = [replace(cell, text=text) for cell, text in zip(cells, shifted, strict=True)]
            case 4:
                start = chance.randrange(len(rows))
                del rows[start : start + chance.randint(1, 20)]
            case _ if cells:
                place = chance.randrange(len(cells))
                cells[place] = replace(cells[place], text=_mutated_cell(cells[place].text, chance))
    numbers = iter(range(1, len(rows) + 1))
    page = block.page
    made = tuple(Row(page, next(numbers), tuple(_ordered(cells))) for cells in rows)
    return replace(block, rows=made) if made else Line(page, 1, " ")


def _ordered(cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: cell.column_no)


def _renumbered(blocks: list[Block]) -> list[Block]:
    """Tables and lines get numbers of their own again, as every reader gives them."""
    made: list[Block] = []
    tables = lines = 0
    for block in blocks:
        if isinstance(block, Grid):
            tables += 1
            made.append(replace(block, table_no=tables))
        else:
            lines += 1
            made.append(replace(block, line_no=lines))
    return made
