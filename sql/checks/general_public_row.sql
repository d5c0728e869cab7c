-- title: General public budget: each row is basic and project expenditure
-- title_zh: 一般公共预算支出表：每行合计 = 基本支出 + 项目支出
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
    total as left_yuan,
    coalesce(basic, coalesce(personnel, 0) + coalesce(public, 0)) + coalesce(project, 0) as right_yuan,
    rules.rounding(step_yuan, 3) as tolerance_yuan,
    [line_key] as left_line_keys,
    null::varchar[] as right_line_keys
from rules.spending_row
where statement in ('general_public') and total is not null and coalesce(basic, project) is not null
