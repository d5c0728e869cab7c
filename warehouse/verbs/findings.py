"""`warehouse findings`: what the rules found, as sentences with their figures and their keys."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

HELP = "show what the rules found: the sentence, the figures, the place and the key to trace it"
EXAMPLE = """
warehouse findings
warehouse findings --lang zh --limit 20
warehouse findings --all --severity error
warehouse findings --rule cost_text_vs_budget --unit 街道 --format csv
warehouse findings --summary
"""

_SEVERITIES = ("error", "warning", "info")
_GROUP_COLUMNS = (
    *("severity", "rule_code", "findings", "file_name", "unit_name", "project_name", "message", "amount_yuan"),
    *("fault", "reasons", "page", "row_no", "line_key", "is_habit", "score", "group_key"),
)
_GROUPS = """
select
    severity, rule_code, findings, file_name, unit_name, project_name,
    case $lang when 'zh' then message_zh else message end as message, amount_yuan,
    fault, case $lang when 'zh' then reasons_zh else reasons end as reasons, page, row_no, line_key, is_habit, score,
    group_key
from mart.finding_group
where list_contains($severities, severity)
    and ($unit is null or contains(concat_ws(' ', unit_name, file_name), $unit))
    and ($project is null or contains(coalesce(project_name, ''), $project))
order by score desc, file_name, rule_code, group_key
"""
_COLUMNS = (
    "severity",
    "rule_code",
    "subject",
    "file_name",
    "unit_name",
    "project_name",
    "message",
    "stated",
    "computed",
    "amount_yuan",
    "fault",
    "reasons",
    "page",
    "row_no",
    "line_key",
    "finding_key",
)
_QUERY = """
select
    findings.severity, findings.rule_code, findings.subject, findings.file_name, findings.unit_name,
    findings.project_name, case $lang when 'zh' then coalesce(message_zh, message) else message end as message,
    findings.stated, findings.computed, findings.amount_yuan, findings.fault,
    case $lang when 'zh' then reasons_zh else reasons end as reasons,
    findings.page, findings.row_no, findings.line_key, findings.finding_key
from mart.finding as findings
where list_contains($severities, findings.severity)
    and ($rule is null or findings.rule_code = $rule)
    and ($unit is null or contains(concat_ws(' ', findings.unit_name, findings.file_name), $unit))
    and ($project is null or contains(coalesce(findings.project_name, ''), $project))
order by list_position($severities, findings.severity), findings.file_name, findings.page, findings.row_no,
    findings.rule_code, findings.finding_key
"""
_SUMMARY = """
select severity, rule_code, count(*) as findings, count(distinct file_name) as documents, any_value(title) as title
from mart.finding
left join (select rule_code as code, title from quality.rule) as rules on rule_code = rules.code
group by severity, rule_code
order by list_position(['error', 'warning', 'info'], severity), findings desc, rule_code
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.options import whole_number
    from warehouse.output import add_format_argument

    parser.add_argument(
        "--all", action="store_true", dest="all_findings", help="each finding by itself, not the groups of them"
    )
    parser.add_argument(
        "--lang", choices=("en", "zh"), default="en", help="language of the sentences (default: %(default)s)"
    )
    parser.add_argument("--rule", metavar="CODE", help="only findings of this rule (see --summary for the codes)")
    parser.add_argument("--unit", metavar="TEXT", help="only where the name of the unit or of the file contains this")
    parser.add_argument("--project", metavar="TEXT", help="only where the name of the project contains this")
    parser.add_argument(
        "--severity",
        choices=_SEVERITIES,
        default=None,
        help="this severity and graver ones (default: warning; with --rule: info)",
    )
    parser.add_argument(
        "--limit", type=whole_number("--limit", 0, "all"), default=0, metavar="N", help="print no more than N findings"
    )
    parser.add_argument("--summary", action="store_true", help="how many findings each rule gave")
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.errors import CallError
    from warehouse.home import home_of
    from warehouse.output import write_rows

    connection = open_published(home_of(args.home))
    try:
        if args.summary:
            result = connection.execute(_SUMMARY)
            write_rows([item[0] for item in result.description or []], result.fetchall(), args.format)
            return 0
        if args.rule is not None:
            known = connection.execute(
                "select count(*) from (select rule_code from quality.rule union select rule_code from mart.finding)"
                " where rule_code = ?",
                [args.rule],
            ).fetchone()
            if not known or not known[0]:
                raise CallError(f"no rule is called {args.rule}", "see 'warehouse findings --summary' for the names")
        least = args.severity or ("info" if args.rule else "warning")
        values = {
            "severities": list(_SEVERITIES[: _SEVERITIES.index(least) + 1]),
            "unit": args.unit,
            "project": args.project,
            "lang": args.lang,
        }
        # Whoever names a rule wants to see each finding of it.
        is_single = args.all_findings or args.rule is not None
        query, columns = (_QUERY, _COLUMNS) if is_single else (_GROUPS, _GROUP_COLUMNS)
        rows = connection.execute(query, values | ({"rule": args.rule} if is_single else {})).fetchall()
    finally:
        connection.close()
    shown = rows[: args.limit] if args.limit > 0 else rows
    if args.format != "table":
        write_rows(columns, shown, args.format)
        return 0
    for row in shown:
        sys.stdout.write(_as_text(dict(zip(columns, row, strict=True)), args.lang))
    sys.stdout.write(_last_line(len(rows), len(shown), least, "finding(s)" if is_single else "group(s) of findings"))
    return 0


_FAULTS = {
    "en": {"reading": "our reading", "publication": "the publication", "undecided": "undecided"},
    "zh": {"reading": "读取问题", "publication": "文件自身问题", "undecided": "尚未判明"},
}


def _as_text(item: Mapping[str, object], lang: str) -> str:
    """A finding as a person reads it: what, where, whose fault, with which figures, and how to go on from there."""
    page, row = ("page {}", "row {}") if lang == "en" else ("第{}页", "第{}行")
    place = ", ".join(
        word.format(item[name]) for word, name in ((page, "page"), (row, "row_no")) if item[name] is not None
    )
    where = " · ".join(str(part) for part in (item["file_name"], item["project_name"], place) if part)
    lines = [f"{str(item['severity']).upper()}  {item['rule_code']}  ({where})", f"    {item['message']}"]
    if item["fault"] is not None and str(item["severity"]) == "error":
        lines.append(f"    {_FAULTS[lang][str(item['fault'])]}: {item['reasons']}")
    figures = [f"{name} {item[name]}" for name in ("stated", "computed") if item.get(name) is not None]
    if item["line_key"] is not None:
        figures.append(f"warehouse trace {item['line_key']}")
    if figures:
        lines.append("    " + " · ".join(" ".join(figure.split())[:120] for figure in figures))
    return "\n".join(lines) + "\n\n"


def _last_line(count: int, shown: int, least: str, what: str) -> str:
    if not count:
        return f"no findings of severity {least} or graver\n"
    cut = f", the first {shown} shown" if shown < count else ""
    more = "" if least == "info" else "; --severity info shows the lesser ones"
    each = "; --all shows each finding" if what.startswith("group") else ""
    return f"{count} {what}{cut}{more}{each}\n"
