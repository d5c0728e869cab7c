"""What a form lacks, said and not invented: rule `missing_section` and its small kin.

Expected is what the printed form asks for: unit, project, amount, goal, an indicator block, and the levels that
most forms of the same file have (a form that stands alone is compared with the template of the vocabulary). Forms
whose indicators have names of their own print only what applies: there no level is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.indicators import conform_level1, is_not_applicable
from loaders.records import IndicatorRecord, NoticeRecord
from loaders.section import About
from loaders.statements.declaration.head import Head
from loaders.statements.declaration.labels import read_options
from loaders.text import joined, plain
from loaders.vocabulary import load_toml

_NEEDED = (
    (("project_name",), "project name (项目名称)"),
    (("amount", "period_amount"), "budget amount (预算金额)"),
    (("goal",), "goal (绩效目标)"),
)
_CONTACT = re.compile(r"联系人|电话|手机|\d{7,}")
#: a form set of at least so many forms shows what is usual by itself
_ENOUGH_FORMS = 3


def usual_levels(lines: Sequence[IndicatorRecord]) -> tuple[str, ...]:
    """The levels that most forms have, in the order of the template."""
    forms = {line.project_key for line in lines}
    order = tuple(load_toml("declaration.toml")["template"]["level2"])
    if any(line.indicator_name for line in lines):
        # Forms with named indicators have a row for what applies, not a row for each level of a template.
        return ()
    if len(forms) < _ENOUGH_FORMS:
        return order
    counts = Counter(level for _, level in {(line.project_key, line.level2) for line in lines} if level)
    return tuple(level for level in order if 2 * counts[level] > len(forms))


def notices_of(head: Head, about: About, lines: Sequence[IndicatorRecord], usual: Sequence[str]) -> list[NoticeRecord]:
    form = head.form
    out: list[NoticeRecord] = []
    # The title may name the project that no label names.
    printed = {field.kind for field in form.fields if not field.is_blank} | (
        {"project_name"} if head.project_name else set()
    )
    missing = [name for kinds, name in _NEEDED if not printed.intersection(kinds)]
    if missing:
        out.append(_notice(head, about, "missing_section", "warning", f"The form has no {', no '.join(missing)}."))
    if not lines:
        out.append(
            _notice(
                head, about, "missing_section", "warning", "The form has no indicators: its block 绩效指标 is missing."
            )
        )
    else:
        out.extend(_missing_levels(head, about, lines, usual))
    for kind, amount in head.amounts.items():
        field = form.first(kind)
        if amount.yuan is None and field is not None:
            message = f"The amount “{joined(field.text)}” cannot be read: {amount.evidence}."
            out.append(_notice(head, about, "unread_amount", "warning", message, plain(field.text)))
        elif amount.confidence == "low" and kind == "amount" and field is not None:
            message = f"The unit of “{joined(field.text)}” is uncertain: {amount.evidence}."
            out.append(_notice(head, about, "uncertain_unit", "warning", message, plain(field.text), str(amount.yuan)))
    type_field = form.first("type")
    if type_field is not None and (options := read_options(type_field.text)).is_list and not options.ticked:
        out.append(
            _notice(head, about, "no_option_ticked", "info", "No project type is marked in the option list (项目类型).")
        )
    if form.remark is not None and plain(form.remark.text) and not is_not_applicable(form.remark.text):
        # A remark may name a person to call: contacts never leave their own table.
        said = "it names a contact" if _CONTACT.search(form.remark.text) else joined(form.remark.text)
        message = f"Remark of the form ({joined(form.remark.label_text)}): {said}"
        out.append(_notice(head, about, "form_remark", "info", message))
    return out


def _missing_levels(
    head: Head, about: About, lines: Sequence[IndicatorRecord], usual: Sequence[str]
) -> list[NoticeRecord]:
    out: list[NoticeRecord] = []
    present = {line.level2 for line in lines}
    absent = [level for level in usual if level not in present]
    empty = [
        line.level2_text or line.level2 or ""
        for line in lines
        if line.target_text is None and line.indicator_name is None
    ]
    unlabelled = {line.level1 for line in lines if line.level1_text is None and line.level1 == "效益"}
    parts = []
    if absent:
        parts.append(f"these levels are missing: {'、'.join(absent)}")
    if unlabelled and not any(conform_level1(line.level1_text) == "效益" for line in lines):
        parts.append("the benefit block has no label 效益指标")
    if parts:
        severity = "warning" if len(parts) > 1 or len(absent) > 2 else "info"
        out.append(_notice(head, about, "missing_section", severity, f"In the indicator block {' and '.join(parts)}."))
    if empty:
        out.append(_notice(head, about, "missing_section", "info", f"The cell of {'、'.join(empty)} is empty."))
    benefits = [line for line in lines if line.level1 in ("效益", "满意度")]
    if benefits and all(line.is_not_applicable for line in benefits):
        message = "All benefit and satisfaction indicators are declared not applicable."
        out.append(_notice(head, about, "missing_section", "info", message))
    return out


def _notice(
    head: Head,
    about: About,
    rule_code: str,
    severity: str,
    message: str,
    stated: str | None = None,
    computed: str | None = None,
) -> NoticeRecord:
    place = head.form.place
    return NoticeRecord(
        document_key=about.document_key,
        rule_code=rule_code,
        severity=severity,
        subject="project",
        message=message,
        stated=stated,
        computed=computed,
        project_name=head.project_name,
        page=place.page,
        table_no=place.table_no,
        row_no=place.row_no,
        line_key=None,
    )
