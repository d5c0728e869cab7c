"""Keeps what rules give: quality.reconciliation for checks, quality.finding for what is to be looked at, quality.rule.

1. A check's row tells both sides, or with `not_applicable_reason` why the rule says nothing of that table. With
   `grain: row` those of a table that hold are one line, else each is one.
2. An audit rule's row is a finding. A check that does not hold is a finding as well.
3. Documents to which a check gave nothing are listed with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.rule_file import Rule
from warehouse.rule_messages import message_sql

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    rule: Rule
    #: None where the rule ran
    broken: str | None
    row_count: int


def _or_null(columns: Collection[str], name: str, kind: str = "varchar") -> str:
    return name if name in columns else f"null::{kind}"


_STORE_CHECK = """
insert into quality.reconciliation by name
with applied as not materialized (
    select
        document_key, {statement_key} as statement_key, {unit_name} as unit_name, {place} as place,
        left_yuan::decimal(20, 2) as left_yuan, right_yuan::decimal(20, 2) as right_yuan,
        coalesce({tolerance}, 0)::decimal(20, 2) as tolerance_yuan,
        {left_keys} as left_line_keys, {right_keys} as right_line_keys,
        -- What is less than a yuan is rounding of the print: noted, and no error.
        case
            when $measured_in = 'yuan' and abs(left_yuan - right_yuan) < 1
                and abs(left_yuan - right_yuan) > coalesce({tolerance}, 0) then 'info'
            else coalesce({severity}, $severity)
        end as severity,
        {reason} as not_applicable_reason,
        case
            when {reason} is not null then null
            when $relation = '<=' then left_yuan <= right_yuan + coalesce({tolerance}, 0)
            else abs(left_yuan - right_yuan) <= coalesce({tolerance}, 0)
        end as holds,
    from rule_output
    where {reason} is not null or (left_yuan is not null and right_yuan is not null)
),
lines as ({lines})
select
    $code as rule_code, $title as rule, document_key, statement_key, unit_name, place, $relation as relation,
    left_yuan, right_yuan, left_yuan - right_yuan as difference_yuan, tolerance_yuan, $measured_in as measured_in,
    holds, severity, case when holds is null then 0 else applications end as applications, not_applicable_reason,
    case when not holds then list_filter(left_line_keys, lambda key: key is not null) end as left_line_keys,
    case when not holds then list_filter(right_line_keys, lambda key: key is not null) end as right_line_keys,
from lines
order by document_key, statement_key, holds, place, left_yuan, right_yuan
"""

#: by the grain of a rule: what holds row by row is one line for a table, else each application is one
_LINES = {
    True: """
    select *, 1 as applications from applied where not coalesce(holds, false)
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


def store_check(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: Collection[str]) -> None:
    statement = _STORE_CHECK.format(
        statement_key=_or_null(columns, "statement_key"),
        unit_name=_or_null(columns, "unit_name"),
        place=_or_null(columns, "place"),
        tolerance=_or_null(columns, "tolerance_yuan", "decimal(20, 2)"),
        left_keys=_or_null(columns, "left_line_keys", "varchar[]"),
        right_keys=_or_null(columns, "right_line_keys", "varchar[]"),
        severity=_or_null(columns, "severity"),
        reason=_or_null(columns, "not_applicable_reason"),
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
with told as materialized (
    select
        coalesce({severity}, $severity) as severity, subject, document_key, {unit} as unit_name,
        {project} as project_name, {project_key} as project_key, {message} as message, {message_zh} as message_zh,
        rules.plain_figure({stated}) as stated, rules.plain_figure({computed}) as computed,
        {amount} as amount_yuan, {page} as page, {keys} as line_keys,
    from rule_output
),
keyed as materialized (
    select
        substr(md5(concat_ws(chr(31), $code, document_key, project_name, line_keys[1], message)), 1, 16) as finding_key,
        $code as rule_code, *, line_keys[1] as line_key,
    from told
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


def store_findings(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: Collection[str]) -> None:
    statement = _STORE_FINDINGS.format(
        severity=_or_null(columns, "severity"),
        unit=_or_null(columns, "unit_name"),
        project=_or_null(columns, "project_name"),
        stated=_or_null(columns, "stated"),
        computed=_or_null(columns, "computed"),
        keys=_or_null(columns, "line_keys", "varchar[]"),
        project_key=_or_null(columns, "project_key"),
        amount=_or_null(columns, "amount_yuan", "decimal(20, 2)"),
        page=_or_null(columns, "page", "integer"),
        message=_told(rule, "en", columns),
        message_zh=_told(rule, "zh", columns),
    )
    connection.execute(statement, {"code": rule.code, "severity": rule.severity})


def _told(rule: Rule, language: str, columns: Collection[str]) -> str:
    """The sentence of a finding: from the template of the rule, else from the column of its query."""
    column, template = ("message", rule.message) if language == "en" else ("message_zh", rule.message_zh)
    if template is None:
        return _or_null(columns, column)
    return message_sql(template, language, columns, f"sql/{rule.folder}/{rule.code}.sql")


def store_rules(connection: duckdb.DuckDBPyConnection, outcomes: list[RuleOutcome]) -> None:
    """The rules themselves, and a line with the reason for each document with tables to which a check gave nothing."""
    connection.execute(
        "create or replace temp table rule_list (rule_code varchar, kind varchar, title varchar, title_zh varchar,"
        " severity varchar, statements varchar[], tolerance varchar, why varchar, proves varchar, measure varchar,"
        " outcome varchar,"
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
            item.rule.proves,
            item.rule.measure,
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


def store_failed_checks(connection: duckdb.DuckDBPyConnection, outcomes: list[RuleOutcome]) -> None:
    """Checks that do not hold, as findings in a sentence."""
    connection.execute("create or replace temp table rule_title (rule_code varchar, title_zh varchar)")
    titles = [(item.rule.code, item.rule.title_zh) for item in outcomes]
    if titles:
        connection.executemany("insert into rule_title values (?, ?)", titles)
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
            concat(
                coalesce(titles.title_zh, rule), '：', rules.measured_zh(left_yuan, measured_in),
                case relation when '<=' then '大于' else '不等于' end, rules.measured_zh(right_yuan, measured_in),
                '（', coalesce(rules.place_zh(place) || '；', ''), '相差',
                rules.measured_zh(difference_yuan, measured_in),
                '）。'
            ) as message_zh,
            case measured_in when 'yuan' then abs(difference_yuan) end as amount_yuan,
            try_cast(nullif(regexp_extract(place, 'page ([0-9]+)', 1), '') as integer) as page,
            try_cast(nullif(regexp_extract(place, ', row ([0-9]+)', 1), '') as integer) as row_no,
            left_yuan::varchar as stated, right_yuan::varchar as computed,
            coalesce(left_line_keys[1], right_line_keys[1]) as line_key,
            list_concat(left_line_keys, right_line_keys) as line_keys,
        from quality.reconciliation
        left join (select rule_code as code, title_zh from rule_title) as titles
            on rule_code = titles.code
        where not holds and severity <> 'info'
        qualify row_number() over (partition by finding_key order by left_yuan) = 1
        order by document_key, rule_code, finding_key
        """
    )
