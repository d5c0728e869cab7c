"""Runs the articulation rules (sql/checks) and the audit rules (sql/audit) over a warehouse that is being built.

1. A rule is a file: a header of comments (`-- title: …`) and one query. Its name is the name of the file. Dropping a
   file into the folder adds the rule.
2. The files of sql/checks/working run first: they make the tables `rules.*` that rules read, each in one pass over the
   lines, so that the cost of a rule does not grow with what it does not look at. They are dropped at the end.
3. A check gives one row for each application, with both sides. Those that hold are kept too: with `grain: row` as one
   line for a table, else each. Documents to which a rule gives nothing are listed with the reason.
4. An audit rule gives one row for each finding. A check that does not hold is a finding as well.
5. A rule that fails or takes too long is reported as broken in quality.rule; the others run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.resources import resource_folder
from warehouse.rule_file import Rule, nameless, read_rule
from warehouse.time_limit import time_limit

if TYPE_CHECKING:
    import duckdb

_TIMEOUT_SECONDS = 60.0
#: what each kind of rule must give; other columns may follow.
_NEEDED = {"checks": ("document_key", "left_yuan", "right_yuan"), "audit": ("document_key", "subject", "message")}


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    rule: Rule
    #: None where the rule ran
    broken: str | None
    row_count: int


def apply_rules(
    connection: duckdb.DuckDBPyConnection,
    *,
    root: Path | None = None,
    timeout_seconds: float = _TIMEOUT_SECONDS,
    only: Collection[str] | None = None,
) -> tuple[RuleOutcome, ...]:
    """Fill quality.reconciliation, quality.finding and quality.rule of the database being built.

    `only` names the rules to run; without it all run.
    """
    import duckdb

    sql = root or resource_folder("sql")
    outcomes: list[RuleOutcome] = []
    connection.execute("drop schema if exists rules cascade; create schema rules")
    for table in ("reconciliation", "finding", "rule"):
        connection.execute(f"delete from quality.{table}")
    for file in sorted((sql / "checks" / "working").glob("*.sql")):
        try:
            connection.execute(file.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise ModelError(f"sql/checks/working/{file.name}: {_line(error)}") from error
    for folder, store in (("checks", _store_check), ("audit", _store_findings)):
        for file in sorted((sql / folder).glob("*.sql")):
            if only is not None and file.stem not in only:
                continue
            outcomes.append(_run_file(connection, file, store, timeout_seconds))
    _store_failed_checks(connection)
    _store_rules(connection, outcomes)
    connection.execute("drop schema rules cascade")
    return tuple(outcomes)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:400]


def _run_file(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    store: Callable[[duckdb.DuckDBPyConnection, Rule, set[str]], None],
    timeout_seconds: float,
) -> RuleOutcome:
    import duckdb

    try:
        rule = read_rule(file)
    except ModelError as error:
        return RuleOutcome(nameless(file), str(error), 0)
    except UnicodeDecodeError:
        return RuleOutcome(nameless(file), "the file is no text in UTF-8", 0)
    try:
        statements = connection.extract_statements(rule.query)
        if [item.type for item in statements] != [duckdb.StatementType.SELECT]:
            # A second statement would run on the build itself.
            return RuleOutcome(rule, "is not one query: a rule is one select", 0)
        with time_limit(connection, timeout_seconds):
            made = connection.execute(f"create or replace temp table rule_output as {rule.query}").fetchone()
            count = int(made[0]) if made else 0
            columns = {str(row[0]) for row in connection.execute("describe rule_output").fetchall()}
            lacking = [name for name in _NEEDED[rule.folder] if name not in columns]
            if lacking:
                return RuleOutcome(rule, f"gives no column {', '.join(lacking)}", 0)
            if count:
                store(connection, rule, columns)
    except duckdb.InterruptException:
        return RuleOutcome(rule, f"stopped after {timeout_seconds:g} seconds", 0)
    except duckdb.Error as error:
        return RuleOutcome(rule, _line(error), 0)
    return RuleOutcome(rule, None, count)


def _or_null(columns: set[str], name: str, kind: str = "varchar") -> str:
    return name if name in columns else f"null::{kind}"


_STORE_CHECK = """
insert into quality.reconciliation by name
with applied as not materialized (
    select
        document_key, {statement_key} as statement_key, {unit_name} as unit_name, {place} as place,
        left_yuan::decimal(20, 2) as left_yuan, right_yuan::decimal(20, 2) as right_yuan,
        coalesce({tolerance}, 0)::decimal(20, 2) as tolerance_yuan,
        {left_keys} as left_line_keys, {right_keys} as right_line_keys,
        coalesce({severity}, $severity) as severity,
        case
            when $relation = '<=' then left_yuan <= right_yuan + coalesce({tolerance}, 0)
            else abs(left_yuan - right_yuan) <= coalesce({tolerance}, 0)
        end as holds,
    from rule_output
    where left_yuan is not null and right_yuan is not null
),
lines as ({lines})
select
    $code as rule_code, $title as rule, document_key, statement_key, unit_name, place, $relation as relation,
    left_yuan, right_yuan, left_yuan - right_yuan as difference_yuan, tolerance_yuan, $measured_in as measured_in,
    holds, severity, applications,
    case when not holds then list_filter(left_line_keys, lambda key: key is not null) end as left_line_keys,
    case when not holds then list_filter(right_line_keys, lambda key: key is not null) end as right_line_keys,
from lines
order by document_key, statement_key, holds, place, left_yuan, right_yuan
"""

#: by the grain of a rule: what holds row by row is one line for a table, else each application is one
_LINES = {
    True: """
    select *, 1 as applications from applied where not holds
    union all by name
    select
        document_key, statement_key, any_value(unit_name) as unit_name,
        concat(count(*), ' rows') as place, sum(left_yuan) as left_yuan, sum(right_yuan) as right_yuan,
        sum(tolerance_yuan) as tolerance_yuan, severity, true as holds, count(*)::integer as applications,
    from applied
    where holds
    group by document_key, statement_key, severity
""",
    False: "select *, 1 as applications from applied",
}


def _store_check(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: set[str]) -> None:
    statement = _STORE_CHECK.format(
        statement_key=_or_null(columns, "statement_key"),
        unit_name=_or_null(columns, "unit_name"),
        place=_or_null(columns, "place"),
        tolerance=_or_null(columns, "tolerance_yuan", "decimal(20, 2)"),
        left_keys=_or_null(columns, "left_line_keys", "varchar[]"),
        right_keys=_or_null(columns, "right_line_keys", "varchar[]"),
        severity=_or_null(columns, "severity"),
        lines=_LINES[rule.grain == "row"],
    )
    connection.execute(
        statement,
        {
            "code": rule.code,
            "title": rule.title,
            "relation": rule.relation,
            "measured_in": rule.measured_in,
            "severity": rule.severity,
        },
    )


_STORE_FINDINGS = r"""
insert into quality.finding by name
with keyed as materialized (
    select
        substr(md5(concat_ws(chr(31), $code, document_key, {project}, {keys}[1], message)), 1, 16) as finding_key,
        $code as rule_code, coalesce({severity}, $severity) as severity, subject, document_key,
        {unit} as unit_name, {project} as project_name, message,
        rules.plain_figure({stated}) as stated,
        rules.plain_figure({computed}) as computed, {keys}[1] as line_key, {keys} as line_keys,
    from rule_output
    where message is not null
),
-- Few findings stand twice: only they are looked at again.
twice as (
    select finding_key from keyed group by finding_key having count(*) > 1
)
select * from keyed anti join twice using (finding_key)
union all by name
select * from (
    select * from keyed semi join twice using (finding_key)
    qualify row_number() over (partition by finding_key order by line_keys) = 1
)
order by document_key, severity, finding_key
"""


def _store_findings(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: set[str]) -> None:
    statement = _STORE_FINDINGS.format(
        severity=_or_null(columns, "severity"),
        unit=_or_null(columns, "unit_name"),
        project=_or_null(columns, "project_name"),
        stated=_or_null(columns, "stated"),
        computed=_or_null(columns, "computed"),
        keys=_or_null(columns, "line_keys", "varchar[]"),
    )
    connection.execute(statement, {"code": rule.code, "severity": rule.severity})


def _store_rules(connection: duckdb.DuckDBPyConnection, outcomes: list[RuleOutcome]) -> None:
    """The rules themselves, and a line with the reason for each document with tables to which a check gave nothing."""
    connection.execute(
        "create or replace temp table rule_list (rule_code varchar, kind varchar, title varchar, title_zh varchar,"
        " severity varchar, statements varchar[], tolerance varchar, why varchar, outcome varchar,"
        " outcome_reason varchar, row_count bigint, query varchar, relation varchar, measured_in varchar,"
        " otherwise varchar)"
    )
    rows = [
        (
            item.rule.code,
            "check" if item.rule.folder == "checks" else "audit",
            item.rule.title,
            item.rule.title_zh,
            item.rule.severity,
            list(item.rule.statements),
            item.rule.tolerance,
            item.rule.why,
            "broken" if item.broken else "ran",
            item.broken,
            item.row_count,
            item.rule.query,
            item.rule.relation,
            item.rule.measured_in,
            item.rule.otherwise,
        )
        for item in outcomes
    ]
    if rows:
        marks = ", ".join("(" + ", ".join("?" * len(row)) + ")" for row in rows)
        connection.execute(f"insert into rule_list values {marks}", [value for row in rows for value in row])
    connection.execute(_STORE_RULES)


_STORE_RULES = """
insert into quality.rule by name
select * exclude (relation, measured_in, otherwise) from rule_list order by kind, rule_code;

insert into quality.reconciliation by name
with present as (
    select document_key, list_sort(list(distinct statement)) as kinds from rules.statement group by document_key
),
reasons as (
    -- Few sets of tables stand for many documents.
    select
        rule_list.rule_code, rule_list.title, rule_list.relation, rule_list.measured_in, rule_list.severity, kinds,
        case
            when len(list_filter(statements, lambda wanted: not list_has_any(kinds, string_split(wanted, '|')))) > 0
                then 'the document has no ' || replace(array_to_string(list_filter(
                    statements, lambda wanted: not list_has_any(kinds, string_split(wanted, '|'))
                ), ', no '), '|', ' or ')
            else otherwise
        end as reason,
    from rule_list
    cross join (select distinct kinds from present) as sets
    where rule_list.kind = 'check' and rule_list.outcome = 'ran'
)
select
    reasons.rule_code, reasons.title as rule, present.document_key, reasons.relation, reasons.measured_in,
    reasons.severity, 0 as applications, reasons.reason as not_applicable_reason,
from reasons
inner join present on reasons.kinds = present.kinds
anti join (select distinct rule_code, document_key from quality.reconciliation) as done
    on reasons.rule_code = done.rule_code and present.document_key = done.document_key
"""


def _store_failed_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Checks that do not hold, as findings in a sentence."""
    connection.execute(
        """
        insert into quality.finding by name
        select
            substr(md5(concat_ws(chr(31), rule_code, document_key, statement_key, place, left_yuan, right_yuan)), 1, 16)
                as finding_key,
            rule_code, severity, case when applications = 1 and place like '%row %' then 'line' else 'document' end
                as subject,
            document_key, unit_name,
            concat(
                rule, ': ', rules.measured(left_yuan, measured_in),
                case relation when '<=' then ' exceeds ' else ' is not ' end, rules.measured(right_yuan, measured_in),
                ' (', coalesce(place || '; ', ''), 'difference ', rules.measured(difference_yuan, measured_in), ').'
            ) as message,
            left_yuan::varchar as stated, right_yuan::varchar as computed,
            coalesce(left_line_keys[1], right_line_keys[1]) as line_key,
            list_concat(left_line_keys, right_line_keys) as line_keys,
        from quality.reconciliation
        where not holds and severity <> 'info'
        qualify row_number() over (partition by finding_key order by left_yuan) = 1
        order by document_key, rule_code, finding_key
        """
    )
