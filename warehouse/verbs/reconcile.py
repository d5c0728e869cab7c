"""`warehouse reconcile`: which sums close in a document or a unit, which do not, and which could not be tried."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal

HELP = "show which sums close in a document or a unit, which do not, and which could not be tried"
EXAMPLE = """
warehouse reconcile 2026-department-budget.pdf
warehouse reconcile 街道办事处 --all
warehouse reconcile --rule summary_balance --format csv
"""

_COLUMNS = (
    "outcome",
    "severity",
    "rule_code",
    "rule",
    "file_name",
    "unit_name",
    "place",
    "left_yuan",
    "relation",
    "right_yuan",
    "difference_yuan",
    "tolerance_yuan",
    "measured_in",
    "applications",
    "not_applicable_reason",
    "line_keys",
)
_QUERY = """
select
    case when applied.holds then 'holds' when not applied.holds then 'fails' else 'not applicable' end as outcome,
    applied.severity, applied.rule_code, applied.rule, applied.file_name,
    coalesce(applied.unit_name, documents.unit_name) as unit_name, applied.place,
    applied.left_yuan, applied.relation, applied.right_yuan, applied.difference_yuan, applied.tolerance_yuan,
    applied.measured_in, applied.applications, applied.not_applicable_reason,
    list_concat(coalesce(applied.left_line_keys, []), coalesce(applied.right_line_keys, [])) as line_keys
from mart.reconciliation as applied
left join main.dim_document as documents on applied.document_key = documents.document_key
where ($about is null or contains(concat_ws(' ', applied.file_name, applied.unit_name, documents.unit_name), $about))
    and ($rule is null or applied.rule_code = $rule)
order by
    applied.file_name, list_position(['fails', 'holds', 'not applicable'], outcome), applied.rule_code, applied.place
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from warehouse.output import add_format_argument

    parser.add_argument(
        "about", nargs="?", metavar="FILE|UNIT", help="part of the name of a file or of a unit (default: everything)"
    )
    parser.add_argument("--rule", metavar="CODE", help="only this rule")
    parser.add_argument(
        "--all", action="store_true", help="also what holds and what could not be applied, with the reason"
    )
    add_format_argument(parser)


def run(args: argparse.Namespace) -> int:
    from warehouse.connect import open_published
    from warehouse.errors import CallError
    from warehouse.home import home_of
    from warehouse.output import write_rows

    about = _name(args.about)
    connection = open_published(home_of(args.home))
    try:
        rows = connection.execute(_QUERY, {"about": about, "rule": args.rule}).fetchall()
    finally:
        connection.close()
    if not rows:
        named = args.about or args.rule or "this warehouse"
        raise CallError(f"{named}: no sum of any document was looked at", "see 'warehouse status' for what is loaded")
    shown = rows if args.all else [row for row in rows if row[0] == "fails"]
    if args.format != "table":
        write_rows(_COLUMNS, shown, args.format)
        return 0
    for row in shown:
        sys.stdout.write(_as_text(row))
    sys.stdout.write(_last_line(rows, args.all))
    return 0


def _name(about: str | None) -> str | None:
    """A path stands for the file of that name."""
    return None if about is None else about.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _figure(value: object, measured_in: object) -> str:
    if not isinstance(value, Decimal):
        return ""
    text = f"{value:,f}"
    words = {"yuan": " yuan", "points": " points", "percent": " %"}
    return text + words.get(str(measured_in), "")


def _as_text(row: Sequence[object]) -> str:
    item = dict(zip(_COLUMNS, row, strict=True))
    where = " · ".join(str(part) for part in (item["file_name"], item["place"]) if part)
    head = f"{str(item['outcome']).upper()}  {item['rule_code']}  ({where})\n    {item['rule']}\n"
    if item["not_applicable_reason"]:
        return head + f"    {item['not_applicable_reason']}\n\n"
    measured = item["measured_in"]
    tolerance = item["tolerance_yuan"]
    fails = {"=": "≠", "<=": ">"} if item["outcome"] == "fails" else {}
    sign = fails.get(str(item["relation"]), item["relation"])
    allowed = f" (rounding explains {_figure(tolerance, measured)})" if tolerance else ""
    calculation = (
        f"    {_figure(item['left_yuan'], measured)} {sign} {_figure(item['right_yuan'], measured)}"
        f" · difference {_figure(item['difference_yuan'], measured)}{allowed}\n"
    )
    keys = item["line_keys"]
    trace = ""
    if isinstance(keys, list) and keys and item["outcome"] == "fails":
        more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
        trace = f"    warehouse trace {keys[0]}{more}\n"
    return head + calculation + trace + "\n"


def _last_line(rows: Sequence[Sequence[object]], is_all: bool) -> str:
    held = sum(int(str(row[13])) for row in rows if row[0] == "holds")
    failed = sum(1 for row in rows if row[0] == "fails")
    not_tried = sum(1 for row in rows if row[0] == "not applicable")
    hint = "" if is_all else "; --all shows them"
    return f"{failed} do not close, {held} close, {not_tried} not applicable{hint}\n"
