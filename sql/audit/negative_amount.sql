-- title: An amount is negative
-- title_zh: 金额为负
-- message: The amount “{amount_text}” ({row_code}, {column_name}) is negative.
-- message_zh: 金额“{amount_text}”（{row_code}，{column_name}）为负数。
-- severity: info
-- why: A budget gives; a negative amount is a correction or a misread dash.
select
    spending.document_key,
    'line' as subject,
    statement.unit_name,
    spending.amount_text,
    coalesce(spending.function_code, spending.dept_economic_code, spending.label, '') as row_code,
    spending.measure as column_name,
    spending.amount_yuan as stated,
    [spending.line_key] as line_keys
from store.spending
inner join rules.statement using (statement_key)
where
    spending.amount_yuan < 0
    and spending.measure <> 'change'
    and not coalesce(spending.is_of_which, false)
    and spending.statement in ('expenditure', 'general_public', 'basic')
