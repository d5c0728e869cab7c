"""Runs the articulation rules (sql/checks) and the audit rules (sql/audit) over a warehouse that is being built.

1. A rule is a file: a header of comments (`-- title: …`) and one query. Its name is the name of the file. Dropping a file
   into the folder adds the rule.
2. The files of sql/checks/working run first: they make the tables `rules.*` that rules read, each in one pass over the
   lines, so that the cost of a rule does not grow with what it does not look at. They are dropped at the end.
3. A check gives one row for each application, with both sides. Those that hold are kept too: with `grain: row` as one
   line for a table, else each. Documents to which a rule gives nothing are listed with the reason.
4. An audit rule gives one row for each finding. A check that does not hold is a finding as well.
5. A rule that fails or takes too long is reported as broken in quality.rule; the others run.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import ModelError
from warehouse.resources import resource_folder

if TYPE_CHECKING:
    import duckdb

SEVERITIES = ("error", "warning", "info")
_HEADER = re.compile(r"^-- ?(?:([a-z_]+): ?(.*)|  +(.*))$")
_TIMEOUT_SECONDS = 60.0
#: what each kind of rule must give; other columns may follow.
_NEEDED = {"checks": ("document_key", "left_yuan", "right_yuan"), "audit": ("document_key", "subject", "message")}


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of sql/checks or sql/audit."""

    code: str
    #: checks | audit
    folder: str
    query: str
    title: str
    title_zh: str | None
    severity: str
    #: statements it needs; `a|b` is one of them
    statements: tuple[str, ...]
    tolerance: str | None
    why: str | None
    #: = or <=
    relation: str
    #: table (each application is a line) or row (rows that hold are summed up)
    grain: str
    #: yuan, points, percent or count
    measured_in: str
    #: what a document lacks to which the rule gives nothing although it has the statements
    otherwise: str


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    rule: Rule
    #: None where the rule ran
    broken: str | None
    row_count: int


def read_rule(file: Path) -> Rule:
    """A rule from its file. Raises `ModelError` where its header lacks what it must have."""
    header: dict[str, str] = {}
    last = ""
    lines = file.read_text(encoding="utf-8").splitlines()
    body = 0
    for body, line in enumerate(lines):  # noqa: B007
        match = _HEADER.match(line)
        if not match:
            break
        if match.group(1):
            last = match.group(1)
            header[last] = match.group(2).strip()
        elif last:
            header[last] += " " + match.group(3).strip()
    folder = file.parent.name
    place = f"sql/{folder}/{file.name}"
    if "title" not in header or header.get("severity") not in SEVERITIES:
        raise ModelError(f"{place}: the header needs a title and a severity (error, warning or info)")
    return Rule(
        code=file.stem,
        folder=folder,
        query="\n".join(lines[body:]).strip().rstrip(";"),
        title=header["title"],
        title_zh=header.get("title_zh"),
        severity=header["severity"],
        statements=tuple(item.strip() for item in header.get("statements", "").split(",") if item.strip()),
        tolerance=header.get("tolerance"),
        why=header.get("why"),
        relation=header.get("relation", "="),
        grain=header.get("grain", "table"),
        measured_in=header.get("measured_in", "yuan"),
        otherwise=header.get("otherwise", "the tables are there, but not both figures that the rule compares"),
    )


def apply_rules(
    connection: duckdb.DuckDBPyConnection, *, root: Path | None = None, timeout_seconds: float = _TIMEOUT_SECONDS
) -> tuple[RuleOutcome, ...]:
    """Fill quality.reconciliation, quality.finding and quality.rule of the database being built."""
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
            outcome = _run_file(connection, file, store, timeout_seconds)
            outcomes.append(outcome)
            _store_rule(connection, outcome)
    _store_not_applicable(connection, [item.rule for item in outcomes if item.rule.folder == "checks" and not item.broken])
    _store_failed_checks(connection)
    connection.execute("drop schema rules cascade")
    return tuple(outcomes)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:400]


@contextmanager
def _time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _run_file(connection, file: Path, store, timeout_seconds: float) -> RuleOutcome:  # type: ignore[no-untyped-def]
    import duckdb

    try:
        rule = read_rule(file)
    except ModelError as error:
        return RuleOutcome(_nameless(file), str(error), 0)
    try:
        with _time_limit(connection, timeout_seconds):
            connection.execute(f"create or replace temp table rule_output as {rule.query}")
            columns = {str(row[0]) for row in connection.execute("describe rule_output").fetchall()}
            lacking = [name for name in _NEEDED[rule.folder] if name not in columns]
            if lacking:
                return RuleOutcome(rule, f"gives no column {', '.join(lacking)}", 0)
            store(connection, rule, columns)
            count = connection.execute("select count(*) from rule_output").fetchone()
    except duckdb.InterruptException:
        return RuleOutcome(rule, f"stopped after {timeout_seconds:g} seconds", 0)
    except duckdb.Error as error:
        return RuleOutcome(rule, _line(error), 0)
    return RuleOutcome(rule, None, int(count[0]) if count else 0)


def _nameless(file: Path) -> Rule:
    return Rule(file.stem, file.parent.name, "", file.stem, None, "error", (), None, None, "=", "table", "yuan", "")


def _or_null(columns: set[str], name: str, kind: str = "varchar") -> str:
    return name if name in columns else f"null::{kind}"


_STORE_CHECK = """
insert into quality.reconciliation by name
with applied as (
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
lines as (
    select *, 1 as applications from applied where not holds or $grain <> 'row'
    union all by name
    select
        document_key, statement_key, any_value(unit_name) as unit_name,
        concat(count(*), ' rows') as place, sum(left_yuan) as left_yuan, sum(right_yuan) as right_yuan,
        sum(tolerance_yuan) as tolerance_yuan, severity, true as holds, count(*)::integer as applications,
    from applied
    where holds and $grain = 'row'
    group by document_key, statement_key, severity
)
select
    $code as rule_code, $title as rule, document_key, statement_key, unit_name, place, $relation as relation,
    left_yuan, right_yuan, left_yuan - right_yuan as difference_yuan, tolerance_yuan, $measured_in as measured_in,
    holds, severity, applications,
    case when not holds then list_filter(left_line_keys, lambda key: key is not null) end as left_line_keys,
    case when not holds then list_filter(right_line_keys, lambda key: key is not null) end as right_line_keys,
from lines
order by document_key, statement_key, holds, place, left_yuan, right_yuan
"""


def _store_check(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: set[str]) -> None:
    statement = _STORE_CHECK.format(
        statement_key=_or_null(columns, "statement_key"),
        unit_name=_or_null(columns, "unit_name"),
        place=_or_null(columns, "place"),
        tolerance=_or_null(columns, "tolerance_yuan", "decimal(20, 2)"),
        left_keys=_or_null(columns, "left_line_keys", "varchar[]"),
        right_keys=_or_null(columns, "right_line_keys", "varchar[]"),
        severity=_or_null(columns, "severity"),
    )
    connection.execute(
        statement,
        {
            "code": rule.code,
            "title": rule.title,
            "relation": rule.relation,
            "grain": rule.grain,
            "measured_in": rule.measured_in,
            "severity": rule.severity,
        },
    )


_STORE_FINDINGS = r"""
insert into quality.finding by name
select
    substr(md5(concat_ws(chr(31), $code, document_key, {project}, {keys}[1], message)), 1, 16) as finding_key,
    $code as rule_code, coalesce({severity}, $severity) as severity, subject, document_key,
    {unit} as unit_name, {project} as project_name, message,
    case when regexp_full_match({stated}::varchar, '-?\d+\.\d+') then rules.plain({stated}) else {stated}::varchar end
        as stated,
    case when regexp_full_match({computed}::varchar, '-?\d+\.\d+') then rules.plain({computed}) else {computed}::varchar end
        as computed, {keys}[1] as line_key, {keys} as line_keys,
from rule_output
where message is not null
qualify row_number() over (partition by finding_key order by line_keys) = 1
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


def _store_rule(connection: duckdb.DuckDBPyConnection, outcome: RuleOutcome) -> None:
    rule = outcome.rule
    connection.execute(
        "insert into quality.rule values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            rule.code,
            "check" if rule.folder == "checks" else "audit",
            rule.title,
            rule.title_zh,
            rule.severity,
            list(rule.statements),
            rule.tolerance,
            rule.why,
            "broken" if outcome.broken else "ran",
            outcome.broken,
            outcome.row_count,
        ],
    )


def _store_not_applicable(connection: duckdb.DuckDBPyConnection, rules: list[Rule]) -> None:
    """A line with the reason for each document with tables to which a rule gave nothing."""
    connection.execute("create or replace temp table present as select document_key, list(distinct statement) as kinds from rules.statement group by document_key")
    for rule in rules:
        connection.execute(
            """
            insert into quality.reconciliation by name
            with lacking as (
                select
                    document_key,
                    list_filter(
                        $statements::varchar[],
                        lambda wanted: not list_has_any(kinds, string_split(wanted, '|'))
                    ) as statements,
                from present
                where document_key not in (select document_key from quality.reconciliation where rule_code = $code)
            )
            select
                $code as rule_code, $title as rule, document_key, $relation as relation, $measured_in as measured_in,
                $severity as severity, 0 as applications,
                case
                    when len(statements) > 0
                        then 'the document has no ' || replace(array_to_string(statements, ', no '), '|', ' or ')
                    else $otherwise
                end as not_applicable_reason,
            from lacking
            order by document_key
            """,
            {
                "statements": list(rule.statements),
                "code": rule.code,
                "title": rule.title,
                "relation": rule.relation,
                "measured_in": rule.measured_in,
                "severity": rule.severity,
                "otherwise": rule.otherwise,
            },
        )


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
