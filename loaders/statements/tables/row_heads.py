"""What the text cells of a row say: codes, unit, project, label.

Rules:

1. A code cell tells its own classification by its digits; a segment (`05`) is completed from the rows above it.
2. A blank unit cell continues the unit above. A row that names a unit and no code is that unit's subtotal.
3. A row is `total` or `subtotal` by its label; what its code and its neighbours say of it is asked in `kinds_by_code`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from loaders.codes import complete, known_names, scheme_of_code, split_code
from loaders.issuer import BODY
from loaders.statements.tables.columns import TextColumn
from loaders.statements.tables.labels import (
    is_carryover_label,
    is_subtotal_label,
    is_total_label,
    stage_by_label,
)
from loaders.statements.tables.matrix import SheetRow
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Codes, Printed, RowHead
from loaders.statements.tables.numbering import without_mark
from loaders.text import folded, joined, or_none, squeeze

_LEADING_CODE = re.compile(r"^[\d\s]+[-—]?")
_LONE_DIGIT = re.compile(r"\s*\d\s*")
_ACCOUNT_NAME = re.compile(r"(?:名称|科目|分类)$")
_CODED_UNIT = re.compile(r"^\[?(\d{3,12})\]?[-—:：]?(.+)$")
_SERVICE_ROLES = ("service_level1", "service_level2", "service_level3", "service_field")
#: roles of columns that may name what a row is; the first of them in a row gives its name
_NAMING = frozenset({"label", "name", "unit_or_name", "unit_or_project", "project_name", "unit_name"})
#: roles that say nothing of what a row is
_APART = frozenset({"ordinal", "note", "unit_code", "code", "segment_1", "segment_2", "segment_3"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Context:
    """What the rows above have said: codes to complete segments from, and the running unit."""

    codes: dict[str, str] = field(default_factory=dict)
    unit_code: str | None = None
    unit_name: str | None = None


@dataclass(slots=True)
class _Said:
    """What the cells of one row have said so far."""

    codes: Codes = field(default_factory=Codes)
    #: 类, 款, 项 of each code whose segments stand in columns of their own
    segments: dict[tuple[int, str | None], list[str]] = field(default_factory=dict)
    #: what a name on its own would name: `unit`, or a classification whose code stood before it
    awaits_name: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    label: list[str] = field(default_factory=list)
    #: does the label come from a column of names?
    is_named: bool = False
    total: str | None = None
    #: first text by role, for roles that are taken as they stand
    values: dict[str, str] = field(default_factory=dict)


def head_of(row: SheetRow, texts: Sequence[TextColumn], index: int, context: Context) -> RowHead | None:
    """What the text cells of a row say, and `context` after it. None where all are blank."""
    printed = [
        (text, row.text(text.index))
        for text in codes_first(tuple(texts))
        if row.text(text.index).strip() and not _is_seen_before(row, text.index, texts)
    ]
    if all(text.role in {"ordinal", "note"} for text, _ in printed):
        return None
    said, has_unit_column = _Said(), False
    for position, (text, raw) in enumerate(printed):
        bare = folded(raw)
        if is_total_label(bare) or is_subtotal_label(bare) or is_total_label(without_mark(bare)):
            said.total = said.total or squeeze(raw)
        elif text.role.startswith("segment_"):
            segments = said.segments.setdefault(_segment_group(text, texts), ["", "", ""])
            segments[int(text.role[-1]) - 1] = re.sub(r"\D", "", bare)
        elif text.role in {"code", "name", "unit_or_name"}:
            beside = next((name for other, name in printed[position + 1 :][:1] if other.role == "name"), "")
            _take_code(said, text, raw, beside, context)
            has_unit_column = has_unit_column or text.role == "unit_or_name"
        elif text.role in {"unit_code", "unit_name"}:
            _take_unit(said, text.role, raw)
        elif text.role == "unit_or_project":
            # Which of the two it is, the tree of the rows tells.
            said.values["project_name"] = squeeze(raw)
        elif text.role == "label":
            said.label.append(squeeze(raw))
        elif text.role == "project_name":
            # 一级项目 | 二级项目: the last that is printed is the project.
            said.values[text.role] = squeeze(raw)
        else:
            said.values.setdefault(text.role, squeeze(raw))
    for (_, scheme), segments in said.segments.items():
        if any(segments):
            said.codes = _from_segments(said, segments, scheme if scheme in context.codes else None, context)
    if has_unit_column and said.codes.first() is None and said.label:
        # A row without an account names the unit that the accounts below it belong to.
        said.unit_name = said.label.pop()
    return replace(_head(row, index, said, context), printed=_printed(row, texts))


def _printed(row: SheetRow, texts: Sequence[TextColumn]) -> Printed:
    """How the text cells of a row look."""
    column = next((text for text in texts if text.role in _NAMING), None)
    if column is None:
        return Printed()
    cell = row.begun(column.index)
    filled = [text for text in texts if text is not column and row.begun(text.index)]
    unit_cell = next((row.text(text.index) for text in filled if text.role == "unit_code"), "")
    return Printed(
        name=cell.text if cell else None,
        role=column.role,
        space_before=cell.space_before if cell else None,
        space_behind=cell.space_behind if cell else None,
        beside=sum(text.role not in _APART for text in filled),
        has_note=any(text.role == "note" for text in filled),
        unit_cell=re.sub(r"\D", "", folded(unit_cell)),
    )


@lru_cache(maxsize=256)
def codes_first(texts: tuple[TextColumn, ...]) -> tuple[TextColumn, ...]:
    """The text columns in the order in which they are read: where names stand before their codes (科目名称 | 科目编码),
    each code is read first."""
    accounts = [text for text in texts if text.role in {"code", "name"}]
    pairs = list(zip(accounts[::2], accounts[1::2], strict=False))
    are_turned = len(accounts) % 2 == 0 and all(
        name.role == "name" and code.role == "code" and _ACCOUNT_NAME.search(name.heading) for name, code in pairs
    )
    if not pairs or not are_turned:
        return texts
    turned = dict(pairs) | {code: name for name, code in pairs}
    return tuple(turned.get(text, text) for text in texts)


def _is_seen_before(row: SheetRow, column: int, texts: Sequence[TextColumn]) -> bool:
    """Is the cell of a column merged with that of a text column to its left? It is printed once."""
    cell = row.cells[column] if column < len(row.cells) else None
    return cell is not None and any(text.index < column and row.cells[text.index] is cell for text in texts)


def _take_code(said: _Said, text: TextColumn, raw: str, beside: str, context: Context) -> None:
    """A code, a name, or both in one cell: of an account, or of a unit by the length of its code. `beside`: what the
    column of names says."""
    # A workbook that keeps codes as numbers has lost the zero of a segment (`05` is 5).
    code, name = split_code(f"0{raw.strip()}" if text.role == "code" and _LONE_DIGIT.fullmatch(raw) else raw)
    if code is None:
        if name:
            _take_name(said, name)
        return
    scheme = scheme_of_code(code)
    is_segment = len(code) == 2
    called = name or beside
    is_unit = len(code) == 3 and called and folded(called) not in known_names().get(code, ()) and BODY.search(called)
    if is_unit or len(code) in (6, 9) or (text.role == "code" and scheme is None and not is_segment):
        said.unit_code, said.unit_name = code, name or said.unit_name
        said.awaits_name = "unit"
        return
    whole: str | None = code
    if is_segment:
        scheme = text.scheme or next(iter(context.codes), "function")
        whole = complete(code, context.codes.get(scheme), beside if name is None else name)
    if whole and scheme:
        said.codes = _with_code(said.codes, scheme, whole, name)
        context.codes[scheme] = whole
        said.awaits_name = None if name else scheme


def _take_name(said: _Said, name: str) -> None:
    if said.awaits_name == "unit" and not said.segments:
        said.unit_name = name
    elif said.awaits_name:
        said.codes = _with_name(said.codes, said.awaits_name, name)
    else:
        said.is_named = said.is_named or not said.label
        said.label.append(name)
    said.awaits_name = None


def _take_unit(said: _Said, role: str, raw: str) -> None:
    if role == "unit_code":
        code, name = re.sub(r"\D", "", folded(raw)), _LEADING_CODE.sub("", joined(raw))
        # One digit (of a fund kind) is no unit's code, a dash no unit's name.
        said.unit_code = (code if len(code) > 1 else None) or said.unit_code
        said.unit_name = (name if _CHINESE.search(name) else None) or said.unit_name
    elif match := _CODED_UNIT.match(squeeze(raw)):
        said.unit_code, said.unit_name = match.groups()
    else:
        said.unit_name = squeeze(raw)


def _head(row: SheetRow, index: int, said: _Said, context: Context) -> RowHead:
    level1, level2, level3, service_field = (said.values.get(role) for role in _SERVICE_ROLES)
    service = (level1, level2, level3, service_field)
    label = said.label or ([part or "" for part in service] if any(service) else [])
    unit_code, unit_name = said.unit_code, said.unit_name
    if unit_code and unit_name is None and context.unit_code in (None, unit_code):
        unit_name = context.unit_name
    if unit_name or unit_code:
        context.unit_code, context.unit_name = unit_code, unit_name
    elif not said.total:
        unit_code, unit_name = context.unit_code, context.unit_name
    kind = LEAF if said.total is None else TOTAL if is_total_label(without_mark(said.total)) else SUBTOTAL
    stage, fiscal_year = stage_by_label(label[0]) if len(label) == 1 else (None, None)
    if stage or fiscal_year:
        label = []
    return RowHead(
        index=index,
        page=row.page,
        table_no=row.table_no,
        row_no=row.row_no,
        label=said.total or or_none("|".join(label)),
        codes=said.codes,
        unit_code=unit_code,
        unit_name=unit_name,
        project_code=said.values.get("project_code"),
        project_name=said.values.get("project_name"),
        fund_source=said.values.get("fund_source"),
        service=service,
        stage=stage,
        fiscal_year=fiscal_year,
        line_kind=kind,
        is_carryover=is_carryover_label("".join(label)),
    )


def _segment_group(text: TextColumn, texts: Sequence[TextColumn]) -> tuple[int, str | None]:
    """Which code of its row a segment belongs to (two classifications may stand side by side), and the classification
    that the headings of the code or of its name tell."""
    starts = [other.index for other in texts if other.role == "segment_1"]
    begin = max((start for start in starts if start <= text.index), default=0)
    end = next((start for start in starts if start > text.index), None)
    around = [other for other in texts if other.index >= begin and (end is None or other.index < end)]
    return begin, next((other.scheme for other in around if other.scheme), None)


def _from_segments(said: _Said, segments: Sequence[str], known: str | None, context: Context) -> Codes:
    """类, 款, 项 in three columns; only the own segment may be printed. `known`: the classification by the headings."""
    first, second, third = segments
    running = next((code for code in context.codes.values() if second and code[3:5] == second), None)
    if first and len(first) < 3 and running:
        # A 类 cell that lost its digits: the 款 goes on with the class above.
        first = running[:3]
    scheme = scheme_of_code(first[:3].ljust(3, "0")) if first else known or next(iter(context.codes), "function")
    if scheme is None:
        return said.codes
    above = context.codes.get(scheme, "")
    code = first if len(first) > 3 else first or above[:3]
    if len(first) <= 3:
        if second:
            code = second if len(second) >= 5 else code + second.zfill(2)
        if third:
            code = third if len(third) >= 7 else (code if second else above[:5]) + third.zfill(2)
    context.codes[scheme] = code
    # A column of names names the code; what a column of purchases or projects says is only beside it.
    name = said.codes.name(scheme) or (said.label.pop(0) if said.label and said.is_named else None)
    return _with_code(said.codes, scheme, code, name)


def _with_code(codes: Codes, scheme: str, code: str, name: str | None) -> Codes:
    return replace(codes, **{f"{scheme}_code": code, f"{scheme}_name": name})


def _with_name(codes: Codes, scheme: str, name: str) -> Codes:
    return replace(codes, **{f"{scheme}_name": name})
