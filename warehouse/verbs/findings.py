"""`warehouse findings`: what the rules found, as sentences with their figures and their keys."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

HELP = "show what the rules found: the sentence, the figures, the place and the key to trace it"
EXAMPLE = """
warehouse findings --severity error
warehouse findings --rule cost_text_vs_budget --unit 街道 --format csv
warehouse findings --summary
"""

_SEVERITIES = ("error", "warning", "info")
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
    "page",
    "row_no",
    "line_key",
    "finding_key",
)
_QUERY = """
with places as (
    select line_key, page, row_no from mart.spending_line
    union all
    select line_key, page, row_no from mart.revenue_line
    union all
    select line_key, page, row_no from mart.indicator_line
)
select
    findings.severity, findings.rule_code, findings.subject, findings.file_name, findings.unit_name,
    findings.project_name, findings.message, findings.stated, findings.computed,
    coalesce(findings.page, places.page) as page, coalesce(findings.row_no, places.row_no) as row_no,
    findings.line_key, findings.finding_key
from mart.finding as findings
left join places on findings.line_key = places.line_key
where list_contains($severities, findings.severity)
    and ($rule is null or findings.rule_code = $rule)
    and ($unit is null or contains(concat_ws(' ', findings.unit_name, findings.file_name), $unit))
    and ($project is null or contains(coalesce(findings.project_name, ''), $project))
order by list_position($severities, findings.severity), findings.file_name, page, row_no, findings.rule_code,
    findings.finding_key
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
        rows = connection.execute(
            _QUERY,
            {
                "severities": list(_SEVERITIES[: _SEVERITIES.index(least) + 1]),
                "rule": args.rule,
                "unit": args.unit,
                "project": args.project,
            },
        ).fetchall()
    finally:
        connection.close()
    shown = rows[: args.limit] if args.limit > 0 else rows
    if args.format != "table":
        write_rows(_COLUMNS, shown, args.format)
        return 0
    for row in shown:
        sys.stdout.write(_as_text(row))
    sys.stdout.write(_last_line(len(rows), len(shown), least))
    return 0


def _as_text(row: Sequence[object]) -> str:
    """A finding as a person reads it: what, where, with which figures, and how to go on from there."""
    item = dict(zip(_COLUMNS, row, strict=True))
    place = ", ".join(
        f"{word} {item[name]}" for word, name in (("page", "page"), ("row", "row_no")) if item[name] is not None
    )
    where = " · ".join(str(part) for part in (item["file_name"], item["project_name"], place) if part)
    lines = [f"{str(item['severity']).upper()}  {item['rule_code']}  ({where})", f"    {item['message']}"]
    figures = [f"{name} {item[name]}" for name in ("stated", "computed") if item[name] is not None]
    if item["line_key"] is not None:
        figures.append(f"warehouse trace {item['line_key']}")
    if figures:
        lines.append("    " + " · ".join(" ".join(figure.split())[:120] for figure in figures))
    return "\n".join(lines) + "\n\n"


def _last_line(count: int, shown: int, least: str) -> str:
    if not count:
        return f"no findings of severity {least} or graver\n"
    cut = f", the first {shown} shown" if shown < count else ""
    more = "" if least == "info" else "; --severity info shows the lesser ones"
    return f"{count} finding(s){cut}{more}\n"
