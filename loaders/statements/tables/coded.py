"""Tables whose rows carry codes, units, projects or labels, and whose other columns are amounts.

Rules:

1. A band is a run of text columns followed by amount columns; a table may print two bands side by side (决算 基本支出表).
2. A code cell tells its own classification by its digits; a segment (`05`) is completed from the rows above it.
3. A blank unit cell continues the unit above. A row that names a unit and no code is that unit's subtotal.
4. A row is `total` by its label; a coded row is `subtotal` where a longer code of the same unit starts with its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.amounts import Form, read_amount
from loaders.codes import complete, scheme_of_code, split_code
from loaders.document import Place
from loaders.section import FURNITURE, HEADING, READ, About, Section
from loaders.statements.tables.columns import (
    TextColumn,
    classify,
    is_carryover_label,
    is_subtotal_label,
    is_total_label,
    measure_of,
)
from loaders.statements.tables.model import LEAF, SUBTOTAL, TOTAL, Codes, Column, Figure, RowHead, Table
from loaders.statements.tables.outline import nest_by_sums
from loaders.statements.tables.sheet import Panel, Sheet, SheetRow, is_heading_word, read_sheet
from loaders.text import compact, folded, joined, or_none

_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|本表|公开.*空表|此表|附注)[:：1、.]?|^—?第?\d+页?—?$")
_UNIT_CODE = re.compile(r"^\d{3}(?:\d{3}){0,2}$")


@dataclass(slots=True)
class _Context:
    """What the rows above have said: codes to complete segments from, and the running unit."""

    codes: dict[str, str] = field(default_factory=dict)
    unit_code: str | None = None
    unit_name: str | None = None


@dataclass(slots=True)
class Reading:
    """What a reader of tables gives for one section."""

    tables: list[Table]
    outcomes: dict[Place, str]
    #: heading kind found where the title told none
    kind: str


def _bands(texts: Sequence[TextColumn], columns: Sequence[Column]) -> list[tuple[list[TextColumn], list[Column]]]:
    """Split columns that stand side by side as two tables: the same text role again, after amounts."""
    bands: list[tuple[list[TextColumn], list[Column]]] = [([], [])]
    items: list[TextColumn | Column] = sorted([*texts, *columns], key=lambda item: item.index)
    for item in items:
        if isinstance(item, Column):
            bands[-1][1].append(item)
            continue
        roles = {(text.role, text.scheme) for text in bands[-1][0]}
        if bands[-1][1] and (item.role, item.scheme) in roles and item.role in {"code", "name", "segment_1"}:
            bands.append(([item], []))
        else:
            bands[-1][0].append(item)
    return bands if all(columns for _, columns in bands) else [(list(texts), list(columns))]


def _is_repeated_heading(row: SheetRow, paths: Sequence[tuple[str, ...]]) -> bool:
    known = {part for path in paths for part in path}
    texts = [compact(cell.text) for _, cell in row.filled()]
    return (
        bool(texts)
        and all(text in known or is_heading_word(text) for text in texts)
        and not any(is_total_label(text) for text in texts if text not in known)
        and all(text in known for text in texts[:1])
    )


def read_coded(section: Section, about: About, kind: str, fact: str) -> Reading:
    """The table of a section. All grids of the section are one table: a page break does not end it."""
    sheet = read_sheet(section)
    outcomes: dict[Place, str] = dict.fromkeys(sheet.heading_places, HEADING)
    outcomes.update(dict.fromkeys(sheet.furniture_places, FURNITURE))
    heads: list[RowHead] = []
    figures: list[Figure] = []
    columns: dict[int, Column] = {}
    context = _Context()
    by_paths: dict[tuple[tuple[str, ...], ...], list[SheetRow]] = {}
    for panel in sheet.panels:
        by_paths.setdefault(panel.paths, []).extend(panel.rows)
    for panel in sheet.panels:
        texts, amounts = classify(panel.paths, by_paths[panel.paths], kind, fact)
        same = _same_columns(amounts, columns)
        for column in amounts:
            parent = None if column.parent is None else same[column.parent]
            columns.setdefault(same[column.index], replace(column, index=same[column.index], parent=parent))
        bands = _bands(texts, amounts)
        for row in panel.rows:
            _read_row(row, panel, bands, same, kind, context, heads, figures, outcomes)
    heads = nest_by_sums(_with_kinds(heads), figures, tuple(columns.values()))
    table = make_table(section, about, sheet, kind, fact, tuple(columns.values()), tuple(heads), tuple(figures))
    return Reading([table], outcomes, kind)


def _same_columns(amounts: Sequence[Column], known: Mapping[int, Column]) -> dict[int, int]:
    """Columns of this panel -> columns of the table: the same heading on another page is the same column."""
    free = {index: (column.heading, column.measure, column.stage) for index, column in sorted(known.items())}
    same: dict[int, int] = {}
    following = max(known, default=-1) + 1
    for column in amounts:
        wanted = (column.heading, column.measure, column.stage)
        found = next((index for index, identity in free.items() if identity == wanted), None)
        if found is None:
            found = column.index if column.index not in known and column.index not in same.values() else following
            following = max(following, found) + 1
        else:
            del free[found]
        same[column.index] = found
    return same


def make_table(
    section: Section,
    about: About,
    sheet: Sheet,
    statement: str,
    fact: str,
    columns: tuple[Column, ...],
    rows: tuple[RowHead, ...],
    figures: tuple[Figure, ...],
) -> Table:
    decimals = dominant_decimals(figures)
    unit, evidence = money_unit_of(section, sheet, decimals)
    first = next((block for block in section.blocks), None)
    page = (
        section.title_places[0].page
        if section.title_places
        else (figures[0].place.page if figures else getattr(first, "page", 1))
    )
    return Table(
        fact=fact,
        statement=statement,
        statement_no=section.section_no,
        title=or_none(joined(section.title or "")),
        page=page,
        table_no=figures[0].place.table_no if figures else next((grid.table_no for grid in section.grids()), 0),
        unit_code=about.unit_code if sheet.issuer is None or sheet.issuer[1] == about.unit_name else sheet.issuer[0],
        unit_name=sheet.issuer[1] if sheet.issuer else about.unit_name,
        money_unit=unit,
        money_unit_evidence=evidence,
        decimals=decimals,
        columns=columns,
        rows=rows,
        figures=figures,
        stage=about.stage,
    )


def dominant_decimals(figures: Sequence[Figure]) -> int | None:
    """The number of decimals that most figures with a point print."""
    counts = Counter(figure.amount.decimals for figure in figures if figure.amount.is_number and figure.amount.value)
    if not counts:
        return None
    decimals, count = counts.most_common(1)[0]
    return decimals if count * 2 > sum(counts.values()) else None


def money_unit_of(section: Section, sheet: Sheet, decimals: int | None) -> tuple[str, str]:
    if sheet.money_unit:
        return sheet.money_unit, "table"
    if section.money_unit:
        return section.money_unit, "document"
    return ("万元", "reasoned: six printed decimals") if decimals == 6 else ("万元", "reasoned: no unit is printed")


def _read_row(
    row: SheetRow,
    panel: Panel,
    bands: Sequence[tuple[list[TextColumn], list[Column]]],
    same: Mapping[int, int],
    kind: str,
    context: _Context,
    heads: list[RowHead],
    figures: list[Figure],
    outcomes: dict[Place, str],
) -> None:
    filled = row.filled()
    if not filled:
        return
    outcomes.update(dict.fromkeys(row.tail, READ))
    if _is_repeated_heading(row, panel.paths):
        outcomes.update({row.place(column): HEADING for column, _ in filled})
        return
    if len(filled) <= 2 and (_NOTE.match(folded(filled[0][1].text)) or len(folded(filled[0][1].text)) > 45):
        if not any(read_amount(cell.text).is_number and "." in cell.text for _, cell in filled):
            outcomes.update({row.place(column): FURNITURE for column, _ in filled})
            return
    for band_texts, band_columns in bands:
        index = len(heads)
        band_figures: list[Figure] = []
        for column in band_columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if cell is None or cell.is_blank or not row.origin[column.index]:
                continue
            amount = read_amount(cell.text)
            if amount.form in (Form.NUMBER, Form.DAMAGED):
                band_figures.append(Figure(row.place(column.index), cell, amount, index, same[column.index]))
                outcomes[row.place(column.index)] = READ
            elif amount.form is Form.DASH:
                outcomes[row.place(column.index)] = READ
        head = _head(row, band_texts, index, kind, context, outcomes)
        if head is None and not band_figures:
            continue
        heads.append(head or RowHead(index, row.page, row.table_no, row.row_no))
        figures.extend(band_figures)
    if not any(figure.place.row_no == row.row_no and figure.place.table_no == row.table_no for figure in figures[-1:]):
        for index, cell in filled:
            if row.place(index) not in outcomes and is_heading_word(cell.text) and len(folded(cell.text)) <= 12:
                outcomes[row.place(index)] = HEADING  # a heading that slipped below its figures


def _head(
    row: SheetRow,
    texts: Sequence[TextColumn],
    index: int,
    kind: str,
    context: _Context,
    outcomes: dict[Place, str],
) -> RowHead | None:
    """What the text cells of a row say. None where all are blank."""
    values: dict[str, list[str]] = {}
    codes = Codes()
    segments = ["", "", ""]
    pending: str | None = None
    unit_code = unit_name = None
    label: list[str] = []
    total: str | None = None
    seen = False
    for text in texts:
        raw = row.text(text.index)
        if not raw.strip():
            continue
        if text.index < len(row.origin) and row.origin[text.index]:
            outcomes[row.place(text.index)] = READ
        seen = True
        bare = folded(raw)
        if is_total_label(bare) or is_subtotal_label(bare):
            total = total or re.sub(r"\s+", "", joined(raw))
            continue
        if text.role.startswith("segment_"):
            segments[int(text.role[-1]) - 1] = re.sub(r"\D", "", bare)
        elif text.role in {"code", "name"}:
            code, name = split_code(raw)
            if (
                (code
                and len(code) in (6, 9))
                or (code and text.role == "code" and scheme_of_code(code) is None and len(code) != 2)
            ):
                unit_code, unit_name = code, name or unit_name
                pending = "unit"
            elif code:
                scheme = scheme_of_code(code)
                if len(code) == 2 and scheme is None:
                    scheme = text.scheme or next(iter(context.codes), "function")
                    following = row.text(text.index + 1) if name is None else name
                    code = complete(code, context.codes.get(scheme), following)
                if code and scheme:
                    codes = replace(codes, **{f"{scheme}_code": code, f"{scheme}_name": name})
                    context.codes[scheme] = code
                    pending = None if name else scheme
            elif name:
                if pending == "unit":
                    unit_name, pending = name, None
                elif pending:
                    codes = replace(codes, **{f"{pending}_name": name})
                    pending = None
                else:
                    label.append(name)
        elif text.role == "unit_code":
            unit_code = re.sub(r"\D", "", bare) or unit_code
            if rest := re.sub(r"^[\d\s]+[-—]?", "", joined(raw)):
                unit_name = rest
        elif text.role == "unit_name":
            match = re.match(r"^\[?(\d{3,12})\]?[-—:：]?(.+)$", re.sub(r"\s+", "", joined(raw)))
            if match:
                unit_code, unit_name = match.groups()
            else:
                unit_name = re.sub(r"\s+", "", joined(raw))
        elif text.role in {"label"}:
            label.append(re.sub(r"\s+", "", joined(raw)))
        else:
            values.setdefault(text.role, []).append(re.sub(r"\s+", "", joined(raw)))
    if any(segments):
        codes = _from_segments(segments, codes, label, context)
    if not seen:
        return None
    service = tuple(
        next(iter(values.get(role, [])), None)
        for role in ("service_level1", "service_level2", "service_level3", "service_field")
    )
    if not label and any(service):
        label = [part or "" for part in service]
    unit_row = bool(unit_name or unit_code)
    if unit_row:
        context.unit_code, context.unit_name = unit_code, unit_name
    return RowHead(
        index=index,
        page=row.page,
        table_no=row.table_no,
        row_no=row.row_no,
        label=total or or_none("|".join(label)),
        codes=codes,
        unit_code=unit_code if unit_row or total else context.unit_code,
        unit_name=unit_name if unit_row or total else context.unit_name,
        project_code=next(iter(values.get("project_code", [])), None),
        project_name=next(iter(values.get("project_name", [])), None),
        fund_source=next(iter(values.get("fund_source", [])), None),
        service=(service[0], service[1], service[2], service[3]),
        line_kind=TOTAL if total and is_total_label(total) else SUBTOTAL if total else LEAF,
        is_carryover=is_carryover_label("".join(label)),
    )


def _from_segments(segments: list[str], codes: Codes, label: list[str], context: _Context) -> Codes:
    """类 | 款 | 项 in three columns; only the own segment may be printed."""
    first, second, third = segments
    running = next((code for code in context.codes.values() if second and code[3:5] == second), None)
    if first and len(first) < 3 and running:
        # A 类 cell that lost its digits: the 款 goes on with the class above.
        first = running[:3]
    scheme = scheme_of_code(first[:3].ljust(3, "0")) if first else next(iter(context.codes), "function")
    if scheme is None:
        return codes
    above = context.codes.get(scheme, "")
    if len(first) > 3:
        code = first
    else:
        base = first or above[:3]
        code = base
        if second:
            code = second if len(second) >= 5 else base + second.zfill(2)
        if third:
            code = third if len(third) >= 7 else (code if second else above[:5]) + third.zfill(2)
    context.codes[scheme] = code
    name = label.pop(0) if label and not getattr(codes, f"{scheme}_name") else getattr(codes, f"{scheme}_name")
    return replace(codes, **{f"{scheme}_code": code, f"{scheme}_name": name})


def _with_kinds(heads: list[RowHead]) -> list[RowHead]:
    """Subtotals by code prefix within a unit; rows that name only a unit; the department above its units."""
    has_total = any(head.line_kind == TOTAL for head in heads)
    scopes: dict[tuple[str | None, str | None], set[str]] = {}
    coded = False
    for head in heads:
        for scheme, code in zip(("f", "g", "d"), head.codes.key(), strict=True):
            if code:
                coded = True
                scopes.setdefault((head.unit_code or head.unit_name, scheme), set()).add(code)
    units = {head.unit_code for head in heads if head.unit_code}
    out: list[RowHead] = []
    for head in heads:
        kind = head.line_kind
        if kind == LEAF:
            keys = [(scheme, code) for scheme, code in zip(("f", "g", "d"), head.codes.key(), strict=True) if code]
            if len(keys) == 1:
                scheme, code = keys[0]
                longer = scopes[(head.unit_code or head.unit_name, scheme)]
                if any(other != code and other.startswith(code) for other in longer):
                    kind = SUBTOTAL
            elif not keys and (head.unit_code or head.unit_name) and not head.label and not head.project_name:
                if coded:
                    kind = SUBTOTAL if has_total else TOTAL
                elif head.unit_code and any(u != head.unit_code and u.startswith(head.unit_code) for u in units):
                    kind = SUBTOTAL
        out.append(replace(head, line_kind=kind))
    return out


def measure_by_label(label: str | None) -> str | None:
    """`A-货物`, `B-工程`, `C-服务`: a procurement table of one amount column measures them by row."""
    bare = folded(label or "")
    for measure, word in (("goods", "货物"), ("works", "工程"), ("services", "服务")):
        if re.fullmatch(rf"[ABC]?[-—]?{word}(?:类|采购)?", bare):
            return measure
    return None


def three_public_measure(label: str | None) -> str | None:
    found = measure_of((re.sub(r"^(?:其中:?)?[\d一二三四五()（）、.:]*", "", folded(label or "")),), "three_public")
    return found[0] if found else None
