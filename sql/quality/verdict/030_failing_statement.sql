-- Grain: one failure of a check and one table that it rests on: its own, and those of its lines.
-- is_unproved: a figure that the failure names was repaired, which a sum that fails does not prove; is_agreed: two readings gave every figure that it names.
create or replace temp table named_statement as
with wanted as (
    select distinct line_key
    from failing_line
    where suite = 'checks'
),

lines as (
    select
        line_key,
        statement_key,
        reading,
        is_repaired
    from main.fact_spending
    where line_key in (select line_key from wanted)
    union all
    select
        line_key,
        statement_key,
        reading,
        is_repaired
    from main.fact_revenue
    where line_key in (select line_key from wanted)
)

select
    failing_line.failing_no,
    failing_line.rule_code,
    lines.statement_key,
    bool_or(lines.reading = 'ocr') as is_ocr,
    bool_and(lines.reading = 'both') as is_agreed,
    bool_or(lines.is_repaired) as is_unproved
from failing_line
inner join lines
    on failing_line.line_key = lines.line_key
group by all;

create or replace temp table failing_statement as
select * from named_statement
union all
select
    failing_no,
    rule_code,
    statement_key,
    false as is_ocr,
    null as is_agreed,
    false as is_unproved
from failing_row
where
    statement_key is not null
    and (failing_no, statement_key) not in (select (failing_no, statement_key) from named_statement);
