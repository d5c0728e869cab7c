"""Web archives (.mht, also named .doc or .xls: "single file web page") -> Document, through their HTML parts."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from loaders.document import Block, Document, Grid, Line, UnreadableDocument
from loaders.readers.html import read_html


def read_mhtml(data: bytes, file_name: str, sha256: str) -> Document:
    """Read every HTML part in order: a workbook saved so has one part for each sheet."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    blocks: list[Block] = []
    line_no = table_no = 0
    for found in message.walk():
        body = _html_body(found)
        if body is None:
            continue
        try:
            page = read_html(body, file_name, sha256)
        except UnreadableDocument:
            continue  # a frame set or an empty part: the other parts hold the text
        for block in page.blocks:
            if isinstance(block, Grid):
                table_no += 1
                blocks.append(replace(block, table_no=table_no))
            else:
                line_no += 1
                blocks.append(Line(1, line_no, block.text))
    if not blocks:
        raise UnreadableDocument("a web archive without any text in it", "save the page as HTML or PDF")
    return Document(sha256, file_name, "html", 1, tuple(blocks))


def _html_body(found: EmailMessage) -> bytes | None:
    if found.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    body = found.get_payload(decode=True)
    return body if isinstance(body, bytes) else None
