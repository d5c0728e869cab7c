-- title: A leaf row carries a 5-digit function code
-- title_zh: 明细行使用款级（5位）科目
-- severity: info
-- why: The detail (项, 7 digits) is not shown; printed so, but odd.
with details as (
    -- Tables that print details: in them a 款 without a 项 is odd.
    select statement_key
    from rules.spending_row
    where line_kind = 'leaf' and statement in ('expenditure', 'general_public')
    group by statement_key
    having count(*) filter (where length(function_code) = 7) > count(*) filter (where length(function_code) = 5)
),

odd as (
    select *
    from rules.spending_row
    where line_kind = 'leaf' and length(function_code) = 5 and statement in ('expenditure', 'general_public')
)

select
    odd.document_key,
    'line' as subject,
    odd.unit_name,
    concat(
        'A row without rows below it carries the 款 code ', odd.function_code,
        coalesce(' ' || spending.function_name, ''),
        ' instead of a 项.'
    ) as message,
    odd.function_code as stated,
    [odd.line_key] as line_keys
from odd
semi join details
    on odd.statement_key = details.statement_key
inner join store.spending
    on odd.line_key = spending.line_key
