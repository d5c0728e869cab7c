-- title: Department economic codes begin with 3 and have 3 or 5 digits (7 in Beijing)
-- title_zh: 部门支出经济分类科目编码以3开头，3或5位（北京7位）
-- severity: warning
-- statements: expenditure|basic
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread.
with printed as (
    -- Few codes stand in many rows.
    select
        statement_id,
        dept_economic_code as code,
        not regexp_matches(dept_economic_code, '^3\d{2}(\d{2}(\d{2})?)?$') as is_odd,
        count(*) as rows,
        list(line_key order by line_key) filter (where is_odd) as line_keys
    from rules.printed_row
    where dept_economic_code is not null
    group by all
),

coded as (
    select
        statement_id,
        sum(rows) as rows,
        coalesce(sum(rows) filter (where is_odd), 0) as odd_rows,
        flatten(list(line_keys order by code) filter (where is_odd)) as odd_keys,
        list(code order by code) filter (where is_odd) as odd_codes
    from printed
    group by statement_id
)

select
    statement.document_key,
    statement.statement_key,
    statement.unit_name,
    coalesce(concat('codes ', array_to_string(odd_codes[:5], ', ')), concat(rows, ' rows')) as place,
    odd_rows as left_yuan,
    0 as right_yuan,
    0 as tolerance_yuan,
    odd_keys as left_line_keys
from coded
inner join rules.statement using (statement_id)
