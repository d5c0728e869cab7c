-- title: Money of gov fund has no table of its own
-- title_zh: 有政府性基金收入而无相应支出表
-- message: The revenue has money of 政府性基金预算, but no table shows how it is spent.
-- message_zh: 收入中有政府性基金预算资金，却没有表反映其支出。
-- severity: warning
-- why: Carry-over and funds must be shown in a table of their own.
with funds as (
    select
        statement.document_key,
        statement.set_no,
        min(statement.unit_name) as unit_name,
        sum(revenue.amount_yuan) as fund_yuan,
        min(revenue.line_key) as line_key
    from store.revenue
    inner join rules.statement using (statement_key)
    where
        revenue.statement in ('summary_revenue', 'appropriation_revenue') and revenue.line_kind = 'leaf'
        and regexp_matches(label, '政府性基金') and amount_yuan > 0
    group by statement.document_key, statement.set_no
)

select
    funds.document_key,
    'document' as subject,
    funds.unit_name,
    funds.fund_yuan as stated,
    [funds.line_key] as line_keys
from funds
where not exists (
    select 1
    from rules.statement
    where statement.document_key = funds.document_key and statement.statement = 'gov_fund'
)
