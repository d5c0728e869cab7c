-- title: Function codes have 3, 5 or 7 digits and begin with 2
-- title_zh: 功能分类科目编码为3、5或7位，以2开头
-- severity: warning
-- statements: expenditure|general_public|gov_fund
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread, or its segments were not put together.
with coded as (
    select
        document_key,
        statement_key,
        min(unit_name) as unit_name,
        count(*) as rows,
        count(*) filter (where not regexp_matches(function_code, '^2\d{2}(\d{2}(\d{2})?)?$')) as odd_rows,
        list(line_key) filter (where not regexp_matches(function_code, '^2\d{2}(\d{2}(\d{2})?)?$')) as odd_keys,
        list(distinct function_code) filter (where not regexp_matches(function_code, '^2\d{2}(\d{2}(\d{2})?)?$'))
            as odd_codes
    from rules.spending_row
    where function_code is not null
    group by document_key, statement_key
)

select
    document_key,
    statement_key,
    unit_name,
    coalesce(concat('codes ', array_to_string(odd_codes[:5], ', ')), concat(rows, ' rows')) as place,
    odd_rows as left_yuan,
    0 as right_yuan,
    0 as tolerance_yuan,
    odd_keys as left_line_keys
from coded
