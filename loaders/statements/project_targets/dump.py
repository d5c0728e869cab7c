"""A target table in a text dump -> `TargetList`: cells shifted, broken over lines, repeated, with pages missing.

Columns cannot be trusted, so each cell is told by its form (see cells.py, indicator_cells.py):

1. Cells before the first level label of a row belong to a project: code and name, category, amounts, goal, unit.
2. Lines without tabs are paragraphs, parted by blank lines: a project's cells may stand each on a paragraph of its own.
3. A text at the head of the first row after a page end, without a code, continues the project's cell of the page
   before; a long text alone in front of an indicator continues a goal.
4. Blank lines are page ends; three and more mean that a page is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.document import Grid, Line, Place
from loaders.section import FURNITURE, HEADING, READ, Section
from loaders.statements.project_targets import cells as kinds
from loaders.statements.project_targets.indicator_cells import indicator_of, openings
from loaders.statements.project_targets.values import (
    Code,
    Fragment,
    GoalPiece,
    IndicatorRow,
    Printed,
    ProjectRow,
    TargetList,
    TotalRow,
)
from loaders.text import squeeze

MEASURES = ("total", "fiscal", "other_income")
#: the first column that a goal can stand in; texts before it are unit and project
GOAL_COLUMN = 4
LONGEST_NAME_PIECE = 40


@dataclass
class _State:
    """What has been read so far. Private to this module: what leaves it is a frozen `TargetList`."""

    letter: str
    #: a list of projects without codes: the headings name both projects and indicators
    is_uncoded_list: bool
    rows: list[IndicatorRow] = field(default_factory=list)
    projects: list[ProjectRow] = field(default_factory=list)
    goal_pieces: list[GoalPiece] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    breaks: dict[int, int] = field(default_factory=dict)
    outcomes: dict[Place, str] = field(default_factory=dict)
    #: a project whose cells are still coming, one a paragraph
    is_open: bool = False
    awaits_total: bool = False
    page_top: bool = False
    #: a code cut off by a page end
    head: Printed | None = None
    unit: tuple[str | None, str | None] = (None, None)

    def read(self, *cells: Printed) -> None:
        for cell in cells:
            self.outcomes[cell.place] = READ


def _paragraphs(section: Section) -> Iterator[tuple[int, Place, list[Printed], bool]]:
    """(blank lines before, place, cells, whether it stands outside any grid), one for each row and paragraph."""
    last_line: int | None = None
    pending: list[Line] = []

    def flush() -> Iterator[tuple[int, Place, list[Printed], bool]]:
        nonlocal pending
        if pending:
            first = pending[0]
            text = "\n".join(line.text for line in pending)
            yield 0, first.place, [Printed(text, first.place)], True
            pending = []

    for block in section.blocks:
        rows = [(block.line_no, None)] if isinstance(block, Line) else [(row.row_no, row) for row in block.rows]
        is_fragment = isinstance(block, Grid) and last_line is not None and rows[0][0] <= last_line
        for number, row in rows:
            gap = 0 if last_line is None or is_fragment else max(0, number - last_line - 1)
            if isinstance(block, Line):
                if "\t" in block.text:
                    yield from flush()
                    yield gap, block.place, [Printed(part, block.place) for part in block.text.split("\t")], True
                else:
                    if gap or not pending or pending[-1].line_no != number - 1:
                        yield from flush()
                    if gap:
                        yield gap, block.place, [], True
                    pending.append(block)
            elif row is not None:
                yield from flush()
                yield (
                    gap,
                    Place(row.page, block.table_no, row.row_no, 1),
                    [
                        Printed(cell.text, Place(row.page, block.table_no, row.row_no, cell.column_no))
                        for cell in row.cells
                        if not cell.is_blank
                    ],
                    False,
                )
            if not is_fragment:
                last_line = number
    yield from flush()


def read_dump(section: Section) -> TargetList:
    """The whole table in reading order."""
    paragraphs = list(_paragraphs(section))
    titles = set(section.title_places)
    texts = [cell.text for _, _, cells, _ in paragraphs for cell in cells]
    is_list = any(kinds.is_list_heading(cell.text for cell in cells) for _, _, cells, _ in paragraphs)
    has_codes = any(kinds.read_code(text) for text in texts)
    state = _State(kinds.usual_letter(texts), is_list and not has_codes)
    for gap, place, cells, is_loose in paragraphs:
        if gap:
            state.breaks[len(state.rows)] = max(gap, state.breaks.get(len(state.rows), 0))
            state.page_top = True
        filled = [cell for cell in cells if squeeze(cell.text)]
        if not filled or place in titles:
            continue
        _one(state, filled, is_loose)
    _account_lines(section, state)
    return TargetList(
        rows=tuple(state.rows),
        projects=tuple(state.projects),
        goal_pieces=tuple(state.goal_pieces),
        totals=tuple(state.totals),
        fragments=tuple(state.fragments),
        breaks=dict(state.breaks),
        outcomes=dict(state.outcomes),
    )


def _account_lines(section: Section, state: _State) -> None:
    """The lines of a paragraph share the fate of its first line."""
    previous: Line | None = None
    for block in section.blocks:
        if isinstance(block, Line):
            if (
                previous is not None
                and block.line_no == previous.line_no + 1
                and block.place not in state.outcomes
                and previous.place in state.outcomes
            ):
                state.outcomes[block.place] = state.outcomes[previous.place]
            previous = block
        else:
            previous = None


def _one(state: _State, filled: Sequence[Printed], is_loose: bool) -> None:
    texts = [cell.text for cell in filled]
    if all(kinds.is_rule(text) for text in texts):
        state.outcomes.update((cell.place, FURNITURE) for cell in filled)
        return
    if kinds.is_heading_row(texts) or squeeze(texts[0]).startswith(("金额单位", "单位:", "单位：")):
        state.outcomes.update((cell.place, HEADING) for cell in filled)
        return
    if kinds.is_total(texts[0]) or state.awaits_total:
        _total(state, filled)
        return
    starts = openings(filled)
    lead = filled[: starts[0]] if starts else filled
    position = len(state.rows) + (0.5 if starts else 0.0)
    if lead:
        _project_cells(state, lead, position, is_loose)
    if starts:
        state.is_open = False
    for begin, end in zip(starts, [*starts[1:], len(filled)], strict=False):
        # A project cell may stand behind an indicator where columns are shifted.
        cells = list(filled[begin:end])
        behind = next((at for at, cell in enumerate(cells) if at and kinds.read_code(cell.text, state.letter)), None)
        if behind is not None:
            _project_cells(state, cells[behind:], float(len(state.rows)), is_loose)
            cells = cells[:behind]
        indicator = indicator_of(cells)
        if indicator is not None:
            state.rows.append(indicator)
            state.read(*cells)
            state.page_top = False


def _total(state: _State, filled: Sequence[Printed]) -> None:
    numbers = [cell for cell in filled if kinds.is_number(cell.text)]
    state.read(*filled)
    state.awaits_total = not numbers and not state.awaits_total
    if numbers:
        state.totals.append(TotalRow(tuple(zip(MEASURES, numbers, strict=False))))


def _project_cells(state: _State, cells: Sequence[Printed], position: float, is_loose: bool) -> None:
    """Cells in front of an indicator: a new project's, the open one's, or the rest of one cut by a page end."""
    rest = list(cells)
    if unit := kinds.read_unit(rest[0].text):
        state.unit = unit
        state.read(rest.pop(0))
        if not rest:
            return
    first = rest[0]
    coded = kinds.read_code(first.text, state.letter)
    if coded is None and state.head is not None and (tail := kinds.read_code_tail(first.text)):
        coded = kinds.read_code(f"{squeeze(state.head.text)}{tail[0]}-{tail[1]}", state.letter)
        if coded is not None and state.projects and state.projects[-1].code is None and state.projects[-1].name is None:
            opened = state.projects.pop()
            _open_project(state, rest, position, coded, opened)
            return
    if coded is not None:
        _open_project(state, rest, position, coded, None)
        return
    if kinds.is_code_head(first.text):
        state.head = first
        _open_project(state, rest, position, None, None)
        return
    tail = kinds.read_code_tail(first.text)
    if tail and (len(rest) > 1 or is_loose) and any(kinds.is_number(cell.text) for cell in rest[1:]):
        _open_project(state, rest, position, None, None, name=tail[1])
        return
    is_name = not kinds.is_number(first.text) and not kinds.is_category(first.text)
    if state.is_uncoded_list and is_name and any(kinds.is_number(cell.text) for cell in rest[1:]):
        _open_project(state, rest, position, None, None, name=squeeze(first.text))
        return
    if state.is_open and is_loose:
        _fill_open(state, rest)
        return
    _continue(state, rest, position)


def _parts(state: _State, cells: Sequence[Printed]) -> tuple[str | None, list[Printed], str | None]:
    """Category, amounts and goal among the cells behind a project's name."""
    category = next((cell for cell in cells if kinds.is_category(cell.text)), None)
    numbers = [cell for cell in cells if kinds.is_number(cell.text)]
    goal = [cell for cell in cells if cell is not category and cell not in numbers]
    state.read(*cells)
    text = kinds.one_line("\n".join(cell.text for cell in goal)) or None
    return (kinds.one_line(category.text) if category else None), numbers, text


def _open_project(
    state: _State,
    cells: Sequence[Printed],
    position: float,
    coded: tuple[Code, str] | None,
    before: ProjectRow | None,
    name: str | None = None,
) -> None:
    category, numbers, goal = _parts(state, cells[1:])
    state.read(cells[0])
    code, coded_name = coded if coded else (None, None)
    state.projects.append(
        ProjectRow(
            place=cells[0].place,
            first=before.first if before else position,
            last=position,
            code=code,
            name=name or coded_name or None,
            category=category,
            amounts=_measured(numbers),
            goal=((before.goal or "") if before else "") + (goal or "") or None,
            unit_code=state.unit[0],
            unit_name=state.unit[1],
            is_page_top=state.page_top,
        )
    )
    state.is_open = True
    if code is not None:
        state.head = None


def _measured(numbers: Sequence[Printed]) -> tuple[tuple[str, Printed], ...]:
    """The amounts of a row by their columns: total, fiscal, other. A blank cell between two keeps its place."""
    first = numbers[0].place.column_no if numbers else 0
    in_place = [number.place.column_no - first for number in numbers]
    steps = in_place if in_place == sorted(set(in_place)) and in_place[-1:] < [len(MEASURES)] else range(len(numbers))
    return tuple((MEASURES[step], number) for step, number in zip(steps, numbers, strict=False) if step < len(MEASURES))


def _fill_open(state: _State, cells: Sequence[Printed]) -> None:
    """A paragraph of its own for category, amount or goal of the project that is open."""
    project = state.projects[-1]
    category, numbers, goal = _parts(state, cells)
    amounts = project.amounts + tuple(zip(MEASURES[len(project.amounts) :], numbers, strict=False))
    state.projects[-1] = replace(
        project,
        category=project.category or category,
        amounts=amounts,
        goal="".join(part for part in (project.goal, goal) if part) or None,
    )


def _continue(state: _State, cells: Sequence[Printed], position: float) -> None:
    """Cells without a code: the rest of a project's cells after a page end, or of a goal."""
    first = cells[0]
    numbers = [cell for cell in cells if kinds.is_number(cell.text)]
    in_front = first.place.table_no > 0 and first.place.column_no < GOAL_COLUMN
    is_text = not kinds.is_category(first.text) and not kinds.is_number(first.text)
    is_name = in_front and is_text and len(squeeze(first.text)) <= LONGEST_NAME_PIECE
    if is_name and state.page_top:
        category, numbers, goal = _parts(state, cells[1:])
        state.read(first)
        missing_page = state.breaks.get(len(state.rows), 0) >= 3
        last = state.projects[-1] if state.projects else None
        if last is None or missing_page or last.name is None or position - last.last > 12:
            state.fragments.append(Fragment(len(state.rows), kinds.one_line(first.text), first.place))
        else:
            piece = squeeze(first.text)
            name = last.name if last.name.endswith(piece) else last.name + piece
            printed = _measured(numbers)
            differs = [item[1].text for item in printed] != [item[1].text for item in last.amounts]
            state.projects[-1] = replace(
                last,
                name=name,
                last=position,
                category=last.category or category,
                amounts=last.amounts or printed,
                other_readings=printed if last.amounts and printed and differs else (),
            )
        if goal:
            state.goal_pieces.append(GoalPiece(len(state.rows), goal, first.place))
        return
    if numbers and len(numbers) == len(cells):
        return
    text = kinds.one_line("\n".join(cell.text for cell in cells if cell not in numbers))
    if len(text) >= 4:
        state.goal_pieces.append(GoalPiece(len(state.rows), text, first.place))
        state.read(*(cell for cell in cells if cell not in numbers))
