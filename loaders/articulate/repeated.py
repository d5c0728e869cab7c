"""Lists of key projects that repeat the list of all projects: the same money twice, and told so. Nothing is left out.

A list repeats another one of its document where it is shorter and at least half of its projects stand there too, with
the same name and the same amount.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from loaders.records import NoticeRecord, SpendingRecord
from loaders.section import About
from loaders.text import folded

#: a form has one project; so many make a list
FEWEST_PROJECTS = 3
SHARE = 0.5
_CODE = re.compile(r"^\[?[0-9A-Z]{8,}\]?[-—_]?")

Projects = dict[tuple[str, Decimal], SpendingRecord]


def repeated_lists(lines: Iterable[SpendingRecord], about: About) -> list[NoticeRecord]:
    """One notice for each list of projects that repeats a longer one."""
    lists: dict[str, Projects] = defaultdict(dict)
    for line in lines:
        if line.statement == "project_budget" and line.measure in {"project", "total"} and line.amount_yuan:
            name = _CODE.sub("", folded(line.project_name or line.label or ""))
            lists[line.statement_key].setdefault((name, line.amount_yuan), line)
    ordered = sorted(lists.values(), key=len)
    return [
        _notice(shorter, same, longer, about)
        for position, shorter in enumerate(ordered)
        if len(shorter) >= FEWEST_PROJECTS
        for longer, same in _repeated(shorter, ordered[position + 1 :])
    ]


def _repeated(shorter: Projects, others: Sequence[Projects]) -> list[tuple[Projects, int]]:
    """The longest list that has at least half of the projects, and how many it has."""
    found = [(other, len(shorter.keys() & other.keys())) for other in others if len(other) > len(shorter)]
    return [pair for pair in found if pair[1] >= SHARE * len(shorter)][-1:]


def _notice(shorter: Projects, same: int, longer: Projects, about: About) -> NoticeRecord:
    first, other = next(iter(shorter.values())), next(iter(longer.values()))
    message = (
        f"{same} of the {len(shorter)} projects listed from page {first.page} on stand in the list of page {other.page}"
        " too, with the same amounts: the same money, to be added once"
    )
    return NoticeRecord(
        about.document_key, "projects_listed_again", "info", "document", message, None, None, None,
        first.page, first.table_no, first.row_no, first.line_key,
    )  # fmt: skip
