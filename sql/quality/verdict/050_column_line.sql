-- Grain: one line of a column whose total is open, in the order of print, with what the column comes to so far.
create or replace temp table column_line as
with lines as (
    select
        statement_key,
        concat(measure, stage) as measure,
        line_kind,
        amount_yuan,
        page,
        table_no,
        row_no,
        column_no,
        line_key,
        reading,
        is_repaired
    from main.fact_spending
    where statement_key in (select statement_key from open_total)
    union all
    select
        statement_key,
        column_no::varchar,
        line_kind,
        amount_yuan,
        page,
        table_no,
        row_no,
        column_no,
        line_key,
        reading,
        is_repaired
    from main.fact_revenue
    where statement_key in (select statement_key from open_total)
)

select
    statement_key,
    measure,
    line_kind,
    amount_yuan,
    line_key,
    reading,
    is_repaired,
    row_number() over down as line_no,
    sum(amount_yuan) over down as sum_yuan,
    sum(amount_yuan) filter (where line_kind = 'subtotal') over down as subtotals_yuan
from lines
where line_kind <> 'total'
window down as (
    partition by statement_key, measure order by page, table_no, row_no, column_no, line_key rows unbounded preceding
);
