-- title: Revenue table: the carry-over is that of the summary
-- title_zh: 收入总表结转小计 = 收支总表上年结转结余
-- severity: error
-- statements: revenue_by_unit, summary_revenue
-- tolerance: zero at the printed precision
-- why: The same money stands in both tables.
with totals as (
    select
        document_key,
        set_no,
        min(statement_key) as statement_key,
        min(unit_name) as unit_name,
        min(page) as page,
        min(line_key) as line_key,
        max(carryover_total) as carryover_total,
        max(step_yuan) as step_yuan
    from rules.revenue_row
    where is_total and statement = 'revenue_by_unit' and carryover_total is not null
    group by document_key, set_no
    having count(*) = 1
)

select
    totals.document_key,
    totals.statement_key,
    totals.unit_name,
    concat('page ', totals.page, ' and page ', rights.page) as place,
    totals.carryover_total as left_yuan,
    coalesce(rights.carryover_yuan, 0) as right_yuan,
    greatest(totals.step_yuan, rights.step_yuan) as tolerance_yuan,
    [totals.line_key] as left_line_keys,
    [rights.total_key] as right_line_keys
from totals
inner join rules.side('summary_revenue', 'total') as rights using (document_key, set_no)
