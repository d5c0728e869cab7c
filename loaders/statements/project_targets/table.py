"""A target table with merged cells -> `TargetList` with its ties: the rows that a project's cell spans are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.amounts import read_amount
from loaders.indicators import bare_name
from loaders.issuer import BODY
from loaders.section import READ, Section
from loaders.statements.noted_points import are_points
from loaders.statements.project_targets import cells as kinds
from loaders.statements.project_targets.blocks import AMOUNT_ROLES, Block, read_sheet
from loaders.statements.project_targets.records_of import Tied
from loaders.statements.project_targets.values import Code, IndicatorRow, ProjectRow, TargetList, TotalRow
from loaders.text import squeeze

#: a unit's own sum may differ from the sum of its projects by the rounding of each
ROUNDING = Decimal("0.01")


def is_list_table(section: Section) -> bool:
    """Does a grid of the section list projects with their indicators?"""
    return read_sheet(section).headings is not None


def read_table(section: Section) -> tuple[TargetList, list[Tied]]:
    sheet = read_sheet(section)
    blocks = [block for block in sheet.blocks if block.texts or block.rows]
    letter = kinds.usual_letter(block.text("project") for block in blocks)
    unnamed_totals = _unnamed_totals(blocks)
    subtotals = _subtotals(blocks) | _unit_rows(blocks)
    is_weighted = are_points([[row.note or "" for row in block.rows] for block in blocks])
    rows: list[IndicatorRow] = []
    projects: list[ProjectRow] = []
    totals: list[TotalRow] = []
    tied: list[Tied] = []
    unit: tuple[str | None, str | None] = (None, None)
    for index, block in enumerate(blocks):
        name = block.text("project") or block.text("unit") or block.text("unit_code")
        amounts = tuple((role, block.texts[role]) for role in AMOUNT_ROLES if role in block.texts)
        if kinds.is_total(name) or kinds.is_total(block.text("unit_code")) or index in unnamed_totals:
            totals.append(TotalRow(amounts))
            continue
        owner: int | None = None
        if block.text("project") or block.has_amount or block.text("goal"):
            owner = len(projects)
            project = _project(block, len(rows), letter, index in subtotals)
            if project.is_subtotal and BODY.search(project.name or ""):
                unit = (project.unit_code, project.name)
            projects.append(_of_unit(project, unit))
        for at, row in enumerate(block.rows):
            tied.append(Tied(len(rows), owner, _attribution(block, at) if owner is not None else None))
            rows.append(_clean(replace(row, weight=row.note) if is_weighted and row.weight is None else row))
    if is_weighted:
        sheet.outcomes.update((row.note_place, READ) for row in rows if row.note and row.note_place)
    return TargetList(tuple(rows), tuple(projects), totals=tuple(totals), outcomes=sheet.outcomes), tied


def _attribution(block: Block, at: int) -> str:
    return "position" if at in block.joined_rows else "row"


def _clean(row: IndicatorRow) -> IndicatorRow:
    def clean(text: str | None) -> str | None:
        return kinds.one_line(text) or None if text else None

    return replace(
        row,
        name=bare_name(name) if (name := clean(row.name)) else None,
        operator=clean(row.operator),
        target=clean(row.target),
        unit=squeeze(row.unit) or None if row.unit else None,
    )


def _project(block: Block, before: int, letter: str, is_subtotal: bool) -> ProjectRow:
    text = block.text("project")
    coded = kinds.read_code(text, letter)
    code, name = coded if coded else (None, squeeze(text))
    if code is None and (printed := squeeze(block.text("project_code"))):
        code = Code(printed, printed)
    unit = kinds.read_unit(block.text("unit")) or (
        squeeze(block.text("unit_code")) or None,
        squeeze(block.text("unit")) or None,
    )
    named = block.texts.get("project")
    # A name that spans several amounts is printed once: the second project is known by its own first row.
    place = named.place if named is not None and named.place[:3] == block.place[:3] else block.place
    return ProjectRow(
        place=place,
        first=float(before),
        last=float(before + len(block.rows)),
        code=code,
        name=name or None,
        category=squeeze(block.text("category")) or None,
        amounts=tuple((role, block.texts[role]) for role in AMOUNT_ROLES if role in block.texts),
        goal=kinds.one_line(block.text("goal")) or None,
        unit_code=unit[0],
        unit_name=unit[1],
        is_subtotal=is_subtotal,
    )


def _of_unit(project: ProjectRow, unit: tuple[str | None, str | None]) -> ProjectRow:
    """A project under the row of its unit; one that prints its unit keeps it."""
    if unit[1] is None or project.unit_name is not None:
        return project
    return replace(project, unit_code=project.unit_code or unit[0], unit_name=unit[1])


def _unit_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """Rows named like a unit that have an amount alone, in a list whose projects have goals or indicators."""
    bare = [index for index, block in enumerate(blocks) if not block.rows and not block.text("goal")]
    if len(bare) * 2 >= len(blocks):
        return frozenset()
    named = (index for index in bare if BODY.search(squeeze(blocks[index].text("project"))))
    return frozenset(index for index in named if blocks[index].has_amount)


def _unnamed_totals(blocks: Sequence[Block]) -> frozenset[int]:
    """A row with nothing but an amount that is the sum of all others."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        mine = _amount(block)
        if mine is None or block.rows or any(block.text(role) for role in ("project", "unit", "unit_code", "goal")):
            continue
        others = [amount for other in blocks if other is not block and (amount := _amount(other)) is not None]
        if _is_sum(sum(others, Decimal(0)), mine, len(others)):
            found.add(index)
    return frozenset(found)


def _subtotals(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks without goal and indicators that are sums of the projects under them, or that repeat the printed total
    (of a unit whose list leaves out what is secret, the projects do not add up)."""
    totals = {_amount(block) for block in blocks if kinds.is_total(block.text("project") or block.text("unit_code"))}
    found: set[int] = set()
    bare = [index for index, block in enumerate(blocks) if not block.rows and not block.text("goal")]
    for index in bare:
        mine = _amount(blocks[index])
        total, count = Decimal(0), 0
        for other in range(index + 1, len(blocks)):
            if other in bare and count and _is_sum(total, mine, count):
                break
            if (amount := _amount(blocks[other])) is not None and other not in bare:
                total, count = total + amount, count + 1
            if other in bare:
                break
        repeats = mine in totals and not kinds.is_total(blocks[index].text("project"))
        if mine is not None and (repeats or (count and _is_sum(total, mine, count))):
            found.add(index)
    return frozenset(found)


def _is_sum(total: Decimal, mine: Decimal | None, count: int) -> bool:
    return mine is not None and abs(total - mine) <= ROUNDING * count


def _amount(block: Block) -> Decimal | None:
    cell = next((block.texts[role] for role in AMOUNT_ROLES if role in block.texts), None)
    return read_amount(cell.text).value if cell else None
