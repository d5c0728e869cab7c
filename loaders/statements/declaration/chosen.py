"""Which of several fields of one kind counts: the goal of the year beside one of all years, the department that spends
the money; and what becomes of the cells of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders.document import Place
from loaders.section import FURNITURE, READ
from loaders.statements.declaration.form import Field, Form
from loaders.text import folded

MONEY_KINDS = ("amount", "period_amount", "fiscal", "carryover", "other_funds", "basic", "project_spending")
#: the goal of the year, beside one of all years (实施期目标（2026年-2028年）)
_YEARLY = re.compile("^(?!实施期|中期|长期).*年(?!-)")
_ONE_OF_A_KIND = frozenset({"department", "goal", "amount", "period_amount", "fiscal", "carryover", "other_funds"})


def department_of(form: Form) -> str | None:
    field = department_field(form)
    return field.text.strip() if field else None


def department_field(form: Form) -> Field | None:
    """The department in charge; of a transfer's form the lowest one, which spends the money (中央, 省级主管部门)."""
    filled = [named for named in form.all("department") if not named.is_blank]
    lower = [named for named in filled if not folded(named.label_text).startswith("中央")]
    return next(iter((*lower, *filled)), None)


def goal_field_of(form: Form) -> Field | None:
    """The goal of the year, beside one of all years."""
    goals = [named for named in form.all("goal") if not named.is_blank]
    yearly = [named for named in goals if _YEARLY.search(folded(named.label_text))]
    return next(iter((*yearly, *goals)), None)


def outcomes_of(forms: Sequence[Form], outcomes: Mapping[Place, str]) -> dict[Place, str]:
    """What became of the cells, where a second field of a kind (the goal and the money of all years, a higher
    department) is known, but no record has a place for it."""
    out = dict(outcomes)
    for form in forms:
        amount = form.first("amount") or form.first("period_amount")
        kept = [department_field(form), goal_field_of(form), amount]
        kept += [form.first(kind) for kind in MONEY_KINDS if kind not in ("amount", "period_amount")]
        texts = {(named.kind, named.text) for named in kept if named is not None}
        for named in form.fields:
            is_alone = named.kind not in _ONE_OF_A_KIND or (named.kind, named.text) in texts
            if not is_alone and named.place is not None and out.get(named.place) == READ:
                out[named.place] = FURNITURE
    return out
