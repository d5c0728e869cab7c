"""Lines that fail a row check of severity `error`: they stay in the facts, and say so.

1. A rule of sql/checks that looks at rows (`grain: row`) and fails with severity `error` makes the lines it names
   suspect: `is_suspect` is true in the fact and in the marts, and quality.suspect says which rule it was.
2. The header `suspect:` says otherwise: `show` (the usual), `leave_out` (the marts for analysts go without them; the
   facts keep them), or `no`. A rule that looks at whole tables, or an audit rule, marks lines only where it says so: a
   total that does not close does not tell which of its lines is wrong.
3. Nothing disappears: whatever is left out of a mart stands in the fact and in quality.suspect.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from warehouse.rule_file import Rule

if TYPE_CHECKING:
    import duckdb

#: each fact and the mart that is made of it; both are tables, made before the rules run
_FACTS = (
    ("main.fact_spending", "mart.spending_line"),
    ("main.fact_revenue", "mart.revenue_line"),
    ("main.fact_indicator", "mart.indicator_line"),
)
_MARK = """
insert into quality.suspect
with failing as (
    select rule_code, document_key, unnest(list_concat(left_line_keys, right_line_keys)) as line_key
    from quality.reconciliation
    where not holds and severity = 'error'
    union all
    select rule_code, document_key, unnest(line_keys) as line_key
    from quality.finding
    where severity = 'error'
)
select distinct failing.line_key, failing.rule_code, failing.document_key, marking.is_left_out
from failing
inner join marking
    on failing.rule_code = marking.rule_code
where failing.line_key is not null
order by all
"""


def treatment_of(rule: Rule) -> str:
    """show | leave_out | no"""
    if rule.suspect:
        return rule.suspect
    return "show" if rule.folder == "checks" and rule.grain == "row" else "no"


def mark_suspects(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Mark the lines of the facts; the rules have run."""
    marking = [(rule.code, treatment_of(rule) == "leave_out") for rule in rules if treatment_of(rule) != "no"]
    connection.execute("create or replace temp table marking (rule_code varchar, is_left_out boolean)")
    if marking:
        connection.executemany("insert into marking values (?, ?)", marking)
    connection.execute("delete from quality.suspect")
    connection.execute(_MARK)
    connection.execute("drop table marking")
    found = connection.execute("select bool_or(is_left_out) from quality.suspect").fetchone()
    if not found or found[0] is None:
        return
    for fact, mart in _FACTS:
        # A row that changes is written anew with its whole group: without suspects nothing is touched.
        for table in (fact, mart):
            connection.execute(
                f"update {table} set is_suspect = true where line_key in (select line_key from quality.suspect)"
            )
        if found[0]:
            left_out = "line_key in (select line_key from quality.suspect where is_left_out)"
            connection.execute(f"update {fact} set is_left_out = true where {left_out}")
            connection.execute(f"delete from {mart} where {left_out}")
