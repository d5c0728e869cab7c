-- title: A leaf row carries a 5-digit function code
-- title_zh: 明细行使用款级（5位）科目
-- message: A row without rows below it carries the 款 code {code}[[ {name}]] instead of a 项.
-- message_zh: 明细行使用款级科目{code}[[ {name}]]，没有细化到项。
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
    where
        line_kind = 'leaf' and length(function_code) = 5 and statement in ('expenditure', 'general_public')
        and not is_of_which
        -- 援助其他地区支出 (219) has 款 and no 项.
        and not starts_with(function_code, '219')
)

select
    odd.document_key,
    'line' as subject,
    odd.unit_name,
    odd.function_code as code,
    spending.function_name as name,
    odd.function_code as stated,
    [odd.line_key] as line_keys
from odd
semi join details
    on odd.statement_key = details.statement_key
inner join store.spending
    on odd.line_key = spending.line_key
