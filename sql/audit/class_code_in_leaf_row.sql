-- title: A leaf row carries a 5-digit function code
-- title_zh: 明细行使用款级（5位）科目
-- severity: info
-- why: The detail (项, 7 digits) is not shown; printed so, but odd.
select
    document_key,
    'line' as subject,
    unit_name,
    concat(
        'A row without rows below it carries the 款 code ',
        function_code,
        coalesce(' ' || function_name, ''),
        ' instead of a 项.'
    ) as message,
    function_code as stated,
    [line_key] as line_keys
from rules.spending_row
where
    line_kind = 'leaf' and length(function_code) = 5 and statement in ('expenditure', 'general_public')
    and statement_key in (
        select statement_key
        from rules.spending_row
        where line_kind = 'leaf'
        group by statement_key
        having count(*) filter (where length(function_code) = 7) > count(*) filter (where length(function_code) = 5)
    )
