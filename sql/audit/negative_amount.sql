-- title: An amount is negative
-- title_zh: 金额为负
-- severity: info
-- why: A budget gives; a negative amount is a correction or a misread dash.
select
    spending.document_key,
    'line' as subject,
    statement.unit_name,
    concat(
        'The amount “',
        spending.amount_text,
        '” (',
        coalesce(spending.function_code, spending.dept_economic_code, spending.label, ''),
        ', ',
        spending.measure,
        ') is negative.'
    ) as message,
    spending.amount_yuan as stated,
    [spending.line_key] as line_keys
from store.spending
inner join rules.statement using (statement_key)
where spending.amount_yuan < 0 and spending.statement in ('expenditure', 'general_public', 'basic')
