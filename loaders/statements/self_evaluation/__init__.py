"""Self-evaluation forms (项目支出绩效自评表), as dumped text and as grids of cells.

claim_dump: a dump of running text -> one section a form (forms.py)
read_self_evaluation: a section -> Form (dump.py, grid.py or listing.py) -> records (tidy.py)
"""

from __future__ import annotations

from loaders.section import About, Section, Tidy
from loaders.statements.self_evaluation.dump import read_dump
from loaders.statements.self_evaluation.forms import claim_dump, is_dump
from loaders.statements.self_evaluation.grid import has_form, read_grids
from loaders.statements.self_evaluation.listing import is_listing, read_listing
from loaders.statements.self_evaluation.tidy import merged, tidy_of

__all__ = ["claim_dump", "has_form", "is_listing", "read_self_evaluation"]


def read_self_evaluation(section: Section, about: About) -> Tidy:
    """The records of one section of self-evaluation forms."""
    if is_dump(section):
        form, outcomes = read_dump(section)
        return tidy_of(form, section, about, outcomes)
    if is_listing(section) and not has_form(section):
        listed = list(read_listing(section))
        outcomes = {place: outcome for _, read in listed for place, outcome in read.items()}
        forms = [form for form, _ in listed if form.project_name]
        return merged([*(tidy_of(form, section, about, {}) for form in forms), Tidy(outcomes=outcomes)])
    return merged(tidy_of(form, section, about, outcomes) for form, outcomes in read_grids(section))
