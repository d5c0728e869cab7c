-- Grain: one printed total that the rows of its table do not come to.
create or replace temp table open_total as
with totals as (
    select
        reconciliation.statement_key,
        reconciliation.left_line_keys[1] as line_key,
        reconciliation.left_yuan as total_yuan,
        reconciliation.difference_yuan
    from reconciled as reconciliation
    where
        not reconciliation.holds and reconciliation.relation = '=' and reconciliation.statement_key is not null
        and len(reconciliation.left_line_keys) = 1 and reconciliation.right_line_keys is null
        and abs(reconciliation.difference_yuan) >= verdict_limit('rounding_yuan')
        -- A row that does not add up across is no total of a column.
        and reconciliation.rule_code not in (
            select rule_code from ruled
            where proves = 'rows'
        )
),

lines as (
    select
        line_key,
        concat(measure, stage) as measure
    from main.fact_spending
    union all
    select
        line_key,
        column_no::varchar
    from main.fact_revenue
)

select
    totals.*,
    lines.measure
from totals
inner join lines
    on totals.line_key = lines.line_key;
