-- title: Revenue table: the fiscal funds are the total of the appropriations
-- title_zh: 收入总表财政拨款（含结转）= 财政拨款收支总表收入总计
-- severity: warning
-- statements: revenue_by_unit, appropriation_revenue
-- tolerance: half of the last printed digit for each figure that is added
-- why: What is financed by appropriation stands in both tables; the rest is money of the unit itself.
with funds as (
    select
        statement.document_key,
        statement.set_no,
        min(statement.statement_key) as statement_key,
        min(statement.unit_name) as unit_name,
        min(revenue.line_key) as line_key,
        sum(revenue.amount_yuan) as fiscal_yuan,
        count(*) as columns,
        max(statement.step_yuan) as step_yuan,
        bool_or(fund_source like '%/%') as is_grouped
    from store.revenue
    inner join rules.statement using (statement_key)
    where
        revenue.statement = 'revenue_by_unit' and revenue.line_kind = 'leaf'
        and regexp_matches(fund_source, '(一般公共预算|政府性基金|国有资本经营)')
    group by all
)

select
    funds.document_key,
    funds.statement_key,
    funds.unit_name,
    null::varchar as place,
    funds.fiscal_yuan as left_yuan,
    rights.value_yuan as right_yuan,
    rules.rounding(greatest(funds.step_yuan, rights.step_yuan), funds.columns) as tolerance_yuan,
    [funds.line_key] as left_line_keys,
    [rights.total_key] as right_line_keys
from funds
inner join rules.side('appropriation_revenue', 'total') as rights using (document_key, set_no)
where funds.is_grouped
