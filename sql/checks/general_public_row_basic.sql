-- title: General public budget: basic expenditure of a row is personnel and public
-- title_zh: 一般公共预算支出表：基本支出小计 = 人员经费 + 公用经费
-- severity: error
-- statements: general_public
-- proves: rows
-- tolerance: half of the last printed digit for each figure that is added
-- grain: row
-- why: Every row adds up across.
select
    document_key,
    statement_key,
    unit_name,
    rules.place(page, table_no, row_no, coalesce(function_code, dept_economic_code, label)) as place,
    basic as left_yuan,
    coalesce(personnel, 0) + coalesce(public, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('general_public') and basic is not null and coalesce(personnel, public) is not null
