-- title: Department economic codes begin with 3 and have 3 or 5 digits (7 in Beijing)
-- title_zh: 部门支出经济分类科目编码以3开头，3或5位（北京7位）
-- severity: warning
-- statements: expenditure|basic
-- tolerance: zero at the printed precision
-- measured_in: count
-- why: A code of another form is misread.
with coded as (
    select
        document_key,
        statement_key,
        min(unit_name) as unit_name,
        count(*) as rows,
        count(*) filter (where not regexp_matches(dept_economic_code, '^3\d{2}(\d{2}(\d{2})?)?$')) as odd_rows,
        list(line_key) filter (where not regexp_matches(dept_economic_code, '^3\d{2}(\d{2}(\d{2})?)?$')) as odd_keys,
        list(distinct dept_economic_code) filter (
            where not regexp_matches(dept_economic_code, '^3\d{2}(\d{2}(\d{2})?)?$')
        ) as odd_codes
    from rules.spending_row
    where dept_economic_code is not null
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
