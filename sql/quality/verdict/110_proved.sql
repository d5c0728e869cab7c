-- Grain: one failure of which every table is proved: one of its own sums fails beside others that hold, or the column that
-- another table contradicts closes.
create or replace temp table proved as
with lines as (
    select
        line_key,
        statement_key,
        measure
    from main.fact_spending
    union all
    select
        line_key,
        statement_key,
        null as measure
    from main.fact_revenue
),

measured as (
    select distinct
        failing_line.failing_no,
        lines.statement_key,
        lines.measure
    from failing_line
    inner join lines
        on failing_line.line_key = lines.line_key
    where failing_line.suite = 'checks'
),

resting_on as (
    select
        failing_statement.failing_no,
        failing_statement.rule_code,
        failing_statement.statement_key,
        measured.measure
    from failing_statement
    left join measured
        on
            failing_statement.failing_no = measured.failing_no
            and failing_statement.statement_key = measured.statement_key
    group by all
),

judged as (
    select
        resting_on.failing_no,
        resting_on.statement_key,
        resting_on.measure,
        bool_or(
            own_proof.rule_code is not null
            and (
                not failing_row.is_between_tables
                or (
                    not failing_row.is_one_sided
                    and not own_proof.is_across
                    and (
                        own_proof.measure is null
                        or resting_on.measure is null
                        or own_proof.measure = resting_on.measure
                    )
                )
            )
        ) as is_proved
    from resting_on
    inner join failing_row
        on resting_on.failing_no = failing_row.failing_no
    left join own_proof
        on resting_on.statement_key = own_proof.statement_key
    group by resting_on.failing_no, resting_on.statement_key, resting_on.measure
)

select failing_no
from judged
group by failing_no
having bool_and(is_proved);
